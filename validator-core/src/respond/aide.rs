//! Errors as documented responses of aide, and the documentation that the extractors share with them.

use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;

use aide::OperationOutput;
use aide::generate::GenContext;
use aide::openapi::{MediaType, Operation, Response, SchemaObject, StatusCode};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use crate::body::error_body::ErrorBody;
use crate::decode::rejection::{Malformed, Rejection};
use crate::errors::ValidationErrors;
use crate::openapi;
use crate::status::Status;

/// Which component an answer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Component {
    /// `{"message": …, "errors": …}`
    Errors,
    /// `{"message": …}`
    Message,
}

/// A documented answer. Its component is among those of the document.
#[must_use]
pub fn response(ctx: &mut GenContext, description: &str, component: Component, example: Option<Value>) -> Response {
    let json_schema = match component {
        Component::Errors => ctx.schema.subschema_for::<ErrorsComponent>(),
        Component::Message => ctx.schema.subschema_for::<MessageComponent>(),
    };
    let schema = Some(SchemaObject { json_schema, external_docs: None, example: None });
    let media = MediaType { schema, example, ..MediaType::default() };
    Response {
        description: description.into(),
        content: [("application/json".into(), media)].into_iter().collect(),
        ..Response::default()
    }
}

struct ErrorsComponent;

struct MessageComponent;

macro_rules! components {
    ($($component:ident $name:ident)+) => {$(
        impl JsonSchema for $component {
            fn schema_name() -> Cow<'static, str> {
                openapi::$name.into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($component)).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                match openapi::error_schemas().remove(openapi::$name) {
                    Some(Value::Object(schema)) => schema.into(),
                    _ => Schema::default(),
                }
            }
        }
    )+};
}

components! { ErrorsComponent VALIDATION_ERRORS MessageComponent ERROR_MESSAGE }

/// What any answer looks like whose status is not known before.
const ANY_ERROR: &str = "The request is not answered.";

macro_rules! outputs {
    ($($(#[$doc:meta])+ $type:ty: $component:ident, $($code:tt $description:expr),+;)+) => {$(
        $(#[$doc])+
        impl OperationOutput for $type {
            type Inner = Self;

            fn operation_response(ctx: &mut GenContext, _: &mut Operation) -> Option<Response> {
                Some(response(ctx, ANY_ERROR, Component::$component, None))
            }

            fn inferred_responses(ctx: &mut GenContext, _: &mut Operation) -> Vec<(Option<StatusCode>, Response)> {
                vec![$((outputs!(@$code), response(ctx, $description, Component::$component, None))),+]
            }
        }
    )+};
    (@default) => { None };
    (@$code:literal) => { Some(StatusCode::Code($code)) };
}

outputs! {
    /// The answer to all statuses that are not documented otherwise.
    ErrorBody: Message, default ANY_ERROR;
    /// The answer to all statuses that are not documented otherwise.
    Status: Message, default ANY_ERROR;
    /// 422.
    ValidationErrors: Errors, 422 Status::UnprocessableEntity.description();
    /// 400, 413 or 422.
    Rejection: Message,
        400 Status::BadRequest.description(),
        413 Status::ContentTooLarge.description(),
        422 Status::UnprocessableEntity.description();
    /// 400 or 413.
    Malformed: Message, 400 Status::BadRequest.description(), 413 Status::ContentTooLarge.description();
}
