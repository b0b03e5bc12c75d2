//! Rules of elements in lists and maps that could not be read. They run on each element that can be read by itself.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::marker::PhantomData;

use serde::Deserialize;

use crate::decode::de::key::KeyDecoder;
use crate::decode::de::remaining::VisibleEntries;
use crate::decode::document::node::Node;
use crate::decode::document::object::Entry;
use crate::decode::inspect::second_pass::{Rank, SecondPass};
use crate::patch::Patch;
use crate::path::MapKey;
use crate::path::{Indexes, Spot, Step};
use crate::walk::collection::{Elements, Entries, Unread};
use crate::walk::walker::Walker;

/// Lists whose elements serde reads one by one: those of the standard library, also inside options and pointers.
pub trait Listed: Elements {}

/// Maps whose entries serde reads one by one.
pub trait Mapped: Entries {}

impl<T> Listed for [T] {}
impl<T> Listed for Vec<T> {}
impl<T, const N: usize> Listed for [T; N] {}
impl<T> Listed for VecDeque<T> {}
impl<T> Listed for LinkedList<T> {}
impl<T> Listed for BinaryHeap<T> where Self: Elements {}
impl<T> Listed for BTreeSet<T> {}
impl<K: MapKey, V> Mapped for BTreeMap<K, V> {}

#[cfg(feature = "std")]
impl<T, S> Listed for std::collections::HashSet<T, S> where Self: Elements {}
#[cfg(feature = "std")]
impl<K, V, S> Mapped for std::collections::HashMap<K, V, S> where Self: Entries {}

macro_rules! around {
    ($($type:ident)+) => {$(
        impl<E: Listed> Listed for $type<E> {}
        impl<E: Mapped> Mapped for $type<E> {}
    )+};
}

around!(Option Patch);

macro_rules! pointers {
    ($($type:ident)+) => {$(
        impl<E: Listed + ?Sized> Listed for $type<E> {}
        impl<E: Mapped + ?Sized> Mapped for $type<E> {}
    )+};
}

pointers!(Box Rc Arc);

impl<B: Listed + ToOwned + ?Sized> Listed for Cow<'_, B> {}
impl<B: Mapped + ToOwned + ?Sized> Mapped for Cow<'_, B> {}

macro_rules! unread {
    ($($method:ident $normal:ident $which:literal: $found:ident $missing:ident of $listed:ident $inside:ident;)+) => {$(
        #[doc = concat!("Runs rules on the ", $which, " that can be read by themselves, and `below` on the others.")]
        pub trait $found<'de, P> {
            /// Reads each, and calls `rules` or `below`.
            fn $method(
                &self,
                pass: &mut SecondPass<'_>,
                rank: Rank,
                spot: &'static Spot,
                node: Node<'_, 'de>,
                rules: impl FnMut(&P, &mut Walker<'_>),
                below: impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<P>),
            ) {
                self.$normal(pass, rank, spot, node, |_| {}, rules, below);
            }

            /// As the other method, with what puts each in order before its rules run.
            #[allow(clippy::too_many_arguments)]
            fn $normal(
                &self,
                pass: &mut SecondPass<'_>,
                rank: Rank,
                spot: &'static Spot,
                node: Node<'_, 'de>,
                normalize: impl FnMut(&mut P),
                rules: impl FnMut(&P, &mut Walker<'_>),
                below: impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<P>),
            );
        }

        impl<'de, E: $listed<$inside = P> + ?Sized, P: Deserialize<'de>> $found<'de, P> for &Unread<E, P> {
            fn $normal(
                &self,
                pass: &mut SecondPass<'_>,
                rank: Rank,
                spot: &'static Spot,
                node: Node<'_, 'de>,
                normalize: impl FnMut(&mut P),
                rules: impl FnMut(&P, &mut Walker<'_>),
                below: impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<P>),
            ) {
                pass.$method(rank, spot, node, normalize, rules, below);
            }
        }

        #[doc = concat!("Stands in for types that have no ", $which, ".")]
        pub trait $missing<'de, P> {
            /// Does nothing.
            fn $method(
                &self,
                _: &mut SecondPass<'_>,
                _: Rank,
                _: &'static Spot,
                _: Node<'_, 'de>,
                _: impl FnMut(&P, &mut Walker<'_>),
                _: impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<P>),
            ) {
            }

            /// Does nothing.
            #[allow(clippy::too_many_arguments)]
            fn $normal(
                &self,
                _: &mut SecondPass<'_>,
                _: Rank,
                _: &'static Spot,
                _: Node<'_, 'de>,
                _: impl FnMut(&mut P),
                _: impl FnMut(&P, &mut Walker<'_>),
                _: impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<P>),
            ) {
            }
        }

        impl<'de, E: ?Sized, P> $missing<'de, P> for Unread<E, P> {}
    )+};
}

unread! {
    each each_normal "items of a list": EachItem NoItem of Listed Item;
    keys keys_normal "keys of a map": EachKey NoKey of Mapped Key;
    values values_normal "values of a map": EachValue NoValue of Mapped Value;
}

impl SecondPass<'_> {
    fn each<'de, T: Deserialize<'de>>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut normalize: impl FnMut(&mut T),
        mut rules: impl FnMut(&T, &mut Walker<'_>),
        mut below: impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<T>),
    ) {
        let (true, Ok(list)) = (self.looks_inside(spot), node.list()) else { return };
        let called = node.sent_indexes().map(Indexes::of).unwrap_or_default();
        for (index, item) in list.items().enumerate() {
            if self.is_full() {
                return;
            }
            self.element(
                rank,
                spot,
                Step::Index(called.at(index)),
                item,
                || item.decode().ok(),
                &mut normalize,
                &mut rules,
                &mut below,
            );
        }
    }

    fn keys<'de, T: Deserialize<'de>>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut normalize: impl FnMut(&mut T),
        mut rules: impl FnMut(&T, &mut Walker<'_>),
        _: impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<T>),
    ) {
        let key = |entry| T::deserialize(KeyDecoder::of(entry)).ok();
        self.entries(rank, spot, node, key, &mut normalize, &mut rules, &mut |_, _, _| {});
    }

    fn values<'de, T: Deserialize<'de>>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'_, 'de>,
        mut normalize: impl FnMut(&mut T),
        mut rules: impl FnMut(&T, &mut Walker<'_>),
        mut below: impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<T>),
    ) {
        self.entries(rank, spot, node, |entry| entry.value.decode().ok(), &mut normalize, &mut rules, &mut below);
    }

    #[allow(clippy::too_many_arguments)]
    fn entries<'a, 'de, T>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        node: Node<'a, 'de>,
        read: impl Fn(Entry<'a, 'de>) -> Option<T>,
        normalize: &mut impl FnMut(&mut T),
        rules: &mut impl FnMut(&T, &mut Walker<'_>),
        below: &mut impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<T>),
    ) {
        let (true, Ok(object)) = (self.looks_inside(spot), node.object()) else { return };
        for entry in VisibleEntries::of(object.entries(), self.part) {
            if self.is_full() {
                return;
            }
            let text = entry.key.text();
            let shown = text.as_deref().unwrap_or_default();
            self.element(rank, spot, Step::Key(&shown), entry.value, || read(entry), normalize, rules, below);
            self.mark_unordered_without(&text);
        }
    }

    fn looks_inside(&mut self, spot: &'static Spot) -> bool {
        self.has_rules() && !self.walk.passes_by(self.path, spot)
    }

    /// Runs the rules of one item, key or value. If it cannot be read, calls `below`.
    #[allow(clippy::too_many_arguments)]
    fn element<'de, T>(
        &mut self,
        rank: Rank,
        spot: &'static Spot,
        step: Step<'_>,
        node: Node<'_, 'de>,
        read: impl FnOnce() -> Option<T>,
        normalize: &mut impl FnMut(&mut T),
        rules: &mut impl FnMut(&T, &mut Walker<'_>),
        below: &mut impl FnMut(&mut SecondPass<'_>, Node<'_, 'de>, PhantomData<T>),
    ) {
        let checkpoint = self.begin();
        let path = self.path.then(Step::Spot(spot));
        let path = path.then(step);
        if self.walk.passes_by(&path, &Spot::Here) {
            return;
        }
        let Some(mut value) = read() else {
            self.field(rank, spot, true, |pass| pass.step(rank, step, |pass| below(pass, node, PhantomData)));
            return;
        };
        normalize(&mut value);
        rules(&value, &mut Walker::at(self.walk, &path));
        self.walk.errors.order_from(checkpoint.violations, node.index);
        self.walk.errors.rank_from(checkpoint.violations, rank);
    }
}
