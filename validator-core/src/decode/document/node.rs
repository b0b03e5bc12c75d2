//! Nodes: handles of the values in a document, as cheap to copy as references.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use super::expected::Expected;
use super::form_text;
use super::number::Written;
use super::object::{Entry, Key, List, Object};
use super::problem::ProblemKind;
use super::refusal::{Reason, Refusal};
use super::{Document, NOWHERE, Tag};
use crate::path;

/// A value in a [`Document`]: a small handle that is copied freely.
///
/// ```
/// use unprocessable_core::decode::{Document, Shape};
///
/// let document = Document::parse(br#"{"price": 3}"#).unwrap();
/// let price = document.root().at("price").unwrap();
/// assert_eq!(price.shape(), Shape::Number);
/// assert_eq!(price.parent().unwrap().shape(), Shape::Object);
/// ```
#[derive(Clone, Copy)]
pub struct Node<'a, 'de> {
    pub(crate) document: &'a Document<'de>,
    pub(crate) index: u32,
    /// How many lists and objects contain it.
    pub(crate) depth: u32,
    /// The innermost of them, or [`NOWHERE`].
    pub(crate) parent: u32,
    /// Its position in `parent`.
    pub(crate) position: u32,
}

/// The kinds of values: those of JSON, bytes and files.
///
/// ```
/// use unprocessable_core::decode::{Document, Shape};
///
/// let document = Document::parse(br#"[null, true, 1, "a", [], {}]"#).unwrap();
/// let shapes: Vec<_> = document.root().list().unwrap().items().map(|item| item.shape()).collect();
/// assert_eq!(shapes, [Shape::Null, Shape::Boolean, Shape::Number, Shape::Text, Shape::List, Shape::Object]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Shape {
    Null,
    Boolean,
    Number,
    Text,
    /// Only from formats other than JSON.
    Bytes,
    /// Only from `multipart/form-data`.
    File,
    List,
    Object,
}

/// One step from a list or object to one of its elements.
///
/// ```
/// use unprocessable_core::decode::{Document, Segment};
///
/// let document = Document::parse(br#"{"items": [1]}"#).unwrap();
/// let item = document.root().at("items.0").unwrap();
/// match &item.trail(document.root())[..] {
///     [Segment::Key(key), Segment::Index(index)] => assert!(key.is("items") && *index == 0),
///     _ => unreachable!(),
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Segment<'a, 'de> {
    /// The element of a list, counted from zero.
    Index(usize),
    /// The entry of an object.
    Key(Key<'a, 'de>),
}

impl<'a, 'de> Node<'a, 'de> {
    /// What kind of value it is.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Shape};
    ///
    /// assert_eq!(Document::parse(b"1.5").unwrap().root().shape(), Shape::Number);
    /// ```
    #[must_use]
    #[inline]
    pub fn shape(self) -> Shape {
        match self.tag() {
            Tag::Null => Shape::Null,
            Tag::False | Tag::True => Shape::Boolean,
            Tag::Number => Shape::Number,
            Tag::Text => Shape::Text,
            Tag::Bytes => Shape::Bytes,
            Tag::File => Shape::File,
            Tag::List => Shape::List,
            Tag::Object => Shape::Object,
        }
    }

    /// Whether it is a list or an object.
    #[inline]
    pub(crate) fn is_open(self) -> bool {
        matches!(self.tag(), Tag::List | Tag::Object)
    }

    /// The slots that it takes in the table, together with everything inside it.
    pub(crate) fn extent(self) -> Range<u32> {
        let end = if self.is_open() { self.document.slot(self.index).end } else { self.index + 1 };
        self.index..end
    }

    /// The value at a key of `errors`, relative to this node.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"{"items": [{"price": 3}]}"#).unwrap();
    /// assert_eq!(document.root().at("items.0.price").unwrap().decode::<u8>().unwrap(), 3);
    /// assert!(document.root().at("items.1").is_none());
    /// ```
    #[must_use]
    pub fn at(self, key: &str) -> Option<Self> {
        path::segments(key).try_fold(self, |node, segment| {
            let name = path::unescape_segment(segment);
            let named = node.object().ok().and_then(|object| object.entries().find(|entry| entry.key.is(&name)));
            // A form with numbered items is an object whose keys are the numbers, so `named` has looked there already.
            let item = || match node.tag() {
                Tag::Object => None,
                _ => node.list().ok()?.items().nth(name.parse().ok()?),
            };
            named.map(|entry| entry.value).or_else(item)
        })
    }

    /// Whether it is `null`, or an empty value in a form.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// assert!(Document::parse(b"null").unwrap().root().is_null());
    /// assert!(!Document::parse(br#""null""#).unwrap().root().is_null());
    /// ```
    #[must_use]
    #[inline]
    pub fn is_null(self) -> bool {
        self.tag() == Tag::Null || self.is_left_empty()
    }

    /// Whether it is a number, or a text that can be read as a number.
    pub(crate) fn is_numeric(self) -> bool {
        match self.tag() {
            Tag::Number => true,
            Tag::Text => Written::in_key(self.inside()).is_some(),
            _ => false,
        }
    }

    /// Where it stands in the source, quotes and brackets included.
    ///
    /// The document does not store the ends of lists and objects. Finding one takes time linear in its length.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"[1, "a"]"#).unwrap();
    /// assert_eq!(document.root().at("1").unwrap().span(), 4..7);
    /// ```
    #[must_use]
    pub fn span(self) -> Range<usize> {
        let slot = self.document.slot(self.index);
        match self.tag() {
            Tag::List | Tag::Object => {
                let start = slot.start as usize;
                start..end_of(self.document.source, start)
            }
            _ => slot.span(),
        }
    }

    /// Its source text. For a number, this is the only access that loses no digits.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(b"[1.50]").unwrap();
    /// assert_eq!(document.root().at("0").unwrap().source(), b"1.50");
    /// ```
    #[must_use]
    pub fn source(self) -> &'de [u8] {
        &self.document.source[self.span()]
    }

    /// Its text, borrowed from the source unless it contains escapes.
    ///
    /// # Errors
    ///
    /// If it is not a text, or its encoding is invalid.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Reason};
    ///
    /// assert_eq!(Document::parse(br#""J\u0061ne""#).unwrap().root().text().unwrap(), "Jane");
    /// assert_eq!(Document::parse(b"3").unwrap().root().text().unwrap_err().reason, Reason::WrongType);
    /// ```
    pub fn text(self) -> Result<Cow<'de, str>, Refusal> {
        self.text_for(Expected::Text)
    }

    /// The value as a list of items.
    ///
    /// # Errors
    ///
    /// If it is not a list, or lies deeper than the document's limit.
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
        self.list_for(Expected::List)
    }

    /// The value as an object of entries.
    ///
    /// # Errors
    ///
    /// If it is not an object, or lies deeper than the document's limit.
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

    /// The list or object that contains it; `None` for the root.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(b"[1]").unwrap();
    /// let item = document.root().at("0").unwrap();
    /// assert_eq!(item.parent().unwrap().span(), 0..3);
    /// assert!(document.root().parent().is_none());
    /// ```
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        if self.parent == NOWHERE {
            return None;
        }
        let (parent, position) = self.document.around(self.parent);
        let depth = self.depth.saturating_sub(1);
        Some(Self { index: self.parent, depth, parent, position, ..self })
    }

    /// Its key, if an object contains it.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"{"price": 3}"#).unwrap();
    /// assert!(document.root().at("price").unwrap().key().unwrap().is("price"));
    /// assert!(document.root().key().is_none());
    /// ```
    #[must_use]
    pub fn key(self) -> Option<Key<'a, 'de>> {
        match self.parent()?.tag() {
            Tag::Object if !self.document.is_list(self.parent) => Some(Key(self)),
            _ => None,
        }
    }

    /// The entry of which it is the value, if an object contains it.
    pub(crate) fn entry(self) -> Option<Entry<'a, 'de>> {
        self.key().map(|key| Entry { key, value: self })
    }

    /// The step that leads from its parent to it; `None` for the root.
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Segment};
    ///
    /// let document = Document::parse(b"[1, 2]").unwrap();
    /// assert!(matches!(document.root().at("1").unwrap().segment(), Some(Segment::Index(1))));
    /// assert!(document.root().segment().is_none());
    /// ```
    #[must_use]
    pub fn segment(self) -> Option<Segment<'a, 'de>> {
        let parent = self.parent()?;
        if let Some(key) = self.key() {
            return Some(Segment::Key(key));
        }
        // Where the numbers in a form have gaps, an item keeps the number that was sent.
        let sent = (parent.tag() == Tag::Object).then(|| form_text::index(Key(self).raw())).flatten();
        Some(Segment::Index(sent.unwrap_or(self.position) as usize))
    }

    /// The steps that lead from `base` to it. `base` must be the node itself or contain it.
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

    #[inline]
    pub(crate) fn tag(self) -> Tag {
        self.document.tag(self.index)
    }

    pub(crate) fn text_for(self, expected: Expected) -> Result<Cow<'de, str>, Refusal> {
        if self.tag() != Tag::Text {
            return Err(self.mismatch(expected));
        }
        let malformed = Reason::Malformed(ProblemKind::Encoding);
        self.document.text(self.index).ok_or_else(|| Refusal::at(self, malformed, expected))
    }

    pub(crate) fn list_for(self, expected: Expected) -> Result<List<'a, 'de>, Refusal> {
        let list = match self.tag() {
            Tag::List => Some(List::new(self)),
            _ => self.form_list(),
        };
        match list {
            Some(list) => self.entered(expected).map(|_| list),
            None => Err(self.mismatch(expected)),
        }
    }

    /// The refusal of a value that is not of the expected kind.
    pub(crate) fn mismatch(self, expected: Expected) -> Refusal {
        let reason = match self.tag() {
            _ if self.is_null() || self.is_left_blank() => Reason::Null,
            Tag::List if self.is_in_form() && expected.is_single() => Reason::Repeated,
            _ => Reason::WrongType,
        };
        Refusal::at(self, reason, expected)
    }

    /// Gives its place to a refusal that serde made and that no decoder has placed yet.
    pub(crate) fn place(self, refusal: Refusal) -> Refusal {
        refusal.placed(self, false, Expected::Any)
    }

    /// The node, unless its elements lie deeper than the document's limit.
    #[inline]
    pub(crate) fn entered(self, expected: Expected) -> Result<Self, Refusal> {
        if self.depth < self.document.depth {
            Ok(self)
        } else {
            Err(Refusal::at(self, Reason::Malformed(ProblemKind::Depth), expected))
        }
    }
}

impl<'de> Document<'de> {
    /// The node of a stored place, with its depth counted again.
    pub(crate) fn node(&self, index: u32, parent: u32, position: u32) -> Node<'_, 'de> {
        let mut node = Node { document: self, index, depth: 0, parent, position };
        node.depth = core::iter::successors(node.parent(), |around| around.parent()).count() as u32;
        node
    }
}

/// The end of the list or object that begins at `start`.
fn end_of(source: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    let mut in_text = false;
    while let Some(byte) = source.get(at) {
        at += 1;
        match byte {
            b'"' => in_text = !in_text,
            b'\\' => at += 1,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    at.min(source.len())
}

/// Does not show what the client sent.
impl fmt::Debug for Node<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node").field("shape", &self.shape()).field("span", &self.span()).finish()
    }
}
