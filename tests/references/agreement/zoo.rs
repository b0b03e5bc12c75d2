//! Types of every kind that serde knows.

// Their fields are compared through `Debug`, which does not count as reading them.
#![allow(dead_code)]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::num::{NonZeroI32, NonZeroU8};
use std::ops::Range;
use std::time::Duration;

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Number, Value};

use super::agree;

macro_rules! visit_all {
    ($source:ident: $($type:ty),* $(,)?) => {$( agree::<$type>($source); )*};
}

/// Compares all types of the zoo on one document.
pub(super) fn visit(source: &[u8]) {
    visit_all! { source:
        bool, u8, u16, u32, u64, u128, i8, i16, i32, i64, i128, usize, f32, f64, char, String, &str, (),
        Option<u8>, Option<Option<String>>, Vec<u8>, Vec<Option<i64>>, Vec<Vec<u8>>, Vec<f32>, Vec<String>,
        BTreeSet<u8>, [u8; 3], (u8, String), (u8,), Box<str>, NonZeroU8, NonZeroI32, Duration, Range<u8>,
        Result<u8, String>, core::net::IpAddr, IgnoredAny, Vec<IgnoredAny>, (IgnoredAny, IgnoredAny),
        BTreeMap<String, u8>, BTreeMap<String, IgnoredAny>, BTreeMap<IgnoredKey, u8>, BTreeMap<i16, u8>,
        BTreeMap<u128, u8>, BTreeMap<i128, u8>, BTreeMap<bool, u8>, BTreeMap<char, String>, BTreeMap<External, u8>,
        BTreeMap<&str, u8>, BTreeMap<Option<u8>, u8>, BTreeMap<Newtype, u8>, BTreeMap<(), u8>,
        BTreeMap<String, BTreeMap<u8, Vec<u8>>>, Pairs<f64>, Pairs<f32>, Pairs<Bytes>, Pairs<Box<RawValue>>,
        Unit, Newtype, Pair, Fields, Strict, Borrowed<'_>, External, Internal, Adjacent, Untagged, Flat, FlatStruct,
        FlatOption, Tree, Json<'_>, Checked, Bytes, Vec<Bytes>, Value, Vec<Value>, Number, Box<RawValue>, &RawValue,
        Vec<&RawValue>, BTreeMap<String, &RawValue>, Vec<External>, Vec<Fields>, Option<Strict>, Vec<Internal>,
        Vec<Untagged>,
    }
}

#[derive(Deserialize, Debug)]
struct Unit;

#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Newtype(i8);

#[derive(Deserialize, Debug)]
struct Pair(u8, String);

#[derive(Deserialize, Debug)]
struct Fields {
    a: u8,
    #[serde(alias = "bee", rename = "B")]
    b: Option<String>,
    #[serde(default)]
    c: Vec<i64>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Strict {
    a: i32,
    c: Option<Vec<u8>>,
}

#[derive(Deserialize, Debug)]
struct Borrowed<'a> {
    borrowed: &'a str,
    #[serde(borrow)]
    cow: Cow<'a, str>,
    #[serde(borrow)]
    bytes: Option<&'a [u8]>,
}

#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum External {
    Unit,
    One(u8),
    Pair(u8, String),
    Fields {
        a: u8,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize, Debug)]
#[serde(tag = "type")]
enum Internal {
    Unit,
    One { a: u8 },
    Many { list: Vec<u8>, text: Option<String> },
    Wrapped(Fields),
}

#[derive(Deserialize, Debug)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Unit,
    One(u8),
    Pair(u8, String),
}

#[derive(Deserialize, Debug)]
#[serde(untagged)]
enum Untagged {
    Small(u8),
    Large(i128),
    Real(f64),
    Text(String),
    List(Vec<u8>),
    Fields { a: u8 },
    Rest(BTreeMap<String, Value>),
}

#[derive(Deserialize, Debug)]
struct Flat {
    name: Option<String>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Deserialize, Debug)]
struct FlatStruct {
    #[serde(flatten)]
    fields: Fields,
    #[serde(flatten)]
    tagged: Option<Internal>,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Deserialize, Debug)]
struct FlatOption {
    #[serde(flatten)]
    fields: Option<Fields>,
    number: Option<f32>,
}

#[derive(Deserialize, Debug)]
struct Tree {
    v: u8,
    #[serde(default)]
    kids: Vec<Tree>,
}

#[derive(Deserialize, Debug)]
struct Json<'a> {
    #[serde(borrow)]
    raw: &'a RawValue,
    number: Number,
    value: Value,
}

#[derive(Deserialize, Debug)]
struct Checked {
    even: Even,
    #[serde(default)]
    list: Vec<Even>,
    #[serde(default, deserialize_with = "or_nothing")]
    list2: Vec<Even>,
}

#[derive(Deserialize, Debug)]
#[serde(try_from = "u8")]
struct Even(u8);

impl TryFrom<u8> for Even {
    type Error = &'static str;

    fn try_from(value: u8) -> Result<Self, &'static str> {
        if value % 2 == 0 { Ok(Self(value)) } else { Err("odd") }
    }
}

/// Swallows a refusal, though only one that leaves the JSON deserializer where it can go on.
fn or_nothing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Even>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

#[derive(Debug)]
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BytesVisitor;
        impl<'de> Visitor<'de> for BytesVisitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Bytes, A::Error> {
                let mut bytes = Vec::new();
                while let Some(byte) = items.next_element()? {
                    bytes.push(byte);
                }
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_byte_buf(BytesVisitor)
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct IgnoredKey;

impl<'de> Deserialize<'de> for IgnoredKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// A map whose keys need no order.
#[derive(Debug)]
struct Pairs<K>(Vec<(K, IgnoredAny)>);

impl<'de, K: Deserialize<'de>> Deserialize<'de> for Pairs<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<K>(PhantomData<K>);
        impl<'de, K: Deserialize<'de>> Visitor<'de> for PairsVisitor<K> {
            type Value = Pairs<K>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<K>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}
