//! `#[validate(json_schema)]`: types that give their schema to users of `schemars`.
#![allow(missing_docs, dead_code, unreachable_pub)]
#![allow(clippy::unwrap_used)]

use schemars::{JsonSchema, SchemaGenerator, schema_for};
use serde::Deserialize;
use serde_json::{Value, json};
use unprocessable::{Validate, from_json, json_schema};

fn document<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

fn accepts(document: &Value, value: &Value) -> bool {
    jsonschema::options().should_validate_formats(true).build(document).unwrap().is_valid(value)
}

/// What a customer pays.
#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[validate(json_schema)]
struct Payment {
    /// Where the receipt goes.
    #[validate(required, email, length(max = 254))]
    email_address: String,
    #[serde(default = "one")]
    #[validate(gt(0))]
    amount: u32,
    #[validate(nested, length(max = 3))]
    items: Vec<Item>,
    #[validate(attribute = "day of delivery", custom(soon))]
    day: Option<chrono::NaiveDate>,
}

fn one() -> u32 {
    1
}

fn soon(_: &chrono::NaiveDate) -> Result<(), unprocessable::Violation> {
    Ok(())
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Item {
    #[validate(length(2..=20))]
    name: String,
    #[validate(nested)]
    parts: Vec<Item>,
}

#[test]
fn one_word_gives_names_rules_and_defaults() {
    assert_eq!(
        document::<Payment>(),
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Payment",
            "description": "What a customer pays.",
            "type": "object",
            "properties": {
                "emailAddress": {
                    "description": "Where the receipt goes.",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 254,
                    "pattern": document::<Payment>()["properties"]["emailAddress"]["pattern"],
                    "x-rules": document::<Payment>()["properties"]["emailAddress"]["x-rules"],
                },
                "amount": {
                    "type": "integer", "exclusiveMinimum": 0, "maximum": 4_294_967_295_u32, "default": 1,
                },
                "items": { "type": "array", "maxItems": 3, "items": { "$ref": "#/$defs/Item" } },
                "day": {
                    "title": "day of delivery",
                    "type": ["string", "null"],
                    "x-rules": [{ "code": "custom", "message": "The day of delivery is invalid." }],
                },
            },
            "required": ["emailAddress", "items"],
            "additionalProperties": false,
            "$defs": {
                "Item": {
                    "type": "object",
                    "properties": {
                        "name": { "type": "string", "minLength": 2, "maxLength": 20 },
                        "parts": { "type": "array", "items": { "$ref": "#/$defs/Item" } },
                    },
                    "required": ["name", "parts"],
                },
            },
        })
    );
}

#[test]
fn it_is_the_document_of_json_schema() {
    let mut own = json_schema::<Payment>().lossy().to_value().unwrap();
    own["title"] = "Payment".into();
    assert_eq!(document::<Payment>(), own);
}

#[test]
fn a_type_refers_to_itself_by_the_address_of_the_document() {
    assert_eq!(document::<Item>()["properties"]["parts"]["items"], json!({ "$ref": "#" }));
    assert_eq!(document::<Vec<Item>>()["items"], json!({ "$ref": "#/$defs/Item" }));
}

mod foreign {
    /// Read and described by others.
    #[derive(serde::Deserialize, schemars::JsonSchema)]
    pub struct Point {
        pub x: f32,
        pub y: f32,
    }

    /// Only serde knows it.
    #[derive(serde::Deserialize)]
    pub struct Opaque(pub String);
}

/// It describes itself, and its rules are known to nobody else.
#[derive(Deserialize, JsonSchema, Validate)]
struct ByHand {
    #[rules(gt(3))]
    size: u8,
}

/// A derived type without the word.
#[derive(Deserialize, Validate)]
struct Plain {
    #[validate(gt(3))]
    size: u8,
    #[validate(nested)]
    next: Option<Box<Plain>>,
}

type Plains = Vec<Plain>;

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Map {
    center: foreign::Point,
    #[validate(required, length(min = 2))]
    corners: Option<Vec<foreign::Point>>,
    opaque: foreign::Opaque,
    #[validate(nested)]
    by_hand: ByHand,
    #[validate(nested)]
    plains: Plains,
    #[validate(skip)]
    unchecked: Option<Plain>,
    #[serde(deserialize_with = "any")]
    with: u8,
}

fn any<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let _ = deserializer;
    Ok(1)
}

#[test]
fn leaves_have_their_own_schema_and_other_types_that_of_their_declaration() {
    let document = document::<Map>();
    let properties = &document["properties"];
    let point = json!({ "$ref": "#/$defs/Point" });
    assert_eq!(properties["center"], point);
    assert_eq!(properties["corners"], json!({ "type": "array", "minItems": 2, "items": point }));
    assert_eq!(properties["opaque"], json!({ "type": "string" }));
    assert_eq!(properties["by_hand"], json!({ "$ref": "#/$defs/ByHand" }));
    assert_eq!(properties["plains"]["items"], json!({ "$ref": "#/$defs/Plain" }));
    assert_eq!(properties["unchecked"]["anyOf"][0], json!({ "$ref": "#/$defs/Plain_unchecked" }));
    assert_eq!(properties["with"], json!({}));
    let definitions = &document["$defs"];
    assert_eq!(definitions["Point"]["description"], "Read and described by others.");
    assert_eq!(definitions["Point"]["properties"]["x"]["format"], "float");
    assert_eq!(definitions["ByHand"]["properties"]["size"]["format"], "uint8");
    assert_eq!(definitions["Plain"]["properties"]["size"]["exclusiveMinimum"], 3);
    assert_eq!(definitions["Plain_unchecked"]["properties"]["size"]["minimum"], 0);
    assert_eq!(document["required"], json!(["center", "corners", "opaque", "by_hand", "plains", "with"]));
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Page<T, N> {
    #[validate(nested, length(max = 2))]
    items: Vec<T>,
    next: Option<N>,
    first: N,
}

#[test]
fn parameters_have_their_own_schema() {
    let document = document::<Page<Item, foreign::Point>>();
    assert_eq!(document["title"], "Page_Item_Point");
    assert_eq!(
        document["properties"],
        json!({
            "items": { "type": "array", "maxItems": 2, "items": { "$ref": "#/$defs/Item" } },
            "next": { "anyOf": [{ "$ref": "#/$defs/Point" }, { "type": "null" }] },
            "first": { "$ref": "#/$defs/Point" },
        })
    );
    assert_eq!(document["required"], json!(["items", "first"]));
    // What may be left out may be null.
    let optional = self::document::<Page<Item, Option<u8>>>();
    assert_eq!(optional["required"], json!(["items"]));
    assert_ne!(
        SchemaGenerator::default().subschema_for::<Page<Item, u8>>(),
        SchemaGenerator::default().subschema_for::<Page<Item, u16>>(),
    );
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Tree<T> {
    value: T,
    #[validate(nested, length(max = 2))]
    children: Vec<Tree<T>>,
}

#[test]
fn a_generic_type_may_contain_itself() {
    let document = document::<Vec<Tree<u8>>>();
    assert_eq!(
        document["$defs"],
        json!({ "Tree_u8": {
            "type": "object",
            "properties": {
                "value": { "type": "integer", "format": "uint8", "minimum": 0, "maximum": 255 },
                "children": { "type": "array", "maxItems": 2, "items": { "$ref": "#/$defs/Tree_u8" } },
            },
            "required": ["value", "children"],
        } })
    );
}

#[derive(Deserialize, Validate)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[validate(json_schema)]
enum Fare {
    Free,
    Paid {
        #[validate(gt(0))]
        price: u32,
    },
    Group(#[validate(nested)] Item),
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Trip<'a> {
    #[serde(borrow)]
    #[validate(length(min = 2))]
    from: &'a str,
    #[serde(flatten)]
    #[validate(nested)]
    fare: Fare,
    #[validate(required_with(self.from))]
    via: Option<String>,
}

#[test]
fn enums_flattened_fields_and_conditions_agree_with_json_schema() {
    let (ours, theirs) = (json_schema::<Trip<'_>>().lossy().to_value().unwrap(), document::<Trip<'_>>());
    let item = json!({ "name": "ab", "parts": [] });
    let mut verdicts = [0, 0];
    for from in ["a", "ab"] {
        for via in [Value::Null, "b".into()] {
            for fare in [
                json!({ "kind": "free" }),
                json!({ "kind": "paid", "price": 1 }),
                json!({ "kind": "paid", "price": 0 }),
                json!({ "kind": "group", "name": "a", "parts": [item] }),
                json!({ "kind": "group", "name": "ab", "parts": [item] }),
                json!({ "kind": "other" }),
            ] {
                let mut value = fare;
                value["from"] = from.into();
                value["via"] = via.clone();
                let source = value.to_string();
                let verdict = accepts(&ours, &value);
                assert_eq!(verdict, from_json::<Trip<'_>>(source.as_bytes()).is_ok(), "{source}");
                assert_eq!(verdict, accepts(&theirs, &value), "{source}\n{theirs}");
                verdicts[usize::from(verdict)] += 1;
            }
        }
    }
    assert!(verdicts.iter().all(|count| *count > 2), "{verdicts:?}");
}

/// As `rmcp` makes the schema of the arguments of a tool.
#[test]
fn other_settings_are_followed() {
    let settings = schemars::generate::SchemaSettings::draft07().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let document = settings.into_generator().into_root_schema_for::<Page<Item, foreign::Point>>().to_value();
    assert_eq!(document["properties"]["first"]["type"], "object");
    let openapi = schemars::generate::SchemaSettings::openapi3().into_generator();
    let document = openapi.into_root_schema_for::<Payment>().to_value();
    assert_eq!(document["properties"]["day"]["nullable"], true);
    assert_eq!(document["properties"]["items"]["items"]["$ref"], "#/components/schemas/Item");
}

#[test]
fn a_type_that_derives_schemars_may_hold_it() {
    #[derive(JsonSchema)]
    struct Envelope {
        payment: Payment,
        items: Vec<Item>,
    }
    let document = document::<Envelope>();
    assert_eq!(document["properties"]["payment"]["$ref"], "#/$defs/Payment");
    assert_eq!(document["$defs"]["Payment"]["properties"]["items"]["maxItems"], 3);
}
