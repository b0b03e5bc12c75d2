//! The response of an extractor when the handler is not to run.

use core::fmt;
use std::boxed::Box;

use super::header_names;
use super::headers::ResponseHeaders;
use crate::ErrorBody;

/// The response that takes the place of the handler's: the request is invalid, or was only to be checked.
///
/// In axum, actix-web and Rocket it is the error of every extractor. A handler that takes
/// `Result<ValidJson<T>, EarlyResponse>` decides by itself what to do.
///
/// ```
/// use unprocessable::web::{EarlyResponse, ValidJson};
/// # #[derive(serde::Deserialize, unprocessable::Validate)]
/// # struct Order { #[validate(gt(0))] amount: u32 }
///
/// async fn order(order: Result<ValidJson<Order>, EarlyResponse>) -> String {
///     match order {
///         Ok(order) => order.amount.to_string(),
///         Err(response) => format!("refused with {}", response.status_code()),
///     }
/// }
/// # let _ = order;
/// ```
#[derive(Clone, Debug)]
pub struct EarlyResponse(Option<Box<ErrorBody>>);

impl EarlyResponse {
    pub(super) fn invalid(error: ErrorBody) -> Self {
        Self(Some(Box::new(error)))
    }

    pub(super) const fn nothing_wrong() -> Self {
        Self(None)
    }

    /// What is wrong. `None` if a live check found nothing.
    #[must_use]
    pub fn error(&self) -> Option<&ErrorBody> {
        self.0.as_deref()
    }

    /// Like [`error`](Self::error), by value.
    #[must_use]
    pub fn into_error(self) -> Option<ErrorBody> {
        self.0.map(|error| *error)
    }

    /// The code of the status: that of the error, or 204 if a live check found nothing.
    #[must_use]
    pub fn status_code(&self) -> u16 {
        self.0.as_ref().map_or(204, |error| error.status().code())
    }

    /// Sets the header fields of the response that says that a live check found nothing.
    pub(crate) fn set_success_headers(headers: &mut impl ResponseHeaders) {
        headers.set_field(header_names::PRECOGNITION, "true");
        headers.set_field(header_names::SUCCESS, "true");
    }
}

impl fmt::Display for EarlyResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(error) => error.fmt(f),
            None => f.write_str("the live check found nothing"),
        }
    }
}

impl core::error::Error for EarlyResponse {}
