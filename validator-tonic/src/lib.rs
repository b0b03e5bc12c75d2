#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod field;

use tonic::Code;
use tonic_types::{ErrorDetails, FieldViolation, LocalizedMessage, StatusExt as _};
use unprocessable::{ErrorBody, Messages, Status, ValidationErrors, Violation};

pub use field::{field_path, reason};

/// How many bytes the violations of an answer may take. Details travel in a trailer, in base64, and many clients refuse
/// trailers of more than 8 KiB.
const MOST_BYTES: usize = 4_000;
/// What a violation takes beside its texts.
const FRAME: usize = 12;

/// Errors that can be answered by gRPC.
pub trait ToStatus {
    /// The answer in English.
    ///
    /// ```
    /// use tonic_types::StatusExt as _;
    /// use unprocessable::{ValidationErrors, Violation};
    /// use unprocessable_tonic::ToStatus as _;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("items.0.price", Violation::from_code("gt"));
    /// let status = errors.to_status();
    /// assert_eq!(status.code(), tonic::Code::InvalidArgument);
    /// let details = status.get_details_bad_request().unwrap();
    /// assert_eq!(details.field_violations[0].field, "items[0].price");
    /// assert_eq!(details.field_violations[0].reason, "GT");
    /// ```
    fn to_status(&self) -> tonic::Status;

    /// The answer in English for developers, and in the words of `messages` for the people who see it.
    ///
    /// The tag of the language is that of [`Messages::language`].
    fn to_status_in(&self, messages: &dyn Messages) -> tonic::Status;
}

impl ToStatus for ValidationErrors {
    fn to_status(&self) -> tonic::Status {
        ErrorBody::from(self.clone()).to_status()
    }

    fn to_status_in(&self, messages: &dyn Messages) -> tonic::Status {
        ErrorBody::from(self.clone()).to_status_in(messages)
    }
}

impl ToStatus for ErrorBody {
    fn to_status(&self) -> tonic::Status {
        status(self, None)
    }

    fn to_status_in(&self, messages: &dyn Messages) -> tonic::Status {
        status(self, Some(messages))
    }
}

fn status(error: &ErrorBody, messages: Option<&dyn Messages>) -> tonic::Status {
    let mut details = ErrorDetails::new();
    let mut message = error.own_message().unwrap_or_else(|| error.usual_message()).to_owned();
    if let Some(errors) = error.validation_errors() {
        let violations = violations(errors, messages);
        let left_out = errors.len() - violations.len();
        if left_out > 0 {
            message.push_str(&format!(" {left_out} more violations are not listed."));
        }
        details.set_bad_request(violations);
    }
    if let Some(seconds) = error.retry_after_seconds() {
        details.set_retry_info(Some(std::time::Duration::from_secs(seconds)));
    }
    if let Some((tag, messages)) = messages.and_then(with_tag) {
        details.set_localized_message(tag, error.message_from(messages));
    }
    tonic::Status::with_error_details(code(error.status()), message, details)
}

/// As many as there is room for.
fn violations(errors: &ValidationErrors, messages: Option<&dyn Messages>) -> Vec<FieldViolation> {
    let mut room = MOST_BYTES;
    let mut listed = Vec::new();
    for (key, violation) in errors.iter() {
        let violation = field_violation(key, violation, messages);
        let localized =
            violation.localized_message.as_ref().map_or(0, |own| own.locale.len() + own.message.len() + FRAME);
        let bytes = FRAME + violation.field.len() + violation.description.len() + violation.reason.len() + localized;
        let Some(rest) = room.checked_sub(bytes) else { break };
        room = rest;
        listed.push(violation);
    }
    listed
}

fn field_violation(key: &str, violation: &Violation, messages: Option<&dyn Messages>) -> FieldViolation {
    let localized_message = messages
        .and_then(with_tag)
        .map(|(tag, messages)| LocalizedMessage::new(tag, violation.message_at(key, messages).to_string()));
    FieldViolation {
        field: field_path(key),
        description: violation.message().to_string(),
        reason: reason(violation.code()),
        localized_message,
    }
}

fn with_tag(messages: &dyn Messages) -> Option<(&str, &dyn Messages)> {
    Some((messages.language()?.tag(), messages))
}

/// The code of gRPC that means the same.
fn code(status: Status) -> Code {
    match status.code() {
        400 | 413 | 415 | 422 => Code::InvalidArgument,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::NotFound,
        409 => Code::AlreadyExists,
        429 => Code::ResourceExhausted,
        405 | 501 => Code::Unimplemented,
        503 => Code::Unavailable,
        500.. => Code::Internal,
        _ => Code::FailedPrecondition,
    }
}
