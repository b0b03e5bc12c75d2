//! Media types of requests.

use std::string::String;

use crate::{Answer, ErrorBody, Status};

/// What a body can be.
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
    /// Whether a `Content-Type` names this media type. Text in another encoding than UTF-8 is refused.
    ///
    /// # Errors
    ///
    /// What is wrong with the `Content-Type`, as an answer with 415.
    pub(super) fn accepts(self, content_type: Option<&str>) -> Result<(), ErrorBody> {
        let content_type = content_type.unwrap_or_default();
        if !self.is(content_type) {
            return Err(unsupported(match self {
                Self::Json => Answer::JSON,
                Self::Form => Answer::FORM,
                Self::Multipart => Answer::MULTIPART,
            }));
        }
        if self == Self::Multipart && boundary(content_type).is_none() {
            return Err(unsupported(Answer::BOUNDARY));
        }
        match parameter(content_type, "charset") {
            Some(charset) if !is_utf8(charset) => Err(unsupported(Answer::CHARSET)),
            _ => Ok(()),
        }
    }

    fn is(self, content_type: &str) -> bool {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        let is = |wanted: &str| essence.eq_ignore_ascii_case(wanted);
        match self {
            Self::Json => is("application/json") || is_json_like(essence),
            Self::Form => is("application/x-www-form-urlencoded"),
            Self::Multipart => is("multipart/form-data"),
        }
    }

    /// Whether bytes look like such a body, and not like a compressed one.
    pub(super) fn looks_like(self, body: &[u8]) -> bool {
        match self {
            Self::Json | Self::Form => core::str::from_utf8(body).is_ok(),
            Self::Multipart => body.trim_ascii_start().starts_with(b"--"),
        }
    }
}

/// The answer to a body that is compressed or otherwise coded.
pub(super) fn coded() -> ErrorBody {
    unsupported(Answer::CODING)
}

/// Whether a `Content-Encoding` names a coding.
pub(super) fn is_coding(content_encoding: &[u8]) -> bool {
    let names = content_encoding.split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    names.into_iter().any(|name| !name.is_empty() && !name.eq_ignore_ascii_case(b"identity"))
}

fn unsupported(answer: Answer) -> ErrorBody {
    ErrorBody::new(Status::UnsupportedMediaType).answer(answer)
}

/// Whether a `Content-Type` is a JSON type, such as `application/problem+json`.
pub(super) fn is_json(content_type: &[u8]) -> bool {
    core::str::from_utf8(content_type).is_ok_and(|content_type| Media::Json.is(content_type))
}

/// What separates the parts of a body of `multipart/form-data`.
pub(super) fn boundary(content_type: &str) -> Option<String> {
    multer::parse_boundary(content_type).ok().filter(|boundary| !boundary.is_empty())
}

fn is_json_like(essence: &str) -> bool {
    let (prefix, suffix) = ("application/", "+json");
    let has = |at: Option<&str>, wanted: &str| at.is_some_and(|part| part.eq_ignore_ascii_case(wanted));
    essence.len() > prefix.len() + suffix.len()
        && has(essence.get(..prefix.len()), prefix)
        && has(essence.get(essence.len() - suffix.len()..), suffix)
}

fn is_utf8(charset: &str) -> bool {
    ["utf-8", "utf8"].iter().any(|name| charset.eq_ignore_ascii_case(name))
}

/// The value of a parameter, without its quotes. A semicolon between quotes belongs to the value.
fn parameter<'p>(content_type: &'p str, wanted: &str) -> Option<&'p str> {
    let mut quoted = false;
    let ends = move |c: char| {
        quoted ^= c == '"';
        c == ';' && !quoted
    };
    content_type.split(ends).skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(media: Media, content_type: &str) -> String {
        let error = media.accepts(Some(content_type)).err();
        error.map_or(String::new(), |error| error.own_message().unwrap_or_default().into())
    }

    #[test]
    fn media_types_of_json() {
        for (content_type, fits) in [
            ("application/json", true),
            ("Application/JSON", true),
            ("application/json; charset=utf-8", true),
            ("application/json;charset=\"UTF-8\"", true),
            ("application/json; charset=utf8", true),
            ("application/json; charset=latin1", false),
            ("application/json; profile=\"a;charset=latin1\"", true),
            ("application/vnd.api+json", true),
            ("application/problem+json;profile=\"x\"", true),
            ("application/+json", false),
            ("application/jsonp", false),
            ("text/json", false),
            ("text/plain+json", false),
            ("", false),
            ("é", false),
        ] {
            assert_eq!(Media::Json.accepts(Some(content_type)).is_ok(), fits, "{content_type}");
        }
        assert!(Media::Json.accepts(None).is_err());
    }

    #[test]
    fn it_is_said_what_is_wrong_with_a_media_type() {
        let form = "The request body must be sent as multipart/form-data.";
        let boundary = "The request body must be sent as multipart/form-data with a boundary.";
        let utf8 = "The request body must be sent in UTF-8.";
        for (media, content_type, said) in [
            (Media::Multipart, "multipart/form-data; boundary=x", ""),
            (Media::Multipart, "multipart/form-data", boundary),
            (Media::Multipart, "multipart/form-data; boundary=", boundary),
            (Media::Multipart, "multipart/form-data; charset=latin1", boundary),
            (Media::Multipart, "multipart/form-data; boundary=x; charset=latin1", utf8),
            (Media::Multipart, "multipart/mixed; boundary=x", form),
            (Media::Form, "application/x-www-form-urlencoded; charset=iso-8859-1", utf8),
            (Media::Json, "application/json; charset=utf-16", utf8),
            (Media::Json, "text/plain; charset=utf-16", "The request body must be sent as application/json."),
        ] {
            assert_eq!(says(media, content_type), said, "{content_type}");
        }
    }

    #[test]
    fn codings_are_told_from_none() {
        for (content_encoding, is_coded) in
            [("gzip", true), ("identity", false), ("", false), ("Identity, br", true), ("x", true)]
        {
            assert_eq!(is_coding(content_encoding.as_bytes()), is_coded, "{content_encoding}");
        }
    }
}
