//! Enums whose tags meet other attributes and other enums.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::Value;
use unprocessable::Validate;

use super::animals;

animals! {
    Vec<OtherAdjacent>, [r#"[{"t": "A", "c": 1}, {"t": "what", "c": null}, {"t": "what"}, {"t": "Unknown"}]"#], [];
    TaggedStruct, [r#"{"a": 1}"#, r#"{"type": "x", "a": 1}"#], [];
    TaggedStructClosed, [r#"{"a": 1}"#], [];
    Vec<UntaggedDeep>, [r#"[{"inner": 1}, [1, 2], [1], {"deep": {"inner": 1}, "list": [{"inner": 2}]}, {"type": "a", "x": 1}, null, true, "x", [[1, 2], [3, 4]]]"#], ["*"];
    Vec<UntaggedKeys>, [r#"[{"one": 1}, {"two": 1}, {"alias": 2}, {"rest": 1, "x": 1}]"#], ["*"];
    Vec<WithInVariants>, [r#"[{"t": "text", "c": "12"}, {"t": "two", "c": "3"}, {"t": "plain", "c": {"a": "5"}}]"#], ["*"];
    Vec<BorrowedVariants<'_>>, [r#"[{"text": "ab"}, {"cow": "x"}, {"cow": "x\ny"}, {"fields": {"a": "b", "b": null}}, {"pair": ["a", "b"]}]"#], [];
    Vec<TaggedBorrow<'_>>, [r#"[{"t": "fields", "a": "x"}, {"a": "x", "t": "fields"}, {"t": "small", "text": "y"}]"#], [];
    Vec<InternalOfAll>, [
        r#"[{"t": "external", "a": 1}, {"t": "external", "b": {"inner": 1}}, {"t": "internal", "kind": "x", "inner": 1}, {"t": "boxed", "inner": 2}, {"t": "optional", "inner": 3}, {"t": "unit_struct"}, {"t": "value", "x": [1]}, {"t": "same", "inner": 1}, {"t": "untagged", "left": 1}, {"t": "defaults"}, {"t": "defaults", "a": 1, "b": 2}]"#,
    ], [];
    Vec<AdjacentOfAll>, [
        r#"[{"t": "external", "c": {"a": 1}}, {"t": "internal", "c": {"kind": "x", "inner": 1}}, {"t": "boxed", "c": {"inner": 2}}, {"t": "optional", "c": null}, {"t": "optional"}, {"t": "unit_struct", "c": null}, {"t": "value", "c": [1]}, {"t": "nothing", "c": null}, {"t": "empty", "c": []}, {"t": "no_fields", "c": {}}, {"t": "map", "c": {"1": 1}}]"#,
        r#"[{"c": {"a": 1}, "t": "external"}, {"c": {"inner": 2}, "t": "boxed"}, {"c": [1, {"x": 2}], "t": "value"}]"#,
    ], [];
    NoFields, ["{}", "[]", r#"{"a": 1}"#], [];
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", content = "c")]
enum OtherAdjacent {
    A(#[validate(gt(0))] u8),
    #[serde(other)]
    Unknown,
}

/// Only the side that writes has the tag.
#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "type")]
struct TaggedStruct {
    #[validate(gt(0))]
    a: u8,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "type", deny_unknown_fields)]
struct TaggedStructClosed {
    a: u8,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(untagged)]
enum UntaggedDeep {
    Named(#[validate(nested)] Small),
    Pair(u8, #[serde(default)] u8),
    Deep {
        #[validate(nested)]
        deep: Small,
        #[validate(nested)]
        list: Vec<Small>,
    },
    Tagged(UntaggedInside),
    Nothing,
    Flag(bool),
    Char(char),
    Map(BTreeMap<u8, u8>),
    Matrix([[u8; 2]; 2]),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "type", rename_all = "snake_case")]
enum UntaggedInside {
    A { x: u8 },
}

#[derive(Deserialize, Validate, Debug)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum UntaggedKeys {
    #[serde(deserialize_with = "one")]
    One(u8),
    Two {
        #[serde(alias = "alias")]
        two: u8,
    },
    Three {
        rest: u8,
        #[serde(flatten)]
        others: HashMap<String, u8>,
    },
}

#[derive(Deserialize)]
struct One {
    one: u8,
}

fn one<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    One::deserialize(deserializer).map(|one| one.one)
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
enum WithInVariants {
    #[serde(with = "as_text")]
    Text(u8),
    #[serde(deserialize_with = "pair_of_text")]
    Two(u8, u8),
    Plain {
        #[serde(with = "as_text")]
        #[validate(gt(0))]
        a: u8,
    },
}

mod as_text {
    use std::str::FromStr;

    use serde::de::{Deserialize, Deserializer, Error};

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_| D::Error::custom("no number"))
    }
}

fn pair_of_text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(u8, u8), D::Error> {
    as_text::deserialize(deserializer).map(|number| (number, number))
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum BorrowedVariants<'a> {
    Text(#[validate(length(min = 2))] &'a str),
    #[serde(borrow)]
    Cow(Cow<'a, str>),
    Fields {
        a: &'a str,
        #[serde(borrow)]
        b: Option<Cow<'a, str>>,
    },
    Pair(&'a str, #[serde(borrow)] Cow<'a, str>),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", rename_all = "snake_case")]
enum TaggedBorrow<'a> {
    Fields { a: &'a str },
    Small(#[serde(borrow)] BorrowedSmall<'a>),
}

#[derive(Deserialize, Validate, Debug)]
struct BorrowedSmall<'a> {
    text: &'a str,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", rename_all = "snake_case")]
enum InternalOfAll {
    External(#[validate(nested)] External),
    Internal(#[validate(nested)] Internal),
    Boxed(#[validate(nested)] Box<Small>),
    Optional(#[validate(nested)] Option<Small>),
    UnitStruct(UnitStruct),
    Value(Value),
    Same(#[validate(nested)] SameInside),
    Untagged(LeftOrRight),
    Defaults {
        #[serde(default)]
        a: u8,
        #[serde(default = "nine")]
        b: u8,
    },
    #[serde(skip)]
    Never(UnitStruct),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
enum AdjacentOfAll {
    External(#[validate(nested)] External),
    Internal(#[validate(nested)] Internal),
    Boxed(#[validate(nested)] Box<Small>),
    Optional(#[validate(nested)] Option<Small>),
    UnitStruct(UnitStruct),
    Value(Value),
    Nothing(()),
    Empty(Empty),
    NoFields {},
    Map(BTreeMap<u8, u8>),
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum External {
    A(u8),
    B(#[validate(nested)] Small),
    C,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Internal {
    X(#[validate(nested)] Small),
    Y,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", rename_all = "snake_case")]
enum SameTag {
    Same {
        #[validate(lt(100))]
        inner: u8,
    },
}

#[derive(Deserialize, Validate, Debug)]
#[serde(untagged)]
enum LeftOrRight {
    Left { left: u8 },
    Right { right: u8 },
}

#[derive(Deserialize, Validate, Debug)]
struct SameInside {
    #[serde(default)]
    t: Option<String>,
    inner: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct UnitStruct;

#[derive(Deserialize, Validate, Debug)]
struct Empty();

#[derive(Deserialize, Validate, Debug)]
struct NoFields {}

fn nine() -> u8 {
    9
}

#[derive(Deserialize, Validate, Debug, Clone, Default)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}
