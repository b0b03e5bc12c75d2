//! The fields of a struct: entries of an object put into slots by name.

use serde::Deserialize;
use serde::de::value::UnitDeserializer;
use serde::de::{Deserializer, IntoDeserializer as _, Visitor};
use serde::forward_to_deserialize_any;

use super::expected::Expected;
use super::left::{Among, Left, Visible};
use super::node::{Node, Shape};
use super::object::Key;
use super::pass::{Pass, Rank};
use super::problem::ProblemKind;
use super::refusal::{Reason, Refusal};
use crate::path::Spot;

/// How the fields of one struct or variant are found.
#[derive(Debug)]
pub struct Names {
    /// Every name by which a field is read from an object, with the field's position in the declaration; in the
    /// order of their lengths, equally long ones in that of their bytes.
    pub names: &'static [(&'static str, u32)],
    /// The fields that are read from a list, in order.
    pub order: &'static [u32],
    /// How many of them a list must have at least: those behind have defaults.
    pub required: u32,
    /// Whether unknown keys are refused.
    pub closed: bool,
    /// Whether the fields are read from an object.
    pub keyed: bool,
    /// Whether the fields are read from a list.
    pub listed: bool,
    /// Whether there are flattened fields, so that the keys of others are not unknown.
    pub spread: bool,
}

impl Names {
    /// The field that a key names.
    fn find(&self, key: Key<'_, '_>) -> Option<usize> {
        let raw = key.raw();
        if !key.is_escaped() {
            return self.position(raw);
        }
        let longest = self.names.last().map_or(0, |(name, _)| name.len());
        // An escape is at most six times as long as what it stands for; a huge key costs nothing.
        if raw.len() > 6 * longest { None } else { self.position(&key.value()) }
    }

    fn position(&self, key: &[u8]) -> Option<usize> {
        let mut names = self.names;
        // Those that are as long as the key are found without looking at their bytes.
        if names.len() > FEW {
            let start = names.partition_point(|(name, _)| name.len() < key.len());
            let end = names.partition_point(|(name, _)| name.len() <= key.len());
            names = names.get(start..end)?;
            if names.len() > FEW {
                let at = names.binary_search_by(|(name, _)| name.as_bytes().cmp(key)).ok()?;
                return Some(names[at].1 as usize);
            }
        }
        let (_, field) = names.iter().find(|(name, _)| name.as_bytes() == key)?;
        Some(*field as usize)
    }
}

/// Up to this many names are looked through one by one.
const FEW: usize = 12;

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
        let Some(entries) = self.visible(node) else { return Placed::Refused };
        let flat = self.among.filter(|among| among.flat && !names.spread);
        let mut placed = Placed::Whole;
        for entry in entries {
            match names.find(entry.key) {
                Some(field) => {
                    if slots[field].is_some() {
                        let reason = Reason::Malformed(ProblemKind::DuplicateKey);
                        self.refuse(node, Refusal::at_key(entry, reason, Expected::Object));
                        return Placed::Refused;
                    }
                    slots[field] = Some(entry.value);
                    if let Some(among) = flat {
                        among.left.take(entry);
                    }
                }
                None if names.closed && !names.spread && flat.is_none() => {
                    if self.is_full() {
                        return Placed::Refused;
                    }
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
        let mut given = 0;
        for (field, item) in names.order.iter().zip(&mut items) {
            slots[*field as usize] = Some(item);
            given += 1;
        }
        if given < names.required || items.next().is_some() {
            let wanted = names.order.len() as u32;
            self.refuse(node, Refusal::at(node, Reason::WrongLength, Expected::Tuple(wanted)));
            return Placed::Refused;
        }
        Placed::Whole
    }

    /// The value of a field that is not there, where the type has one.
    pub(super) fn absent<'de, T: Deserialize<'de>>(&mut self, at: &At) -> Option<T> {
        let value = T::deserialize(Absent).ok();
        if value.is_none() {
            self.lacks(at);
        }
        value
    }

    /// What the named fields leave of the object for flattened ones. All of its keys are read.
    pub fn left<'de>(&mut self, node: Node<'_, 'de>, names: &Names) -> Option<Left> {
        if self.repeats(node) {
            return None;
        }
        let left = self.expect(node, Left::of(node, self.among))?;
        self.visible(node)?.filter(|entry| names.find(entry.key).is_some()).for_each(|entry| left.take(entry));
        Some(left)
    }

    /// Refuses what no flattened field has taken, and tells whether there was nothing.
    pub fn close(&mut self, node: Node<'_, '_>, left: &Left) -> bool {
        let Ok(object) = node.object() else { return true };
        let mut closed = true;
        for entry in Visible::of(object.entries(), Some(Among { left, flat: true })) {
            if self.is_full() {
                break;
            }
            self.unknown(entry);
            closed = false;
        }
        closed
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
    /// Whether it stands where the struct stands: a newtype.
    pub same: bool,
}

/// What a type makes of a field that is not there: `Option` has a value for it.
struct Absent;

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
