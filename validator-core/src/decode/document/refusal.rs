//! Refusals: which value was refused, and why, in a few words of memory.

use alloc::boxed::Box;
use alloc::string::ToString as _;
use core::fmt;

use serde::de::{self, Unexpected};
use thiserror::Error;

use super::expected::Expected;
use super::node::Node;
use super::object::{Entry, Object};
use super::problem::{Problem, ProblemKind};
use super::{Document, NOWHERE};
use crate::errors::violation::Violation;

/// One value that its type refuses: why, what was expected, and where.
///
/// It is the error type of [`Decoder`](crate::decode::Decoder). It drops the messages of serde and of types without
/// reading them, so neither the client's text nor the name of a Rust type can leak. A refusal allocates only if it
/// lists the names of variants or carries a [`Violation`].
///
/// ```
/// use unprocessable_core::decode::{Document, Expected, Reason};
///
/// let document = Document::parse(br#"{"age": "old"}"#).unwrap();
/// let refusal = document.root().decode::<std::collections::HashMap<String, f64>>().unwrap_err();
/// assert_eq!((refusal.reason, refusal.expected), (Reason::WrongType, Expected::Float));
/// assert_eq!(refusal.node(&document).source(), br#""old""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct Refusal {
    /// Why the value was refused.
    pub reason: Reason,
    /// What the type expected.
    pub expected: Expected,
    /// Whether the key of the value was refused, and not the value itself.
    pub on_key: bool,
    /// What a constant sentence cannot say.
    pub(crate) detail: Option<Box<Detail>>,
    node: u32,
    parent: u32,
    position: u32,
}

/// Why a value is not what its type expects.
///
/// ```
/// use unprocessable_core::decode::{Document, Reason};
///
/// let reason = |source: &[u8]| Document::parse(source).unwrap().root().decode::<u8>().unwrap_err().reason;
/// assert_eq!(reason(b"null"), Reason::Null);
/// assert_eq!(reason(b"256"), Reason::OutOfRange);
/// assert_eq!(reason(b"1.5"), Reason::Fractional);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum Reason {
    /// It is `null`, which the type does not allow.
    #[error("null is not allowed")]
    Null,
    /// It is another kind of value than [`expected`](Refusal::expected).
    #[error("the type is wrong")]
    WrongType,
    /// A form gives several values where the type takes one.
    #[error("the value is repeated")]
    Repeated,
    /// It is a number that the type cannot hold.
    #[error("the number is out of range")]
    OutOfRange,
    /// It is a number with a decimal point or an exponent where an integer is expected.
    #[error("the number is not whole")]
    Fractional,
    /// It is a list or object with too few or too many elements.
    #[error("the length is wrong")]
    WrongLength,
    /// It names no variant of the enum.
    #[error("the variant is unknown")]
    UnknownVariant,
    /// None of the fields that name a variant of the enum is there.
    #[error("a variant is missing")]
    MissingVariant,
    /// Its key names no field of the struct, and the struct denies unknown fields.
    #[error("the field is unknown")]
    UnknownField,
    /// The object lacks this field.
    #[error("a field is missing")]
    MissingField(&'static str),
    /// The object gives this field twice, under two of its names.
    #[error("a field is given twice")]
    RepeatedField(&'static str),
    /// It could be read, but the type does not accept this value.
    #[error("the value is invalid")]
    Invalid,
    /// No type can read it, because the body is not a valid document.
    #[error("{0}")]
    Malformed(ProblemKind),
    /// Some of its elements were refused. Their refusals are already in [`Refusals`](crate::decode::Refusals).
    #[error("elements were refused")]
    Recorded,
}

impl Reason {
    /// Whether it is about a field of the value or about the whole document, and not about the value itself.
    pub(crate) fn is_beside(self) -> bool {
        matches!(self, Self::MissingField(_) | Self::RepeatedField(_) | Self::Malformed(_))
    }
}

impl Refusal {
    /// The refusal of a value, for code that reads a [`Node`] without serde.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Expected, Reason, Refusal};
    ///
    /// let document = Document::parse(b"[0]").unwrap();
    /// let item = document.root().list().unwrap().items().next().unwrap();
    /// let refusal = Refusal::at(item, Reason::Invalid, Expected::Any);
    /// assert_eq!(refusal.node(&document).span(), item.span());
    /// ```
    #[must_use]
    pub fn at(node: Node<'_, '_>, reason: Reason, expected: Expected) -> Self {
        let Node { index: node, parent, position, .. } = node;
        Self { reason, expected, on_key: false, detail: None, node, parent, position }
    }

    /// The refusal of a key, such as one that names no field.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Expected, Reason, Refusal};
    ///
    /// let document = Document::parse(br#"{"colour": "red"}"#).unwrap();
    /// let entry = document.root().object().unwrap().entries().next().unwrap();
    /// assert!(Refusal::at_key(entry, Reason::UnknownField, Expected::Object).on_key);
    /// ```
    #[must_use]
    pub fn at_key(entry: Entry<'_, '_>, reason: Reason, expected: Expected) -> Self {
        Self { on_key: true, ..Self::at(entry.value, reason, expected) }
    }

    /// The refused value. For a missing field it is the object that lacks the field, for an unknown field its value.
    ///
    /// The document must be the one that was decoded.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(b"[1, true]").unwrap();
    /// let refusal = document.root().decode::<Vec<u8>>().unwrap_err();
    /// assert_eq!(refusal.node(&document).source(), b"true");
    /// ```
    #[must_use]
    pub fn node<'a, 'de>(&self, document: &'a Document<'de>) -> Node<'a, 'de> {
        document.node(self.node, self.parent, self.position)
    }

    /// As [`node`](Self::node), but with a depth of 0, which saves counting it.
    pub(crate) fn place_in<'a, 'de>(&self, document: &'a Document<'de>) -> Node<'a, 'de> {
        Node { document, index: self.node, depth: 0, parent: self.parent, position: self.position }
    }

    /// Whether `node` itself was refused, and not a value inside it.
    pub(crate) fn is_at(&self, node: Node<'_, '_>) -> bool {
        self.node == node.index
    }

    /// What was refused: a value, a key or a field. Each is refused at most once.
    pub(crate) fn target(&self) -> (u32, bool, Option<&'static str>) {
        let field = match self.reason {
            Reason::MissingField(name) | Reason::RepeatedField(name) => Some(name),
            _ => None,
        };
        (self.node, self.on_key, field)
    }

    /// The problem that makes the document malformed, if that is the reason.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, ProblemKind};
    ///
    /// let document = Document::parse(br#"["\ud800"]"#).unwrap();
    /// let refusal = document.root().decode::<Vec<String>>().unwrap_err();
    /// let problem = refusal.problem(&document).unwrap();
    /// assert_eq!((problem.kind, problem.offset), (ProblemKind::Encoding, 1));
    /// ```
    #[must_use]
    pub fn problem(&self, document: &Document<'_>) -> Option<Problem> {
        let Reason::Malformed(kind) = self.reason else {
            return None;
        };
        let index = if self.on_key { self.node.checked_sub(1)? } else { self.node };
        let offset = document.slot(index).start as usize;
        Some(Problem { kind, offset })
    }

    /// Gives the refusal a place if it has none. serde makes refusals without a place, and the innermost decoder that
    /// sees one adds its own.
    #[inline]
    pub(crate) fn placed(self, node: Node<'_, '_>, on_key: bool, expected: Expected) -> Self {
        if self.is_placed() { self } else { self.placed_at(node, on_key, expected) }
    }

    /// Whether it has a place.
    #[inline]
    pub(crate) fn is_placed(&self) -> bool {
        self.node != NOWHERE
    }

    fn placed_at(self, node: Node<'_, '_>, on_key: bool, expected: Expected) -> Self {
        if let Reason::RepeatedField(_) = self.reason {
            // The same key twice makes the document malformed.
            if let Some(again) = node.object().ok().and_then(Object::repeated) {
                return Self::at_key(again, Reason::Malformed(ProblemKind::DuplicateKey), expected);
            }
        }
        Self { on_key, detail: self.detail, ..Self::at(node, self.reason, expected) }
    }

    /// Corrects the refusal of a text. The type got the text that it asked for, so "wrong type" means that the text is
    /// invalid.
    pub(crate) fn of_text(self) -> Self {
        match self.reason {
            Reason::WrongType if !self.is_placed() => self.because(Reason::Invalid),
            _ => self,
        }
    }

    /// Adds the names that the enum knows, if the value itself is none of them. An empty value of a form is missing.
    #[cold]
    pub(crate) fn of_choice(self, node: Node<'_, '_>, choices: &'static [&'static str]) -> Self {
        if !self.is_at(node) || self.expected != Expected::Enum {
            return self;
        }
        match self.reason {
            Reason::UnknownVariant if node.is_left_empty() => self.because(Reason::Null),
            Reason::UnknownVariant | Reason::MissingVariant | Reason::WrongType | Reason::WrongLength
                if self.detail.is_none() =>
            {
                Self { detail: Detail::choices(choices), ..self }
            }
            _ => self,
        }
    }

    /// Corrects the refusal of an optional value: if it is blank, it has the wrong type, because nothing is missing.
    #[cold]
    pub(crate) fn of_optional(self, node: Node<'_, '_>) -> Self {
        let is_blank = self.reason == Reason::Null && self.is_at(node) && node.is_left_blank();
        if is_blank { self.because(Reason::WrongType) } else { self }
    }

    /// Replaces `expected` by something more exact, if the name of the type tells it.
    #[inline]
    pub(crate) fn by_type<T>(self, node: Node<'_, '_>) -> Self {
        let name = core::any::type_name::<T>();
        // `String` is the most common type and none of those. The compiler sees that and drops the call.
        if name.starts_with("alloc::") { self } else { self.named(node, name) }
    }

    #[cold]
    #[inline(never)]
    fn named(self, node: Node<'_, '_>, name: &str) -> Self {
        match Expected::of_type(name) {
            Some(expected) if self.is_at(node) => Self { expected, ..self }.of_known(node),
            _ => self,
        }
    }

    fn of_known(self, node: Node<'_, '_>) -> Self {
        match self.expected {
            // What follows is about values.
            _ if self.on_key => self,
            _ if node.is_null() => self.because(Reason::Null),
            Expected::Decimal if self.reason == Reason::Invalid && node.is_numeric() => {
                self.because(Reason::OutOfRange)
            }
            _ => self,
        }
    }

    pub(crate) fn because(self, reason: Reason) -> Self {
        Self { reason, ..self }
    }

    #[cold]
    pub(crate) fn unplaced(reason: Reason) -> Self {
        Self {
            reason,
            expected: Expected::Any,
            on_key: false,
            detail: None,
            node: NOWHERE,
            parent: NOWHERE,
            position: 0,
        }
    }
}

#[cfg(feature = "declaration")]
impl Refusal {
    /// A refusal that no document has led to, to say what it would be called.
    pub(crate) fn without_place(reason: Reason, expected: Expected, choices: &'static [&'static str]) -> Self {
        Self { expected, detail: Detail::choices(choices), ..Self::unplaced(reason) }
    }
}

/// What only few refusals carry.
#[derive(Clone, Debug)]
pub(crate) enum Detail {
    /// The names that the enum knows. The value is none of them.
    Choices(&'static [&'static str]),
    /// The [`Violation`] that the type gave as its error.
    Own(Violation),
}

impl Detail {
    fn choices(choices: &'static [&'static str]) -> Option<Box<Self>> {
        if choices.is_empty() { None } else { Some(Box::new(Self::Choices(choices))) }
    }

    /// The violation that the error message is. Other messages are not read, because they may contain what was sent.
    #[inline]
    fn own<T: fmt::Display>(words: &T) -> Option<Box<Self>> {
        // `TypeId` needs a type that borrows nothing, so the names are compared. If they were equal by accident, `read`
        // would find no violation, and the general sentence would stay.
        if core::any::type_name::<T>() == core::any::type_name::<Violation>() { Self::read(words) } else { None }
    }

    #[cold]
    fn read(words: &dyn fmt::Display) -> Option<Box<Self>> {
        Violation::carried(words).map(|violation| Box::new(Self::Own(violation)))
    }
}

impl PartialEq for Detail {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Choices(choices), Self::Choices(others)) => choices == others,
            (Self::Own(own), Self::Own(other)) => own.code() == other.code() && own.to_string() == other.to_string(),
            _ => false,
        }
    }
}

impl Eq for Detail {}

impl de::Error for Refusal {
    fn custom<T: fmt::Display>(words: T) -> Self {
        Self { detail: Detail::own(&words), ..Self::unplaced(Reason::Invalid) }
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::unplaced(Reason::WrongType)
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::unplaced(Reason::Invalid)
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self::unplaced(Reason::WrongLength)
    }

    fn unknown_variant(_: &str, choices: &'static [&'static str]) -> Self {
        Self { detail: Detail::choices(choices), ..Self::unplaced(Reason::UnknownVariant) }
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::unplaced(Reason::UnknownField)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::unplaced(Reason::MissingField(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::unplaced(Reason::RepeatedField(field))
    }
}
