//! Keys are the names that serde's deserialise side uses.
#![allow(dead_code)]

use std::collections::{BTreeMap, HashMap};

use crate::common::{keys, sentences};
use serde::Deserialize;
use unprocessable::Validate;

#[derive(Deserialize, Validate, Default)]
struct Empty {
    #[validate(required)]
    a: String,
}

#[test]
fn renames() {
    #[derive(Deserialize, Validate, Default)]
    #[serde(rename_all = "camelCase")]
    struct Renamed {
        #[validate(required)]
        first_name: String,
        #[serde(rename = "Last-Name")]
        #[validate(required)]
        last_name: String,
        #[serde(rename(serialize = "out", deserialize = "in"))]
        #[validate(required)]
        both: String,
        #[serde(alias = "other")]
        #[validate(required)]
        aliased: String,
        #[validate(required)]
        r#type: String,
        #[serde(rename = "a.b\\c")]
        #[validate(required)]
        dotted: String,
    }
    assert_eq!(
        sentences(&Renamed::default()),
        [
            ("firstName", "The first name field is required."),
            ("Last-Name", "The last name field is required."),
            ("in", "The in field is required."),
            ("aliased", "The aliased field is required."),
            ("type", "The type field is required."),
            (r"a\.b\\c", "The a b c field is required."),
        ]
        .map(|(key, sentence)| (key.into(), sentence.into()))
    );
}

#[test]
fn flattened_fields_stand_among_those_around_them() {
    #[derive(Deserialize, Validate, Default)]
    struct Outer {
        #[validate(required)]
        name: String,
        #[serde(flatten)]
        #[validate(nested)]
        inner: Empty,
        #[serde(flatten)]
        #[validate(values(required), length(max = 1))]
        extra: BTreeMap<String, String>,
    }
    let outer = Outer { extra: [("x".into(), " ".into()), ("y".into(), "y".into())].into(), ..Outer::default() };
    assert_eq!(keys(&outer), ["name", "a", "_"]);
    let outer = Outer { extra: [("x".into(), " ".into())].into(), ..Outer::default() };
    assert_eq!(keys(&outer), ["name", "a", "x"]);
}

#[test]
fn tagged_enums() {
    #[derive(Deserialize, Validate)]
    #[serde(rename_all = "snake_case")]
    enum External {
        BigOne {
            #[validate(required)]
            a: String,
        },
        Wrapped(#[validate(nested)] Empty),
    }
    #[derive(Deserialize, Validate)]
    #[serde(tag = "type", rename_all_fields = "camelCase")]
    enum Internal {
        One {
            #[validate(required)]
            first_name: String,
        },
        Two(#[validate(nested)] Empty),
    }
    #[derive(Deserialize, Validate)]
    #[serde(tag = "t", content = "c")]
    enum Adjacent {
        One {
            #[validate(required)]
            a: String,
        },
        Two(#[validate(nested)] Empty),
        Three(#[validate(gt(0))] u8, #[validate(gt(0))] u8),
    }
    #[derive(Deserialize, Validate)]
    #[serde(untagged)]
    enum Untagged {
        One {
            #[validate(required)]
            a: String,
        },
        Two(#[validate(nested)] Empty),
    }
    let s = String::new;
    assert_eq!(keys(&External::BigOne { a: s() }), ["big_one.a"]);
    assert_eq!(keys(&External::Wrapped(Empty::default())), ["wrapped.a"]);
    assert_eq!(keys(&Internal::One { first_name: s() }), ["firstName"]);
    assert_eq!(keys(&Internal::Two(Empty::default())), ["a"]);
    assert_eq!(keys(&Adjacent::One { a: s() }), ["c.a"]);
    assert_eq!(keys(&Adjacent::Two(Empty::default())), ["c.a"]);
    assert_eq!(keys(&Adjacent::Three(0, 0)), ["c.0", "c.1"]);
    assert_eq!(keys(&Untagged::One { a: s() }), ["a"]);
    assert_eq!(keys(&Untagged::Two(Empty::default())), ["a"]);
}

#[test]
fn map_keys_are_escaped_and_capped_and_never_label_anything() {
    #[derive(Deserialize, Validate)]
    struct Prices {
        #[validate(values(gt(0)))]
        unit_prices: HashMap<String, u8>,
    }
    let prices = |key: &str| Prices { unit_prices: [(key.to_owned(), 0)].into() };
    for (key, rendered) in [
        ("eur", "unit_prices.eur"),
        ("a.b", r"unit_prices.a\.b"),
        ("a\\b", r"unit_prices.a\\b"),
        ("", "unit_prices."),
        ("_", r"unit_prices.\_"),
        ("\"quoted\"\n", "unit_prices.\"quoted\"\n"),
    ] {
        assert_eq!(
            sentences(&prices(key)),
            [(rendered.to_owned(), "The unit prices must be greater than 0.".to_owned())]
        );
    }
    let long = keys(&prices(&"é".repeat(1000))).remove(0);
    assert_eq!(long.chars().count(), "unit_prices.".len() + 100 + 1);
}

#[test]
fn map_keys_of_every_type() {
    #[derive(Deserialize, Validate, PartialEq, Eq, Hash, PartialOrd, Ord, Clone, Copy)]
    #[serde(rename_all = "lowercase")]
    enum Currency {
        Eur,
        Usd,
    }
    #[derive(Validate)]
    struct Maps {
        #[validate(values(gt(0)))]
        a: HashMap<i128, u8>,
        #[validate(values(gt(0)))]
        b: BTreeMap<Currency, u8>,
        #[validate(values(gt(0)))]
        c: BTreeMap<bool, u8>,
        #[validate(values(gt(0)))]
        d: BTreeMap<char, u8>,
        #[validate(values(gt(0)))]
        e: HashMap<Box<str>, u8>,
    }
    let maps = Maps {
        a: [(i128::MIN, 0)].into(),
        b: [(Currency::Usd, 0)].into(),
        c: [(true, 0)].into(),
        d: [('.', 0)].into(),
        e: [("k".into(), 0)].into(),
    };
    assert_eq!(keys(&maps), [format!("a.{}", i128::MIN).as_str(), "b.usd", "c.true", r"d.\.", "e.k"]);
}
