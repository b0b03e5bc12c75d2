//! Formats of failures.

use core::fmt::{self, Write as _};
use std::borrow::Cow;
use std::string::{String, ToString};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::{ErrorBody, INVALID_MESSAGE, Messages, Violation};

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
                None => error.status().description().into(),
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

/// Problem details of RFC 9457, with the extension member `errors: [{"detail": …, "pointer": "#/email"}]` of its example;
/// the pointers are those of `ValidationErrors::pointers` as fragments.
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
///         r##""errors":[{"detail":"The price must not be free.","pointer":"#/items/0/price"}]}"##,
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
            for (nth, ((_, violation), pointer)) in errors.iter().zip(errors.pointers()).enumerate() {
                json.push_str(if nth > 0 { ",{\"detail\":" } else { "{\"detail\":" });
                text(&mut json, &words.sentence(violation));
                json.push_str(",\"pointer\":");
                text(&mut json, &std::format!("#{}", utf8_percent_encode(&pointer, OUTSIDE_OF_FRAGMENTS)));
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

/// Error objects of JSON:API 1.1: one for each violation, or one for the failure as a whole.
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
        for (nth, ((_, violation), pointer)) in
            errors.into_iter().flat_map(|errors| errors.iter().zip(errors.pointers())).enumerate()
        {
            if nth > 0 {
                json.push(',');
            }
            object(&mut json, &words.sentence(violation));
            json.push_str(",\"code\":");
            text(&mut json, violation.code());
            json.push_str(",\"source\":{\"pointer\":");
            text(&mut json, &pointer);
            json.push_str("}}");
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

fn text(json: &mut String, text: &str) {
    // A string can always be written.
    json.push_str(&serde_json::to_string(text).unwrap_or_default());
}
