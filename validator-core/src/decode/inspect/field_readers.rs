//! Readers of struct fields. Each reader is a value, and a tuple of them reads a whole struct.
//!
//! The derive writes one tuple for each struct, so that the compiler checks one call and not one for each field.

use core::marker::PhantomData;

use serde::Deserialize;

use super::Inspect;
use super::fields::{FieldLocation, FieldTable, Placement};
use crate::decode::de::decoder::Decoder;
use crate::decode::document::node::Node;
use crate::decode::document::refusal::Refusal;
use crate::decode::inspect::second_pass::SecondPass;
use crate::walk::slots::{Fields, Slots};
use crate::walk::walker::Walker;

impl SecondPass<'_> {
    /// Reads a struct or a variant field by field: finds the node of each field, stores it in `nodes`, and runs the
    /// readers. If some fields cannot be read, the rules of the others run.
    // The derive writes one call for each struct, so that the compiler checks only one.
    #[allow(clippy::too_many_arguments)]
    #[inline]
    pub fn read_struct<'a, 'de, C: ?Sized, W: ReadFields<'de, C>, T, const N: usize>(
        &mut self,
        node: Node<'a, 'de>,
        names: &FieldTable,
        nodes: [Option<Node<'a, 'de>>; N],
        readers: W,
        context: &C,
        value: impl FnOnce(<W::Slots as Slots>::Values) -> T,
        rules: impl FnOnce(<W::Slots as Slots>::Refs<'_>, &C, &mut Walker<'_>),
    ) -> Option<T> {
        self.read_normal_struct(node, names, nodes, readers, context, value, |_| {}, rules)
    }

    /// As [`read_struct`](Self::read_struct), with what puts the fields in order before the rules run.
    // The derive writes one call for each struct, so that the compiler checks only one.
    #[allow(clippy::too_many_arguments)]
    pub fn read_normal_struct<'a, 'de, C: ?Sized, W: ReadFields<'de, C>, T, const N: usize>(
        &mut self,
        node: Node<'a, 'de>,
        names: &FieldTable,
        mut nodes: [Option<Node<'a, 'de>>; N],
        readers: W,
        context: &C,
        value: impl FnOnce(<W::Slots as Slots>::Values) -> T,
        normalize: impl FnOnce(&mut W::Slots),
        rules: impl FnOnce(<W::Slots as Slots>::Refs<'_>, &C, &mut Walker<'_>),
    ) -> Option<T> {
        let checkpoint = self.begin();
        let (whole, mut slots) = self.fields(node, names, &mut nodes, readers, context)?;
        if whole && slots.is_whole() {
            return slots.values().map(value);
        }
        self.rules(|walker| {
            normalize(&mut slots);
            rules(slots.refs(), context, walker);
        });
        self.settle(&checkpoint);
        None
    }

    /// Reads fields, each with its reader. Returns `false` with them if something besides the fields was wrong, and
    /// `None` if there is nothing to read them from.
    pub fn fields<'a, 'de, C: ?Sized, W: ReadFields<'de, C>>(
        &mut self,
        node: Node<'a, 'de>,
        names: &FieldTable,
        nodes: &mut [Option<Node<'a, 'de>>],
        readers: W,
        context: &C,
    ) -> Option<(bool, W::Slots)> {
        let placed = match names.same {
            true => {
                nodes.fill(Some(node));
                Placement::Complete
            }
            false => self.place(node, names, nodes),
        };
        if placed == Placement::Refused {
            return None;
        }
        let mut reader = Reader { pass: self, nodes, names, field: names.next(0) };
        Some((placed == Placement::Complete, readers.read(&mut reader, context)))
    }
}

/// A cursor over the fields of a struct, which the readers move on one after the other.
#[derive(Debug)]
pub struct Reader<'r, 'p, 'a, 'de> {
    pass: &'r mut SecondPass<'p>,
    nodes: &'r mut [Option<Node<'a, 'de>>],
    names: &'r FieldTable,
    field: usize,
}

impl<'a, 'de> Reader<'_, '_, 'a, 'de> {
    /// Moves past the next field. Returns it with its node, if it has one.
    fn next(&mut self) -> (FieldLocation, Option<Node<'a, 'de>>) {
        let (at, node) = (self.names.at(self.field), self.node());
        self.skip();
        (at, node)
    }

    /// Moves past the next field. Returns its position with its node, unless no more violations are kept.
    fn take(&mut self) -> Option<(usize, Option<Node<'a, 'de>>)> {
        let next = (self.field, self.node());
        self.skip();
        if self.pass.is_full() { None } else { Some(next) }
    }

    /// The node of the next field; `None` if it is missing.
    fn node(&self) -> Option<Node<'a, 'de>> {
        self.nodes.get(self.field).copied().flatten()
    }

    /// Reads a field that has more elements than its rules allow. If it cannot be read, it loses its node, so that the
    /// rules of its elements do not run.
    #[cold]
    #[inline(never)]
    fn crowded<T: Deserialize<'de>>(&mut self, field: usize, node: Node<'a, 'de>) -> Option<T> {
        let value = self.pass.crowded(node, field, &self.names.at(field));
        if let (None, Some(node)) = (&value, self.nodes.get_mut(field)) {
            *node = None;
        }
        value
    }

    fn skip(&mut self) {
        self.field = self.names.next(self.field + 1);
    }
}

/// A reader of one field, or a tuple of readers.
pub trait ReadFields<'de, C: ?Sized> {
    /// The result: an `Option` for one reader, a tuple for a tuple.
    type Slots: Slots;

    /// Reads the next field with each reader.
    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, context: &C) -> Self::Slots;
}

/// Chooses the reader of a type: [`Inspect`] if the type implements it, otherwise serde.
///
/// `(&&FieldReader::<T, C>::NEW).reader()` finds [`InspectField`] first, and then [`DeserializeField`].
pub struct FieldReader<T, C: ?Sized>(PhantomData<fn(&C) -> T>);

impl<T, C: ?Sized> FieldReader<T, C> {
    /// The only value.
    pub const NEW: Self = Self(PhantomData);
}

impl<T, C: ?Sized> core::fmt::Debug for FieldReader<T, C> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("FieldReader")
    }
}

/// Types that implement [`Inspect`].
pub trait InspectField<'de, T> {
    /// Their reader.
    fn reader(&self) -> Inspected<T>;
}

impl<'de, T: Inspect<'de, C> + Deserialize<'de>, C: ?Sized> InspectField<'de, T> for &FieldReader<T, C> {
    fn reader(&self) -> Inspected<T> {
        Inspected(PhantomData)
    }
}

/// Types that only serde can decode.
pub trait DeserializeField<'de, T> {
    /// Their reader.
    fn reader(&self) -> Deserialized<T>;
}

impl<'de, T: Deserialize<'de>, C: ?Sized> DeserializeField<'de, T> for FieldReader<T, C> {
    fn reader(&self) -> Deserialized<T> {
        Deserialized::NEW
    }
}

/// The reader of a field whose type implements [`Inspect`].
#[derive(Debug)]
pub struct Inspected<T>(PhantomData<fn() -> T>);

impl<'de, C: ?Sized, T: Inspect<'de, C> + Deserialize<'de>> ReadFields<'de, C> for Inspected<T> {
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, context: &C) -> Option<T> {
        let (field, node) = reader.take()?;
        let at = reader.names.at(field);
        match node {
            Some(node) if reader.pass.is_crowded(field, node) => reader.crowded(field, node),
            Some(node) => reader.pass.inside(&at, |pass| T::inspect(node, pass, context)),
            None => reader.pass.absent(&at),
        }
    }
}

/// The reader of a field that serde decodes in one piece.
#[derive(Debug)]
pub struct Deserialized<T>(PhantomData<fn() -> T>);

impl<T> Deserialized<T> {
    /// The only value.
    pub const NEW: Self = Self(PhantomData);
}

impl<'de, C: ?Sized, T: Deserialize<'de>> ReadFields<'de, C> for Deserialized<T> {
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, _: &C) -> Option<T> {
        let (field, node) = reader.take()?;
        let names = reader.names;
        match node {
            Some(node) if reader.pass.is_crowded(field, node) => reader.crowded(field, node),
            Some(node) => reader.pass.whole(node, || names.at(field)),
            None => reader.pass.absent(&names.at(field)),
        }
    }
}

/// The reader of a field with `deserialize_with`. Such a field is required, even if it is an `Option`.
pub struct With<F>(pub F);

impl<'de, C: ?Sized, T, F: FnOnce(Decoder<'_, 'de>) -> Result<T, Refusal>> ReadFields<'de, C> for With<F> {
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, _: &C) -> Option<T> {
        let (at, node) = reader.next();
        reader.pass.go(at, |pass| match node {
            Some(node) => pass.leaf_with(node, self.0),
            None => {
                pass.missing();
                None
            }
        })
    }
}

/// The reader of a field that has a default when it is missing.
pub struct WithDefault<W, F>(pub W, pub F);

impl<'de, C: ?Sized, T, W: ReadFields<'de, C, Slots = Option<T>>, F: FnOnce() -> T> ReadFields<'de, C>
    for WithDefault<W, F>
{
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, context: &C) -> Option<T> {
        if reader.node().is_some() {
            return self.0.read(reader, context);
        }
        reader.skip();
        Some((self.1)())
    }
}

/// The reader of a field with `skip`: it reads nothing and makes the value.
pub struct Skipped<F>(pub F);

impl<'de, C: ?Sized, T, F: FnOnce() -> T> ReadFields<'de, C> for Skipped<F> {
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, _: &C) -> Option<T> {
        reader.skip();
        Some((self.0)())
    }
}

/// One reader for several fields that serde decodes in one piece each. `T` is the tuple of their types.
#[derive(Debug)]
pub struct PlainFields<T>(PhantomData<fn() -> T>);

impl<T> PlainFields<T> {
    /// The only value.
    pub const NEW: Self = Self(PhantomData);
}

/// A tuple of types that serde decodes in one piece each, so that the generated code needs one bound for all of them.
pub trait PlainTypes<'de>: Fields {
    /// Reads a field of each type.
    fn read(reader: &mut Reader<'_, '_, '_, 'de>) -> Self::Slots;
}

impl<'de, C: ?Sized, T: PlainTypes<'de>> ReadFields<'de, C> for PlainFields<T> {
    type Slots = T::Slots;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, _: &C) -> T::Slots {
        T::read(reader)
    }
}

/// Implements the traits for tuples. A tuple runs its readers from the first to the last.
macro_rules! tuples {
    ($(($($reader:ident)*))+) => {$(
        impl<'de, C: ?Sized, $($reader: ReadFields<'de, C>),*> ReadFields<'de, C> for ($($reader,)*) {
            type Slots = ($($reader::Slots,)*);

            #[allow(non_snake_case, clippy::unused_unit)]
            fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, context: &C) -> Self::Slots {
                let _ = (&reader, context);
                let ($($reader,)*) = self;
                ($($reader.read(reader, context),)*)
            }
        }

        impl<'de, $($reader: Deserialize<'de>),*> PlainTypes<'de> for ($($reader,)*) {
            #[allow(clippy::unused_unit)]
            fn read(reader: &mut Reader<'_, '_, '_, 'de>) -> Self::Slots {
                let _ = &reader;
                ($(Deserialized::<$reader>::NEW.read(reader, &()),)*)
            }
        }
    )+

        /// The length of the longest tuple.
        pub const MOST_READERS: usize = {
            let tuples: &[&[&str]] = &[$(&[$(stringify!($reader)),*]),+];
            tuples[tuples.len() - 1].len()
        };
    };
}

tuples! {
    ()
    (A)
    (A B)
    (A B D)
    (A B D E)
    (A B D E F)
    (A B D E F G)
    (A B D E F G H)
    (A B D E F G H I)
    (A B D E F G H I J)
    (A B D E F G H I J K)
    (A B D E F G H I J K L)
    (A B D E F G H I J K L M)
}
