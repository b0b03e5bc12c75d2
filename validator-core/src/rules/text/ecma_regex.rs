//! Patterns in the syntax of ECMAScript, which JSON Schema uses.

use core::fmt::{self, Write};
use core::iter::Peekable;
use core::str::Chars;

/// What a translation accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fidelity {
    /// The same texts.
    Same,
    /// The same texts by the same version of Unicode.
    OfThisUnicode,
}

/// Writes a pattern of the crate `regex` with the same meaning in ECMAScript, under its flag `u`. `None` if this cannot tell.
///
/// `.`, `\d`, `\w` and `\s` stand for other characters there, so they are written as classes. `\b` has another meaning,
/// and the flags in `(?i)` do not exist.
pub(crate) fn translate(pattern: &str, out: &mut dyn Write) -> Option<Fidelity> {
    let mut translation = Translation { rest: pattern.chars().peekable(), out, fidelity: Fidelity::Same };
    let mut before = Before::Nothing;
    while let Some(c) = translation.rest.next() {
        before = translation.item(c, before)?;
    }
    Some(translation.fidelity)
}

/// As [`translate`], without the text.
pub(crate) fn fidelity(pattern: &str) -> Option<Fidelity> {
    struct Nowhere;

    impl Write for Nowhere {
        fn write_str(&mut self, _: &str) -> fmt::Result {
            Ok(())
        }
    }

    translate(pattern, &mut Nowhere)
}

/// Text as a pattern that finds it.
pub(crate) struct Literal<'a>(pub(crate) &'a str);

impl fmt::Display for Literal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c != '/' && SYNTAX.contains(c) {
                f.write_char('\\')?;
            }
            f.write_char(c)?;
        }
        Ok(())
    }
}

/// An item of a pattern that a quantifier can follow.
#[derive(PartialEq, Eq)]
enum Before {
    Nothing,
    Item,
    Quantifier,
}

const SYNTAX: &str = r"^$\.*+?()[]{}|/";

/// Unicode's property `White_Space`.
macro_rules! white_space {
    () => {
        r"\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    };
}
pub(crate) use white_space;

/// What `\w` stands for, by Annex C of UTS #18.
macro_rules! word {
    () => {
        r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d"
    };
}

struct Translation<'p, 'o> {
    rest: Peekable<Chars<'p>>,
    out: &'o mut dyn Write,
    fidelity: Fidelity,
}

impl Translation<'_, '_> {
    fn push(&mut self, text: &str) -> Option<()> {
        self.out.write_str(text).ok()
    }

    fn push_char(&mut self, c: char) -> Option<()> {
        self.out.write_char(c).ok()
    }

    fn item(&mut self, c: char, before: Before) -> Option<Before> {
        match c {
            '.' => self.push(r"[^\n]")?,
            ']' | '}' => write!(self.out, "\\{c}").ok()?,
            '\\' => match self.rest.next_if(|c| matches!(c, 'A' | 'z')) {
                Some('A') => {
                    self.push("^")?;
                    return Some(Before::Nothing);
                }
                Some(_) => {
                    self.push("$")?;
                    return Some(Before::Nothing);
                }
                None => self.escape(false)?,
            },
            '[' => self.class()?,
            '(' => {
                self.push("(")?;
                if self.rest.next_if_eq(&'?').is_some() {
                    self.group()?;
                }
                return Some(Before::Nothing);
            }
            '^' | '$' | '|' => {
                self.push_char(c)?;
                return Some(Before::Nothing);
            }
            '*' | '+' | '?' | '{' => {
                if before != Before::Item {
                    return None;
                }
                self.push_char(c)?;
                if c == '{' {
                    self.count()?;
                }
                if self.rest.next_if_eq(&'?').is_some() {
                    self.push("?")?;
                }
                return Some(Before::Quantifier);
            }
            _ => self.push_char(c)?,
        }
        Some(Before::Item)
    }

    /// What follows `(?`. Names of groups are left out.
    fn group(&mut self) -> Option<()> {
        if self.rest.next_if_eq(&':').is_some() {
            return self.push("?:");
        }
        self.rest.next_if_eq(&'P');
        self.rest.next_if_eq(&'<')?;
        self.rest.find(|c| *c == '>').map(|_| ())
    }

    /// What follows a backslash.
    fn escape(&mut self, in_class: bool) -> Option<()> {
        let c = self.rest.next()?;
        if matches!(c, 'd' | 'D' | 'w' | 'W' | 'p' | 'P') {
            self.fidelity = Fidelity::OfThisUnicode;
        }
        match (c, in_class) {
            ('t' | 'n' | 'r' | 'f' | 'v', _) => write!(self.out, "\\{c}").ok(),
            ('d', _) => self.push(r"\p{Nd}"),
            ('D', _) => self.push(r"\P{Nd}"),
            ('s', true) => self.push(white_space!()),
            ('s', false) => self.push(concat!("[", white_space!(), "]")),
            ('S', false) => self.push(concat!("[^", white_space!(), "]")),
            ('w', true) => self.push(word!()),
            ('w', false) => self.push(concat!("[", word!(), "]")),
            ('W', false) => self.push(concat!("[^", word!(), "]")),
            ('x' | 'u', _) => self.code_point(c),
            ('p' | 'P', _) => self.property(c),
            ('-', true) => self.push(r"\-"),
            ('<' | '>', _) => None,
            _ if SYNTAX.contains(c) => write!(self.out, "\\{c}").ok(),
            _ => c.is_ascii_punctuation().then(|| self.push_char(c))?,
        }
    }

    /// What follows `\x` or `\u`: two or four digits, or any number of them in braces.
    fn code_point(&mut self, kind: char) -> Option<()> {
        if self.rest.next_if_eq(&'{').is_some() {
            self.push(r"\u{")?;
            while let Some(digit) = self.rest.next_if(char::is_ascii_hexdigit) {
                self.push_char(digit)?;
            }
            return self.rest.next_if_eq(&'}').and_then(|_| self.push("}"));
        }
        write!(self.out, "\\{kind}").ok()?;
        for _ in 0..if kind == 'x' { 2 } else { 4 } {
            let digit = self.rest.next_if(char::is_ascii_hexdigit)?;
            self.push_char(digit)?;
        }
        Some(())
    }

    /// What follows `\p` or `\P`: a general category such as `L` or `{Lu}`.
    fn property(&mut self, kind: char) -> Option<()> {
        let is_group = |c: &char| "LMNPSZC".contains(*c);
        if let Some(group) = self.rest.next_if(is_group) {
            return write!(self.out, "\\{kind}{{{group}}}").ok();
        }
        self.rest.next_if_eq(&'{')?;
        let group = self.rest.next_if(is_group)?;
        write!(self.out, "\\{kind}{{{group}").ok()?;
        if let Some(category) = self.rest.next_if(char::is_ascii_lowercase) {
            self.push_char(category)?;
        }
        self.rest.next_if_eq(&'}')?;
        self.push("}")
    }

    /// What follows an opening bracket, up to the closing one.
    fn class(&mut self) -> Option<()> {
        self.push("[")?;
        if self.rest.next_if_eq(&'^').is_some() {
            self.push("^")?;
        }
        let mut is_empty = true;
        loop {
            match self.rest.next()? {
                ']' if is_empty => return None,
                ']' => return self.push("]"),
                '[' => self.posix_class()?,
                // `&&`, `--` and `~~` are operators.
                c @ ('&' | '-' | '~') if self.rest.peek() == Some(&c) => return None,
                '\\' => self.escape(true)?,
                c => self.push_char(c)?,
            }
            is_empty = false;
        }
    }

    /// What follows a bracket inside of a class: `:alpha:]`. All are of ASCII.
    fn posix_class(&mut self) -> Option<()> {
        self.rest.next_if_eq(&':')?;
        let mut name = [0; 8];
        let mut length = 0;
        while let Some(c) = self.rest.next_if(char::is_ascii_lowercase) {
            *name.get_mut(length)? = c as u8;
            length += 1;
        }
        self.rest.next_if_eq(&':')?;
        self.rest.next_if_eq(&']')?;
        self.push(match name.get(..length)? {
            b"alnum" => "0-9A-Za-z",
            b"alpha" => "A-Za-z",
            b"digit" => "0-9",
            b"lower" => "a-z",
            b"upper" => "A-Z",
            b"space" => r"\t-\r ",
            b"word" => "0-9A-Za-z_",
            b"xdigit" => "0-9A-Fa-f",
            _ => return None,
        })
    }

    /// What follows an opening brace: `3}`, `3,}` or `3,5}`.
    fn count(&mut self) -> Option<()> {
        self.digits().filter(|count| *count > 0)?;
        if self.rest.next_if_eq(&',').is_some() {
            self.push(",")?;
            self.digits()?;
        }
        self.rest.next_if_eq(&'}')?;
        self.push("}")
    }

    fn digits(&mut self) -> Option<usize> {
        let mut count = 0;
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            self.push_char(digit)?;
            count += 1;
        }
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    #[test]
    fn patterns_that_are_the_same_in_both_dialects() {
        for pattern in [
            "^[A-Z]{3}-[0-9]{4}$",
            r"a|b\.c\/\t|\\[\]\-x]{2,}日",
            "",
            "()|",
            r"\x41\u00e9\u{1f600}",
            "[a-]|[-a]|[a^]",
            "a{2,3}?(?:b+?)*",
        ] {
            let mut written = String::new();
            assert_eq!(translate(pattern, &mut written), Some(Fidelity::Same), "{pattern:?}");
            assert_eq!(written, pattern);
        }
        let pattern = r"^[\p{L}\p{Nd}_-]+(?: [^\p{Z}]*?)?$";
        let mut written = String::new();
        assert_eq!(translate(pattern, &mut written), Some(Fidelity::OfThisUnicode));
        assert_eq!(written, pattern);
    }

    #[test]
    fn patterns_that_are_written_in_another_way() {
        for (pattern, expected, fidelity) in [
            ("a.c", r"a[^\n]c", Fidelity::Same),
            (r"\Aa\z", "^a$", Fidelity::Same),
            (r"\x{1f600}", r"\u{1f600}", Fidelity::Same),
            ("(?P<year>[0-9])(?<day>[0-9])", "([0-9])([0-9])", Fidelity::Same),
            ("[[:alpha:]_]", "[A-Za-z_]", Fidelity::Same),
            (r"\-\#[\&]a}]", r"-#[&]a\}\]", Fidelity::Same),
            (r"^\d{4}$", r"^\p{Nd}{4}$", Fidelity::OfThisUnicode),
            (r"[\D.]", r"[\P{Nd}.]", Fidelity::OfThisUnicode),
            (r"\pL\PN", r"\p{L}\P{N}", Fidelity::OfThisUnicode),
            (r"\w", concat!("[", word!(), "]"), Fidelity::OfThisUnicode),
            (r"[\w.-]", concat!("[", word!(), ".-]"), Fidelity::OfThisUnicode),
            (r"\W", concat!("[^", word!(), "]"), Fidelity::OfThisUnicode),
            (r"\s", concat!("[", white_space!(), "]"), Fidelity::Same),
            (r"[^\s]", concat!("[^", white_space!(), "]"), Fidelity::Same),
            (r"\S", concat!("[^", white_space!(), "]"), Fidelity::Same),
        ] {
            let mut written = String::new();
            assert_eq!(translate(pattern, &mut written), Some(fidelity), "{pattern:?}");
            assert_eq!(written, expected, "{pattern:?}");
        }
    }

    #[test]
    fn patterns_that_are_left_out() {
        for pattern in [
            r"\bword\b",
            "(?i)abc",
            "(?i:abc)",
            r"\p{Greek}",
            r"[\S]",
            r"[\W]",
            "[a-z&&b]",
            "[a--b]",
            "[]a]",
            "[[a]b]",
            "[[:^alpha:]]",
            "[[:print:]]",
            "a{,3}",
            "a**",
            "a{2}{3}",
            "^*",
            r"\a",
            r"\<",
        ] {
            assert_eq!(fidelity(pattern), None, "{pattern:?}");
        }
    }

    #[test]
    fn text_is_found_as_it_is() {
        assert_eq!(Literal("^a.b/-日$").to_string(), r"\^a\.b/-日\$");
    }

    /// A translation is also a pattern of the crate `regex`, and accepts the same there.
    #[cfg(feature = "regex")]
    #[test]
    fn every_character_is_in_both_classes_or_in_neither() {
        let characters = || ('\0'..='\u{3100}').chain(('\u{3101}'..=char::MAX).step_by(997));
        for pattern in [".", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", r"[^\s\w]", "[[:space:][:word:]]", r"[\d\-.]"] {
            let mut written = String::new();
            translate(pattern, &mut written).unwrap();
            let [before, after] = [pattern, &written].map(|pattern| ::regex::Regex::new(pattern).unwrap());
            for c in characters() {
                let mut buffer = [0; 4];
                let text = c.encode_utf8(&mut buffer);
                assert_eq!(before.is_match(text), after.is_match(text), "{pattern} {written} {c:?}");
            }
        }
    }
}
