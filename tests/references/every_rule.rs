//! What every rule promises: an answer on text of any length and kind, and keywords that say no more than it does.

use serde_json::Value;

use crate::catalogue::{OnText, Row, chapters};

fn rows() -> impl Iterator<Item = Row> {
    chapters().into_iter().flat_map(|(_, rows)| rows)
}

fn texts() -> Vec<(&'static str, OnText)> {
    let samples = rows().flat_map(|row| row.samples.into_iter().map(move |sample| (row.attribute, sample.on_text)));
    samples.filter_map(|(attribute, on_text)| Some((attribute, on_text?))).collect()
}

#[test]
fn keywords_of_json_schema_say_no_more_than_the_rule() {
    for row in rows() {
        for sample in &row.samples {
            let Some(OnText { sample: text, .. }) = &sample.on_text else { continue };
            for (keyword, value) in sample.schema.iter().flatten() {
                let json: Value = serde_json::from_str(value).expect("JSON");
                let is_match = |pattern: &Value| {
                    regex::Regex::new(pattern.as_str().expect("a pattern")).expect("a pattern").is_match(text)
                };
                let length = text.chars().count() as u64;
                let holds = match (*keyword, &json) {
                    ("minLength", json) => json.as_u64() <= Some(length),
                    ("maxLength", json) => json.as_u64() >= Some(length),
                    ("enum", Value::Array(choices)) => choices.iter().any(|choice| choice == text),
                    ("const", json) => json == text,
                    ("pattern", pattern) => is_match(pattern),
                    ("not", json) => match (json.get("enum"), json.get("pattern")) {
                        (Some(Value::Array(choices)), _) => choices.iter().all(|choice| choice != text),
                        (_, Some(pattern)) => !is_match(pattern),
                        _ => false,
                    },
                    ("format" | "contentEncoding" | "contentMediaType" | "anyOf", _) => true,
                    _ => false,
                };
                assert!(holds, "{}: {keyword} {value} {text:?}", row.attribute);
            }
        }
    }
}

/// A rule whose time grows faster than the text would not come back from this.
#[test]
fn a_megabyte_of_anything_is_answered() {
    let rules = texts();
    for piece in ["a", "1", "é", "-", "a.", "{\"a\":", "A-1", "\u{301}"] {
        let text = piece.repeat(1_000_000 / piece.len());
        let part = piece.repeat(50_000 / piece.len());
        for (_, OnText { sample, check }) in &rules {
            check(&text);
            check(&format!("{sample}{part}"));
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_a_rule_panic(text in "\\PC{0,40}|[ -~]{0,40}|[0-9:.T+Z-]{0,30}", cut in 0..40_usize) {
        for (_, OnText { sample, check }) in texts() {
            check(&text);
            let kept: String = sample.chars().take(cut).collect();
            check(&format!("{kept}{text}"));
        }
    }
}
