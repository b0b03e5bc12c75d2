//! The body of every answer that is not a success.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::time::Duration;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::INVALID_MESSAGE;
use super::json_escape::push_json_escaped;
use crate::errors::ValidationErrors;
use crate::message::{Answer, Messages, invalid_of};
use crate::source::Source;
use crate::status::Status;

/// The body of any answer that is not a success: `{"message": …}`, and `errors` where there are some.
///
/// ```
/// use unprocessable_core::{ErrorBody, Status, ValidationErrors, Violation};
///
/// let body = ErrorBody::new(Status::NotFound).message("There is no such payment.");
/// assert_eq!(body.to_json(), r#"{"message":"There is no such payment."}"#);
///
/// let mut errors = ValidationErrors::new();
/// errors.add("email", Violation::new("taken", "The {attribute} has already been taken."));
/// let conflict = ErrorBody::new(Status::Conflict).errors(errors);
/// assert_eq!(
///     conflict.to_json(),
///     r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#,
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorBody {
    status: Status,
    message: Option<Cow<'static, str>>,
    /// The message, where every language has words for it.
    answer: Option<Box<Answer>>,
    retry_after: Option<Duration>,
    /// The part of the request that the keys are about. `None` if the keys begin with its name.
    source: Option<Source>,
    /// Boxed, so that a `Result` with a body in it stays small.
    errors: Option<Box<ValidationErrors>>,
}

impl ErrorBody {
    /// A body whose message is the [sentence](Status::sentence) of the status.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Status};
    ///
    /// let body = ErrorBody::new(Status::MethodNotAllowed);
    /// assert_eq!(body.to_json(), r#"{"message":"HTTP method not supported for this endpoint."}"#);
    /// ```
    #[must_use]
    pub const fn new(status: Status) -> Self {
        Self { status, message: None, answer: None, retry_after: None, source: Some(Source::Body), errors: None }
    }

    /// Replaces the message.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Status};
    ///
    /// let body = ErrorBody::new(Status::NotFound).message("There is no such payment.");
    /// assert_eq!(body.to_json(), r#"{"message":"There is no such payment."}"#);
    /// ```
    #[must_use]
    pub fn message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        (self.message, self.answer) = (Some(message.into()), None);
        self
    }

    /// Replaces the message by one that every language has words for.
    #[doc(hidden)]
    #[must_use]
    pub fn answer(mut self, answer: Answer) -> Self {
        (self.message, self.answer) = (Some(answer.english.into()), Some(Box::new(answer)));
        self
    }

    /// The same, with a message in English that says more, such as a place.
    #[cfg(feature = "json")]
    pub(crate) fn worded(mut self, answer: Answer, english: String) -> Self {
        (self.message, self.answer) = (Some(english.into()), Some(Box::new(answer)));
        self
    }

    /// The same as in another body, for a body that joins several.
    #[doc(hidden)]
    #[must_use]
    pub fn message_of(mut self, other: &Self) -> Self {
        (self.message, self.answer) = (other.message.clone(), other.answer.clone());
        self
    }

    /// Adds the `errors` object. Unless a message is set, it becomes that of the documented 422 body.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Status, ValidationErrors};
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("email", "The {attribute} has already been taken.");
    /// let body = ErrorBody::new(Status::Conflict).errors(errors);
    /// assert!(body.to_json().ends_with(r#""errors":{"email":["The email has already been taken."]}}"#));
    /// ```
    #[must_use]
    pub fn errors(mut self, errors: ValidationErrors) -> Self {
        self.errors = Some(Box::new(errors));
        self
    }

    /// Sets how long to wait before the same request is sent again, for the header `Retry-After`. Only
    /// [429 and 503](Status::allows_retry_after) have this header.
    ///
    /// ```
    /// use core::time::Duration;
    /// use unprocessable_core::{ErrorBody, Status};
    ///
    /// let busy = ErrorBody::new(Status::TooManyRequests).retry_after(Duration::from_millis(1_200));
    /// assert_eq!(busy.retry_after_seconds(), Some(2));
    /// assert_eq!(ErrorBody::new(Status::NotFound).retry_after(Duration::from_secs(1)).retry_after_seconds(), None);
    /// ```
    #[must_use]
    pub const fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// The value of the header `Retry-After` in seconds, rounded up. `None` if the response has no such header.
    ///
    /// ```
    /// use core::time::Duration;
    /// use unprocessable_core::{ErrorBody, Status};
    ///
    /// let closed = ErrorBody::new(Status::ServiceUnavailable).retry_after(Duration::from_millis(500));
    /// assert_eq!(closed.retry_after_seconds(), Some(1));
    /// ```
    #[must_use]
    pub fn retry_after_seconds(&self) -> Option<u64> {
        let wait = self.retry_after.filter(|_| self.status.allows_retry_after())?;
        Some(wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)))
    }

    /// Sets the part of the request that the keys are about. Without this call it is the body.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Source, Status};
    ///
    /// let body = ErrorBody::new(Status::BadRequest).of(Source::Query);
    /// assert_eq!(body.source("page"), (Source::Query, "page"));
    /// ```
    #[must_use]
    pub const fn of(mut self, source: Source) -> Self {
        self.source = Some(source);
        self
    }

    /// The keys are about several parts of the request. Those that are not about the body begin with `path`, `query` or
    /// `header`.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Source, Status};
    ///
    /// let body = ErrorBody::new(Status::BadRequest).of_several();
    /// assert_eq!(body.source("query.page"), (Source::Query, "page"));
    /// ```
    #[must_use]
    pub const fn of_several(mut self) -> Self {
        self.source = None;
        self
    }

    /// The part of the request that a key of its errors is about, and the key within that part.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Source, Status};
    ///
    /// let body = ErrorBody::new(Status::UnprocessableEntity);
    /// assert_eq!(body.source("items.0.price"), (Source::Body, "items.0.price"));
    /// ```
    #[must_use]
    pub fn source<'k>(&self, key: &'k str) -> (Source, &'k str) {
        self.source.map_or_else(|| Source::split(key), |source| (source, key))
    }

    /// The status of the response.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Status};
    ///
    /// assert_eq!(ErrorBody::new(Status::NotFound).status().code(), 404);
    /// ```
    #[must_use]
    pub const fn status(&self) -> Status {
        self.status
    }

    /// The message, unless it is the usual one.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Status};
    ///
    /// let body = ErrorBody::new(Status::NotFound);
    /// assert_eq!(body.own_message(), None);
    /// assert_eq!(body.message("There is no such payment.").own_message(), Some("There is no such payment."));
    /// ```
    #[must_use]
    pub fn own_message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Whether nothing in it is said in a language but the words of the application.
    #[doc(hidden)]
    #[must_use]
    pub const fn is_in_own_words(&self) -> bool {
        self.message.is_some() && self.answer.is_none() && self.errors.is_none()
    }

    /// The errors in it, if any.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Status, ValidationErrors};
    ///
    /// let body = ErrorBody::new(Status::NotFound);
    /// assert!(body.validation_errors().is_none());
    /// assert!(body.errors(ValidationErrors::new()).validation_errors().is_some());
    /// ```
    #[must_use]
    pub const fn validation_errors(&self) -> Option<&ValidationErrors> {
        match &self.errors {
            Some(errors) => Some(errors),
            None => None,
        }
    }

    /// The message if there is none of its own.
    #[doc(hidden)]
    #[must_use]
    pub fn usual_message(&self) -> &'static str {
        if self.errors.is_some() { INVALID_MESSAGE } else { self.status.sentence() }
    }

    /// The message at the top in the words of `messages`. A message of its own stays as it is.
    ///
    /// ```
    /// # #[cfg(feature = "lang-de")] {
    /// use unprocessable_core::{ErrorBody, Status, lang};
    ///
    /// let body = ErrorBody::new(Status::MethodNotAllowed);
    /// assert_eq!(body.message_from(&lang::DE), "Diese HTTP-Methode wird hier nicht unterstützt.");
    /// # }
    /// ```
    #[must_use]
    pub fn message_from<'m>(&'m self, messages: &'m dyn Messages) -> Cow<'m, str> {
        let answer = match (&self.message, &self.answer) {
            (_, Some(answer)) => **answer,
            (Some(own), None) => return (&**own).into(),
            (None, None) if self.errors.is_some() => return invalid_of(messages).unwrap_or(INVALID_MESSAGE).into(),
            (None, None) => Answer::of_status(self.status),
        };
        let usual = || self.message.as_deref().unwrap_or(self.status.sentence()).into();
        answer.in_words_of(messages).unwrap_or_else(usual)
    }

    /// The body as JSON, in the words of `messages`.
    ///
    /// ```
    /// # #[cfg(feature = "lang-de")] {
    /// use unprocessable_core::{ErrorBody, Status, lang};
    ///
    /// let json = ErrorBody::new(Status::TooManyRequests).to_json_from(&lang::DE);
    /// assert!(json.starts_with(r#"{"message":"Es wurden zu viele Anfragen gesendet."#));
    /// # }
    /// ```
    #[must_use]
    pub fn to_json_from(&self, messages: &dyn Messages) -> String {
        let message = self.message_from(messages);
        match &self.errors {
            Some(errors) => errors.body().messages(messages).message(&message).to_json(),
            None => {
                let mut json = String::from("{\"message\":\"");
                push_json_escaped(&message, &mut json);
                json.push_str("\"}");
                json
            }
        }
    }

    /// The body as JSON.
    ///
    /// ```
    /// use unprocessable_core::{ErrorBody, Status};
    ///
    /// let body = ErrorBody::new(Status::Conflict).message("The payment is being processed.");
    /// assert_eq!(body.to_json(), r#"{"message":"The payment is being processed."}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        match (&self.errors, &self.message) {
            (Some(errors), None) => errors.to_json(),
            (Some(errors), Some(message)) => errors.body().message(message).to_json(),
            (None, message) => {
                let mut json = String::from("{\"message\":\"");
                push_json_escaped(message.as_deref().unwrap_or(self.status.sentence()), &mut json);
                json.push_str("\"}");
                json
            }
        }
    }
}

/// The status and the message, for logs; violations are not told.
impl fmt::Display for ErrorBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status, self.own_message().unwrap_or_else(|| self.usual_message()))
    }
}

impl core::error::Error for ErrorBody {}

/// The documented body of invalid requests: 422, or 400 where parameters are missing or unreadable.
impl From<ValidationErrors> for ErrorBody {
    fn from(errors: ValidationErrors) -> Self {
        Self::new(errors.status()).of(errors.source()).errors(errors)
    }
}

impl From<Status> for ErrorBody {
    fn from(status: Status) -> Self {
        Self::new(status)
    }
}

impl Serialize for ErrorBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (&self.errors, &self.message) {
            (Some(errors), None) => errors.serialize(serializer),
            (Some(errors), Some(message)) => errors.body().message(message).serialize(serializer),
            (None, message) => {
                let mut body = serializer.serialize_map(Some(1))?;
                body.serialize_entry("message", message.as_deref().unwrap_or(self.status.sentence()))?;
                body.end()
            }
        }
    }
}
