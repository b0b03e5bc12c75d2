//! Parts that serde reads as a whole, below a type parameter or in a type of another crate: all that is wrong is found.
#![allow(dead_code)]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU8;

use crate::common::pairs;
use serde::Deserialize;
use serde::de::{self, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use unprocessable::{Live, Rejection, Validate, ValidationErrors, from_form, from_json};

#[derive(Deserialize, Validate)]
struct Page<T> {
    data: T,
    #[validate(length(max = 3))]
    title: String,
}

#[derive(Deserialize)]
struct Order {
    reference: String,
    unit_price: u8,
    count: Option<NonZeroU8>,
    status: Status,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    sku: String,
    amount: u8,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Open,
    Closed { reason: String, by: u8 },
}

#[track_caller]
fn refused<T: DeserializeOwned>(data: &str) -> ValidationErrors {
    let body = format!(r#"{{"data": {data}, "title": "long title"}}"#);
    match from_json::<Page<T>>(body.as_bytes()) {
        Ok(_) => panic!("{body} is fine"),
        Err(Rejection::Malformed(malformed)) => panic!("{malformed}"),
        Err(Rejection::Invalid(errors)) => errors,
    }
}

/// What is said of the data, in order, without their name; and the title stays wrong.
#[track_caller]
fn said<T: DeserializeOwned>(data: &str) -> Vec<(String, String)> {
    let mut pairs = pairs(&refused::<T>(data));
    let title = pairs.pop().expect("the title");
    assert_eq!(title.1, "The title must not be greater than 3 characters.");
    let bare = |key: String| key.strip_prefix("data.").map(Into::into).unwrap_or(key);
    pairs.into_iter().map(|(key, sentence)| (bare(key), sentence)).collect()
}

fn expect(said: Vec<(String, String)>, expected: &[(&str, &str)]) {
    let said: Vec<_> = said.iter().map(|(key, sentence)| (&**key, &**sentence)).collect();
    assert_eq!(said, expected);
}

#[test]
fn all_that_is_wrong_below_a_type_parameter_is_found_at_its_own_label_in_the_order_of_the_fields() {
    expect(
        said::<Order>(r#"{"lines": [{"amount": -1}, {"sku": 1, "amount": "x"}], "count": 0, "unit_price": 256}"#),
        &[
            ("reference", "The reference field is required."),
            ("unit_price", "The unit price must be between 0 and 255."),
            ("count", "The count is invalid."),
            ("status", "The status field is required."),
            ("lines.0.sku", "The sku field is required."),
            ("lines.0.amount", "The amount must be between 0 and 255."),
            ("lines.1.sku", "The sku must be text."),
            ("lines.1.amount", "The amount must be an integer."),
        ],
    );
}

#[test]
fn lists_and_maps_of_a_type_parameter_are_read_to_their_ends() {
    expect(
        said::<Vec<Line>>(r#"[{}, 5, {"sku": "a", "amount": 1}, {"sku": null, "amount": 1.5}]"#),
        &[
            ("0.sku", "The sku field is required."),
            ("0.amount", "The amount field is required."),
            ("1", "The data must be an object."),
            ("3.sku", "The sku field is required."),
            ("3.amount", "The amount must be an integer."),
        ],
    );
    expect(
        said::<BTreeMap<String, Line>>(r#"{"sku": {"amount": []}, "b": {"sku": "x", "amount": 1}}"#),
        &[("sku.sku", "The sku field is required."), ("sku.amount", "The amount must be an integer.")],
    );
    // A key of a map is no label.
    expect(
        said::<BTreeMap<String, u8>>(r#"{"sku": "x", "amount": 256}"#),
        &[("sku", "The data must be an integer."), ("amount", "The data must be between 0 and 255.")],
    );
}

#[test]
fn an_unknown_variant_is_said_once_and_does_not_hide_what_stands_beside_it() {
    expect(
        said::<Order>(r#"{"reference": "a", "status": "gone", "unit_price": 1, "lines": 7}"#),
        &[
            ("status", "The selected status is invalid. It must be one of: open, closed."),
            ("lines", "The lines must be a list."),
        ],
    );
    expect(
        said::<Order>(r#"{"reference": "a", "status": {"closed": {"by": "x"}}, "unit_price": 1, "lines": []}"#),
        &[
            ("status.closed.reason", "The reason field is required."),
            ("status.closed.by", "The by must be an integer."),
        ],
    );
}

/// What a type makes of its parts is not said of parts that were made up.
#[derive(Deserialize)]
#[serde(try_from = "Span")]
struct Period(Span);

#[derive(Deserialize)]
struct Span {
    from: u8,
    to: u8,
}

impl TryFrom<Span> for Period {
    type Error = &'static str;

    fn try_from(span: Span) -> Result<Self, &'static str> {
        if span.from < span.to { Ok(Self(span)) } else { Err("s3cr3t") }
    }
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "content", rename_all = "lowercase")]
enum Adjacent {
    Line(Line),
    Number(u8),
}

#[derive(Deserialize)]
struct Checked {
    period: Period,
    shape: Adjacent,
    day: u8,
}

#[test]
fn what_was_made_up_is_never_said_to_be_wrong() {
    expect(
        said::<Checked>(r#"{"period": {"from": "a"}, "shape": {"type": "x", "content": {}}, "day": "s3cr3t"}"#),
        &[
            ("period.from", "The from must be an integer."),
            ("period.to", "The to field is required."),
            ("shape.type", "The selected type is invalid. It must be one of: line, number."),
            ("day", "The day must be an integer."),
        ],
    );
    expect(
        said::<Checked>(r#"{"period": {"from": 2, "to": 1}, "shape": {"type": "line", "content": {}}, "day": -1}"#),
        &[
            ("period", "The period is invalid."),
            ("shape.content.sku", "The sku field is required."),
            ("shape.content.amount", "The amount field is required."),
            ("day", "The day must be between 0 and 255."),
        ],
    );
}

/// What a type of another crate may do: it tells no names, reads by hand, and takes what it cannot read.
struct ByHand {
    width: u8,
    height: u8,
    note: Option<u8>,
}

impl<'de> Deserialize<'de> for ByHand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = ByHand;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a size")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByHand, A::Error> {
                let (mut width, mut height, mut note) = (None, None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match &*key {
                        "width" => width = Some(map.next_value()?),
                        "height" => height = Some(map.next_value()?),
                        "note" => note = map.next_value().ok(),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(ByHand {
                    width: width.ok_or_else(|| de::Error::missing_field("width"))?,
                    height: height.ok_or_else(|| de::Error::missing_field("height"))?,
                    note,
                })
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

#[derive(Deserialize, Validate)]
struct Plain {
    size: ByHand,
    sizes: Vec<ByHand>,
}

#[test]
fn a_type_that_serde_alone_knows_is_read_to_its_end() {
    let body = r#"{"size": {"note": "x", "width": "x", "height": 256}, "sizes": [{}, {"height": null}]}"#;
    let Err(Rejection::Invalid(errors)) = from_json::<Plain>(body.as_bytes()) else { panic!() };
    let expected = [
        ("size.width", "The size must be an integer."),
        ("size.height", "The size must be between 0 and 255."),
        ("sizes.0.width", "The width field is required."),
        ("sizes.0.height", "The height field is required."),
        ("sizes.1.width", "The width field is required."),
        ("sizes.1.height", "The sizes field is required."),
    ];
    expect(pairs(&errors), &expected);
}

#[test]
fn a_form_says_the_same() {
    let form = "data[unit_price]=x&data[status]=gone&data[lines][0][amount]=-1&title=ab";
    let Err(Rejection::Invalid(errors)) = from_form::<Page<Order>>(form.as_bytes()) else { panic!() };
    let keys: Vec<_> = errors.iter().map(|(key, _)| key.to_owned()).collect();
    let expected =
        ["reference", "unit_price", "status", "lines.0.sku", "lines.0.amount"].map(|key| format!("data.{key}"));
    assert_eq!(keys, expected);
}

#[test]
fn nothing_of_what_was_sent_is_said() {
    let errors = refused::<Checked>(r#"{"period": "s3cr3t", "shape": {"type": "s3cr3t"}, "day": "s3cr3t"}"#);
    assert!(!format!("{errors:?}{errors}{}", errors.to_json()).contains("s3cr3t"));
}

thread_local! {
    static READ: Cell<usize> = const { Cell::new(0) };
}

/// A number that counts how often one is read.
struct Counted(u8);

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        READ.set(READ.get() + 1);
        u8::deserialize(deserializer).map(Self)
    }
}

#[derive(Deserialize)]
struct Wide {
    long: Vec<Counted>,
    a: u8,
    b: u8,
    c: u8,
    d: u8,
    e: u8,
    f: u8,
    g: u8,
    h: u8,
}

#[test]
fn many_mistakes_beside_a_long_list_cost_no_more_than_a_few_readings_of_it() {
    let mut found = Vec::new();
    for length in [10, 20_000, 40_000] {
        let long = vec!["1"; length].join(",");
        READ.set(0);
        found.push(
            said::<Wide>(&format!(
                r#"{{"long": [{long}], "a": "", "b": "", "c": "", "d": "", "e": "", "f": "", "g": "", "h": ""}}"#
            ))
            .len(),
        );
        assert!(READ.get() <= 5 * length + 4096, "{} for {length}", READ.get());
    }
    assert_eq!(found[0], 8);
    assert!(found[1..].iter().all(|count| (2..8).contains(count)), "{found:?}");
}

#[derive(Deserialize, Validate)]
struct Lists {
    lists: BTreeMap<String, Vec<Counted>>,
}

#[test]
fn lists_and_maps_that_went_on_by_themselves_are_not_read_again() {
    for wrong in [1, 50, 5_000] {
        let (count, lists) =
            (5_000, |at: usize| format!(r#""{at}": [{}, 1, 2]"#, if at < wrong { "\"x\"" } else { "0" }));
        let json = format!(r#"{{"lists": {{{}}}}}"#, (0..count).map(lists).collect::<Vec<_>>().join(","));
        READ.set(0);
        let Err(Rejection::Invalid(errors)) = from_json::<Lists>(json.as_bytes()) else { panic!("{wrong}") };
        assert_eq!(errors.len(), wrong.min(100));
        // serde has read up to the first mistake.
        assert!(READ.get() <= 3 * count + 3, "{} values read, {wrong} of them wrong", READ.get());
        for names in ["nothing.*", "*.*.*.*.nothing", "lists.4999.1", "lists.0.0"] {
            READ.set(0);
            let answer = Live::new().only(names).json::<Lists, ()>(json.as_bytes(), &());
            assert_eq!(answer.is_err(), names == "lists.0.0", "{names}");
            assert!(READ.get() <= 3 * count + 3, "{} values read for {names}, {wrong} wrong", READ.get());
        }
    }
}
