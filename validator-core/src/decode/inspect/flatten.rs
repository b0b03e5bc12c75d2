//! Flattened fields. They are read from the entries that the other fields of the struct leave.

use core::marker::PhantomData;

use serde::Deserialize;

use super::Inspect;
use super::fields::FieldLocation;
use crate::decode::de::decoder::Decoder;
use crate::decode::de::remaining::{ObjectPart, Remaining};
use crate::decode::document::node::Node;
use crate::decode::document::refusal::Refusal;
use crate::decode::inspect::second_pass::SecondPass;

/// Chooses how a flattened field of the type `T` is read.
///
/// `(&&&Flat::<T, C>::NEW).read(…)` finds [`ReadFlatOption`] first, then [`ReadFlatInspect`], then [`ReadFlat`].
pub struct Flat<T, C: ?Sized>(PhantomData<fn(&C) -> T>);

impl<T, C: ?Sized> Flat<T, C> {
    /// The only value.
    pub const NEW: Self = Self(PhantomData);
}

impl<T, C: ?Sized> core::fmt::Debug for Flat<T, C> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Flat")
    }
}

/// Reads optional flattened fields. As in serde, such a field is `None` if anything in it is wrong.
pub trait ReadFlatOption<'de, T, C: ?Sized> {
    /// Reads from the object around.
    fn read(
        &self,
        pass: &mut SecondPass<'_>,
        node: Node<'_, 'de>,
        remaining: &Remaining,
        at: FieldLocation,
        context: &C,
    ) -> Option<T>;
}

impl<'de, T: Deserialize<'de>, C: ?Sized> ReadFlatOption<'de, Option<T>, C> for &&Flat<Option<T>, C> {
    fn read(
        &self,
        _: &mut SecondPass<'_>,
        node: Node<'_, 'de>,
        remaining: &Remaining,
        _: FieldLocation,
        _: &C,
    ) -> Option<Option<T>> {
        Some(T::deserialize(Decoder::of(node, None).part(Some(ObjectPart { remaining, flat: true }))).ok())
    }
}

/// Reads flattened fields whose types implement [`Inspect`].
pub trait ReadFlatInspect<'de, T, C: ?Sized> {
    /// Reads from the object around.
    fn read(
        &self,
        pass: &mut SecondPass<'_>,
        node: Node<'_, 'de>,
        remaining: &Remaining,
        at: FieldLocation,
        context: &C,
    ) -> Option<T>;
}

impl<'de, T: Inspect<'de, C>, C: ?Sized> ReadFlatInspect<'de, T, C> for &Flat<T, C> {
    fn read(
        &self,
        pass: &mut SecondPass<'_>,
        node: Node<'_, 'de>,
        remaining: &Remaining,
        at: FieldLocation,
        context: &C,
    ) -> Option<T> {
        if pass.is_full() {
            return None;
        }
        pass.flat(at, remaining, |pass| T::inspect(node, pass, context))
    }
}

/// Reads flattened fields that only serde can decode.
pub trait ReadFlat<'de, T, C: ?Sized> {
    /// Reads from the object around.
    fn read(
        &self,
        pass: &mut SecondPass<'_>,
        node: Node<'_, 'de>,
        remaining: &Remaining,
        at: FieldLocation,
        context: &C,
    ) -> Option<T>;
}

impl<'de, T: Deserialize<'de>, C: ?Sized> ReadFlat<'de, T, C> for Flat<T, C> {
    fn read(
        &self,
        pass: &mut SecondPass<'_>,
        node: Node<'_, 'de>,
        remaining: &Remaining,
        at: FieldLocation,
        _: &C,
    ) -> Option<T> {
        if pass.is_full() {
            return None;
        }
        pass.flat(at, remaining, |pass| pass.leaf(node))
    }
}

impl SecondPass<'_> {
    /// Reads a flattened field with a function (`deserialize_with`).
    pub fn flat_with<'de, T>(
        &mut self,
        node: Node<'_, 'de>,
        remaining: &Remaining,
        at: FieldLocation,
        decode: impl FnOnce(Decoder<'_, 'de>) -> Result<T, Refusal>,
    ) -> Option<T> {
        if self.is_full() {
            return None;
        }
        self.flat(at, remaining, |pass| pass.leaf_with(node, decode))
    }

    /// Calls `inside` with a pass that sees only the entries of a flattened map, to run the rules of its elements.
    pub fn within<R>(&mut self, remaining: &Remaining, inside: impl FnOnce(&mut SecondPass<'_>) -> R) -> R {
        inside(&mut self.with_part(remaining, true))
    }
}
