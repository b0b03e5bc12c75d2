//! Why a value was refused, in a few words of memory.

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
/// It is the error type of [`Decoder`](crate::decode::Decoder). Whatever serde or a type tells it in words is
/// dropped unread, so nothing of the client's and no name of a Rust type can leak. A refusal allocates nothing, unless
/// it lists the names of variants or carries a [`Violation`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct Refusal {
    /// Why it was refused.
    pub reason: Reason,
    /// What the type asked the value to be.
    pub expected: Expected,
    /// Whether it was not the value that was refused but its key.
    pub on_key: bool,
    /// What else there is to say, where that is more than a sentence known beforehand.
    pub(crate) detail: Option<Box<Detail>>,
    node: u32,
    parent: u32,
    position: u32,
}

/// The ways a value can fail to be what its type expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum Reason {
    /// It is `null`, and the type has no place for that.
    #[error("null is not allowed")]
    Null,
    /// It is another kind of value than [`expected`](Refusal::expected).
    #[error("the type is wrong")]
    WrongType,
    /// It was given more than once, where a form has place for one value.
    #[error("the value is repeated")]
    Repeated,
    /// It is a number that the type cannot hold.
    #[error("the number is out of range")]
    OutOfRange,
    /// It is a number with point or exponent where a whole one is expected.
    #[error("the number is not whole")]
    Fractional,
    /// It is a list or object with too few or too many elements.
    #[error("the length is wrong")]
    WrongLength,
    /// It names no variant of the enum.
    #[error("the variant is unknown")]
    UnknownVariant,
    /// None of the fields is there by which a variant of the enum is known.
    #[error("a variant is missing")]
    MissingVariant,
    /// Its key names no field of the struct, and the struct allows no others.
    #[error("the field is unknown")]
    UnknownField,
    /// The object lacks this field.
    #[error("a field is missing")]
    MissingField(&'static str),
    /// The object gives this field twice, under two of its names.
    #[error("a field is given twice")]
    RepeatedField(&'static str),
    /// It could be read, but the type does not want it.
    #[error("the value is invalid")]
    Invalid,
    /// It cannot be read by any type: the body is no document.
    #[error("{0}")]
    Malformed(ProblemKind),
    /// What was wrong inside it has been put into [`Refusals`](crate::decode::Refusals) already.
    #[error("elements were refused")]
    Recorded,
}

impl Reason {
    /// Whether it is not about the value at which it stands, but about one of its fields or the whole document.
    pub(crate) fn is_beside(self) -> bool {
        matches!(self, Self::MissingField(_) | Self::RepeatedField(_) | Self::Malformed(_))
    }
}

impl Refusal {
    /// The refusal of a value, for what is found out without serde.
    #[must_use]
    pub fn at(node: Node<'_, '_>, reason: Reason, expected: Expected) -> Self {
        let Node { index: node, parent, position, .. } = node;
        Self { reason, expected, on_key: false, detail: None, node, parent, position }
    }

    /// The refusal of a key, such as one that names no field.
    #[must_use]
    pub fn at_key(entry: Entry<'_, '_>, reason: Reason, expected: Expected) -> Self {
        Self { on_key: true, ..Self::at(entry.value, reason, expected) }
    }

    /// The refused value; for a missing field the object that lacks it, for an unknown one its value.
    ///
    /// The document must be the one that was decoded.
    #[must_use]
    pub fn node<'a, 'de>(&self, document: &'a Document<'de>) -> Node<'a, 'de> {
        document.node(self.node, self.parent, self.position)
    }

    /// As [`node`](Self::node), without the depth.
    pub(crate) fn place_in<'a, 'de>(&self, document: &'a Document<'de>) -> Node<'a, 'de> {
        Node { document, index: self.node, depth: 0, parent: self.parent, position: self.position }
    }

    /// Whether it is this value that was refused, and not one inside of it.
    pub(crate) fn is_at(&self, node: Node<'_, '_>) -> bool {
        self.node == node.index
    }

    /// What it is about: a value, a key or a field. Nothing is refused twice at one place.
    pub(crate) fn spot(&self) -> (u32, bool, Option<&'static str>) {
        let field = match self.reason {
            Reason::MissingField(name) | Reason::RepeatedField(name) => Some(name),
            _ => None,
        };
        (self.node, self.on_key, field)
    }

    /// The problem and its place, if it is one of the whole document.
    #[must_use]
    pub fn problem(&self, document: &Document<'_>) -> Option<Problem> {
        let Reason::Malformed(kind) = self.reason else {
            return None;
        };
        let index = if self.on_key { self.node.checked_sub(1)? } else { self.node };
        let offset = document.slot(index).start as usize;
        Some(Problem { kind, offset })
    }

    /// A refusal that serde makes knows no place: the innermost decoder that sees it gives its own.
    #[inline]
    pub(crate) fn placed(self, node: Node<'_, '_>, on_key: bool, expected: Expected) -> Self {
        if self.is_placed() { self } else { self.placed_at(node, on_key, expected) }
    }

    /// Whether it is known where it stands.
    #[inline]
    pub(crate) fn is_placed(&self) -> bool {
        self.node != NOWHERE
    }

    fn placed_at(self, node: Node<'_, '_>, on_key: bool, expected: Expected) -> Self {
        if let Reason::RepeatedField(_) = self.reason {
            // A key that repeats makes the document one that cannot be read.
            if let Some(again) = node.object().ok().and_then(Object::repeated) {
                return Self::at_key(again, Reason::Malformed(ProblemKind::DuplicateKey), expected);
            }
        }
        Self { on_key, detail: self.detail, ..Self::at(node, self.reason, expected) }
    }

    /// What a type says of a text: it got the kind of value that it asked for, and does not want this one.
    pub(crate) fn of_text(self) -> Self {
        match self.reason {
            Reason::WrongType if !self.is_placed() => self.because(Reason::Invalid),
            _ => self,
        }
    }

    /// With the names that an enum knows, if the value itself is none of them; of a form, what is left empty is missing.
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

    /// What may be left out is not missing when it is left blank.
    #[cold]
    pub(crate) fn of_optional(self, node: Node<'_, '_>) -> Self {
        let is_blank = self.reason == Reason::Null && self.is_at(node) && node.is_left_blank();
        if is_blank { self.because(Reason::WrongType) } else { self }
    }

    /// With what is known of the type that refused the value itself.
    #[inline]
    pub(crate) fn by_type<T>(self, node: Node<'_, '_>) -> Self {
        let name = core::any::type_name::<T>();
        // The most common one is seen to be none of them while the code is compiled.
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
            // What is known is the value, not the key.
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

/// What is seldom known of a refusal.
#[derive(Clone, Debug)]
pub(crate) enum Detail {
    /// The names that an enum knows, where the value was none of these.
    Choices(&'static [&'static str]),
    /// What the type says of the value in words of its own: a [`Violation`] in place of an error.
    Own(Violation),
}

impl Detail {
    fn choices(choices: &'static [&'static str]) -> Option<Box<Self>> {
        if choices.is_empty() { None } else { Some(Box::new(Self::Choices(choices))) }
    }

    /// Words that are a violation. Of all others nothing is read: they may hold what was sent.
    #[inline]
    fn own<T: fmt::Display>(words: &T) -> Option<Box<Self>> {
        // Only types that borrow nothing can be compared; their names tell it of all. Should these be wrong, there is no
        // violation to be read, and the general sentence stands.
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
