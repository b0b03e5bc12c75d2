//! What a set says as JSON Schema. That documents which pass fit it is tested with a validator, beside the command.

use serde_json::{Value, json};
use unprocessable_ruleset::RuleSet;

fn properties(toml: &str) -> Value {
    let set = RuleSet::from_toml(&format!("version = 1\n[fields]\n{toml}"));
    set.unwrap_or_else(|mistakes| panic!("{mistakes}")).to_json_schema()["properties"].take()
}

#[test]
fn types_and_rules_are_keywords() {
    assert_eq!(
        properties("name = 'required|text|between:2,9'\nprice = 'number|gt:0'\nkind = { type = ['a', 'b'] }"),
        json!({
            "name": { "type": "string", "minLength": 2, "maxLength": 9, "$comment": "more than this is checked: required" },
            "price": { "type": ["number", "null"], "exclusiveMinimum": 0 },
            "kind": { "anyOf": [{ "enum": ["a", "b"] }, { "type": "null" }] },
        }),
    );
}

#[test]
fn rules_with_a_condition_and_rules_on_other_fields_are_named() {
    let toml = "kind = 'text'\nvat = ['text', { length = { min = 9 }, when = { field = 'kind', is = 'company' } }]\n\
                low = 'number'\nhigh = 'number|gt:low'\nword = 'regex:^a+$'";
    let found = properties(toml);
    assert_eq!(found["vat"], json!({ "type": ["string", "null"], "$comment": "more than this is checked: length" }));
    assert_eq!(found["high"], json!({ "type": ["number", "null"], "$comment": "more than this is checked: gt" }));
    assert_eq!(found["word"]["$comment"], json!("more than this is checked: regex"));
}

#[test]
fn lists_maps_and_objects_are_written_through() {
    let found = properties("'items.*.price' = 'required|number'\nnames = { type = 'map', values = 'text|max:3' }");
    assert_eq!(
        found["items"],
        json!({
            "type": ["array", "null"],
            "items": { "type": "object", "required": ["price"], "properties": { "price": { "type": "number" } } },
        }),
    );
    assert_eq!(found["names"]["additionalProperties"], json!({ "type": ["string", "null"], "maxLength": 3 }));
}

#[test]
fn a_schema_that_contains_itself_stays_finite() {
    let source = r##"{ "type": "object", "properties": { "name": { "type": "string" }, "inside": { "$ref": "#" } } }"##;
    let schema = RuleSet::from_json_schema(source).expect("a schema").to_json_schema();
    assert_eq!(schema["$ref"], json!("#/$defs/object0"));
    assert_eq!(schema["$defs"]["object0"]["properties"]["inside"], json!({ "$ref": "#/$defs/object0" }));
    assert!(RuleSet::from_json_schema(&schema.to_string()).is_ok());
}

#[test]
fn what_was_read_from_a_schema_is_written_as_it_was() {
    let source = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["count", "tags"],
        "additionalProperties": false,
        "properties": {
            "count": { "type": "number", "minimum": 1, "maximum": 9, "multipleOf": 2 },
            "email": { "type": "string", "maxLength": 80 },
            "tags": { "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 9 },
            "prices": { "type": "object", "additionalProperties": { "type": "number", "exclusiveMinimum": 0 } },
            "note": { "type": ["string", "null"], "minLength": 2 },
        },
    });
    let set = RuleSet::from_json_schema(&source.to_string()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    assert_eq!(set.to_json_schema(), source);
}
