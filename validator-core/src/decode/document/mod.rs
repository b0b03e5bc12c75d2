//! Documents as tables of nodes: parsing, access to values, and refusals. It uses `scan`.

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

/// How deep lists and objects may be nested where they are read. `serde_json` has the same limit.
///
/// Decoding recurses once per level, so a higher limit costs stack.
///
/// ```
/// use unprocessable_core::decode::{DEPTH, Document, ProblemKind, Reason};
///
/// let deep = "[".repeat(DEPTH as usize + 1) + &"]".repeat(DEPTH as usize + 1);
/// let document = Document::parse(deep.as_bytes()).unwrap();
/// let refusal = document.root().decode::<serde_json::Value>().unwrap_err();
/// assert_eq!(refusal.reason, Reason::Malformed(ProblemKind::Depth));
/// ```
pub const DEPTH: u32 = 127;

/// Begins and ends the number of a file.
const FILE: u8 = b'u';

/// The parent of the root.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A parsed JSON document that borrows its source.
///
/// Parsing accepts the grammar of JSON, which is what `serde_json` accepts for a value that it skips. The encoding of
/// text, the size of numbers and the depth are checked when a value is read, as in `serde_json`.
///
/// Parsing takes linear time and does not recurse. It allocates one table, with 8 bytes for each key and scalar and 16
/// for each list and object.
///
/// ```
/// use unprocessable_core::decode::Document;
///
/// let document = Document::parse(br#"{"name": "Jane", "age": 34}"#).unwrap();
/// let name = document.root().at("name").unwrap();
/// assert_eq!(name.decode(), Ok("Jane"));
/// ```
pub struct Document<'de> {
    pub(super) source: &'de [u8],
    /// The source as text, if all of it is UTF-8. Then no text in it needs another check.
    pub(super) utf8: Option<&'de str>,
    pub(super) slots: Vec<NodeRecord>,
    /// How deep it may be read.
    pub(super) depth: u32,
    pub(super) is_human_readable: bool,
    /// How the text of a form is read, if the document was made from one.
    pub(super) form: Option<FormText>,
}

impl<'de> Document<'de> {
    /// Parses a document of any depth. Its first [`DEPTH`] levels can be read.
    ///
    /// # Errors
    ///
    /// The first [`Problem`], if the bytes are not one JSON value with only white space around it.
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

    /// Parses a document that is nested at most `depth` levels deep. Unlike in [`parse`](Self::parse), values that
    /// nobody reads count too, so a hostile document is refused at the first bracket that is too deep.
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

    /// Parses a document in which some texts are the numbers of files. They stand at these positions.
    pub(crate) fn with_files(source: &'de mut [u8], files: &[(u32, u32)], depth: u32) -> Result<Self, Problem> {
        let Document { slots, .. } = Document::parse_within(source, depth)?;
        for (start, end) in files {
            source[*start as usize] = FILE;
            source[*end as usize - 1] = FILE;
        }
        Ok(Self::buffered(source, slots, depth, true))
    }

    /// A document made from another format.
    pub(super) fn buffered(source: &'de [u8], slots: Vec<NodeRecord>, depth: u32, is_human_readable: bool) -> Self {
        Self { source, utf8: core::str::from_utf8(source).ok(), slots, depth, is_human_readable, form: None }
    }

    /// The outermost value.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(b" [1, 2] ").unwrap();
    /// assert_eq!(document.root().source(), b"[1, 2]");
    /// ```
    #[must_use]
    pub fn root(&self) -> Node<'_, 'de> {
        self.node(0, NOWHERE, 0)
    }

    /// The bytes that were parsed, for error messages of your own.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// assert_eq!(Document::parse(b" 3 ").unwrap().source(), b" 3 ");
    /// ```
    #[must_use]
    pub fn source(&self) -> &'de [u8] {
        self.source
    }

    #[inline]
    pub(super) fn slot(&self, index: u32) -> NodeRecord {
        self.slots[index as usize]
    }

    /// The parent of a list or object, and its position there.
    pub(super) fn around(&self, index: u32) -> (u32, u32) {
        let NodeRecord { start: parent, end: position } = self.slot(index + 1);
        (parent, position)
    }

    /// The value of a text or key as bytes, even if its encoding is invalid.
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
            FILE => Tag::File,
            _ => Tag::Number,
        }
    }
}

/// Does not show what the client sent.
impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("nodes", &self.slots.len()).finish_non_exhaustive()
    }
}

/// A value or a key. The elements of a list follow it in order. In an object, keys and values alternate, so the key of
/// a value is in the slot before it.
///
/// The table must stay small, because it is slow once it no longer fits a cache. So a slot does not store the kind of
/// its value, which the first byte in the source tells.
#[derive(Clone, Copy)]
pub(crate) struct NodeRecord {
    /// Its first byte in the source.
    pub(super) start: u32,
    /// For a scalar or key, the byte after its last one, with the bit [`ESCAPED`] if it contains escapes. For a list or
    /// object, the slot after its last element. Lists and objects have a second slot, with their
    /// [parent](Document::around) ([`NOWHERE`] for the root) and their position there.
    pub(super) end: u32,
}

/// Marks the end of a text. Sources are short enough for this bit to be free.
pub(super) const ESCAPED: u32 = 1 << 31;

impl NodeRecord {
    /// Where a key or scalar stands in the source.
    pub(super) fn span(self) -> Range<usize> {
        self.start as usize..(self.end & !ESCAPED) as usize
    }

    /// Where a text stands in the source, without its quotes.
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
    /// A file of a multipart body. Its source is its number among the files.
    File,
    List,
    Object,
}
