//! Values that serde decodes in one piece.

use serde::Deserialize;

use super::{SecondPass, record};
use crate::decode::de::asked::AskedBelow;
use crate::decode::de::decoder::Decoder;
use crate::decode::de::refusals::Refusals;
#[cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "time",
    feature = "url",
    feature = "uuid"
))]
use crate::decode::document::expected::Expected;
use crate::decode::document::node::Node;
#[cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "time",
    feature = "url",
    feature = "uuid"
))]
use crate::decode::document::refusal::Reason;
use crate::decode::document::refusal::Refusal;
use crate::decode::inspect::fields::FieldLocation;
use crate::path::Indexes;

impl<'p> SecondPass<'p> {
    /// Reads a value that serde decodes in one piece.
    pub fn leaf<'de, T: Deserialize<'de>>(&mut self, node: Node<'_, 'de>) -> Option<T> {
        if !node.is_open() {
            return scalar(node).map_err(|refusal| self.refuse(node, refusal)).ok();
        }
        let refusals = self.refusals(node);
        let part = self.part;
        let mut value = node.collect_with(&refusals, |decoder| T::deserialize(decoder.part(part)));
        if value.is_none() {
            // A type that asks for any value gets the text of a form. Try again with the number that it may mean.
            let guess = || node.collect_with(&Refusals::up_to(1), |decoder| T::deserialize(decoder.part(part)));
            value = node.document.guessing(guess).flatten();
        }
        self.know_indexes(node);
        if value.is_none() {
            self.refuse_each(node, refusals, &mut |refusals| {
                node.collect_with(refusals, |decoder| T::deserialize(decoder.part(part)));
            });
        }
        value
    }

    /// Reads a field that serde decodes in one piece.
    pub(crate) fn whole<'de, T: Deserialize<'de>>(
        &mut self,
        node: Node<'_, 'de>,
        at: impl FnOnce() -> FieldLocation,
    ) -> Option<T> {
        if node.is_open() {
            return self.inside(&at(), |pass| pass.leaf(node));
        }
        scalar(node).map_err(|refusal| self.refuse_field(node, &at(), refusal)).ok()
    }

    /// Reads a value of a type that has one sentence for everything that can be wrong with it.
    #[cfg(any(
        feature = "chrono",
        feature = "jiff",
        feature = "rust_decimal",
        feature = "time",
        feature = "url",
        feature = "uuid"
    ))]
    pub(crate) fn worded<'de, T: Deserialize<'de>>(&mut self, node: Node<'_, 'de>, expected: Expected) -> Option<T> {
        use crate::decode::inspect::sentence;

        let refusal = match scalar(node) {
            Ok(value) => return Some(value),
            Err(refusal) => refusal,
        };
        match refusal.reason {
            Reason::Malformed(_) => self.refuse(node, refusal),
            _ if node.is_null() && !self.optional => self.missing(),
            _ => self.violate(sentence::of_type(expected, node), &[], None, true),
        }
        None
    }

    /// Reads a value with a function (`deserialize_with`).
    pub fn leaf_with<'de, T>(
        &mut self,
        node: Node<'_, 'de>,
        decode: impl FnOnce(Decoder<'_, 'de>) -> Result<T, Refusal>,
    ) -> Option<T> {
        let refusals = self.refusals(node);
        let value = node.collect_with(&refusals, |decoder| decode(decoder.part(self.part)));
        self.know_indexes(node);
        self.refuse_all(node, refusals);
        value
    }

    /// An empty list with room for as many refusals as violations can still be kept, and one more. The last one shows
    /// that some are left out.
    pub(super) fn refusals(&mut self, node: Node<'_, '_>) -> Refusals {
        if self.unasked {
            return Refusals::up_to(1);
        }
        let path = self.path;
        let found = self.walk.errors.store_or_none();
        let limits = found.as_ref().map_or_else(|| path.limits(), |found| *found.limits());
        let room = limits.max_violations().saturating_sub(found.as_ref().map_or(0, |found| found.len()));
        let refusals = Refusals::up_to(room.saturating_add(1));
        match found {
            Some(found) if found.is_asked() => {
                let along = path.along(found.keys_mut());
                refusals.asked(AskedBelow::below(node, along, found.keys().anew()))
            }
            _ => refusals,
        }
    }

    /// Stores the indexes that were sent for the items of all lists in a value that serde read in one piece.
    pub(super) fn know_indexes(&mut self, inside: Node<'_, '_>) {
        for list in inside.document.lists_with_gaps(inside) {
            let (parent, position) = inside.document.around(list);
            let list = inside.document.node(list, parent, position);
            if let Some(numbers) = list.sent_indexes() {
                let (walk, called) = (&mut *self.walk, Indexes::of(numbers));
                record::below(self.path, &list.trail(inside), &mut |path| walk.call_items(path, called.clone()));
            }
        }
    }
}

/// Reads a value without elements. There can be only one refusal, so none are collected.
#[inline]
fn scalar<'de, T: Deserialize<'de>>(node: Node<'_, 'de>) -> Result<T, Refusal> {
    match node.decode() {
        Err(refusal) if node.is_in_form() => guessed(node).ok_or(refusal),
        result => result,
    }
}

/// Reads the text of a form again with the number that it may mean, for a type that asked for any value.
#[cold]
#[inline(never)]
fn guessed<'de, T: Deserialize<'de>>(node: Node<'_, 'de>) -> Option<T> {
    node.document.guessing(|| node.decode().ok()).flatten()
}
