//! The laws of `from_json`, over the zoo of types that the tests have.
//!
//! The first byte chooses the type, the rest is the document.

#![no_main]
// The tests read more of the zoo than is read here.
#![allow(dead_code)]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/zoo/animals/mod.rs"]
mod animals;
#[path = "../../tests/zoo/json.rs"]
mod json;
#[path = "../../tests/zoo/laws.rs"]
mod laws;

use crate::animals::Animal;
use crate::json::Json;

static ZOO: LazyLock<Vec<Animal>> = LazyLock::new(animals::all);

/// Stand in the place of texts and numbers. No type of the zoo says them, and neither begins as an escape ends.
const TEXT: &str = "\"zq9vXsecret\"";
const NUMBER: &str = "-8675309421";

fuzz_target!(|input: &[u8]| {
    let Some((choice, source)) = input.split_first() else { return };
    // From a character that can be typed.
    let animal = &ZOO[usize::from(choice.wrapping_sub(b'!')) % ZOO.len()];
    (animal.agree)(source);

    let Some(answer) = (animal.answer)(source) else { return };
    assert!(answer.said.starts_with(r#"{"message":"#), "{}", answer.said);
    if let Some(planted) = plant(source) {
        if let Some(answer) = (animal.answer)(planted.as_bytes()) {
            assert!(!answer.said.contains(TEXT.trim_matches('"')), "{}", answer.said);
            assert!(!answer.said.contains(NUMBER), "{}", answer.said);
        }
    }
});

/// The document with a secret for every text and number, if it is one and no key has the secret already.
fn plant(source: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(source).ok()?;
    serde_json::from_str::<&serde_json::value::RawValue>(text).ok()?;
    if text.contains(NUMBER) || text.contains("\\u") || text.contains(TEXT.trim_matches('"')) {
        return None;
    }
    let mut json = Json::parse(text);
    for way in json.ways() {
        if let Json::Leaf(leaf) = json.at_mut(&way) {
            match leaf.as_bytes().first() {
                Some(b'"') => *leaf = TEXT.into(),
                Some(b'-' | b'0'..=b'9') => *leaf = NUMBER.into(),
                _ => {}
            }
        }
    }
    Some(json.to_string())
}
