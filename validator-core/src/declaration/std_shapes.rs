//! The shapes of the types of the standard library, as serde writes them.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::num;

use super::shape::{HasShape, Shape};
use crate::patch::Patch;

macro_rules! plain {
    ($($shape:expr => $($type:ty),+;)+) => {$($(
        impl HasShape for $type {
            const SHAPE: Shape = $shape;
        }
    )+)+};
}

plain! {
    Shape::Text => str, String;
    Shape::Character => char;
    Shape::Number => f64;
    Shape::Single => f32;
    Shape::Boolean => bool;
    Shape::Null => ();
}

macro_rules! integers {
    ($($type:ident $($nonzero:ident $least:literal)?;)+) => {$(
        plain!(Shape::Integer { min: $type::MIN as i128, max: $type::MAX as u128 } => $type;);
        $(plain!(Shape::Integer { min: $least, max: $type::MAX as u128 } => num::$nonzero;);)?
    )+};
}

integers! {
    u8 NonZeroU8 1;
    u16 NonZeroU16 1;
    u32 NonZeroU32 1;
    u64 NonZeroU64 1;
    u128 NonZeroU128 1;
    usize NonZeroUsize 1;
    i8; i16; i32; i64; i128; isize;
}
plain! {
    Shape::Integer { min: i8::MIN as i128, max: i8::MAX as u128 } => num::NonZeroI8;
    Shape::Integer { min: i16::MIN as i128, max: i16::MAX as u128 } => num::NonZeroI16;
    Shape::Integer { min: i32::MIN as i128, max: i32::MAX as u128 } => num::NonZeroI32;
    Shape::Integer { min: i64::MIN as i128, max: i64::MAX as u128 } => num::NonZeroI64;
    Shape::Integer { min: i128::MIN, max: i128::MAX as u128 } => num::NonZeroI128;
    Shape::Integer { min: isize::MIN as i128, max: isize::MAX as u128 } => num::NonZeroIsize;
}

macro_rules! containers {
    ($($(#[$cfg:meta])? [$($generics:tt)*] $type:ty => $shape:expr;)+) => {$(
        $(#[$cfg])?
        impl<$($generics)*> HasShape for $type {
            const SHAPE: Shape = $shape;
        }
    )+};
}

containers! {
    [T: HasShape] Option<T> => Shape::Optional(&T::SHAPE);
    [T: HasShape] Patch<T> => Shape::Patch(&T::SHAPE);
    [T: HasShape + ?Sized] &T => T::SHAPE;
    [T: HasShape + ?Sized] Box<T> => T::SHAPE;
    [T: HasShape + ?Sized] Rc<T> => T::SHAPE;
    [T: HasShape + ?Sized] Arc<T> => T::SHAPE;
    [T: HasShape + ToOwned + ?Sized] Cow<'_, T> => T::SHAPE;
    [T: HasShape] [T] => Shape::List(&T::SHAPE);
    [T: HasShape] Vec<T> => Shape::List(&T::SHAPE);
    [T: HasShape] VecDeque<T> => Shape::List(&T::SHAPE);
    [T: HasShape] LinkedList<T> => Shape::List(&T::SHAPE);
    [T: HasShape] BinaryHeap<T> => Shape::List(&T::SHAPE);
    [T: HasShape] BTreeSet<T> => Shape::Set(&T::SHAPE);
    #[cfg(feature = "std")]
    [T: HasShape, S] std::collections::HashSet<T, S> => Shape::Set(&T::SHAPE);
    [K: HasShape, V: HasShape] BTreeMap<K, V> => Shape::Map { key: &K::SHAPE, value: &V::SHAPE };
    #[cfg(feature = "std")]
    [K: HasShape, V: HasShape, S] std::collections::HashMap<K, V, S> => Shape::Map { key: &K::SHAPE, value: &V::SHAPE };
    [T: HasShape, const N: usize] [T; N] => Shape::Array(&T::SHAPE, N);
    [A: HasShape] (A,) => Shape::Tuple(&[A::SHAPE]);
    [A: HasShape, B: HasShape] (A, B) => Shape::Tuple(&[A::SHAPE, B::SHAPE]);
    [A: HasShape, B: HasShape, C: HasShape] (A, B, C) => Shape::Tuple(&[A::SHAPE, B::SHAPE, C::SHAPE]);
    [A: HasShape, B: HasShape, C: HasShape, D: HasShape] (A, B, C, D) =>
        Shape::Tuple(&[A::SHAPE, B::SHAPE, C::SHAPE, D::SHAPE]);
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn wrappers_are_peeled_and_containers_keep_what_they_hold() {
        for (shape, written) in [
            (<Box<Option<Vec<u8>>>>::SHAPE, "Optional(List(Integer { min: 0, max: 255 }))"),
            (<BTreeMap<String, [f32; 2]>>::SHAPE, "Map { key: Text, value: Array(Single, 2) }"),
            (<(char, bool)>::SHAPE, "Tuple([Character, Boolean])"),
            (<Patch<Cow<'static, str>>>::SHAPE, "Patch(Text)"),
            (<BTreeSet<u8>>::SHAPE, "Set(Integer { min: 0, max: 255 })"),
            (num::NonZeroI8::SHAPE, "Integer { min: -128, max: 127 }"),
        ] {
            assert_eq!(format!("{shape:?}"), written);
        }
    }
}
