#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod path;

use async_graphql::{Error, ErrorExtensions as _, Name, Value, indexmap::IndexMap};
use unprocessable::{ErrorBody, Messages, Status, ValidationErrors, Violation};

/// Errors that can be answered by GraphQL.
pub trait ToError {
    /// The error of a resolver, whose argument of this name was checked. Keys begin with that name; with an empty one,
    /// they stand alone.
    ///
    /// ```
    /// use async_graphql::Value;
    /// use unprocessable::{ValidationErrors, Violation};
    /// use unprocessable_graphql::ToError as _;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("items.0.price", Violation::new("gt", "The {attribute} must be greater than 0."));
    /// let error = errors.to_error("order");
    /// assert_eq!(error.message, "The given data was invalid.");
    /// let extensions = error.extensions.unwrap();
    /// assert_eq!(extensions.get("code"), Some(&Value::from("BAD_USER_INPUT")));
    /// let sentences = extensions.get("errors").unwrap().clone().into_json().unwrap();
    /// assert_eq!(sentences["order.items.0.price"][0], "The price must be greater than 0.");
    /// ```
    fn to_error(&self, argument: &str) -> Error;

    /// The same in the words of `messages`.
    fn to_error_in(&self, argument: &str, messages: &dyn Messages) -> Error;
}

impl ToError for ValidationErrors {
    fn to_error(&self, argument: &str) -> Error {
        ErrorBody::from(self.clone()).to_error(argument)
    }

    fn to_error_in(&self, argument: &str, messages: &dyn Messages) -> Error {
        ErrorBody::from(self.clone()).to_error_in(argument, messages)
    }
}

impl ToError for ErrorBody {
    fn to_error(&self, argument: &str) -> Error {
        let message = self.own_message().unwrap_or_else(|| self.usual_message());
        let sentence = |_: &str, violation: &Violation| violation.message().to_string();
        error(self, message, argument, &sentence)
    }

    fn to_error_in(&self, argument: &str, messages: &dyn Messages) -> Error {
        let sentence = |key: &str, violation: &Violation| violation.message_at(key, messages).to_string();
        error(self, &self.message_from(messages), argument, &sentence)
    }
}

type Say<'s> = &'s dyn Fn(&str, &Violation) -> String;

fn error(body: &ErrorBody, message: &str, argument: &str, say: Say<'_>) -> Error {
    let mut sentences: IndexMap<Name, Value> = IndexMap::new();
    let mut violations = Vec::new();
    for (key, violation) in body.validation_errors().into_iter().flat_map(ValidationErrors::iter) {
        let (whole, message) = (path::below(argument, key), say(key, violation));
        violations.push(object([
            ("path", path::of(&whole)),
            ("code", violation.code().into()),
            ("message", message.as_str().into()),
        ]));
        if let Value::List(list) = sentences.entry(Name::new(whole)).or_insert_with(|| Value::List(Vec::new())) {
            list.push(message.into());
        }
    }
    Error::new(message).extend_with(|_, extensions| {
        extensions.set("code", code(body.status()));
        if !violations.is_empty() {
            extensions.set("errors", Value::Object(sentences));
            extensions.set("violations", Value::List(violations));
        }
        if let Some(seconds) = body.retry_after_seconds() {
            extensions.set("retryAfter", seconds);
        }
    })
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (Name::new(name), value)).collect())
}

/// The code that servers of GraphQL usually have for it.
fn code(status: Status) -> &'static str {
    match status.code() {
        400 | 413 | 415 | 422 => "BAD_USER_INPUT",
        401 => "UNAUTHENTICATED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        409 => "CONFLICT",
        429 => "TOO_MANY_REQUESTS",
        503 => "SERVICE_UNAVAILABLE",
        500.. => "INTERNAL_SERVER_ERROR",
        _ => "BAD_REQUEST",
    }
}
