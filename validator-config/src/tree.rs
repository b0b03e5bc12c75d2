//! The values of a configuration with their places, alike for all formats.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use unprocessable::{key_segments, unescape_segment};

/// Where something stands: the number of its source, and the position there if the format knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// `None` for what no source has, such as a whole configuration that is put together from several.
    pub(crate) source: Option<usize>,
    pub(crate) position: Option<Position>,
}

/// A position in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    /// In bytes. Lines are only counted for what is reported.
    Offset(usize),
    /// Line and column in characters, both from 1.
    Point(usize, usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) place: Place,
    pub(crate) item: Item,
}

#[derive(Clone, Debug)]
pub(crate) enum Item {
    Null,
    Boolean(bool),
    Integer(i128),
    /// Above what `i128` holds.
    Unsigned(u128),
    Number(f64),
    Text(String),
    List(Vec<Tree>),
    /// The entries in the order of the source.
    Table(Vec<Entry>),
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// Where the key stands.
    pub(crate) place: Place,
    pub(crate) tree: Tree,
}

/// What a key leads to.
pub(crate) struct Found {
    /// The place of the value, or of the last value on the way to it.
    pub(crate) value: Place,
    /// The place of its key. Items of lists have none.
    pub(crate) key: Option<Place>,
    /// Whether the value itself is there.
    pub(crate) complete: bool,
}

impl Tree {
    /// The place of a key of errors, such as `servers.0.port`.
    pub(crate) fn find(&self, key: &str) -> Found {
        let mut found = Found { value: self.place, key: None, complete: true };
        let mut tree = self;
        for segment in segments(key) {
            match &tree.item {
                Item::Table(entries) => match entries.iter().find(|entry| names(&segment, &entry.name)) {
                    Some(entry) => {
                        tree = &entry.tree;
                        found = Found { value: tree.place, key: Some(entry.place), complete: true };
                    }
                    None => return Found { complete: false, ..found },
                },
                Item::List(items) => match segment.parse().ok().and_then(|index: usize| items.get(index)) {
                    Some(item) => {
                        tree = item;
                        found = Found { value: tree.place, key: None, complete: true };
                    }
                    None => return Found { complete: false, ..found },
                },
                _ => return Found { complete: false, ..found },
            }
        }
        found
    }

    /// The value of a key of errors.
    #[cfg(feature = "config")]
    pub(crate) fn find_mut(&mut self, key: &str) -> Option<&mut Tree> {
        segments(key).try_fold(self, |tree, segment| match &mut tree.item {
            Item::Table(entries) => {
                entries.iter_mut().find(|entry| names(&segment, &entry.name)).map(|entry| &mut entry.tree)
            }
            Item::List(items) => items.get_mut(segment.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

/// The names in a key of errors, without the `_` of a whole.
fn segments(key: &str) -> impl Iterator<Item = String> {
    let mut segments = key_segments(key).peekable();
    std::iter::from_fn(move || {
        let segment = segments.next()?;
        let is_whole = segment == "_" && segments.peek().is_none();
        (!is_whole).then(|| unescape_segment(segment))
    })
}

/// Whether a segment stands for this name. Long names are cut in keys.
fn names(segment: &str, name: &str) -> bool {
    segment == name || segment.strip_suffix('…').is_some_and(|beginning| name.starts_with(beginning))
}

/// Makes types read the tree.
impl<'de> Deserializer<'de> for &'de Tree {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.item {
            Item::Null => visitor.visit_unit(),
            Item::Boolean(value) => visitor.visit_bool(*value),
            Item::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(value), _) => visitor.visit_i64(value),
                (_, Ok(value)) => visitor.visit_u64(value),
                _ => visitor.visit_i128(*value),
            },
            Item::Unsigned(value) => visitor.visit_u128(*value),
            Item::Number(value) => visitor.visit_f64(*value),
            Item::Text(text) => visitor.visit_borrowed_str(text),
            Item::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Item::Table(entries) => {
                let entries = entries.iter().map(|entry| (entry.name.as_str(), &entry.tree));
                visitor.visit_map(MapDeserializer::new(entries))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.item {
            Item::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for &'de Tree {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
