//! Numbers of all types, compared exactly.

use core::cmp::Ordering;
use core::num;

use super::decimal_number;
use crate::rules::Compare;

/// The exact value of a number of any type.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// An integer up to `i128::MAX`.
    Integer(i128),
    /// An integer above `i128::MAX`.
    Large(u128),
    /// A float.
    Float(f64),
    /// A decimal: an integer, and how many of its digits are after the point.
    Decimal(i128, u32),
}

/// A type of numbers. All of them can be compared with each other.
pub trait Numeric {
    /// The value.
    fn number(&self) -> Number;
}

macro_rules! integers {
    ($($type:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl Numeric for $type {
            #[inline]
            fn number(&self) -> Number {
                #[allow(irrefutable_let_patterns)]
                if let Ok(integer) = i128::try_from(*self) { Number::Integer(integer) } else { Number::Large(*self as u128) }
            }
        }

        // Each integer type has only this impl, so that a literal takes the type of the field.
        #[diagnostic::do_not_recommend]
        impl Compare<$type> for $type {
            #[inline]
            fn compare(&self, bound: &$type) -> Option<Ordering> {
                Some(self.cmp(bound))
            }
        }
    )+};
}

integers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);

macro_rules! nonzero {
    ($($type:ident of $inner:ident),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl Numeric for num::$type {
            #[inline]
            fn number(&self) -> Number {
                self.get().number()
            }
        }

        #[diagnostic::do_not_recommend]
        impl Compare<$inner> for num::$type {
            #[inline]
            fn compare(&self, bound: &$inner) -> Option<Ordering> {
                Some(self.get().cmp(bound))
            }
        }
    )+};
}

nonzero!(
    NonZeroU8 of u8, NonZeroU16 of u16, NonZeroU32 of u32, NonZeroU64 of u64, NonZeroU128 of u128, NonZeroUsize of usize,
    NonZeroI8 of i8, NonZeroI16 of i16, NonZeroI32 of i32, NonZeroI64 of i64, NonZeroI128 of i128, NonZeroIsize of isize,
);

macro_rules! floats {
    ($($type:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl Numeric for $type {
            #[inline]
            fn number(&self) -> Number {
                Number::Float((*self).into())
            }
        }

        #[diagnostic::do_not_recommend]
        impl Compare<$type> for $type {
            #[inline]
            fn compare(&self, bound: &$type) -> Option<Ordering> {
                self.partial_cmp(bound)
            }
        }

        // `gt(0)` on a float.
        #[diagnostic::do_not_recommend]
        impl Compare<i64> for $type {
            #[inline]
            fn compare(&self, bound: &i64) -> Option<Ordering> {
                compare_float((*self).into(), (*bound).into())
            }
        }
    )+};
}

floats!(f32, f64);

impl Number {
    /// Compares two numbers exactly. `None` if one is `NaN`.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(&b)),
            (Self::Large(a), Self::Large(b)) => Some(a.cmp(&b)),
            (Self::Integer(_), Self::Large(_)) => Some(Ordering::Less),
            (Self::Large(_), Self::Integer(_)) => Some(Ordering::Greater),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(&b),
            (Self::Float(a), Self::Integer(b)) => compare_float(a, b),
            (Self::Integer(a), Self::Float(b)) => compare_float(b, a).map(Ordering::reverse),
            (Self::Float(a), Self::Large(b)) => compare_float_large(a, b),
            (Self::Large(a), Self::Float(b)) => compare_float_large(b, a).map(Ordering::reverse),
            (Self::Decimal(..), _) | (_, Self::Decimal(..)) => decimal_number::compare(self, other),
        }
    }
}

/// Compares a float with an integer, exactly.
#[inline]
pub(crate) fn compare_float(float: f64, integer: i128) -> Option<Ordering> {
    const EXACT: i128 = 1 << 53;
    if (-EXACT..=EXACT).contains(&integer) {
        return float.partial_cmp(&(integer as f64));
    }
    compare_float_slowly(float, integer)
}

#[cold]
fn compare_float_slowly(float: f64, integer: i128) -> Option<Ordering> {
    const LIMIT: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0; // 2^127
    if float.is_nan() {
        return None;
    }
    if float >= LIMIT {
        return Some(Ordering::Greater);
    }
    if float < -LIMIT {
        return Some(Ordering::Less);
    }
    // Within the range the cast only drops the fraction, which decides where the integers are equal.
    let whole = float as i128;
    Some(whole.cmp(&integer).then_with(|| float.partial_cmp(&(whole as f64)).unwrap_or(Ordering::Equal)))
}

fn compare_float_large(float: f64, large: u128) -> Option<Ordering> {
    const LIMIT: f64 = 340_282_366_920_938_463_463_374_607_431_768_211_456.0; // 2^128
    if float.is_nan() {
        return None;
    }
    if float >= LIMIT {
        return Some(Ordering::Greater);
    }
    if float < 0.0 {
        return Some(Ordering::Less);
    }
    // Floats of this size have no fraction.
    Some((float as u128).cmp(&large))
}
