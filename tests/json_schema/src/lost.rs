//! Rules whose place in the document is not known: none of them is lost without a word.
#![allow(missing_docs, dead_code)]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use unprocessable::declaration::{HasShape, Shape};
use unprocessable::json_schema::RULES_KEYWORD;
use unprocessable::{Validate, from_json, json_schema};

/// Type, field and rule of all that the error names.
fn unsaid<T: HasShape>() -> Vec<String> {
    let Err(error) = json_schema::<T>().to_value() else { return Vec::new() };
    assert!(!json_schema::<T>().is_exact());
    error.rules().map(|rule| format!("{} {} {}", rule.type_name(), rule.field(), rule.rule())).collect()
}

fn lossy<T: HasShape>() -> Value {
    json_schema::<T>().lossy().to_value().unwrap()
}

/// The codes of the rules that an object with `x-rules` lists.
fn codes(schema: &Value) -> Vec<&str> {
    schema[RULES_KEYWORD].as_array().unwrap().iter().map(|mark| mark["code"].as_str().unwrap()).collect()
}

fn any(_: &str) -> Result<(), &'static str> {
    Ok(())
}

#[derive(Clone, Deserialize, Validate)]
struct Inner {
    #[validate(length(max = 3), custom(any))]
    street: String,
    #[validate(gt(0))]
    n: i32,
}

#[derive(Deserialize, Validate)]
struct Plain {
    free: String,
}

#[derive(Deserialize, Validate)]
struct MaybeFlat {
    id: u8,
    #[serde(flatten)]
    #[validate(nested)]
    inner: Option<Inner>,
}

#[derive(Deserialize, Validate)]
struct MaybeFlatPlain {
    #[serde(flatten)]
    #[validate(nested)]
    plain: Option<Plain>,
}

#[test]
fn an_optional_flattened_struct_lists_its_rules() {
    assert!(from_json::<MaybeFlat>(br#"{"id":1,"street":"abcd","n":1}"#).is_err());
    assert_eq!(unsaid::<MaybeFlat>(), ["MaybeFlat inner nested"]);
    assert_eq!(codes(&lossy::<MaybeFlat>()), ["nested"]);
    assert_eq!(unsaid::<MaybeFlatPlain>(), [""; 0]);
}

#[derive(Deserialize, Validate)]
struct FlatEnum {
    #[serde(flatten)]
    #[validate(nested)]
    choice: Option<Nested>,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "kind")]
enum Nested {
    A {
        #[validate(length(max = 3))]
        street: String,
    },
    B,
}

#[derive(Deserialize, Validate)]
struct EnumAndMap {
    #[serde(flatten)]
    kind: Kind,
    #[serde(flatten)]
    #[validate(values(length(max = 3)))]
    others: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Deserialize, Validate)]
#[serde(tag = "kind")]
enum Kind {
    A,
    B,
}

#[derive(Deserialize, Validate)]
struct MaybeMap {
    #[serde(flatten)]
    #[validate(values(length(max = 3)))]
    others: Option<BTreeMap<String, String>>,
}

#[test]
fn flattened_enums_and_maps_list_their_rules() {
    assert_eq!(unsaid::<FlatEnum>(), ["FlatEnum choice nested"]);
    assert!(from_json::<EnumAndMap>(br#"{"kind":"A","more":"abcd"}"#).is_err());
    assert_eq!(unsaid::<EnumAndMap>(), ["EnumAndMap others.* length"]);
    assert_eq!(codes(&lossy::<EnumAndMap>()), ["length"]);
    assert_eq!(unsaid::<MaybeMap>(), ["MaybeMap others.* length"]);
}

#[derive(Deserialize, Validate)]
enum HalfTagged {
    Named {
        #[validate(custom(any), length(max = 3))]
        name: String,
    },
    Nested {
        #[validate(nested)]
        inner: Inner,
        #[validate(nested)]
        plain: Plain,
    },
    #[serde(untagged)]
    Other(u8),
}

#[test]
fn an_enum_in_an_unknown_form_lists_its_rules() {
    assert!(from_json::<HalfTagged>(br#"{"Named":{"name":"abcd"}}"#).is_err());
    let rules = ["HalfTagged name custom", "HalfTagged name length", "HalfTagged inner nested"];
    assert_eq!(unsaid::<HalfTagged>(), rules);
    let document = lossy::<HalfTagged>();
    assert_eq!(codes(&document), ["custom", "length", "nested"]);
    assert_eq!(document[RULES_KEYWORD][1]["message"], "The name must not be greater than 3 characters.");
    assert_eq!(unsaid::<Vec<HalfTagged>>(), rules);
}

#[derive(Deserialize, Validate)]
#[serde(from = "u8")]
struct Made {
    #[validate(custom(any), length(max = 2))]
    s: String,
    #[validate(each(length(max = 3)))]
    list: Vec<String>,
    free: bool,
}

impl From<u8> for Made {
    fn from(number: u8) -> Self {
        Self { s: "a".repeat(number.into()), list: Vec::new(), free: true }
    }
}

#[derive(Deserialize, Validate)]
#[serde(try_from = "String")]
struct Free {
    length: usize,
}

impl From<String> for Free {
    fn from(text: String) -> Self {
        Self { length: text.len() }
    }
}

#[derive(Deserialize, Validate)]
struct HasMade {
    #[validate(nested)]
    f: Made,
    #[validate(nested)]
    free: Free,
}

#[derive(Deserialize, Validate)]
struct Unchecked {
    #[validate(skip)]
    f: Made,
}

#[test]
fn a_type_made_from_another_lists_its_rules() {
    assert!(from_json::<HasMade>(br#"{"f":3,"free":"x"}"#).is_err());
    assert_eq!(unsaid::<HasMade>(), ["Made s custom", "Made s length", "Made list.* length"]);
    let document = lossy::<HasMade>();
    assert_eq!(codes(&document["$defs"]["Made"]), ["custom", "length", "length"]);
    assert_eq!(document["$defs"]["Made"]["type"], "integer");
    assert_eq!(document["$defs"]["Free"], json!({ "type": "string" }));
    assert_eq!(unsaid::<Unchecked>(), [""; 0]);
}

#[derive(Deserialize, Validate)]
struct With {
    #[serde(deserialize_with = "plain")]
    #[validate(nested)]
    plain: Plain,
    #[serde(deserialize_with = "list")]
    #[validate(each(length(max = 3)))]
    list: Vec<String>,
}

fn plain<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Plain, D::Error> {
    Plain::deserialize(deserializer)
}

fn list<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Vec::deserialize(deserializer)
}

#[test]
fn a_field_that_a_function_reads_lists_its_rules() {
    assert_eq!(unsaid::<With>(), ["With plain nested", "With list.* length"]);
    assert_eq!(codes(&lossy::<With>()["properties"]["list"]), ["length"]);
}

struct Anything;

impl HasShape for Anything {
    const SHAPE: Shape = Shape::Unknown;
}

#[test]
fn what_has_no_rules_is_not_an_error() {
    assert!(json_schema::<Vec<Anything>>().to_value().is_ok());
}

#[derive(Deserialize, Validate)]
struct Keys {
    size: u8,
    #[serde(flatten)]
    #[validate(length(max = 2), keys(length(max = 3)))]
    others: BTreeMap<String, String>,
}

#[test]
fn rules_on_the_keys_of_a_flattened_map_are_marked_as_such() {
    assert_eq!(unsaid::<Keys>(), ["Keys others length", "Keys keys of others length"]);
    let document = lossy::<Keys>();
    let message = "The given data must not have more than 2 items.";
    assert_eq!(document[RULES_KEYWORD], json!([{ "code": "length", "message": message }]));
    let message = "The others must not be greater than 3 characters.";
    assert_eq!(document["propertyNames"][RULES_KEYWORD], json!([{ "code": "length", "message": message }]));
}

#[derive(Deserialize, Validate)]
struct Conditions {
    text: String,
    count: u8,
    #[validate(when(self.text.len() > 3, required), when(self.count == 3, custom(any)))]
    z: Option<String>,
    #[validate(when(self.text.len() > 3, nested))]
    inner: Option<Inner>,
}

#[test]
fn a_rule_that_is_left_out_says_when_it_runs() {
    let document = lossy::<Conditions>();
    let marks = &document["properties"]["z"][RULES_KEYWORD];
    assert_eq!(marks[0], json!({ "code": "required", "message": "The z field is required.", "when": ["other"] }));
    assert_eq!(marks[1]["when"], json!([{ "field": "count", "relation": "is", "value": 3 }]));
    assert_eq!(document["properties"]["inner"][RULES_KEYWORD][0]["when"], json!(["other"]));
}

#[derive(Deserialize, Validate)]
#[serde(tag = "kind")]
#[validate(custom(whole))]
enum Variants {
    A {
        #[validate(custom(any))]
        #[serde(rename = "a\nb")]
        name: String,
    },
    B {
        #[validate(custom(any))]
        #[serde(rename = "a\nb")]
        name: String,
        #[validate(regex("(?i)x"))]
        code: String,
    },
}

fn whole(_: &Variants) -> Result<(), &'static str> {
    Ok(())
}

#[test]
fn the_error_names_variants_and_reasons_on_one_line() {
    let error = json_schema::<Vec<Variants>>().to_value().unwrap_err();
    assert_eq!(error.type_name(), "Vec<Variants>");
    let variants: Vec<_> = error.rules().map(|rule| rule.variant()).collect();
    assert_eq!(variants, [Some("A"), Some("B"), Some("B"), None]);
    assert_eq!(
        error.to_string(),
        "JSON Schema cannot say all rules of `Vec<Variants>`: \
         `custom` on `a\\nb` of `Variants::A` (a function), \
         `custom` on `a\\nb` of `Variants::B` (a function), \
         `regex` on `code` of `Variants::B` (not a pattern of JSON Schema), \
         `custom` on `_` of `Variants` (a function of the whole). \
         Call `.lossy()` to leave them out and mark them in the document.",
    );
}
