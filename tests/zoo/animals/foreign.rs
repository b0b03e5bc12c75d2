//! Types of other crates: what the standard library and `serde_json` have.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList};
use std::net::{IpAddr, SocketAddr};
use std::num::{NonZeroU8, Wrapping};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Number, Value};
use unprocessable::Validate;

use super::animals;

animals! {
    Numbers, [
        r#"{"u8": 255, "u16": 1, "u32": 2, "u64": 18446744073709551615, "u128": 340282366920938463463374607431768211455, "i8": -128, "i16": -1, "i32": -2, "i64": -9223372036854775808, "i128": -1, "f32": 1.5, "f64": 1e300, "usize": 0, "nonzero": 1, "wrapping": 7}"#,
        r#"{"u8": 0, "u16": 1, "u32": 2, "u64": 3, "u128": 4, "i8": 5, "i16": 6, "i32": 7, "i64": 8, "i128": 9, "f32": -0, "f64": 10, "usize": 11, "nonzero": 12, "wrapping": 13}"#,
    ], [];
    Texts, [r#"{"text": "ab", "char": "é", "boolean": true, "unit": null, "path": "/tmp", "ip": "127.0.0.1", "socket": "[::1]:80", "boxed": "x", "shared": "y", "bytes": [1, 2], "time": {"secs": 1, "nanos": 2}, "epoch": {"secs_since_epoch": 1, "nanos_since_epoch": 2}, "range": {"start": 1, "end": 2}}"#], ["time", "epoch", "range"];
    Options, [
        r#"{"number": 1, "text": "ab", "list": [1], "map": {"a": 1}, "nested": {"inner": 1}, "twice": 1, "unit": null, "tuple": [1, "x"], "boxed": "x", "value": 1, "enum": "A"}"#,
        r#"{"number": null, "text": null, "list": null, "map": null, "nested": null, "twice": null, "unit": null, "tuple": null, "boxed": null, "value": null, "enum": null}"#,
        "{}",
    ], ["tuple"];
    Keys, [r#"{"integers": {"1": 1, "-2": 2}, "booleans": {"true": 1}, "chars": {"x": 1}, "enums": {"A": 1, "B": 2}, "wide": {"340282366920938463463374607431768211455": 1}, "newtypes": {"5": 1}, "nested": {"a": {"7": [1]}}, "floats": {"ab": 1.5}}"#], [];
    Collections, [r#"{"set": [1, 2], "hash_set": [3], "list": ["a"], "lists": [[1], [2, 3]], "tuples": [[1, "a"], [2, "b"]], "tuple": [1, [2, "x"], "y"], "array": [1, 2, 3], "pairs": {"a": [1, 2]}, "nested_set": [{"inner": 1}, {"inner": 2}], "linked": [{"inner": 3}]}"#], ["tuples.*", "tuple", "array", "pairs.*", "nested_set"];
    Json<'_>, [r#"{"value": {"a": [1, null, "x"]}, "raw": {"b": 1e999}, "borrowed": [1, 2], "number": 1.5, "list": [1, "x"]}"#, r#"{"value": 1, "raw": null, "borrowed": "x", "number": 3, "list": []}"#], [];
}

#[derive(Deserialize, Validate, Debug)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}

impl PartialEq for Small {
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}

impl Eq for Small {}

impl PartialOrd for Small {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Small {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.inner.cmp(&other.inner)
    }
}

#[derive(Deserialize, Validate, Debug)]
struct Numbers {
    u8: u8,
    u16: u16,
    u32: u32,
    u64: u64,
    u128: u128,
    i8: i8,
    i16: i16,
    i32: i32,
    i64: i64,
    i128: i128,
    f32: f32,
    f64: f64,
    usize: usize,
    nonzero: NonZeroU8,
    wrapping: Wrapping<i16>,
}

#[derive(Deserialize, Validate, Debug)]
struct Texts {
    #[validate(length(min = 2))]
    text: String,
    char: char,
    boolean: bool,
    unit: (),
    path: PathBuf,
    ip: IpAddr,
    socket: SocketAddr,
    boxed: Box<str>,
    shared: Arc<str>,
    bytes: Vec<u8>,
    time: Duration,
    epoch: SystemTime,
    range: std::ops::Range<u8>,
}

#[derive(Deserialize, Validate, Debug)]
struct Options {
    number: Option<u8>,
    #[validate(length(min = 2))]
    text: Option<String>,
    #[validate(each(gt(0)))]
    list: Option<Vec<u8>>,
    map: Option<HashMap<String, u8>>,
    #[validate(nested)]
    nested: Option<Small>,
    twice: Option<Option<u8>>,
    unit: Option<()>,
    tuple: Option<(u8, String)>,
    boxed: Option<Box<str>>,
    value: Option<Value>,
    r#enum: Option<Letter>,
}

#[derive(Deserialize, Validate, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Letter {
    A,
    B,
}

#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Id(u8);

#[derive(Deserialize, Validate, Debug)]
struct Keys {
    integers: BTreeMap<i32, u8>,
    booleans: BTreeMap<bool, u8>,
    chars: BTreeMap<char, u8>,
    enums: BTreeMap<Letter, u8>,
    wide: BTreeMap<u128, u8>,
    newtypes: BTreeMap<Id, u8>,
    nested: BTreeMap<String, BTreeMap<u8, Vec<u8>>>,
    #[validate(values(gt(1)), keys(length(min = 2)))]
    floats: BTreeMap<String, f64>,
}

#[derive(Deserialize, Validate, Debug)]
struct Collections {
    set: BTreeSet<u8>,
    hash_set: HashSet<u8>,
    #[validate(each(length(max = 3)))]
    list: LinkedList<String>,
    lists: Vec<Vec<u8>>,
    tuples: Vec<(u8, String)>,
    tuple: (u8, (u8, Rc<str>), String),
    array: [u8; 3],
    pairs: BTreeMap<String, (u8, u8)>,
    #[validate(nested)]
    nested_set: BTreeSet<Small>,
    #[validate(nested)]
    linked: LinkedList<Small>,
}

#[derive(Deserialize, Validate, Debug)]
struct Json<'a> {
    value: Value,
    raw: Box<RawValue>,
    #[serde(borrow)]
    borrowed: &'a RawValue,
    number: Number,
    list: Vec<Value>,
}
