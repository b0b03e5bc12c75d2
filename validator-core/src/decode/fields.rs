//! The fields of a struct: entries of an object put into slots by name.

use core::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::UnitDeserializer;
use serde::de::{Deserializer, IntoDeserializer as _, Visitor};
use serde::forward_to_deserialize_any;

use super::expected::Expected;
use super::inspect::Inspect;
use super::node::{Node, Shape};
use super::pass::{Pass, Rank};
use super::problem::ProblemKind;
use super::refusal::{Reason, Refusal};
use crate::path::Spot;

/// The names of the fields of one struct or variant, in declaration order.
#[derive(Debug)]
pub struct Names {
    /// For each field its names on the wire, or none when it is not read from one.
    pub fields: &'static [&'static [&'static str]],
    /// Whether other keys are refused.
    pub closed: bool,
    /// Whether the fields are read from an object.
    pub keyed: bool,
    /// Whether the fields are read from a list, in order.
    pub listed: bool,
}

/// What became of putting entries into slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// There is no object to read fields from; that is recorded.
    Refused,
    /// The slots are filled, but something besides the fields is wrong.
    Tainted,
    /// The slots are filled.
    Whole,
}

impl Pass<'_> {
    /// Puts the entries of an object, or the items of a list, into the slots of their fields.
    pub fn place<'a, 'de>(
        &mut self,
        node: Node<'a, 'de>,
        names: &Names,
        slots: &mut [Option<Node<'a, 'de>>],
    ) -> Placed {
        if names.listed && (!names.keyed || node.shape() == Shape::List) {
            return self.place_items(node, names, slots);
        }
        let Some(object) = self.expect(node, node.object()) else { return Placed::Refused };
        let mut placed = Placed::Whole;
        let mut guess = 0;
        for entry in object.entries() {
            // Most clients send fields in the order of their declaration.
            let found = named(names, entry.key, guess);
            match found {
                Some(field) => {
                    guess = field + 1;
                    if slots[field].is_some() {
                        let reason = Reason::Malformed(ProblemKind::DuplicateKey);
                        self.refuse(node, Refusal::at_key(entry, reason, Expected::Object));
                        return Placed::Refused;
                    }
                    slots[field] = Some(entry.value);
                }
                None if names.closed && !self.tag.is_some_and(|tag| entry.key.is(tag)) => {
                    self.unknown(entry);
                    placed = Placed::Tainted;
                }
                None => {}
            }
        }
        placed
    }

    fn place_items<'a, 'de>(
        &mut self,
        node: Node<'a, 'de>,
        names: &Names,
        slots: &mut [Option<Node<'a, 'de>>],
    ) -> Placed {
        let Some(list) = self.expect(node, node.list()) else { return Placed::Refused };
        let mut items = list.items();
        let mut wanted = 0;
        let mut given = 0;
        for (slot, names) in slots.iter_mut().zip(names.fields) {
            if !names.is_empty() {
                *slot = items.next();
                wanted += 1;
                given += u32::from(slot.is_some());
            }
        }
        if given < wanted || items.next().is_some() {
            self.refuse(node, Refusal::at(node, Reason::WrongLength, Expected::Tuple(wanted)));
            return Placed::Refused;
        }
        Placed::Whole
    }
}

/// The field that a key names; `guess` is looked at first.
fn named(names: &Names, key: super::Key<'_, '_>, guess: usize) -> Option<usize> {
    let is = |names: &[&str]| names.iter().any(|name| key.is(name));
    if names.fields.get(guess).is_some_and(|names| is(names)) {
        return Some(guess);
    }
    names.fields.iter().position(|names| is(names))
}

/// How a field of the type `T` is read: by its own [`Inspect`] where it has one, else by serde.
///
/// `(&&Field::<T, C>::NEW).read(…)` takes [`ReadInspect`] where it can, and [`ReadSerde`] else.
pub struct Field<T, C: ?Sized>(PhantomData<fn(&C) -> T>);

impl<T, C: ?Sized> Field<T, C> {
    /// There is but one.
    pub const NEW: Self = Self(PhantomData);
}

impl<T, C: ?Sized> core::fmt::Debug for Field<T, C> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Field")
    }
}

/// Where a field stands.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// Its position among the fields.
    pub rank: Rank,
    /// Its name on the wire.
    pub spot: &'static Spot,
    /// Whether the rules of what is inside it run.
    pub nested: bool,
    /// Whether it may be missing because it has a default.
    pub defaulted: bool,
}

/// Reads fields whose types are inspected.
pub trait ReadInspect<'de, T, C: ?Sized> {
    /// Reads a field that is there, or takes note that it is missing.
    fn read(&self, pass: &mut Pass<'_>, node: Option<Node<'_, 'de>>, at: At, context: &C) -> Option<T>;
}

impl<'de, T: Inspect<'de, C>, C: ?Sized> ReadInspect<'de, T, C> for &Field<T, C> {
    fn read(&self, pass: &mut Pass<'_>, node: Option<Node<'_, 'de>>, at: At, context: &C) -> Option<T> {
        if pass.is_full() {
            return None;
        }
        pass.field(at.rank, at.spot, at.nested, |pass| match node {
            Some(node) => {
                if at.defaulted {
                    pass.optional();
                }
                T::inspect(node, pass, context)
            }
            None => T::absent().or_else(|| {
                pass.missing();
                None
            }),
        })
    }
}

/// Reads fields that serde decodes as a whole.
pub trait ReadSerde<'de, T, C: ?Sized> {
    /// Reads a field that is there, or takes note that it is missing.
    fn read(&self, pass: &mut Pass<'_>, node: Option<Node<'_, 'de>>, at: At, context: &C) -> Option<T>;
}

impl<'de, T: Deserialize<'de>, C: ?Sized> ReadSerde<'de, T, C> for Field<T, C> {
    fn read(&self, pass: &mut Pass<'_>, node: Option<Node<'_, 'de>>, at: At, _: &C) -> Option<T> {
        if pass.is_full() {
            return None;
        }
        pass.field(at.rank, at.spot, at.nested, |pass| match node {
            Some(node) => {
                if at.defaulted {
                    pass.optional();
                }
                pass.leaf(node)
            }
            None => T::deserialize(Absent).ok().or_else(|| {
                pass.missing();
                None
            }),
        })
    }
}

/// What a type makes of a field that is not there: `Option` has a value for it.
pub(crate) struct Absent;

impl<'de> Deserializer<'de> for Absent {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom(""))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let none: UnitDeserializer<Self::Error> = ().into_deserializer();
        none.deserialize_option(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
