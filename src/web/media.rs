//! Media types of requests.

use std::string::String;

use crate::{ErrorBody, Status};

/// What a body can be.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// `application/json`, `application/…+json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
}

impl Media {
    /// Whether a `Content-Type` says so. Text in another encoding than UTF-8 is not read.
    pub(super) fn is(self, content_type: Option<&str>) -> bool {
        let Some(content_type) = content_type else { return false };
        let (essence, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
        let essence = essence.trim();
        let is = |wanted: &str| essence.eq_ignore_ascii_case(wanted);
        let fits = match self {
            Self::Json => is("application/json") || is_json_like(essence),
            Self::Form => is("application/x-www-form-urlencoded"),
            Self::Multipart => is("multipart/form-data") && boundary(content_type).is_some(),
        };
        fits && parameter(parameters, "charset").is_none_or(|charset| charset.eq_ignore_ascii_case("utf-8"))
    }

    /// The answer to another media type.
    pub(super) fn expected(self) -> ErrorBody {
        ErrorBody::new(Status::UnsupportedMediaType).message(match self {
            Self::Json => "The request body must be sent as application/json.",
            Self::Form => "The request body must be sent as application/x-www-form-urlencoded.",
            Self::Multipart => "The request body must be sent as multipart/form-data.",
        })
    }
}

/// Whether a `Content-Type` is one of JSON, such as `application/problem+json`.
pub(super) fn is_json(content_type: &[u8]) -> bool {
    core::str::from_utf8(content_type).is_ok_and(|content_type| Media::Json.is(Some(content_type)))
}

/// What separates the parts of a body of `multipart/form-data`.
pub(super) fn boundary(content_type: &str) -> Option<String> {
    multer::parse_boundary(content_type).ok()
}

fn is_json_like(essence: &str) -> bool {
    let (prefix, suffix) = ("application/", "+json");
    let has = |at: Option<&str>, wanted: &str| at.is_some_and(|part| part.eq_ignore_ascii_case(wanted));
    essence.len() > prefix.len() + suffix.len()
        && has(essence.get(..prefix.len()), prefix)
        && has(essence.get(essence.len() - suffix.len()..), suffix)
}

fn parameter<'p>(parameters: &'p str, wanted: &str) -> Option<&'p str> {
    parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_of_json() {
        for (content_type, fits) in [
            ("application/json", true),
            ("Application/JSON", true),
            ("application/json; charset=utf-8", true),
            ("application/json;charset=\"UTF-8\"", true),
            ("application/json; charset=latin1", false),
            ("application/vnd.api+json", true),
            ("application/problem+json;profile=\"x\"", true),
            ("application/+json", false),
            ("application/jsonp", false),
            ("text/json", false),
            ("text/plain+json", false),
            ("", false),
            ("é", false),
        ] {
            assert_eq!(Media::Json.is(Some(content_type)), fits, "{content_type}");
        }
        assert!(!Media::Json.is(None));
    }

    #[test]
    fn a_multipart_body_needs_a_boundary() {
        assert!(Media::Multipart.is(Some("multipart/form-data; boundary=x")));
        assert!(!Media::Multipart.is(Some("multipart/form-data")));
        assert!(!Media::Multipart.is(Some("multipart/mixed; boundary=x")));
    }
}
