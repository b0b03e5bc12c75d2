//! Sets and documents of attackers: nothing panics, grows without bound or takes more than linear time.

use std::fmt::Write as _;
use std::time::Instant;

use serde_json::{Value, json};
use unprocessable_ruleset::RuleSet;

#[test]
fn sets_are_limited_in_size_and_depth() {
    let deep_keys = format!("version = 1\n[fields]\n'{}' = 'text'", vec!["a"; 5000].join("."));
    let dotted = format!("version = 1\n[fields]\n{} = 'text'", vec!["a"; 100_000].join("."));
    let quoted = format!("version = 1\n[fields]\n{} = 'text'", vec!["'a'"; 20_000].join("."));
    let headers = format!("version = 1\n[{}]\na = 1", vec!["a"; 100_000].join("."));
    let inline = format!("version = 1\nfields = {}1{}", "{ a = ".repeat(5000), " }".repeat(5000));
    let lists = format!("version = 1\nfields = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut many = String::from("version = 1\n[fields]\n");
    for index in 0..30_000 {
        let _ = writeln!(many, "f{index} = 'text|alpha'");
    }
    let mut patterns = String::from("version = 1\n[fields]\n");
    for index in 0..600 {
        let _ = writeln!(patterns, "f{index} = 'regex:^a{index}$'");
    }
    let large = format!("version = 1\n#{}", "x".repeat(5 << 20));
    for (set, mistake) in [
        (&deep_keys, "this is nested deeper than 64 levels"),
        (&dotted, "this is nested deeper than 64 levels, or has too many dots"),
        (&quoted, "this is nested deeper than 64 levels, or has too many dots"),
        (&headers, "this is nested deeper than 64 levels, or has too many dots"),
        (&inline, ""),
        (&lists, ""),
        (&many, "a set has at most 20000 rules, and this one has 30000"),
        (&patterns, "`regex`: a set has at most 500 patterns"),
        (&large, "a set has at most 4194304 bytes"),
    ] {
        let found = RuleSet::from_toml(set).expect_err("too much");
        assert!(found.len() <= 100 && found.to_string().contains(mistake), "{found}");
    }
    let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(RuleSet::from_json(&nested).is_err());
    assert!(RuleSet::from_json_schema(&nested).is_err());
    let schemas = format!("{}true{}", r#"{"items":"#.repeat(10_000), "}".repeat(10_000));
    assert!(RuleSet::from_json_schema(&schemas).is_err());
}

#[test]
fn types_that_double_at_each_level_are_refused() {
    let mut types = json!({});
    for level in 0..20 {
        let below = json!({ "name": "0", "place": "position", "shape": { "type": "declared", "name": format!("T{}", level + 1) } });
        types[format!("T{level}")] = json!({ "form": "list", "fields": [below, below, below] });
    }
    types["T20"] = json!({ "form": "unit" });
    let set = json!({ "version": 1, "type": "T0", "types": types });
    let found = RuleSet::from_json(&set.to_string()).expect_err("too many").to_string();
    assert!(found.contains("these types have more than 50000 values in one another"), "{found}");

    let mut definitions = json!({});
    for level in 0..60 {
        let below = json!({ "$ref": format!("#/$defs/T{}", level + 1) });
        definitions[format!("T{level}")] = json!({ "additionalProperties": below, "type": "object" });
    }
    definitions["T60"] = json!({ "$ref": "#/$defs/T60" });
    let schema = json!({ "$ref": "#/$defs/T0", "$defs": definitions });
    assert!(RuleSet::from_json_schema(&schema.to_string()).is_err());
}

#[test]
fn types_that_contain_themselves_follow_the_document() {
    let schema = r##"{
        "type": "object", "properties": { "next": { "$ref": "#" }, "value": { "type": "integer" } }, "required": ["value"]
    }"##;
    let set = RuleSet::from_json_schema(schema).expect("a schema");
    let mut document = json!({ "value": "x" });
    for _ in 0..100 {
        document = json!({ "value": 1, "next": document });
    }
    let errors = set.check(&document).unwrap_err();
    assert_eq!(errors.len(), 1);
    // As deep as no parser of JSON goes, but no deeper than the stack.
    for _ in 0..900 {
        document = json!({ "value": 1, "next": document });
    }
    let errors = set.check(&document).unwrap_err();
    assert!(errors.iter().all(|(_, violation)| violation.code() == "invalid"), "{errors}");
}

#[test]
fn a_document_takes_time_in_proportion_to_its_size() {
    let set = RuleSet::from_toml(
        "version = 1\n[fields]\n'items.*.name' = 'text|alpha|max:10'\n'items.*.tags' = 'distinct'\n'items.*.tags.*' = 'text'\n\
         'words.*' = 'text|regex:^(a+)+$'\nlist = 'distinct:ignore_case|contains_all:a|subset_of:a,b'\n'list.*' = 'text'\n\
         favourite = 'text|in_list:words'",
    )
    .expect("a set");
    let document = |size: usize, wrong: bool| {
        let item =
            |index: usize| json!({ "name": if wrong { json!(index) } else { json!("a") }, "tags": ["a", "b", "c"] });
        json!({
            "items": (0..size).map(item).collect::<Vec<_>>(),
            "words": vec!["a".repeat(50); size],
            "list": vec!["a"; size],
            "favourite": "b",
        })
    };
    for wrong in [false, true] {
        let time = |size| {
            let document: Value = document(size, wrong);
            let run = || {
                let start = Instant::now();
                let errors = set.check(&document).unwrap_err();
                assert!(errors.len() <= 100);
                start.elapsed()
            };
            // The least of several, because others use the machine, too.
            (0..5).map(|_| run()).min().unwrap_or_default()
        };
        time(100);
        let (small, large) = (time(1000), time(32_000));
        // 32 times as much; a quadratic check would take 1,000 times as long.
        assert!(large < small * 300, "{small:?} and {large:?}");
    }
}

#[test]
fn nothing_that_was_sent_is_shown() {
    let set = RuleSet::from_toml(
        "version = 1\nclosed = true\n[fields]\na = 'present|email|max:3'\nb = 'u8'\nc = { type = ['x'] }",
    )
    .expect("a set");
    let secret = "top-secret-value";
    let errors = set.check(&json!({ "a": secret, "b": secret, "c": secret })).unwrap_err();
    let shown = format!("{errors} {errors:?} {}", errors.to_json());
    assert!(errors.len() == 4 && !shown.contains(secret), "{shown}");
    let long = "k".repeat(10_000);
    let errors = set.check(&json!({ "a": "a@b", long: 1 })).unwrap_err();
    assert!(errors.to_json().len() < 400, "an unknown name is cut");
}
