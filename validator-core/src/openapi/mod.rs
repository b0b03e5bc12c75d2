//! OpenAPI documents that say what types demand. Builds on `json_schema` and `declaration`.
//!
//! A document is a [`serde_json::Value`], whoever made it.
//!
//! | for | see |
//! |---|---|
//! | the components of a type, for a document written by hand | [`schemas`] |
//! | the parameters of a query string, a path or header fields | [`parameters`] |
//! | the answers to what is invalid or cannot be read | [`validation_response`], [`message_response`], [`error_schemas`] |
//! | the rules, laid over schemas that another library has made | [`lay_over`], [`Overlay`] |
//! | OpenAPI 3.0 | [`to_3_0`] |
//!
//! Everything else is OpenAPI 3.1, whose schemas are JSON Schema 2020-12.

mod components;
mod example;
mod lay_over;
mod parameters;
mod responses;
mod to_3_0;

use core::cmp::Ordering;

use serde_json::Value;

pub use components::{ERROR_MESSAGE, VALIDATION_ERRORS, error_schemas, schemas};
pub use lay_over::{NotFound, Overlay, lay_over};
pub use parameters::parameters;
pub use responses::{message_response, validation_response};
pub use to_3_0::to_3_0;

/// Where components stand in a document.
const COMPONENTS: &str = "#/components/schemas/";

/// Compares two numbers of a document.
fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    let whole = |value: &Value| value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}
