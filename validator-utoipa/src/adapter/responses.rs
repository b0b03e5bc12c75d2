//! The answers to requests that cannot be used.

use core::marker::PhantomData;
use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;
use unprocessable::Status;
use unprocessable::declaration::HasShape;
use unprocessable::openapi::{self, ERROR_MESSAGE, VALIDATION_ERRORS};

use super::convert::schema;
use super::utoipa::openapi::RefOr;
use super::utoipa::openapi::response::Response;
use super::utoipa::openapi::schema::Schema;
use super::utoipa::{IntoResponses, PartialSchema, ToSchema};

/// The answers to a body that cannot be used: 400, 413, 415 and 422, as `ValidJson<T>` gives them.
///
/// The example of 422 has keys of the type and the sentences of its rules. The bodies are the components
/// [`ValidationErrors`] and [`ErrorMessage`]. [`Rules`](super::Rules) puts them into the document; without it, name them in
/// `components(schemas(…))`.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
/// use unprocessable_utoipa::ValidationResponses;
/// use utoipa::IntoResponses;
///
/// #[derive(Deserialize, Validate)]
/// struct Payment {
///     #[validate(gt(0))]
///     amount: f64,
/// }
///
/// #[utoipa::path(
///     post,
///     path = "/payments",
///     responses((status = 201, description = "It is paid."), ValidationResponses<Payment>),
/// )]
/// fn pay() {}
///
/// let responses = serde_json::to_value(ValidationResponses::<Payment>::responses()).unwrap();
/// let example = &responses["422"]["content"]["application/json"]["example"];
/// assert_eq!(example["errors"]["amount"][0], "The amount must be greater than 0.");
/// ```
#[derive(Debug)]
pub struct ValidationResponses<T: ?Sized>(PhantomData<fn() -> T>);

impl<T: HasShape + ?Sized> IntoResponses for ValidationResponses<T> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let messages = [Status::BadRequest, Status::ContentTooLarge, Status::UnsupportedMediaType];
        messages.into_iter().map(message).chain([invalid::<T>()]).collect()
    }
}

/// The answers to parameters that cannot be used: 400 and 422, as `ValidQuery<T>`, `ValidPath<T>` and `ValidHeaders<T>` give
/// them. See [`ValidationResponses`].
#[derive(Debug)]
pub struct ParamResponses<T: ?Sized>(PhantomData<fn() -> T>);

impl<T: HasShape + ?Sized> IntoResponses for ParamResponses<T> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        // The example is about a body.
        let mut malformed = openapi::message_response(Status::BadRequest);
        if let Some(example) = malformed.pointer_mut("/content/application~1json/example/message") {
            *example = Status::BadRequest.sentence().into();
        }
        BTreeMap::from([answer(Status::BadRequest, malformed), invalid::<T>()])
    }
}

fn invalid<T: HasShape + ?Sized>() -> (String, RefOr<Response>) {
    answer(Status::UnprocessableEntity, openapi::validation_response::<T>())
}

fn message(status: Status) -> (String, RefOr<Response>) {
    answer(status, openapi::message_response(status))
}

fn answer(status: Status, response: Value) -> (String, RefOr<Response>) {
    let response: Response = serde_json::from_value(response).unwrap_or_default();
    (status.code().to_string(), response.into())
}

/// The body of an answer with status 422, as a schema: `body = ValidationErrors`.
#[derive(Clone, Copy, Debug)]
pub struct ValidationErrors;

impl PartialSchema for ValidationErrors {
    fn schema() -> RefOr<Schema> {
        error(VALIDATION_ERRORS)
    }
}

impl ToSchema for ValidationErrors {
    fn name() -> Cow<'static, str> {
        VALIDATION_ERRORS.into()
    }
}

/// The body of an answer with a message alone, as a schema: `(status = 404, body = ErrorMessage)`.
#[derive(Clone, Copy, Debug)]
pub struct ErrorMessage;

impl PartialSchema for ErrorMessage {
    fn schema() -> RefOr<Schema> {
        error(ERROR_MESSAGE)
    }
}

impl ToSchema for ErrorMessage {
    fn name() -> Cow<'static, str> {
        ERROR_MESSAGE.into()
    }
}

fn error(name: &str) -> RefOr<Schema> {
    schema(&openapi::error_schemas().remove(name).unwrap_or_default())
}
