//! Flattened fields: read from the entries of the object around them.

use core::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{EntryVariant, place_on_key};
use super::decoder::Decoder;
use super::expected::Expected;
use super::fields::{At, Names};
use super::inspect::Inspect;
use super::key::KeyDecoder;
use super::node::Node;
use super::object::{Entries, Entry, Object};
use super::pass::Pass;
use super::refusal::{Reason, Refusal};

/// The entries of an object that are no field of the struct around: what a flattened map is read from.
#[derive(Clone, Copy, Debug)]
pub struct Rest<'a, 'de> {
    node: Node<'a, 'de>,
    object: Object<'a, 'de>,
    names: &'static Names,
}

impl<'a, 'de> Rest<'a, 'de> {
    /// The rest of an object whose fields have these names.
    ///
    /// # Errors
    ///
    /// If the node is no object.
    pub fn of(node: Node<'a, 'de>, names: &'static Names) -> Result<Self, Refusal> {
        Ok(Self { node, object: node.object()?, names })
    }

    fn access(self) -> RestAccess<'a, 'de> {
        RestAccess { entries: self.object.entries(), names: self.names, value: None }
    }
}

struct RestAccess<'a, 'de> {
    entries: Entries<'a, 'de>,
    names: &'static Names,
    value: Option<Node<'a, 'de>>,
}

impl<'a, 'de> RestAccess<'a, 'de> {
    fn next_entry(&mut self) -> Option<Entry<'a, 'de>> {
        let names = self.names;
        self.entries.find(|entry| !names.fields.iter().flat_map(|names| names.iter()).any(|name| entry.key.is(name)))
    }
}

impl<'de> MapAccess<'de> for RestAccess<'_, 'de> {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refusal> {
        let Some(entry) = self.next_entry() else { return Ok(None) };
        self.value = Some(entry.value);
        seed.deserialize(KeyDecoder::of(entry)).map(Some).map_err(|refusal| place_on_key(refusal, entry))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        let Some(node) = self.value.take() else { return Err(Refusal::unplaced(Reason::Invalid)) };
        seed.deserialize(Decoder { node, refusals: None }).map_err(|refusal| node.place(refusal))
    }
}

impl<'de> Deserializer<'de> for Rest<'_, 'de> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_map(self.access()).map_err(|refusal| self.node.place(refusal))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_unit()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let mut entries = self.object.entries();
        match entries.find(|entry| variants.iter().any(|variant| entry.key.is(variant))) {
            Some(entry) => {
                let around = Decoder { node: self.node, refusals: None };
                visitor.visit_enum(EntryVariant { around, entry }).map_err(|refusal| self.node.place(refusal))
            }
            None => Err(Refusal::at(self.node, Reason::UnknownVariant, Expected::Enum)),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf seq tuple tuple_struct
        map struct identifier ignored_any
    }
}

/// How a flattened field of the type `T` is read: a struct takes its own fields, all else what no field took.
pub struct Flat<T, C: ?Sized>(PhantomData<fn(&C) -> T>);

impl<T, C: ?Sized> Flat<T, C> {
    /// There is but one.
    pub const NEW: Self = Self(PhantomData);
}

impl<T, C: ?Sized> core::fmt::Debug for Flat<T, C> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Flat")
    }
}

/// Reads flattened fields whose types are inspected.
pub trait ReadFlatInspect<'de, T, C: ?Sized> {
    /// Reads from the object around.
    fn read(&self, pass: &mut Pass<'_>, node: Node<'_, 'de>, names: &'static Names, at: At, context: &C) -> Option<T>;
}

impl<'de, T: Inspect<'de, C> + Deserialize<'de>, C: ?Sized> ReadFlatInspect<'de, T, C> for &Flat<T, C> {
    fn read(&self, pass: &mut Pass<'_>, node: Node<'_, 'de>, names: &'static Names, at: At, context: &C) -> Option<T> {
        if !T::TAKES_FIELDS {
            return (*self).read(pass, node, names, at, context);
        }
        if pass.is_full() {
            return None;
        }
        pass.field(at.rank, at.spot, at.nested, |pass| T::inspect(node, pass, context))
    }
}

/// Reads flattened fields that serde decodes as a whole.
pub trait ReadFlat<'de, T, C: ?Sized> {
    /// Reads from the object around.
    fn read(&self, pass: &mut Pass<'_>, node: Node<'_, 'de>, names: &'static Names, at: At, context: &C) -> Option<T>;
}

impl<'de, T: Deserialize<'de>, C: ?Sized> ReadFlat<'de, T, C> for Flat<T, C> {
    fn read(&self, pass: &mut Pass<'_>, node: Node<'_, 'de>, names: &'static Names, at: At, _: &C) -> Option<T> {
        if pass.is_full() {
            return None;
        }
        let value = Rest::of(node, names).and_then(T::deserialize).or_else(|refusal| {
            let guessed = node.document.guessing(|| Rest::of(node, names).and_then(T::deserialize));
            guessed.and_then(Result::ok).ok_or(refusal)
        });
        value.or_else(|refusal| T::deserialize(super::fields::Absent).map_err(|_| refusal)).map_or_else(
            |refusal| {
                pass.field(at.rank, at.spot, at.nested, |pass| pass.refuse(node, refusal));
                None
            },
            Some,
        )
    }
}
