//! The ways in which the fields of a struct are read, as values.
//!
//! The derive writes one tuple of ways for each struct, so that the compiler checks one call and not one for each field.

use core::marker::PhantomData;

use serde::Deserialize;

use super::Inspect;
use super::fields::{At, Names, Placed};
use crate::__private::{Fields, Slots};
use crate::decode::de::decoder::Decoder;
use crate::decode::document::node::Node;
use crate::decode::document::refusal::Refusal;
use crate::decode::inspect::context::Pass;
use crate::walk::walker::Walker;

impl Pass<'_> {
    /// Reads a value from its fields, in their ways: what an object or a list holds for each is put into `nodes` first.
    /// Where not all can be read, the rules of the others run.
    // One call for each struct is what the compiler has to check.
    #[allow(clippy::too_many_arguments)]
    pub fn parts<'a, 'de, C: ?Sized, W: Ways<'de, C>, T, const N: usize>(
        &mut self,
        node: Node<'a, 'de>,
        names: &Names,
        mut nodes: [Option<Node<'a, 'de>>; N],
        ways: W,
        context: &C,
        value: impl FnOnce(<W::Slots as Slots>::Values) -> T,
        rules: impl FnOnce(<W::Slots as Slots>::Refs<'_>, &C, &mut Walker<'_>),
    ) -> Option<T> {
        let begun = self.begin();
        let (whole, slots) = self.fields(node, names, &mut nodes, ways, context)?;
        if whole && slots.is_whole() {
            return slots.values().map(value);
        }
        self.rules(|walker| rules(slots.refs(), context, walker));
        self.settle(&begun);
        None
    }

    /// Reads fields in their ways. Tells whether there was nothing wrong besides the fields.
    pub fn fields<'a, 'de, C: ?Sized, W: Ways<'de, C>>(
        &mut self,
        node: Node<'a, 'de>,
        names: &Names,
        nodes: &mut [Option<Node<'a, 'de>>],
        ways: W,
        context: &C,
    ) -> Option<(bool, W::Slots)> {
        let placed = if names.same { Placed::Whole } else { self.place(node, names, nodes) };
        if placed == Placed::Refused {
            return None;
        }
        let mut reader = Reader { pass: self, node, nodes, names, field: names.next(0) };
        Some((placed == Placed::Whole, ways.read(&mut reader, context)))
    }
}

/// Goes through the fields of a struct, in the order of its ways.
#[derive(Debug)]
pub struct Reader<'r, 'p, 'a, 'de> {
    pass: &'r mut Pass<'p>,
    node: Node<'a, 'de>,
    nodes: &'r [Option<Node<'a, 'de>>],
    names: &'r Names,
    field: usize,
}

impl<'a, 'de> Reader<'_, '_, 'a, 'de> {
    /// The next field, and what there is to read it from.
    fn next(&mut self) -> (At, Option<Node<'a, 'de>>) {
        let (at, node) = (self.names.at(self.field), self.node());
        self.skip();
        (at, node)
    }

    /// The position of the next field and what there is to read it from, unless there is no use in going on.
    fn take(&mut self) -> Option<(usize, Option<Node<'a, 'de>>)> {
        let next = (self.field, self.node());
        self.skip();
        if self.pass.is_full() { None } else { Some(next) }
    }

    /// What there is to read the next field from.
    fn node(&self) -> Option<Node<'a, 'de>> {
        if self.names.same { Some(self.node) } else { self.nodes.get(self.field).copied().flatten() }
    }

    fn skip(&mut self) {
        self.field = self.names.next(self.field + 1);
    }
}

/// One way, or a tuple of them.
pub trait Ways<'de, C: ?Sized> {
    /// What is read: an `Option` for one way, a tuple for a tuple.
    type Slots: Slots;

    /// Reads the next field, or as many as there are ways.
    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, context: &C) -> Self::Slots;
}

/// The way that a type goes: by its own [`Inspect`] where it has one, else by serde.
///
/// `(&&Field::<T, C>::NEW).way()` takes [`WayOfInspect`] where it can, and [`WayOfSerde`] else.
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

/// Types that are inspected.
pub trait WayOfInspect<'de, T> {
    /// Their way.
    fn way(&self) -> ByInspect<T>;
}

impl<'de, T: Inspect<'de, C> + Deserialize<'de>, C: ?Sized> WayOfInspect<'de, T> for &Field<T, C> {
    fn way(&self) -> ByInspect<T> {
        ByInspect(PhantomData)
    }
}

/// Types that serde decodes as a whole.
pub trait WayOfSerde<'de, T> {
    /// Their way.
    fn way(&self) -> BySerde<T>;
}

impl<'de, T: Deserialize<'de>, C: ?Sized> WayOfSerde<'de, T> for Field<T, C> {
    fn way(&self) -> BySerde<T> {
        BySerde::NEW
    }
}

/// A field that is inspected.
#[derive(Debug)]
pub struct ByInspect<T>(PhantomData<fn() -> T>);

impl<'de, C: ?Sized, T: Inspect<'de, C> + Deserialize<'de>> Ways<'de, C> for ByInspect<T> {
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, context: &C) -> Option<T> {
        let (field, node) = reader.take()?;
        let at = reader.names.at(field);
        match node {
            Some(node) => reader.pass.inside(&at, |pass| T::inspect(node, pass, context)),
            None => reader.pass.absent(&at),
        }
    }
}

/// A field that serde decodes as a whole.
#[derive(Debug)]
pub struct BySerde<T>(PhantomData<fn() -> T>);

impl<T> BySerde<T> {
    /// There is but one.
    pub const NEW: Self = Self(PhantomData);
}

impl<'de, C: ?Sized, T: Deserialize<'de>> Ways<'de, C> for BySerde<T> {
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, _: &C) -> Option<T> {
        let (field, node) = reader.take()?;
        let names = reader.names;
        match node {
            Some(node) => reader.pass.whole(node, || names.at(field)),
            None => reader.pass.absent(&names.at(field)),
        }
    }
}

/// A field that a function reads (`deserialize_with`): missing is missing then, even for an `Option`.
pub struct With<F>(pub F);

impl<'de, C: ?Sized, T, F: FnOnce(Decoder<'_, 'de>) -> Result<T, Refusal>> Ways<'de, C> for With<F> {
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

/// A field that has a default when it is missing.
pub struct Or<W, F>(pub W, pub F);

impl<'de, C: ?Sized, T, W: Ways<'de, C, Slots = Option<T>>, F: FnOnce() -> T> Ways<'de, C> for Or<W, F> {
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, context: &C) -> Option<T> {
        if reader.node().is_some() {
            return self.0.read(reader, context);
        }
        reader.skip();
        Some((self.1)())
    }
}

/// A field that is not read.
pub struct Skipped<F>(pub F);

impl<'de, C: ?Sized, T, F: FnOnce() -> T> Ways<'de, C> for Skipped<F> {
    type Slots = Option<T>;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, _: &C) -> Option<T> {
        reader.skip();
        Some((self.0)())
    }
}

/// Fields that serde decodes as wholes, by their types: a tuple.
#[derive(Debug)]
pub struct Leaves<T>(PhantomData<fn() -> T>);

impl<T> Leaves<T> {
    /// There is but one.
    pub const NEW: Self = Self(PhantomData);
}

/// A tuple of types that serde decodes as wholes: one bound for all of them.
pub trait Whole<'de>: Fields {
    /// Reads as many fields as there are types.
    fn read(reader: &mut Reader<'_, '_, '_, 'de>) -> Self::Slots;
}

impl<'de, C: ?Sized, T: Whole<'de>> Ways<'de, C> for Leaves<T> {
    type Slots = T::Slots;

    fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, _: &C) -> T::Slots {
        T::read(reader)
    }
}

/// Tuples are read from the first to the last.
macro_rules! tuples {
    ($(($($way:ident)*))+) => {$(
        impl<'de, C: ?Sized, $($way: Ways<'de, C>),*> Ways<'de, C> for ($($way,)*) {
            type Slots = ($($way::Slots,)*);

            #[allow(non_snake_case, clippy::unused_unit)]
            fn read(self, reader: &mut Reader<'_, '_, '_, 'de>, context: &C) -> Self::Slots {
                let _ = (&reader, context);
                let ($($way,)*) = self;
                ($($way.read(reader, context),)*)
            }
        }

        impl<'de, $($way: Deserialize<'de>),*> Whole<'de> for ($($way,)*) {
            #[allow(clippy::unused_unit)]
            fn read(reader: &mut Reader<'_, '_, '_, 'de>) -> Self::Slots {
                let _ = &reader;
                ($(BySerde::<$way>::NEW.read(reader, &()),)*)
            }
        }
    )+};
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
