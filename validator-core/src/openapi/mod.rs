//! OpenAPI documents that say what types demand. Builds on `json_schema` and `declaration`.
//!
//! A document is a [`serde_json::Value`], whoever made it.
//!
//! | for | see |
//! |---|---|
//! | the schemas of several types, for a document written by hand | [`Components`] |
//! | the schemas of one type, its name and its reference | [`schemas`], [`component_name`], [`schema`] |
//! | the parameters of a query string, a path or header fields | [`parameters`] |
//! | the answers to what is invalid or cannot be read | [`validation_response`], [`message_response`], [`error_schemas`] |
//! | the rules, laid over schemas that another library has made | [`lay_over`], [`Overlay`] |
//! | OpenAPI 3.0 | [`to_3_0`] |
//!
//! Everything else is OpenAPI 3.1, whose schemas are JSON Schema 2020-12.

mod collection;
mod components;
mod example;
mod lay_over;
mod parameters;
mod responses;
mod to_3_0;

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::cmp::Ordering;

use serde_json::Value;

pub use collection::Components;
pub use components::{ERROR_MESSAGE, VALIDATION_ERRORS, component_name, error_schemas, schema, schemas};
pub use lay_over::{NotFound, Overlay, lay_over};
pub use parameters::{NotParameters, ParameterIn, parameters};
pub use responses::{message_response, validation_response};
pub use to_3_0::to_3_0;

/// Where components stand in a document.
const COMPONENTS: &str = "#/components/schemas/";

/// A reference without percent escapes: a fragment of an address may have any character in this form.
///
/// What is then a JSON pointer keeps its own escapes, `~0` and `~1`.
fn decoded(reference: &str) -> String {
    let bytes = reference.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|digit| char::from(*digit).to_digit(16));
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = digit(at + 1).zip(digit(at + 2)).filter(|_| *byte == b'%');
        let escaped = escaped.and_then(|(high, low)| u8::try_from(high << 4 | low).ok());
        plain.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    // What is not text after all is no escape.
    String::from_utf8(plain).unwrap_or_else(|_| reference.to_string())
}

/// Compares two numbers of a document.
fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    let whole = |value: &Value| value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}
