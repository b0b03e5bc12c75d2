//! Duplicates among floats.

use alloc::vec::Vec;
use core::hash::{Hash, Hasher};

/// A float, or an option, list or tuple of floats. These types have no [`Eq`], but lists of them can have duplicates.
pub trait Floating {
    /// Whether both count as the same.
    fn same(&self, other: &Self) -> bool;

    /// Feeds the same for all that count as the same.
    fn feed<H: Hasher>(&self, hasher: &mut H);
}

macro_rules! floats {
    ($($float:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl Floating for $float {
            fn same(&self, other: &Self) -> bool {
                self == other || self.is_nan() && other.is_nan()
            }

            fn feed<H: Hasher>(&self, hasher: &mut H) {
                // The addition turns -0 into 0.
                let bits = if self.is_nan() { $float::NAN.to_bits() } else { (self + 0.0).to_bits() };
                bits.hash(hasher);
            }
        }
    )+};
}

floats!(f32, f64);

#[diagnostic::do_not_recommend]
impl<F: Floating> Floating for Option<F> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.same(other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }

    fn feed<H: Hasher>(&self, hasher: &mut H) {
        self.is_some().hash(hasher);
        if let Some(float) = self {
            float.feed(hasher);
        }
    }
}

macro_rules! lists_of_floats {
    ($([$($generics:tt)*] $type:ty;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<F: Floating, $($generics)*> Floating for $type {
            fn same(&self, other: &Self) -> bool {
                self.len() == other.len() && self.iter().zip(other).all(|(one, other)| one.same(other))
            }

            fn feed<H: Hasher>(&self, hasher: &mut H) {
                self.len().hash(hasher);
                self.iter().for_each(|float| float.feed(hasher));
            }
        }
    )+};
}

lists_of_floats! {
    [] Vec<F>;
    [const N: usize] [F; N];
}

macro_rules! tuples_of_floats {
    ($(($($float:ident $at:tt),+);)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($float: Floating),+> Floating for ($($float,)+) {
            fn same(&self, other: &Self) -> bool {
                $(self.$at.same(&other.$at))&&+
            }

            fn feed<H: Hasher>(&self, hasher: &mut H) {
                $(self.$at.feed(hasher);)+
            }
        }
    )+};
}

tuples_of_floats! {
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
}
