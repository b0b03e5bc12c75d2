//! How a type is written in a document: as fields, as a list, as one of several variants.

use super::field::DeclaredField;
use super::shape::Shape;

/// How a struct, an enum or a variant is written in a document.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Content {
    /// An object with these fields.
    Fields(&'static [DeclaredField]),
    /// A list with these items.
    Tuple(&'static [DeclaredField]),
    /// The value of the one field itself: a newtype or a transparent struct.
    Newtype(&'static DeclaredField),
    /// Nothing: a unit struct or a unit variant.
    Unit,
    /// One of several variants.
    Enum(Tag, &'static [Variant]),
    /// A value of another type, from which this one is made: `#[serde(try_from = "…")]`.
    From(Shape),
    /// Not known, because serde reads it in a way that the fields do not tell.
    Unknown,
}

/// How a document tells the variants of an enum apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tag {
    /// By the only key of an object, or by text where the variant has no content.
    External,
    /// By a field of this name among those of the variant.
    Internal(&'static str),
    /// By a field beside the one that holds the content.
    Adjacent {
        /// The name of the field with the name of the variant.
        tag: &'static str,
        /// The name of the field with the content.
        content: &'static str,
    },
    /// Not at all: the first variant that fits is taken.
    Untagged,
}

/// A variant of an enum.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    #[doc(hidden)]
    pub names: &'static [&'static str],
    #[doc(hidden)]
    pub is_other: bool,
    #[doc(hidden)]
    pub description: &'static str,
    #[doc(hidden)]
    pub content: Content,
}

impl Variant {
    /// The name of the variant in a document.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// The other names by which it is read.
    #[must_use]
    pub fn aliases(&self) -> &'static [&'static str] {
        self.names.get(1..).unwrap_or_default()
    }

    /// Whether names that no variant has are read as this one: `#[serde(other)]`.
    #[must_use]
    pub fn is_other(&self) -> bool {
        self.is_other
    }

    /// The documentation of the variant. It is empty if there is none.
    #[must_use]
    pub fn description(&self) -> &'static str {
        self.description
    }

    /// What is written for the variant, beside its name.
    #[must_use]
    pub fn content(&self) -> Content {
        self.content
    }
}
