//! Rules on elements run beside an element that cannot be read, in whatever the list or map stands.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use serde::Deserialize;
use unprocessable::{Rejection, Validate, from_json};

type Tags = Vec<String>;
type Prices = Arc<HashMap<String, u8>>;

#[derive(Deserialize, Validate)]
struct Lists<'l> {
    #[validate(each(length(min = 2)))]
    boxed: Box<[String]>,
    #[validate(each(length(min = 2)))]
    counted: Rc<[String]>,
    #[validate(each(length(min = 2)))]
    shared: Arc<Vec<String>>,
    #[validate(each(length(min = 2)))]
    cow: Cow<'l, [String]>,
    #[validate(each(length(min = 2)))]
    alias: Tags,
    #[validate(each(length(min = 2)))]
    array: Option<Box<[String; 2]>>,
}

#[derive(Deserialize, Validate)]
struct Maps {
    #[validate(keys(length(min = 2)), values(gt(0)))]
    shared: Arc<HashMap<String, u8>>,
    #[validate(values(gt(0)))]
    alias: Prices,
}

#[derive(Deserialize, Validate)]
struct Deep {
    #[validate(each(length(min = 3), each(length(min = 2))))]
    lists: Vec<Vec<String>>,
    #[validate(values(each(length(min = 2))))]
    by_name: BTreeMap<String, Tags>,
    #[validate(each(each(values(gt(0)))))]
    deeper: [Vec<Rc<BTreeMap<String, u8>>>; 1],
    #[validate(gt(0))]
    number: u8,
}

#[derive(Deserialize, Validate)]
struct Item {
    #[validate(gt(0))]
    count: u8,
}

#[derive(Deserialize, Validate)]
struct Nested {
    #[validate(each(length(min = 3), each(nested)))]
    lists: Vec<Vec<Item>>,
    #[validate(values(each(nested)))]
    by_name: BTreeMap<String, Vec<Item>>,
}

fn refused(result: Result<impl Sized, Rejection>) -> Vec<String> {
    let Err(Rejection::Invalid(errors)) = result else { panic!("it is refused") };
    errors.iter().map(|(key, violation)| format!("{key} {}", violation.code())).collect()
}

#[test]
fn elements_are_checked_in_every_list() {
    let list = r#"["a", 5]"#;
    let json =
        format!(r#"{{"boxed":{list},"counted":{list},"shared":{list},"cow":{list},"alias":{list},"array":{list}}}"#);
    let expected = ["boxed", "counted", "shared", "cow", "alias", "array"]
        .map(|name| [format!("{name}.0 length"), format!("{name}.1 text")])
        .concat();
    assert_eq!(refused(from_json::<Lists<'_>>(json.as_bytes())), expected);
}

#[test]
fn entries_are_checked_in_every_map() {
    let json = br#"{"shared":{"a":0,"bb":"x"},"alias":{"a":0,"bb":"x"}}"#;
    assert_eq!(
        refused(from_json::<Maps>(json)),
        ["shared.a length", "shared.a gt", "shared.bb integer", "alias.a gt", "alias.bb integer"]
    );
}

#[test]
fn inner_elements_are_checked_beside_one_that_cannot_be_read() {
    let json = br#"{
        "lists": [["a", 5, "bb"], ["a"], 7],
        "by_name": {"x": ["a", null], "y": ["a"]},
        "deeper": [[{"a": 0, "b": "x"}, {"a": 0}, 3]],
        "number": 0
    }"#;
    assert_eq!(
        refused(from_json::<Deep>(json)),
        [
            "lists.0.0 length",
            "lists.0.1 text",
            "lists.1 length",
            "lists.1.0 length",
            "lists.2 list",
            "by_name.x.0 length",
            "by_name.x.1 required",
            "by_name.y.0 length",
            "deeper.0.0.a gt",
            "deeper.0.0.b integer",
            "deeper.0.1.a gt",
            "deeper.0.2 object",
            "number gt",
        ]
    );
}

#[test]
fn nested_rules_inside_of_inner_elements_run_once() {
    let json = br#"{"lists": [[{"count":0}, {"count":"x"}], [{"count":0}]], "by_name": {"a": [{"count":0}, 3]}}"#;
    assert_eq!(
        refused(from_json::<Nested>(json)),
        [
            "lists.0.0.count gt",
            "lists.0.1.count integer",
            "lists.1.0.count gt",
            "lists.1 length",
            "by_name.a.0.count gt",
            "by_name.a.1 object",
        ]
    );
}
