//! Structs: lists and tuples, pointers, lifetimes, what contains itself, what is closed, what has nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use serde::Deserialize;
use unprocessable::Validate;

use super::animals;

animals! {
    Borrowed<'_>, [r#"{"text": "ab", "cow": "cd", "bytes": "ef", "maybe": null}"#, r#"{"text": "ab", "cow": "c\nd", "bytes": "ef", "maybe": "x"}"#], [];
    Closed, [r#"{"a": 1, "b": "x"}"#, r#"{"a": 1}"#, "[1, null]"], [];
    NoFields, ["{}", "[]", r#"{"a": 1}"#], [];
    NoFieldsClosed, ["{}", "[]"], [];
    Unit, ["null"], [];
    EmptyTuple, ["[]"], [];
    Pair, [r#"[1, "ab"]"#], [];
    Tree, [r#"{"name": "root", "children": [{"name": "leaf", "children": [], "next": null}], "next": {"name": "b", "children": []}}"#], [];
    Pointers<'_>, [r#"{"boxed": {"inner": 1}, "counted": {"inner": 2}, "slice": [{"inner": 3}], "shared": ["a", "b"], "array": [{"inner": 1}, {"inner": 2}], "cow": {"inner": 5}, "twice": [[{"inner": 1}], []], "queue": [{"inner": 6}], "set": ["x", "y"]}"#], ["set"];
    Bounded, [r#"{"low": 1, "high": 5, "list": [1, 2, 3], "names": {"ab": "cd"}, "optional": "abc"}"#, r#"{"low": 1, "high": 5, "list": [], "names": {}}"#], [];
    Option<Small>, ["null", r#"{"inner": 1}"#], [];
    HashMap<String, Vec<Small>>, [r#"{"a": [{"inner": 1}, {"inner": 2}], "b.c": []}"#], [];
    BTreeMap<i8, Small>, [r#"{"-1": {"inner": 1}, "7": {"inner": 2}}"#], [];
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

#[derive(Deserialize, Validate, Debug, Clone, Default)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}
