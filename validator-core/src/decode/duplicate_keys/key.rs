//! The keys of one map, kept as hashes.
//!
//! Keys with equal hashes may be equal, and a second look finds out for certain. A client that makes hashes equal on
//! purpose therefore only has the document read twice.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

/// Whether two hashes are the same. Sorting many hashes takes ten times as long as a table, and a table of few is more
/// work than sorting them.
pub(crate) fn repeat(hashes: &mut [u64]) -> bool {
    let found = if hashes.len() > 16 { find_in_table(hashes) } else { None };
    found.unwrap_or_else(|| {
        hashes.sort_unstable();
        hashes.windows(2).any(|pair| pair[0] == pair[1])
    })
}

/// Puts the hashes into a table. Gives up where they crowd together, as those do that a client chose for it.
fn find_in_table(hashes: &[u64]) -> Option<bool> {
    let bits = usize::BITS - hashes.len().leading_zeros() + 1;
    let mut table = alloc::vec![FREE; 1 << bits];
    let mut steps = hashes.len() * 8;
    for hash in hashes {
        let hash = hash | 1;
        let mut at = (hash >> (u64::BITS - bits)) as usize;
        while table[at] != FREE {
            if table[at] == hash {
                return Some(true);
            }
            steps = steps.checked_sub(1)?;
            at = (at + 1) % table.len();
        }
        table[at] = hash;
    }
    Some(false)
}

/// An empty place of the table. The hashes in it are odd.
const FREE: u64 = 0;

fn hash(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        hash = mix(hash ^ u64::from_le_bytes(*word));
        rest = after;
    }
    let last = rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte));
    mix(hash ^ last)
}

/// Both halves of a product.
fn mix(value: u64) -> u64 {
    let product = u128::from(value ^ 0x243f_6a88_85a3_08d3) * 0x9e37_79b9_7f4a_7c15;
    product as u64 ^ (product >> 64) as u64
}

/// Reads a key and keeps its hash.
pub(crate) struct KeySeed<'h, S> {
    pub(crate) seed: S,
    pub(crate) hashes: &'h mut Vec<u64>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for KeySeed<'_, S> {
    type Value = S::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.seed.deserialize(Key { inner: deserializer, hashes: self.hashes })
    }
}

/// The deserializer, visitor or variant of a key.
struct Key<'h, T> {
    inner: T,
    hashes: &'h mut Vec<u64>,
}

impl<T> Key<'_, T> {
    /// A key that is neither text nor a number. All such keys have the same hash.
    fn unknown(&mut self) {
        self.hashes.push(0);
    }
}

macro_rules! forward {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($argument,)* Key { inner: visitor, hashes: self.hashes })
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Key<'_, D> {
    type Error = D::Error;

    forward! {
        deserialize_any() deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64()
        deserialize_i128() deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64() deserialize_char() deserialize_str() deserialize_string()
        deserialize_bytes() deserialize_byte_buf() deserialize_option() deserialize_unit() deserialize_seq()
        deserialize_map() deserialize_identifier() deserialize_ignored_any()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! hashed {
    ($($method:ident($value:ident: $type:ty) = $hash:expr;)*) => {$(
        #[inline]
        fn $method<E: Error>(self, $value: $type) -> Result<V::Value, E> {
            self.hashes.push($hash);
            self.inner.$method($value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Key<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    hashed! {
        visit_str(text: &str) = hash(text.as_bytes());
        visit_borrowed_str(text: &'de str) = hash(text.as_bytes());
        visit_string(text: String) = hash(text.as_bytes());
        visit_bytes(bytes: &[u8]) = hash(bytes);
        visit_borrowed_bytes(bytes: &'de [u8]) = hash(bytes);
        visit_byte_buf(bytes: Vec<u8>) = hash(&bytes);
        visit_char(character: char) = u64::from(u32::from(character));
        visit_bool(value: bool) = u64::from(value);
        visit_u8(value: u8) = value.into();
        visit_u16(value: u16) = value.into();
        visit_u32(value: u32) = value.into();
        visit_u64(value: u64) = value;
        visit_u128(value: u128) = value as u64 ^ mix((value >> 64) as u64);
        visit_i8(value: i8) = value as u64;
        visit_i16(value: i16) = value as u64;
        visit_i32(value: i32) = value as u64;
        visit_i64(value: i64) = value as u64;
        visit_i128(value: i128) = value as u64 ^ mix((value >> 64) as u64);
        visit_f32(value: f32) = value.to_bits().into();
        visit_f64(value: f64) = value.to_bits();
    }

    fn visit_none<E: Error>(mut self) -> Result<V::Value, E> {
        self.unknown();
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(mut self) -> Result<V::Value, E> {
        self.unknown();
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Key { inner: deserializer, hashes: self.hashes })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Key { inner: deserializer, hashes: self.hashes })
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, items: A) -> Result<V::Value, A::Error> {
        self.unknown();
        self.inner.visit_seq(items)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, entries: A) -> Result<V::Value, A::Error> {
        self.unknown();
        self.inner.visit_map(entries)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(Key { inner: variant, hashes: self.hashes })
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Key<'_, A> {
    type Error = A::Error;
    type Variant = A::Variant;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, A::Variant), A::Error> {
        self.inner.variant_seed(KeySeed { seed, hashes: self.hashes })
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;
    use alloc::format;
    use core::cell::Cell;

    use serde::Deserialize;
    use serde_json::Value;
    use serde_json::value::RawValue;

    use super::super::DuplicateKeys;
    use super::*;

    #[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug)]
    enum Name {
        A,
        B,
    }

    #[derive(Deserialize, Debug)]
    #[allow(dead_code)]
    struct Fields {
        #[serde(default)]
        inside: BTreeMap<String, Value>,
        #[serde(default)]
        raw: Option<alloc::boxed::Box<RawValue>>,
    }

    /// Whether a key repeats where a map is read; the value is that of `serde_json`.
    fn repeats<'de, T: Deserialize<'de> + core::fmt::Debug>(json: &'de str) -> bool {
        let repeats = Cell::new(false);
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let value = T::deserialize(DuplicateKeys::new(&mut deserializer, &repeats)).map(|value| format!("{value:?}"));
        let plain = serde_json::from_str::<T>(json).map(|value| format!("{value:?}"));
        assert_eq!(value.map_err(|error| format!("{error}")), plain.map_err(|error| format!("{error}")));
        repeats.get()
    }

    #[test]
    fn keys_of_maps_are_seen_and_fields_are_not() {
        assert!(!repeats::<BTreeMap<String, u8>>(r#"{"a":1,"b":2}"#));
        assert!(repeats::<BTreeMap<String, u8>>(r#"{"a":1,"b":2,"\u0061":3}"#));
        assert!(repeats::<BTreeMap<u16, u8>>(r#"{"300":1,"2":2,"300":3}"#));
        assert!(!repeats::<BTreeMap<i8, u8>>(r#"{"1":1,"-1":2}"#));
        assert!(repeats::<BTreeMap<bool, u8>>(r#"{"true":1,"true":2}"#));
        assert!(repeats::<BTreeMap<Name, u8>>(r#"{"A":1,"B":2,"A":2}"#));
        assert!(!repeats::<BTreeMap<Option<char>, u8>>(r#"{"a":1,"b":2}"#));
        assert!(repeats::<Value>(r#"{"a":[{"b":{"c":1,"c":2}}]}"#));
        assert!(!repeats::<Value>(r#"{"a":[{"b":{"c":1,"a":2,"b":1e3}}]}"#));
        assert!(!repeats::<Fields>(r#"{"unknown":1,"unknown":2,"raw":{"a":1,"a":2}}"#));
        assert!(repeats::<Fields>(r#"{"inside":{"a":1,"b":{"c":1,"c":1}}}"#));
    }

    #[test]
    fn hashes_that_crowd_are_sorted() {
        let mut crowd: Vec<u64> = (0..1000).map(|hash| hash * 2).collect();
        assert_eq!(find_in_table(&crowd), None);
        assert!(!repeat(&mut crowd));
        crowd.push(500);
        assert!(repeat(&mut crowd));
    }

    #[test]
    fn many_keys_are_seen() {
        let map = |extra: &str| format!("{{{}{extra}}}", (0..999).map(|n| format!("\"k{n}\":0,")).collect::<String>());
        assert!(!repeats::<BTreeMap<String, u8>>(&map(r#""k999":0"#)));
        assert!(repeats::<BTreeMap<String, u8>>(&map(r#""k500":0"#)));
    }
}
