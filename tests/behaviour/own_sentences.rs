//! A type that reads itself may say what is wrong in words of its own; the words of others are never shown.
#![allow(dead_code)]

use std::collections::BTreeMap;

use crate::common::pairs;
use serde::{Deserialize, Deserializer, de::Error};
use unprocessable::{
    Argument, Messages, Rejection, Sentence, Validate, ValidationErrors, Violation, from_form, from_json,
};

#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
struct Sku(String);

impl TryFrom<String> for Sku {
    type Error = Violation;

    fn try_from(text: String) -> Result<Self, Violation> {
        if text.len() == 8 {
            return Ok(Self(text));
        }
        let violation =
            Violation::new("sku", "The {attribute} must be an article number of {size} characters, {share}.");
        Err(violation.argument("size", 8).argument("share", 0.5))
    }
}

#[derive(Debug)]
struct Even(u8);

impl<'de> Deserialize<'de> for Even {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u8::deserialize(deserializer)?;
        if number % 2 == 0 {
            Ok(Self(number))
        } else {
            Err(D::Error::custom(Violation::new("even", "Even numbers only.")))
        }
    }
}

#[derive(Deserialize, Debug)]
#[serde(try_from = "String")]
struct Foreign(String);

impl TryFrom<String> for Foreign {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Err(format!("\u{1f}{text} is not what {{attribute}} takes"))
    }
}

#[derive(Deserialize, Debug)]
struct OnlySerde {
    sku: Option<Sku>,
}

#[derive(Deserialize, Validate, Debug)]
struct Order {
    #[validate(attribute = "article")]
    sku: Sku,
    even: Even,
    skus: Vec<Sku>,
    by_sku: BTreeMap<Sku, Even>,
    pair: (u8, Sku),
    only_serde: OnlySerde,
    foreign: Foreign,
    #[validate(length(min = 2))]
    note: String,
}

fn errors(json: &str) -> ValidationErrors {
    match from_json::<Order>(json.as_bytes()) {
        Err(Rejection::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

const ORDER: &str = r#"{"sku": "s3cr3t", "even": 3, "skus": ["12345678", "s3cr3t", 5], "by_sku": {"s3cr3t": 4, "12345678": 5},
    "pair": [1, "s3cr3t"], "only_serde": {"sku": "s3cr3t"}, "foreign": "s3cr3t", "note": ""}"#;

#[test]
fn a_violation_in_place_of_an_error_is_what_is_said() {
    let said = pairs(&errors(ORDER));
    let said: Vec<_> = said.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(
        said,
        [
            ("sku", "The article must be an article number of 8 characters, 0.5."),
            ("even", "Even numbers only."),
            ("skus.1", "The skus must be an article number of 8 characters, 0.5."),
            ("skus.2", "The skus must be text."),
            ("by_sku.s3cr3t", "The by sku must be an article number of 8 characters, 0.5."),
            ("by_sku.12345678", "Even numbers only."),
            ("pair.1", "The pair must be an article number of 8 characters, 0.5."),
            ("only_serde.sku", "The sku must be an article number of 8 characters, 0.5."),
            ("foreign", "The foreign is invalid."),
            ("note", "The note must be at least 2 characters."),
        ]
    );
}

#[test]
fn of_what_was_sent_nothing_comes_back() {
    let errors = errors(ORDER);
    let all = format!("{errors:?} {errors} {}", errors.to_json());
    assert!(!all.replace("by_sku.s3cr3t", "").contains("s3cr3t"), "{all}");
}

#[test]
fn it_keeps_its_code_and_arguments_and_goes_through_messages() {
    struct German;
    impl Messages for German {
        fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
            (sentence.code() == "sku").then_some("{attribute}: {size} Zeichen.")
        }
    }
    let errors = errors(ORDER);
    let violation = errors.get("sku").next().unwrap();
    assert_eq!(violation.code(), "sku");
    let arguments: Vec<_> = violation.arguments().collect();
    assert_eq!(arguments, [("size", Argument::Integer(8)), ("share", Argument::Float(0.5))]);
    assert_eq!(violation.message_from(&German).to_string(), "article: 8 Zeichen.");
}

#[test]
fn forms_have_it_too() {
    #[derive(Deserialize, Validate, Debug)]
    struct Form {
        sku: Sku,
        even: Even,
    }
    let Err(Rejection::Invalid(errors)) = from_form::<Form>("sku=x&even=3") else { panic!() };
    let codes: Vec<_> = errors.iter().map(|(key, violation)| (key, violation.code())).collect();
    assert_eq!(codes, [("sku", "sku"), ("even", "even")]);
}

#[test]
fn a_violation_is_an_error_of_its_own() {
    let violation = Violation::new("even", "The {attribute} must be even.");
    assert_eq!(violation.to_string(), "The given data must be even.");
    assert_eq!(format!("{violation:>3}"), "The given data must be even.");
    let _: Box<dyn std::error::Error + Send + Sync> = violation.into();
}
