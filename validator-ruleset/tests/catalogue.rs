//! Every rule of the catalogue as a rule of a set: none is forgotten, each says the same and passes the same values.

#[path = "../../tests/catalogue/mod.rs"]
mod catalogue;

use catalogue::{Sample, chapters, constructors};
use serde_json::{Map, Value, json};
use unprocessable_core::Kind;
use unprocessable_ruleset::{Mistakes, RuleSet};

/// Attributes that need a function of a program.
const FUNCTIONS: [&str; 1] = ["distinct(by = initial)"];

/// Rules that look at more than a document.
const ELSEWHERE: [&str; 4] = ["exists", "file", "image", "unique"];

#[test]
fn every_rule_can_be_in_a_set() {
    for name in constructors().keys() {
        let set = json!({ "version": 1, "fields": { "name": [{ name: true }] } });
        if let Err(mistakes) = RuleSet::from_json(&set.to_string()) {
            let text = mistakes.to_string();
            assert!(!text.contains("there is no rule"), "the table of rules in a set has no `{name}`: {text}");
        }
    }
}

#[test]
fn every_rule_says_the_same_and_passes_the_same() {
    let mut compared = 0;
    for row in chapters().into_iter().flat_map(|(_, rows)| rows) {
        if ELSEWHERE.contains(&row.name) {
            let set = json!({ "version": 1, "fields": { "name": [{ row.name: true }] } });
            let mistakes = RuleSet::from_json(&set.to_string()).expect_err(row.name).to_string();
            assert!(mistakes.contains("cannot be a rule of a set: "), "{mistakes}");
            continue;
        }
        for sample in &row.samples {
            // Types of other crates: a set sees dates as text, and decimals as numbers.
            let is_written_otherwise = matches!((sample.kind, &sample.json), (Kind::Number, Some(Value::String(_))));
            if sample.kind == Kind::Date || is_written_otherwise {
                continue;
            }
            let made = set(row.name, row.attribute, sample);
            if FUNCTIONS.contains(&row.attribute) {
                assert!(made.is_err(), "{}", row.attribute);
                continue;
            }
            let set = made.unwrap_or_else(|mistakes| panic!("{} on {:?}: {mistakes}", row.attribute, sample.kind));
            let rule = set.rules().find(|rule| rule.at() == "name").expect("the rule");
            let violation = rule.violation();
            assert_eq!((rule.name(), violation.code()), (row.name, sample.code), "{}", row.attribute);
            assert_eq!(violation.message().to_string(), sample.sentence, "{}", row.attribute);
            let names: Vec<&str> = violation.arguments().map(|(name, _)| name).collect();
            let expected: Vec<&str> =
                sample.arguments.iter().filter(|(_, given)| given.is_some()).map(|(name, _)| *name).collect();
            assert_eq!(names, expected, "{}", row.attribute);
            if let Some(json) = &sample.json {
                let mut document = json!({ "name": json });
                if row.name == "confirmed" {
                    document["nickName"] = json.clone();
                }
                let errors = set.check(&document).err();
                assert!(errors.is_none(), "{} refuses {document}: {errors:?}", row.attribute);
            }
            compared += 1;
        }
    }
    assert!(compared > 150, "{compared} rules were compared");
}

fn set(name: &str, attribute: &str, sample: &Sample) -> Result<RuleSet, Mistakes> {
    let own = match (sample.kind, &sample.json) {
        (Kind::Text, _) => json!("text"),
        (Kind::Number, Some(Value::Number(number))) if number.is_f64() => json!("number"),
        (Kind::Number, None) if !matches!(sample.sentence.as_str(), "The name field is prohibited.") => json!("number"),
        (Kind::Number, _) if attribute.contains('.') && attribute.contains("0.5") => json!("number"),
        (Kind::Number, _) => json!("i128"),
        (Kind::Boolean, _) => json!("boolean"),
        (Kind::List, _) => json!("list"),
        (Kind::Map, _) => json!("map"),
        _ => json!("any"),
    };
    let mut field = json!({ "type": own, "rules": [rule(name, attribute)] });
    if sample.kind == Kind::List {
        let is_text = |list: &Value| list.as_array().and_then(|items| items.first()).is_some_and(Value::is_string);
        let is_text = sample.json.as_ref().is_some_and(is_text) || attribute.contains("\"n0\"");
        field["elements"] = json!({ "type": if is_text { "text" } else { "i64" } });
    }
    if attribute.contains("_keys([1") {
        field["keys"] = json!({ "type": "u16" });
    }
    // Where a field is compared with another one, that is of the same type.
    let other = if attribute.contains("== \"Jane\"") { json!("text") } else { own };
    let set = json!({
        "version": 1,
        "fields": {
            "name": field,
            "nickName": { "type": other },
            "birthName": { "type": "text" },
            "age": "u8",
            "tags": { "type": "list", "elements": { "type": "text" } },
        },
    });
    RuleSet::from_json(&set.to_string())
}

/// The attribute as a rule of a set.
fn rule(name: &str, attribute: &str) -> Value {
    let Some(arguments) = attribute.strip_prefix(name).and_then(|rest| rest.strip_prefix('(')) else {
        return json!({ name: true });
    };
    let arguments = arguments.strip_suffix(')').expect("an attribute ends");
    if arguments == "self.nick_name == \"Jane\"" {
        return json!({ name: { "field": "nickName", "is": "Jane" } });
    }
    if arguments == "self.age >= 18" {
        return json!({ name: { "field": "age", "at_least": 18 } });
    }
    if arguments == "today().minus_years(18)" {
        return json!({ name: { "date": "today", "count": 18, "unit": "years", "ago": true } });
    }
    if arguments == "now()" {
        return json!({ name: "now" });
    }
    if name == "range" && arguments.contains("..") {
        let (min, max) = arguments.split_once("..").expect("a range");
        let mut named = Map::new();
        for (name, end) in [("min", min), ("max", max.trim_start_matches('='))] {
            if !end.is_empty() {
                named.insert(name.into(), value(end));
            }
        }
        return json!({ name: named });
    }
    if let Some(list) = arguments.strip_prefix('[') {
        let items: Vec<Value> = list.strip_suffix(']').expect("a list").split(", ").map(value).collect();
        return json!({ name: items });
    }
    let (mut named, mut positional) = (Map::new(), Vec::new());
    let mut rest = arguments;
    while !rest.is_empty() {
        // A list in an argument has commas of its own.
        let end = match rest.find('[') {
            _ if rest.starts_with('"') => 1 + rest[1..].find('"').expect("text ends") + 1,
            Some(open) if rest.find(", ").is_none_or(|comma| open < comma) => rest.find(']').expect("a list") + 1,
            _ => rest.find(", ").unwrap_or(rest.len()),
        };
        let argument = &rest[..end];
        rest = rest[end..].trim_start_matches(", ");
        match argument.split_once(" = ") {
            Some((name, list)) if list.starts_with('[') => {
                let items = list.trim_matches(['[', ']']).split(", ").map(value).collect();
                named.insert(name.into(), Value::Array(items));
            }
            Some((name, text)) => drop(named.insert(name.into(), value(text))),
            None if argument.starts_with(|first: char| first.is_ascii_lowercase())
                && !argument.starts_with("self.") =>
            {
                named.insert(argument.into(), true.into());
            }
            None => positional.push(value(argument)),
        }
    }
    match (named.is_empty(), positional.len()) {
        (true, 1) => json!({ name: positional.remove(0) }),
        (true, _) => json!({ name: positional }),
        _ => json!({ name: named }),
    }
}

fn value(text: &str) -> Value {
    match text {
        "self.nick_name" => json!({ "field": "nickName" }),
        "self.birth_name" => json!({ "field": "birthName" }),
        "self.tags" => json!({ "field": "tags" }),
        "initial" => true.into(),
        text => serde_json::from_str(text).unwrap_or_else(|_| panic!("no value: {text}")),
    }
}
