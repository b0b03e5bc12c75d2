//! What a type asks serde for first, found out without a value.

use core::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::decode::document::expected::{Expected, Integer};
use crate::rules::file::content::UPLOAD;

/// What a type asks serde for first.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(feature = "declaration"), allow(dead_code, unreachable_pub))] // The declaration shows it.
pub struct Probed {
    /// The kind of value.
    pub(crate) expected: Expected,
    /// The kind of value by the method that the type calls, where its name tells more.
    #[cfg_attr(not(feature = "declaration"), allow(dead_code))]
    pub(crate) asked: Expected,
    /// The names of a struct's fields or of an enum's variants.
    pub(crate) names: &'static [&'static str],
    /// Whether the value may be `null`, as that of an `Option`.
    pub(crate) optional: bool,
}

impl Probed {
    pub(crate) const ANY: Self = Self::of(Expected::Any);

    const fn of(expected: Expected) -> Self {
        Self::named(expected, &[])
    }

    const fn named(expected: Expected, names: &'static [&'static str]) -> Self {
        Self { expected, asked: expected, names, optional: false }
    }
}

/// Asks the type.
pub(crate) fn probe<'de, T: Deserialize<'de>>() -> Probed {
    let asked = || T::deserialize(Probe { optional: false }).err().unwrap_or(Probed { optional: true, ..Probed::ANY });
    match Expected::of_type(core::any::type_name::<T>()) {
        Some(expected) => Probed { asked: asked().expected, ..Probed::of(expected) },
        None => asked(),
    }
}

/// A deserializer that gives no value. Its error is what the type has asked for.
struct Probe {
    optional: bool,
}

impl fmt::Display for Probed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no value")
    }
}

impl core::error::Error for Probed {}

impl de::Error for Probed {
    fn custom<M: fmt::Display>(_: M) -> Self {
        Self::ANY
    }
}

macro_rules! answer {
    ($($method:ident($($argument:ident: $type:ty),*) $probed:expr;)+) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* _: V) -> Result<V::Value, Probed> {
            Err(Probed { optional: self.optional, ..$probed })
        }
    )+};
}

impl<'de> Deserializer<'de> for Probe {
    type Error = Probed;

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Probed> {
        match name {
            UPLOAD => Err(Probed { optional: self.optional, ..Probed::of(Expected::File) }),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Probed> {
        visitor.visit_some(Self { optional: true })
    }

    answer! {
        deserialize_any() Probed::ANY;
        deserialize_ignored_any() Probed::ANY;
        deserialize_bool() Probed::of(Expected::Boolean);
        deserialize_i8() Probed::of(Expected::Integer(Integer::I8));
        deserialize_i16() Probed::of(Expected::Integer(Integer::I16));
        deserialize_i32() Probed::of(Expected::Integer(Integer::I32));
        deserialize_i64() Probed::of(Expected::Integer(Integer::I64));
        deserialize_i128() Probed::of(Expected::Integer(Integer::I128));
        deserialize_u8() Probed::of(Expected::Integer(Integer::U8));
        deserialize_u16() Probed::of(Expected::Integer(Integer::U16));
        deserialize_u32() Probed::of(Expected::Integer(Integer::U32));
        deserialize_u64() Probed::of(Expected::Integer(Integer::U64));
        deserialize_u128() Probed::of(Expected::Integer(Integer::U128));
        deserialize_f32() Probed::of(Expected::Float);
        deserialize_f64() Probed::of(Expected::Float);
        deserialize_char() Probed::of(Expected::Char);
        deserialize_str() Probed::of(Expected::Text);
        deserialize_string() Probed::of(Expected::Text);
        deserialize_identifier() Probed::of(Expected::Text);
        deserialize_bytes() Probed::of(Expected::Bytes);
        deserialize_byte_buf() Probed::of(Expected::Bytes);
        deserialize_unit() Probed::of(Expected::Unit);
        deserialize_unit_struct(_name: &'static str) Probed::of(Expected::Unit);
        deserialize_seq() Probed::of(Expected::List);
        deserialize_tuple(len: usize) Probed::of(tuple(len));
        deserialize_tuple_struct(_name: &'static str, len: usize) Probed::of(tuple(len));
        deserialize_map() Probed::of(Expected::Map);
        deserialize_struct(_name: &'static str, fields: &'static [&'static str]) Probed::named(Expected::Object, fields);
        deserialize_enum(_name: &'static str, variants: &'static [&'static str]) Probed::named(Expected::Enum, variants);
    }
}

fn tuple(len: usize) -> Expected {
    Expected::Tuple(u32::try_from(len).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;
    use alloc::string::String;
    use alloc::vec::Vec;

    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[allow(dead_code)]
    enum Size {
        Small,
        Large,
    }

    #[derive(Deserialize)]
    #[allow(dead_code)]
    struct Inner(Option<Size>);

    #[test]
    fn types_are_known_by_what_they_ask_for() {
        assert_eq!(probe::<u8>().expected, Expected::Integer(Integer::U8));
        assert_eq!(probe::<Vec<String>>().expected, Expected::List);
        assert_eq!(probe::<(u8, u8)>().expected, Expected::Tuple(2));
        assert_eq!(probe::<BTreeMap<String, u8>>().expected, Expected::Map);
        assert_eq!(probe::<serde_json::Value>().expected, Expected::Any);
        let address = probe::<core::net::IpAddr>();
        assert_eq!((address.expected, address.asked), (Expected::Ip, Expected::Text));
        let inner = probe::<Inner>();
        assert_eq!((inner.expected, inner.names, inner.optional), (Expected::Enum, &["Small", "Large"][..], true));
    }
}
