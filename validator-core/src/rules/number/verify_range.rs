//! Refuses ranges without a value while the crate is built. No rules are here.

use crate::date_time::verify_dates;
use crate::rules::{Open, Range};

/// Implements `verify` for bounds of numbers. Only numbers and dates can be compared while the crate is built.
macro_rules! verify {
    ($($number:ident),+) => {$(
        impl Range<$number> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                if let (Some(lower), Some(upper)) = (self.lower, self.upper) {
                    leave_something!(lower, upper, self.excludes_lower || self.excludes_upper);
                }
            }
        }

        impl Range<$number, Open> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                if let Some(bound) = self.lower {
                    is_number!(bound);
                }
            }
        }

        impl Range<Open, $number> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                if let Some(bound) = self.upper {
                    is_number!(bound);
                }
            }
        }
    )+};
}

/// Asserts that a bound is a number. Only `NaN` differs from itself.
macro_rules! is_number {
    ($bound:ident) => {
        #[allow(clippy::eq_op)]
        let is_number = $bound == $bound;
        assert!(is_number, "nothing compares with `NaN`: no value passes; write a number");
    };
}

/// Implements `verify` for ranges of floats with an integer and a float as bounds.
macro_rules! verify_mixed {
    ($($lower:ident to $upper:ident),+) => {$(
        impl Range<$lower, $upper> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                if let (Some(lower), Some(upper)) = (self.lower, self.upper) {
                    // Rounding keeps the order.
                    leave_something!(lower as f64, upper as f64, self.excludes_lower || self.excludes_upper);
                }
            }
        }
    )+};
}

/// Implements `verify` for ranges with one bound, which cannot contradict another.
#[cfg(feature = "rust_decimal")]
macro_rules! verify_alone {
    ($bound:ty) => {
        impl Range<$bound, Open> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl Range<Open, $bound> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }
    };
}
#[cfg(feature = "rust_decimal")]
pub(crate) use verify_alone;

macro_rules! leave_something {
    ($lower:expr, $upper:expr, $exclusive:expr) => {
        assert!($lower <= $upper, "the lower bound is greater than the upper bound: no value passes both");
        assert!($lower < $upper || !$exclusive, "the bounds leave nothing between them: no value passes both");
    };
}
verify!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);
verify_mixed!(i64 to f32, i64 to f64, f32 to i64, f64 to i64);

impl Range<&str> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        if let (Some(lower), Some(upper)) = (self.lower, self.upper) {
            verify_dates(lower, upper);
        }
    }
}

impl Range<&str, Open> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        if let Some(bound) = self.lower {
            verify_dates(bound, bound);
        }
    }
}

impl Range<Open, &str> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        if let Some(bound) = self.upper {
            verify_dates(bound, bound);
        }
    }
}
