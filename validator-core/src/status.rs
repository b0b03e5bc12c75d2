//! The documented table of status codes.

use core::fmt;

/// A status of the documented table, or one of two more that a request body can cause (413 and 415).
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
    /// 401: the client is not authenticated.
    Unauthorized,
    /// 403: the client has no permission.
    Forbidden,
    /// 404: the resource does not exist.
    NotFound,
    /// 405: the resource does not allow this method.
    MethodNotAllowed,
    /// 409: the request conflicts with stored data.
    Conflict,
    /// 413: the body is larger than the server reads.
    ContentTooLarge,
    /// 415: the body is in a format that the server does not read.
    UnsupportedMediaType,
    /// 422: the request can be read, but its data is invalid.
    #[default]
    UnprocessableEntity,
    /// 429: too many requests in a short time.
    TooManyRequests,
    /// 500: the server failed.
    InternalServerError,
    /// 502: another server that this one depends on gave a bad answer.
    BadGateway,
    /// 503: the server is unavailable for a while.
    ServiceUnavailable,
    /// 504: another server that this one depends on did not answer in time.
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
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert!(Status::ALL.is_sorted_by_key(|status| status.code()));
    /// ```
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
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert_eq!(Status::from_code(409), Some(Status::Conflict));
    /// assert_eq!(Status::from_code(418), None);
    /// ```
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// The number of the status, such as 422.
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert_eq!(Status::UnprocessableEntity.code(), 422);
    /// ```
    #[must_use]
    pub const fn code(self) -> u16 {
        self.row().code
    }

    /// The reason phrase, such as "Unprocessable Entity".
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert_eq!(Status::Conflict.name(), "Conflict");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The meaning of the status, in the words of the documented table.
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert!(Status::ALL.iter().all(|status| status.description().ends_with('.')));
    /// ```
    #[must_use]
    pub const fn description(self) -> &'static str {
        self.row().description
    }

    /// The default message of a response with this status. It is the description, without an example that only readers
    /// of the table need.
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

    /// Common causes of a client error (4xx). `None` for a server error.
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert!(Status::Conflict.common_causes().is_some());
    /// assert_eq!(Status::BadGateway.common_causes(), None);
    /// ```
    #[must_use]
    pub const fn common_causes(self) -> Option<&'static str> {
        if self.is_client_error() { Some(self.row().advice) } else { None }
    }

    /// Advice for a server error (5xx). `None` for a client error.
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert!(Status::BadGateway.what_to_do().is_some());
    /// assert_eq!(Status::Conflict.what_to_do(), None);
    /// ```
    #[must_use]
    pub const fn what_to_do(self) -> Option<&'static str> {
        if self.is_client_error() { None } else { Some(self.row().advice) }
    }

    /// Whether the client is at fault (4xx) rather than the server (5xx).
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert!(Status::NotFound.is_client_error());
    /// assert!(!Status::BadGateway.is_client_error());
    /// ```
    #[must_use]
    pub const fn is_client_error(self) -> bool {
        self.code() < 500
    }

    /// Whether the same request may succeed later: 429 and every server error.
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert!(Status::GatewayTimeout.is_retryable());
    /// assert!(!Status::UnprocessableEntity.is_retryable());
    /// ```
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::TooManyRequests) || !self.is_client_error()
    }

    /// Whether a `Retry-After` header belongs to it: 429 and 503.
    ///
    /// ```
    /// use unprocessable_core::Status;
    ///
    /// assert!(Status::ServiceUnavailable.allows_retry_after());
    /// assert!(!Status::BadGateway.allows_retry_after());
    /// ```
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
