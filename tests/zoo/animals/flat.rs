//! `flatten`: structs, maps, enums, options, several of them, inside one another.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use unprocessable::Validate;

use super::animals;

animals! {
    Simple, [r#"{"before": 1, "inner": 2, "text": "ab", "after": "x"}"#], [];
    Rest, [r#"{"a": 1, "x": 2, "y.z": 3}"#, r#"{"a": 1}"#], [];
    Anything, [r#"{"a": 1, "x": 2, "y": [1, {"z": null}]}"#], [];
    StructThenMap, [r#"{"a": 1, "inner": 2, "text": "ab", "x": "y"}"#], [];
    MapThenStruct, [r#"{"a": 1, "inner": 2, "text": "3"}"#], [""];
    ExternalInside, [r#"{"a": 1, "circle": {"radius": 2}, "b": 3}"#, r#"{"a": 1, "text": "ab"}"#], [""];
    InternalInside, [r#"{"a": 1, "kind": "circle", "radius": 2, "b": 3}"#, r#"{"a": 1, "kind": "dot"}"#], [];
    InternalClosedInside, [r#"{"kind": "circle", "radius": 2}"#], [];
    AdjacentInside, [r#"{"a": 1, "t": "circle", "c": {"radius": 2}}"#], [""];
    UntaggedInside, [r#"{"a": 1, "radius": 2}"#, r#"{"a": 1, "side": 2}"#], [""];
    Optional, [r#"{"a": 1, "inner": 2, "text": "ab"}"#, r#"{"a": 1}"#, r#"{"a": 1, "inner": "no"}"#], [];
    OptionalThenMap, [r#"{"a": 1, "inner": 2, "text": "ab", "x": 1}"#, r#"{"a": 1, "inner": "no"}"#, r#"{"a": 1, "x": 5}"#], [];
    TwoLevels, [r#"{"a": 1, "b": 2, "inner": 3, "text": "ab", "x": "y"}"#], [];
    SameName, [r#"{"inner": 1, "text": "ab"}"#, r#"{"inner": 1, "text": "ab", "other": 1}"#], [""];
    ClosedInside, [r#"{"a": 1, "b": 2, "x": "y"}"#], [];
    ClosedAround, [r#"{"a": 1, "inner": 2, "text": "ab"}"#], [];
    ClosedAroundMap, [r#"{"a": 1}"#], [""];
    WithFunction, [r#"{"a": 1, "x": 1, "y": 2}"#], [];
    Boxed, [r#"{"a": 1, "inner": 2, "text": "ab"}"#], [];
    NewtypeInside, [r#"{"a": 1, "inner": 2, "text": "ab"}"#], [];
    SkippedInside, [r#"{"a": 1}"#, "[1]"], [];
    Leaves, [r#"{"a": 1, "x": 1, "y": 2, "z": 3}"#], [];
    DefaultedInside, [r#"{"a": 1, "b": 2, "c": 3}"#, r#"{"a": 1}"#], [];
    VariantWithRest, [r#"{"v": {"a": 1, "x": 2}}"#], [];
    UnitInside, [r#"{"a": 1}"#], [];
    Large, [r#"{"a": 1}"#], [""];
}

#[derive(Deserialize, Validate, Debug)]
struct Inner {
    #[validate(lt(100))]
    inner: u8,
    #[validate(length(min = 1))]
    text: String,
}

#[derive(Deserialize, Validate, Debug)]
struct Simple {
    before: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Inner,
    #[validate(length(min = 1))]
    after: String,
}

#[derive(Deserialize, Validate, Debug)]
struct Rest {
    a: u8,
    #[serde(flatten)]
    #[validate(values(gt(0)))]
    rest: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate, Debug)]
struct Anything {
    a: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Deserialize, Validate, Debug)]
struct StructThenMap {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Inner,
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

/// The map is read first, and sees what the struct takes.
#[derive(Deserialize, Validate, Debug)]
struct MapThenStruct {
    a: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Inner,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(rename_all = "snake_case")]
enum External {
    Circle { radius: u8 },
    Text(#[validate(length(min = 2))] String),
}

#[derive(Deserialize, Validate, Debug)]
struct ExternalInside {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    shape: External,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Internal {
    Circle {
        #[validate(gt(0))]
        radius: u8,
    },
    Dot,
}

#[derive(Deserialize, Validate, Debug)]
struct InternalInside {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    shape: Internal,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum InternalClosed {
    Circle {
        #[validate(gt(0))]
        radius: u8,
    },
}

/// The fields of the struct around are not among those that the enum sees.
#[derive(Deserialize, Validate, Debug)]
struct InternalClosedInside {
    a: Option<u8>,
    #[serde(flatten)]
    #[validate(nested)]
    shape: InternalClosed,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
enum Adjacent {
    Circle { radius: u8 },
}

#[derive(Deserialize, Validate, Debug)]
struct AdjacentInside {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    shape: Adjacent,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(untagged)]
enum Untagged {
    Circle { radius: u8 },
    Square { side: u8 },
}

#[derive(Deserialize, Validate, Debug)]
struct UntaggedInside {
    a: u8,
    #[serde(flatten)]
    shape: Untagged,
}

#[derive(Deserialize, Validate, Debug)]
struct Optional {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Option<Inner>,
}

type Perhaps<T> = Option<T>;

/// What the struct took is gone, even where it gave nothing.
#[derive(Deserialize, Validate, Debug)]
struct OptionalThenMap {
    a: u8,
    #[serde(flatten)]
    #[validate(skip)]
    flat: Perhaps<Inner>,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate, Debug)]
struct TwoLevels {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    level: StructThenMapInside,
}

#[derive(Deserialize, Validate, Debug)]
struct StructThenMapInside {
    b: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Inner,
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

/// What a field of the struct around takes, the flattened struct lacks.
#[derive(Deserialize, Validate, Debug)]
struct SameName {
    inner: u8,
    #[serde(flatten)]
    flat: OptionalInner,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Deserialize, Validate, Debug)]
struct OptionalInner {
    inner: Option<u8>,
    text: String,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[validate(gt(0))]
    b: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct ClosedInside {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    closed: Closed,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(deny_unknown_fields)]
struct ClosedAround {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Inner,
}

/// A map takes nothing, so that everything it holds is unknown.
#[derive(Deserialize, Validate, Debug)]
#[serde(deny_unknown_fields)]
struct ClosedAroundMap {
    a: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

/// A type that only the function can read.
#[derive(Debug)]
struct Count(usize);

fn count<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Count, D::Error> {
    BTreeMap::<String, u8>::deserialize(deserializer).map(|map| Count(map.len()))
}

#[derive(Deserialize, Validate, Debug)]
struct WithFunction {
    a: u8,
    #[serde(flatten, deserialize_with = "count")]
    count: Count,
}

#[derive(Deserialize, Validate, Debug)]
struct Boxed {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Box<Inner>,
}

#[derive(Deserialize, Validate, Debug)]
struct Newtype(#[validate(nested)] Inner);

#[derive(Deserialize, Validate, Debug)]
struct NewtypeInside {
    a: u8,
    #[serde(flatten)]
    #[validate(nested)]
    flat: Newtype,
}

#[derive(Deserialize, Validate, Debug)]
struct SkippedInside {
    a: u8,
    #[serde(skip, flatten)]
    skipped: BTreeMap<String, u8>,
}

/// Structs that only serde knows.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Leaf {
    x: u8,
}

#[derive(Deserialize, Debug)]
struct OtherLeaf {
    y: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct Leaves {
    a: u8,
    #[serde(flatten)]
    one: Leaf,
    #[serde(flatten)]
    two: OtherLeaf,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Deserialize, Validate, Debug, Default)]
#[serde(default)]
struct Fallback {
    b: u8,
    c: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct DefaultedInside {
    a: u8,
    #[serde(flatten, default)]
    flat: Fallback,
}

#[derive(Deserialize, Validate, Debug)]
enum VariantWithRest {
    #[serde(rename = "v")]
    Variant {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<String, u8>,
    },
}

#[derive(Deserialize, Validate, Debug)]
struct UnitInside {
    a: u8,
    #[serde(flatten)]
    nothing: (),
}

/// What serde cannot flatten: large numbers and numbers as keys.
#[derive(Deserialize, Validate, Debug)]
struct Large {
    a: u8,
    #[serde(flatten)]
    large: BTreeMap<String, i128>,
    #[serde(flatten)]
    keys: BTreeMap<u8, Value>,
}
