//! Rule sets: whatever they say, it is mistakes with lines of the file, or a set that checks any document, in JSON as in
//! TOML and in columns as in documents.

#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use unprocessable_core::{Limits, key_segments, unescape_segment};
use unprocessable_ruleset::columns::{Column, Objects, Values, Verdict};
use unprocessable_ruleset::{Mistakes, RuleSet};

/// A value that stands in no set.
const SECRET: &str = "zq9vXsecret";

fuzz_target!(|source: &str| {
    for read in [RuleSet::from_toml, RuleSet::from_json, RuleSet::from_json_schema, RuleSet::from_text] {
        check(source, &read(source));
    }
    // The short form of one field, whatever type it has. A whole set is none.
    if source.len() > 100 {
        return;
    }
    for word in ["", "text|", "number|", "integer|", "boolean|", "list|", "map|"] {
        let rules = json!(format!("{word}{source}"));
        let fields = json!({ "a": rules, "b": "text", "c": "integer", "d": "list", "d.*": "text" });
        let json = json!({ "version": 1, "fields": fields }).to_string();
        let set = RuleSet::from_json(&json);
        check(&json, &set);
        // The escapes of JSON are escapes of TOML, but for one character that TOML must have escaped.
        let toml = format!(
            "version=1\nfields.a={rules}\nfields.b='text'\nfields.c='integer'\nfields.d='list'\nfields.'d.*'='text'"
        );
        let same = if source.contains('\u{7f}') { RuleSet::from_json(&json) } else { RuleSet::from_toml(&toml) };
        match (&set, &same) {
            (Ok(set), Ok(same)) => {
                assert_eq!(format!("{set:?}"), format!("{same:?}"));
                columns_say_what_documents_say(set);
            }
            (Err(mistakes), Err(same)) => {
                let said = |mistakes: &Mistakes| {
                    mistakes.iter().map(|mistake| mistake.message().to_owned()).collect::<Vec<_>>()
                };
                assert_eq!(said(mistakes), said(same));
            }
            (set, same) => panic!("{set:?} {same:?}"),
        }
    }
});

fn check(source: &str, read: &Result<RuleSet, Mistakes>) {
    let lines = source.lines().count().max(1);
    let set = match read {
        Err(mistakes) => {
            assert!(!mistakes.is_empty() && mistakes.len() <= 100);
            assert!(mistakes.iter().map(|mistake| mistake.line()).is_sorted());
            for mistake in mistakes.iter() {
                assert!(!mistake.message().is_empty() && (1..=lines + 1).contains(&mistake.line()), "{mistake}");
            }
            return;
        }
        Ok(set) => set,
    };
    for rule in set.rules() {
        let _ = rule.conditions().count();
        assert!(!rule.name().is_empty() && !rule.violation().message().to_string().is_empty(), "{rule:?}");
    }
    let schema = RuleSet::from_json_schema(&set.to_json_schema().to_string());
    let values = [
        Value::Null,
        json!("text 1 2024-02-29"),
        json!(SECRET),
        json!(-1),
        json!(0.5),
        json!(u64::MAX),
        json!(true),
        json!(["a", 1, null]),
        json!({ "a": "b" }),
        json!("a@b.co"),
        json!(3),
    ];
    for start in 0..values.len() {
        let mut document = json!({});
        for (nth, field) in set.fields().take(50).enumerate() {
            let value = match field.type_name() {
                "object" | "map" => json!({}),
                "list" => json!([]),
                _ => values[(start + nth) % values.len()].clone(),
            };
            put(&mut document, field.at(), value);
        }
        for document in [&document, &values[start]] {
            let answer = set.check(document);
            let first = set.check_within(document, &Limits::new().violations(1));
            assert_eq!(answer.is_ok(), first.is_ok());
            match (answer, &schema) {
                (Err(errors), _) => {
                    assert!((1..=100).contains(&errors.len()));
                    let json = errors.to_json();
                    assert!(serde_json::from_str::<Value>(&json).is_ok(), "{json}");
                    assert!(
                        source.contains("zq9") || !format!("{json} {errors} {errors:?}").contains(SECRET),
                        "{json}"
                    );
                }
                // Every document that passes a set fits its schema.
                (Ok(()), Ok(schema)) => {
                    if let Err(errors) = schema.check(document) {
                        panic!("{document} does not fit {}: {errors}", set.to_json_schema());
                    }
                }
                _ => {}
            }
        }
    }
}

/// Puts a value at a key of a document, where one item stands for all of a list.
fn put(document: &mut Value, key: &str, value: Value) {
    let segments: Vec<_> = if key.is_empty() { Vec::new() } else { key_segments(key).collect() };
    let mut at = document;
    for segment in segments {
        if segment == "*" && at.is_array() {
            let Value::Array(items) = at else { return };
            if items.is_empty() {
                items.push(Value::Null);
            }
            at = &mut items[0];
        } else {
            if !at.is_object() {
                *at = json!({});
            }
            at = &mut at[unescape_segment(segment)];
        }
    }
    *at = value;
}

/// Rows whose `a` has one of several types.
struct Table {
    kind: usize,
}

const WORDS: [&str; 5] = ["text", "", " a", "2024-02-29", "5"];
const INTEGERS: [i64; 5] = [0, -1, 3, i64::MAX, 18];
const NUMBERS: [f64; 5] = [0.5, -1.5, 1e300, 3.25, 17.75];
const BOOLEANS: [bool; 5] = [true, false, true, false, true];
/// Where `a` is null.
const NULL: usize = 4;

impl Objects<'static> for Table {
    fn names(&self) -> Vec<&'static str> {
        vec!["a", "b", "c", "d"]
    }

    fn column(&self, index: usize) -> Column<'static> {
        let texts = || Values::Texts(WORDS.map(Cow::Borrowed).into());
        let list = || Values::Lists { offsets: vec![0, 0, 1, 3, 5, 5], items: Box::new(Column::new(texts())) };
        match index {
            0 => Column {
                nulls: Some((0..5).map(|row| row == NULL).collect()),
                values: match self.kind {
                    0 => texts(),
                    1 => Values::Integers(Cow::Borrowed(&INTEGERS)),
                    2 => Values::Numbers(Cow::Borrowed(&NUMBERS)),
                    3 => Values::Booleans(BOOLEANS.into()),
                    _ => list(),
                },
            },
            1 => Column::new(texts()),
            2 => Column::new(Values::Integers(Cow::Borrowed(&INTEGERS))),
            _ => Column::new(list()),
        }
    }
}

/// What columns tell of a row is what its document says.
fn columns_say_what_documents_say(set: &RuleSet) {
    let lists = [json!([]), json!(["text"]), json!(["", " a"]), json!(["2024-02-29", "5"]), json!([])];
    for kind in 0..5 {
        let rows = Column::new(Values::Objects(5, Box::new(Table { kind })));
        for (row, verdict) in set.verdicts(&rows).into_iter().enumerate() {
            let mut document = json!({ "b": WORDS[row], "c": INTEGERS[row], "d": lists[row] });
            if row != NULL {
                document["a"] = match kind {
                    0 => json!(WORDS[row]),
                    1 => json!(INTEGERS[row]),
                    2 => json!(NUMBERS[row]),
                    3 => json!(BOOLEANS[row]),
                    _ => lists[row].clone(),
                };
            }
            let expected = if set.check(&document).is_ok() { Verdict::Passed } else { Verdict::Failed };
            assert!(verdict == Verdict::Unknown || verdict == expected, "{verdict:?} of {document} by {set:?}");
        }
    }
}
