use regex::Regex;
use unprocessable_core::Pattern;

use super::{Machine, Tables, parse};

/// What the generated code would make.
fn pattern(source: &str) -> Pattern {
    let source: &'static str = source.to_owned().leak();
    let compiled = parse(source).unwrap_or_else(|mistake| panic!("{mistake}"));
    match compiled.tables {
        None => Pattern::new(source),
        Some(Tables::Line { sets, steps }) => Pattern::line(source, sized(sets), steps.leak()),
        Some(Tables::Narrow(Machine { ascii, others, next, start, accepting })) => {
            Pattern::narrow(source, sized(ascii), others.leak(), sized(next), start, accepting)
        }
        Some(Tables::Wide(Machine { ascii, others, next, start, accepting })) => {
            Pattern::wide(source, sized(ascii), others.leak(), next.leak(), start, accepting)
        }
    }
}

fn sized<const N: usize>(table: Vec<u8>) -> &'static [u8; N] {
    Box::leak(Box::new(table.try_into().expect("a table of the promised size")))
}

fn form(source: &str) -> &'static str {
    match parse(source).map(|compiled| compiled.tables) {
        Err(_) => "refused",
        Ok(None) => "lazy",
        Ok(Some(Tables::Line { .. })) => "line",
        Ok(Some(Tables::Narrow(_))) => "narrow",
        Ok(Some(Tables::Wide(_))) => "wide",
    }
}

#[test]
fn forms() {
    for (source, expected) in [
        ("", "narrow"),
        ("^[A-Z]{3}-[0-9]{4}$", "line"),
        ("^[a-z0-9]+(-[a-z0-9]+)*$", "narrow"),
    ] {
        assert_eq!(form(source), expected, "{source}");
    }
}

#[test]
fn answers_as_the_regex_crate() {
    let texts = ["", "a", "b", "ABC-0001", "ABC-001", "abc-0001", "é", "\n", "a\n", "foo", " foo ", "xfoo"];
    for source in ["", "^$", "a|^b", "^[A-Z]{3}-[0-9]{4}$", r"\bfoo\b", "[^a]"] {
        let (pattern, regex) = (pattern(source), Regex::new(source).expect("a pattern"));
        for text in texts {
            assert_eq!(pattern.is_match(text), regex.is_match(text), "{source:?} on {text:?}");
        }
    }
}
