//! Why the questions of a request have no answer.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::fmt;

use crate::status::Status;

/// Any error of the application.
pub(crate) type BoxError = Box<dyn core::error::Error + Send + Sync>;

/// Why asynchronous rules could not be checked. It is no fault of the request, unless the request asks too much.
///
/// ```
/// use unprocessable_core::{Status, Unanswered};
///
/// assert_eq!(Unanswered::Late.status(), Status::ServiceUnavailable);
/// let failed = Unanswered::failed("connection refused");
/// assert_eq!(failed.status(), Status::InternalServerError);
/// assert_eq!(failed.to_string(), "an asynchronous rule failed");
/// assert_eq!(std::error::Error::source(&failed).unwrap().to_string(), "connection refused");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Unanswered {
    /// The [deadline](crate::Limits::wait) passed before all answers were there.
    Late,
    /// The request asks [more](crate::Limits::questions) than one request may.
    TooMany,
    /// A database or a check failed, with this error of the application.
    Failed(Arc<dyn core::error::Error + Send + Sync>),
}

impl Unanswered {
    /// The error of a database or a check.
    ///
    /// ```
    /// use unprocessable_core::{Status, Unanswered};
    ///
    /// assert_eq!(Unanswered::failed("connection refused").status(), Status::InternalServerError);
    /// ```
    pub fn failed(error: impl Into<Box<dyn core::error::Error + Send + Sync>>) -> Self {
        Self::Failed(error.into().into())
    }

    /// The status of the response: 503, 413 or 500.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Late => Status::ServiceUnavailable,
            Self::TooMany => Status::ContentTooLarge,
            Self::Failed(_) => Status::InternalServerError,
        }
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Late => "asynchronous rules were not answered in time",
            Self::TooMany => "the request asks too much of asynchronous rules",
            Self::Failed(_) => "an asynchronous rule failed",
        })
    }
}

impl core::error::Error for Unanswered {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Failed(error) => Some(&**error),
            Self::Late | Self::TooMany => None,
        }
    }
}
