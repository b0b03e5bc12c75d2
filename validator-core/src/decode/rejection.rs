//! Rejections: the errors of functions that read requests.

use alloc::string::{String, ToString};
use core::fmt;

use serde::ser::{Serialize, Serializer};
use thiserror::Error;

use crate::body::error_body::ErrorBody;
use crate::decode::{Place, Problem, ProblemKind};
use crate::errors::ValidationErrors;
use crate::lang::id;
use crate::message::{Answer, Messages};
use crate::source::Source;
use crate::status::Status;

/// Why a request cannot be used: it is not a document (400), or its data is invalid (422).
///
/// It serializes as the body of the response.
///
/// ```
/// use unprocessable_core::{Rejection, Status, from_json};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment {}
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
/// let rejection = from_json::<Payment>(b"{\"amount\": 3").unwrap_err();
/// assert_eq!(rejection.status(), Status::BadRequest);
/// assert_eq!(
///     rejection.to_json(),
///     r#"{"message":"The request body is not valid JSON: it ends too early at line 1, column 13."}"#,
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Rejection {
    /// The body cannot be read.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The body can be read, but its data is invalid.
    #[error(transparent)]
    Invalid(#[from] ValidationErrors),
}

/// Why and where a body cannot be read. It shows nothing of the body.
///
/// ```
/// use unprocessable_core::{Rejection, from_json};
/// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
/// # #[derive(Debug, serde::Deserialize)]
/// # struct Payment { amount: u32 }
/// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
/// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
/// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
/// # }
///
/// let Err(Rejection::Malformed(malformed)) = from_json::<Payment>(b"{\"amount\": ?}") else { unreachable!() };
/// let place = malformed.place().unwrap();
/// assert_eq!((place.line, place.column), (1, 12));
/// assert_eq!(malformed.to_string(), "The request body is not valid JSON: the syntax is wrong at line 1, column 12.");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    kind: ProblemKind,
    place: Option<Place>,
    medium: Medium,
    /// Whether there is no body, or nothing but white space.
    is_empty: bool,
}

/// What could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Medium {
    Json,
    Form,
    Query,
    Headers,
    /// Another format.
    Unknown,
}

impl Medium {
    /// Whether it consists of parameters, for which missing or unreadable ones give the status 400.
    pub(crate) fn has_parameters(self) -> bool {
        matches!(self, Self::Query | Self::Headers)
    }

    pub(crate) fn source(self) -> Source {
        match self {
            Self::Query => Source::Query,
            Self::Headers => Source::Headers,
            Self::Json | Self::Form | Self::Unknown => Source::Body,
        }
    }
}

impl Malformed {
    pub(crate) fn new(problem: Problem, source: &[u8]) -> Self {
        let is_empty = problem.kind == ProblemKind::UnexpectedEnd && source.trim_ascii().is_empty();
        Self { kind: problem.kind, place: Some(problem.place(source)), medium: Medium::Json, is_empty }
    }

    pub(crate) const fn somewhere(medium: Medium, kind: ProblemKind) -> Self {
        Self { kind, place: None, medium, is_empty: false }
    }

    /// The kind of problem.
    ///
    /// ```
    /// use unprocessable_core::{Rejection, decode::ProblemKind, from_json};
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32 }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// let Err(Rejection::Malformed(malformed)) = from_json::<Payment>(b"{") else { unreachable!() };
    /// assert_eq!(malformed.kind(), ProblemKind::UnexpectedEnd);
    /// ```
    #[must_use]
    pub const fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// The line and column at which the problem was noticed, if the format has them.
    ///
    /// ```
    /// use unprocessable_core::{Rejection, decode::Place, from_json};
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32 }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// let Err(Rejection::Malformed(malformed)) = from_json::<Payment>(b"{\n?") else { unreachable!() };
    /// assert_eq!(malformed.place(), Some(Place { line: 2, column: 1 }));
    /// ```
    #[must_use]
    pub const fn place(&self) -> Option<Place> {
        self.place
    }

    /// The status of the response: 413 for a body that is too large, otherwise 400.
    ///
    /// ```
    /// use unprocessable_core::{Rejection, Status, from_json};
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32 }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// let Err(Rejection::Malformed(malformed)) = from_json::<Payment>(b"{") else { unreachable!() };
    /// assert_eq!(malformed.status(), Status::BadRequest);
    /// ```
    #[must_use]
    pub const fn status(&self) -> Status {
        match self.kind {
            ProblemKind::TooLarge => Status::ContentTooLarge,
            _ => Status::BadRequest,
        }
    }
}

impl Malformed {
    /// The sentence for languages. `Display` writes it in English.
    fn answer(&self) -> Answer {
        let place = self.place.map(|place| (place.line, place.column));
        let medium = match self.medium {
            Medium::Json => "json",
            Medium::Form => "form",
            Medium::Query => "query",
            Medium::Headers => "headers",
            Medium::Unknown => "body",
        };
        if self.is_empty {
            return Answer::NO_BODY;
        }
        let (id, english) = match (self.kind, self.medium) {
            (ProblemKind::UnexpectedEnd, Medium::Json) => {
                (id::malformed_unexpected_end, "The request body is not valid JSON: it ends too early.")
            }
            (ProblemKind::TrailingText, Medium::Json) => {
                (id::malformed_trailing_text, "The request body is not valid JSON: there is more after its end.")
            }
            (ProblemKind::Encoding, _) => (id::malformed_encoding, "The request is not valid Unicode text."),
            (ProblemKind::Depth, _) => (id::malformed_depth, "The request is nested too deeply."),
            (ProblemKind::DuplicateKey, _) => (id::malformed_repeated_key, "The request repeats a key."),
            (ProblemKind::TooLarge, _) => (id::malformed_too_large, "The request is too large."),
            (_, Medium::Json) => (id::malformed_syntax, "The request body is not valid JSON: the syntax is wrong."),
            _ => (id::malformed_unreadable, "The request cannot be read."),
        };
        Answer { medium, place, ..Answer::new("malformed", id, english) }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty {
            return f.write_str("A request body is required.");
        }
        let what = match self.medium {
            Medium::Query => "query string",
            Medium::Headers => "value of a header field",
            Medium::Json | Medium::Form | Medium::Unknown => "request body",
        };
        let why = match (self.kind, self.medium) {
            (ProblemKind::UnexpectedEnd, Medium::Json) => "is not valid JSON: it ends too early",
            (ProblemKind::TrailingText, Medium::Json) => "is not valid JSON: there is more after its end",
            (ProblemKind::Encoding, _) => "is not valid Unicode text",
            (ProblemKind::Depth, _) => "is nested too deeply",
            (ProblemKind::DuplicateKey, _) => "repeats a key",
            (ProblemKind::TooLarge, _) => "is too large",
            (_, Medium::Json) => "is not valid JSON: the syntax is wrong",
            _ => "cannot be read",
        };
        write!(f, "The {what} {why}")?;
        match self.place {
            Some(Place { line, column }) => write!(f, " at line {line}, column {column}."),
            None => f.write_str("."),
        }
    }
}

impl core::error::Error for Malformed {}

impl Rejection {
    /// The status of the response.
    ///
    /// ```
    /// use unprocessable_core::{Status, from_json};
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32 }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// assert_eq!(from_json::<Payment>(b"{").unwrap_err().status(), Status::BadRequest);
    /// assert_eq!(from_json::<Payment>(b"{}").unwrap_err().status(), Status::UnprocessableEntity);
    /// ```
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Malformed(malformed) => malformed.status(),
            Self::Invalid(errors) => errors.status(),
        }
    }

    /// The body of the response as JSON.
    ///
    /// ```
    /// use unprocessable_core::from_json;
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32 }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// assert_eq!(
    ///     from_json::<Payment>(b"null").unwrap_err().to_json(),
    ///     r#"{"message":"The given data was invalid.","errors":{"_":["A request body is required."]}}"#,
    /// );
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        match self {
            Self::Malformed(malformed) => body(malformed).to_json(),
            Self::Invalid(errors) => errors.to_json(),
        }
    }

    /// The body of the response as JSON, in the words of `messages`.
    ///
    /// ```
    /// # #[cfg(feature = "lang-de")] {
    /// use unprocessable_core::{from_json, lang};
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment {}
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// let broken = from_json::<Payment>(b"{").unwrap_err();
    /// assert_eq!(
    ///     broken.to_json_from(&lang::DE),
    ///     r#"{"message":"Der Inhalt der Anfrage ist kein gültiges JSON: zu frühes Ende (Zeile 1, Spalte 2)."}"#,
    /// );
    /// # }
    /// ```
    #[must_use]
    pub fn to_json_from(&self, messages: &dyn Messages) -> String {
        match self {
            Self::Malformed(malformed) => body(malformed).to_json_from(messages),
            Self::Invalid(errors) => errors.body().messages(messages).to_json(),
        }
    }

    /// The body as a text for a language model that is to correct what it has sent, at most 4,000 characters long.
    /// See [`Body::to_prompt`](crate::Body::to_prompt).
    ///
    /// ```
    /// use unprocessable_core::{Rejection, ValidationErrors, Violation};
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("days", Violation::new("lte", "The {attribute} must be at most {value}.").argument("value", 14));
    /// let prompt = Rejection::from(errors).to_prompt();
    /// assert!(prompt.ends_with(r#"- "days": The "days" must be at most 14. Rule: lte(value = 14)"#));
    /// ```
    #[must_use]
    pub fn to_prompt(&self) -> String {
        match self {
            Self::Malformed(malformed) => malformed.to_string(),
            Self::Invalid(errors) => errors.to_prompt(),
        }
    }

    /// The errors, if the request could be read.
    ///
    /// ```
    /// use unprocessable_core::from_json;
    /// # use unprocessable_core::{Validate, Walker, decode::{Inspect, Node, SecondPass}};
    /// # #[derive(Debug, serde::Deserialize)]
    /// # struct Payment { amount: u32 }
    /// # impl<C: ?Sized> Validate<C> for Payment { fn walk(&self, _: &C, _: &mut Walker<'_>) {} }
    /// # impl<'de, C: ?Sized> Inspect<'de, C> for Payment {
    /// #     fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, _: &C) -> Option<Self> { pass.leaf(node) }
    /// # }
    ///
    /// let rejection = from_json::<Payment>(b"{}").unwrap_err();
    /// assert_eq!(rejection.errors().unwrap().get("amount").count(), 1);
    /// assert!(from_json::<Payment>(b"{").unwrap_err().errors().is_none());
    /// ```
    #[must_use]
    pub fn errors(&self) -> Option<&ValidationErrors> {
        match self {
            Self::Malformed(_) => None,
            Self::Invalid(errors) => Some(errors),
        }
    }
}

fn body(malformed: &Malformed) -> ErrorBody {
    ErrorBody::new(malformed.status()).worded(malformed.answer(), malformed.to_string())
}

impl Serialize for Rejection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Malformed(malformed) => body(malformed).serialize(serializer),
            Self::Invalid(errors) => errors.serialize(serializer),
        }
    }
}

impl From<Malformed> for ErrorBody {
    fn from(malformed: Malformed) -> Self {
        body(&malformed)
    }
}

impl From<Rejection> for ErrorBody {
    fn from(rejection: Rejection) -> Self {
        match rejection {
            Rejection::Malformed(malformed) => body(&malformed),
            Rejection::Invalid(errors) => errors.into(),
        }
    }
}
