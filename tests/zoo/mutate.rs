//! Ways to break a document.

use proptest::prelude::*;

use crate::json::{Json, Way};

/// What no answer may contain, as a text and as a number.
pub const SECRETS: [&str; 2] = ["zq9vXsecret", "8675309421"];

/// One change of a document; the numbers choose among what there is.
#[derive(Clone, Debug)]
pub enum Change {
    /// Another value in the place of one.
    Replace(usize, &'static str),
    /// An element less.
    Drop(usize),
    /// An element once more, which for an object is a repeated key.
    Repeat(usize),
    /// A key that may not be known.
    Add(usize, &'static str, &'static str),
    /// Another name for a key.
    Rename(usize, &'static str),
    /// Two elements in each other's place.
    Swap(usize),
}

/// Values of every kind: likely to be refused, likely to be accepted, and at the edges of types.
pub const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "7",
    "255",
    "256",
    "-129",
    "65536",
    "1.0",
    "1.5",
    "-0",
    "-0.0",
    "1e3",
    "1e999",
    "8675309421",
    "18446744073709551615",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "1e-400",
    r#""""#,
    r#""a""#,
    r#""ab""#,
    r#""zq9vXsecret""#,
    r#""unit""#,
    r#""7""#,
    r#""A""#,
    r#""\ud83d\ude00""#,
    r#""\ud800""#,
    r#""a\u0000b""#,
    r#""127.0.0.1""#,
    "[]",
    "{}",
    "[1]",
    "[1,2,3,4]",
    r#"["zq9vXsecret"]"#,
    "[null]",
    "[[]]",
    r#"{"a":1}"#,
    r#"{"inner":1}"#,
    r#"{"inner":8675309421}"#,
    r#"{"zz":"zq9vXsecret"}"#,
    r#"{"unit":null}"#,
    r#"{"type":"unit"}"#,
    r#"{"t":"unit"}"#,
    r#"{"a":1,"b":2}"#,
    "[[[[]]]]",
];

const KEYS: &[&str] = &[
    "a",
    "b",
    "c",
    "x",
    "t",
    "type",
    "kind",
    "inner",
    "text",
    "unknown",
    "",
    ".",
    "_",
    "1",
    "true",
    "other",
    "unit",
    "plain",
    "circle",
    "one",
    "alias_1",
    "radius",
    "side",
    "s\u{e9}\"",
];

pub fn change() -> impl Strategy<Value = Change> {
    let at = any::<usize>;
    let value = || proptest::sample::select(VALUES);
    let key = || proptest::sample::select(KEYS);
    prop_oneof![
        8 => (at(), value()).prop_map(|(at, value)| Change::Replace(at, value)),
        4 => at().prop_map(Change::Drop),
        2 => at().prop_map(Change::Repeat),
        4 => (at(), key(), value()).prop_map(|(at, key, value)| Change::Add(at, key, value)),
        2 => (at(), key()).prop_map(|(at, key)| Change::Rename(at, key)),
        2 => at().prop_map(Change::Swap),
    ]
}

pub fn apply(json: &mut Json, change: &Change) {
    let inner = |json: &Json| -> Vec<Way> { json.ways().into_iter().filter(|way| !way.is_empty()).collect() };
    match change {
        Change::Replace(at, value) => {
            let ways = json.ways();
            *json.at_mut(&ways[at % ways.len()]) = Json::Leaf((*value).to_owned());
        }
        Change::Add(at, key, value) => {
            let value = Json::Leaf((*value).to_owned());
            let around: Vec<Way> =
                json.ways().into_iter().filter(|way| !matches!(json.at(way), Json::Leaf(_))).collect();
            if around.is_empty() {
                return;
            }
            match json.at_mut(&around[at % around.len()]) {
                Json::Object(entries) => entries.insert(at / 7 % (entries.len() + 1), ((*key).to_owned(), value)),
                Json::List(items) => items.push(value),
                Json::Leaf(_) => {}
            }
        }
        Change::Drop(at) | Change::Repeat(at) | Change::Rename(at, _) | Change::Swap(at) => {
            let ways = inner(json);
            if ways.is_empty() {
                return;
            }
            let (last, around) = ways[at % ways.len()].split_last().expect("not the whole");
            match (json.at_mut(around), change) {
                (Json::Object(entries), Change::Drop(_)) => drop(entries.remove(*last)),
                (Json::List(items), Change::Drop(_)) => drop(items.remove(*last)),
                (Json::Object(entries), Change::Repeat(_)) => entries.push(entries[*last].clone()),
                (Json::List(items), Change::Repeat(_)) => items.push(items[*last].clone()),
                (Json::Object(entries), Change::Rename(_, key)) => entries[*last].0 = (*key).to_owned(),
                (Json::Object(entries), _) => entries.swap(0, *last),
                (Json::List(items), _) => items.swap(0, *last),
                (Json::Leaf(_), _) => {}
            }
        }
    }
}

/// Bytes changed wherever they stand.
pub fn scramble(source: &mut Vec<u8>, changes: &[(usize, u8, u8)]) {
    for (at, kind, byte) in changes {
        let at = at % (source.len() + 1);
        match kind % 3 {
            0 if at < source.len() => source[at] = *byte,
            1 if at < source.len() => drop(source.remove(at)),
            _ => source.insert(at, *byte),
        }
    }
}
