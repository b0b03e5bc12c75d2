//! Lists and maps whose elements `each(normalize(…))` and `values(normalize(…))` change.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::vec::Vec;

/// Lists and sets whose elements can change.
#[diagnostic::on_unimplemented(
    message = "`each(normalize(…))` changes the elements of a list, and those of `{Self}` cannot change",
    label = "not a list or set that owns its elements",
    note = "the values of a map are put in order by `values(normalize(…))`"
)]
pub trait ChangeItems {
    /// One element.
    type Item;

    /// Calls `change` with each element. The elements of a set are taken out for that, unless all of them are in order.
    fn change_items(&mut self, is_in_order: impl Fn(&Self::Item) -> bool, change: impl FnMut(&mut Self::Item));
}

/// Maps whose values can change.
#[diagnostic::on_unimplemented(
    message = "`values(normalize(…))` changes the values of a map, and those of `{Self}` cannot change",
    label = "not a map that owns its values",
    note = "the elements of a list are put in order by `each(normalize(…))`"
)]
pub trait ChangeValues {
    /// One value.
    type Value;

    /// Calls `change` with each value.
    fn change_values(&mut self, change: impl FnMut(&mut Self::Value));
}

macro_rules! lists {
    ($([$($generics:tt)*] $type:ty;)+) => {$(
        impl<$($generics)*> ChangeItems for $type {
            type Item = T;

            fn change_items(&mut self, _: impl Fn(&T) -> bool, change: impl FnMut(&mut T)) {
                self.iter_mut().for_each(change);
            }
        }
    )+};
}

lists! {
    [T] [T];
    [T] Vec<T>;
    [T, const N: usize] [T; N];
    [T] VecDeque<T>;
    [T] LinkedList<T>;
}

impl<T: Ord> ChangeItems for BTreeSet<T> {
    type Item = T;

    fn change_items(&mut self, is_in_order: impl Fn(&T) -> bool, mut change: impl FnMut(&mut T)) {
        if !self.iter().all(is_in_order) {
            let changed = core::mem::take(self).into_iter().map(|mut item| {
                change(&mut item);
                item
            });
            *self = changed.collect();
        }
    }
}

impl<T: Ord> ChangeItems for BinaryHeap<T> {
    type Item = T;

    fn change_items(&mut self, is_in_order: impl Fn(&T) -> bool, change: impl FnMut(&mut T)) {
        if !self.iter().all(is_in_order) {
            let mut items = core::mem::take(self).into_vec();
            items.iter_mut().for_each(change);
            *self = items.into();
        }
    }
}

#[cfg(feature = "std")]
impl<T: Eq + core::hash::Hash, S: core::hash::BuildHasher> ChangeItems for std::collections::HashSet<T, S> {
    type Item = T;

    fn change_items(&mut self, is_in_order: impl Fn(&T) -> bool, mut change: impl FnMut(&mut T)) {
        if !self.iter().all(is_in_order) {
            let items: Vec<T> = self.drain().collect();
            self.extend(items.into_iter().map(|mut item| {
                change(&mut item);
                item
            }));
        }
    }
}

impl<K, V> ChangeValues for BTreeMap<K, V> {
    type Value = V;

    fn change_values(&mut self, change: impl FnMut(&mut V)) {
        self.values_mut().for_each(change);
    }
}

#[cfg(feature = "std")]
impl<K, V, S> ChangeValues for std::collections::HashMap<K, V, S> {
    type Value = V;

    fn change_values(&mut self, change: impl FnMut(&mut V)) {
        self.values_mut().for_each(change);
    }
}

impl<E: ChangeItems> ChangeItems for Option<E> {
    type Item = E::Item;

    fn change_items(&mut self, is_in_order: impl Fn(&E::Item) -> bool, change: impl FnMut(&mut E::Item)) {
        if let Some(elements) = self {
            elements.change_items(is_in_order, change);
        }
    }
}

impl<E: ChangeValues> ChangeValues for Option<E> {
    type Value = E::Value;

    fn change_values(&mut self, change: impl FnMut(&mut E::Value)) {
        if let Some(entries) = self {
            entries.change_values(change);
        }
    }
}

impl<E: ChangeItems + ?Sized> ChangeItems for Box<E> {
    type Item = E::Item;

    fn change_items(&mut self, is_in_order: impl Fn(&E::Item) -> bool, change: impl FnMut(&mut E::Item)) {
        (**self).change_items(is_in_order, change);
    }
}

impl<E: ChangeValues + ?Sized> ChangeValues for Box<E> {
    type Value = E::Value;

    fn change_values(&mut self, change: impl FnMut(&mut E::Value)) {
        (**self).change_values(change);
    }
}
