//! Enums: tagged in four ways, with every kind of variant.

use std::collections::BTreeMap;

use serde::Deserialize;
use unprocessable::Validate;

use super::animals;

animals! {
    Vec<External>, [
        r#"["unit", "plain", {"plain": null}, {"newtype": "ab"}, {"pair": [1, 2]}, {"fields": {"fieldName": 1, "text": "x"}}, {"wrapped": {"inner": 1}}, {"list": ["ab"]}, {"optional": null}]"#,
        r#"[{"fields": [1, "x"]}, {"alias_newtype": "ab"}]"#,
    ], [];
    Vec<Internal>, [
        r#"[{"type": "unit"}, {"type": "fields", "a": 1, "b": "x"}, {"type": "wrapped", "inner": 1}, {"type": "map", "x": 1, "y": 2}, {"type": "closed", "a": 1}, {"type": "rest", "a": 1, "x": "y"}, {"type": "nothing"}]"#,
        r#"[{"a": 1, "type": "fields", "b": "x"}, {"type": "alias_unit", "x": 1}, ["unit"]]"#,
    ], [];
    InternalClosed, [r#"{"t": "fields", "a": 1}"#, r#"{"t": "unit"}"#, r#"{"t": "unit", "x": 1}"#], [];
    Vec<Adjacent>, [
        r#"[{"t": "unit"}, {"t": "unit", "c": null}, {"t": "newtype", "c": "ab"}, {"t": "pair", "c": [1, 2]}, {"t": "fields", "c": {"a": 1, "b": "x"}}, {"t": "wrapped", "c": {"inner": 1}}, {"t": "optional"}, {"t": "optional", "c": 1}]"#,
        r#"[{"c": [1, 2], "t": "pair"}, {"c": {"a": 1}, "t": "fields", "other": 1}, {"c": null, "t": "unit"}]"#,
    ], [];
    Vec<AdjacentClosed>, [r#"[{"t": "A", "c": 1}, {"t": "B", "c": {"a": 1}}, {"t": "C"}]"#], [];
    Vec<Untagged>, [r#"[1, "text", [1, 2], {"a": 1}, {"b": "x"}, null, 1.5, -3]"#], ["*"];
    Vec<UntaggedLast>, [r#"["unit", {"fields": {"a": 1}}, 5]"#], ["*"];
    Vec<Other>, [r#"["known", "whatever", {"data": 1}]"#], [];
    Vec<OtherInternal>, [r#"[{"kind": "known", "a": 1}, {"kind": "whatever", "b": 1}]"#], [];
    Vec<Plain>, [r#"["one-two", "THREE", {"one-two": null}]"#], [];
    Vec<SkippedVariant>, [r#"["a", {"b": 1}, "skipped_field"]"#], [];
    Vec<WithVariant>, [r#"[{"a": "12"}, {"b": 1}]"#], ["*"];
    PlainKeys, [r#"{"map": {"one-two": 1, "THREE": 2}}"#], [];
    Recursive, [r#"{"and": [{"is": "a"}, {"not": {"is": "b"}}, {"or": {"left": {"is": "c"}, "right": {"and": []}}}]}"#], [];
    Generic<Small>, [r#"{"some": {"inner": 1}}"#, r#""none""#], [];
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case", rename_all_fields = "camelCase")]
enum External {
    Unit,
    Plain,
    #[serde(alias = "alias_newtype")]
    Newtype(#[validate(length(min = 2))] String),
    Pair(u8, #[validate(gt(0))] u8),
    Fields {
        #[validate(gt(0))]
        field_name: u8,
        text: String,
    },
    Wrapped(#[validate(nested)] Small),
    List(#[validate(each(length(min = 2)))] Vec<String>),
    Optional(Option<u8>),
}

#[derive(Deserialize, Validate, Debug)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[validate(gt(0))]
    a: u8,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Internal {
    #[serde(alias = "alias_unit")]
    Unit,
    Fields {
        #[validate(gt(0))]
        a: u8,
        b: Option<String>,
    },
    Wrapped(#[validate(nested)] Small),
    Map(#[validate(values(gt(0)))] BTreeMap<String, u8>),
    Closed(#[validate(nested)] Closed),
    Rest {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<String, String>,
    },
    Nothing(()),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", deny_unknown_fields, rename_all = "snake_case")]
enum InternalClosed {
    Fields {
        #[validate(gt(0))]
        a: u8,
    },
    Unit,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
enum Adjacent {
    Unit,
    Newtype(#[validate(length(min = 2))] String),
    Pair(u8, #[validate(gt(0))] u8),
    Fields {
        #[validate(gt(0))]
        a: u8,
        b: Option<String>,
    },
    Wrapped(#[validate(nested)] Small),
    Optional(Option<u8>),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", content = "c", deny_unknown_fields)]
enum AdjacentClosed {
    A(u8),
    B { a: u8 },
    C,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(untagged)]
enum Untagged {
    Number(u8),
    Text(#[validate(length(min = 2))] String),
    List(Vec<u8>),
    First { a: u8 },
    Second { b: String },
    Nothing,
    Float(f64),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum UntaggedLast {
    Unit,
    Fields {
        a: u8,
    },
    #[serde(untagged)]
    Number(u8),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum Other {
    Known,
    Data(#[validate(gt(0))] u8),
    #[serde(other)]
    Unknown,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum OtherInternal {
    Known {
        #[validate(gt(0))]
        a: u8,
    },
    #[serde(other)]
    Unknown,
}

#[derive(Deserialize, Validate, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
enum Plain {
    OneTwo,
    #[serde(rename = "THREE")]
    Three,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum SkippedVariant {
    A,
    B(u8),
    #[serde(skip_deserializing)]
    Never {
        x: u8,
    },
    SkippedField(#[serde(skip)] u8),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum WithVariant {
    #[serde(deserialize_with = "number")]
    A(u8),
    B(u8),
}

fn number<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum Recursive {
    And(#[validate(nested)] Vec<Recursive>),
    Not(#[validate(nested)] Box<Recursive>),
    Or {
        #[validate(nested)]
        left: Box<Recursive>,
        #[validate(nested)]
        right: Box<Recursive>,
    },
    Is(#[validate(length(min = 1))] String),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum Generic<T> {
    Some(#[validate(nested)] T),
    None,
}

#[derive(Deserialize, Validate, Debug)]
struct PlainKeys {
    map: BTreeMap<Plain, u8>,
}
