//! What an extractor answers when the handler is not to run.

use core::fmt;
use std::boxed::Box;

use super::names;
use crate::{ErrorBody, Status};

/// An extractor has answered the request by itself: it is invalid, or was only to be checked.
#[derive(Clone, Debug)]
pub struct Answered(Option<Box<ErrorBody>>);

impl Answered {
    pub(super) fn failed(error: ErrorBody) -> Self {
        Self(Some(Box::new(error)))
    }

    pub(super) fn held() -> Self {
        Self(None)
    }

    /// What is wrong; nothing when a live check found nothing.
    #[must_use]
    pub fn error(&self) -> Option<&ErrorBody> {
        self.0.as_deref()
    }

    /// As [`error`](Self::error).
    #[must_use]
    pub fn into_error(self) -> Option<ErrorBody> {
        self.0.map(|error| *error)
    }

    /// The code of the status: 204 when a live check found nothing.
    #[must_use]
    pub fn status_code(&self) -> u16 {
        self.0.as_ref().map_or(204, |error| error.status().code())
    }

    /// The headers of an answer that a live check found nothing.
    #[must_use]
    pub const fn success_headers() -> [(&'static str, &'static str); 2] {
        [(names::PRECOGNITION, "true"), (names::SUCCESS, "true")]
    }
}

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(error) => error.fmt(f),
            None => f.write_str("the live check found nothing"),
        }
    }
}

impl core::error::Error for Answered {}

/// Why a body could not be taken from the network.
#[must_use]
pub(crate) fn unreadable(too_large: bool) -> ErrorBody {
    if too_large {
        ErrorBody::new(Status::ContentTooLarge).message("The request body is too large.")
    } else {
        ErrorBody::new(Status::BadRequest).message("The request body cannot be read.")
    }
}
