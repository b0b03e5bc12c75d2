//! Formats of failures.

use core::fmt::{self, Write as _};
use std::borrow::Cow;
use std::string::{String, ToString};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::{ErrorBody, INVALID_MESSAGE, Messages, Source, ValidationErrors, Violation, json_pointer};

/// How a failure is written.
pub trait Format: Send + Sync + 'static {
    /// Its media type, for `Content-Type`, and for `Accept` where formats are offered.
    fn media_type(&self) -> &'static str;

    /// The body.
    fn write(&self, error: &ErrorBody, words: &Words<'_>) -> String;
}

/// The words that the settings have for a failure.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    messages: Option<&'a (dyn Messages + Sync)>,
    message: Option<&'a str>,
}

impl<'a> Words<'a> {
    pub(super) fn new(messages: Option<&'a (dyn Messages + Sync)>, message: Option<&'a str>) -> Self {
        Self { messages, message }
    }

    /// The top-level message.
    #[must_use]
    pub fn message<'m>(&'m self, error: &'m ErrorBody) -> Cow<'m, str> {
        let invalid = || self.message.or_else(|| self.messages?.invalid()).unwrap_or(INVALID_MESSAGE);
        error.own_message().map_or_else(
            || match error.validation_errors() {
                Some(_) => invalid().into(),
                None => error.status().sentence().into(),
            },
            Into::into,
        )
    }

    /// The sentence of a violation.
    #[must_use]
    pub fn sentence(&self, violation: &Violation) -> String {
        match self.messages {
            Some(messages) => violation.message_from(messages).to_string(),
            None => violation.message().to_string(),
        }
    }
}

impl fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("message", &self.message).finish_non_exhaustive()
    }
}

/// The documented body: `{"message": …, "errors": {"email": […]}}`.
#[derive(Clone, Copy, Debug)]
pub struct Documented;

impl Format for Documented {
    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn write(&self, error: &ErrorBody, words: &Words<'_>) -> String {
        let message = words.message(error);
        match error.validation_errors() {
            None => ErrorBody::new(error.status()).message(message.into_owned()).to_json(),
            Some(errors) => {
                let body = errors.body().message(&message);
                words.messages.map_or(body, |messages| body.messages(messages)).to_json()
            }
        }
    }
}

/// Problem details of RFC 9457, with the extension member `errors: [{"detail": …, "pointer": "#/email", "code": …}]`, as in
/// its example. Pointers are into the body; what is wrong elsewhere has `parameter`, for a path and a query string, or
/// `header` in their place.
///
/// ```
/// use unprocessable::{ErrorBody, ValidationErrors, Violation};
/// use unprocessable::web::{Answers, Problem};
///
/// let mut errors = ValidationErrors::new();
/// errors.add("items.0.price", Violation::new("free", "The {attribute} must not be free."));
/// let answers = Answers::new().format(Problem);
/// let (media_type, body) = answers.rewrite(&errors.into(), &Default::default()).unwrap();
/// assert_eq!(media_type, "application/problem+json");
/// assert_eq!(
///     body,
///     concat!(
///         r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"The given data was invalid.","#,
///         r##""errors":[{"detail":"The price must not be free.","pointer":"#/items/0/price","code":"free"}]}"##,
///     ),
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Problem;

impl Format for Problem {
    fn media_type(&self) -> &'static str {
        "application/problem+json"
    }

    fn write(&self, error: &ErrorBody, words: &Words<'_>) -> String {
        let (status, detail) = (error.status(), words.message(error));
        let mut json = String::from("{\"type\":\"about:blank\",\"title\":");
        text(&mut json, status.name());
        // Writing to a `String` does not fail.
        let _ = write!(json, ",\"status\":{},\"detail\":", status.code());
        text(&mut json, &detail);
        if let Some(errors) = error.validation_errors() {
            json.push_str(",\"errors\":[");
            for (nth, (key, violation)) in errors.iter().enumerate() {
                json.push_str(if nth > 0 { ",{\"detail\":" } else { "{\"detail\":" });
                text(&mut json, &words.sentence(violation));
                match place(error, key) {
                    Some(("pointer", pointer)) => {
                        let fragment = std::format!("#{}", utf8_percent_encode(&pointer, OUTSIDE_OF_FRAGMENTS));
                        member(&mut json, "pointer", &fragment);
                    }
                    Some((name, value)) => member(&mut json, name, &value),
                    None => {}
                }
                member(&mut json, "code", violation.code());
                json.push('}');
            }
            json.push(']');
        }
        json.push('}');
        json
    }
}

/// What does not stand in the fragment of a URI (RFC 3986, section 3.5).
const OUTSIDE_OF_FRAGMENTS: &AsciiSet = {
    const BRACKETS: AsciiSet = CONTROLS.add(b'<').add(b'>').add(b'[').add(b']').add(b'{').add(b'}');
    &BRACKETS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'\\').add(b'^').add(b'`').add(b'|')
};

/// Error objects of JSON:API 1.1: one for each violation, or one for the failure as a whole. Their `source` is a `pointer`
/// into the body, a `parameter` of the query string or the path, or a `header`.
#[derive(Clone, Copy, Debug)]
pub struct JsonApi;

impl Format for JsonApi {
    fn media_type(&self) -> &'static str {
        "application/vnd.api+json"
    }

    fn write(&self, error: &ErrorBody, words: &Words<'_>) -> String {
        let status = error.status();
        let object = |json: &mut String, detail: &str| {
            // Writing to a `String` does not fail.
            let _ = write!(json, "{{\"status\":\"{}\",\"title\":", status.code());
            text(json, status.name());
            json.push_str(",\"detail\":");
            text(json, detail);
        };
        let mut json = String::from("{\"errors\":[");
        let errors = error.validation_errors().filter(|errors| !errors.is_empty());
        for (nth, (key, violation)) in errors.into_iter().flat_map(ValidationErrors::iter).enumerate() {
            if nth > 0 {
                json.push(',');
            }
            object(&mut json, &words.sentence(violation));
            member(&mut json, "code", violation.code());
            if let Some((name, value)) = place(error, key) {
                let _ = write!(json, ",\"source\":{{\"{name}\":");
                text(&mut json, &value);
                json.push('}');
            }
            json.push('}');
        }
        // A body that could not be read says so beside what is wrong with other parts.
        if errors.is_none() || error.own_message().is_some() {
            if errors.is_some() {
                json.push(',');
            }
            object(&mut json, &words.message(error));
            json.push('}');
        }
        json.push_str("]}");
        json
    }
}

/// A function, whose body is JSON.
impl<F> Format for F
where
    F: Fn(&ErrorBody, &Words<'_>) -> String + Send + Sync + 'static,
{
    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn write(&self, error: &ErrorBody, words: &Words<'_>) -> String {
        self(error, words)
    }
}

/// Where in a request a key is: the member that says it, with its value. Nothing is said of a part as a whole but the body.
fn place(error: &ErrorBody, key: &str) -> Option<(&'static str, String)> {
    let (source, own) = error.source(key);
    match source {
        Source::Body => Some(("pointer", json_pointer(own))),
        _ if own.is_empty() || own == "_" => None,
        Source::Query => Some(("parameter", own.into())),
        Source::Path => Some(("parameter", first_name(own))),
        Source::Headers => Some(("header", first_name(own))),
    }
}

/// The first name of a key, without the backslashes of keys.
fn first_name(key: &str) -> String {
    let mut chars = key.chars();
    let mut name = String::new();
    while let Some(c) = chars.next().filter(|c| *c != '.') {
        name.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    name
}

/// One more member of an object, unless there is nothing to say.
fn member(json: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        // Writing to a `String` does not fail.
        let _ = write!(json, ",\"{name}\":");
        text(json, value);
    }
}

fn text(json: &mut String, text: &str) {
    // A string can always be written.
    json.push_str(&serde_json::to_string(text).unwrap_or_default());
}
