//! A document as a table of nodes: parsing it, looking at its values, and refusing them. It uses `scan`.

pub(crate) mod capture;
pub(crate) mod expected;
pub(crate) mod form_text;
pub(crate) mod node;
pub(crate) mod number;
pub(crate) mod object;
pub(crate) mod parser;
pub(crate) mod problem;
pub(crate) mod refusal;
pub(crate) mod text;

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use crate::decode::document::form_text::FormText;
use crate::decode::document::node::Node;

use crate::decode::document::problem::{Problem, ProblemKind};

/// How many lists and objects may lie in one another where they are read: as many as `serde_json` allows.
///
/// Decoding recurses once per level, so a higher limit costs stack.
pub const DEPTH: u32 = 127;

/// The parent of the root.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A parsed JSON document that borrows its source.
///
/// It accepts exactly what `serde_json` accepts for a value that is skipped, that is, JSON's grammar.
/// What `serde_json` checks only in values that are *read* is checked here when they are read, too: the
/// encoding of text, the size of numbers, and depth.
///
/// Parsing is linear, does not recurse, and allocates nothing but one table: 8 bytes for a key, a text, a number
/// or a word, 16 for a list or an object.
pub struct Document<'de> {
    pub(super) source: &'de [u8],
    /// The source once more if the whole of it is UTF-8, so that no text needs a second check.
    pub(super) utf8: Option<&'de str>,
    pub(super) slots: Vec<NodeRecord>,
    /// How deep it may be read.
    pub(super) depth: u32,
    pub(super) is_human_readable: bool,
    /// How the text of a form is read, if the document was made from one.
    pub(super) form: Option<FormText>,
}

impl<'de> Document<'de> {
    /// Parses a document of any depth, of which [`DEPTH`] levels can be read.
    ///
    /// # Errors
    ///
    /// The first [`Problem`] if the bytes are not one JSON value with nothing but space around it.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, ProblemKind, Shape};
    ///
    /// assert_eq!(Document::parse(b"[1, 2]").unwrap().root().shape(), Shape::List);
    /// assert_eq!(Document::parse(b"[1, 2").unwrap_err().kind, ProblemKind::UnexpectedEnd);
    /// ```
    pub fn parse(source: &'de [u8]) -> Result<Self, Problem> {
        Self::parse_levels(source, u32::MAX, DEPTH)
    }

    /// Parses a document in which at most `depth` lists and objects lie in one another, those that nobody
    /// reads included: a hostile one is refused at its first level too deep, and costs no more than that.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), and [`ProblemKind::Depth`] at the bracket that is one too many.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Problem, ProblemKind};
    ///
    /// assert!(Document::parse_within(b"[[1]]", 2).is_ok());
    /// let problem = Problem { kind: ProblemKind::Depth, offset: 1 };
    /// assert_eq!(Document::parse_within(b"[[1]]", 1).unwrap_err(), problem);
    /// ```
    pub fn parse_within(source: &'de [u8], depth: u32) -> Result<Self, Problem> {
        Self::parse_levels(source, depth, depth)
    }

    fn parse_levels(source: &'de [u8], parsed: u32, read: u32) -> Result<Self, Problem> {
        // A bracket can take two slots of its table, and their numbers must stay below `NOWHERE`.
        if source.len() >= NOWHERE as usize / 2 {
            return Err(Problem { kind: ProblemKind::TooLarge, offset: 0 });
        }
        let slots = parser::parse(source, parsed)?;
        Ok(Self {
            source,
            utf8: core::str::from_utf8(source).ok(),
            slots,
            depth: read,
            is_human_readable: true,
            form: None,
        })
    }

    /// A document that was not parsed but kept from another format.
    pub(super) fn buffered(source: &'de [u8], slots: Vec<NodeRecord>, depth: u32, is_human_readable: bool) -> Self {
        Self { source, utf8: core::str::from_utf8(source).ok(), slots, depth, is_human_readable, form: None }
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> Node<'_, 'de> {
        self.node(0, NOWHERE, 0)
    }

    /// The bytes that were parsed.
    #[must_use]
    pub fn source(&self) -> &'de [u8] {
        self.source
    }

    #[inline]
    pub(super) fn slot(&self, index: u32) -> NodeRecord {
        self.slots[index as usize]
    }

    /// Of a list or object: what is around it, and which element of that it is.
    pub(super) fn around(&self, index: u32) -> (u32, u32) {
        let NodeRecord { start: parent, end: position } = self.slot(index + 1);
        (parent, position)
    }

    /// The value of a text or key as bytes, which there are whether its encoding is valid or not.
    pub(super) fn bytes(&self, index: u32) -> Cow<'de, [u8]> {
        let slot = self.slot(index);
        let raw = &self.source[slot.inside()];
        if slot.is_escaped() { Cow::Owned(text::unescape_bytes(raw)) } else { Cow::Borrowed(raw) }
    }

    /// The value of a text or key, if its encoding is valid.
    pub(super) fn text(&self, index: u32) -> Option<Cow<'de, str>> {
        let slot = self.slot(index);
        if slot.is_escaped() {
            return text::unescape(&self.source[slot.inside()]).map(Cow::Owned);
        }
        match self.utf8 {
            Some(utf8) => utf8.get(slot.inside()).map(Cow::Borrowed),
            None => core::str::from_utf8(&self.source[slot.inside()]).ok().map(Cow::Borrowed),
        }
    }

    #[inline]
    pub(super) fn tag(&self, index: u32) -> Tag {
        match self.source[self.slot(index).start as usize] {
            b'"' => Tag::Text,
            b'{' => Tag::Object,
            b'[' => Tag::List,
            b'n' => Tag::Null,
            b'f' => Tag::False,
            b't' => Tag::True,
            capture::BYTES => Tag::Bytes,
            _ => Tag::Number,
        }
    }
}

/// What the client sent does not show.
impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("nodes", &self.slots.len()).finish_non_exhaustive()
    }
}

/// A value or a key. What lies in a list follows it in order; what lies in an object alternates between
/// key and value, so that the key of a value is the slot before it.
///
/// The table must stay small, since time is lost where it outgrows a cache. So a slot does not say what
/// kind of value it is: its first byte in the source does.
#[derive(Clone, Copy)]
pub(crate) struct NodeRecord {
    /// Its first byte in the source.
    pub(super) start: u32,
    /// The byte after its last, with [`ESCAPED`] if there are escapes in it; of a list or object instead
    /// the slot after all that lies in it. For those a second slot follows the first, of the slot that is
    /// [around](Document::around) it ([`NOWHERE`] for the root) and of its position in that.
    pub(super) end: u32,
}

/// Marks the end of a text. Sources are short enough for this bit to be free.
pub(super) const ESCAPED: u32 = 1 << 31;

impl NodeRecord {
    /// Where a key, or a value that is no list or object, stands in the source.
    pub(super) fn span(self) -> Range<usize> {
        self.start as usize..(self.end & !ESCAPED) as usize
    }

    /// Where the inside of a text stands in the source.
    pub(super) fn inside(self) -> Range<usize> {
        let Range { start, end } = self.span();
        start + 1..end - 1
    }

    pub(super) fn is_escaped(self) -> bool {
        self.end & ESCAPED != 0
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Null,
    False,
    True,
    Number,
    Text,
    /// Bytes that are not text. JSON does not have them, other formats do.
    Bytes,
    List,
    Object,
}
