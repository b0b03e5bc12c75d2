//! `explain`: rules as a table, as JSON Schema, as sentences.

use serde_json::{Value, json};

use super::Folder;

const ORDER: &str = r#"
version = 1
closed = true

[fields]
kind = { type = ["person", "company"], rules = "present" }
vat_id = { label = "VAT number", rules = ["text", { length = { min = 9, max = 11 }, when = { field = "kind", is = "company" } }] }
"address.zip" = "required|text|digits:5"
items = "required|list|max:3"
"items.*.price" = "required|number|gt:0"
"items.*.low" = "number"
"items.*.high" = "number|gt:low"
prices = { type = "map", values = "u8", keys = "text|currency" }
"#;

fn explain(args: &[&str]) -> String {
    let folder = Folder::new(&[("order.toml", ORDER)]);
    let ran = folder.run(&[&["explain", "order.toml"], args].concat());
    ran.ends(0);
    ran.out
}

#[test]
fn a_table_shows_every_field_with_its_rules() {
    assert_eq!(
        explain(&[]),
        r#"field          type                    presence  rules
kind           one of person, company  present
vat_id         text                    optional  length(min = 9, max = 11) when kind is "company"
address        object                  present
address.zip    text                    required  digits(5)
items          list                    required  max(3)
items.*        object                  present
items.*.price  number                  required  gt(0)
items.*.low    number                  optional
items.*.high   number                  optional  gt(low)
prices         map                     optional
prices (keys)  text                    optional  currency
prices.*       u8                      optional
"#
    );
}

#[test]
fn every_sentence_that_a_client_may_see_is_told() {
    let sentences = explain(&["--as", "sentences"]);
    assert_eq!(
        sentences.split("\n\n").nth(2),
        Some(
            "vat_id\n  text    The VAT number must be text.\n  length  The VAT number must be between 9 and 11 characters."
        ),
        "{sentences}"
    );
    for sentence in [
        "The kind field is required.",
        "The selected kind is invalid. It must be one of: person, company.",
        "The address must be an object.",
        "The zip must be 5 digits.",
        "The items must be a list.",
        "The price must be greater than 0.",
        "The high must be greater than the low.",
        "between 0 and 255.",
        "prices (keys)\n  currency  The prices must be a valid currency code.",
        "This field is not allowed.",
    ] {
        assert!(sentences.contains(sentence), "{sentence} is missing in\n{sentences}");
    }
}

#[test]
fn sentences_come_in_all_languages() {
    let folder = Folder::new(&[("order.toml", ORDER)]);
    let english = explain(&["--as", "sentences"]);
    let help = folder.run(&["explain", "--help"]).out;
    let tags = help.lines().find_map(|line| line.strip_prefix("Languages: ")).expect("the languages").to_owned();
    assert_eq!(tags.split(' ').count(), 15);
    for tag in tags.split(' ') {
        let said = explain(&["--as", "sentences", "--lang", tag]);
        assert_eq!(said.lines().count(), english.lines().count(), "{tag}");
        assert_eq!(said == english, tag == "en", "{tag}");
    }
    assert!(
        explain(&["--as", "sentences", "--lang", "pl"]).contains("Pole „zip” musi składać się z dokładnie 5 cyfr.")
    );
}

#[test]
fn a_schema_says_what_json_schema_can_say() {
    let schema: Value = serde_json::from_str(&explain(&["--as", "json-schema"])).expect("JSON");
    assert_eq!(schema["additionalProperties"], json!(false));
    assert_eq!(
        schema["properties"]["items"]["items"]["properties"]["price"],
        json!({ "type": "number", "exclusiveMinimum": 0 })
    );
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let order = json!({ "kind": "person", "address": { "zip": "10115" }, "items": [{ "price": 1 }] });
    assert!(schema.is_valid(&order));
    assert!(!schema.is_valid(&json!({ "kind": "robot", "address": { "zip": "10115" }, "items": [{ "price": 1 }] })));
}

#[test]
fn rules_that_are_wrong_cannot_be_explained() {
    let folder = Folder::new(&[("order.toml", "version = 2\n[fields]\n")]);
    folder.run(&["explain", "order.toml"]).says(
        "the rules order.toml have 1 mistake:\n  line 1: this version of the format is not known; write `version = 1`",
    );
}
