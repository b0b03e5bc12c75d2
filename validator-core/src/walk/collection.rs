//! Collections that `each`, `keys`, `values` and `nested` walk through: lists, sets and maps inside any wrapper.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::ops::ControlFlow;

use crate::path::{MapKey, Spot};
use crate::walk::walker::Walker;

/// A function that is called with each entry of a map until it breaks.
///
/// ```
/// use std::collections::BTreeMap;
/// use std::ops::ControlFlow;
/// use unprocessable_core::{Entries, Visitor};
///
/// let mut total = 0;
/// let add: &mut Visitor<'_, String, u32> = &mut |_, price| {
///     total += price;
///     ControlFlow::Continue(())
/// };
/// let _ = BTreeMap::from([("tea".to_owned(), 2), ("milk".to_owned(), 1)]).visit(add);
/// assert_eq!(total, 3);
/// ```
pub type Visitor<'v, K, V> = dyn FnMut(&K, &V) -> ControlFlow<()> + 'v;

/// Lists and sets whose elements `each(…)` can reach.
///
/// Elements are numbered as on the wire. A set or a heap has no order there, so its elements are numbered in
/// ascending order.
///
/// ```
/// use std::collections::BinaryHeap;
/// use std::ops::ControlFlow;
/// use unprocessable_core::Elements;
///
/// let mut elements = Vec::new();
/// let _ = BinaryHeap::from([3, 1, 2]).visit_sorted(&mut |position, element| {
///     elements.push((position, *element));
///     ControlFlow::Continue(())
/// });
/// assert_eq!(elements, [(0, 1), (1, 2), (2, 3)]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`each(…)` needs a list, and `{Self}` has no elements",
    label = "not a list or a set",
    note = "what is in a map is reached with `keys(…)` and `values(…)`; the elements of a `HashSet` need `Ord`"
)]
pub trait Elements {
    /// One element.
    type Item;

    /// Whether [`Self::visit`] goes in an order that differs from run to run.
    const UNORDERED: bool = false;

    /// Calls `each` with every position and element until it breaks.
    fn visit(&self, each: &mut dyn FnMut(usize, &Self::Item) -> ControlFlow<()>) -> ControlFlow<()>;

    /// As [`Self::visit`], in ascending order where the order differs from run to run.
    fn visit_sorted(&self, each: &mut dyn FnMut(usize, &Self::Item) -> ControlFlow<()>) -> ControlFlow<()> {
        self.visit(each)
    }

    /// What the derive writes for `each(…)`.
    #[doc(hidden)]
    fn each(
        elements: &Self,
        walker: &mut Walker<'_>,
        spot: &'static Spot,
        rules: impl FnMut(&Self::Item, &mut Walker<'_>),
    ) {
        walker.each(elements, spot, rules);
    }

    /// What the derive writes for `each(…)` if not all of the elements could be read.
    #[doc(hidden)]
    fn unread(_: PhantomData<Self>) -> Unread<Self, Self::Item> {
        Unread::NEW
    }
}

/// Maps whose entries `keys(…)` and `values(…)` can reach.
///
/// ```
/// use std::collections::BTreeMap;
/// use std::ops::ControlFlow;
/// use unprocessable_core::Entries;
///
/// let mut keys = Vec::new();
/// let _ = BTreeMap::from([("milk", 1), ("tea", 2)]).visit(&mut |key, _| {
///     keys.push(*key);
///     ControlFlow::Continue(())
/// });
/// assert_eq!(keys, ["milk", "tea"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`keys(…)` and `values(…)` need a map, and `{Self}` has no entries",
    label = "not a map whose keys have text",
    note = "the elements of a list are reached with `each(…)`; the keys of a map need `MapKey`, those of a `HashMap` \
            also `Ord`"
)]
pub trait Entries {
    /// The key of an entry.
    type Key: MapKey;
    /// The value of an entry.
    type Value;

    /// Whether [`Self::visit`] goes in an order that differs from run to run.
    const UNORDERED: bool = false;

    /// Calls `each` with every key and value until it breaks.
    fn visit(&self, each: &mut Visitor<'_, Self::Key, Self::Value>) -> ControlFlow<()>;

    /// As [`Self::visit`], in ascending order of keys where the order differs from run to run.
    fn visit_sorted(&self, each: &mut Visitor<'_, Self::Key, Self::Value>) -> ControlFlow<()> {
        self.visit(each)
    }

    /// What the derive writes for `keys(…)`.
    #[doc(hidden)]
    fn keys(
        entries: &Self,
        walker: &mut Walker<'_>,
        spot: &'static Spot,
        rules: impl FnMut(&Self::Key, &mut Walker<'_>),
    ) {
        walker.keys(entries, spot, rules);
    }

    /// What the derive writes for `values(…)`.
    #[doc(hidden)]
    fn values(
        entries: &Self,
        walker: &mut Walker<'_>,
        spot: &'static Spot,
        rules: impl FnMut(&Self::Value, &mut Walker<'_>),
    ) {
        walker.values(entries, spot, rules);
    }

    /// What the derive writes for `keys(…)` if not all of the entries could be read.
    #[doc(hidden)]
    fn unread_keys(_: PhantomData<Self>) -> Unread<Self, Self::Key> {
        Unread::NEW
    }

    /// What the derive writes for `values(…)` if not all of the entries could be read.
    #[doc(hidden)]
    fn unread_values(_: PhantomData<Self>) -> Unread<Self, Self::Value> {
        Unread::NEW
    }
}

/// A list or map that could not be read as a whole, with the type of what is in it.
///
/// `(&&Elements::unread(PhantomData::<T>)).each(…)` resolves to [`EachItem`] if serde reads the elements one by one,
/// and otherwise to [`NoItem`], which does nothing. `keys` and `values` work in the same way. The method exists for
/// every type, because rustc already reports a type without elements, and would report a missing method as a second
/// error.
pub struct Unread<T: ?Sized, P>(PhantomData<fn(&T, P)>);

impl<T: ?Sized, P> Unread<T, P> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<T: ?Sized, P> core::fmt::Debug for Unread<T, P> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Unread")
    }
}

#[diagnostic::do_not_recommend]
impl<T> Elements for [T] {
    type Item = T;

    fn visit(&self, each: &mut dyn FnMut(usize, &T) -> ControlFlow<()>) -> ControlFlow<()> {
        self.iter().enumerate().try_for_each(|(index, item)| each(index, item))
    }
}

macro_rules! elements {
    ($([$($generics:tt)*] $type:ty;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Elements for $type {
            type Item = T;

            fn visit(&self, each: &mut dyn FnMut(usize, &T) -> ControlFlow<()>) -> ControlFlow<()> {
                self.iter().enumerate().try_for_each(|(index, item)| each(index, item))
            }
        }
    )+};
}

elements! {
    [T] Vec<T>;
    [T, const N: usize] [T; N];
    [T] VecDeque<T>;
    [T] LinkedList<T>;
    [T] BTreeSet<T>;
}

macro_rules! unordered_elements {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $type:ty;)+) => {$(
        $(#[$cfg])?
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Elements for $type {
            type Item = T;
            const UNORDERED: bool = true;

            fn visit(&self, each: &mut dyn FnMut(usize, &T) -> ControlFlow<()>) -> ControlFlow<()> {
                self.iter().enumerate().try_for_each(|(index, item)| each(index, item))
            }

            fn visit_sorted(&self, each: &mut dyn FnMut(usize, &T) -> ControlFlow<()>) -> ControlFlow<()> {
                let mut items: Vec<&T> = self.iter().collect();
                // A heap may hold items that differ and compare as equal. They keep the order of the heap.
                items.sort();
                items.into_iter().enumerate().try_for_each(|(index, item)| each(index, item))
            }
        }
    )+};
}

unordered_elements! {
    [T: Ord] BinaryHeap<T>;
    #[cfg(feature = "std")] [T: Ord, S] std::collections::HashSet<T, S>;
}

impl<K: MapKey, V> Entries for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    fn visit(&self, each: &mut Visitor<'_, K, V>) -> ControlFlow<()> {
        self.iter().try_for_each(|(key, value)| each(key, value))
    }
}

#[cfg(feature = "std")]
impl<K: MapKey + Ord, V, S> Entries for std::collections::HashMap<K, V, S> {
    type Key = K;
    type Value = V;
    const UNORDERED: bool = true;

    fn visit(&self, each: &mut Visitor<'_, K, V>) -> ControlFlow<()> {
        self.iter().try_for_each(|(key, value)| each(key, value))
    }

    fn visit_sorted(&self, each: &mut Visitor<'_, K, V>) -> ControlFlow<()> {
        let mut entries: Vec<(&K, &V)> = self.iter().collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        entries.into_iter().try_for_each(|(key, value)| each(key, value))
    }
}

#[diagnostic::do_not_recommend]
impl<E: Elements> Elements for Option<E> {
    type Item = E::Item;
    const UNORDERED: bool = E::UNORDERED;

    fn visit(&self, each: &mut dyn FnMut(usize, &E::Item) -> ControlFlow<()>) -> ControlFlow<()> {
        self.as_ref().map_or(ControlFlow::Continue(()), |elements| elements.visit(each))
    }

    fn visit_sorted(&self, each: &mut dyn FnMut(usize, &E::Item) -> ControlFlow<()>) -> ControlFlow<()> {
        self.as_ref().map_or(ControlFlow::Continue(()), |elements| elements.visit_sorted(each))
    }
}

#[diagnostic::do_not_recommend]
impl<E: Entries> Entries for Option<E> {
    type Key = E::Key;
    type Value = E::Value;
    const UNORDERED: bool = E::UNORDERED;

    fn visit(&self, each: &mut Visitor<'_, E::Key, E::Value>) -> ControlFlow<()> {
        self.as_ref().map_or(ControlFlow::Continue(()), |entries| entries.visit(each))
    }

    fn visit_sorted(&self, each: &mut Visitor<'_, E::Key, E::Value>) -> ControlFlow<()> {
        self.as_ref().map_or(ControlFlow::Continue(()), |entries| entries.visit_sorted(each))
    }
}

/// Pointers to a list, a map or a key.
macro_rules! pointer {
    ($([$($generics:tt)*] $type:ty => $target:ident;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)* $target: Elements + ?Sized> Elements for $type {
            type Item = $target::Item;
            const UNORDERED: bool = $target::UNORDERED;

            fn visit(&self, each: &mut dyn FnMut(usize, &Self::Item) -> ControlFlow<()>) -> ControlFlow<()> {
                (**self).visit(each)
            }

            fn visit_sorted(&self, each: &mut dyn FnMut(usize, &Self::Item) -> ControlFlow<()>) -> ControlFlow<()> {
                (**self).visit_sorted(each)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)* $target: Entries + ?Sized> Entries for $type {
            type Key = $target::Key;
            type Value = $target::Value;
            const UNORDERED: bool = $target::UNORDERED;

            fn visit(&self, each: &mut Visitor<'_, Self::Key, Self::Value>) -> ControlFlow<()> {
                (**self).visit(each)
            }

            fn visit_sorted(&self, each: &mut Visitor<'_, Self::Key, Self::Value>) -> ControlFlow<()> {
                (**self).visit_sorted(each)
            }
        }
    )+};
}

pointer! {
    [] &T => T;
    [] Box<T> => T;
    [] Rc<T> => T;
    [] Arc<T> => T;
}

#[diagnostic::do_not_recommend]
impl<B: Elements + ToOwned + ?Sized> Elements for Cow<'_, B> {
    type Item = B::Item;
    const UNORDERED: bool = B::UNORDERED;

    fn visit(&self, each: &mut dyn FnMut(usize, &B::Item) -> ControlFlow<()>) -> ControlFlow<()> {
        (**self).visit(each)
    }

    fn visit_sorted(&self, each: &mut dyn FnMut(usize, &B::Item) -> ControlFlow<()>) -> ControlFlow<()> {
        (**self).visit_sorted(each)
    }
}

#[diagnostic::do_not_recommend]
impl<B: Entries + ToOwned + ?Sized> Entries for Cow<'_, B> {
    type Key = B::Key;
    type Value = B::Value;
    const UNORDERED: bool = B::UNORDERED;

    fn visit(&self, each: &mut Visitor<'_, B::Key, B::Value>) -> ControlFlow<()> {
        (**self).visit(each)
    }

    fn visit_sorted(&self, each: &mut Visitor<'_, B::Key, B::Value>) -> ControlFlow<()> {
        (**self).visit_sorted(each)
    }
}
