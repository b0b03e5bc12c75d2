//! Keys of maps that repeat, which serde lets pass.
#![allow(dead_code)]

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use unprocessable::{Validate, from_json};

#[derive(Deserialize, Validate, Debug)]
struct Request {
    #[serde(default)]
    prices: HashMap<String, u8>,
    #[serde(default)]
    floats: BTreeMap<Name, Vec<BTreeMap<u8, Option<Value>>>>,
    any: Option<serde_json::Value>,
    choice: Option<Choice>,
}

#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name(String);

#[derive(Deserialize, Debug)]
struct Value {
    #[serde(flatten)]
    rest: BTreeMap<String, f64>,
}

#[derive(Deserialize, Debug)]
#[serde(untagged)]
enum Choice {
    Number(u8),
    Map(BTreeMap<String, String>),
}

fn answer(json: &str) -> String {
    match from_json::<Request>(json.as_bytes()) {
        Ok(_) => "valid".into(),
        Err(rejection) => format!("{} {rejection}", rejection.status().code()),
    }
}

#[test]
fn a_key_of_a_map_that_is_read_is_refused_when_it_repeats() {
    for (json, column) in [
        (r#"{"prices": {"a": 1, "b": 2, "a": 3}}"#, 29),
        (r#"{"prices": {"a": 1, "\u0061": 3}}"#, 21),
        (r#"{"floats": {"a": [], "a": []}}"#, 22),
        (r#"{"floats": {"a": [{"1": null, "2": null, "1": null}]}}"#, 42),
        (r#"{"floats": {"a": [{"1": {"x": 1, "x": 2}}]}}"#, 34),
        (r#"{"any": [{"a": 1, "b": {"c": 1, "c": 1}}]}"#, 33),
        (r#"{"choice": {"a": "", "a": ""}}"#, 22),
    ] {
        let expected = format!("400 The request body repeats a key at line 1, column {column}.");
        assert_eq!(answer(json), expected, "{json}");
    }
}

#[test]
fn all_else_passes() {
    for json in [
        "{}",
        r#"{"prices": {"a": 1, "b": 1, "A": 1}, "any": {"a": {"a": 1}, "b": {"a": 1}}}"#,
        r#"{"unknown": 1, "unknown": {"a": 1, "a": 1}}"#,
        r#"{"floats": {"a": [{"1": {"x": 1}}, {"1": {"x": 1}}]}}"#,
        r#"{"any": {"$serde_json::private::Number": "1", "b": 1.5e300}}"#,
    ] {
        assert_eq!(answer(json), "valid", "{json}");
    }
    let deep = format!(r#"{{"any": {{"a": 1}}, "unknown": {}1{}}}"#, "[".repeat(5000), "]".repeat(5000));
    assert_eq!(answer(&deep), "valid");
}

#[test]
fn text_behind_the_end_is_still_seen() {
    assert_eq!(
        answer("{} {}"),
        "400 The request body is not valid JSON: there is more after its end at line 1, column 4."
    );
}

#[test]
fn many_keys_take_linear_time() {
    let map = |n: usize, last: &str| {
        let keys: String = (0..n).map(|n| format!(r#""{n}":0,"#)).collect();
        format!(r#"{{"prices":{{{keys}"{last}":0}}}}"#)
    };
    assert_eq!(answer(&map(150_000, "x")), "valid");
    assert!(answer(&map(150_000, "75000")).starts_with("400 The request body repeats a key"));
}
