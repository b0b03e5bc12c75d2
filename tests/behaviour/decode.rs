//! One answer: what is missing, mistyped, out of range, and every broken rule.
#![allow(dead_code)]

use std::collections::{BTreeMap, HashMap};

use crate::common::pairs;
use serde::Deserialize;
use unprocessable::{Rejection, Validate, decode::Inspect, from_json};

#[track_caller]
fn refused<'de, T: Deserialize<'de> + Validate + Inspect<'de>>(json: &'de str) -> Vec<(String, String)> {
    match from_json::<T>(json.as_bytes()) {
        Ok(_) => panic!("accepted"),
        Err(Rejection::Malformed(malformed)) => panic!("{malformed}"),
        Err(Rejection::Invalid(errors)) => pairs(&errors),
    }
}

#[track_caller]
fn assert_refused<'de, T: Deserialize<'de> + Validate + Inspect<'de>>(json: &'de str, expected: &[(&str, &str)]) {
    let refused = refused::<T>(json);
    let refused: Vec<_> = refused.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(refused, expected);
}

#[derive(Deserialize, Validate)]
struct Signup {
    #[validate(email)]
    email: String,
    age: u8,
    #[validate(length(min = 8))]
    password: String,
    #[validate(required)]
    name: Option<String>,
}

#[test]
fn four_sentences_at_four_keys() {
    assert_refused::<Signup>(
        r#"{"email":"nope","age":"x","password":"hunter2"}"#,
        &[
            ("email", "The email must be a valid email address."),
            ("age", "The age must be an integer."),
            ("password", "The password must be at least 8 characters."),
            ("name", "The name field is required."),
        ],
    );
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[validate(length(min = 2))]
    item_name: String,
    #[validate(gt(0))]
    quantity: u32,
}

#[derive(Deserialize, Validate)]
struct Order {
    #[validate(nested, length(max = 5))]
    items: Vec<Item>,
    #[validate(each(length(max = 3)))]
    tags: Vec<String>,
    #[validate(nested)]
    by_name: BTreeMap<String, Item>,
    #[validate(values(gt(0)))]
    prices: HashMap<String, u8>,
    #[validate(nested)]
    first: Option<Box<Item>>,
    #[validate(skip)]
    not_nested: Item,
}

#[test]
fn a_bad_element_never_hides_its_neighbours() {
    assert_refused::<Order>(
        r#"{
            "not_nested": {"itemName": "", "quantity": -1},
            "items": [{"itemName": "x", "quantity": 1}, 7, {"itemName": null}, {"itemName": "xx", "quantity": 0}],
            "tags": ["long", 1, "ok", null, "also long"],
            "by_name": {"a": {"itemName": "x", "quantity": 1}, "b": {"itemName": "yy", "quantity": 1.5}},
            "prices": {"x": 300, "y": 0},
            "first": {"quantity": 0}
        }"#,
        &[
            ("items.0.itemName", "The item name must be at least 2 characters."),
            ("items.1", "The items must be an object."),
            ("items.2.itemName", "The item name field is required."),
            ("items.2.quantity", "The quantity field is required."),
            ("items.3.quantity", "The quantity must be greater than 0."),
            ("tags.0", "The tags must not be greater than 3 characters."),
            ("tags.1", "The tags must be text."),
            ("tags.3", "The tags field is required."),
            ("tags.4", "The tags must not be greater than 3 characters."),
            ("by_name.a.itemName", "The item name must be at least 2 characters."),
            ("by_name.b.quantity", "The quantity must be an integer."),
            ("prices.x", "The prices must be between 0 and 255."),
            ("prices.y", "The prices must be greater than 0."),
            ("first.itemName", "The item name field is required."),
            ("first.quantity", "The quantity must be greater than 0."),
            ("not_nested.quantity", "The quantity must be between 0 and 4,294,967,295."),
        ],
    );
}

#[test]
fn malformed_documents() {
    for (json, message) in [
        ("", "A request body is required."),
        (" \n", "A request body is required."),
        ("{", "The request body is not valid JSON: it ends too early at line 1, column 2."),
        ("{} x", "The request body is not valid JSON: there is more after its end at line 1, column 4."),
        (r#"{"age":1,"age":2}"#, "The request body repeats a key at line 1, column 10."),
    ] {
        let Err(rejection) = from_json::<Signup>(json.as_bytes()) else { panic!("{json}") };
        assert_eq!((rejection.status().code(), rejection.to_string().as_str()), (400, message), "{json}");
    }
}

#[test]
fn enums() {
    #[derive(Deserialize, Validate, Debug)]
    #[serde(rename_all = "snake_case")]
    enum Method {
        Cash,
        Card {
            #[validate(length(equal = 4))]
            digits: String,
            year: u16,
        },
        Voucher(#[validate(length(min = 3))] String),
        Pair(u8, #[validate(gt(0))] u8),
    }
    #[derive(Deserialize, Validate)]
    #[serde(tag = "type")]
    enum Shape {
        Circle {
            #[validate(gt(0))]
            radius: f64,
            name: String,
        },
        Unit,
    }
    #[derive(Deserialize, Validate)]
    #[serde(tag = "t", content = "c")]
    enum Adjacent {
        One(Item2),
        Two { a: u8 },
    }
    #[derive(Deserialize, Validate)]
    struct Item2 {
        a: u8,
    }
    #[derive(Deserialize, Validate)]
    struct All {
        #[validate(nested)]
        methods: Vec<Method>,
        #[validate(nested)]
        shapes: Vec<Shape>,
        #[validate(nested)]
        adjacent: Vec<Adjacent>,
    }
    assert_refused::<All>(
        r#"{
            "methods": ["cash", "cheque", {"card": {"digits": "1", "year": "x"}}, {"voucher": "x"}, {"voucher": 1}, {"pair": [0, 0]}, {"pair": [0]}, 5, {"card": {"digits": "1"}}],
            "shapes": [{"type": "Circle", "radius": 0}, {"type": "Square"}, {"radius": 1}, {"type": "Unit"}],
            "adjacent": [{"t": "One", "c": {"a": "x"}}, {"t": "Two", "c": {}}, {"t": "Three"}]
        }"#,
        &[
            ("methods.1", "The selected methods is invalid. It must be one of: cash, card, voucher, pair."),
            ("methods.2.card.digits", "The digits must be 4 characters."),
            ("methods.2.card.year", "The year must be an integer."),
            ("methods.3.voucher", "The voucher must be at least 3 characters."),
            ("methods.4.voucher", "The voucher must be text."),
            ("methods.5.pair.1", "The pair must be greater than 0."),
            ("methods.6.pair", "The pair must contain 2 items."),
            ("methods.7", "The selected methods is invalid. It must be one of: cash, card, voucher, pair."),
            ("methods.8.card.digits", "The digits must be 4 characters."),
            ("methods.8.card.year", "The year field is required."),
            ("shapes.0.radius", "The radius must be greater than 0."),
            ("shapes.0.name", "The name field is required."),
            ("shapes.1.type", "The selected type is invalid. It must be one of: Circle, Unit."),
            ("shapes.2.type", "The type field is required."),
            ("adjacent.0.c.a", "The a must be an integer."),
            ("adjacent.1.c.a", "The a field is required."),
            ("adjacent.2.t", "The selected t is invalid. It must be one of: One, Two."),
        ],
    );
}

#[test]
fn serde_attributes() {
    mod as_text {
        use serde::{Deserialize, Deserializer, de::Error};
        pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
            <&str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        }
    }
    fn seven() -> u8 {
        7
    }
    #[derive(Deserialize, Validate)]
    struct Inner {
        #[validate(gt(0))]
        inner: u8,
    }
    #[derive(Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Closed {
        a: u8,
    }
    #[derive(Deserialize, Validate)]
    struct Attributes {
        #[serde(alias = "other")]
        aliased: u8,
        #[serde(default)]
        defaulted: u8,
        #[serde(default = "seven")]
        #[validate(gt(7))]
        seven: u8,
        #[serde(skip)]
        #[validate(gt(0))]
        skipped: u8,
        #[serde(with = "as_text")]
        with: u8,
        #[serde(flatten)]
        #[validate(nested)]
        flat: Inner,
        #[serde(flatten)]
        extra: BTreeMap<String, serde_json::Value>,
        closed: Closed,
    }
    assert_refused::<Attributes>(
        r#"{"other": "x", "defaulted": null, "with": "300", "inner": 0, "closed": {"b": 1, "a": 1}}"#,
        &[
            ("aliased", "The aliased must be an integer."),
            ("defaulted", "The defaulted must be an integer."),
            ("seven", "The seven must be greater than 7."),
            ("skipped", "The skipped must be greater than 0."),
            ("with", "The with is invalid."),
            ("inner", "The inner must be greater than 0."),
            ("closed.b", "This field is not allowed."),
        ],
    );
}

#[test]
fn an_unknown_field_that_repeats_has_one_key_in_the_body() {
    /// Reads itself, and refuses what it does not know.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Foreign {
        start: u8,
    }
    #[derive(Deserialize, Validate)]
    struct Owner {
        foreign: Foreign,
    }
    let Err(error) = from_json::<Owner>(br#"{"foreign":{"one":1,"two":2,"one":3}}"#) else { panic!("accepted") };
    assert_eq!(
        error.to_json(),
        concat!(
            r#"{"message":"The given data was invalid.","errors":{"foreign.start":["The start field is required."],"#,
            r#""foreign.one":["This field is not allowed.","This field is not allowed."],"#,
            r#""foreign.two":["This field is not allowed."]}}"#,
        ),
    );
}

#[test]
fn borrowed_and_generic_types() {
    #[derive(Deserialize, Validate)]
    struct Borrowed<'a> {
        #[validate(length(min = 2))]
        name: &'a str,
        #[serde(borrow)]
        #[validate(length(min = 2))]
        cow: std::borrow::Cow<'a, str>,
    }
    #[derive(Deserialize, Validate)]
    struct Page<T> {
        #[validate(nested)]
        data: Vec<T>,
        total: u64,
    }
    let json = String::from(r#"{"data": [{"name": "x", "cow": 1}, {"name": "xx", "cow": "x"}], "total": -1}"#);
    assert_refused::<Page<Borrowed<'_>>>(
        &json,
        &[
            ("data.0.name", "The name must be at least 2 characters."),
            ("data.0.cow", "The cow must be text."),
            ("data.1.cow", "The cow must be at least 2 characters."),
            ("total", "The total must be between 0 and 18,446,744,073,709,551,615."),
        ],
    );
}

#[test]
fn bail_stops_a_struct_at_its_first_failing_field() {
    #[derive(Deserialize, Validate)]
    #[validate(bail)]
    struct Bail {
        fine: u8,
        #[validate(length(min = 2), length(min = 3))]
        first: String,
        second: u8,
        third: u8,
    }
    assert_refused::<Bail>(
        r#"{"third": "x", "second": "x", "fine": 1, "first": ""}"#,
        &[("first", "The first must be at least 2 characters."), ("first", "The first must be at least 3 characters.")],
    );
}
