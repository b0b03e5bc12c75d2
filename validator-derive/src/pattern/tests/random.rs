use proptest::prelude::*;
use regex::RegexBuilder;

use super::{parse, pattern};

/// Pieces that the tables could get wrong, put together at random.
fn sources() -> impl Strategy<Value = String> {
    let characters = prop::sample::select(vec![
        "a",
        "b",
        "k",
        "s",
        "S",
        "1",
        "_",
        "-",
        "é",
        "ſ",
        "日",
        "😀",
        r"\n",
        r"\x{212a}",
        " ",
    ]);
    let sets = prop::sample::select(vec![
        ".",
        r"\d",
        r"\D",
        r"\w",
        r"\W",
        r"\s",
        r"\S",
        r"\p{L}",
        r"\pN",
        r"\p{Greek}",
        r"\P{Lu}",
        "[a-k]",
        "[^a]",
        "[^a-z\\n]",
        "[a-z&&[^k]]",
        "[[:alpha:]é]",
        "[^é-日]",
        r"(?-u:\w)",
        r"(?-u:[b-s])",
        r"[\d_-]",
        "[A-S]",
        "[0-9A-Fa-f]",
    ]);
    let looks = prop::sample::select(vec![
        "^",
        "$",
        r"\A",
        r"\z",
        r"\b",
        r"\B",
        r"(?-u:\b)",
        r"(?-u:\B)",
        r"\b{start}",
        r"\b{end}",
        r"\b{start-half}",
        r"\b{end-half}",
        r"(?-u:\b{start})",
        r"(?-u:\b{end-half})",
        "(?m:^)",
        "(?m:$)",
        "(?mR:^)",
        "(?mR:$)",
        "",
    ]);
    let piece = prop_oneof![4 => characters, 4 => sets, 2 => looks].prop_map(str::to_owned);
    piece.prop_recursive(5, 24, 4, |inner| {
        let times = prop::sample::select(vec!["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "+?", "{0}"]);
        let flags =
            prop::sample::select(vec!["", "?:", "?i:", "?s:", "?m:", "?x:", "?R:", "?mR:", "?U:", "?i-s:", "?<name>"]);
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 0..5).prop_map(|parts| parts.concat()),
            2 => prop::collection::vec(inner.clone(), 1..4).prop_map(|ways| format!("(?:{})", ways.join("|"))),
            2 => (inner.clone(), times).prop_map(|(sub, times)| format!("(?:{sub}){times}")),
            1 => (inner.clone(), flags).prop_map(|(sub, flags)| format!("({flags}{sub})")),
            1 => inner.prop_map(|sub| format!("^(?:{sub})$")),
        ]
    })
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let character = prop_oneof![
        6 => prop::sample::select("abkKsS1_- \n\r\u{e9}\u{17f}\u{212a}\u{65e5}\u{1f600}\u{3b1}\u{663}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
        1 => prop::char::range('\0', '\u{ff}'),
    ];
    prop::collection::vec(prop::collection::vec(character, 0..9).prop_map(String::from_iter), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_patterns_answer_as_the_regex_crate(source in sources(), texts in texts()) {
        // As large as `Pattern` lets it become.
        let Ok(regex) = RegexBuilder::new(&source).size_limit(64 << 20).build() else {
            prop_assert!(parse(&source).is_err(), "{source:?} is refused by regex only");
            return Ok(());
        };
        prop_assert!(parse(&source).is_ok(), "{source:?} is refused by the derive only");
        // The same answers once more from a machine that is too large for rows of bytes.
        let wide = format!("{source}|^(?:QZ){{90}}$");
        let patterns = [pattern(&source), pattern(&wide)];
        for text in texts.iter().map(String::as_str).chain([""]) {
            for pattern in &patterns {
                prop_assert_eq!(pattern.is_match(text), regex.is_match(text), "{} on {:?}", pattern, text);
            }
        }
    }
}
