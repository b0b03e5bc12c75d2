//! Formats of failures.

use core::fmt::{self, Write as _};
use std::borrow::Cow;
use std::string::{String, ToString};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::{ErrorBody, Messages, Source, ValidationErrors, Violation, json_pointer};

/// A format of failures: a media type, and how a failure is written in it.
///
/// ```
/// use unprocessable::ErrorBody;
/// use unprocessable::web::{Answers, Format, Wording};
///
/// struct PlainText;
///
/// impl Format for PlainText {
///     fn media_type(&self) -> &'static str {
///         "text/plain; charset=utf-8"
///     }
///
///     fn write(&self, error: &ErrorBody, wording: &Wording<'_>) -> String {
///         let mut text = wording.message(error).into_owned();
///         for (key, violation) in error.validation_errors().into_iter().flat_map(|errors| errors.iter()) {
///             text += &format!("\n{key}: {}", wording.sentence_at(key, violation));
///         }
///         text
///     }
/// }
///
/// let answers = Answers::new().format(PlainText);
/// # let _ = answers;
/// ```
pub trait Format: Send + Sync + 'static {
    /// Its media type, for `Content-Type`. Clients name it in `Accept` if the format is [offered](super::Answers::offer).
    fn media_type(&self) -> &'static str;

    /// Writes the body.
    fn write(&self, error: &ErrorBody, wording: &Wording<'_>) -> String;
}

/// The sentences of a failure, in the language and wording that the settings choose. The default is the documented
/// wording.
///
/// ```
/// use unprocessable::web::Wording;
/// use unprocessable::{ErrorBody, Status};
///
/// let error = ErrorBody::new(Status::TooManyRequests);
/// assert_eq!(Wording::default().message(&error), Status::TooManyRequests.sentence());
/// ```
#[derive(Clone, Copy, Default)]
pub struct Wording<'a> {
    messages: Option<&'a (dyn Messages + Sync)>,
    message: Option<&'a str>,
}

impl<'a> Wording<'a> {
    pub(super) fn new(messages: Option<&'a (dyn Messages + Sync)>, message: Option<&'a str>) -> Self {
        Self { messages, message }
    }

    /// The top-level message.
    #[must_use]
    pub fn message<'m>(&'m self, error: &'m ErrorBody) -> Cow<'m, str> {
        let replaced = self.message.filter(|_| error.own_message().is_none() && error.validation_errors().is_some());
        match (replaced, self.messages) {
            (Some(message), _) => message.into(),
            (None, Some(messages)) => error.message_from(messages),
            (None, None) => error.own_message().unwrap_or_else(|| error.usual_message()).into(),
        }
    }

    /// The sentence of the violation at a key. Sources of messages may have words of their own for the key.
    #[must_use]
    pub fn sentence_at(&self, key: &str, violation: &Violation) -> String {
        match self.messages {
            Some(messages) => violation.message_at(key, messages).to_string(),
            None => violation.message().to_string(),
        }
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

impl fmt::Debug for Wording<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wording").field("message", &self.message).finish_non_exhaustive()
    }
}

/// The documented body: `{"message": …, "errors": {"email": […]}}`. It is the default, and can be
/// [offered](super::Answers::offer) beside another default.
///
/// ```
/// use unprocessable::web::{Documented, Format, Wording};
/// use unprocessable::{ValidationErrors, Violation};
///
/// let mut errors = ValidationErrors::new();
/// errors.add("email", Violation::new("taken", "The {attribute} has already been taken."));
/// assert_eq!(
///     Documented.write(&errors.into(), &Wording::default()),
///     r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#,
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Documented;

impl Format for Documented {
    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn write(&self, error: &ErrorBody, wording: &Wording<'_>) -> String {
        let message = wording.message(error);
        match error.validation_errors() {
            None => ErrorBody::new(error.status()).message(message.into_owned()).to_json(),
            Some(errors) => {
                let body = errors.body().message(&message);
                wording.messages.map_or(body, |messages| body.messages(messages)).to_json()
            }
        }
    }
}

/// Problem details of RFC 9457, with the extension member `errors`, as in the example of the RFC.
///
/// Each error has a `pointer` into the body. One in another part of the request has a `parameter` (path and query
/// string) or a `header` instead.
///
/// ```
/// use unprocessable::web::{Format, Problem, Wording};
/// use unprocessable::{ValidationErrors, Violation};
///
/// let mut errors = ValidationErrors::new();
/// errors.add("items.0.price", Violation::new("free", "The {attribute} must not be free."));
/// assert_eq!(
///     Problem.write(&errors.into(), &Wording::default()),
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

    fn write(&self, error: &ErrorBody, wording: &Wording<'_>) -> String {
        let (status, detail) = (error.status(), wording.message(error));
        let mut json = String::from("{\"type\":\"about:blank\",\"title\":");
        text(&mut json, status.name());
        // Writing to a `String` does not fail.
        let _ = write!(json, ",\"status\":{},\"detail\":", status.code());
        text(&mut json, &detail);
        if let Some(errors) = error.validation_errors() {
            json.push_str(",\"errors\":[");
            for (nth, (key, violation)) in errors.iter().enumerate() {
                json.push_str(if nth > 0 { ",{\"detail\":" } else { "{\"detail\":" });
                text(&mut json, &wording.sentence_at(key, violation));
                match location(error, key) {
                    Some(("pointer", pointer)) => {
                        let fragment = std::format!("#{}", utf8_percent_encode(&pointer, NOT_IN_FRAGMENTS));
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

/// The ASCII characters that the fragment of a URI may not contain (RFC 3986, section 3.5).
const NOT_IN_FRAGMENTS: &AsciiSet = {
    const BRACKETS: AsciiSet = CONTROLS.add(b'<').add(b'>').add(b'[').add(b']').add(b'{').add(b'}');
    &BRACKETS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'\\').add(b'^').add(b'`').add(b'|')
};

/// Error objects of JSON:API 1.1: one for each violation, or one for the failure as a whole.
///
/// Their `source` is a `pointer` into the body, a `parameter` of the query string or the path, or a `header`.
///
/// ```
/// use unprocessable::web::{Format, JsonApi, Wording};
/// use unprocessable::{ErrorBody, Status};
///
/// let error = ErrorBody::new(Status::Conflict).message("This address is already in use.");
/// assert_eq!(
///     JsonApi.write(&error, &Wording::default()),
///     r#"{"errors":[{"status":"409","title":"Conflict","detail":"This address is already in use."}]}"#,
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct JsonApi;

impl Format for JsonApi {
    fn media_type(&self) -> &'static str {
        "application/vnd.api+json"
    }

    fn write(&self, error: &ErrorBody, wording: &Wording<'_>) -> String {
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
            object(&mut json, &wording.sentence_at(key, violation));
            member(&mut json, "code", violation.code());
            if let Some((name, value)) = location(error, key) {
                let _ = write!(json, ",\"source\":{{\"{name}\":");
                text(&mut json, &value);
                json.push('}');
            }
            json.push('}');
        }
        // A body that could not be read has a message beside the violations of other parts.
        if errors.is_none() || error.own_message().is_some() {
            if errors.is_some() {
                json.push(',');
            }
            object(&mut json, &wording.message(error));
            json.push('}');
        }
        json.push_str("]}");
        json
    }
}

/// A function that writes JSON.
impl<F> Format for F
where
    F: Fn(&ErrorBody, &Wording<'_>) -> String + Send + Sync + 'static,
{
    fn media_type(&self) -> &'static str {
        "application/json"
    }

    fn write(&self, error: &ErrorBody, wording: &Wording<'_>) -> String {
        self(error, wording)
    }
}

/// The member that says where in the request a key is: its name and its value. Only the body can be named as a whole.
fn location(error: &ErrorBody, key: &str) -> Option<(&'static str, String)> {
    let (source, own) = error.source(key);
    match source {
        Source::Body => Some(("pointer", json_pointer(own))),
        _ if own.is_empty() || own == "_" => None,
        Source::Query => Some(("parameter", own.into())),
        Source::Path => Some(("parameter", first_name(own))),
        Source::Headers => Some(("header", first_name(own))),
    }
}

/// The first name of a key, without the backslashes that escape it.
fn first_name(key: &str) -> String {
    let mut chars = key.chars();
    let mut name = String::new();
    while let Some(c) = chars.next().filter(|c| *c != '.') {
        name.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    name
}

/// Appends a member of an object, unless its value is empty.
fn member(json: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        // Writing to a `String` does not fail.
        let _ = write!(json, ",\"{name}\":");
        text(json, value);
    }
}

/// Appends a string with quotes.
fn text(json: &mut String, text: &str) {
    // Serialising a string does not fail.
    json.push_str(&serde_json::to_string(text).unwrap_or_default());
}
