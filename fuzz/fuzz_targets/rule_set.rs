//! Rule sets: whatever they say, it is a mistake with a line of the file, or a set that checks any document.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use unprocessable_ruleset::{Mistakes, RuleSet};

fuzz_target!(|source: &str| {
    for read in [RuleSet::from_toml, RuleSet::from_json, RuleSet::from_json_schema] {
        check(source, read(source));
    }
    // The short form of one field, whatever type it has.
    for word in ["", "text|", "number|", "integer|", "boolean|", "list|", "map|"] {
        let set = json!({
            "version": 1,
            "fields": { "a": format!("{word}{source}"), "b": "text", "c": "integer", "d": "list", "d.*": "text" },
        });
        let source = set.to_string();
        check(&source, RuleSet::from_json(&source));
    }
});

fn check(source: &str, read: Result<RuleSet, Mistakes>) {
    let lines = source.lines().count().max(1);
    match read {
        Err(mistakes) => {
            assert!(!mistakes.is_empty() && mistakes.len() <= 100);
            assert!(mistakes.iter().all(|mistake| !mistake.message().is_empty() && mistake.line() <= lines + 1));
        }
        Ok(set) => {
            for value in [
                Value::Null,
                json!("text 1 2024-02-29"),
                json!(-1),
                json!(0.5),
                json!(u64::MAX),
                json!(true),
                json!(["a", 1, null]),
                json!({ "a": "b" }),
            ] {
                let document = json!({ "a": value, "b": value, "c": value, "d": value });
                for document in [&document, &value] {
                    if let Err(errors) = set.check(document) {
                        assert!(!errors.is_empty() && errors.len() <= 100);
                        let json = errors.to_json();
                        assert!(serde_json::from_str::<Value>(&json).is_ok(), "{json}");
                    }
                }
            }
            let _ = format!("{set:?}");
        }
    }
}
