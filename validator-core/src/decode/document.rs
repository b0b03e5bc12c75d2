//! The table of nodes that a document is parsed into.

use alloc::vec::Vec;
use core::fmt;

use super::node::Node;
use super::parser;
use super::problem::{Problem, ProblemKind};

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
/// Parsing is linear, does not recurse, and allocates nothing but one table of 24 bytes per node.
pub struct Document<'de> {
    pub(super) source: &'de [u8],
    /// The source once more if the whole of it is UTF-8, so that no text needs a second check.
    pub(super) utf8: Option<&'de str>,
    pub(super) slots: Vec<Slot>,
    /// How deep it may be read.
    pub(super) depth: u32,
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
        if source.len() >= NOWHERE as usize {
            return Err(Problem { kind: ProblemKind::TooLarge, offset: 0 });
        }
        let slots = parser::parse(source, parsed)?;
        Ok(Self { source, utf8: core::str::from_utf8(source).ok(), slots, depth: read })
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> Node<'_, 'de> {
        Node { document: self, index: 0, depth: 0 }
    }

    /// The bytes that were parsed.
    #[must_use]
    pub fn source(&self) -> &'de [u8] {
        self.source
    }

    pub(super) fn slot(&self, index: u32) -> &Slot {
        &self.slots[index as usize]
    }
}

/// What the client sent does not show.
impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("nodes", &self.slots.len()).finish_non_exhaustive()
    }
}

/// A value or a key. The children of a list follow it in order; those of an object alternate between
/// key and value, so the key of a value is the slot before it.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    /// The bytes in the source, quotes and brackets included.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The list or object around it, or [`NOWHERE`].
    pub(super) parent: u32,
    /// Which element of its list it is.
    pub(super) position: u32,
    /// The slot after this one and everything in it.
    pub(super) next: u32,
    pub(super) tag: Tag,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Null,
    False,
    True,
    /// A number that is written without point and exponent.
    Integer,
    /// A number that is written with point or exponent.
    Fraction,
    /// A text without escapes: its value is what stands between its quotes.
    Plain,
    /// A text with escapes.
    Escaped,
    List,
    Object,
}
