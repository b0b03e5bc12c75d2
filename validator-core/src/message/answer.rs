//! Answers without violations: a request that is no document, a media type, a status.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use super::source::{Messages, Of, Sentence};
use super::template;
use crate::argument::Argument;
use crate::lang::{Filling, Language, MessageId, id};
use crate::status::Status;

/// The sentence of an answer without violations. It has a code and a place in the catalogue, so that every language has
/// words for it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    pub(crate) code: &'static str,
    pub(crate) id: MessageId,
    /// The sentence in English, without a place.
    pub(crate) english: &'static str,
    pub(crate) medium: &'static str,
    /// The line and the column.
    pub(crate) place: Option<(usize, usize)>,
}

macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $id:ident, $english:literal;)+) => {
        impl Answer {
            $($(#[$doc])*
            pub const $name: Self = Self::new($code, id::$id, $english);
            )+

            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];
        }
    };
}

answers! {
    /// A request without a body.
    NO_BODY = "malformed", malformed_empty, "A request body is required.";
    /// A path that is not UTF-8.
    PATH = "malformed", malformed_path, "The path is not valid Unicode text.";
    /// A body of multipart data that breaks its format.
    MULTIPART_DATA = "malformed", malformed_multipart, "The request body is not valid multipart data.";
    /// A body that did not arrive.
    UNREADABLE = "malformed", malformed_unreadable, "The request body cannot be read.";
    /// A body with too many bytes.
    TOO_LARGE = "malformed", malformed_too_large, "The request body is too large.";
    /// A body that is not JSON.
    JSON = "media_type", media_type_json, "The request body must be sent as application/json.";
    /// A body that is no form.
    FORM = "media_type", media_type_form, "The request body must be sent as application/x-www-form-urlencoded.";
    /// A body that is not multipart data.
    MULTIPART = "media_type", media_type_multipart, "The request body must be sent as multipart/form-data.";
    /// Multipart data without a boundary.
    BOUNDARY = "media_type", media_type_boundary, "The request body must be sent as multipart/form-data with a boundary.";
    /// A body in another charset.
    CHARSET = "media_type", media_type_charset, "The request body must be sent in UTF-8.";
    /// A body that is compressed.
    CODING = "media_type", media_type_coding, "The request body must be sent without a Content-Encoding.";
}

impl Answer {
    /// The code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    pub(crate) const fn new(code: &'static str, id: MessageId, english: &'static str) -> Self {
        Self { code, id, english, medium: "body", place: None }
    }

    /// What is said if a status is all that is known.
    pub(crate) const fn of_status(status: Status) -> Self {
        let (code, id) = match status {
            Status::BadRequest => ("bad_request", id::bad_request),
            Status::Unauthorized => ("unauthorized", id::unauthorized),
            Status::Forbidden => ("forbidden", id::forbidden),
            Status::NotFound => ("not_found", id::not_found),
            Status::MethodNotAllowed => ("method_not_allowed", id::method_not_allowed),
            Status::Conflict => ("conflict", id::conflict),
            Status::ContentTooLarge => ("content_too_large", id::content_too_large),
            Status::UnsupportedMediaType => ("unsupported_media_type", id::unsupported_media_type),
            Status::UnprocessableEntity => ("unprocessable_entity", id::unprocessable_entity),
            Status::TooManyRequests => ("too_many_requests", id::too_many_requests),
            Status::InternalServerError => ("internal_server_error", id::internal_server_error),
            Status::BadGateway => ("bad_gateway", id::bad_gateway),
            Status::ServiceUnavailable => ("service_unavailable", id::service_unavailable),
            Status::GatewayTimeout => ("gateway_timeout", id::gateway_timeout),
        };
        Self::new(code, id, status.sentence())
    }

    pub(crate) fn arguments(&self) -> impl Iterator<Item = (&'static str, Argument<'static>)> + use<> {
        let medium = (self.code == "malformed").then_some(("medium", Argument::Text(self.medium)));
        let place = self.place.map(|(line, column)| [("line", line.into()), ("column", column.into())]);
        medium.into_iter().chain(place.into_iter().flatten())
    }

    /// The sentence in the words of `messages`, or `None` if they have none.
    pub(crate) fn in_words_of(&self, messages: &dyn Messages) -> Option<Cow<'static, str>> {
        let mut text = String::new();
        // Writing to a `String` does not fail.
        if let Some(own) = messages.sentence(&Sentence(Of::Answer(self))) {
            let _ = template::write(own, &mut text, |name, out: &mut String| {
                let argument = self.argument(name)?;
                Some(fmt::Write::write_fmt(out, format_args!("{argument}")))
            });
            return Some(text.into());
        }
        let language = messages.language()?;
        let _ = match messages.own_words(&Sentence(Of::Answer(self))) {
            Some(own) => language.write_of(own.table, own.sequence, self, &mut text),
            None => language.write(self.id, self, &mut text)?,
        };
        Some(text.into())
    }
}

impl Filling for Answer {
    fn argument(&self, name: &str) -> Option<Argument<'_>> {
        self.arguments().find(|(known, _)| *known == name).map(|(_, argument)| argument)
    }

    fn write_label<W: fmt::Write + ?Sized>(&self, _: &Language, _: &mut W) -> fmt::Result {
        Ok(())
    }

    fn write_field<W: fmt::Write + ?Sized>(&self, _: &str, _: Option<&str>, _: &mut W) -> fmt::Result {
        Ok(())
    }
}
