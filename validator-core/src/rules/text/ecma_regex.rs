//! Patterns that mean the same in the syntax of ECMAScript, which JSON Schema uses.

use core::fmt::{self, Write};
use core::iter::Peekable;
use core::str::Chars;

/// Whether a pattern uses only syntax that has the same meaning in both dialects. `.`, `\d`, `\w` and `\s` stand for other
/// characters in ECMAScript, and `(?i)`, `\A` and `[[:alpha:]]` do not exist there.
pub(crate) fn is_shared(pattern: &str) -> bool {
    let mut rest = pattern.chars().peekable();
    let mut before = Before::Nothing;
    while let Some(c) = rest.next() {
        before = match c {
            '.' | ']' | '}' => return false,
            '\\' if escape(&mut rest, SYNTAX) => Before::Item,
            '[' if class(&mut rest) => Before::Item,
            '\\' | '[' => return false,
            '(' => {
                if rest.next_if_eq(&'?').is_some() && rest.next() != Some(':') {
                    return false;
                }
                Before::Nothing
            }
            '^' | '$' | '|' => Before::Nothing,
            '*' | '+' | '?' | '{' => {
                if before != Before::Item || c == '{' && !counted(&mut rest) {
                    return false;
                }
                rest.next_if_eq(&'?');
                Before::Quantifier
            }
            _ => Before::Item,
        };
    }
    true
}

/// Whether a shared pattern names general categories, whose characters differ between versions of Unicode.
pub(crate) fn names_categories(pattern: &str) -> bool {
    pattern.contains(r"\p") || pattern.contains(r"\P")
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

/// What follows a backslash: a character of the syntax, a control character, or a general category such as `\p{Lu}`.
fn escape(rest: &mut Peekable<Chars<'_>>, allowed: &str) -> bool {
    match rest.next() {
        Some('t' | 'n' | 'r' | 'f' | 'v') => true,
        Some('p' | 'P') => {
            rest.next() == Some('{')
                && rest.next().is_some_and(|class| "LMNPSZC".contains(class))
                && (rest.next_if_eq(&'}').is_some()
                    || rest.next().is_some_and(|kind| kind.is_ascii_lowercase()) && rest.next() == Some('}'))
        }
        Some(c) => allowed.contains(c),
        None => false,
    }
}

/// What follows an opening bracket, up to the closing one.
fn class(rest: &mut Peekable<Chars<'_>>) -> bool {
    rest.next_if_eq(&'^');
    let mut before = None;
    loop {
        match rest.next() {
            Some(']') => return before.is_some(),
            None | Some('[') => return false,
            // `&&`, `--` and `~~` are operators.
            Some(c @ ('&' | '-' | '~')) if rest.peek() == Some(&c) => return false,
            Some('\\') if !escape(rest, r"^$\.*+?()[]{}|/-") => return false,
            Some(c) => before = Some(c),
        }
    }
}

/// What follows an opening brace: `3}`, `3,}` or `3,5}`.
fn counted(rest: &mut Peekable<Chars<'_>>) -> bool {
    let begins = rest.peek().is_some_and(char::is_ascii_digit);
    while rest.next_if(char::is_ascii_digit).is_some() {}
    if rest.next_if_eq(&',').is_some() {
        while rest.next_if(char::is_ascii_digit).is_some() {}
    }
    begins && rest.next() == Some('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_syntax() {
        for (pattern, shared) in [
            ("^[A-Z]{3}-[0-9]{4}$", true),
            (r"^[\p{L}\p{Nd}_-]+(?: [^\p{Z}]*?)?$", true),
            (r"a|b\.c\/\t|\\[\]\-x]{2,}日", true),
            ("", true),
            ("()|", true),
            (r"\d{4}", false),
            (r"[\w]", false),
            (r"\bword\b", false),
            ("a.c", false),
            ("(?i)abc", false),
            ("(?P<year>[0-9])", false),
            (r"\Aa\z", false),
            (r"\x41", false),
            (r"\p{Greek}", false),
            (r"\pL", false),
            ("[[:alpha:]]", false),
            ("[a-z&&b]", false),
            ("[]a]", false),
            ("a{,3}", false),
            ("a}", false),
            ("a]", false),
            ("a**", false),
            ("a{2}{3}", false),
            ("^*", false),
            (r"\-", false),
        ] {
            assert_eq!(is_shared(pattern), shared, "{pattern:?}");
        }
    }
}
