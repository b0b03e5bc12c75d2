//! The parser: the grammar of JSON, in one loop over the source.

use alloc::vec::Vec;

use super::number;
use super::problem::{Problem, ProblemKind};
use super::{ESCAPED, NOWHERE, NodeRecord};
use crate::scan::{bytes, json};

/// Parses `source`, which must be shorter than 2 GiB. Lists and objects may be nested at most `depth` levels deep.
pub(crate) fn parse(source: &[u8], depth: u32) -> Result<Vec<NodeRecord>, Problem> {
    // A guess that holds for request bodies; a document of one huge text does not pay for it.
    let slots = Vec::with_capacity((source.len() / 4 + 2).min(4096));
    Parser { source, at: 0, slots, parent: NOWHERE, in_object: false, position: 0, depth }.document()
}

struct Parser<'de> {
    source: &'de [u8],
    at: usize,
    slots: Vec<NodeRecord>,
    /// The innermost list or object that is open. The ones around it hang on its second slot, which
    /// spares a stack.
    parent: u32,
    in_object: bool,
    /// Which element of the open list or object comes next.
    position: u32,
    /// How many more lists and objects may be opened.
    depth: u32,
}

impl Parser<'_> {
    fn document(mut self) -> Result<Vec<NodeRecord>, Problem> {
        loop {
            if self.value()? == Value::Opened {
                continue;
            }
            loop {
                let next = self.skip_space();
                if self.parent == NOWHERE {
                    return match next {
                        None => Ok(self.slots),
                        Some(_) => Err(self.problem(ProblemKind::TrailingText)),
                    };
                }
                match (next, self.in_object) {
                    (Some(b','), in_object) => {
                        self.at += 1;
                        self.position += 1;
                        if in_object {
                            self.skip_space();
                            self.key()?;
                        }
                        break;
                    }
                    (Some(b']'), false) | (Some(b'}'), true) => self.close(),
                    _ => return Err(self.unexpected()),
                }
            }
        }
    }

    fn value(&mut self) -> Result<Value, Problem> {
        let start = self.at_next();
        let end = match self.source.get(start) {
            Some(b'"') => self.text()?,
            Some(b'0'..=b'9' | b'-') => self.number()?,
            Some(b'{') => return self.open(true),
            Some(b'[') => return self.open(false),
            Some(b'n') => self.word(b"null")?,
            Some(b't') => self.word(b"true")?,
            Some(b'f') => self.word(b"false")?,
            _ => return Err(self.unexpected()),
        };
        self.push(start, end);
        Ok(Value::Complete)
    }

    fn open(&mut self, object: bool) -> Result<Value, Problem> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Err(self.problem(ProblemKind::Depth));
        };
        self.depth = depth;
        let index = self.slots.len() as u32;
        self.push(self.at, NOWHERE);
        self.push(self.parent as usize, self.position);
        self.at += 1;
        self.parent = index;
        self.position = 0;
        self.in_object = object;
        match (self.skip_space(), object) {
            (Some(b']'), false) | (Some(b'}'), true) => {
                self.close();
                return Ok(Value::Complete);
            }
            (_, true) => self.key()?,
            (_, false) => {}
        }
        Ok(Value::Opened)
    }

    fn close(&mut self) {
        self.at += 1;
        self.depth += 1;
        let closed = self.parent as usize;
        self.slots[closed].end = self.slots.len() as u32;
        let around = self.slots[closed + 1];
        (self.parent, self.position) = (around.start, around.end);
        let parent = self.slots.get(self.parent as usize);
        self.in_object = parent.is_some_and(|parent| self.source[parent.start as usize] == b'{');
    }

    fn key(&mut self) -> Result<(), Problem> {
        let start = self.at;
        if self.source.get(start) != Some(&b'"') {
            return Err(self.unexpected());
        }
        let end = self.text()?;
        self.push(start, end);
        if self.skip_space() != Some(b':') {
            return Err(self.unexpected());
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    fn push(&mut self, start: usize, end: u32) {
        if self.slots.len() == self.slots.capacity() {
            self.grow();
        }
        self.slots.push(NodeRecord { start: start as u32, end });
    }

    /// Makes room for as many slots as the rest takes if it is like what has been read: a table twice as
    /// large as need be is slow to get from the system.
    #[cold]
    fn grow(&mut self) {
        let (count, read) = (self.slots.len() as u64, self.at.max(1) as u64);
        let ahead = count * (self.source.len() as u64 - self.at as u64) / read;
        self.slots.reserve_exact((ahead + ahead / 8).max(count / 2) as usize + 8);
    }

    fn word(&mut self, word: &[u8]) -> Result<u32, Problem> {
        for expected in word {
            if self.source.get(self.at) != Some(expected) {
                return Err(self.unexpected());
            }
            self.at += 1;
        }
        Ok(self.at as u32)
    }

    fn number(&mut self) -> Result<u32, Problem> {
        let scanned = number::scan(self.source, self.at);
        self.at = scanned.unwrap_or_else(|misfit| misfit);
        scanned.map(|end| end as u32).map_err(|_| self.unexpected())
    }

    /// Passes a text. Like `serde_json` where a value is skipped, it looks at neither the encoding nor
    /// at surrogates, so that a tolerant reader is not stricter than a plain one.
    ///
    /// Returns its end for the slot.
    fn text(&mut self) -> Result<u32, Problem> {
        self.at += 1;
        let mut escaped = 0;
        loop {
            self.at = json::plain_end(self.source, self.at);
            match self.source.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(self.at as u32 | escaped);
                }
                Some(b'\\') => {
                    escaped = ESCAPED;
                    self.at += 1;
                    self.escape()?;
                }
                _ => return Err(self.unexpected()),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Problem> {
        match self.source.get(self.at) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.source.get(self.at).is_some_and(u8::is_ascii_hexdigit) {
                        return Err(self.unexpected());
                    }
                    self.at += 1;
                }
            }
            _ => return Err(self.unexpected()),
        }
        Ok(())
    }

    #[inline]
    fn skip_space(&mut self) -> Option<u8> {
        // No pattern: that would become a table of bits, into which no block can look at once.
        let is_space = |byte| (byte == b' ') | (byte == b'\n') | (byte == b'\t') | (byte == b'\r');
        self.at = bytes::skip(self.source, self.at, is_space);
        self.source.get(self.at).copied()
    }

    #[inline]
    fn at_next(&mut self) -> usize {
        self.skip_space();
        self.at
    }

    #[cold]
    fn unexpected(&self) -> Problem {
        let kind = match self.source.get(self.at..) {
            None | Some([]) => ProblemKind::UnexpectedEnd,
            Some(rest) => match core::str::from_utf8(rest.get(..4).unwrap_or(rest)) {
                Err(error) if error.valid_up_to() == 0 => ProblemKind::Encoding,
                _ => ProblemKind::Syntax,
            },
        };
        self.problem(kind)
    }

    fn problem(&self, kind: ProblemKind) -> Problem {
        Problem { kind, offset: self.at.min(self.source.len()) }
    }
}

#[derive(PartialEq, Eq)]
enum Value {
    Complete,
    /// A list or object whose first element lies ahead.
    Opened,
}

#[cfg(test)]
mod tests {
    use crate::decode::Document;
    use crate::decode::ProblemKind;
    use crate::decode::ProblemKind::*;
    use serde::de::IgnoredAny;

    fn problem(source: &[u8]) -> Option<(ProblemKind, usize)> {
        let accepted = serde_json::from_slice::<IgnoredAny>(source).is_ok();
        let problem = Document::parse(source).err();
        assert_eq!(problem.is_none(), accepted, "{:?}", source.escape_ascii());
        problem.map(|problem| (problem.kind, problem.offset))
    }

    #[test]
    fn accepts_what_serde_json_accepts() {
        for source in [
            "null",
            " true ",
            "false",
            "0",
            "-0",
            "1e5",
            "-1.5E+3",
            "1E-9",
            "1e999",
            r#""""#,
            r#""a""#,
            "[]",
            "[ ]",
            "{}",
            "{ }",
            "[1]",
            "[[],[]]",
            r#"{"a":1}"#,
            r#"{"a":{"b":[]},"a":2}"#,
            "\t[\r\n1 , 2 ]",
            r#""\"\\\/\b\f\n\r\t\u00e9""#,
            r#""\ud800""#,
            r#""\udc00\ud800""#,
        ] {
            assert_eq!(problem(source.as_bytes()), None, "{source}");
        }
        assert_eq!(problem(b"\"\xff\""), None);
    }

    #[test]
    fn names_the_problem_and_its_place() {
        for (source, kind, offset) in [
            ("", UnexpectedEnd, 0),
            ("  ", UnexpectedEnd, 2),
            ("nul", UnexpectedEnd, 3),
            ("nulk", Syntax, 3),
            ("[1,", UnexpectedEnd, 3),
            ("[1,]", Syntax, 3),
            ("[,1]", Syntax, 1),
            ("[1 2]", Syntax, 3),
            ("[1}", Syntax, 2),
            (r#"{"a":1,}"#, Syntax, 7),
            (r#"{"a" 1}"#, Syntax, 5),
            ("{a:1}", Syntax, 1),
            ("{1:1}", Syntax, 1),
            ("{,}", Syntax, 1),
            ("01", TrailingText, 1),
            ("-", UnexpectedEnd, 1),
            ("-a", Syntax, 1),
            ("1.", UnexpectedEnd, 2),
            ("1.e5", Syntax, 2),
            ("1e", UnexpectedEnd, 2),
            ("1e+x", Syntax, 3),
            (".5", Syntax, 0),
            ("+1", Syntax, 0),
            ("1 1", TrailingText, 2),
            ("{}}", TrailingText, 2),
            (r#""a"#, UnexpectedEnd, 2),
            (r#""\x""#, Syntax, 2),
            (r#""\u12"#, UnexpectedEnd, 5),
            (r#""\u12g4""#, Syntax, 5),
            ("\"a\nb\"", Syntax, 2),
            ("\"a long enough text\u{1}\"", Syntax, 19),
            ("\u{feff}{}", Syntax, 0),
            ("\u{a0}{}", Syntax, 0),
            ("]", Syntax, 0),
        ] {
            assert_eq!(problem(source.as_bytes()), Some((kind, offset)), "{source}");
        }
        assert_eq!(problem(b"[\xff]"), Some((Encoding, 1)));
    }

    #[test]
    fn a_deep_document_costs_no_stack() {
        let source = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        assert!(Document::parse(source.as_bytes()).is_ok());
        assert_eq!(Document::parse(&source.as_bytes()[1..]).unwrap_err().kind, TrailingText);
    }
}
