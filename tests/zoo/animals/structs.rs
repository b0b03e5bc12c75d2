//! Structs: the rename family, defaults, skips, functions, conversions, lifetimes, parameters.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;
use std::rc::Rc;

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
    With, [r#"{"text": "12", "date": "2024-02-29", "optional": "7", "fallback": "1"}"#, r#"{"text": "12", "date": "2024-02-29", "optional": "7"}"#], [];
    Vec<Converted>, [r#"[{"small": 3, "text": "x"}]"#], ["*"];
    Converting, [r#"{"even": 4, "text": "abc", "maybe": 1}"#, r#"{"even": 4, "text": "abc", "maybe": null}"#, r#"{"even": 4, "text": "abc"}"#], [];
    Wrapping, [r#"{"outer": 7, "optional": null, "struct": {"inner": 1}, "newtype": "abc", "list": [1, 2]}"#, r#"{"outer": 7, "struct": {"inner": 1}, "newtype": "abc", "list": []}"#], [];
    Marked, ["7"], [];
    NewtypeOfList, [r#"["ab", "cd"]"#, "[]"], [];
    RemoteOwner, [r#"{"span": {"secs": 1, "nanos": 5}, "b": 1}"#], ["span"];
    Borrowed<'_>, [r#"{"text": "ab", "cow": "cd", "bytes": "ef", "maybe": null}"#, r#"{"text": "ab", "cow": "c\nd", "bytes": "ef", "maybe": "x"}"#], [];
    Closed, [r#"{"a": 1, "b": "x"}"#, r#"{"a": 1}"#, "[1, null]"], [];
    NoFields, ["{}", "[]", r#"{"a": 1}"#], [];
    NoFieldsClosed, ["{}", "[]"], [];
    Unit, ["null"], [];
    EmptyTuple, ["[]"], [];
    Pair, [r#"[1, "ab"]"#], [];
    Page<Small, Option<u8>>, [r#"{"data": [{"inner": 1}, {"inner": 2}], "by_key": {"a": {"inner": 1}}, "other": 3}"#, r#"{"data": [], "by_key": {}}"#], [];
    Page<Page<Small, String>, (u8, i8)>, [
        r#"{"data": [{"data": [{"inner": 1}], "by_key": {}, "other": "x"}], "by_key": {"k.1": {"data": [], "by_key": {}, "other": ""}}, "other": [1, -1]}"#
    ], ["other"];
    Tree, [r#"{"name": "root", "children": [{"name": "leaf", "children": [], "next": null}], "next": {"name": "b", "children": []}}"#], [];
    Pointers<'_>, [r#"{"boxed": {"inner": 1}, "counted": {"inner": 2}, "slice": [{"inner": 3}], "shared": ["a", "b"], "array": [{"inner": 1}, {"inner": 2}], "cow": {"inner": 5}, "twice": [[{"inner": 1}], []], "queue": [{"inner": 6}], "set": ["x", "y"]}"#], ["set"];
    Bounded, [r#"{"low": 1, "high": 5, "list": [1, 2, 3], "names": {"ab": "cd"}, "optional": "abc"}"#, r#"{"low": 1, "high": 5, "list": [], "names": {}}"#], [];
    Option<Small>, ["null", r#"{"inner": 1}"#], [];
    HashMap<String, Vec<Small>>, [r#"{"a": [{"inner": 1}, {"inner": 2}], "b.c": []}"#], [];
    BTreeMap<i8, Small>, [r#"{"-1": {"inner": 1}, "7": {"inner": 2}}"#], [];
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

fn eight() -> u8 {
    8
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
    nested: Small,
    #[serde(default)]
    optional: Option<u8>,
}

#[derive(Deserialize, Validate, Debug, Default)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
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

mod as_text {
    use std::str::FromStr;

    use serde::de::{Deserialize, Deserializer, Error};

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_| D::Error::custom("no number"))
    }
}

fn some_text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    as_text::deserialize(deserializer).map(Some)
}

#[derive(Deserialize, Validate, Debug)]
struct With {
    #[serde(with = "as_text")]
    #[validate(gt(0))]
    text: u8,
    #[serde(deserialize_with = "date")]
    date: (u16, u8, u8),
    #[serde(deserialize_with = "some_text")]
    optional: Option<u8>,
    #[serde(default, with = "as_text")]
    fallback: i8,
}

fn date<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(u16, u8, u8), D::Error> {
    use serde::de::Error;
    let text = String::deserialize(deserializer)?;
    let mut parts = text.split('-');
    let mut next = || parts.next().and_then(|part| part.parse().ok());
    match (next(), next(), next()) {
        (Some(year), Some(month @ 1..=12), Some(day @ 1..=31)) => Ok((year, month as u8, day as u8)),
        _ => Err(D::Error::custom("no date")),
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(from = "Raw")]
struct Converted {
    #[validate(gt(0))]
    sum: u16,
}

#[derive(Deserialize)]
struct Raw {
    small: u8,
    text: String,
}

impl From<Raw> for Converted {
    fn from(raw: Raw) -> Self {
        Self { sum: u16::from(raw.small) + raw.text.len() as u16 }
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Converting {
    #[validate(nested)]
    even: Even,
    text: Word,
    maybe: Maybe,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(try_from = "u8")]
struct Even(#[validate(lt(100))] u8);

impl TryFrom<u8> for Even {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        if number % 2 == 0 { Ok(Self(number)) } else { Err("odd") }
    }
}

#[derive(Deserialize, Debug)]
#[serde(try_from = "String")]
struct Word(String);

impl TryFrom<String> for Word {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.is_empty() { Err(text) } else { Ok(Self(text)) }
    }
}

#[derive(Deserialize, Validate, Debug)]
#[serde(from = "Option<u8>")]
struct Maybe(bool);

impl From<Option<u8>> for Maybe {
    fn from(number: Option<u8>) -> Self {
        Self(number.is_some())
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Wrapping {
    #[validate(nested)]
    outer: Outer,
    optional: Through,
    r#struct: ThroughStruct,
    #[validate(nested)]
    newtype: Newtype,
    list: NewtypeOfNumbers,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct Outer {
    #[validate(gt(0))]
    number: u8,
    #[serde(skip)]
    cached: u8,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct Through(Option<u8>);

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct ThroughStruct {
    small: Small,
}

#[derive(Deserialize, Validate, Debug)]
struct Newtype(#[validate(length(min = 2))] String);

#[derive(Deserialize, Validate, Debug)]
struct NewtypeOfNumbers(Vec<u8>);

#[derive(Deserialize, Validate, Debug)]
#[serde(transparent)]
struct Marked {
    marker: PhantomData<u8>,
    #[validate(gt(0))]
    number: u8,
    #[serde(default = "eight")]
    other: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct NewtypeOfList(#[validate(each(length(min = 2)))] Vec<String>);

mod elsewhere {
    #[derive(Debug)]
    pub struct Span {
        pub secs: i64,
        pub nanos: i32,
    }
}

#[derive(Deserialize, Validate)]
#[serde(remote = "elsewhere::Span")]
struct SpanDef {
    secs: i64,
    nanos: i32,
}

#[derive(Deserialize, Validate, Debug)]
struct RemoteOwner {
    #[serde(with = "SpanDef")]
    span: elsewhere::Span,
    b: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct Borrowed<'a> {
    #[validate(length(min = 2))]
    text: &'a str,
    #[serde(borrow)]
    #[validate(length(min = 2))]
    cow: Cow<'a, str>,
    #[serde(borrow)]
    bytes: &'a [u8],
    maybe: Option<&'a str>,
}

#[derive(Deserialize, Validate, Debug)]
#[serde(deny_unknown_fields)]
struct Closed {
    #[validate(gt(0))]
    a: u8,
    b: Option<String>,
}

#[derive(Deserialize, Validate, Debug)]
struct NoFields {}

#[derive(Deserialize, Validate, Debug)]
#[serde(deny_unknown_fields)]
struct NoFieldsClosed {}

#[derive(Deserialize, Validate, Debug)]
struct Unit;

#[derive(Deserialize, Validate, Debug)]
struct EmptyTuple();

#[derive(Deserialize, Validate, Debug)]
struct Pair(#[validate(gt(0))] u8, #[validate(length(min = 2))] String);

#[derive(Deserialize, Validate, Debug)]
struct Page<T, O = u8> {
    #[validate(nested, length(max = 5))]
    data: Vec<T>,
    #[validate(nested)]
    by_key: BTreeMap<String, T>,
    other: O,
}

#[derive(Deserialize, Validate, Debug)]
struct Tree {
    #[validate(length(min = 1))]
    name: String,
    #[validate(nested)]
    children: Vec<Tree>,
    #[validate(nested)]
    next: Option<Box<Tree>>,
}

#[derive(Deserialize, Validate, Debug)]
struct Pointers<'a> {
    #[validate(nested)]
    boxed: Box<Small>,
    #[validate(nested)]
    counted: Rc<Small>,
    #[validate(nested)]
    slice: Box<[Small]>,
    shared: Rc<[String]>,
    #[validate(nested)]
    array: [Small; 2],
    #[validate(nested)]
    cow: Cow<'a, Small>,
    #[validate(nested)]
    twice: Vec<Vec<Small>>,
    #[validate(nested)]
    queue: std::collections::VecDeque<Small>,
    #[validate(each(length(max = 3)))]
    set: std::collections::BTreeSet<String>,
}

impl Clone for Small {
    fn clone(&self) -> Self {
        Self { inner: self.inner }
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Bounded {
    low: u8,
    #[validate(gt(self.low))]
    high: u8,
    #[validate(length(max = 3), each(lt(10)))]
    list: Vec<u8>,
    #[validate(keys(length(min = 2)), values(length(min = 2)))]
    names: BTreeMap<String, String>,
    #[validate(length(min = 3))]
    optional: Option<String>,
}
