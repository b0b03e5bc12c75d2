//! Defaults of fields and of whole types, and what is skipped.

use serde::Deserialize;
use unprocessable::Validate;

use super::animals;

animals! {
    Defaulted, [
        r#"{"plain": 1, "field": 2, "path": 8, "list": ["x"], "nested": {"inner": 3}, "optional": 5}"#,
        r#"{"plain": 1}"#,
        r#"[1]"#,
        r#"[1, 2, 8]"#,
    ], [];
    DefaultedWhole, [r#"{"a": 1, "b": "x", "c": [1, 2]}"#, "{}", r#"{"c": []}"#, "[]", "[1]"], [];
    DefaultedByPath, [r#"{"a": 1, "b": "x"}"#, "{}", r#"{"b": "yy"}"#], [];
    DefaultedTuple, ["[1, 2, 3]", "[1]", "[1, 2]"], [];
    Skipping, [r#"{"before": 1, "after": "x"}"#, r#"{"before": 1, "skipped": "x", "after": "x"}"#, r#"[1, "x"]"#], [];
    SkippingTuple, [r#"[1, "x"]"#], [];
    DefaultOfTuple, ["[1, 2]", "[1]", "[]"], [];
    DefaultAndMore, [r#"{"a": 1, "c_alias": 3, "inner": 4}"#, r#"{"inner": 9}"#, r#"{"a": 1, "b": 2, "c": 3, "d": null, "inner": 0}"#], [];
    SkippedWithDefault, [r#"{"a": 1, "seen": 3}"#, r#"{"a": 1, "seen": 3, "path": "x", "whole": 1, "both": []}"#, "[1, 3]"], [];
    Vec<SkipInVariants>, [r#"[{"pair": [1]}, {"fields": {"a": 1}}, {"fields": {"a": 1, "b": "x"}}, {"triple": [1, 2]}, "nothing"]"#], [];
}

#[derive(Deserialize, Validate, Debug, Default)]
struct Defaulted {
    plain: u8,
    #[serde(default)]
    field: u8,
    #[serde(default = "eight")]
    #[validate(gt(7))]
    path: u8,
    #[serde(default)]
    #[validate(each(length(max = 3)))]
    list: Vec<String>,
    #[serde(default)]
    #[validate(skip)]
    nested: Small,
    #[serde(default)]
    optional: Option<u8>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(default)]
struct DefaultedWhole {
    a: u8,
    #[validate(length(min = 1))]
    b: String,
    c: Vec<u8>,
}

impl Default for DefaultedWhole {
    fn default() -> Self {
        Self { a: 7, b: "b".to_owned(), c: vec![1] }
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(default = "DefaultedByPath::new")]
struct DefaultedByPath {
    a: u8,
    #[serde(default)]
    b: String,
    #[serde(skip)]
    c: u8,
}

impl DefaultedByPath {
    fn new() -> Self {
        Self { a: 9, b: "no".to_owned(), c: 4 }
    }
}

#[derive(Deserialize, Validate, Debug)]
struct DefaultedTuple(u8, #[serde(default = "eight")] u8, #[serde(default)] u8);

#[derive(Deserialize, Validate, Debug)]
struct Skipping {
    before: u8,
    #[serde(skip)]
    skipped: u8,
    #[serde(skip_deserializing, default = "eight")]
    not_read: u8,
    #[serde(skip_serializing)]
    after: String,
}

#[derive(Deserialize, Validate, Debug)]
struct SkippingTuple(u8, #[serde(skip)] u8, #[validate(length(min = 1))] String);

#[derive(Deserialize, Validate, Debug)]
#[serde(default)]
struct DefaultOfTuple(#[validate(lt(100))] u8, u8);

impl Default for DefaultOfTuple {
    fn default() -> Self {
        Self(5, 6)
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(default = "default_and_more", rename_all = "snake_case")]
struct DefaultAndMore {
    a: u8,
    #[serde(default = "nine")]
    b: u8,
    #[serde(alias = "c_alias")]
    c: u8,
    d: Option<u8>,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Small,
    #[serde(skip)]
    skipped: Vec<u8>,
}

fn default_and_more() -> DefaultAndMore {
    DefaultAndMore { a: 1, b: 2, c: 3, d: Some(4), flat: Small { inner: 5 }, skipped: vec![6] }
}

#[derive(Deserialize, Validate, Debug)]
struct SkippedWithDefault {
    a: u8,
    #[serde(skip_deserializing, default = "text")]
    path: String,
    #[serde(skip, default)]
    whole: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    seen: Option<u8>,
    #[serde(skip_serializing, skip_deserializing)]
    both: Vec<u8>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum SkipInVariants {
    Pair(#[serde(skip)] u8, #[validate(gt(0))] u8),
    Fields {
        a: u8,
        #[serde(skip_deserializing, default = "text")]
        b: String,
    },
    Triple(u8, #[serde(skip, default = "nine")] u8, u8),
    #[serde(skip_serializing)]
    Nothing,
}

fn text() -> String {
    "default".to_owned()
}

fn eight() -> u8 {
    8
}

fn nine() -> u8 {
    9
}

#[derive(Deserialize, Validate, Debug, Clone, Default)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}
