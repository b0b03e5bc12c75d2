//! The second pass: reads a document that serde refused, type by type, and continues after each mistake. It uses
//! `document` and `de` of `decode`.
//!
//! [`Inspect::inspect`] returns a value if and only if nothing below the node was refused. It has then recorded nothing
//! and run no rules; the caller puts the value in order and runs them. If it returns `None`, it has recorded everything
//! that is wrong below the node, and has put the parts that could be read in order and run their rules.

pub(crate) mod elements;
pub(crate) mod field_readers;
pub(crate) mod fields;
pub(crate) mod flatten;
pub(crate) mod foreign;
pub(crate) mod second_pass;
pub(crate) mod sentence;
pub(crate) mod variants;

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;

use serde::Deserialize;

use crate::decode::de::access::place_on_key;
use crate::decode::de::key::KeyDecoder;
use crate::decode::document::expected::Expected;
use crate::decode::document::node::Node;
use crate::decode::document::refusal::{Reason, Refusal};
use crate::decode::inspect::second_pass::SecondPass;
use crate::patch::Patch;
use crate::path::Step;
use crate::walk::validate::Validate;

/// A type that can be decoded with a report of everything that is wrong, and not only of the first mistake.
///
/// `#[derive(Validate)]` implements it beside [`Validate`] for types that serde can deserialize. Lists, maps, options
/// and pointers of such types implement it too. A field of any other type is read by serde in one piece.
///
/// It is the bound of functions that are generic over the request:
///
/// ```
/// use unprocessable_core::decode::{Inspect, from_json};
/// use unprocessable_core::{Rejection, Valid};
///
/// fn read<'de, T>(body: &'de [u8]) -> Result<Valid<T>, Rejection>
/// where
///     T: serde::Deserialize<'de> + Inspect<'de>,
/// {
///     from_json(body)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded and validated",
    label = "needs both `#[derive(Deserialize)]` and `#[derive(Validate)]`",
    note = "a list or map of types that derive both will do; where a nested type declares `#[validate(context = …)]`, the \
            types around it declare the same",
    note = "a type with a context is read by `from_json_with`, and in extractors as `With<AppContext, {Self}>`"
)]
pub trait Inspect<'de, C: ?Sized = ()>: Sized + Validate<C> {
    /// Reads a node. Written by the derive.
    #[doc(hidden)]
    fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<'de, C: ?Sized, T: Inspect<'de, C>> Inspect<'de, C> for Option<T> {
    fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
        if node.is_null() { Some(None) } else { T::inspect(node, pass, context).map(Some) }
    }
}

#[diagnostic::do_not_recommend]
impl<'de, C: ?Sized, T: Inspect<'de, C>> Inspect<'de, C> for Patch<T> {
    fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
        if node.is_null() { Some(Self::Null) } else { T::inspect(node, pass, context).map(Self::Value) }
    }
}

macro_rules! pointers {
    ($($pointer:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl<'de, C: ?Sized, T: Inspect<'de, C>> Inspect<'de, C> for $pointer<T> {
            fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
                T::inspect(node, pass, context).map($pointer::new)
            }
        }
    )+};
}

pointers!(Box, Rc, Arc);

#[diagnostic::do_not_recommend]
impl<'de, C: ?Sized, T: Inspect<'de, C> + Validate<C>> Inspect<'de, C> for Vec<T> {
    fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
        let mut values = Vec::new();
        let whole = list(node, pass, context, &mut values)?;
        if whole { values.into_iter().collect() } else { None }
    }
}

macro_rules! lists {
    ($([$($generics:tt)*] $list:ty;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<'de, C: ?Sized, $($generics)*> Inspect<'de, C> for $list
        where
            T: Inspect<'de, C> + Validate<C>,
        {
            fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
                Vec::inspect(node, pass, context).map(|values| values.into_iter().collect())
            }
        }
    )+};
}

lists! {
    [T] VecDeque<T>;
    [T] LinkedList<T>;
    [T] Box<[T]>;
    [T] Rc<[T]>;
    [T] Arc<[T]>;
    [T: Ord] BTreeSet<T>;
    [T: Ord] BinaryHeap<T>;
}

#[cfg(feature = "std")]
lists! {
    [T: Ord + core::hash::Hash, S: core::hash::BuildHasher + Default] std::collections::HashSet<T, S>;
}

#[diagnostic::do_not_recommend]
impl<'de, C: ?Sized, B: Validate<C> + ToOwned<Owned: Inspect<'de, C>> + ?Sized> Inspect<'de, C> for Cow<'_, B> {
    fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
        B::Owned::inspect(node, pass, context).map(Cow::Owned)
    }
}

#[diagnostic::do_not_recommend]
impl<'de, C: ?Sized, T: Inspect<'de, C> + Validate<C>, const N: usize> Inspect<'de, C> for [T; N] {
    fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
        let length = node.list().map_or(N, |list| list.items().count());
        if length != N {
            pass.refuse(node, Refusal::at(node, Reason::WrongLength, Expected::Tuple(N as u32)));
        }
        Vec::inspect(node, pass, context)?.try_into().ok()
    }
}

/// Reads every item. If some are refused, runs the rules of the others. Returns `None` if the node is not a list, and
/// `Some(false)` if an item was refused.
fn list<'de, C: ?Sized, T: Inspect<'de, C> + Validate<C>>(
    node: Node<'_, 'de>,
    pass: &mut SecondPass<'_>,
    context: &C,
    values: &mut Vec<Option<T>>,
) -> Option<bool> {
    let list = pass.expect(node, node.list())?;
    let called = pass.indexes(node);
    let checkpoint = pass.begin();
    let mut whole = true;
    for (index, item) in list.items().enumerate() {
        if pass.is_full() {
            return Some(false);
        }
        // Nothing uses the items of a list that cannot be read, so a live check skips those that it does not ask for.
        if !whole && pass.is_asked() && pass.passes_by(Step::Index(called.at(index))) {
            values.push(None);
            continue;
        }
        let value = pass.item(index, &called, |pass| T::inspect(item, pass, context));
        whole &= value.is_some();
        values.push(value);
    }
    if !whole && pass.has_rules() {
        for (index, value) in values.iter_mut().enumerate() {
            if let Some(value) = value {
                value.normalize_with(context);
                pass.item(index, &called, |pass| value.walk(context, &mut pass.walker()));
            }
        }
    }
    if !whole {
        pass.settle(&checkpoint);
    }
    Some(whole)
}

#[diagnostic::do_not_recommend]
impl<'de, C: ?Sized, K, T> Inspect<'de, C> for BTreeMap<K, T>
where
    Self: Validate<C>,
    K: Deserialize<'de> + Ord,
    T: Inspect<'de, C> + Validate<C>,
{
    fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
        map(node, pass, context).map(|entries| entries.into_iter().collect())
    }
}

#[cfg(feature = "std")]
#[diagnostic::do_not_recommend]
impl<'de, C: ?Sized, K, T, S> Inspect<'de, C> for std::collections::HashMap<K, T, S>
where
    Self: Validate<C>,
    K: Deserialize<'de> + Eq + core::hash::Hash,
    T: Inspect<'de, C> + Validate<C>,
    S: core::hash::BuildHasher + Default,
{
    fn inspect(node: Node<'_, 'de>, pass: &mut SecondPass<'_>, context: &C) -> Option<Self> {
        map(node, pass, context).map(|entries| entries.into_iter().collect())
    }
}

/// Reads every entry. If some are refused, runs the rules of the others and returns `None`.
fn map<'de, C: ?Sized, K: Deserialize<'de>, T: Inspect<'de, C> + Validate<C>>(
    node: Node<'_, 'de>,
    pass: &mut SecondPass<'_>,
    context: &C,
) -> Option<Vec<(K, T)>> {
    let visible = pass.visible(node)?;
    if pass.repeats(node) {
        return None;
    }
    let checkpoint = pass.begin();
    let mut whole = true;
    let mut entries = Vec::new();
    for (rank, entry) in visible.enumerate() {
        if pass.is_full() {
            return None;
        }
        if !whole && pass.is_asked() && pass.passes_by(Step::Key(&entry.key.text().unwrap_or_default())) {
            continue;
        }
        let key = K::deserialize(KeyDecoder::of(entry));
        let value = pass.entry(rank, entry, |pass| {
            let value = T::inspect(entry.value, pass, context);
            match key {
                Ok(key) => value.map(|value| (key, value)),
                Err(refusal) => {
                    pass.refuse(entry.value, place_on_key(refusal, entry));
                    None
                }
            }
        });
        whole &= value.is_some();
        entries.push((entry, value));
    }
    if whole {
        return Some(entries.into_iter().filter_map(|(_, entry)| entry).collect());
    }
    if pass.has_rules() {
        for (rank, (entry, value)) in entries.iter_mut().enumerate() {
            if let Some((_, value)) = value {
                value.normalize_with(context);
                pass.entry(rank, *entry, |pass| value.walk(context, &mut pass.walker()));
            }
        }
    }
    pass.settle(&checkpoint);
    None
}
