//! The fields of a struct: entries of an object put into slots by name.

use serde::Deserialize;
use serde::de::value::UnitDeserializer;
use serde::de::{Deserializer, IntoDeserializer as _, Visitor};
use serde::forward_to_deserialize_any;

use crate::decode::de::remaining::{ObjectPart, Remaining, VisibleEntries};
use crate::decode::document::expected::Expected;
use crate::decode::document::node::{Node, Shape};
use crate::decode::document::object::{Entry, Key};
use crate::decode::document::problem::ProblemKind;
use crate::decode::document::refusal::{Reason, Refusal};
use crate::decode::inspect::second_pass::{Rank, SecondPass};
use crate::path::Spot;

/// How the fields of one struct or variant are found and read.
#[derive(Debug)]
pub struct FieldTable {
    /// Where the fields stand, in the order of their declaration. Those with a name there are found by it.
    pub spots: &'static [Spot],
    /// What else is to know of each: any of [`NESTED`](Self::NESTED), [`DEFAULTED`](Self::DEFAULTED),
    /// [`SKIPPED`](Self::SKIPPED) and [`FLAT`](Self::FLAT). Nothing where it is too short.
    pub flags: &'static [u8],
    /// Where there are many fields, those with a name in the order of the lengths of their names, equally long ones
    /// in that of their bytes.
    pub sorted: &'static [u32],
    /// Other names by which fields are found.
    pub aliases: &'static [(&'static str, u32)],
    /// The fields that are read from a list, in order, where those are not all.
    pub order: Option<&'static [u32]>,
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
    /// Whether the one field stands where the struct stands: a newtype.
    pub same: bool,
}

impl FieldTable {
    /// What most structs have in common: an object, or a list, of fields with names of their own.
    pub const USUAL: Self = Self {
        spots: &[],
        flags: &[],
        sorted: &[],
        aliases: &[],
        order: None,
        required: 0,
        closed: false,
        keyed: true,
        listed: true,
        spread: false,
        same: false,
    };

    /// A field inside of which rules run.
    pub const NESTED: u8 = 1;
    /// A field that may be missing because it has a default.
    pub const DEFAULTED: u8 = 2;
    /// A field that is not read.
    pub const SKIPPED: u8 = 4;
    /// A flattened field, which is read from what the others leave.
    pub const FLAT: u8 = 8;

    fn has(&self, field: usize, flag: u8) -> bool {
        self.flags.get(field).is_some_and(|flags| flags & flag != 0)
    }

    /// The first field from this one on that is read by itself.
    pub(crate) fn next(&self, mut field: usize) -> usize {
        while self.has(field, Self::FLAT) {
            field += 1;
        }
        field
    }

    /// Where a field stands.
    pub(crate) fn at(&self, field: usize) -> FieldLocation {
        FieldLocation {
            rank: Rank::try_from(field).unwrap_or(Rank::MAX),
            spot: self.spots.get(field).unwrap_or(&Spot::Here),
            nested: self.has(field, Self::NESTED),
            defaulted: self.has(field, Self::DEFAULTED),
            same: self.same,
        }
    }

    /// The field that a key names. It is often `next`, the one behind the last one found.
    #[inline]
    fn find(&self, key: Key<'_, '_>, next: usize) -> Option<usize> {
        if key.is_escaped() { self.find_escaped(key, next) } else { self.position(key.raw(), next) }
    }

    #[cold]
    #[inline(never)]
    fn find_escaped(&self, key: Key<'_, '_>, next: usize) -> Option<usize> {
        let raw = key.raw();
        let names = self.spots.iter().filter_map(Spot::name).chain(self.aliases.iter().map(|(name, _)| *name));
        let longest = names.map(str::len).max().unwrap_or(0);
        // An escape is at most six times as long as what it stands for; a huge key costs nothing.
        if raw.len() > 6 * longest { None } else { self.position(&key.value(), next) }
    }

    fn position(&self, key: &[u8], next: usize) -> Option<usize> {
        if self.is(next, key) {
            return Some(next);
        }
        let found = match self.sorted {
            [] => (0..self.spots.len()).find(|field| self.is(*field, key)),
            sorted => {
                let at = sorted.binary_search_by(|field| {
                    let name = self.spots.get(*field as usize).and_then(Spot::name).unwrap_or_default();
                    name.len().cmp(&key.len()).then_with(|| name.as_bytes().cmp(key))
                });
                at.ok().and_then(|at| sorted.get(at)).map(|field| *field as usize)
            }
        };
        found.or_else(|| {
            let (_, field) = self.aliases.iter().find(|(name, _)| name.as_bytes() == key)?;
            Some(*field as usize)
        })
    }

    fn is(&self, field: usize, key: &[u8]) -> bool {
        let name = self.spots.get(field).and_then(Spot::name);
        name.is_some_and(|name| name.as_bytes() == key) && !self.has(field, Self::SKIPPED)
    }
}

/// What became of putting entries into slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// There is no object to read fields from; that is recorded.
    Refused,
    /// The slots are filled, but something besides the fields is wrong.
    Flawed,
    /// The slots are filled.
    Complete,
}

impl SecondPass<'_> {
    /// Puts the entries of an object, or the items of a list, into the slots of their fields.
    pub fn place<'a, 'de>(
        &mut self,
        node: Node<'a, 'de>,
        names: &FieldTable,
        slots: &mut [Option<Node<'a, 'de>>],
    ) -> Placement {
        if names.listed && (!names.keyed || node.shape() == Shape::List) {
            return self.place_items(node, names, slots);
        }
        let Some(entries) = self.visible(node) else { return Placement::Refused };
        let flat = self.part.filter(|part| part.flat && !names.spread);
        let (mut placed, mut next) = (Placement::Complete, 0);
        for entry in entries {
            let field = names.find(entry.key, next);
            match field.and_then(|field| Some((field, slots.get_mut(field)?))) {
                Some((field, slot)) => {
                    if slot.is_some() {
                        placed = self.place_again(node, names, field, entry);
                        if placed == Placement::Refused {
                            return placed;
                        }
                        continue;
                    }
                    *slot = Some(entry.value);
                    next = field + 1;
                    if let Some(part) = flat {
                        part.remaining.take(entry);
                    }
                }
                None if names.closed && !names.spread && flat.is_none() => {
                    if self.is_full() {
                        return Placement::Refused;
                    }
                    self.unknown(entry);
                    placed = Placement::Flawed;
                }
                None => {}
            }
        }
        placed
    }

    /// Takes note of a field that is there already: under the same key, which makes the document malformed, or under
    /// another of its names.
    #[cold]
    #[inline(never)]
    fn place_again(&mut self, node: Node<'_, '_>, names: &FieldTable, field: usize, entry: Entry<'_, '_>) -> Placement {
        if entry.repeats() {
            self.refuse(node, Refusal::at_key(entry, Reason::Malformed(ProblemKind::DuplicateKey), Expected::Object));
            return Placement::Refused;
        }
        let before = entry.earlier().filter(|entry| names.find(entry.key, field) == Some(field));
        if before.count() == 1 {
            self.given_twice(&names.at(field));
        }
        Placement::Flawed
    }

    fn place_items<'a, 'de>(
        &mut self,
        node: Node<'a, 'de>,
        names: &FieldTable,
        slots: &mut [Option<Node<'a, 'de>>],
    ) -> Placement {
        let Some(list) = self.expect(node, node.list()) else { return Placement::Refused };
        let mut items = list.items();
        let wanted = names.order.map_or(slots.len(), <[u32]>::len) as u32;
        let mut given = 0;
        while given < wanted {
            let Some(item) = items.next() else { break };
            let field = names.order.map_or(Some(given), |order| order.get(given as usize).copied());
            if let Some(slot) = field.and_then(|field| slots.get_mut(field as usize)) {
                *slot = Some(item);
            }
            given += 1;
        }
        if given < names.required || items.next().is_some() {
            // serde takes a list for a struct with names; one that does not fit was not meant so.
            let refusal = match names.keyed {
                true => node.mismatch(Expected::Object),
                false => Refusal::at(node, Reason::WrongLength, Expected::Tuple(wanted)),
            };
            self.refuse(node, refusal);
            return Placement::Refused;
        }
        Placement::Complete
    }

    /// The value of a field that is not there, where the type has one.
    pub(crate) fn absent<'de, T: Deserialize<'de>>(&mut self, at: &FieldLocation) -> Option<T> {
        let value = T::deserialize(Absent).ok();
        if value.is_none() {
            self.lacks(at);
        }
        value
    }

    /// What the named fields leave of the object for flattened ones. All of its keys are read.
    pub fn remaining<'de>(&mut self, node: Node<'_, 'de>, names: &FieldTable) -> Option<Remaining> {
        if self.repeats(node) {
            return None;
        }
        let remaining = self.expect(node, Remaining::of(node, self.part))?;
        self.visible(node)?.filter(|entry| names.find(entry.key, 0).is_some()).for_each(|entry| remaining.take(entry));
        Some(remaining)
    }

    /// Refuses what no flattened field has taken, and tells whether there was nothing.
    pub fn close(&mut self, node: Node<'_, '_>, remaining: &Remaining) -> bool {
        let Ok(object) = node.object() else { return true };
        let mut closed = true;
        for entry in VisibleEntries::of(object.entries(), Some(ObjectPart { remaining, flat: true })) {
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
pub struct FieldLocation {
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
