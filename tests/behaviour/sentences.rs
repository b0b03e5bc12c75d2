//! What is said of a value that its type refuses: at the right place, by names that the client knows, and with what
//! there is to choose from.
#![allow(dead_code)]

use std::collections::HashMap;

use crate::common::pairs;
use serde::Deserialize;
use unprocessable::{Rejection, Validate, decode::Inspect, from_json};

#[track_caller]
fn refused<'de, T: Deserialize<'de> + Validate + Inspect<'de>>(json: &'de str) -> Vec<(String, String)> {
    match from_json::<T>(json.as_bytes()) {
        Ok(_) => panic!("accepted: {json}"),
        Err(Rejection::Malformed(malformed)) => panic!("{malformed}: {json}"),
        Err(Rejection::Invalid(errors)) => pairs(&errors),
    }
}

#[track_caller]
fn assert_refused<'de, T: Deserialize<'de> + Validate + Inspect<'de>>(json: &'de str, expected: &[(&str, &str)]) {
    let refused = refused::<T>(json);
    let refused: Vec<_> = refused.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(refused, expected, "{json}");
}

#[derive(Deserialize, Validate)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Shape {
    Circle {
        #[validate(gt(0))]
        radius: f64,
    },
    Square,
}

#[derive(Deserialize, Validate)]
#[serde(tag = "kind", content = "value")]
enum Adjacent {
    One(u8),
    Two,
}

#[derive(Deserialize, Validate)]
struct Drawing<T> {
    #[validate(nested)]
    shape: T,
}

#[derive(Deserialize, Validate)]
struct Flat<T> {
    other: u8,
    #[serde(flatten)]
    #[validate(nested)]
    secret_name: T,
}

const NO_TEXT: [&str; 6] = ["5", "0", "-1.5", "true", "[]", r#"{"a": 1}"#];

#[test]
fn a_tag_of_the_wrong_type_is_named_by_the_tag() {
    let text = "The type must be text.";
    let kind = "The kind must be text.";
    for tag in NO_TEXT {
        let shape = format!(r#"{{"type": {tag}, "radius": 1}}"#);
        assert_refused::<Shape>(&shape, &[("type", text)]);
        assert_refused::<Drawing<Shape>>(&format!(r#"{{"shape": {shape}}}"#), &[("shape.type", text)]);
        assert_refused::<Drawing<Vec<Shape>>>(&format!(r#"{{"shape": [{shape}]}}"#), &[("shape.0.type", text)]);
        let map = format!(r#"{{"shape": {{"a": {shape}}}}}"#);
        assert_refused::<Drawing<HashMap<String, Shape>>>(&map, &[("shape.a.type", text)]);
        let adjacent = format!(r#"{{"shape": {{"kind": {tag}, "value": 1}}}}"#);
        assert_refused::<Drawing<Adjacent>>(&adjacent, &[("shape.kind", kind)]);
    }
    // In a copy, such as of what is flattened, serde takes the number of a variant for its name.
    for tag in NO_TEXT.into_iter().filter(|tag| *tag != "0") {
        let flat = format!(r#"{{"other": 1, "type": {tag}, "radius": 1}}"#);
        assert_refused::<Flat<Shape>>(&flat, &[("type", text)]);
        let flat = format!(r#"{{"other": 1, "kind": {tag}, "value": 1}}"#);
        assert_refused::<Flat<Adjacent>>(&flat, &[("kind", kind)]);
    }
    #[derive(Deserialize, Validate)]
    #[serde(tag = "type")]
    enum Bare {
        Square,
    }
    assert_refused::<Drawing<Bare>>(r#"{"shape": {"type": 5}}"#, &[("shape.type", text)]);
    assert_refused::<Shape>(r#"{"type": null}"#, &[("type", "The type field is required.")]);
}

#[test]
fn a_name_that_is_not_on_the_wire_stands_in_no_sentence() {
    #[derive(Deserialize, Validate)]
    enum External {
        Card { number: u64 },
        Cash(u8),
    }
    #[derive(Deserialize)]
    #[serde(tag = "type")]
    enum Foreign {
        Circle { radius: f64 },
    }
    #[derive(Deserialize, Validate)]
    struct FlatForeign {
        other: u8,
        #[serde(flatten)]
        secret_name: Foreign,
    }
    #[derive(Deserialize, Validate)]
    struct Checked {
        #[serde(flatten)]
        #[validate(custom(never))]
        secret_name: HashMap<String, u8>,
    }
    fn never(_: &HashMap<String, u8>) -> Result<(), unprocessable::Violation> {
        Err(unprocessable::Violation::new("never", "The {attribute} is never right."))
    }
    assert_refused::<Checked>("{}", &[("_", "The given data is never right.")]);
    assert_refused::<Flat<External>>(r#"{"other": 1}"#, &[("_", "One of these fields is required: Card, Cash.")]);
    let nested = r#"{"shape": {"other": 1}}"#;
    assert_refused::<Drawing<Flat<External>>>(nested, &[("shape", "One of these fields is required: Card, Cash.")]);
    for refused in [
        refused::<FlatForeign>(r#"{"other": 1, "type": 5}"#),
        refused::<FlatForeign>(r#"{"other": 1, "type": "x"}"#),
        refused::<Flat<Shape>>(r#"{"other": 1, "type": "circle", "radius": 0}"#),
        refused::<Flat<Shape>>(r#"{"other": 1}"#),
        refused::<Flat<HashMap<String, Shape>>>(r#"{"other": 1, "a": 5}"#),
    ] {
        assert!(!format!("{refused:?}").contains("secret"), "{refused:?}");
    }
}

#[test]
fn a_wrong_choice_lists_the_names_there_are_up_to_ten() {
    #[derive(Deserialize, Validate)]
    #[serde(rename_all = "snake_case")]
    enum Status {
        #[serde(alias = "a sketch")]
        Draft,
        #[serde(rename = "live")]
        Published,
        #[serde(skip)]
        Hidden,
    }
    #[derive(Deserialize, Validate)]
    #[allow(clippy::upper_case_acronyms)]
    enum Ten {
        A,
        B,
        C,
        D,
        E,
        F,
        G,
        H,
        I,
        J,
    }
    #[derive(Deserialize, Validate)]
    enum Eleven {
        A,
        B,
        C,
        D,
        E,
        F,
        G,
        H,
        I,
        J,
        K,
    }
    #[derive(Deserialize, Validate)]
    enum Data {
        #[serde(alias = "Nought")]
        None,
        Some(u8),
    }

    for status in [r#""gone""#, r#""""#, "5", r#"{"gone": 1}"#] {
        let [(key, sentence)] = &refused::<Drawing<Status>>(&format!(r#"{{"shape": {status}}}"#))[..] else { panic!() };
        assert_eq!(key, "shape");
        // serde tells no name from its alias.
        assert_eq!(sentence, "The selected shape is invalid. It must be one of: a sketch, draft, live.");
    }
    let data = "The selected shape is invalid. It must be one of: None, Some.";
    for shape in [r#""Nothing""#, r#"{"Nothing": 1}"#] {
        assert_refused::<Drawing<Data>>(&format!(r#"{{"shape": {shape}}}"#), &[("shape", data)]);
    }
    let fields = "The shape must have exactly one of these fields: None, Nought, Some.";
    for shape in [r#"{"None": null, "Some": 1}"#, r#"{"Some": 1, "Other": 1}"#, "{}"] {
        assert_refused::<Drawing<Data>>(&format!(r#"{{"shape": {shape}}}"#), &[("shape", fields)]);
    }
    assert_refused::<Drawing<Eleven>>(r#"{"shape": {}}"#, &[("shape", "The shape must have exactly one field.")]);
    let tag = "The selected type is invalid. It must be one of: circle, square.";
    assert_refused::<Drawing<Shape>>(r#"{"shape": {"type": "cube"}}"#, &[("shape.type", tag)]);
    let ten = "The selected shape is invalid. It must be one of: A, B, C, D, E, F, G, H, I, J.";
    assert_refused::<Drawing<Ten>>(r#"{"shape": "K"}"#, &[("shape", ten)]);
    assert_refused::<Drawing<Eleven>>(r#"{"shape": "L"}"#, &[("shape", "The selected shape is invalid.")]);

    let Err(Rejection::Invalid(errors)) = from_json::<Drawing<Ten>>(br#"{"shape": "K"}"#) else { panic!() };
    let violation = errors.get("shape").next().unwrap();
    assert_eq!(violation.code(), "choice");
    let arguments: Vec<String> = violation.arguments().map(|(name, value)| format!("{name}: {value}")).collect();
    assert_eq!(arguments, ["choices: A, B, C, D, E, F, G, H, I, J"]);
}

#[derive(Deserialize, Validate)]
struct Person {
    #[validate(length(min = 2))]
    name: String,
    #[serde(alias = "years", alias = "lifetime")]
    age: u8,
}

#[derive(Deserialize)]
struct ForeignPerson {
    name: String,
    #[serde(alias = "years")]
    age: u8,
}

#[derive(Deserialize, Validate)]
struct Has<T> {
    #[validate(skip)]
    person: T,
    #[validate(gt(0))]
    count: u8,
}

#[test]
fn a_list_where_a_struct_with_names_is_meant_must_be_an_object() {
    let object = "The person must be an object.";
    for list in ["[]", "[1]", r#"["xx", 3, 4]"#, r#"[[], {}, [], 1, 2]"#] {
        assert_refused::<Person>(list, &[("_", "The given data must be an object.")]);
        let has = format!(r#"{{"person": {list}, "count": 0}}"#);
        let expected = [("person", object), ("count", "The count must be greater than 0.")];
        assert_refused::<Has<Person>>(&has, &expected);
        assert_refused::<Has<ForeignPerson>>(&has, &expected);
        let has = format!(r#"{{"person": [{list}, ["xx", 1]], "count": 1}}"#);
        assert_refused::<Has<Vec<Person>>>(&has, &[("person.0", object)]);
        assert_refused::<Has<Vec<ForeignPerson>>>(&has, &[("person.0", object)]);
    }
    // A list that fits was meant.
    assert!(from_json::<Person>(br#"["xx", 3]"#).is_ok());
    assert_refused::<Person>(r#"["x", 3]"#, &[("name", "The name must be at least 2 characters.")]);
    assert_refused::<Person>(r#"["xx", 300]"#, &[("age", "The age must be between 0 and 255.")]);
}

#[test]
fn a_text_with_an_escape_that_cannot_be_borrowed_is_invalid() {
    #[derive(Deserialize, Validate)]
    struct Borrowed<'a> {
        name: &'a str,
        #[serde(borrow)]
        counts: Option<HashMap<&'a str, u8>>,
    }
    assert_refused::<Borrowed<'_>>(r#"{"name": "a\nb"}"#, &[("name", "The name is invalid.")]);
    assert_refused::<Borrowed<'_>>(r#"{"name": 5}"#, &[("name", "The name must be text.")]);
    let counts = r#"{"name": "", "counts": {"a\tb": 1}}"#;
    assert_refused::<Borrowed<'_>>(counts, &[("counts.a\tb", "The counts is invalid.")]);
}

#[test]
fn two_names_of_one_field_are_told_at_the_field() {
    let once = "The age must be given only once.";
    assert_refused::<Person>(r#"{"name": "xx", "age": 1, "years": 2}"#, &[("age", once)]);
    let both = [("name", "The name must be at least 2 characters."), ("age", once)];
    assert_refused::<Person>(r#"{"years": 1, "lifetime": 1, "age": 2, "name": "x"}"#, &both);
    let has = r#"{"person": {"name": "", "age": 1, "years": 2}, "count": 1}"#;
    assert_refused::<Has<Person>>(has, &[("person.age", once)]);
    assert_refused::<Has<ForeignPerson>>(has, &[("person.age", once)]);
    for repeated in [r#""age": 1, "age": 2"#, r#""age": 1, "years": 2, "years": 3"#] {
        let person = format!(r#"{{"name": "xx", {repeated}}}"#);
        let rejection = from_json::<Person>(person.as_bytes()).err();
        assert_eq!(rejection.map(|rejection| rejection.status().code()), Some(400), "{person}");
    }
    let has = r#"{"person": {"name": "", "age": 1, "age": 2}, "count": 1}"#;
    assert!(matches!(from_json::<Has<ForeignPerson>>(has.as_bytes()), Err(Rejection::Malformed(_))));
}

#[test]
fn a_body_that_is_null_says_that_one_is_needed() {
    #[derive(Deserialize, Validate)]
    struct Newtype(#[validate(nested)] Person);
    #[derive(Deserialize, Validate)]
    #[serde(transparent)]
    struct Optional(#[validate(required)] Option<u8>);

    let body = [("_", "A request body is required.")];
    assert_refused::<Person>("null", &body);
    assert_refused::<Newtype>("null", &body);
    assert_refused::<Vec<Person>>("null", &body);
    assert_refused::<Shape>("null", &body);
    assert_refused::<Vec<Person>>("[null]", &[("0", "The given data is required.")]);
    assert_refused::<Optional>("null", &[("_", "The given data is required.")]);
    let Err(Rejection::Invalid(errors)) = from_json::<Person>(b"null") else { panic!() };
    assert_eq!(errors.get("_").next().unwrap().code(), "required");
}

#[test]
fn a_decimal_that_is_too_large_is_out_of_range() {
    use rust_decimal::Decimal;

    #[derive(Deserialize, Validate)]
    struct Money {
        price: Decimal,
        list: Vec<Decimal>,
        pair: (Decimal, u8),
    }
    let money = |number: &str| {
        refused::<Money>(&format!(r#"{{"price": {number}, "list": [{number}], "pair": [{number}, 1]}}"#))
    };
    let said = |what: &str| {
        ["price", "list.0", "pair.0"].map(|key| {
            let label = key.split('.').next().unwrap_or_default();
            (key.to_owned(), format!("The {label} {what}."))
        })
    };
    let digits = "9".repeat(40);
    for number in ["1e99", "-1e40", "1e999", digits.as_str(), r#""1e99""#, &format!("\"-{digits}\"")] {
        assert_eq!(money(number), said("is out of range"), "{number}");
    }
    for number in [r#""x""#, "true", "[]"] {
        assert_eq!(money(number), said("must be a number"), "{number}");
    }
    assert_eq!(money("null"), said("field is required"));
}
