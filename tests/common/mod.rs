//! Short words for the tests.
#![allow(dead_code, missing_docs, unreachable_pub)]

use unprocessable::{NoContext, Validate, ValidationErrors};

/// The errors of a value that is not valid.
#[track_caller]
pub fn errors<T: Validate>(value: &T) -> ValidationErrors
where
    (): NoContext<()>,
{
    value.validate().expect_err("the value is valid")
}

/// Its keys and sentences, in order.
#[track_caller]
pub fn sentences<T: Validate>(value: &T) -> Vec<(String, String)> {
    pairs(&errors(value))
}

pub fn pairs(errors: &ValidationErrors) -> Vec<(String, String)> {
    errors.iter().map(|(key, violation)| (key.to_owned(), violation.message().to_string())).collect()
}

/// Its keys, each as often as it has violations.
#[track_caller]
pub fn keys<T: Validate>(value: &T) -> Vec<String> {
    errors(value).iter().map(|(key, _)| key.to_owned()).collect()
}

/// Its codes, in order.
#[track_caller]
pub fn codes<T: Validate>(value: &T) -> Vec<String> {
    errors(value).iter().map(|(_, violation)| violation.code().to_owned()).collect()
}
