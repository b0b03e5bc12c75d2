mod line;
mod random;

use std::{fmt::Write, time::Duration, time::Instant};

use regex::Regex;
use unprocessable_core::Pattern;

use super::{
    line::{Line, Repeat},
    parse,
    table::{Machine, Tables},
};

/// What the generated code makes.
fn pattern(source: &str) -> Pattern {
    let source: &'static str = source.to_owned().leak();
    let compiled = parse(source).unwrap_or_else(|mistake| panic!("{mistake}"));
    match compiled.tables {
        None => Pattern::lazy(source),
        Some(Tables::Line(Line { length, width: 1, words })) => Pattern::line1(source, length, lines(words)),
        Some(Tables::Line(Line { length, width: 2, words })) => Pattern::line2(source, length, lines(words)),
        Some(Tables::Line(Line { length, words, .. })) => Pattern::line4(source, length, lines(words)),
        Some(Tables::Repeat(Repeat { shortest, longest, bounds })) => {
            let bounds = Box::leak(bounds.into_boxed_slice()).first_chunk().expect("four ranges");
            Pattern::repeat(source, shortest, longest, bounds)
        }
        Some(Tables::Narrow(Machine { ascii, others, next, start, accepting, rests })) => {
            Pattern::narrow(source, sized(ascii), others.leak(), sized(next), start, accepting, rests)
        }
        Some(Tables::Wide(Machine { ascii, others, next, start, accepting, rests })) => {
            Pattern::wide(source, sized(ascii), others.leak(), next.leak(), start, accepting, rests)
        }
    }
}

fn sized<const N: usize>(table: Vec<u8>) -> &'static [u8; N] {
    Box::leak(Box::new(table.try_into().expect("a table of the promised size")))
}

fn lines<const N: usize>(words: Vec<Vec<(u64, u64)>>) -> &'static [[(u64, u64); N]] {
    let words = words.into_iter().map(|word| word.try_into().expect("as many ranges as promised"));
    Vec::leak(words.collect())
}

fn form(source: &str) -> &'static str {
    match parse(source).map(|compiled| compiled.tables) {
        Err(_) => "refused",
        Ok(None) => "lazy",
        Ok(Some(Tables::Line(_))) => "line",
        Ok(Some(Tables::Repeat(_))) => "repeat",
        Ok(Some(Tables::Narrow(_))) => "narrow",
        Ok(Some(Tables::Wide(_))) => "wide",
    }
}

#[test]
fn forms() {
    for (source, expected) in [
        ("", "narrow"),
        ("^$", "line"),
        ("^x{9}$", "line"),
        ("^[A-Z]{3}-[0-9]{4}$", "line"),
        ("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "line"),
        ("^[0-9A-Za-z_]{6}$", "line"),
        ("^[,.;!?]{6}$", "narrow"),
        ("^(ab|ac)$", "line"),
        ("^(ab|cd)$", "narrow"),
        ("^x{200}$", "repeat"),
        ("^(xy){100}$", "wide"),
        ("^[a-z]+$", "repeat"),
        ("^[ -~]*$", "repeat"),
        ("^[a-z0-9_-]{3,20}$", "repeat"),
        ("^(xx)*$", "narrow"),
        ("^(xx|xxx)$", "repeat"),
        ("^(x|xxx)$", "narrow"),
        ("^[^a]+$", "narrow"),
        ("^[a-z0-9]+(-[a-z0-9]+)*$", "narrow"),
        (r"^\d{4}-\d{2}-\d{2}$", "narrow"),
        (r"^\w{1,50}$", "narrow"),
        (r"\bfoo\b", "narrow"),
        ("^.{1,255}$", "wide"),
        ("^.{1,5000}$", "lazy"),
        ("(a|b)*a(a|b){20}", "lazy"),
        (r"(?:\p{L}{1,100}){1,100}", "narrow"),
        ("x{1000}{1000}", "refused"),
    ] {
        assert_eq!(form(source), expected, "{source}");
    }
}

fn assert_same(source: &str, texts: &[&str]) {
    let (pattern, regex) = (pattern(source), Regex::new(source).expect("a pattern"));
    for text in texts {
        assert_eq!(pattern.is_match(text), regex.is_match(text), "{source:?} on {text:?} ({})", form(source));
    }
}

#[test]
fn edge_cases_answer_as_the_regex_crate() {
    let texts = [
        "",
        "a",
        "b",
        "ab",
        "ba",
        "x",
        "xx",
        "\n",
        "\r",
        "\r\n",
        "\n\r",
        "a\n",
        "\na",
        "a\nb",
        "x\n",
        "\nx",
        "\nx\n",
        "a\r\nb",
        "\r\nx\r\n",
        "foo",
        " foo ",
        "xfoo",
        "foox",
        "éfoo",
        "fooé",
        "-foo-",
        "foo\n",
        "é",
        "éa",
        "aéa",
        "日本",
        "😀",
        "a😀",
        "s",
        "S",
        "ſ",
        "k",
        "K",
        "\u{212a}",
        "ß",
        "ẞ",
        "٣",
        "3",
        "\u{7f}",
        "\u{80}",
        "\u{d7ff}",
        "\u{e000}",
        "\u{10ffff}",
        "ABC-0001",
        "ABC-001",
        "abc-0001",
        "ABC-0001\n",
        "ÄBC-000",
        "\u{85}",
        "\u{2028}",
        "\t",
        "_",
    ];
    for source in [
        "",
        "^",
        "$",
        "^$",
        "a$b",
        "a$\nb",
        "(?m)a$\nb",
        "a^b",
        "a|^b",
        "b$|a",
        "(?m)^x$",
        "(?mR)^x$",
        "(?mR)^$",
        "(?m)^$",
        r"\A\z",
        r"\bfoo\b",
        r"(?-u:\b)foo(?-u:\b)",
        r"(?-u:\b)",
        r"(?-u:\B)",
        r"\b",
        r"\B",
        r"^\B",
        r"\b{start}",
        r"\b{end}",
        r"\b{start-half}foo",
        r"foo\b{end-half}",
        r"(?-u:\b{start-half})",
        r"(?-u:\b{end-half})",
        r"(?-u:\b{start})",
        "[^a]",
        "^[^a]$",
        "[^a]{2}",
        "^[^a-z]+$",
        ".",
        "^.$",
        "(?s).",
        "(?s)^.$",
        "(?R).",
        "^.*$",
        "(?s)^.*$",
        "^[😀-😂]$",
        "😀",
        "(?i)ſ",
        "(?i)k",
        "(?i)^s$",
        "(?i)ß",
        "(?i)[^k]",
        r"\d",
        r"^\w$",
        r"^\W$",
        r"\s",
        r"(?-u)^\w$",
        r"[\d--0-9]",
        r"[\w&&[^a]]",
        "^[A-Z]{3}-[0-9]{4}$",
        "[a&&b]",
        "[^\\s\\S]",
        "x*",
        "^x*$",
        "^(x*)*$",
        "(?:)*",
        "^(?:|x)+$",
        r"^\p{Greek}|\p{Han}$",
        "^[\u{d7ff}-\u{e000}]$",
        r"^\x7f$",
        r"^[\x7f-\x{80}]$",
        "^[\0-\u{7f}]$",
        "^(?:\\b|-)foo",
        "(?x) f o o # three",
    ] {
        assert_same(source, &texts);
    }
}

#[test]
fn expands_to_a_call_with_the_tables() {
    for (source, start) in [
        ("^[A-Z]{3}$", "core::Pattern::line1(\"^[A-Z]{3}$\",3,&[[("),
        ("^[a-z]+$", "core::Pattern::repeat(\"^[a-z]+$\",1,4294967295,&[("),
        ("a|bc", "core::Pattern::narrow(\"a|bc\",b\""),
        ("^.{255}$", "core::Pattern::wide(\"^.{255}$\",b\""),
        ("x{9999}", "core::Pattern::lazy(\"x{9999}\",)"),
    ] {
        let compiled = parse(source).unwrap_or_else(|mistake| panic!("{mistake}"));
        let call = compiled.expand(&quote::quote!(core), proc_macro2::Span::call_site());
        let call = call.to_string().replace(' ', "");
        assert!(call.starts_with(start), "{call}");
    }
}

#[test]
fn no_pattern_keeps_the_build_waiting() {
    let mut letters = String::from("^(");
    (0..2000).for_each(|number| write!(letters, "a{number}|").expect("a string takes all"));
    letters.push_str("b)$");
    for source in [
        "(a|b)*a(a|b){20}",
        r"\w{50}",
        r"(?:\p{L}{1,100}){1,100}",
        "x{1000}{1000}",
        r"\pL{1000}",
        "(x?){300}x{300}",
        "(?:.*a){50}",
        "((a*)*)*$",
        "(?:^){4000000000}",
        "(?:x{0}){4000000000}",
        r"(?:\b|$|^|\B){1000}",
        r"[\w\d\s]{20}.*[\p{Greek}\p{L}]{30}x$",
        "(?i)[a-z]{1,30}(?:[a-z]{1,30}){1,30}",
        &letters,
        "(.{1,30}){1,30}x",
        r"\w{1000}",
    ] {
        let begun = Instant::now();
        form(source);
        let taken = begun.elapsed();
        assert!(taken < Duration::from_secs(2), "{source:.60} took {taken:?}");
    }
}

#[test]
fn what_is_left_to_regex_also_builds() {
    for source in [
        r"^\w{100}(x{500}){4}$",
        r"(?s)^(?:[^\x{100}]x?){1000}{12}$",
        r"^[\x{100}-\x{10ffff}]{1000}{12}$",
        "(a|b)*a(a|b){20}",
    ] {
        assert_eq!(form(source), "lazy", "{source}");
        assert_eq!(Pattern::new(source).verify(), Ok(()), "{source}");
    }
}

#[test]
fn mistakes_are_shown_where_they_are() {
    for (source, expected) in [
        ("a[bc", "bad pattern: unclosed character class at character 2\n    a[bc\n     ^"),
        ("日本(", "bad pattern: unclosed group at character 3\n    日本(\n      ^"),
        (
            "x*{2,1}",
            "bad pattern: invalid repetition count range, the start must be <= the end at character 3\n    x*{2,1}\n      ^^^^^",
        ),
        (r"\p{Klingon}", "bad pattern: Unicode property not found at character 1\n    \\p{Klingon}\n    ^^^^^^^^^^^"),
        ("(?x)\n  a\n  (b", "bad pattern: unclosed group at character 12\n      (b\n      ^"),
    ] {
        let mistake = parse(source).err().expect("a mistake");
        assert_eq!(mistake.to_string(), expected);
    }
}
