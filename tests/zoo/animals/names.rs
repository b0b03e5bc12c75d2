//! Names: the rename family, aliases, and enums that are nothing but names.

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::Validate;

use super::animals;

animals! {
    Renamed, [
        r#"{"firstName": "Jane", "in": 1, "type": "x", "a.b": 3, "_": true, "LOUD": null}"#,
        r#"{"firstName": "Jane", "in": 1, "type": "x", "a.b": 3, "_": true}"#,
        r#"["Jane", 1, "x", 3, true, null]"#,
    ], [];
    Aliased, [r#"{"one": 1, "two": "2"}"#, r#"{"alias_1": 1, "alias_2": "2"}"#], [];
    Vec<NamesOfVariants>, [r#"[{"FIRST_ONE": {"fieldName": 1, "other-name": 2}}, {"secondOne": {"FIELD_NAME": 1}}, {"": {"a b": 1}}, "r#raw", {"async": {"r#type": 1, "type": 2}}]"#], [];
    Directions, [r#"{"FIELD-ONE": 1, "in": 2, "kind": "VARIANT-ONE"}"#], [];
    Identifiers, [r#"{"keys": {"secs": 1, "nanos": 2}, "one": "secs", "open": "whatever", "variant": "up"}"#], ["keys", "keys.*", "one", "open", "variant"];
    Raw, [r#"{"type": 1, "match": {"fn": 2}, "self_": 3, "é": 4, "__node": 5, "errors": 6}"#], [];
    OddNames, [r#"{"": 1, "a.b": 2, "a\\b": 3, "\"": 4, "zero\u0000": 5, "\ud83d\ude00": {"": {"inner": 1}}}"#], [];
    Expecting, [r#"{"a": 1, "b": {"c": 1}, "untagged": 7, "tagged": {"t": "A", "x": 1}}"#], ["untagged"];
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "camelCase")]
struct Renamed {
    #[validate(length(min = 2))]
    first_name: String,
    #[serde(rename(serialize = "out", deserialize = "in"))]
    #[validate(gt(0))]
    renamed: u8,
    r#type: String,
    #[serde(rename = "a.b")]
    dotted: i8,
    #[serde(rename = "_")]
    underscore: bool,
    #[serde(rename = "LOUD")]
    loud: Option<u8>,
}

#[derive(Deserialize, Validate, Debug)]
struct Aliased {
    #[serde(alias = "alias_1", alias = "alias_one")]
    #[validate(gt(0))]
    one: u8,
    #[serde(alias = "alias_2")]
    two: String,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
enum NamesOfVariants {
    FirstOne {
        #[validate(gt(0))]
        field_name: u8,
        #[serde(rename = "other-name")]
        other_name: u8,
    },
    #[serde(rename = "secondOne", rename_all = "SCREAMING_SNAKE_CASE")]
    SecondOne { field_name: u8 },
    #[serde(rename = "")]
    Empty {
        #[serde(rename = "a b")]
        spaced: u8,
    },
    #[serde(rename = "r#raw")]
    Raw,
    #[serde(rename = "async")]
    Async {
        #[serde(rename = "r#type")]
        renamed: u8,
        r#type: u8,
    },
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all(serialize = "UPPERCASE", deserialize = "SCREAMING-KEBAB-CASE"))]
struct Directions {
    #[validate(gt(0))]
    field_one: u8,
    #[serde(rename(serialize = "out", deserialize = "in"))]
    field_two: u8,
    #[serde(rename(serialize = "out_too", deserialize = "kind"))]
    kind: DirectionsOfVariants,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all(serialize = "lowercase", deserialize = "SCREAMING-KEBAB-CASE"))]
enum DirectionsOfVariants {
    VariantOne,
    #[serde(rename(serialize = "x"), alias = "zwei")]
    VariantTwo,
}

#[derive(Deserialize, Validate, Debug)]
struct Identifiers {
    keys: BTreeMap<FieldName, u8>,
    one: FieldName,
    open: OpenName,
    variant: VariantName,
}

#[derive(Deserialize, Validate, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(field_identifier, rename_all = "lowercase")]
enum FieldName {
    Secs,
    Nanos,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(field_identifier, rename_all = "lowercase")]
enum OpenName {
    Secs,
    Other(String),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(variant_identifier, rename_all = "lowercase")]
enum VariantName {
    Up,
    Down,
}

#[derive(Deserialize, Validate, Debug)]
struct Raw {
    #[validate(gt(0))]
    r#type: u8,
    #[validate(nested)]
    r#match: RawInside,
    self_: u8,
    é: u8,
    __node: u8,
    errors: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct RawInside {
    r#fn: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct OddNames {
    #[serde(rename = "")]
    #[validate(gt(0))]
    empty: u8,
    #[serde(rename = "a.b")]
    dotted: u8,
    #[serde(rename = "a\\b")]
    backslash: u8,
    #[serde(rename = "\"")]
    quote: u8,
    #[serde(rename = "zero\0")]
    zero: u8,
    #[serde(rename = "😀")]
    #[validate(nested)]
    face: BTreeMap<String, Small>,
}

/// No answer says what serde would.
#[derive(Deserialize, Validate, Debug)]
#[serde(expecting = "zq9vXsecret")]
struct Expecting {
    a: u8,
    #[validate(nested)]
    b: ExpectingInside,
    untagged: ExpectingUntagged,
    #[validate(nested)]
    tagged: ExpectingTagged,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(expecting = "zq9vXsecret", deny_unknown_fields)]
struct ExpectingInside {
    c: u8,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(expecting = "zq9vXsecret", untagged)]
enum ExpectingUntagged {
    Number(u8),
    Text(String),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(expecting = "zq9vXsecret", tag = "t")]
enum ExpectingTagged {
    A { x: u8 },
}

#[derive(Deserialize, Validate, Debug, Clone, Default)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}
