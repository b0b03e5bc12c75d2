//! The answers to requests that cannot be used.

use alloc::format;
use alloc::string::String;

use serde_json::{Map, Value, json};

use super::COMPONENTS;
use super::components::{ERROR_MESSAGE, VALIDATION_ERRORS};
use super::example;
use crate::body::INVALID_MESSAGE;
use crate::declaration::HasShape;
use crate::status::Status;

/// The answer with status 422 to a request for `T`: a response object whose schema is the component
/// [`VALIDATION_ERRORS`].
///
/// Its example has keys of the type and sentences of its rules, so that the document shows what the errors of this
/// request look like. There is no example if no such key is known.
///
/// ```
/// # use unprocessable_core as unprocessable;
/// # use unprocessable::declaration::{Content, Declaration, Declare, DeclaredField, HasShape, Shape};
/// # struct Payment;
/// # impl HasShape for Payment {
/// #     const SHAPE: Shape = Shape::declared::<Payment>();
/// # }
/// # impl Declare for Payment {
/// #     fn declaration() -> &'static Declaration {
/// #         const FIELD: DeclaredField = DeclaredField { name: "amount", shape: <f64 as HasShape>::SHAPE, ..DeclaredField::PLAIN };
/// #         const TYPE: Declaration = Declaration { content: Content::Fields(&[FIELD]), ..Declaration::PLAIN };
/// #         &TYPE
/// #     }
/// # }
/// use unprocessable::openapi;
///
/// let response = openapi::validation_response::<Payment>();
/// let media = &response["content"]["application/json"];
/// assert_eq!(media["schema"]["$ref"], "#/components/schemas/ValidationErrors");
/// assert_eq!(media["example"]["errors"]["amount"][0], "The amount field is required.");
/// ```
#[must_use]
pub fn validation_response<T: HasShape + ?Sized>() -> Value {
    let errors: Map<String, Value> =
        example::entries(T::shape()).into_iter().map(|(key, message)| (key, json!([message]))).collect();
    // An answer is never without errors.
    let example = (!errors.is_empty()).then(|| json!({ "message": INVALID_MESSAGE, "errors": errors }));
    response(Status::UnprocessableEntity, VALIDATION_ERRORS, example)
}

/// The answer with a message alone: 400 for a body that cannot be read, 413, 415, or any other status of the documented
/// table. It is a response object whose schema is the component [`ERROR_MESSAGE`].
///
/// ```
/// use unprocessable_core::{Status, openapi};
///
/// let response = openapi::message_response(Status::NotFound);
/// assert_eq!(response["description"], "Requested resource does not exist or was not found.");
/// let media = &response["content"]["application/json"];
/// assert_eq!(media["schema"]["$ref"], "#/components/schemas/ErrorMessage");
/// assert_eq!(media["example"]["message"], "Requested resource does not exist or was not found.");
/// ```
#[must_use]
pub fn message_response(status: Status) -> Value {
    let message = match status {
        Status::BadRequest => "The request body is not valid JSON: the syntax is wrong at line 1, column 12.",
        Status::ContentTooLarge => "The request body is too large.",
        Status::UnsupportedMediaType => "The request body must be sent as application/json.",
        status => status.sentence(),
    };
    response(status, ERROR_MESSAGE, Some(json!({ "message": message })))
}

fn response(status: Status, component: &str, example: Option<Value>) -> Value {
    let mut media = json!({ "schema": { "$ref": format!("{COMPONENTS}{component}") } });
    if let (Some(example), Value::Object(media)) = (example, &mut media) {
        media.insert("example".into(), example);
    }
    json!({
        "description": status.description(),
        "content": { "application/json": media },
    })
}
