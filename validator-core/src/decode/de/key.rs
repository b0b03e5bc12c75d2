//! The deserializer over a key. The text of the key is read as the key type of the map.

use alloc::borrow::Cow;

use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{RAW_VALUE, RawAccess, TextVariant};
use super::numbers::deserialize_numbers;
use crate::decode::document::capture;
use crate::decode::document::expected::{Expected, Integer};
use crate::decode::document::node::Node;
use crate::decode::document::number::{Wanted, Written};
use crate::decode::document::object::{Entry, Key};
use crate::decode::document::refusal::{Reason, Refusal};

pub(crate) struct KeyDecoder<'a, 'de> {
    key: Key<'a, 'de>,
    /// The value that a refusal is about.
    at: Node<'a, 'de>,
    on_key: bool,
}

impl<'a, 'de> KeyDecoder<'a, 'de> {
    /// The key of a map or struct.
    pub(crate) fn of(entry: Entry<'a, 'de>) -> Self {
        Self { key: entry.key, at: entry.value, on_key: true }
    }

    /// The key that names a variant: if there is no such variant, it is the enum that is wrong.
    pub(crate) fn of_variant(entry: Entry<'a, 'de>, variant: Node<'a, 'de>) -> Self {
        Self { key: entry.key, at: variant, on_key: false }
    }

    fn integer<V: Visitor<'de>>(self, integer: Integer, visitor: V) -> Result<V::Value, Refusal> {
        let value = self.number().and_then(|number| number.visit_integer(integer, visitor));
        self.placed(value, Expected::Integer(integer))
    }

    fn float<V: Visitor<'de>>(self, wanted: Wanted, visitor: V) -> Result<V::Value, Refusal> {
        let value = self.number().and_then(|number| number.visit(wanted, visitor));
        self.placed(value, Expected::Float)
    }

    fn number(&self) -> Result<Written<'de>, Refusal> {
        Written::in_key(self.key.raw()).ok_or_else(|| Refusal::unplaced(Reason::WrongType))
    }

    fn placed<T>(&self, value: Result<T, Refusal>, expected: Expected) -> Result<T, Refusal> {
        value.map_err(|refusal| refusal.placed(self.at, self.on_key, expected))
    }

    /// As `placed`, for a type that may have a more exact sentence, which its name tells.
    fn named<T>(&self, value: Result<T, Refusal>, expected: Expected) -> Result<T, Refusal> {
        self.placed(value, expected).map_err(|refusal| refusal.by_type::<T>(self.at))
    }
}

impl<'de> Deserializer<'de> for KeyDecoder<'_, 'de> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match self.key.source().first() {
            Some(&capture::NUMBER_KEY) => self.number().and_then(|number| number.visit(Wanted::Any, visitor)),
            Some(&capture::BOOLEAN_KEY) => visitor.visit_bool(self.key.raw() == b"true"),
            Some(&capture::BYTES) => visitor.visit_borrowed_bytes(self.key.raw()),
            _ => match self.key.text()? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_str(&text),
            }
            .map_err(Refusal::of_text),
        };
        self.named(value, if self.on_key { Expected::Text } else { Expected::Enum })
    }

    deserialize_numbers!();

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match self.key.raw() {
            b"true" => visitor.visit_bool(true),
            b"false" => visitor.visit_bool(false),
            _ => Err(Refusal::unplaced(Reason::WrongType)),
        };
        self.placed(value, Expected::Boolean)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match self.key.value() {
            Cow::Borrowed(bytes) => visitor.visit_borrowed_bytes(bytes),
            Cow::Owned(bytes) => visitor.visit_bytes(&bytes),
        };
        self.named(value, Expected::Bytes)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_bytes(visitor)
    }

    /// A key is never `null`.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        match name {
            RAW_VALUE => visitor.visit_map(RawAccess::new(self.key.source())),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let value = visitor.visit_enum(TextVariant(self.key.text()?));
        self.placed(value, Expected::Enum)
    }

    fn is_human_readable(&self) -> bool {
        self.at.document.is_human_readable
    }

    forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
