//! What lies in lists and objects.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use super::document::{Document, Tag};
use super::expected::Expected;
use super::node::{self, Node};
use super::problem::ProblemKind;
use super::refusal::{Reason, Refusal};

/// The items of a list.
#[derive(Clone, Copy, Debug)]
pub struct List<'a, 'de> {
    node: Node<'a, 'de>,
}

impl<'a, 'de> List<'a, 'de> {
    pub(super) fn new(node: Node<'a, 'de>) -> Self {
        Self { node }
    }

    /// The items, in order.
    #[must_use]
    pub fn items(self) -> Items<'a, 'de> {
        Items(Children::of(self.node))
    }
}

/// The entries of an object.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a, 'de> {
    node: Node<'a, 'de>,
}

impl<'a, 'de> Object<'a, 'de> {
    pub(super) fn new(node: Node<'a, 'de>) -> Self {
        Self { node }
    }

    /// The entries, in the order of the source, repeated keys included.
    #[must_use]
    pub fn entries(self) -> Entries<'a, 'de> {
        Entries(Children::of(self.node))
    }

    /// The first entry whose key stands there a second time.
    ///
    /// Few keys are compared with one another, many are sorted: no input makes this quadratic.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"{"a": 1, "b": 2, "\u0061": 3}"#).unwrap();
    /// let repeated = document.root().object().unwrap().repeated().unwrap();
    /// assert_eq!(repeated.value.decode::<u8>(), Ok(3));
    /// ```
    #[must_use]
    pub fn repeated(self) -> Option<Entry<'a, 'de>> {
        if self.entries().nth(FEW).is_none() {
            let mut entries = self.entries();
            return (0..).map_while(|nth| Some((nth, entries.next()?))).find_map(|(nth, entry)| {
                self.entries().take(nth).any(|earlier| earlier.key.same(entry.key)).then_some(entry)
            });
        }
        let mut sorted: Vec<_> = self.entries().map(|entry| (entry.key.value(), entry.value.index)).collect();
        sorted.sort_unstable();
        let again = sorted.windows(2).filter_map(|pair| match pair {
            [(first, _), (second, index)] if first == second => Some(*index),
            _ => None,
        });
        let value = Node { index: again.min()?, depth: self.node.depth + 1, ..self.node };
        Some(Entry { key: value.key()?, value })
    }
}

/// Up to this many keys are compared pairwise, without an allocation.
const FEW: usize = 16;

/// One entry of an object.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a, 'de> {
    /// Its key.
    pub key: Key<'a, 'de>,
    /// Its value.
    pub value: Node<'a, 'de>,
}

/// A key of an object.
#[derive(Clone, Copy)]
pub struct Key<'a, 'de> {
    pub(super) document: &'a Document<'de>,
    pub(super) index: u32,
}

impl<'de> Key<'_, 'de> {
    /// Its text, borrowed from the source unless there are escapes in it.
    ///
    /// # Errors
    ///
    /// If its encoding is invalid.
    pub fn text(self) -> Result<Cow<'de, str>, Refusal> {
        let text = node::text_of(self.document, self.document.slot(self.index));
        text.ok_or_else(|| {
            let malformed = Refusal::unplaced(Reason::Malformed(ProblemKind::Encoding));
            malformed.placed(self.index + 1, true, Expected::Text)
        })
    }

    /// Whether it is this name.
    #[must_use]
    pub fn is(self, name: &str) -> bool {
        self.value() == name.as_bytes()
    }

    /// Where it stands in the source, quotes included.
    #[must_use]
    pub fn span(self) -> Range<usize> {
        let slot = self.document.slot(self.index);
        slot.start as usize..slot.end as usize
    }

    /// How it is written, quotes included.
    pub(super) fn source(self) -> &'de [u8] {
        &self.document.source[self.span()]
    }

    /// How it is written between its quotes.
    pub(super) fn raw(self) -> &'de [u8] {
        let source = self.source();
        &source[1..source.len() - 1]
    }

    /// Its text as bytes, which there are for every key, valid or not.
    pub(super) fn value(self) -> Cow<'de, [u8]> {
        match self.document.slot(self.index).tag {
            Tag::Escaped => Cow::Owned(super::text::unescape_bytes(self.raw())),
            _ => Cow::Borrowed(self.raw()),
        }
    }

    fn same(self, other: Key<'_, '_>) -> bool {
        self.value() == other.value()
    }
}

/// What the client sent does not show.
impl fmt::Debug for Key<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("span", &self.span()).finish()
    }
}

/// Iterates over the items of a list.
#[derive(Clone, Debug)]
pub struct Items<'a, 'de>(Children<'a, 'de>);

impl<'a, 'de> Iterator for Items<'a, 'de> {
    type Item = Node<'a, 'de>;

    fn next(&mut self) -> Option<Node<'a, 'de>> {
        self.0.next()
    }
}

/// Iterates over the entries of an object.
#[derive(Clone, Debug)]
pub struct Entries<'a, 'de>(Children<'a, 'de>);

impl<'a, 'de> Iterator for Entries<'a, 'de> {
    type Item = Entry<'a, 'de>;

    fn next(&mut self) -> Option<Entry<'a, 'de>> {
        let key = self.0.next()?;
        let value = self.0.next()?;
        Some(Entry { key: Key { document: key.document, index: key.index }, value })
    }
}

/// Iterates over the slots right inside a list or object.
#[derive(Clone, Debug)]
struct Children<'a, 'de> {
    next: Node<'a, 'de>,
    end: u32,
}

impl<'a, 'de> Children<'a, 'de> {
    fn of(node: Node<'a, 'de>) -> Self {
        let next = Node { index: node.index + 1, depth: node.depth + 1, ..node };
        Self { next, end: node.slot().next }
    }

    fn next(&mut self) -> Option<Node<'a, 'de>> {
        if self.next.index >= self.end {
            return None;
        }
        let child = self.next;
        self.next.index = child.slot().next;
        Some(child)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use alloc::format;
    use alloc::string::String;

    fn repeated(source: &str) -> Option<usize> {
        let document = Document::parse(source.as_bytes()).unwrap();
        let object = document.root().object().unwrap();
        object.repeated().map(|entry| entry.key.span().start)
    }

    #[test]
    fn finds_the_first_repetition() {
        assert_eq!(repeated("{}"), None);
        assert_eq!(repeated(r#"{"a":1}"#), None);
        assert_eq!(repeated(r#"{"a":1,"A":1}"#), None);
        assert_eq!(repeated(r#"{"a":{"b":1},"b":{"a":1}}"#), None);
        assert_eq!(repeated(r#"{"a":1,"b":2,"b":3,"a":4}"#), Some(13));
        assert_eq!(repeated(r#"{"é":1,"\u00E9":2}"#), Some(8));
    }

    #[test]
    fn few_and_many_keys_agree() {
        for count in 14..20 {
            let unique: String = (0..count).map(|n| format!(r#""{n}":0,"#)).collect();
            assert_eq!(repeated(&format!(r#"{{{unique}"x":0}}"#)), None);
            assert_eq!(repeated(&format!(r#"{{{unique}"1":0,"0":0}}"#)), Some(unique.len() + 1));
        }
    }
}
