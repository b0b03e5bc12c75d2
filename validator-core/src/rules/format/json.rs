//! Text that holds a JSON document.

use crate::argument::Argument;
use crate::rules::{Schema, rule};

rule!(
    /// Accepts a JSON document (RFC 8259), to a depth of 128 lists and objects.
    ///
    /// White space around it is part of the document. Numbers may have any size. Half of a surrogate pair (`"\ud800"`)
    /// fails.
    ///
    /// In an attribute: `#[validate(json)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::json().check(r#"{"a": [1, 2.5e3, null]}"#));
    /// assert!(!rules::json().check("{'a': 1}"));
    /// ```
    pub const fn json() -> Json;

    const SENTENCE: &str = "The {attribute} must be valid JSON.";
    const SCHEMA: Schema = Schema::of("contentMediaType", Argument::Text("application/json"));

    fn check(&self, value: &str) -> bool {
        document(value.as_bytes()) == Some(true)
    }
);

/// Reads from the front of the remaining text. Its methods return `None` at a mistake.
struct Reader<'a> {
    rest: &'a [u8],
}

/// `Some(true)` when all of it is one document.
fn document(bytes: &[u8]) -> Option<bool> {
    const DEPTH: u32 = 128;

    let mut reader = Reader { rest: bytes };
    // What is open, the innermost in the lowest bit: 1 is an object.
    let (mut open, mut depth) = (0_u128, 0_u32);
    loop {
        // A value is due, or the end of an empty list or object.
        match reader.token()? {
            bracket @ (b'[' | b'{') => {
                if depth == DEPTH {
                    return None;
                }
                let is_object = bracket == b'{';
                if reader.next_is(if is_object { b'}' } else { b']' }) {
                    // Nothing in it: a value that has ended.
                } else {
                    (open, depth) = (open << 1 | u128::from(is_object), depth + 1);
                    if is_object {
                        reader.key()?;
                    }
                    continue;
                }
            }
            b'"' => reader.string()?,
            b't' => reader.word(b"rue")?,
            b'f' => reader.word(b"alse")?,
            b'n' => reader.word(b"ull")?,
            b'-' => {
                let first = reader.byte()?;
                reader.number(first)?;
            }
            digit => reader.number(digit)?,
        }
        // A value has ended, and perhaps what is around it.
        loop {
            if depth == 0 {
                reader.skip_space();
                return Some(reader.rest.is_empty());
            }
            let is_object = open & 1 == 1;
            match reader.token()? {
                b',' => {
                    if is_object {
                        reader.key()?;
                    }
                    break;
                }
                b'}' if is_object => (open, depth) = (open >> 1, depth - 1),
                b']' if !is_object => (open, depth) = (open >> 1, depth - 1),
                _ => return None,
            }
        }
    }
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// The next byte that is no white space.
    fn token(&mut self) -> Option<u8> {
        self.skip_space();
        self.byte()
    }

    /// Whether that is the next one, which is then read.
    fn next_is(&mut self, wanted: u8) -> bool {
        self.skip_space();
        self.take(|byte| byte == wanted)
    }

    fn take(&mut self, is_wanted: impl Fn(u8) -> bool) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if is_wanted(*first) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn skip_space(&mut self) {
        while self.take(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {}
    }

    fn word(&mut self, rest: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(rest)?;
        Some(())
    }

    fn key(&mut self) -> Option<()> {
        if self.token()? != b'"' {
            return None;
        }
        self.string()?;
        (self.token()? == b':').then_some(())
    }

    /// What follows the first digit.
    fn number(&mut self, first: u8) -> Option<()> {
        match first {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            _ => return None,
        }
        if self.take(|byte| byte == b'.') {
            self.some_digits()?;
        }
        if self.take(|byte| matches!(byte, b'e' | b'E')) {
            self.take(|byte| matches!(byte, b'+' | b'-'));
            self.some_digits()?;
        }
        Some(())
    }

    fn digits(&mut self) {
        while self.take(|byte| byte.is_ascii_digit()) {}
    }

    fn some_digits(&mut self) -> Option<()> {
        let digit = self.take(|byte| byte.is_ascii_digit());
        self.digits();
        digit.then_some(())
    }

    /// What follows the opening quote.
    fn string(&mut self) -> Option<()> {
        loop {
            match self.byte()? {
                b'"' => return Some(()),
                b'\\' => match self.byte()? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => self.escape()?,
                    _ => return None,
                },
                0..=0x1f => return None,
                _ => {}
            }
        }
    }

    /// Four hexadecimal digits, and where they are the first half of a surrogate pair, the other half.
    fn escape(&mut self) -> Option<()> {
        match self.code_unit()? {
            0xd800..=0xdbff => {
                self.word(b"\\u")?;
                matches!(self.code_unit()?, 0xdc00..=0xdfff).then_some(())
            }
            0xdc00..=0xdfff => None,
            _ => Some(()),
        }
    }

    fn code_unit(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |unit, _| Some(unit << 4 | char::from(self.byte()?).to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn documents() {
        for (text, valid) in [
            ("null", true),
            (" \t\r\n{} ", true),
            ("[]", true),
            ("[[],{}]", true),
            (r#"{"a":1,"a":[2,{"b":null}]}"#, true),
            ("-0.5e-10", true),
            ("1e1000", true),
            (r#""é\u00e9\ud83d\ude00\/""#, true),
            ("", false),
            (" ", false),
            ("nul", false),
            ("nulll", false),
            ("01", false),
            ("-", false),
            ("1.", false),
            (".5", false),
            ("+1", false),
            ("1e", false),
            ("NaN", false),
            ("[1,]", false),
            ("[,1]", false),
            ("[1 2]", false),
            ("[1}", false),
            ("{\"a\"}", false),
            ("{\"a\":1,}", false),
            ("{a:1}", false),
            ("{1:1}", false),
            ("[", false),
            ("]", false),
            ("1 2", false),
            ("\u{a0}1", false),
            ("\u{feff}1", false),
            ("\"a\nb\"", false),
            ("\"\u{7f}\"", true),
            (r#""\x""#, false),
            (r#""\u12""#, false),
            (r#""\ud800""#, false),
            (r#""\ud800\u0041""#, false),
            (r#""\udc00""#, false),
            ("\"a", false),
        ] {
            assert_eq!(json().check(text), valid, "{text:?}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth| alloc::format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(json().check(&nested(128)) && !json().check(&nested(129)) && !json().check(&"[".repeat(1_000_000)));
    }
}
