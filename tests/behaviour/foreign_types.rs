//! Fields of types of other crates: refused in words that say what they must be.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fmt::Debug;

use crate::common::pairs;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use unprocessable::{Rejection, Validate, decode::Inspect, from_form, from_json};

#[derive(Deserialize, Validate, Debug)]
struct One<T> {
    #[validate(required)]
    field: Option<T>,
}

/// What is said of a value, alone, as an item and in a map.
#[track_caller]
fn said<T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Debug>(value: &str) -> String {
    #[derive(Deserialize, Validate, Debug)]
    struct Several<T> {
        #[validate(nested)]
        one: T,
        #[validate(nested)]
        list: Vec<Option<T>>,
        #[validate(nested)]
        map: BTreeMap<String, T>,
    }
    let json = format!(r#"{{"one": {value}, "list": [{value}], "map": {{"a": {value}}}}}"#);
    let errors = match from_json::<Several<T>>(json.as_bytes()) {
        Ok(_) => return "fine".into(),
        Err(Rejection::Malformed(malformed)) => panic!("{malformed}"),
        Err(Rejection::Invalid(errors)) => pairs(&errors),
    };
    let sentences: Vec<_> = ["one", "list.0", "map.a"]
        .iter()
        .map(|key| {
            let (_, sentence) = errors.iter().find(|(at, _)| at == key).unwrap_or_else(|| panic!("{key} {errors:?}"));
            let label = key.split('.').next().expect("a label");
            sentence.replace(&format!("The {label} "), "")
        })
        .collect();
    assert!(sentences.iter().all(|sentence| *sentence == sentences[0]), "{sentences:?}");
    sentences[0].clone()
}

macro_rules! types {
    ($($name:ident: $type:ty, $good:literal, $sentence:literal;)+) => {$(
        #[test]
        fn $name() {
            assert_eq!(said::<$type>($good), "fine");
            // Concrete types of fields are found without `nested`.
            #[derive(Deserialize, Validate, Debug)]
            struct Plain {
                field: $type,
                more: Option<$type>,
            }
            for bad in [r#""s3cr3t""#, "[7777777]", r#"{"a": 1}"#, "true"] {
                assert_eq!(said::<$type>(bad), $sentence, "{bad}");
                let json = format!(r#"{{"field": {bad}, "more": {bad}}}"#);
                let Err(Rejection::Invalid(errors)) = from_json::<Plain>(json.as_bytes()) else { panic!("{json}") };
                let expected: Vec<_> = ["field", "more"]
                    .map(|key| (key.to_owned(), format!("The {key} {}", $sentence)))
                    .into();
                assert_eq!(pairs(&errors), expected, "{bad}");
                assert!(!format!("{errors:?}{}", errors.to_json()).contains("s3cr3t"));
            }
            let Err(Rejection::Invalid(errors)) = from_json::<Plain>(br#"{"field": null}"#) else { panic!() };
            assert_eq!(errors.to_string(), "field: The field field is required.");
        }
    )+};
}

types! {
    uuid: uuid::Uuid, r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#, "must be a valid UUID.";
    url: url::Url, r#""https://example.com/""#, "must be a valid URL.";
    decimal: rust_decimal::Decimal, r#""12.50""#, "must be a number.";
    jiff_date: jiff::civil::Date, r#""2024-02-29""#, "must be a valid date.";
    jiff_time: jiff::civil::Time, r#""12:30:00""#, "must be a valid time.";
    jiff_datetime: jiff::civil::DateTime, r#""2024-02-29T12:30:00""#, "must be a valid date and time.";
    jiff_timestamp: jiff::Timestamp, r#""2024-02-29T12:30:00Z""#, "must be a valid date and time.";
    jiff_zoned: jiff::Zoned, r#""2024-02-29T12:30:00+01:00[+01:00]""#, "must be a valid date and time.";
    jiff_span: jiff::Span, r#""P1DT2H""#, "must be a valid duration.";
    jiff_duration: jiff::SignedDuration, r#""PT2H""#, "must be a valid duration.";
    chrono_date: chrono::NaiveDate, r#""2024-02-29""#, "must be a valid date.";
    chrono_time: chrono::NaiveTime, r#""12:30:00""#, "must be a valid time.";
    chrono_naive: chrono::NaiveDateTime, r#""2024-02-29T12:30:00""#, "must be a valid date and time.";
    chrono_datetime: chrono::DateTime<chrono::Utc>, r#""2024-02-29T12:30:00Z""#, "must be a valid date and time.";
    chrono_offset: chrono::DateTime<chrono::FixedOffset>, r#""2024-02-29T12:30:00+01:00""#, "must be a valid date and time.";
    time_date: time::Date, "[2024, 60]", "must be a valid date.";
    time_time: time::Time, "[12, 30, 0, 0]", "must be a valid time.";
    time_primitive: time::PrimitiveDateTime, "[2024, 60, 12, 30, 0, 0]", "must be a valid date and time.";
    time_offset: time::OffsetDateTime, "[2024, 60, 12, 30, 0, 0, 0, 0, 0]", "must be a valid date and time.";
    time_duration: time::Duration, "[5, 0]", "must be a valid duration.";
}

/// What is said of a value that serde reads as a part of something larger, and of a text as the key of a map.
#[track_caller]
fn said_inside<T: DeserializeOwned + Debug + Ord>(value: &str) -> String {
    #[derive(Deserialize, Validate, Debug)]
    struct Inside<T: Ord> {
        tuple: (u8, T),
        lists: Vec<(T, T)>,
        range: std::ops::Range<T>,
        array: [T; 1],
        only_serde: OnlySerde<T>,
        map: BTreeMap<T, u8>,
    }
    #[derive(Deserialize, Debug)]
    struct OnlySerde<T> {
        field: Option<T>,
    }
    let json = format!(
        r#"{{
            "tuple": [1, {value}], "lists": [[{value}, {value}]], "range": {{"start": {value}, "end": {value}}},
            "array": [{value}], "only_serde": {{"field": {value}}}, "map": {{{value}: 1}}
        }}"#,
    );
    let errors = match from_json::<Inside<T>>(json.as_bytes()) {
        Ok(_) => return "fine".into(),
        Err(Rejection::Malformed(malformed)) => panic!("{malformed}"),
        Err(Rejection::Invalid(errors)) => errors,
    };
    // Of what was sent nothing comes back but the key.
    assert!(!format!("{errors:?}{}", errors.to_json()).replace("map.s3cr3t", "").contains("s3cr3t"));
    let expected = ["tuple.1", "lists.0.0", "range.start", "array.0", "only_serde.field", "map."];
    // What follows is found where a value can stand in for the one before.
    let first = pairs(&errors).into_iter().filter(|(key, _)| key != "lists.0.1" && key != "range.end");
    let sentences: Vec<String> = first
        .zip(expected)
        .map(|((key, sentence), expected)| {
            assert!(key.starts_with(expected), "{key} {expected}");
            let (_, said) = sentence.split_once(" must ").unwrap_or_else(|| panic!("{key}: {sentence}"));
            format!("must {said}")
        })
        .collect();
    assert_eq!(sentences.len(), expected.len());
    assert!(sentences.iter().all(|sentence| *sentence == sentences[0]), "{sentences:?}");
    sentences[0].clone()
}

#[test]
fn inside_of_tuples_and_as_keys_they_have_the_same_words() {
    macro_rules! said {
        ($($type:ty: $good:literal $($bad:literal)+, $sentence:literal;)+) => {$(
            assert_eq!(said_inside::<$type>($good), "fine");
            for bad in ["\"s3cr3t\"", "\"\"", $($bad),+] {
                assert_eq!(said_inside::<$type>(bad), $sentence, "{} {bad}", stringify!($type));
            }
        )+};
    }
    said! {
        uuid::Uuid: r#""67e55044-10b1-426f-9247-bb680e5fe0c8""# r#""67e55044""#, "must be a valid UUID.";
        url::Url: r#""https://example.com/""# r#""/path""#, "must be a valid URL.";
        rust_decimal::Decimal: r#""12.50""# r#""1,5""#, "must be a number.";
        jiff::civil::Date: r#""2024-02-29""# r#""2030-02-30""#, "must be a valid date.";
        jiff::civil::Time: r#""12:30:00""# r#""25:00""#, "must be a valid time.";
        jiff::civil::DateTime: r#""2024-02-29T12:30:00""# r#""2030-02-30T00:00:00""#, "must be a valid date and time.";
        jiff::Timestamp: r#""2024-02-29T12:30:00Z""# r#""2024-02-29T12:30:00""#, "must be a valid date and time.";
        jiff::Zoned: r#""2024-02-29T12:30:00+01:00[+01:00]""# r#""2024-02-29""#, "must be a valid date and time.";
        jiff::SignedDuration: r#""PT2H""# r#""2 o'clock""#, "must be a valid duration.";
        chrono::NaiveDate: r#""2024-02-29""# r#""2030-02-30""#, "must be a valid date.";
        chrono::NaiveTime: r#""12:30:00""# r#""25:00:00""#, "must be a valid time.";
        chrono::NaiveDateTime: r#""2024-02-29T12:30:00""# r#""2030-02-30T00:00:00""#, "must be a valid date and time.";
        chrono::DateTime<chrono::Utc>: r#""2024-02-29T12:30:00Z""# r#""2030-02-30T00:00:00Z""#, "must be a valid date and time.";
        std::net::IpAddr: r#""::1""# r#""300.0.0.1""#, "must be a valid IP address.";
        std::net::Ipv4Addr: r#""127.0.0.1""# r#""::1""#, "must be a valid IPv4 address.";
        std::net::Ipv6Addr: r#""::1""# r#""127.0.0.1""#, "must be a valid IPv6 address.";
    }
}

#[test]
fn an_impossible_date_is_no_date_wherever_it_stands() {
    #[derive(Deserialize, Validate, Debug)]
    struct Stay {
        day: jiff::civil::Date,
        nights: (jiff::civil::Date, chrono::NaiveDate),
        prices: BTreeMap<jiff::civil::Date, u8>,
        stamp: (time::Date, time::Time),
    }
    let rejection = from_json::<Stay>(
        br#"{
            "day": "2030-02-30", "nights": ["2030-02-30", "2030-02-29"], "prices": {"2030-02-30": 1, "2030-02-28": -1},
            "stamp": [[2030, 400], [12, 30, 0, 0]]
        }"#,
    )
    .unwrap_err();
    assert_eq!(
        rejection.to_string(),
        "day: The day must be a valid date.\n\
         nights.0: The nights must be a valid date.\n\
         nights.1: The nights must be a valid date.\n\
         prices.2030-02-30: The prices must be a valid date.\n\
         prices.2030-02-28: The prices must be between 0 and 255.\n\
         stamp.0: The stamp must be a valid date."
    );
}

#[test]
fn forms_have_the_same_words() {
    #[derive(Deserialize, Validate, Debug)]
    struct Form {
        id: uuid::Uuid,
        price: rust_decimal::Decimal,
        day: Option<jiff::civil::Date>,
        links: Vec<url::Url>,
    }
    let form =
        "id=67e55044-10b1-426f-9247-bb680e5fe0c8&price=12.50&day=&links=https://a.example&links=https://b.example";
    let read = from_form::<Form>(form).unwrap();
    assert_eq!((read.price.to_string().as_str(), read.day, read.links.len()), ("12.50", None, 2));
    let rejection = from_form::<Form>("id=1&price=x&day=today&links=https://a.example&links=b").unwrap_err();
    assert_eq!(
        rejection.to_string(),
        "id: The id must be a valid UUID.\n\
         price: The price must be a number.\n\
         day: The day must be a valid date.\n\
         links.1: The links must be a valid URL.",
    );
}

#[test]
fn required_looks_at_options_of_them() {
    let Err(Rejection::Invalid(errors)) = from_json::<One<uuid::Uuid>>(b"{}") else { panic!() };
    assert_eq!(errors.to_string(), "field: The field field is required.");
}
