//! What rules say in JSON Schema is no more than what they do: each text that a rule accepts has all its keywords, with
//! formats checked.
//!
//! The texts are those of the catalogue, of the suites of other projects where they are (`tests/references/suites.rs`
//! says where), and what chance makes of both.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../catalogue/mod.rs"]
mod catalogue;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use catalogue::{OnText, Sample, chapters};
use jsonschema::Validator;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Verdict {
    value: Value,
}

#[test]
fn what_a_rule_accepts_has_the_keywords_that_it_says() {
    let texts = texts();
    let (mut compared, mut wrong) = (0, Vec::new());
    for row in chapters().into_iter().flat_map(|(_, rows)| rows) {
        for Sample { schema, on_text, .. } in row.samples {
            let (Some(keywords), Some(OnText { sample, check })) = (schema, on_text) else { continue };
            if keywords.is_empty() {
                continue;
            }
            let validator = validator(&keywords);
            let mut accepted: Vec<String> = texts.iter().filter(|text| check(text)).cloned().collect();
            accepted.push(sample);
            let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
            for _ in 0..4_000 {
                let text = chance.changed(&accepted);
                if check(&text) {
                    accepted.push(text);
                }
            }
            compared += accepted.len();
            let against = accepted.iter().filter(|text| !validator.is_valid(&Value::from(text.as_str())));
            let against: Vec<&String> = against.collect();
            if let Some(text) = against.iter().min_by_key(|text| text.len()) {
                wrong.push(format!(
                    "{}: {} of {}, such as {text:?}, {keywords:?}",
                    row.attribute,
                    against.len(),
                    accepted.len()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "keywords that say more than their rules:\n{}", wrong.join("\n"));
    assert!(compared > 10_000, "only {compared} texts were compared");
}

fn validator(keywords: &[(&'static str, String)]) -> Validator {
    let keywords = keywords.iter().map(|(keyword, value)| ((*keyword).to_owned(), serde_json::from_str(value).unwrap()));
    jsonschema::options().should_validate_formats(true).build(&Value::Object(keywords.collect())).unwrap()
}

fn texts() -> BTreeSet<String> {
    let Ok(suites) = fs::read_to_string(suites()) else {
        println!("there are no suites at {}", suites().display());
        return BTreeSet::new();
    };
    let verdicts = suites.lines().map(|line| serde_json::from_str::<Verdict>(line).unwrap());
    verdicts.filter_map(|verdict| verdict.value.as_str().map(str::to_owned)).collect()
}

fn suites() -> PathBuf {
    match env::var_os("UNPROCESSABLE_SUITES") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/suites.jsonl"),
    }
}

/// Numbers without an order, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// One of the texts with something put in, left out, or taken from another.
    fn changed(&mut self, texts: &[String]) -> String {
        const PIECES: [&str; 40] = [
            "a", "Z", "0", "9", ".", "..", "-", "--", "_", "@", ":", "/", "//", "?", "#", " ", "%", "%zz", "\"", "<",
            ">", "|", "^", "{", "}", "\\", "+", "=", "é", "ß", "日本", "\u{301}", "\u{200d}", "🇩🇪", "xn--", "xn--a",
            "[", "]", "T", "Z",
        ];
        let mut text: Vec<char> = texts[self.below(texts.len())].chars().collect();
        for _ in 0..=self.below(2) {
            let at = self.below(text.len() + 1);
            let end = (at + self.below(3)).min(text.len());
            let piece = match self.below(8) {
                0 => {
                    let other: Vec<char> = texts[self.below(texts.len())].chars().collect();
                    let start = self.below(other.len() + 1);
                    other[start..(start + self.below(12)).min(other.len())].iter().collect()
                }
                1 => String::new(),
                2 => text.iter().rev().take(self.below(5)).collect(),
                _ => PIECES[self.below(PIECES.len())].to_owned(),
            };
            text.splice(at..end, piece.chars());
        }
        text.into_iter().collect()
    }
}
