//! `flatten` where it meets other attributes: around enums in options, inside of variants and of one another, and
//! around text that is borrowed.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::{Map, Value};
use unprocessable::Validate;

use super::animals;

animals! {
    Generic<Inner>, [r#"{"a": 1, "inner": 2, "text": "ab"}"#], [];
    GenericRest<BTreeMap<String, u8>>, [r#"{"a": 1, "x": 2, "y": 3}"#, r#"{"a": 1}"#], [];
    TwoEnums, [r#"{"a": 1, "kind": "x", "inner": 2, "text": "ab", "left": 3}"#, r#"{"a": 1, "kind": "y", "right": {"b": 3}}"#], [""];
    OptionalEnums, [r#"{"kind": "x", "inner": 1, "text": "ab", "a": 1}"#, r#"{"a": 1}"#, r#"{"kind": "z", "a": 1}"#, r#"{"left": 1, "a": 1}"#], [];
    OptionalMaps, [r#"{"a": 1, "x": 1}"#, r#"{"a": 1}"#, r#"{"a": 1, "x": "no"}"#], [];
    OptionalBoxes, [r#"{"a": 1, "inner": 1, "text": "ab"}"#, r#"{"a": 1}"#], [];
    MapsOfStructs, [r#"{"a": 1, "x": {"inner": 1, "text": "ab"}, "y.z": {"inner": 2, "text": "c"}}"#, r#"{"a": 1}"#], [];
    Borrowing<'_>, [r#"{"a": 1, "word": "x", "cow": "y", "rest": "z"}"#], [];
    Aliases, [r#"{"a": 1, "name": "x", "id": 2}"#, r#"{"alias_a": 1, "alias_name": "x", "alias_id": 2}"#], [];
    Everything, [r#"{"a": 1, "b": [1, null], "c": {"d": 1.5}}"#, r#"{"a": 1}"#], [];
    Tagged, [r#"{"t": "fields", "a": 1, "inner": 2, "text": "ab"}"#, r#"{"t": "newtype", "inner": 2, "text": "ab", "x": 1}"#, r#"{"t": "deep", "b": 1, "kind": "x", "inner": 2, "text": "ab"}"#], [];
    Vec<Beside>, [r#"[{"t": "fields", "c": {"a": 1, "inner": 2, "text": "ab"}}, {"c": {"x": 1}, "t": "rest"}]"#], ["1"];
    DefaultsOfAll, [r#"{"b": 1, "c": 2, "d": 3}"#, "{}"], [];
    Skips, [r#"{"a": 1, "b": 2}"#, r#"{"a": 1, "b": 2, "x": 3}"#], [];
    Renames, [r#"{"outerName": 1, "innerName": 2, "DEEP_NAME": 3}"#], [];
    Three, [r#"{"a": 1, "b": 2, "c": 3, "d": 4}"#], [];
    Numbers, [r#"{"small": 255, "large": 18446744073709551615, "negative": -1, "float": 1.5, "char": "x", "flag": true, "list": [1], "maybe": null}"#, r#"{"small": 0, "large": 0, "negative": 1, "float": 2, "char": "x", "flag": false, "list": []}"#], [];
    Through, [r#"{"a": 1, "x": 2}"#, r#"{"a": 1}"#], [];
    WithDefault, [r#"{"a": 1, "count": 2}"#, r#"{"a": 1}"#], [];
    ClosedAroundAll, [r#"{"a": 1, "b": 2, "inner": 3, "text": "ab"}"#], [""];
}

#[derive(Deserialize, Validate, Debug)]
struct Inner {
    #[validate(lt(100))]
    inner: u8,
    #[validate(length(min = 1))]
    text: String,
}

#[derive(Deserialize, Validate, Debug)]
struct Generic<T> {
    #[validate(gt(0))]
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    value: T,
}

#[derive(Deserialize, Validate, Debug)]
struct GenericRest<T> {
    a: u8,
    #[serde(flatten)]
    rest: T,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Internal {
    X(#[validate(nested)] Inner),
    Y,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum External {
    Left(#[validate(gt(0))] u8),
    Right { b: u8 },
}

#[derive(Deserialize, Validate, Debug)]
struct TwoEnums {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    internal: Internal,
    #[serde(flatten)]
    #[validate(nested)]
    external: External,
}

/// What is wrong inside of a flattened `Option` is nothing to serde.
#[derive(Deserialize, Validate, Debug)]
struct OptionalEnums {
    #[serde(flatten)]
    #[validate(nested)]
    internal: Option<Internal>,
    #[serde(flatten)]
    #[validate(nested)]
    external: Option<External>,
    #[validate(gt(0))]
    a: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct OptionalMaps {
    a: u8,
    #[serde(flatten)]
    map: Option<HashMap<String, u8>>,
}

#[derive(Deserialize, Validate, Debug)]
struct OptionalBoxes {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    boxed: Option<Box<Inner>>,
}

#[derive(Deserialize, Validate, Debug)]
struct MapsOfStructs {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    map: BTreeMap<String, Inner>,
}

#[derive(Deserialize, Validate, Debug)]
struct Borrowing<'a> {
    a: u8,
    #[serde(flatten, borrow)]
    #[validate(skip)]
    words: Words<'a>,
    #[serde(flatten, borrow)]
    rest: HashMap<&'a str, Cow<'a, str>>,
}

#[derive(Deserialize, Validate, Debug)]
struct Words<'a> {
    #[validate(length(min = 1))]
    word: &'a str,
    #[serde(borrow)]
    cow: Cow<'a, str>,
}

#[derive(Deserialize, Validate, Debug)]
struct Aliases {
    #[serde(alias = "alias_a")]
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    named: Named,
}

#[derive(Deserialize, Validate, Debug)]
struct Named {
    #[serde(alias = "alias_name")]
    name: String,
    #[serde(rename = "id", alias = "alias_id")]
    #[validate(gt(0))]
    number: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct Everything {
    a: u8,
    #[serde(flatten)]
    value: Value,
    #[serde(flatten)]
    map: Map<String, Value>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", rename_all = "snake_case")]
enum Tagged {
    Fields {
        #[validate(gt(0))]
        a: u8,
        #[serde(flatten)]
        #[validate(nested)]
        flat: Inner,
    },
    Newtype(#[validate(nested)] Open),
    Deep {
        b: u8,
        #[serde(flatten)]
        #[validate(nested)]
        internal: Internal,
    },
}

#[derive(Deserialize, Validate, Debug)]
struct Open {
    #[serde(flatten)]
    #[validate(nested)]
    flat: Inner,
    #[serde(flatten)]
    #[validate(values(gt(0)))]
    rest: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
enum Beside {
    Fields {
        a: u8,
        #[serde(flatten)]
        #[validate(nested)]
        flat: Inner,
    },
    Rest {
        #[serde(flatten)]
        rest: BTreeMap<String, u8>,
    },
}

#[derive(Deserialize, Validate, Debug, Default)]
#[serde(default)]
struct DefaultsOfAll {
    b: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Fallback,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(default)]
struct Fallback {
    #[validate(lt(100))]
    c: u8,
    d: Option<u8>,
}

impl Default for Fallback {
    fn default() -> Self {
        Self { c: 7, d: Some(8) }
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Skips {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Skipping,
}

#[derive(Deserialize, Validate, Debug)]
struct Skipping {
    b: u8,
    #[serde(skip)]
    x: u8,
    #[serde(skip_deserializing, default = "seven")]
    y: u8,
}

fn seven() -> u8 {
    7
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "camelCase")]
struct Renames {
    outer_name: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: RenamesInside,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "camelCase")]
struct RenamesInside {
    #[validate(gt(0))]
    inner_name: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: RenamesDeep,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
struct RenamesDeep {
    #[validate(gt(0))]
    deep_name: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct Three {
    #[serde(flatten)]
    #[validate(nested)]
    two: Two,
    d: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct Two {
    #[serde(flatten)]
    #[validate(nested)]
    one: One,
    #[validate(gt(0))]
    c: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct One {
    #[validate(gt(0))]
    a: u8,
    b: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct Numbers {
    #[serde(flatten)]
    #[validate(nested)]
    all: AllNumbers,
}

#[derive(Deserialize, Validate, Debug)]
struct AllNumbers {
    small: u8,
    large: u64,
    negative: i8,
    float: f64,
    char: char,
    flag: bool,
    list: Vec<u8>,
    maybe: Option<i64>,
}

#[derive(Deserialize, Validate, Debug)]
struct Through {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    map: ThroughMap,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughMap {
    #[validate(values(gt(0)))]
    map: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate, Debug)]
struct WithDefault {
    a: u8,
    #[serde(flatten, default, deserialize_with = "count")]
    count: Option<u8>,
}

fn count<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    #[derive(Deserialize)]
    struct Count {
        count: Option<u8>,
    }
    Count::deserialize(deserializer).map(|inside| inside.count)
}

#[derive(Deserialize, Validate, Debug)]
#[serde(deny_unknown_fields)]
struct ClosedAroundAll {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    one: ClosedOne,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Option<Inner>,
}

#[derive(Deserialize, Validate, Debug)]
struct ClosedOne {
    #[validate(gt(0))]
    b: u8,
}
