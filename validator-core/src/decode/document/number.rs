//! Numbers stay text until a type asks for them, and are then converted by `serde_json` itself, so that
//! every rounding, overflow and cargo feature of it comes out the same.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{DeserializeSeed, Deserializer as _, Error, MapAccess, Visitor};

use super::capture;
use super::expected::Integer;
use super::refusal::{Reason, Refusal};
use crate::scan::bytes;

/// Passes a number by JSON's grammar: where it ends, or which byte does not fit.
pub(crate) fn scan(source: &[u8], start: usize) -> Result<usize, usize> {
    let digits = |from: usize| {
        let at = bytes::skip(source, from, |byte| byte.is_ascii_digit());
        if at == from { Err(at) } else { Ok(at) }
    };
    let integer = start + usize::from(source.get(start) == Some(&b'-'));
    let mut end = match source.get(integer) {
        Some(b'0') => integer + 1,
        _ => digits(integer)?,
    };
    if source.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if let Some(b'e' | b'E') = source.get(end) {
        end = digits(end + 1 + usize::from(matches!(source.get(end + 1), Some(b'+' | b'-'))))?;
    }
    Ok(end)
}

/// A number as it is written.
#[derive(Clone, Copy)]
pub(crate) struct Written<'s>(pub(crate) &'s [u8]);

/// How a type asks for a number. `serde_json` may convert each of them differently, by its features.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Any,
    Single,
    Double,
}

impl<'s> Written<'s> {
    /// A number that is written as the key of a map.
    pub(crate) fn in_key(source: &'s [u8]) -> Option<Self> {
        (scan(source, 0) == Ok(source.len())).then_some(Self(source))
    }

    pub(crate) fn visit<'de, V: Visitor<'de>>(self, wanted: Wanted, visitor: V) -> Result<V::Value, Refusal> {
        match self.float().map(Number::Float).or_else(|| Number::read(self.0, wanted)) {
            Some(number) => number.visit(visitor),
            None => Err(Refusal::unplaced(Reason::OutOfRange)),
        }
    }

    pub(crate) fn visit_integer<'de, V: Visitor<'de>>(self, integer: Integer, visitor: V) -> Result<V::Value, Refusal> {
        let value = match integer {
            Integer::I128 => self.parse().and_then(|value| visitor.visit_i128(value)),
            Integer::U128 => self.parse().and_then(|value| visitor.visit_u128(value)),
            _ => self.visit(Wanted::Double, visitor),
        };
        value.map_err(|refusal| self.explain(refusal, integer))
    }

    /// A float from another format than JSON.
    fn float(self) -> Option<f64> {
        let (first, bytes) = self.0.split_first()?;
        if *first == capture::FLOAT { bytes.try_into().ok().map(f64::from_le_bytes) } else { None }
    }

    /// `serde_json` reads the 128-bit types without going through a smaller one.
    fn parse<T: FromStr>(self) -> Result<T, Refusal> {
        let text = core::str::from_utf8(self.0).unwrap_or_default();
        text.parse().map_err(|_| Refusal::unplaced(Reason::WrongType))
    }

    /// A visitor of a whole number only says that it does not like what it was shown.
    #[cold]
    fn explain(self, refusal: Refusal, integer: Integer) -> Refusal {
        let whole = self.float().is_none() && !self.0.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
        let reason = match refusal.reason {
            Reason::WrongType | Reason::OutOfRange if !whole => Reason::Fractional,
            Reason::WrongType | Reason::Invalid if whole && !integer.holds(self.0) => Reason::OutOfRange,
            reason => reason,
        };
        refusal.because(reason)
    }
}

/// A number as `serde_json` shows it to a visitor.
enum Number {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    /// With `arbitrary_precision`: a map of one entry with a secret key.
    Exact(String, String),
}

impl Number {
    /// `None` if `serde_json` finds it too large for a float.
    fn read(source: &[u8], wanted: Wanted) -> Option<Self> {
        if let Some(number) = small_integer(source) {
            return Some(number);
        }
        let mut json = serde_json::Deserializer::from_slice(source);
        match wanted {
            Wanted::Any => json.deserialize_any(Capture),
            Wanted::Single => json.deserialize_f32(Capture),
            Wanted::Double => json.deserialize_f64(Capture),
        }
        .ok()
    }

    fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self {
            Self::Unsigned(value) => visitor.visit_u64(value),
            Self::Signed(value) => visitor.visit_i64(value),
            Self::Float(value) => visitor.visit_f64(value),
            Self::Exact(key, text) => visitor.visit_map(Exact { key, text: Some(text) }),
        }
    }
}

/// The common case. `-0` is none: it is a float to `serde_json`.
fn small_integer(source: &[u8]) -> Option<Number> {
    let (negative, digits) = match source {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 18 {
        return None;
    }
    let mut value = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + u64::from(digit - b'0');
    }
    match (negative, value) {
        (false, _) => Some(Number::Unsigned(value)),
        (true, 0) => None,
        (true, _) => Some(Number::Signed(-(value as i64))),
    }
}

struct Capture;

impl<'de> Visitor<'de> for Capture {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
        Ok(Number::Unsigned(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Number, E> {
        Ok(Number::Signed(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Number, E> {
        Ok(Number::Float(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Number, A::Error> {
        match map.next_entry()? {
            Some((key, text)) => Ok(Number::Exact(key, text)),
            None => Err(A::Error::custom("no number")),
        }
    }
}

/// The map that `serde_json` makes of a number under `arbitrary_precision`, played back.
struct Exact {
    key: String,
    text: Option<String>,
}

impl<'de> MapAccess<'de> for Exact {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        match self.text {
            Some(_) => seed.deserialize(StrDeserializer::new(&self.key)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        seed.deserialize(StringDeserializer::new(self.text.take().unwrap_or_default()))
    }
}
