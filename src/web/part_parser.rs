//! Finds the parts of `multipart/form-data` in bytes that come piece by piece. It keeps no more than it has to: what may
//! be the beginning of a boundary, and the head of a part.

use std::string::String;
use std::vec::Vec;

use memchr::memmem::{self, Finder};

/// The most bytes before the first boundary, and in the head of a part.
const HEAD: usize = 16 << 10;

/// What the head of a part says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PartHead {
    /// The name of the field. A part without a name is passed over.
    pub(super) name: Option<Vec<u8>>,
    /// The name of the file, as the client sent it. Only a file has one.
    pub(super) file_name: Option<String>,
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A part begins.
    Part(PartHead),
    /// So many bytes of its content are at the beginning of [`PartParser::content`].
    Content(usize),
    /// The part has ended.
    PartEnd,
    /// Nothing can be said before more bytes come.
    NeedsMore,
}

/// The bytes are no such body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoParts;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first boundary.
    Before,
    /// Behind a boundary: the end of its line, or of the body.
    Line,
    Head,
    Content,
    /// Behind the last boundary. What comes there does not count.
    Behind,
}

/// A parser that is fed with bytes.
#[derive(Debug)]
pub(super) struct PartParser {
    state: State,
    /// `\r\n--` and the boundary.
    delimiter: Finder<'static>,
    buffer: Vec<u8>,
    /// How many bytes of the buffer are read.
    at: usize,
    /// How many bytes were passed before the first boundary.
    passed: usize,
}

impl PartParser {
    pub(super) fn new(boundary: &str) -> Self {
        // The first boundary may stand at the beginning of the body, so a line break is put before it.
        Self {
            state: State::Before,
            delimiter: Finder::new(&[b"\r\n--", boundary.as_bytes()].concat()).into_owned(),
            buffer: b"\r\n".to_vec(),
            at: 0,
            passed: 0,
        }
    }

    /// Adds bytes. All events of the bytes before them must have been taken.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.at);
        self.at = 0;
        if self.state != State::Behind {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// Whether the last boundary has come.
    pub(super) fn is_at_end(&self) -> bool {
        self.state == State::Behind
    }

    /// The content of the last [`Event::Content`], of which this many bytes were announced.
    pub(super) fn content(&self, count: usize) -> &[u8] {
        &self.buffer[self.at - count..self.at]
    }

    fn rest(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Event, NoParts> {
        loop {
            match self.state {
                State::Before => match self.delimiter.find(self.rest()) {
                    Some(found) => {
                        self.at += found + self.delimiter.needle().len();
                        self.state = State::Line;
                    }
                    None => {
                        let passed = self.before_delimiter();
                        self.at += passed;
                        self.passed += passed;
                        return if self.passed > HEAD { Err(NoParts) } else { Ok(Event::NeedsMore) };
                    }
                },
                State::Line => {
                    let blanks = self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                    let line = &self.rest()[blanks..];
                    match line {
                        [b'-', b'-', ..] if blanks == 0 => self.state = State::Behind,
                        [b'\r', b'\n', ..] => {
                            // An empty head is an empty line, so the line break stays.
                            self.at += blanks;
                            self.state = State::Head;
                        }
                        [] | [b'\r'] if blanks < HEAD => return Ok(Event::NeedsMore),
                        [b'-'] if blanks == 0 => return Ok(Event::NeedsMore),
                        _ => return Err(NoParts),
                    }
                }
                State::Head => match memmem::find(self.rest(), b"\r\n\r\n") {
                    Some(end) if end <= HEAD => {
                        let head = PartHead::of(&self.rest()[..end]);
                        self.at += end + 4;
                        self.state = State::Content;
                        return head.map(Event::Part);
                    }
                    None if self.rest().len() <= HEAD => return Ok(Event::NeedsMore),
                    _ => return Err(NoParts),
                },
                State::Content => return Ok(self.content_event()),
                State::Behind => return Ok(Event::NeedsMore),
            }
        }
    }
}

impl PartParser {
    fn content_event(&mut self) -> Event {
        let count = match self.delimiter.find(self.rest()) {
            Some(0) => {
                self.at += self.delimiter.needle().len();
                self.state = State::Line;
                return Event::PartEnd;
            }
            Some(found) => found,
            None => self.before_delimiter(),
        };
        self.at += count;
        if count == 0 { Event::NeedsMore } else { Event::Content(count) }
    }

    /// How many bytes stand before what may be the beginning of a delimiter.
    fn before_delimiter(&self) -> usize {
        let (rest, delimiter) = (self.rest(), self.delimiter.needle());
        let from = (rest.len() + 1).saturating_sub(delimiter.len());
        let begins = |at: &usize| delimiter.starts_with(&rest[*at..]);
        (from..rest.len()).find(begins).unwrap_or(rest.len())
    }
}

impl PartHead {
    /// Reads the lines of a head. Only `Content-Disposition` counts.
    fn of(head: &[u8]) -> Result<Self, NoParts> {
        let mut found = None;
        for line in head.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)) {
            if line.is_empty() {
                continue;
            }
            let colon = line.iter().position(|byte| *byte == b':').ok_or(NoParts)?;
            let (name, value) = (&line[..colon], &line[colon + 1..]);
            if name.is_empty() || !name.iter().all(|byte| byte.is_ascii_graphic()) {
                return Err(NoParts);
            }
            if found.is_none() && name.eq_ignore_ascii_case(b"content-disposition") {
                found = Some(Self::of_disposition(value));
            }
        }
        Ok(found.unwrap_or_default())
    }

    fn of_disposition(value: &[u8]) -> Self {
        let mut head = Self::default();
        let mut rest = value;
        // What the part is, `form-data`, comes first.
        while let Some(semicolon) = rest.iter().position(|byte| *byte == b';') {
            rest = rest[semicolon + 1..].trim_ascii_start();
            let end = rest.iter().position(|byte| matches!(byte, b'=' | b';')).unwrap_or(rest.len());
            if rest.get(end) != Some(&b'=') {
                continue;
            }
            let name = rest[..end].trim_ascii_end();
            let (value, behind) = parameter(rest[end + 1..].trim_ascii_start());
            rest = behind;
            if name.eq_ignore_ascii_case(b"name") {
                head.name.get_or_insert(value);
            } else if name.eq_ignore_ascii_case(b"filename") {
                head.file_name.get_or_insert_with(|| String::from_utf8_lossy(&value).into_owned());
            }
        }
        head
    }
}

/// The value of a parameter, and what stands behind it. A quote in a text in quotes has a backslash before it. No other
/// backslash means anything, because old browsers send the path of a file.
fn parameter(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let Some(mut rest) = text.strip_prefix(b"\"") else {
        let end = text.iter().position(|byte| *byte == b';').unwrap_or(text.len());
        return (text[..end].trim_ascii_end().to_vec(), &text[end..]);
    };
    let mut value = Vec::new();
    loop {
        match rest {
            [b'\\', b'"', behind @ ..] => {
                value.push(b'"');
                rest = behind;
            }
            [b'"', behind @ ..] => return (value, behind),
            [byte, behind @ ..] => {
                value.push(*byte);
                rest = behind;
            }
            [] => return (value, rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use super::*;

    type Parts = Vec<(PartHead, Vec<u8>)>;

    /// The parts of a body that comes in pieces of this length, or `None` if it is none.
    fn parts(body: &[u8], boundary: &str, piece: usize) -> Option<Parts> {
        let mut parser = PartParser::new(boundary);
        let mut parts: Parts = vec![];
        let mut pieces = body.chunks(piece);
        let mut is_open = false;
        loop {
            match parser.next().ok()? {
                Event::Part(head) => {
                    assert!(!core::mem::replace(&mut is_open, true));
                    parts.push((head, vec![]));
                }
                Event::Content(count) => {
                    assert!(is_open && count > 0);
                    let content = parser.content(count).to_vec();
                    parts.last_mut()?.1.extend(content);
                }
                Event::PartEnd => assert!(core::mem::replace(&mut is_open, false)),
                Event::NeedsMore => match pieces.next() {
                    Some(piece) => parser.feed(piece),
                    None => return (parser.is_at_end() && !is_open).then_some(parts),
                },
            }
            assert!(parser.buffer.len() <= piece + HEAD + boundary.len() + 8);
        }
    }

    fn of(head: &str) -> PartHead {
        PartHead::of(head.as_bytes()).unwrap()
    }

    fn head(name: Option<&str>, file_name: Option<&str>) -> PartHead {
        PartHead { name: name.map(|name| name.as_bytes().to_vec()), file_name: file_name.map(String::from) }
    }

    #[test]
    fn heads_name_fields_and_files() {
        for (line, name, file_name) in [
            ("form-data; name=\"a\"", Some("a"), None),
            ("form-data; name=a", Some("a"), None),
            ("form-data; name=\"a\"; filename=\"b.png\"", Some("a"), Some("b.png")),
            ("form-data;filename=\"b;c.png\" ; NAME = \"a\"", Some("a"), Some("b;c.png")),
            ("form-data; name=\"a\"; filename=\"\"", Some("a"), Some("")),
            ("form-data; name=\"a\"; filename=\"x\\\"y.png\"", Some("a"), Some("x\"y.png")),
            ("form-data; name=\"a\"; filename=\"C:\\dir\\y.png\"", Some("a"), Some("C:\\dir\\y.png")),
            ("form-data; name=\"a\"; filename*=UTF-8''y.png", Some("a"), None),
            ("form-data; name=\"a\"; name=\"b\"", Some("a"), None),
            ("form-data; name=\"a", Some("a"), None),
            ("form-data; name", None, None),
            ("form-data", None, None),
            ("", None, None),
        ] {
            assert_eq!(of(&std::format!("Content-Disposition:{line}")), head(name, file_name), "{line}");
        }
        assert_eq!(of("X: 1\r\ncontent-disposition: x"), head(None, None));
        assert_eq!(of("Content-Type: text/plain\r\ncontent-disposition: form-data; name=a"), head(Some("a"), None));
        for none in ["x", ":", "a : b", " a: b", "é: b", "a\0: b"] {
            assert_eq!(PartHead::of(none.as_bytes()), Err(NoParts), "{none:?}");
        }
    }

    #[test]
    fn parts_do_not_depend_on_the_pieces() {
        let a = "Content-Disposition: form-data; name=a\r\n\r\n";
        for (body, expected) in [
            ("--X--".into(), Some(vec![])),
            ("--X--\r\n".into(), Some(vec![])),
            ("preamble\r\n--X--epilogue --X".into(), Some(vec![])),
            (std::format!("--X\r\n{a}1\r\n--X--"), Some(vec!["1"])),
            (std::format!("--X \t\r\n{a}1\r\n--X\r\n{a}\r\n--X--"), Some(vec!["1", ""])),
            (std::format!("--X\r\n{a}\r\n--\r\n--\r\r\n--Y\r\n--X--"), Some(vec!["\r\n--\r\n--\r\r\n--Y"])),
            ("--X\r\n\r\nno head\r\n--X--".into(), Some(vec!["no head"])),
            (std::format!("--X\r\n{a}1\r\n--X"), None),
            (std::format!("--X\r\n{a}1"), None),
            (std::format!("--X\r\n{a}1--X--"), None),
            (std::format!("--X\n{a}1\r\n--X--"), None),
            (std::format!("--XY\r\n{a}1\r\n--X--"), None),
            ("".into(), None),
            ("--X".into(), None),
            ("--X\r\n".into(), None),
            ("a--X--".into(), None),
        ] {
            for piece in [1, 2, 3, 7, 1000] {
                let found = parts(body.as_bytes(), "X", piece);
                let content = found.map(|parts| parts.into_iter().map(|part| part.1).collect::<Vec<_>>());
                let expected = expected.clone().map(|all| all.into_iter().map(|one| one.as_bytes().to_vec()).collect());
                assert_eq!(content, expected, "{body:?} {piece}");
            }
        }
    }

    #[test]
    fn heads_and_preambles_are_limited() {
        let long = "a".repeat(2 * HEAD);
        for body in [
            long.clone(),
            std::format!("--X{}\r\n", " ".repeat(2 * HEAD)),
            std::format!("--X\r\nA: {long}\r\n\r\n\r\n--X--"),
        ] {
            let mut parser = PartParser::new("X");
            let mut fed = 0;
            for piece in body.as_bytes().chunks(100) {
                parser.feed(piece);
                fed += piece.len();
                if parser.next() == Err(NoParts) {
                    break;
                }
            }
            assert!(fed <= HEAD + 300, "{fed}");
        }
    }

    #[test]
    fn random_bodies_never_panic() {
        let mut random = Random(7);
        const SIGNS: &[&str] =
            &["\r", "\n", "-", "--X", "\r\n", "\r\n--X", "a: b", ":", "\"", "\r\n\r\n", "x", ";", "name="];
        for _ in 0..20_000 {
            let body: String = (0..random.below(14)).map(|_| SIGNS[random.below(SIGNS.len())]).collect();
            let whole = parts(body.as_bytes(), "X", 1000);
            assert_eq!(parts(body.as_bytes(), "X", 1), whole, "{body:?}");
        }
    }

    struct Random(u64);

    impl Random {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % end
        }
    }
}
