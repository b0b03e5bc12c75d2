//! Finds the node of each field of a struct: by name in an object, by position in a list.

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

/// Whether rules run in the request that is read.
pub(crate) type NestedIf = fn(&SecondPass<'_>) -> bool;

/// How the fields of a struct or variant are found and read. The derive writes one as a constant.
#[derive(Debug)]
pub struct FieldTable {
    /// The spots of the fields, in the order of their declaration. A field is found by the name of its spot.
    pub spots: &'static [Spot],
    /// The flags of each field: any of [`NESTED`](Self::NESTED), [`DEFAULTED`](Self::DEFAULTED),
    /// [`SKIPPED`](Self::SKIPPED) and [`FLAT`](Self::FLAT). Fields past the end have none.
    pub flags: &'static [u8],
    /// What must hold so that the rules inside of some fields run, by the position of the field.
    pub nested_if: &'static [(u32, NestedIf)],
    /// If there are many fields, those with a name, sorted by the length of the name and then by its bytes. Empty if
    /// there are few.
    pub sorted: &'static [u32],
    /// Other names of fields, with the position of the field.
    pub aliases: &'static [(&'static str, u32)],
    /// The fields that the items of a list are for, in order; `None` if it is all of them.
    pub order: Option<&'static [u32]>,
    /// The least number of items in a list. The fields after them have defaults.
    pub required: u32,
    /// Whether unknown keys are refused.
    pub closed: bool,
    /// Whether the fields can be read from an object.
    pub keyed: bool,
    /// Whether the fields can be read from a list.
    pub listed: bool,
    /// Whether there are flattened fields, which may take any key, so that no key is unknown yet.
    pub spread: bool,
    /// Whether it is a newtype, whose one field is at the place of the struct.
    pub same: bool,
}

impl FieldTable {
    /// The values for most structs, which are read from an object or a list.
    pub const USUAL: Self = Self {
        spots: &[],
        flags: &[],
        nested_if: &[],
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

    /// A field whose inside has rules that run.
    pub const NESTED: u8 = 1;
    /// A field that may be missing because it has a default.
    pub const DEFAULTED: u8 = 2;
    /// A field that is not read.
    pub const SKIPPED: u8 = 4;
    /// A flattened field, which is read from the entries that the others leave.
    pub const FLAT: u8 = 8;

    fn has(&self, field: usize, flag: u8) -> bool {
        self.flags.get(field).is_some_and(|flags| flags & flag != 0)
    }

    /// The first field at or after `field` that is not flattened.
    pub(crate) fn next(&self, mut field: usize) -> usize {
        while self.has(field, Self::FLAT) {
            field += 1;
        }
        field
    }

    /// The place of a field and how it is read.
    pub(crate) fn at(&self, field: usize) -> FieldLocation {
        FieldLocation {
            rank: Rank::try_from(field).unwrap_or(Rank::MAX),
            spot: self.spots.get(field).unwrap_or(&Spot::Here),
            nested: self.has(field, Self::NESTED),
            nested_if: self.nested_if.iter().find(|(of, _)| *of as usize == field).map(|(_, condition)| *condition),
            defaulted: self.has(field, Self::DEFAULTED),
            same: self.same,
        }
    }

    /// The field that a key names. `next` is tried first: the field after the last one found, because keys are often in
    /// the order of the declaration.
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
        // An escape is at most six times as long as its character. A longer key differs, and is not even unescaped.
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

/// The result of [`SecondPass::place`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// There is nothing to read fields from, which is recorded.
    Refused,
    /// The slots are filled, but an entry is wrong, such as an unknown key. This is recorded.
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

    /// Records a second entry for a field. The same key again makes the document malformed. With another name of the
    /// field, the field is given twice.
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
            // serde reads structs from lists too. A list of another length was not meant as the struct.
            let refusal = match names.keyed {
                true => node.mismatch(Expected::Object),
                false => Refusal::at(node, Reason::WrongLength, Expected::Tuple(wanted)),
            };
            self.refuse(node, refusal);
            return Placement::Refused;
        }
        Placement::Complete
    }

    /// The value of a missing field: `None` for an `Option`. For any other type it is recorded as missing.
    pub(crate) fn absent<'de, T: Deserialize<'de>>(&mut self, at: &FieldLocation) -> Option<T> {
        let value = T::deserialize(Absent).ok();
        if value.is_none() {
            self.lacks(at);
        }
        value
    }

    /// The entries that the named fields leave for flattened ones. As this reads all keys, a repeated key is refused.
    pub fn remaining<'de>(&mut self, node: Node<'_, 'de>, names: &FieldTable) -> Option<Remaining> {
        if self.repeats(node) {
            return None;
        }
        let remaining = self.expect(node, Remaining::of(node, self.part))?;
        self.visible(node)?.filter(|entry| names.find(entry.key, 0).is_some()).for_each(|entry| remaining.take(entry));
        Some(remaining)
    }

    /// Refuses the entries that no field has taken. Returns `true` if there are none.
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

/// The place of a field and how it is read.
#[derive(Clone, Copy, Debug)]
pub struct FieldLocation {
    /// Its position among the fields.
    pub rank: Rank,
    /// Its spot, with the name on the wire.
    pub spot: &'static Spot,
    /// Whether rules run inside it.
    pub nested: bool,
    /// What must also hold, if anything: that the request is of some group.
    pub nested_if: Option<NestedIf>,
    /// Whether it may be missing because it has a default.
    pub defaulted: bool,
    /// Whether it is the field of a newtype, which is at the place of the struct.
    pub same: bool,
}

/// The deserializer of a missing field. Only types that ask for an option get a value from it.
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
