//! How serde walks lists, objects and variants; and how lists and maps go on after a refusal.

use alloc::borrow::Cow;
use core::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::decoder::Decoder;
use super::expected::Expected;
use super::key::KeyDecoder;
use super::left::Visible;
use super::node::Node;
use super::object::{Entry, Items};
use super::problem::ProblemKind;
use super::refusal::{Reason, Refusal};
use super::refusals::{Before, Refusals};

pub(super) struct ItemAccess<'s, 'a, 'de> {
    pub(super) items: &'s mut Items<'a, 'de>,
    pub(super) refusals: Option<&'a Refusals>,
    pub(super) goes_on: bool,
    /// Set when an item was refused and passed over.
    pub(super) refused: &'s mut bool,
}

impl<'de> SeqAccess<'de> for ItemAccess<'_, '_, 'de> {
    type Error = Refusal;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refusal> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        let value = seed.deserialize(Decoder::of(node, self.refusals));
        value.map(Some).map_err(|refusal| node.place(refusal))
    }

    /// Without a seed, an item can be passed over and the next one decoded in its stead.
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Refusal> {
        let (Some(refusals), true) = (self.refusals, self.goes_on) else {
            return self.next_element_seed(PhantomData);
        };
        for node in &mut *self.items {
            if let Some(value) = attempt(node, refusals, self.refused)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}

pub(super) struct EntryAccess<'s, 'a, 'de> {
    pub(super) entries: &'s mut Visible<'a, 'a, 'de>,
    /// The value of the key that was read last, until it is read itself.
    pub(super) value: &'s mut Option<Node<'a, 'de>>,
    pub(super) refusals: Option<&'a Refusals>,
    /// Set when an entry was refused and passed over.
    pub(super) refused: &'s mut bool,
    /// Whether serde reads the values from a copy.
    pub(super) copied: bool,
}

impl<'de> MapAccess<'de> for EntryAccess<'_, '_, 'de> {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        let Some(entry) = self.entries.next() else {
            return Ok(None);
        };
        *self.value = Some(entry.value);
        seed.deserialize(KeyDecoder::of(entry)).map(Some).map_err(|refusal| place_on_key(refusal, entry))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        // A visitor that asks for a value before a key is at fault, not the document.
        let Some(node) = self.value.take() else {
            return Err(Refusal::unplaced(Reason::Invalid));
        };
        let value = seed.deserialize(Decoder::of(node, self.refusals).copied(self.copied));
        value.map_err(|refusal| node.place(refusal))
    }

    /// Maps read whole entries, structs do not: so an entry can be passed over, and the next one decoded
    /// in its stead.
    fn next_entry<K: Deserialize<'de>, V: Deserialize<'de>>(&mut self) -> Result<Option<(K, V)>, Refusal> {
        let Some(refusals) = self.refusals else {
            return self.next_entry_seed(PhantomData, PhantomData);
        };
        for entry in &mut *self.entries {
            let before = refusals.before();
            let key = match K::deserialize(KeyDecoder::of(entry)) {
                Ok(key) => Some(key),
                Err(refusal) => {
                    go_on(refusals, before, entry.value, place_on_key(refusal, entry), self.refused)?;
                    None
                }
            };
            if let (Some(value), Some(key)) = (attempt(entry.value, refusals, self.refused)?, key) {
                return Ok(Some((key, value)));
            }
        }
        Ok(None)
    }
}

/// Decodes a value that can be passed over.
fn attempt<'a, 'de, T: Deserialize<'de>>(
    node: Node<'a, 'de>,
    refusals: &'a Refusals,
    refused: &mut bool,
) -> Result<Option<T>, Refusal> {
    let before = refusals.before();
    match T::deserialize(Decoder::of(node, Some(refusals))) {
        Ok(value) => {
            refusals.forget_after(before);
            Ok(Some(value))
        }
        Err(refusal) => go_on(refusals, before, node, node.place(refusal), refused).map(|()| None),
    }
}

/// Records a refusal. It makes no sense to go on in a body that is no document, or when no more is kept.
#[cold]
fn go_on(
    refusals: &Refusals,
    before: Before,
    node: Node<'_, '_>,
    refusal: Refusal,
    refused: &mut bool,
) -> Result<(), Refusal> {
    if let Reason::Malformed(_) = refusal.reason {
        return Err(refusal);
    }
    *refused = true;
    refusals.conclude(before, refusal, node.document);
    if refusals.is_full() { Err(Refusal::unplaced(Reason::Recorded)) } else { Ok(()) }
}

pub(super) fn place_on_key(refusal: Refusal, entry: Entry<'_, '_>) -> Refusal {
    refusal.placed(entry.value, true, Expected::Any)
}

/// A variant that is written as an object with one key.
pub(super) struct EntryVariant<'a, 'de> {
    pub(super) around: Decoder<'a, 'de>,
    pub(super) entry: Entry<'a, 'de>,
}

impl<'a, 'de> EntryVariant<'a, 'de> {
    fn value(&self) -> Decoder<'a, 'de> {
        Decoder::of(self.entry.value, self.around.refusals)
    }
}

impl<'de> EnumAccess<'de> for EntryVariant<'_, 'de> {
    type Error = Refusal;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Refusal> {
        let key = KeyDecoder::of_variant(self.entry, self.around.node);
        seed.deserialize(key).map(|variant| (variant, self))
    }
}

impl<'de> VariantAccess<'de> for EntryVariant<'_, 'de> {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        Deserialize::deserialize(self.value())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refusal> {
        seed.deserialize(self.value()).map_err(|refusal| self.entry.value.place(refusal))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Refusal> {
        self.value().deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Refusal> {
        self.value().deserialize_struct("", fields, visitor)
    }
}

/// A variant that is written as a text, which only a variant without data can be.
pub(super) struct TextVariant<'de>(pub(super) Cow<'de, str>);

impl<'de> EnumAccess<'de> for TextVariant<'de> {
    type Error = Refusal;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Refusal> {
        let variant = match &self.0 {
            Cow::Borrowed(text) => seed.deserialize(BorrowedStrDeserializer::new(text)),
            Cow::Owned(text) => seed.deserialize(StrDeserializer::new(text)),
        }?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for TextVariant<'de> {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _seed: T) -> Result<T::Value, Refusal> {
        Err(Refusal::unplaced(Reason::WrongType))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value, Refusal> {
        Err(Refusal::unplaced(Reason::WrongType))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Refusal> {
        Err(Refusal::unplaced(Reason::WrongType))
    }
}

/// The name by which `serde_json::value::RawValue` asks for the source of a value.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The map of one entry that a `RawValue` is made from.
pub(super) struct RawAccess<'de> {
    source: Option<&'de [u8]>,
}

impl<'de> RawAccess<'de> {
    pub(super) fn new(source: &'de [u8]) -> Self {
        Self { source: Some(source) }
    }
}

impl<'de> MapAccess<'de> for RawAccess<'de> {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        match self.source {
            Some(_) => seed.deserialize(BorrowedStrDeserializer::new(RAW_VALUE)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        match core::str::from_utf8(self.source.take().unwrap_or_default()) {
            Ok(source) => seed.deserialize(BorrowedStrDeserializer::new(source)),
            Err(_) => Err(Refusal::unplaced(Reason::Malformed(ProblemKind::Encoding))),
        }
    }
}
