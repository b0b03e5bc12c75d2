//! serde's access to the elements of lists, objects and variants. Lists and maps continue after a refused element.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::decoder::Decoder;
use super::key::KeyDecoder;
use super::refusals::{Before, Refusals};
use super::stand_in::StandIn;
use crate::decode::de::remaining::VisibleEntries;
use crate::decode::document::expected::Expected;
use crate::decode::document::node::Node;
use crate::decode::document::object::{Entry, Items};
use crate::decode::document::problem::ProblemKind;
use crate::decode::document::refusal::{Reason, Refusal};

pub(crate) struct ItemAccess<'s, 'a, 'de> {
    pub(crate) items: &'s mut Items<'a, 'de>,
    pub(crate) refusals: Option<&'a Refusals>,
    pub(crate) goes_on: bool,
    /// Set when an item was refused and passed over.
    pub(crate) refused: &'s mut bool,
}

impl<'de> SeqAccess<'de> for ItemAccess<'_, '_, 'de> {
    type Error = Refusal;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refusal> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        if let Some(stand_in) = stand_in(node, self.refusals) {
            return stand_in.read(seed).map(Some);
        }
        let value = seed.deserialize(Decoder::of(node, self.refusals));
        value.map(Some).map_err(|refusal| node.place(refusal)).inspect_err(|_| break_off(self.refusals))
    }

    /// Without a seed, an item can be passed over and the next one decoded in its stead.
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Refusal> {
        let (Some(refusals), true) = (self.refusals, self.goes_on) else {
            return self.next_element_seed(PhantomData);
        };
        for node in &mut *self.items {
            if stand_in(node, self.refusals).is_some() {
                continue;
            }
            if let Some(value) = attempt(node, refusals, self.refused)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}

pub(crate) struct EntryAccess<'s, 'a, 'de> {
    pub(crate) entries: &'s mut VisibleEntries<'a, 'a, 'de>,
    /// The value of the key that was read last, until it is read itself.
    pub(crate) value: &'s mut Option<Node<'a, 'de>>,
    pub(crate) refusals: Option<&'a Refusals>,
    /// Set when an entry was refused and passed over.
    pub(crate) refused: &'s mut bool,
    /// Whether serde reads the values from a copy.
    pub(crate) copied: bool,
    pub(crate) late: Late<'a, 'de>,
}

/// The entries of an object that are read after all others: stand-ins for refused values and for missing fields.
///
/// A stand-in may be refused too, so it comes last, when everything else has been read.
pub(crate) struct Late<'a, 'de> {
    object: Node<'a, 'de>,
    refused: Vec<Entry<'a, 'de>>,
    /// How many of the missing fields have been read.
    missing: usize,
    /// Whether the next value is the stand-in of a missing field.
    is_missing: bool,
}

impl<'a, 'de> Late<'a, 'de> {
    pub(crate) fn of(object: Node<'a, 'de>) -> Self {
        Self { object, refused: Vec::new(), missing: 0, is_missing: false }
    }
}

impl<'a, 'de> EntryAccess<'_, 'a, 'de> {
    /// The next entry. Entries that were refused before come last.
    fn next(&mut self) -> Option<Entry<'a, 'de>> {
        let Some(replacements) = self.refusals.and_then(Refusals::replacements) else { return self.entries.next() };
        for entry in &mut *self.entries {
            if replacements.leaves_out(entry.value) {
                continue;
            }
            if replacements.stand_in(entry.value).is_none() {
                return Some(entry);
            }
            self.late.refused.push(entry);
        }
        self.late.refused.pop()
    }

    /// The name of the next missing field.
    fn next_missing(&mut self) -> Option<&'static str> {
        let missing = self.refusals?.replacements()?.missing(self.late.object);
        let (_, name) = missing.get(self.late.missing)?;
        self.late.missing += 1;
        self.late.is_missing = true;
        Some(name)
    }
}

impl<'de> MapAccess<'de> for EntryAccess<'_, '_, 'de> {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        let Some(entry) = self.next() else {
            return match self.next_missing() {
                Some(name) => seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some),
                None => Ok(None),
            };
        };
        *self.value = Some(entry.value);
        let key = seed.deserialize(KeyDecoder::of(entry)).map(Some).map_err(|refusal| place_on_key(refusal, entry));
        key.inspect_err(|_| break_off(self.refusals))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        // A visitor that asks for a value before a key is at fault, not the document.
        let Some(node) = self.value.take() else {
            return match self.refusals.and_then(Refusals::replacements) {
                Some(replacements) if self.late.is_missing => {
                    StandIn::new(replacements, self.late.object.index).read(seed)
                }
                _ => Err(Refusal::unplaced(Reason::Invalid)),
            };
        };
        if let Some(stand_in) = stand_in(node, self.refusals) {
            return stand_in.read(seed);
        }
        let value = seed.deserialize(Decoder::of(node, self.refusals).copied(self.copied));
        value.map_err(|refusal| node.place(refusal)).inspect_err(|_| break_off(self.refusals))
    }

    /// Maps read whole entries, structs do not: so an entry can be passed over, and the next one decoded
    /// in its stead.
    fn next_entry<K: Deserialize<'de>, V: Deserialize<'de>>(&mut self) -> Result<Option<(K, V)>, Refusal> {
        let Some(refusals) = self.refusals else {
            return self.next_entry_seed(PhantomData, PhantomData);
        };
        for entry in &mut *self.entries {
            if refusals.replacements().is_some_and(|replacements| {
                replacements.leaves_out(entry.value) || replacements.stand_in(entry.value).is_some()
            }) {
                continue;
            }
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

/// The stand-in for a value that was refused before.
#[inline]
fn stand_in<'a>(node: Node<'_, '_>, refusals: Option<&'a Refusals>) -> Option<StandIn<'a>> {
    refusals?.replacements()?.stand_in(node)
}

/// Notes that something after a refusal is not read.
fn break_off(refusals: Option<&Refusals>) {
    if let Some(refusals) = refusals {
        refusals.break_off();
    }
}

/// Decodes a value that is skipped if it is refused.
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

/// Records a refusal. Returns an error if decoding should stop, because the document is malformed or no more refusals
/// are kept.
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
    refusals.conclude(before, refusal, node);
    if refusals.is_full() { Err(Refusal::unplaced(Reason::Recorded)) } else { Ok(()) }
}

pub(crate) fn place_on_key(refusal: Refusal, entry: Entry<'_, '_>) -> Refusal {
    refusal.placed(entry.value, true, Expected::Any)
}

/// A variant that is written as an object with one key.
pub(crate) struct EntryVariant<'a, 'de> {
    pub(crate) around: Decoder<'a, 'de>,
    pub(crate) entry: Entry<'a, 'de>,
}

impl<'a, 'de> EntryVariant<'a, 'de> {
    fn value(&self) -> Decoder<'a, 'de> {
        Decoder::of(self.entry.value, self.around.refusals)
    }

    fn stand_in(&self) -> Option<StandIn<'a>> {
        stand_in(self.entry.value, self.around.refusals)
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
        if self.stand_in().is_some() { Ok(()) } else { Deserialize::deserialize(self.value()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refusal> {
        match self.stand_in() {
            Some(stand_in) => stand_in.read(seed),
            None => seed.deserialize(self.value()).map_err(|refusal| self.entry.value.place(refusal)),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Refusal> {
        match self.stand_in() {
            Some(stand_in) => stand_in.check(stand_in.deserialize_tuple(len, visitor)),
            None => self.value().deserialize_tuple(len, visitor),
        }
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Refusal> {
        match self.stand_in() {
            Some(stand_in) => stand_in.check(stand_in.deserialize_struct("", fields, visitor)),
            None => self.value().deserialize_struct("", fields, visitor),
        }
    }
}

/// A variant that is written as a text, which only a variant without data can be.
pub(crate) struct TextVariant<'de>(pub(crate) Cow<'de, str>);

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
pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The map of one entry that a `RawValue` is made from.
pub(crate) struct RawAccess<'de> {
    source: Option<&'de [u8]>,
}

impl<'de> RawAccess<'de> {
    pub(crate) fn new(source: &'de [u8]) -> Self {
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
