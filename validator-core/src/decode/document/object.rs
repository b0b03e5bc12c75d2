//! Lists and objects, and iteration over what they hold.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use super::Tag;
use super::expected::Expected;
use super::node::Node;
use super::problem::ProblemKind;
use super::refusal::{Reason, Refusal};

/// A node that is read as a list, from [`Node::list`].
///
/// ```
/// use unprocessable_core::decode::Document;
///
/// let document = Document::parse(b"[1, 2, 3]").unwrap();
/// let list = document.root().list().unwrap();
/// assert_eq!(list.items().count(), 3);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct List<'a, 'de> {
    node: Node<'a, 'de>,
    kind: ListKind,
}

/// Which kind of value is read as a list.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ListKind {
    List,
    /// In a form: the values of an object.
    Values,
    /// In a form: one value, as a list of one item.
    Single,
}

impl<'a, 'de> List<'a, 'de> {
    pub(crate) fn new(node: Node<'a, 'de>) -> Self {
        Self::of(node, ListKind::List)
    }

    pub(crate) fn of(node: Node<'a, 'de>, kind: ListKind) -> Self {
        Self { node, kind }
    }

    /// The items, in order.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(b"[1, 2]").unwrap();
    /// let items = document.root().list().unwrap().items();
    /// assert_eq!(items.map(|item| item.decode()).collect::<Result<Vec<u8>, _>>(), Ok(vec![1, 2]));
    /// ```
    #[must_use]
    pub fn items(self) -> Items<'a, 'de> {
        match self.kind {
            ListKind::List => Items { values: Children::of(self.node), key: 0 },
            ListKind::Values => Items { values: Children::of(self.node), key: 1 },
            ListKind::Single => Items { values: Children::itself(self.node), key: 0 },
        }
    }
}

/// A node that is an object, from [`Node::object`].
///
/// ```
/// use unprocessable_core::decode::Document;
///
/// let document = Document::parse(br#"{"name": "Jane", "age": 34}"#).unwrap();
/// let object = document.root().object().unwrap();
/// assert_eq!(object.entries().count(), 2);
/// assert!(object.repeated().is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Object<'a, 'de> {
    node: Node<'a, 'de>,
}

impl<'a, 'de> Object<'a, 'de> {
    pub(crate) fn new(node: Node<'a, 'de>) -> Self {
        Self { node }
    }

    /// The entries, in the order of the source, repeated keys included.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"{"name": "Jane", "age": 34}"#).unwrap();
    /// let object = document.root().object().unwrap();
    /// let entry = object.entries().find(|entry| entry.key.is("age")).unwrap();
    /// assert_eq!(entry.value.decode::<u8>(), Ok(34));
    /// ```
    #[must_use]
    pub fn entries(self) -> Entries<'a, 'de> {
        Entries(Children::of(self.node))
    }

    /// The first entry whose key repeats an earlier key.
    ///
    /// A few keys are compared pairwise, more are sorted, so no input takes quadratic time.
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
        let mut sorted: Vec<_> = self.entries().map(|entry| (entry.key.value(), entry.value.position)).collect();
        sorted.sort_unstable();
        let again = sorted.windows(2).filter_map(|pair| match pair {
            [(first, _), (second, position)] if first == second => Some(*position),
            _ => None,
        });
        self.entries().nth(again.min()? as usize)
    }
}

/// Up to this many keys are compared pairwise, without an allocation.
const FEW: usize = 16;

/// One entry of an object: a key and its value.
///
/// ```
/// use unprocessable_core::decode::Document;
///
/// let document = Document::parse(br#"{"name": "Jane", "age": 34}"#).unwrap();
/// let object = document.root().object().unwrap();
/// let entry = object.entries().next().unwrap();
/// assert_eq!((entry.key.text().unwrap(), entry.value.text().unwrap()), ("name".into(), "Jane".into()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a, 'de> {
    /// The key.
    pub key: Key<'a, 'de>,
    /// The value.
    pub value: Node<'a, 'de>,
}

impl<'a, 'de> Entry<'a, 'de> {
    /// Whether an earlier entry of the object has the same key.
    pub(crate) fn repeats(self) -> bool {
        self.earlier().any(|entry| entry.key.same(self.key))
    }

    /// The entries that stand before it in the object.
    pub(crate) fn earlier(self) -> impl Iterator<Item = Self> {
        let object = self.value.parent().and_then(|object| object.object().ok());
        object.map(Object::entries).into_iter().flatten().take_while(move |entry| entry.value.index != self.value.index)
    }
}

/// A key of an object, which may be written with escapes.
///
/// ```
/// use unprocessable_core::decode::Document;
///
/// let document = Document::parse(br#"{"n\u0061me": "Jane"}"#).unwrap();
/// let key = document.root().at("name").unwrap().key().unwrap();
/// assert_eq!(key.text().unwrap(), "name");
/// assert_eq!(key.span(), 1..12);
/// ```
#[derive(Clone, Copy)]
pub struct Key<'a, 'de>(
    /// The value of the key. The slot of the key is the one before the value's.
    pub(crate) Node<'a, 'de>,
);

impl<'de> Key<'_, 'de> {
    /// The text of the key, borrowed from the source unless it contains escapes.
    ///
    /// # Errors
    ///
    /// If its encoding is invalid.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"{"name": "Jane"}"#).unwrap();
    /// let key = document.root().at("name").unwrap().key().unwrap();
    /// assert_eq!(key.text().unwrap(), "name");
    /// ```
    pub fn text(self) -> Result<Cow<'de, str>, Refusal> {
        self.0.document.text(self.index()).ok_or_else(|| {
            let malformed = Refusal::unplaced(Reason::Malformed(ProblemKind::Encoding));
            malformed.placed(self.0, true, Expected::Text)
        })
    }

    /// Whether the key is `name`, however it is escaped.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"{"n\u0061me": "Jane"}"#).unwrap();
    /// let entry = document.root().object().unwrap().entries().next().unwrap();
    /// assert!(entry.key.is("name"));
    /// ```
    #[must_use]
    #[inline]
    pub fn is(self, name: &str) -> bool {
        let slot = self.0.document.slot(self.index());
        if slot.is_escaped() {
            // An escape is at most six times as long as its character. A longer key differs, and is not even unescaped.
            slot.inside().len() <= 6 * name.len() && *self.value() == *name.as_bytes()
        } else {
            self.0.document.source[slot.inside()] == *name.as_bytes()
        }
    }

    /// Where the key stands in the source, quotes included.
    ///
    /// ```
    /// use unprocessable_core::decode::Document;
    ///
    /// let document = Document::parse(br#"{"name": "Jane"}"#).unwrap();
    /// assert_eq!(document.root().at("name").unwrap().key().unwrap().span(), 1..7);
    /// ```
    #[must_use]
    pub fn span(self) -> Range<usize> {
        self.0.document.slot(self.index()).span()
    }

    /// The source of the key, quotes included.
    pub(crate) fn source(self) -> &'de [u8] {
        &self.0.document.source[self.span()]
    }

    /// The source of the key between its quotes, escapes included.
    #[inline]
    pub(crate) fn raw(self) -> &'de [u8] {
        &self.0.document.source[self.0.document.slot(self.index()).inside()]
    }

    pub(crate) fn is_escaped(self) -> bool {
        self.0.document.slot(self.index()).is_escaped()
    }

    /// The text of the key as bytes. Unlike `text`, it has no error, even if the encoding is invalid.
    pub(crate) fn value(self) -> Cow<'de, [u8]> {
        self.0.document.bytes(self.index())
    }

    fn index(self) -> u32 {
        self.0.index - 1
    }

    fn same(self, other: Key<'_, '_>) -> bool {
        self.value() == other.value()
    }
}

/// Does not show what the client sent.
impl fmt::Debug for Key<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("span", &self.span()).finish()
    }
}

/// An iterator over the items of a list, from [`List::items`].
///
/// ```
/// use unprocessable_core::decode::{Document, Items};
///
/// fn total(items: Items<'_, '_>) -> u64 {
///     items.filter_map(|item| item.decode::<u64>().ok()).sum()
/// }
///
/// let document = Document::parse(br#"[1, "two", 3]"#).unwrap();
/// assert_eq!(total(document.root().list().unwrap().items()), 4);
/// ```
#[derive(Clone, Debug)]
pub struct Items<'a, 'de> {
    values: Children<'a, 'de>,
    /// How many slots stand before each value for its key: 0 or 1.
    key: u32,
}

impl<'a, 'de> Iterator for Items<'a, 'de> {
    type Item = Node<'a, 'de>;

    #[inline]
    fn next(&mut self) -> Option<Node<'a, 'de>> {
        self.values.next(self.key)
    }
}

/// An iterator over the entries of an object, from [`Object::entries`].
///
/// ```
/// use unprocessable_core::decode::{Document, Entries};
///
/// fn has(mut entries: Entries<'_, '_>, name: &str) -> bool {
///     entries.any(|entry| entry.key.is(name))
/// }
///
/// let document = Document::parse(br#"{"name": "Jane"}"#).unwrap();
/// assert!(has(document.root().object().unwrap().entries(), "name"));
/// ```
#[derive(Clone, Debug)]
pub struct Entries<'a, 'de>(Children<'a, 'de>);

impl<'a, 'de> Iterator for Entries<'a, 'de> {
    type Item = Entry<'a, 'de>;

    #[inline]
    fn next(&mut self) -> Option<Entry<'a, 'de>> {
        let value = self.0.next(1)?;
        Some(Entry { key: Key(value), value })
    }
}

/// An iterator over the elements of a list or object, without what is inside them.
#[derive(Clone, Debug)]
struct Children<'a, 'de> {
    /// The next value, as long as its slot lies before `end`.
    next: Node<'a, 'de>,
    end: u32,
}

impl<'a, 'de> Children<'a, 'de> {
    fn of(around: Node<'a, 'de>) -> Self {
        let (index, depth) = (around.index + 2, around.depth + 1);
        let next = Node { index, depth, parent: around.index, position: 0, ..around };
        Self { next, end: around.document.slot(around.index).end }
    }

    /// The value itself as the only element, or no element if it is empty.
    fn itself(node: Node<'a, 'de>) -> Self {
        let end = node.index + u32::from(!node.is_null());
        Self { next: Node { depth: node.depth + 1, ..node }, end }
    }

    /// The next value. `key` slots stand before it for its key.
    #[inline]
    fn next(&mut self, key: u32) -> Option<Node<'a, 'de>> {
        if self.next.index >= self.end {
            return None;
        }
        let child = Node { index: self.next.index + key, ..self.next };
        self.next.position += 1;
        self.next.index = match child.tag() {
            Tag::List | Tag::Object => child.document.slot(child.index).end,
            _ => child.index + 1,
        };
        Some(child)
    }
}

#[cfg(test)]
mod tests {
    use crate::decode::Document;
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

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
    fn a_key_is_its_name_however_it_is_written() {
        let source = r#"{"name":1,"n\u0061me":2,"":3,"a\\b":4,"\n":5}"#;
        let document = Document::parse(source.as_bytes()).unwrap();
        let matching = |name: &str| {
            let entries = document.root().object().unwrap().entries();
            let matching = entries.filter(|entry| entry.key.is(name));
            matching.map(|entry| entry.value.decode::<u8>().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(matching("name"), [1, 2]);
        assert_eq!(matching(""), [3]);
        assert_eq!(matching(r"a\b"), [4]);
        assert_eq!(matching("\n"), [5]);
        assert!(matching(r"\n").is_empty());
        assert!(matching("namesake").is_empty());
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
