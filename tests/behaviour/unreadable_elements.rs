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

/// Lists and maps with more elements than their rules allow, of which one cannot be read.
mod crowded {
    use std::cell::Cell;
    use std::collections::{BTreeMap, BTreeSet, HashMap};
    use std::fmt::Write as _;

    use serde::Deserialize;
    use unprocessable::{Live, Rejection, Validate, Violation, from_form, from_json};

    use super::refused;
    use crate::common::pairs;

    thread_local! {
        static CALLS: Cell<usize> = const { Cell::new(0) };
    }

    #[allow(clippy::unnecessary_wraps)]
    fn count<T: ?Sized>(_: &T) -> Result<(), Violation> {
        CALLS.set(CALLS.get() + 1);
        Ok(())
    }

    #[derive(Deserialize, Validate)]
    struct Item {
        #[validate(custom(count))]
        count: u32,
    }

    #[derive(Deserialize, Validate)]
    #[serde(default)]
    #[derive(Default)]
    struct Order {
        #[validate(length(max = 10), each(custom(count)))]
        numbers: Vec<u32>,
        #[validate(length(1..=10), nested)]
        items: Option<Vec<Item>>,
        #[validate(max(10), values(custom(count)), keys(custom(count)))]
        by_name: HashMap<String, u32>,
        #[validate(between(1, 10), nested)]
        items_by_name: Option<BTreeMap<String, Item>>,
        #[validate(length(max = 10))]
        plain: Vec<u32>,
        #[validate(size(10), each(custom(count)))]
        alias: Option<Alias>,
        #[validate(length(max = 10, message = "Too many {attribute}.", code = "crowd"), each(custom(count)))]
        set: BTreeSet<u32>,
        #[validate(length(max = 10), max(9), bail, each(custom(count)))]
        bail: Vec<u32>,
    }

    type Alias = Vec<u32>;

    /// So many numbers and a text.
    fn numbers(count: usize) -> String {
        let numbers: Vec<_> = (1..=count).map(|number| number.to_string()).collect();
        format!("[{},\"x\"]", numbers.join(","))
    }

    fn items(count: usize) -> String {
        format!("[{}5]", r#"{"count":1},"#.repeat(count))
    }

    fn object(count: usize, value: &str, last: &str) -> String {
        let mut object = String::from("{");
        for index in 0..count {
            write!(object, "\"k{index}\":{value},").unwrap();
        }
        format!("{object}\"z\":{last}}}")
    }

    /// What is answered, and how many elements were looked at.
    fn answer(json: &str) -> (Vec<String>, usize) {
        CALLS.set(0);
        let answer = refused(from_json::<Order>(json.as_bytes()));
        (answer, CALLS.get())
    }

    #[test]
    fn elements_are_not_looked_at() {
        let (numbers, items) = (numbers(1000), items(1000));
        for (name, value, expected) in [
            ("numbers", &numbers, "numbers length"),
            ("items", &items, "items length"),
            ("by_name", &object(1000, "1", "\"x\""), "by_name max"),
            ("items_by_name", &object(1000, "{\"count\":1}", "5"), "items_by_name between"),
            ("plain", &numbers, "plain length"),
            ("alias", &numbers, "alias size"),
            ("set", &numbers, "set crowd"),
            ("bail", &numbers, "bail length"),
        ] {
            assert_eq!(answer(&format!(r#"{{"{name}":{value}}}"#)), (vec![expected.to_owned()], 0), "{name}");
        }
        let nothing_but_mistakes = format!(r#"{{"items":[{}0]}}"#, "0,".repeat(300_000));
        assert_eq!(answer(&nothing_but_mistakes), (vec!["items length".to_owned()], 0));
    }

    #[test]
    fn few_enough_elements_are_looked_at() {
        for (name, value, expected, calls) in [
            ("numbers", numbers(9), "numbers.9 integer", 9),
            ("items", items(9), "items.9 object", 9),
            ("by_name", object(9, "1", "\"x\""), "by_name.z integer", 19),
            ("items_by_name", object(9, "{\"count\":1}", "5"), "items_by_name.z object", 9),
            ("plain", numbers(9), "plain.9 integer", 0),
            ("alias", numbers(9), "alias.9 integer", 9),
        ] {
            assert_eq!(answer(&format!(r#"{{"{name}":{value}}}"#)), (vec![expected.to_owned()], calls), "{name}");
        }
    }

    #[test]
    fn a_list_that_can_be_read_is_reported_once() {
        let mut numbers = numbers(11);
        numbers.truncate(numbers.len() - 5);
        let json = format!(r#"{{"numbers":{numbers}],"plain":["x"],"set":[1,1,1,1,1,1,1,1,1,1,1,1]}}"#);
        assert_eq!(answer(&json), (vec!["numbers length".to_owned(), "plain.0 integer".to_owned()], 1));
    }

    #[test]
    fn the_sentence_is_that_of_the_rule() {
        let Err(Rejection::Invalid(errors)) = from_json::<Order>(format!(r#"{{"items":{}}}"#, items(10)).as_bytes())
        else {
            panic!("it is refused")
        };
        let sentence = "The items must have between 1 and 10 items.";
        assert_eq!(pairs(&errors), [("items".to_owned(), sentence.to_owned())]);
    }

    #[test]
    fn forms_answer_the_same() {
        let form: String = (0..11).map(|index| format!("numbers[]={index}&")).collect();
        CALLS.set(0);
        assert_eq!(refused(from_form::<Order>(&format!("{form}numbers[]=x"))), ["numbers length"]);
        assert_eq!(CALLS.get(), 0);
        assert_eq!(refused(from_form::<Order>("numbers[]=1&numbers[]=x")), ["numbers.1 integer"]);
    }

    #[test]
    fn a_live_check_answers_what_the_request_answers() {
        let json = format!(r#"{{"numbers":{},"items":{}}}"#, numbers(20), items(20));
        for (asked, expected) in [
            ("numbers", vec!["numbers length"]),
            ("numbers.20", vec![]),
            ("items.*.count", vec![]),
            ("plain", vec![]),
            ("numbers.3,items", vec!["items length"]),
        ] {
            CALLS.set(0);
            let found = match Live::new().only(asked).json::<Order, ()>(json.as_bytes(), &()) {
                Ok(()) => Vec::new(),
                result => refused(result),
            };
            assert_eq!(found, expected, "{asked}");
            assert_eq!(CALLS.get(), 0, "{asked}");
        }
    }

    #[derive(Deserialize, Validate)]
    struct Newtype(#[validate(length(max = 2), each(custom(count)))] Vec<u32>);

    #[derive(Deserialize, Validate)]
    enum Choice {
        List(#[validate(length(max = 2), each(custom(count)))] Vec<u32>),
        Named {
            #[validate(length(max = 2), each(custom(count)))]
            list: Vec<u32>,
        },
    }

    #[derive(Deserialize, Validate)]
    struct Deep {
        #[validate(nested)]
        newtype: Newtype,
        #[validate(nested)]
        choices: Vec<Choice>,
        #[validate(each(length(max = 2), each(custom(count))))]
        lists: Vec<Vec<u32>>,
    }

    #[test]
    fn lists_inside_of_other_values_are_not_looked_at() {
        let json = br#"{
            "newtype": [1, 2, "x"],
            "choices": [{"List": [1, 2, "x"]}, {"Named": {"list": [1, 2, "x"]}}],
            "lists": [[1, 2, 3], [1, 2, "x"], [1, 2], [1, "x"]]
        }"#;
        CALLS.set(0);
        assert_eq!(
            refused(from_json::<Deep>(json)),
            [
                "newtype length",
                "choices.0.List length",
                "choices.1.Named.list length",
                "lists.0 length",
                "lists.1 length",
                "lists.1.2 integer",
                "lists.3.1 integer",
            ]
        );
        assert_eq!(CALLS.get(), 3);
    }
}
