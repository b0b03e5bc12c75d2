//! Live validation, in the protocol of Laravel Precognition: a request that is not meant yet, to learn what is wrong.

use axum::http::header::VARY;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use unprocessable::ValidationErrors;

use crate::answer::Answer;

const PRECOGNITION: HeaderName = HeaderName::from_static("precognition");
const SUCCESS: HeaderName = HeaderName::from_static("precognition-success");
const ONLY: HeaderName = HeaderName::from_static("precognition-validate-only");
const TRUE: HeaderValue = HeaderValue::from_static("true");

/// A live check, and the fields that it is about.
#[derive(Debug)]
pub struct Live {
    /// Empty for the whole request. A `*` stands for one step of a key.
    only: Vec<String>,
}

impl Live {
    /// The live check that these headers ask for; `None` when the request is meant.
    #[must_use]
    pub fn asked_for_by(headers: &HeaderMap) -> Option<Self> {
        if headers.get(PRECOGNITION)? != TRUE {
            return None;
        }
        let only = headers.get_all(ONLY).iter().filter_map(|names| names.to_str().ok());
        let only = only.flat_map(|names| names.split(',')).map(str::trim).filter(|name| !name.is_empty());
        Some(Self { only: only.map(str::to_owned).collect() })
    }

    /// Whether it is about the field with this key.
    #[must_use]
    pub fn is_about(&self, key: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|pattern| matches(pattern, key))
    }

    /// Answers with those of the errors that it is about; with 204 when there are none.
    #[must_use]
    pub fn answer(&self, errors: &ValidationErrors) -> Response {
        let mut asked_for = ValidationErrors::new();
        for (key, violation) in errors.iter().filter(|(key, _)| self.is_about(key)) {
            asked_for.add(key, violation.clone());
        }
        if asked_for.is_empty() {
            return (StatusCode::NO_CONTENT, [(PRECOGNITION, TRUE), (SUCCESS, TRUE)]).into_response();
        }
        ([(PRECOGNITION, TRUE)], Answer(asked_for.into())).into_response()
    }
}

/// Says to caches that the same request has another answer when it is a live check.
pub async fn vary(mut response: Response) -> Response {
    response.headers_mut().append(VARY, HeaderValue::from_name(PRECOGNITION));
    response
}

fn matches(pattern: &str, key: &str) -> bool {
    let mut steps = key.split('.');
    pattern.split('.').all(|wanted| steps.next().is_some_and(|step| wanted == "*" || wanted == step))
        && steps.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_one_step() {
        for (pattern, key, expected) in [
            ("email", "email", true),
            ("email", "email.host", false),
            ("address.city", "address", false),
            ("items.*.price", "items.12.price", true),
            ("items.*.price", "items.12.name", false),
            ("items.*", "items.1.price", false),
            ("*", "email", true),
        ] {
            assert_eq!(matches(pattern, key), expected, "{pattern} {key}");
        }
    }
}
