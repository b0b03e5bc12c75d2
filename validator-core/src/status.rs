//! The documented table of status codes, and the body of every answer that is not a success.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::time::Duration;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::body::{INVALID_MESSAGE, push_escaped};
use crate::errors::ValidationErrors;
use crate::source::Source;

/// A status of the documented table, and the two more that a request body can earn (413 and 415).
///
/// ```
/// use unprocessable_core::Status;
///
/// let status = Status::UnprocessableEntity;
/// assert_eq!(status.code(), 422);
/// assert_eq!(status.name(), "Unprocessable Entity");
/// assert_eq!(status.to_string(), "422 Unprocessable Entity");
/// assert!(!status.is_retryable());
/// assert_eq!(Status::from_code(429), Some(Status::TooManyRequests));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Status {
    /// 400: the request cannot be read.
    BadRequest,
    /// 401: who is asking is not known.
    Unauthorized,
    /// 403: who is asking may not.
    Forbidden,
    /// 404: there is no such thing.
    NotFound,
    /// 405: not with this method.
    MethodNotAllowed,
    /// 409: what is asked for conflicts with what is there.
    Conflict,
    /// 413: the body is larger than the server reads.
    ContentTooLarge,
    /// 415: the body is in a format that the server does not read.
    UnsupportedMediaType,
    /// 422: the request can be read, but what it says is invalid.
    #[default]
    UnprocessableEntity,
    /// 429: too many requests in a short time.
    TooManyRequests,
    /// 500: the server failed.
    InternalServerError,
    /// 502: a server behind this one answered badly.
    BadGateway,
    /// 503: the server is closed for a while.
    ServiceUnavailable,
    /// 504: a server behind this one did not answer in time.
    GatewayTimeout,
}

/// One row of the table.
struct Row {
    code: u16,
    name: &'static str,
    description: &'static str,
    advice: &'static str,
}

impl Status {
    /// Every status, in ascending order of codes.
    pub const ALL: [Self; 14] = [
        Self::BadRequest,
        Self::Unauthorized,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::ContentTooLarge,
        Self::UnsupportedMediaType,
        Self::UnprocessableEntity,
        Self::TooManyRequests,
        Self::InternalServerError,
        Self::BadGateway,
        Self::ServiceUnavailable,
        Self::GatewayTimeout,
    ];

    /// The status with this code, if it is in the table.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// The number, such as 422.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.row().code
    }

    /// The name, such as "Unprocessable Entity".
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// What it means, as the documented table says it.
    #[must_use]
    pub const fn description(self) -> &'static str {
        self.row().description
    }

    /// What an answer says of it where nothing better is known: the description, without an example that only the
    /// reader of a table needs.
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert_eq!(Status::MethodNotAllowed.sentence(), "HTTP method not supported for this endpoint.");
    /// assert_eq!(Status::NotFound.sentence(), Status::NotFound.description());
    /// ```
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::MethodNotAllowed => "HTTP method not supported for this endpoint.",
            _ => self.description(),
        }
    }

    /// For a client error (4xx) what commonly causes it; `None` for a server error.
    #[must_use]
    pub const fn common_causes(self) -> Option<&'static str> {
        if self.is_client_error() { Some(self.row().advice) } else { None }
    }

    /// For a server error (5xx) what to do about it; `None` for a client error.
    #[must_use]
    pub const fn what_to_do(self) -> Option<&'static str> {
        if self.is_client_error() { None } else { Some(self.row().advice) }
    }

    /// Whether the client is at fault (4xx) rather than the server (5xx).
    #[must_use]
    pub const fn is_client_error(self) -> bool {
        self.code() < 500
    }

    /// Whether the same request may succeed later: 429 and every server error.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::TooManyRequests) || !self.is_client_error()
    }

    /// Whether a `Retry-After` header belongs to it: 429 and 503.
    #[must_use]
    pub const fn allows_retry_after(self) -> bool {
        matches!(self, Self::TooManyRequests | Self::ServiceUnavailable)
    }

    const fn row(self) -> Row {
        let (code, name, description, advice) = match self {
            Self::BadRequest => (
                400,
                "Bad Request",
                "Malformed request syntax or invalid request parameters.",
                "Invalid JSON, missing required parameters, malformed data",
            ),
            Self::Unauthorized => (
                401,
                "Unauthorized",
                "Authentication required. API key missing, invalid, or revoked.",
                "Missing Authorization header, invalid API key, revoked key",
            ),
            Self::Forbidden => (
                403,
                "Forbidden",
                "Authentication succeeded, but insufficient permissions for this resource.",
                "API key lacks permissions, accessing another org’s resources",
            ),
            Self::NotFound => (
                404,
                "Not Found",
                "Requested resource does not exist or was not found.",
                "Invalid resource ID, resource deleted, typo in URL",
            ),
            Self::MethodNotAllowed => (
                405,
                "Method Not Allowed",
                "HTTP method not supported for this endpoint (e.g., POST on a GET-only route).",
                "Using wrong HTTP method (POST instead of GET)",
            ),
            Self::Conflict => (
                409,
                "Conflict",
                "Request conflicts with current resource state (e.g., duplicate record).",
                "Duplicate resource, race condition, resource locked",
            ),
            Self::ContentTooLarge => (
                413,
                "Content Too Large",
                "The request body is larger than the server accepts.",
                "Body over the limit of this endpoint",
            ),
            Self::UnsupportedMediaType => (
                415,
                "Unsupported Media Type",
                "The format of the request body is not supported by this endpoint.",
                "Missing or wrong Content-Type header",
            ),
            Self::UnprocessableEntity => (
                422,
                "Unprocessable Entity",
                "Request syntax valid, but semantic errors in data (validation failures).",
                "Missing required fields, invalid data types, values out of range",
            ),
            Self::TooManyRequests => (
                429,
                "Too Many Requests",
                "Rate limit exceeded. Wait before making additional requests.",
                "Too many requests in short period, see Rate Limits",
            ),
            Self::InternalServerError => (
                500,
                "Internal Server Error",
                "Unexpected error on the server. Contact support if issue persists.",
                "Retry with exponential backoff",
            ),
            Self::BadGateway => (
                502,
                "Bad Gateway",
                "Invalid response from upstream server. Usually temporary.",
                "Retry after brief delay",
            ),
            Self::ServiceUnavailable => (
                503,
                "Service Unavailable",
                "Server temporarily unavailable (maintenance or overload).",
                "Retry after delay, check status page",
            ),
            Self::GatewayTimeout => (
                504,
                "Gateway Timeout",
                "Request timed out waiting for upstream server.",
                "Retry with exponential backoff",
            ),
        };
        Row { code, name, description, advice }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.name())
    }
}

impl core::error::Error for Status {}

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
    retry_after: Option<Duration>,
    /// What the keys of the errors are about; nothing where they say it themselves.
    source: Option<Source>,
    /// Boxed, so that a `Result` with a body in it stays small.
    errors: Option<Box<ValidationErrors>>,
}

impl ErrorBody {
    /// A body whose message is the [sentence](Status::sentence) of the status.
    #[must_use]
    pub const fn new(status: Status) -> Self {
        Self { status, message: None, retry_after: None, source: Some(Source::Body), errors: None }
    }

    /// Puts another message in its place.
    #[must_use]
    pub fn message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Adds the `errors` object; the message becomes that of the documented 422 body unless one is set.
    #[must_use]
    pub fn errors(mut self, errors: ValidationErrors) -> Self {
        self.errors = Some(Box::new(errors));
        self
    }

    /// Says when the same request may be sent again, for the header `Retry-After`. Only
    /// [429 and 503](Status::allows_retry_after) have it; at other statuses it is left out.
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

    /// The value of the header `Retry-After`, in whole seconds, if there is to be one.
    #[must_use]
    pub fn retry_after_seconds(&self) -> Option<u64> {
        let wait = self.retry_after.filter(|_| self.status.allows_retry_after())?;
        Some(wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)))
    }

    /// Says that its keys are those of another part of the request than the body, for formats that tell them apart.
    #[must_use]
    pub const fn of(mut self, source: Source) -> Self {
        self.source = Some(source);
        self
    }

    /// Says that its keys are those of several parts: those that are not of the body begin with `path`, `query` or
    /// `header`.
    #[must_use]
    pub const fn of_several(mut self) -> Self {
        self.source = None;
        self
    }

    /// The part of the request that a key of its errors is about, and the key within that part.
    #[must_use]
    pub fn source<'k>(&self, key: &'k str) -> (Source, &'k str) {
        self.source.map_or_else(|| Source::split(key), |source| (source, key))
    }

    /// The status it belongs to.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.status
    }

    /// The message, unless it is the usual one.
    #[must_use]
    pub fn own_message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The errors in it, if any.
    #[must_use]
    pub const fn validation_errors(&self) -> Option<&ValidationErrors> {
        match &self.errors {
            Some(errors) => Some(errors),
            None => None,
        }
    }

    /// The body as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        match (&self.errors, &self.message) {
            (Some(errors), None) => errors.to_json(),
            (Some(errors), Some(message)) => errors.body().message(message).to_json(),
            (None, message) => {
                let mut json = String::from("{\"message\":\"");
                push_escaped(message.as_deref().unwrap_or(self.status.sentence()), &mut json);
                json.push_str("\"}");
                json
            }
        }
    }
}

/// The status and the message, for logs; violations are not told.
impl fmt::Display for ErrorBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let usual = if self.errors.is_some() { INVALID_MESSAGE } else { self.status.sentence() };
        write!(f, "{}: {}", self.status, self.own_message().unwrap_or(usual))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_codes_are_found_again() {
        assert!(Status::ALL.is_sorted_by_key(|status| status.code()));
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
            assert_ne!(status.common_causes().is_some(), status.what_to_do().is_some());
        }
        assert_eq!(Status::from_code(418), None);
    }
}
