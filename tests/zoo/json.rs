//! JSON as it is written, so that it can be mutated: order, repeated keys and the digits of numbers stay.

use std::fmt::{self, Write as _};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// A text, number, word, or anything that shall be written as it is.
    Leaf(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// The way to a value: positions in lists and objects.
pub type Way = Vec<usize>;

impl Json {
    pub fn parse(source: &str) -> Self {
        let source = source.trim();
        let inside = |raw: Box<RawValue>| Self::parse(raw.get());
        match source.as_bytes().first() {
            Some(b'[') => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(source).expect("a list");
                Self::List(items.into_iter().map(inside).collect())
            }
            Some(b'{') => {
                let Entries(entries) = serde_json::from_str(source).expect("an object");
                Self::Object(entries.into_iter().map(|(key, raw)| (key, inside(raw))).collect())
            }
            _ => Self::Leaf(source.to_owned()),
        }
    }

    pub fn text(text: &str) -> Self {
        Self::Leaf(serde_json::to_string(text).expect("a text"))
    }

    /// Every value, the outermost first.
    pub fn ways(&self) -> Vec<Way> {
        let mut ways = vec![Vec::new()];
        for (at, value) in self.children().into_iter().enumerate() {
            ways.extend(value.ways().into_iter().map(|way| [vec![at], way].concat()));
        }
        ways
    }

    pub fn at(&self, way: &[usize]) -> &Self {
        way.iter().fold(self, |value, at| value.children()[*at])
    }

    pub fn at_mut(&mut self, way: &[usize]) -> &mut Self {
        way.iter().fold(self, |value, at| match value {
            Self::Leaf(_) => unreachable!("the way ends before"),
            Self::List(items) => &mut items[*at],
            Self::Object(entries) => &mut entries[*at].1,
        })
    }

    fn children(&self) -> Vec<&Self> {
        match self {
            Self::Leaf(_) => Vec::new(),
            Self::List(items) => items.iter().collect(),
            Self::Object(entries) => entries.iter().map(|(_, value)| value).collect(),
        }
    }

    /// The key of a value as `errors` has it, segment by segment.
    pub fn segments(&self, way: &[usize]) -> Vec<String> {
        let mut value = self;
        let mut segments = Vec::new();
        for at in way {
            match value {
                Self::Leaf(_) => unreachable!("the way ends before"),
                Self::List(items) => {
                    segments.push(at.to_string());
                    value = &items[*at];
                }
                Self::Object(entries) => {
                    segments.push(unprocessable::escape_segment(&entries[*at].0).into_owned());
                    value = &entries[*at].1;
                }
            }
        }
        segments
    }

    /// Whether some object has a key twice.
    pub fn repeats(&self) -> bool {
        let own = match self {
            Self::Object(entries) => {
                entries.iter().enumerate().any(|(at, (key, _))| entries[..at].iter().any(|(earlier, _)| earlier == key))
            }
            _ => false,
        };
        own || self.children().iter().any(|value| value.repeats())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(source) => f.write_str(source),
            Self::List(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at > 0 { "," } else { "" })?;
                }
                f.write_char(']')
            }
            Self::Object(entries) => {
                f.write_char('{')?;
                for (at, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{}:{value}", if at > 0 { ", " } else { "" }, Self::text(key))?;
                }
                f.write_char('}')
            }
        }
    }
}

/// The entries of an object in order, repeated keys included.
struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
