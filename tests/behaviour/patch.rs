//! Requests that change only what they name: left out, `null` and a value are three things.

use crate::common::pairs;
use serde::{Deserialize, Serialize};
use unprocessable::{Patch, Rejection, Validate, from_form, from_json};

#[derive(Deserialize, Serialize, Validate, Debug, PartialEq, Default)]
#[serde(default, deny_unknown_fields)]
struct Change {
    #[validate(required, email)]
    #[serde(skip_serializing_if = "Patch::is_absent")]
    email: Patch<String>,
    #[validate(length(max = 5))]
    #[serde(skip_serializing_if = "Patch::is_absent")]
    nickname: Patch<String>,
    #[validate(required, range(18..=120))]
    #[serde(skip_serializing_if = "Patch::is_absent")]
    age: Patch<u8>,
    #[validate(nested)]
    #[serde(skip_serializing_if = "Patch::is_absent")]
    address: Patch<Address>,
    #[validate(required, each(length(min = 2)))]
    #[serde(skip_serializing_if = "Patch::is_absent")]
    tags: Patch<Vec<String>>,
    #[validate(required)]
    #[serde(skip_serializing_if = "Patch::is_absent")]
    opaque: Patch<Opaque>,
    #[validate(required_with(self.nickname))]
    #[serde(skip_serializing_if = "Patch::is_absent")]
    reason: Patch<String>,
    #[validate(prohibits(self.reason))]
    #[serde(skip_serializing_if = "Patch::is_absent")]
    silent: Patch<bool>,
}

#[derive(Deserialize, Serialize, Validate, Debug, PartialEq)]
struct Address {
    #[validate(length(min = 2))]
    city: String,
}

/// Rules know nothing of it.
#[derive(Deserialize, Serialize, Debug, PartialEq)]
struct Opaque(u8);

#[track_caller]
fn assert_refused(json: &str, expected: &[(&str, &str)]) {
    let Err(Rejection::Invalid(errors)) = from_json::<Change>(json.as_bytes()) else { panic!("{json}") };
    let refused = pairs(&errors);
    let refused: Vec<_> = refused.iter().map(|(key, sentence)| (key.as_str(), sentence.as_str())).collect();
    assert_eq!(refused, expected, "{json}");
}

#[test]
fn absent_null_and_value_come_through() {
    let change = from_json::<Change>(br#"{"nickname": null, "age": 30}"#).unwrap();
    assert_eq!(*change, Change { nickname: Patch::Null, age: Patch::Value(30), ..Change::default() });
    assert_eq!(serde_json::to_string(&*change).unwrap(), r#"{"nickname":null,"age":30}"#);
    assert_eq!(*from_json::<Change>(b"{}").unwrap(), Change::default());
}

#[test]
fn required_means_neither_null_nor_blank_where_it_is_sent() {
    assert_refused(
        r#"{"email": null, "age": null, "tags": [], "opaque": null}"#,
        &[
            ("email", "The email field is required."),
            ("age", "The age field is required."),
            ("tags", "The tags field is required."),
            ("opaque", "The opaque field is required."),
        ],
    );
    assert_refused(
        r#"{"email": " "}"#,
        &[("email", "The email field is required."), ("email", "The email must be a valid email address.")],
    );
}

#[test]
fn rules_see_the_value() {
    assert_refused(
        r#"{"email": "x", "nickname": "too long", "age": 7, "address": {"city": "x"}, "tags": ["ab", "c"], "reason": "r"}"#,
        &[
            ("email", "The email must be a valid email address."),
            ("nickname", "The nickname must not be greater than 5 characters."),
            ("age", "The age must be between 18 and 120."),
            ("address.city", "The city must be at least 2 characters."),
            ("tags.1", "The tags must be at least 2 characters."),
        ],
    );
    assert!(from_json::<Change>(br#"{"silent": true}"#).is_ok());
    assert!(from_json::<Change>(br#"{"reason": "r"}"#).is_ok());
    let sentence = |json: &[u8]| from_json::<Change>(json).unwrap_err().to_string();
    assert!(sentence(br#"{"silent": true, "reason": "r"}"#).starts_with("silent: "));
    assert!(sentence(br#"{"nickname": "jay", "reason": ""}"#).starts_with("reason: "));
}

#[test]
fn a_refused_document_says_all_of_it() {
    assert_refused(
        r#"{"email": "x", "nickname": 1, "age": 300, "address": {"city": 1}, "tags": ["a", null], "other": 1}"#,
        &[
            ("email", "The email must be a valid email address."),
            ("nickname", "The nickname must be text."),
            ("age", "The age must be between 0 and 255."),
            ("address.city", "The city must be text."),
            ("tags.0", "The tags must be at least 2 characters."),
            ("tags.1", "The tags field is required."),
            ("other", "This field is not allowed."),
        ],
    );
    assert_refused(
        r#"{"email": null, "age": "x"}"#,
        &[("email", "The email field is required."), ("age", "The age must be an integer.")],
    );
}

#[test]
fn a_form_leaves_out_and_empties_fields() {
    let change = from_form::<Change>("nickname=&age=40").unwrap();
    assert_eq!(*change, Change { nickname: Patch::Null, age: Patch::Value(40), ..Change::default() });
}
