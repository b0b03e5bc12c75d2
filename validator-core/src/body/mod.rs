//! The documented JSON body, written straight to its destination. It uses `errors`, `message` and `scan`.

pub(crate) mod deserialize;
pub(crate) mod error_body;
mod json_escape;
mod prompt;
pub(crate) mod sentence_cache;
mod serialize;

use alloc::string::String;
use core::fmt;

use crate::body::sentence_cache::{NEXT, SentenceCache};
use crate::errors::violation::Violation;
use crate::errors::{ValidationErrors, ViolationStore};
use crate::message::{Messages, invalid_of};
use crate::scan::json::is_plain;
use json_escape::push_json_escaped;

/// The top-level message of every 422 body.
///
/// ```
/// use unprocessable_core::{INVALID_MESSAGE, ValidationErrors};
///
/// assert!(ValidationErrors::new().to_json().contains(INVALID_MESSAGE));
/// ```
pub const INVALID_MESSAGE: &str = "The given data was invalid.";

/// The documented body, before it is written. Its message and its sentences can be replaced.
///
/// ```
/// use unprocessable_core::{ValidationErrors, Violation};
///
/// let mut errors = ValidationErrors::new();
/// errors.add("age", Violation::new("adult", "The {attribute} must be at least 18."));
///
/// let body = errors.body().message("Please check the form.");
/// assert_eq!(
///     body.to_json(),
///     r#"{"message":"Please check the form.","errors":{"age":["The age must be at least 18."]}}"#,
/// );
/// ```
#[derive(Clone, Copy)]
pub struct Body<'a> {
    errors: &'a ValidationErrors,
    messages: Option<&'a dyn Messages>,
    message: Option<&'a str>,
}

impl<'a> Body<'a> {
    pub(crate) fn new(errors: &'a ValidationErrors) -> Self {
        Self { errors, messages: None, message: None }
    }

    /// Takes sentences and labels from `messages`.
    ///
    /// ```
    /// use unprocessable_core::{Messages, ValidationErrors};
    ///
    /// struct French;
    ///
    /// impl Messages for French {
    ///     fn invalid(&self) -> Option<&str> {
    ///         Some("Les données sont invalides.")
    ///     }
    /// }
    ///
    /// let errors = ValidationErrors::new();
    /// let body = errors.body().messages(&French);
    /// assert_eq!(body.to_json(), r#"{"message":"Les données sont invalides.","errors":{}}"#);
    /// ```
    #[must_use]
    pub fn messages(mut self, messages: &'a dyn Messages) -> Self {
        self.messages = Some(messages);
        self
    }

    /// Replaces the top-level message, "The given data was invalid."
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let errors = ValidationErrors::new();
    /// assert_eq!(errors.body().message("Try again.").to_json(), r#"{"message":"Try again.","errors":{}}"#);
    /// ```
    #[must_use]
    pub fn message(mut self, message: &'a str) -> Self {
        self.message = Some(message);
        self
    }

    /// The body as JSON.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let body = ValidationErrors::new().body().message("Please check the form.").to_json();
    /// assert_eq!(body, r#"{"message":"Please check the form.","errors":{}}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // Most sentences stay below 56 bytes, so most bodies are written without growing.
        let len = |found: &ViolationStore| found.all().map(|violation| 64 + found.keys().len(&violation.key)).sum();
        let mut json = String::with_capacity(64 + self.errors.store().map_or(0, len));
        self.write_json(&mut json);
        json
    }

    /// Appends the body as JSON.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut line = String::from("422 ");
    /// ValidationErrors::new().body().write_json(&mut line);
    /// assert_eq!(line, r#"422 {"message":"The given data was invalid.","errors":{}}"#);
    /// ```
    pub fn write_json(&self, out: &mut String) {
        out.push_str("{\"message\":\"");
        push_json_escaped(self.top(), out);
        out.push_str("\",\"errors\":{");
        if let Some(found) = self.errors.store() {
            self.write_errors(found, out);
        }
        out.push_str("}}");
    }

    fn write_errors(&self, found: &'a ViolationStore, out: &mut String) {
        let (keys, count, order) = (found.keys(), found.len(), found.order());
        let mut cache = SentenceCache::new(self.messages, count);
        let plain = is_plain(keys.text());
        let mut before: Option<(&Violation, &str)> = None;
        for position in 0..count {
            let violation = found.at(order.map_or(position, |order| order[position] as usize));
            let key = &violation.key;
            let beginning = match before {
                Some((before, beginning)) if before.key.begins_as(key) => beginning,
                _ => keys.beginning(key),
            };
            let goes_on = before.is_some_and(|(before, _)| keys.are_one(&before.key, key));
            if goes_on {
                // `"…"],"` becomes `"…","`.
                out.truncate(out.len() - NEXT.len());
                out.push_str(",\"");
            } else {
                if before.is_none() {
                    out.push('"');
                }
                if plain {
                    out.push_str(beginning);
                } else {
                    push_json_escaped(beginning, out);
                }
            }
            if self.messages.is_some() {
                cache.beginning = beginning;
            }
            cache.push(violation, goes_on, out);
            before = Some((violation, beginning));
        }
        if before.is_some() {
            out.truncate(out.len() - NEXT.len() + 1);
        }
    }

    fn top(&self) -> &'a str {
        self.message.or_else(|| invalid_of(self.messages?)).unwrap_or(INVALID_MESSAGE)
    }
}

impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_json())
    }
}

impl ValidationErrors {
    /// The documented body, as a value whose wording can be changed before it is written.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("age", "The {attribute} is too low.");
    /// let body = errors.body().message("Please check the form.");
    /// assert_eq!(body.to_json(), r#"{"message":"Please check the form.","errors":{"age":["The age is too low."]}}"#);
    /// ```
    #[must_use]
    pub fn body(&self) -> Body<'_> {
        Body::new(self)
    }

    /// The documented body as JSON.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("age", "The {attribute} is too low.");
    /// assert_eq!(
    ///     errors.to_json(),
    ///     r#"{"message":"The given data was invalid.","errors":{"age":["The age is too low."]}}"#,
    /// );
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        self.body().to_json()
    }
}

/// Errors are equal if their bodies are: the same keys and sentences in the same order.
impl PartialEq for ValidationErrors {
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

impl Eq for ValidationErrors {}

/// One line a violation, for logs: `email: The email field is required.`
impl fmt::Display for ValidationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (key, violation)) in self.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{key}: {}", violation.message())?;
        }
        Ok(())
    }
}
