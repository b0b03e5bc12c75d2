//! Finds fields whose types have rules that nothing runs. [`Valid`](crate::Valid) would not prove these rules, so rustc
//! refuses such fields.
//!
//! `(&Unchecked::<T>::NEW).value()` resolves to the inherent method if the type declares its rules, then to
//! [`Validated`] if it can be validated, and otherwise to [`NotValidated`], which accepts the field.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::rc::Rc;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::marker::PhantomData;

use crate::walk::validate::Validate;

/// The rules that a type declares, if `Validate` alone does not tell. The derive implements it for types without rules
/// and for types whose rules need a context.
pub trait SaysRules {
    /// The type that has the rules, or [`NoRules`].
    type Ruled: ?Sized;
}

/// A type without rules, such as an enum that derives `Validate` to be the key of a map.
#[derive(Debug)]
pub struct NoRules;

macro_rules! inside {
    ($([$($generics:tt)*] $type:ty => $inside:ty;)+) => {$(
        impl<$($generics)*> SaysRules for $type
        where
            $inside: SaysRules,
        {
            type Ruled = <$inside as SaysRules>::Ruled;
        }
    )+};
}

inside! {
    [T] Option<T> => T;
    [T: ?Sized] &T => T;
    [T: ?Sized] &mut T => T;
    [T: ?Sized] Box<T> => T;
    [T: ?Sized] Rc<T> => T;
    [T: ?Sized] Arc<T> => T;
    [T: ToOwned + ?Sized] Cow<'_, T> => T;
    [T] [T] => T;
    [T, const N: usize] [T; N] => T;
    [T] Vec<T> => T;
    [T] VecDeque<T> => T;
    [T] LinkedList<T> => T;
    [T] BinaryHeap<T> => T;
    [T] BTreeSet<T> => T;
    [K, V] BTreeMap<K, V> => V;
}

#[cfg(feature = "std")]
inside! {
    [T, S] std::collections::HashSet<T, S> => T;
    [K, V, S] std::collections::HashMap<K, V, S> => V;
}

/// A value of the type `T` that the attribute of its field neither validates nor skips.
pub struct Unchecked<T: ?Sized>(PhantomData<fn(&T)>);

impl<T: ?Sized> Unchecked<T> {
    /// The only value.
    pub const NEW: Self = Self(PhantomData);
}

impl<T: SaysRules + ?Sized> Unchecked<T> {
    /// Compiles if the type has no rules. The value is the field, or is inside a list, map, option or pointer.
    pub fn value(&self)
    where
        T::Ruled: LeftUnchecked,
    {
    }

    /// As [`value`](Self::value), for the key of a map.
    pub fn key(&self)
    where
        T::Ruled: KeyLeftUnchecked,
    {
    }

    /// As [`value`](Self::value), for a part of a tuple.
    pub fn part(&self)
    where
        T::Ruled: PartLeftUnchecked,
    {
    }
}

/// Types that implement `Validate` and do not declare that they have no rules.
pub trait Validated {
    /// The type that has the rules.
    type Ruled: ?Sized;

    /// Compiles if the type has no rules. The value is the field, or is inside a list, map, option or pointer.
    fn value(&self)
    where
        Self::Ruled: LeftUnchecked,
    {
    }

    /// As [`value`](Self::value), for the key of a map.
    fn key(&self)
    where
        Self::Ruled: KeyLeftUnchecked,
    {
    }

    /// As [`value`](Self::value), for a part of a tuple.
    fn part(&self)
    where
        Self::Ruled: PartLeftUnchecked,
    {
    }
}

impl<T: Validate + ?Sized> Validated for Unchecked<T> {
    type Ruled = T;
}

/// All other types. They have no rules, so these methods always compile.
pub trait NotValidated {
    /// Accepts a value.
    fn value(&self) {}
    /// Accepts the key of a map.
    fn key(&self) {}
    /// Accepts a part of a tuple.
    fn part(&self) {}
}

impl<T: ?Sized> NotValidated for &Unchecked<T> {}

/// A bound that only [`NoRules`] has. For any other type rustc shows this message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has rules of its own; write `nested`, or `skip` to leave them unchecked",
    label = "its rules do not run here"
)]
pub trait LeftUnchecked {}

/// A bound that only [`NoRules`] has. For any other type rustc shows this message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has rules of its own; write `keys(nested)`, or `skip` to leave them unchecked",
    label = "its rules do not run on keys"
)]
pub trait KeyLeftUnchecked {}

/// A bound that only [`NoRules`] has. For any other type rustc shows this message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has rules of its own; make the tuple a struct, or write `skip` to leave them unchecked",
    label = "its rules do not run in a tuple"
)]
pub trait PartLeftUnchecked {}

impl LeftUnchecked for NoRules {}
impl KeyLeftUnchecked for NoRules {}
impl PartLeftUnchecked for NoRules {}
