use fastrand::Rng;
use regex::RegexBuilder;

use super::{parse, pattern};

// Pieces that the tables could get wrong.
const CHARACTERS: [&str; 15] = ["a", "b", "k", "s", "S", "1", "_", "-", "é", "ſ", "日", "😀", r"\n", r"\x{212a}", " "];
const SETS: [&str; 22] = [
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
];
const LOOKS: [&str; 19] = [
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
];
const TIMES: [&str; 10] = ["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "+?", "{0}"];
const FLAGS: [&str; 11] = ["", "?:", "?i:", "?s:", "?m:", "?x:", "?R:", "?mR:", "?U:", "?i-s:", "?<name>"];

fn one_of<'a>(random: &mut Rng, choices: &[&'a str]) -> &'a str {
    choices[random.usize(..choices.len())]
}

/// An expression of pieces, at most so deep.
fn source(random: &mut Rng, depth: u32) -> String {
    if depth == 0 || random.u8(..6) == 0 {
        let pieces: &[&str] = match random.u8(..10) {
            0..4 => &CHARACTERS,
            4..8 => &SETS,
            _ => &LOOKS,
        };
        return one_of(random, pieces).to_owned();
    }
    let some =
        |random: &mut Rng, count: usize| -> Vec<String> { (0..count).map(|_| source(random, depth - 1)).collect() };
    match random.u8(..9) {
        0..3 => {
            let count = random.usize(..5);
            some(random, count).concat()
        }
        3..5 => {
            let count = random.usize(1..4);
            format!("(?:{})", some(random, count).join("|"))
        }
        5..7 => format!("(?:{}){}", source(random, depth - 1), one_of(random, &TIMES)),
        7 => format!("({}{})", one_of(random, &FLAGS), source(random, depth - 1)),
        _ => format!("^(?:{})$", source(random, depth - 1)),
    }
}

fn text(random: &mut Rng) -> String {
    let letters: Vec<char> = "abkKsS1_- \n\r\u{e9}\u{17f}\u{212a}\u{65e5}\u{1f600}\u{3b1}\u{663}".chars().collect();
    let count = random.usize(..9);
    let mut character = || match random.u8(..8) {
        0 => random.char(..),
        1 => random.char(..='\u{ff}'),
        _ => letters[random.usize(..letters.len())],
    };
    (0..count).map(|_| character()).collect()
}

#[test]
fn random_patterns_answer_as_the_regex_crate() {
    let mut random = Rng::with_seed(0);
    let (mut refused, mut matches) = (0, 0);
    for _ in 0..400 {
        let source = source(&mut random, 4);
        // As large as `Pattern` lets it become.
        let Ok(regex) = RegexBuilder::new(&source).size_limit(64 << 20).build() else {
            assert!(parse(&source).is_err(), "{source:?} is refused by regex only");
            refused += 1;
            continue;
        };
        assert!(parse(&source).is_ok(), "{source:?} is refused by the derive only");
        // The same answers once more from a machine that is too large for rows of bytes.
        let wide = format!("{source}|^(?:QZ){{90}}$");
        let patterns = [pattern(&source), pattern(&wide)];
        let texts: Vec<String> = (0..random.usize(1..12)).map(|_| text(&mut random)).collect();
        for text in texts.iter().map(String::as_str).chain([""]) {
            matches += usize::from(regex.is_match(text));
            for pattern in &patterns {
                assert_eq!(pattern.is_match(text), regex.is_match(text), "{pattern} on {text:?}");
            }
        }
    }
    assert!(refused < 100 && matches > 100, "{refused} refused, {matches} matches");
}
