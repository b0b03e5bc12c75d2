//! One value of a document, as a handle that is as cheap to pass on as a reference.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use serde::Deserialize;

use super::decoder::Decoder;
use super::document::{Document, NOWHERE, Slot, Tag};
use super::expected::Expected;
use super::object::{Key, List, Object};
use super::problem::ProblemKind;
use super::refusal::{Reason, Refusal};
use super::refusals::Refusals;
use super::text;

/// A value in a [`Document`].
#[derive(Clone, Copy)]
pub struct Node<'a, 'de> {
    pub(super) document: &'a Document<'de>,
    pub(super) index: u32,
    /// How many lists and objects are around it.
    pub(super) depth: u32,
}

/// The kinds of value that JSON knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Shape {
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

/// One step from a value to one of its elements.
#[derive(Clone, Copy, Debug)]
pub enum Segment<'a, 'de> {
    /// The element of a list, counted from zero.
    Index(usize),
    /// The entry of an object.
    Key(Key<'a, 'de>),
}

impl<'a, 'de> Node<'a, 'de> {
    /// What kind of value it is.
    #[must_use]
    pub fn shape(self) -> Shape {
        match self.tag() {
            Tag::Null => Shape::Null,
            Tag::False | Tag::True => Shape::Boolean,
            Tag::Integer | Tag::Fraction => Shape::Number,
            Tag::Plain | Tag::Escaped => Shape::Text,
            Tag::List => Shape::List,
            Tag::Object => Shape::Object,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.tag() == Tag::Null
    }

    /// Where it stands in the source, quotes and brackets included.
    #[must_use]
    pub fn span(self) -> Range<usize> {
        let slot = self.slot();
        slot.start as usize..slot.end as usize
    }

    /// How it is written in the source: the one way in which a number can be had without a type.
    #[must_use]
    pub fn source(self) -> &'de [u8] {
        &self.document.source[self.span()]
    }

    /// Its text, borrowed from the source unless there are escapes in it.
    ///
    /// # Errors
    ///
    /// If it is no text, or one with an invalid encoding.
    pub fn text(self) -> Result<Cow<'de, str>, Refusal> {
        self.text_for(Expected::Text)
    }

    /// Its items.
    ///
    /// # Errors
    ///
    /// If it is no list, or lies deeper than the document may be read.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(b"[1, 2, 3]").unwrap();
    /// let items = document.root().list().unwrap().items();
    /// assert_eq!(items.map(|item| item.decode::<u8>().unwrap()).sum::<u8>(), 6);
    /// ```
    pub fn list(self) -> Result<List<'a, 'de>, Refusal> {
        match self.tag() {
            Tag::List => self.entered(Expected::List).map(List::new),
            _ => Err(self.mismatch(Expected::List)),
        }
    }

    /// Its entries.
    ///
    /// # Errors
    ///
    /// If it is no object, or lies deeper than the document may be read.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"{"name": "Jane", "age": 34}"#).unwrap();
    /// let entries = document.root().object().unwrap().entries();
    /// let keys: Vec<_> = entries.map(|entry| entry.key.text().unwrap()).collect();
    /// assert_eq!(keys, ["name", "age"]);
    /// ```
    pub fn object(self) -> Result<Object<'a, 'de>, Refusal> {
        match self.tag() {
            Tag::Object => self.entered(Expected::Object).map(Object::new),
            _ => Err(self.mismatch(Expected::Object)),
        }
    }

    /// The list or object around it.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        match self.slot().parent {
            NOWHERE => None,
            index => Some(Self { index, depth: self.depth.saturating_sub(1), ..self }),
        }
    }

    /// The key that it has in the object around it.
    #[must_use]
    pub fn key(self) -> Option<Key<'a, 'de>> {
        match self.parent()?.tag() {
            Tag::Object => Some(Key { document: self.document, index: self.index - 1 }),
            _ => None,
        }
    }

    /// The step to it from the list or object around it.
    #[must_use]
    pub fn segment(self) -> Option<Segment<'a, 'de>> {
        self.parent()?;
        Some(self.key().map_or(Segment::Index(self.slot().position as usize), Segment::Key))
    }

    /// The steps to it from `base`, which must be itself or around it.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Segment};
    ///
    /// let document = Document::parse(br#"{"items": [1, null]}"#).unwrap();
    /// let refusal = document.root().decode::<std::collections::HashMap<String, Vec<u8>>>().unwrap_err();
    /// let trail = refusal.node(&document).trail(document.root());
    /// assert!(matches!(trail[..], [Segment::Key(_), Segment::Index(1)]));
    /// ```
    #[must_use]
    pub fn trail(self, base: Self) -> Vec<Segment<'a, 'de>> {
        let mut trail = Vec::new();
        let mut node = self;
        while node.index != base.index {
            let (Some(segment), Some(parent)) = (node.segment(), node.parent()) else {
                break;
            };
            trail.push(segment);
            node = parent;
        }
        trail.reverse();
        trail
    }

    /// Decodes it as `serde_json` would: to the same value, or stopping at the first refusal.
    ///
    /// # Errors
    ///
    /// The first thing that the type refuses.
    pub fn decode<T: Deserialize<'de>>(self) -> Result<T, Refusal> {
        T::deserialize(Decoder { node: self, refusals: None }).map_err(|refusal| self.place(refusal))
    }

    /// Decodes it and goes on after what is refused in lists and maps. `None` if anything was.
    ///
    /// Besides, a key that repeats in a map is refused, which serde does not mind.
    pub fn collect<T: Deserialize<'de>>(self, refusals: &Refusals) -> Option<T> {
        self.collect_with(refusals, T::deserialize)
    }

    /// As [`collect`](Self::collect), for a field that is decoded by a function (`deserialize_with`).
    pub fn collect_with<'r, T>(
        self,
        refusals: &'r Refusals,
        decode: impl FnOnce(Decoder<'r, 'de>) -> Result<T, Refusal>,
    ) -> Option<T>
    where
        'a: 'r,
    {
        let before = refusals.count();
        match decode(Decoder { node: self, refusals: Some(refusals) }) {
            Ok(value) => {
                refusals.forget_after(before);
                Some(value)
            }
            Err(refusal) => {
                refusals.conclude(before, self.place(refusal));
                None
            }
        }
    }

    pub(super) fn slot(self) -> &'a Slot {
        self.document.slot(self.index)
    }

    pub(super) fn tag(self) -> Tag {
        self.slot().tag
    }

    pub(super) fn text_for(self, expected: Expected) -> Result<Cow<'de, str>, Refusal> {
        if !matches!(self.tag(), Tag::Plain | Tag::Escaped) {
            return Err(self.mismatch(expected));
        }
        let malformed = Reason::Malformed(ProblemKind::Encoding);
        text_of(self.document, self.slot()).ok_or_else(|| Refusal::at(self, malformed, expected))
    }

    /// The refusal of a value that is not of the expected kind.
    #[cold]
    pub(super) fn mismatch(self, expected: Expected) -> Refusal {
        let reason = if self.is_null() { Reason::Null } else { Reason::WrongType };
        Refusal::at(self, reason, expected)
    }

    /// Gives a refusal that serde made, and that has met no decoder since, its place.
    pub(super) fn place(self, refusal: Refusal) -> Refusal {
        refusal.placed(self.index, false, Expected::Any)
    }

    /// Itself, if its inside is not too deep to be read.
    pub(super) fn entered(self, expected: Expected) -> Result<Self, Refusal> {
        if self.depth < self.document.depth {
            Ok(self)
        } else {
            Err(Refusal::at(self, Reason::Malformed(ProblemKind::Depth), expected))
        }
    }
}

impl<'de> Document<'de> {
    pub(super) fn node(&self, index: u32) -> Node<'_, 'de> {
        let around = core::iter::successors(Some(self.slot(index).parent), |parent| {
            self.slots.get(*parent as usize).map(|slot| slot.parent)
        });
        let depth = around.take_while(|parent| *parent != NOWHERE).count() as u32;
        Node { document: self, index, depth }
    }
}

/// The value of a text or key, if its encoding is valid.
pub(super) fn text_of<'de>(document: &Document<'de>, slot: &Slot) -> Option<Cow<'de, str>> {
    let inside = slot.start as usize + 1..slot.end as usize - 1;
    if slot.tag == Tag::Escaped {
        return text::unescape(&document.source[inside]).map(Cow::Owned);
    }
    match document.utf8 {
        Some(utf8) => utf8.get(inside).map(Cow::Borrowed),
        None => core::str::from_utf8(&document.source[inside]).ok().map(Cow::Borrowed),
    }
}

/// What the client sent does not show.
impl fmt::Debug for Node<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node").field("shape", &self.shape()).field("span", &self.span()).finish()
    }
}
