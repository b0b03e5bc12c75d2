//! Captures the value of any self-describing serde format as a document.
//!
//! The source of such a document is not JSON. Values that JSON cannot write begin with a special byte. Text has no
//! escapes, and every key has one byte before and one after it.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt::{self, Write as _};

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::problem::ProblemKind;
use super::{Document, NOWHERE, NodeRecord};
use crate::limits::Limits;

/// Begins and ends bytes.
pub(crate) const BYTES: u8 = b'b';
/// Begins the eight bytes of a float.
pub(crate) const FLOAT: u8 = b'd';
/// Begins and ends a key that is a number.
pub(crate) const NUMBER_KEY: u8 = b'#';
/// What the crate `ciborium` calls the variant of a tag.
const CBOR_TAG: &str = "@@TAGGED@@";
/// Begins and ends a key that is a boolean.
pub(crate) const BOOLEAN_KEY: u8 = b'?';

/// The parts of a document.
pub(crate) struct Capture {
    source: Vec<u8>,
    slots: Vec<NodeRecord>,
    is_human_readable: bool,
}

/// Reads everything that a deserializer has to give.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D, limits: &Limits) -> Result<Capture, ProblemKind> {
    let is_human_readable = deserializer.is_human_readable();
    let problem = Cell::new(None);
    let mut writer = Writer {
        source: Vec::new(),
        slots: Vec::new(),
        depth: limits.max_depth(),
        most: limits.max_bytes().min(NOWHERE as usize / 8),
        problem: &problem,
    };
    let read = Value { writer: &mut writer, parent: NOWHERE, position: 0 }.deserialize(deserializer);
    let Writer { source, slots, .. } = writer;
    match read {
        Ok(()) => Ok(Capture { source, slots, is_human_readable }),
        Err(_) => Err(problem.get().unwrap_or(ProblemKind::Syntax)),
    }
}

impl Capture {
    /// The document, of which as many levels can be read as were let in.
    pub(crate) fn document(&mut self, depth: u32) -> Document<'_> {
        let slots = core::mem::take(&mut self.slots);
        Document::buffered(&self.source, slots, depth, self.is_human_readable)
    }
}

struct Writer<'p> {
    source: Vec<u8>,
    slots: Vec<NodeRecord>,
    /// How many more lists and maps may lie in one another.
    depth: u32,
    /// How many bytes there may be.
    most: usize,
    /// Why reading was stopped, if it was stopped here.
    problem: &'p Cell<Option<ProblemKind>>,
}

impl Writer<'_> {
    /// Writes a value or key that consists of these pieces.
    fn write<E: Error>(&mut self, pieces: &[&[u8]]) -> Result<(), E> {
        let start = self.source.len() as u32;
        if pieces.iter().map(|piece| piece.len()).sum::<usize>() > self.most - self.source.len() {
            return self.stop(ProblemKind::TooLarge);
        }
        pieces.iter().for_each(|piece| self.source.extend_from_slice(piece));
        self.slots.push(NodeRecord { start, end: self.source.len() as u32 });
        Ok(())
    }

    fn number<E: Error>(&mut self, number: impl fmt::Display, filler: &[u8]) -> Result<(), E> {
        let mut digits = String::new();
        let _ = write!(digits, "{number}");
        self.write(&[filler, digits.as_bytes(), filler])
    }

    fn stop<E: Error>(&self, problem: ProblemKind) -> Result<(), E> {
        self.problem.set(Some(problem));
        Err(E::custom("the limits are reached"))
    }

    /// Writes a list or map with what `inside` writes, which is given its slot.
    fn within<E: Error>(
        &mut self,
        bracket: u8,
        parent: u32,
        position: u32,
        inside: impl FnOnce(&mut Self, u32) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(depth) = self.depth.checked_sub(1) else { return self.stop(ProblemKind::Depth) };
        let slot = self.slots.len();
        self.write(&[&[bracket]])?;
        self.slots.push(NodeRecord { start: parent, end: position });
        self.depth = depth;
        inside(self, slot as u32)?;
        self.depth += 1;
        let end = self.slots.len() as u32;
        if let Some(slot) = self.slots.get_mut(slot) {
            slot.end = end;
        }
        Ok(())
    }
}

/// A value, with the list or map around it and which element of that it is.
struct Value<'w, 'p> {
    writer: &'w mut Writer<'p>,
    parent: u32,
    position: u32,
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! numbers {
    ($filler:expr; $($method:ident($type:ty))*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<(), E> {
            self.writer.number(value, $filler)
        }
    )*};
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    numbers! {
        b"";
        visit_i8(i8) visit_i16(i16) visit_i32(i32) visit_i64(i64) visit_i128(i128)
        visit_u8(u8) visit_u16(u16) visit_u32(u32) visit_u64(u64) visit_u128(u128)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.writer.write(&[&[FLOAT], &value.to_le_bytes()])
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.writer.write(&[if value { b"true" } else { b"false" }])
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.writer.write(&[b"\"", text.as_bytes(), b"\""])
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.writer.write(&[&[BYTES], bytes, &[BYTES]])
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.writer.write(&[b"null"])
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.writer.within(b'[', self.parent, self.position, |writer, parent| {
            let mut position = 0;
            while items.next_element_seed(Value { writer, parent, position })?.is_some() {
                position += 1;
            }
            Ok(())
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.writer.within(b'{', self.parent, self.position, |writer, parent| {
            let mut position = 0;
            while entries.next_key_seed(Key { writer })?.is_some() {
                entries.next_value_seed(Value { writer, parent, position })?;
                position += 1;
            }
            Ok(())
        })
    }

    /// A tagged value. A tag of CBOR is dropped. In other formats, such as YAML with `!Name`, the tag names a variant
    /// and becomes the key of an object with one entry.
    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<(), A::Error> {
        let (name, tagged) = variant.variant::<String>()?;
        if name == CBOR_TAG {
            return tagged.tuple_variant(2, Tagged(self));
        }
        self.writer.within(b'{', self.parent, self.position, |writer, parent| {
            writer.write::<A::Error>(&[b"\"", name.as_bytes(), b"\""])?;
            tagged.newtype_variant_seed(Value { writer, parent, position: 0 })
        })
    }
}

struct Tagged<'w, 'p>(Value<'w, 'p>);

impl<'de> Visitor<'de> for Tagged<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tag and a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let _ = items.next_element::<IgnoredAny>()?;
        items.next_element_seed(self.0)?.ok_or_else(|| A::Error::invalid_length(1, &"a value"))
    }
}

/// A key: text, a number, a boolean or bytes.
struct Key<'w, 'p> {
    writer: &'w mut Writer<'p>,
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text, a number, a boolean or bytes")
    }

    numbers! {
        &[NUMBER_KEY];
        visit_i8(i8) visit_i16(i16) visit_i32(i32) visit_i64(i64) visit_i128(i128)
        visit_u8(u8) visit_u16(u16) visit_u32(u32) visit_u64(u64) visit_u128(u128) visit_f64(f64)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.writer.write(&[&[BOOLEAN_KEY], if value { b"true" } else { b"false" }, &[BOOLEAN_KEY]])
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.writer.write(&[b"\"", text.as_bytes(), b"\""])
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.writer.write(&[&[BYTES], bytes, &[BYTES]])
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }
}
