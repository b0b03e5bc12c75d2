//! Spots: what is known of a field before there is a request, and how messages call it.

use super::escape::needs_escape;

/// What the derive knows about a field before there is a request: its name on the wire and its label. The rules of the
/// field put their violations there.
///
/// The derive writes the variants themselves, because the compiler would have to evaluate a call.
#[doc(hidden)]
#[derive(Debug)]
pub enum Spot {
    /// A field whose name on the wire is one lower-case word.
    Word(&'static str),
    /// A field whose name on the wire needs no escape in a key. Its words are the label.
    Field(&'static str),
    /// A position in a tuple. It adds a segment to the key, but it is not a label.
    Position(&'static str),
    /// The value at the path itself, without a segment: an element, the inside of a newtype, a flattened field.
    Here,
    /// The struct as a whole, which has the segment `_`.
    Whole,
    /// A spot with a label, or with a name that must be escaped.
    Detailed(SpotDetails),
}

/// A spot that needs more than a name.
#[doc(hidden)]
#[derive(Debug)]
pub struct SpotDetails {
    name: Option<&'static str>,
    label: Label,
    /// The labels of its elements, of their elements, and so on. An empty text is no label.
    elements: &'static [&'static str],
    whole: bool,
    /// Whether the name needs no escape in a key.
    plain: bool,
}

/// How a message calls a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A name on the wire that is one lower-case word, so that it is written as it is.
    Word(&'static str),
    /// A name on the wire, which is split into words.
    Name(&'static str),
    /// The text of `attribute = "…"`.
    Given(&'static str),
    /// The label of the innermost field around that has one.
    Inherited,
}

impl Label {
    /// The label of a field with this name.
    pub(crate) const fn of(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_lowercase() && !bytes[at].is_ascii_digit() {
                return Self::Name(name);
            }
            at += 1;
        }
        Self::Word(name)
    }

    /// Whether both are the same, by a quick comparison. Labels with equal text may differ here.
    #[inline]
    pub(crate) fn is(&self, other: &Self) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(other) && core::ptr::eq(self.text(), other.text())
    }

    /// The name or text, before it is split into words.
    #[inline]
    pub(crate) fn text(&self) -> &'static str {
        match self {
            Self::Word(text) | Self::Name(text) | Self::Given(text) => text,
            Self::Inherited => "",
        }
    }
}

impl Spot {
    /// A field with any name on the wire.
    #[must_use]
    pub const fn field(name: &'static str) -> Self {
        let plain = !needs_escape(name);
        Self::Detailed(SpotDetails { name: Some(name), label: Label::of(name), elements: &[], whole: false, plain })
    }

    /// Replaces the label by the text of `attribute = "…"`.
    #[must_use]
    pub const fn attribute(self, label: &'static str) -> Self {
        self.relabelled(Label::Given(label))
    }

    /// Replaces the label by the words of a field name that is not in the key.
    #[must_use]
    pub const fn labelled(self, name: &'static str) -> Self {
        self.relabelled(Label::of(name))
    }

    /// Gives a label to the elements of the field, another to their elements, and so on.
    #[must_use]
    pub const fn elements(self, elements: &'static [&'static str]) -> Self {
        let (name, whole, plain) = (self.name(), self.is_whole(), self.is_plain());
        Self::Detailed(SpotDetails { name, label: self.label(), elements, whole, plain })
    }

    const fn relabelled(self, label: Label) -> Self {
        let (name, whole, plain) = (self.name(), self.is_whole(), self.is_plain());
        Self::Detailed(SpotDetails { name, label, elements: self.element_labels(), whole, plain })
    }

    /// The segment that it adds to a key, without escapes.
    pub(crate) const fn name(&self) -> Option<&'static str> {
        match self {
            Self::Word(name) | Self::Field(name) | Self::Position(name) => Some(name),
            Self::Here | Self::Whole => None,
            Self::Detailed(details) => details.name,
        }
    }

    pub(super) const fn label(&self) -> Label {
        match self {
            Self::Word(name) => Label::Word(name),
            Self::Field(name) => Label::Name(name),
            Self::Position(_) | Self::Here | Self::Whole => Label::Inherited,
            Self::Detailed(details) => details.label,
        }
    }

    pub(super) const fn element_labels(&self) -> &'static [&'static str] {
        match self {
            Self::Detailed(details) => details.elements,
            _ => &[],
        }
    }

    pub(super) const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole | Self::Detailed(SpotDetails { whole: true, .. }))
    }

    pub(super) const fn is_plain(&self) -> bool {
        !matches!(self, Self::Detailed(SpotDetails { plain: false, .. }))
    }
}
