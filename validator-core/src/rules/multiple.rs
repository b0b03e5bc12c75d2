//! Multiples of a step, exact for decimals: 0.3 is a multiple of 0.1.

use core::fmt::{self, Write};
use core::num;

use super::{Describe, Number, Numeric, Rule};
use crate::argument::{Argument, Operand, Other};
use crate::subject::{Kind, Subject};

/// A whole multiple of `step`; 0 is one of every step.
///
/// Floats are taken at their shortest decimal notation, as JSON writes them, and compared without rounding: 0.3
/// is a multiple of 0.1, and 0.30000000000000004 is none. The step is a literal or constant of the field's own
/// type, an integer for floats, or another number field. Nothing is a multiple of 0.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::multiple_of(5).check(&25_u8));
/// assert!(rules::multiple_of(0.1).check(&0.3));
/// assert!(!rules::multiple_of(0.1).check(&0.25));
/// ```
#[must_use]
pub const fn multiple_of<N>(step: N) -> MultipleOf<N> {
    MultipleOf { step }
}

/// The rule [`multiple_of`].
#[derive(Clone, Copy, Debug)]
pub struct MultipleOf<N> {
    step: N,
}

macro_rules! verify {
    ($message:literal: $($number:ty = |$step:ident| $works:expr),+ $(,)?) => {$(
        impl MultipleOf<$number> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                let $step = self.step;
                assert!($works, $message);
            }
        }
    )+};
}

verify!("nothing is a multiple of 0; write a step above it":
    u8 = |n| n != 0, u16 = |n| n != 0, u32 = |n| n != 0, u64 = |n| n != 0, u128 = |n| n != 0, usize = |n| n != 0,
    i8 = |n| n != 0, i16 = |n| n != 0, i32 = |n| n != 0, i64 = |n| n != 0, i128 = |n| n != 0, isize = |n| n != 0,
);
verify!("no number is a multiple of this step; write a finite one other than 0":
    f32 = |n| n != 0.0 && n.is_finite(), f64 = |n| n != 0.0 && n.is_finite(),
);

impl MultipleOf<crate::argument::Mention> {
    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<N: Operand> Describe for MultipleOf<N> {
    const CODE: &'static str = "multiple_of";
    const ARGUMENTS: &'static [&'static str] = &["step"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| self.step.argument())
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if N::IS_FIELD {
            "The {attribute} must be a multiple of the {step}."
        } else {
            "The {attribute} must be a multiple of {step}."
        }
    }
}

impl<V: Multiple<N>, N: Operand> Rule<V> for MultipleOf<N> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        value.is_multiple(&self.step)
    }
}

/// A number that can be a multiple of an `N`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a multiple of `{N}`",
    label = "not a multiple",
    note = "a number is a multiple of numbers of its own type, and a float of integers too"
)]
pub trait Multiple<N> {
    /// Whether it is a whole multiple of `step`.
    fn is_multiple(&self, step: &N) -> bool;
}

macro_rules! integers {
    ($($type:ident $(of $nonzero:ident)?),+) => {$(
        // The only integer type that this type is a multiple of, so that a literal takes the type of the field.
        impl Multiple<$type> for $type {
            #[inline]
            fn is_multiple(&self, step: &$type) -> bool {
                *step != 0 && self.wrapping_rem(*step) == 0
            }
        }

        impl Quantity for $type {
            fn exact(&self) -> Option<Exact> {
                #[allow(unused_comparisons)]
                let digits = if *self < 0 { (*self as i128).unsigned_abs() } else { *self as u128 };
                Some(Exact { digits, exponent: 0 })
            }
        }

        $(
            impl Multiple<$type> for num::$nonzero {
                #[inline]
                fn is_multiple(&self, step: &$type) -> bool {
                    self.get().is_multiple(step)
                }
            }

            impl Quantity for num::$nonzero {
                fn exact(&self) -> Option<Exact> {
                    self.get().exact()
                }
            }
        )?
    )+};
}

integers!(
    u8 of NonZeroU8, u16 of NonZeroU16, u32 of NonZeroU32, u64 of NonZeroU64, u128 of NonZeroU128, usize of NonZeroUsize,
    i8 of NonZeroI8, i16 of NonZeroI16, i32 of NonZeroI32, i64 of NonZeroI64, i128 of NonZeroI128, isize of NonZeroIsize
);

macro_rules! floats {
    ($($type:ident),+) => {$(
        impl Multiple<$type> for $type {
            fn is_multiple(&self, step: &$type) -> bool {
                exactly(self, step)
            }
        }

        // `multiple_of(5)` on a float.
        impl Multiple<i64> for $type {
            fn is_multiple(&self, step: &i64) -> bool {
                exactly(self, step)
            }
        }

        impl Quantity for $type {
            fn exact(&self) -> Option<Exact> {
                Exact::shortest(self)
            }
        }
    )+};
}

floats!(f32, f64);

impl<V, T> Multiple<Other<'_, T>> for V
where
    V: Quantity,
    T: Subject<Value: Quantity> + ?Sized,
{
    fn is_multiple(&self, step: &Other<'_, T>) -> bool {
        step.value().is_none_or(|step| exactly(self, step))
    }
}

/// A number in decimal notation.
pub trait Quantity {
    /// Its magnitude, or `None` for infinities and `NaN`.
    #[doc(hidden)]
    fn exact(&self) -> Option<Exact>;
}

/// `digits` · 10 ^ `exponent`.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    digits: u128,
    exponent: i32,
}

impl Exact {
    /// How many digits stand behind the point.
    pub(super) fn places(self) -> usize {
        if self.exponent < 0 { self.exponent.unsigned_abs() as usize } else { 0 }
    }

    /// The shortest digits that read back as this float, which is what people and JSON write.
    fn shortest(float: &(impl Numeric + fmt::LowerExp)) -> Option<Self> {
        const WHOLE: f64 = 9_007_199_254_740_992.0; // 2^53, to which floats count without a gap
        if let Number::Float(whole) = float.number() {
            let magnitude = whole.max(-whole);
            let digits = magnitude as u64;
            if magnitude <= WHOLE && digits as f64 == magnitude {
                return Some(Self { digits: digits.into(), exponent: 0 });
            }
        }
        let mut reader = Reader { digits: 0, places: 0, in_fraction: false, exponent: None, negative: false };
        write!(reader, "{float:e}").ok()?;
        let exponent = reader.exponent?;
        Some(Self {
            digits: reader.digits,
            exponent: if reader.negative { -exponent } else { exponent } - reader.places,
        })
    }
}

/// Reads `-1.25e-7` as it is written. `inf` and `NaN` have no exponent.
struct Reader {
    digits: u128,
    places: i32,
    in_fraction: bool,
    exponent: Option<i32>,
    negative: bool,
}

impl Write for Reader {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match (byte, &mut self.exponent) {
                (b'0'..=b'9', Some(exponent)) => *exponent = *exponent * 10 + i32::from(byte - b'0'),
                (b'0'..=b'9', None) => {
                    self.digits = self.digits * 10 + u128::from(byte - b'0');
                    self.places += i32::from(self.in_fraction);
                }
                (b'.', None) => self.in_fraction = true,
                (b'e', None) => self.exponent = Some(0),
                (b'-', Some(_)) => self.negative = true,
                (b'-', None) => {}
                _ => return Err(fmt::Error),
            }
        }
        Ok(())
    }
}

/// Whether `value` / `step` is whole, in integers only.
fn exactly(value: &(impl Quantity + ?Sized), step: &(impl Quantity + ?Sized)) -> bool {
    let (Some(value), Some(step)) = (value.exact(), step.exact()) else {
        return false;
    };
    if step.digits == 0 || value.digits == 0 {
        return step.digits != 0;
    }
    let places = value.exponent - step.exponent;
    if places < 0 {
        // A step that leaves the integers is larger than every value.
        let step = 10_u128.checked_pow(places.unsigned_abs()).and_then(|power| step.digits.checked_mul(power));
        return step.is_some_and(|step| value.digits % step == 0);
    }
    let mut rest = value.digits % step.digits;
    for _ in 0..places {
        if rest == 0 {
            break;
        }
        rest = ten_times(rest, step.digits);
    }
    rest == 0
}

/// 10 · `a` modulo `modulus`, where `a` is below it, without leaving the integers.
fn ten_times(a: u128, modulus: u128) -> u128 {
    let add = |a: u128, b: u128| if a >= modulus - b { a - (modulus - b) } else { a + b };
    let two = add(a, a);
    let four = add(two, two);
    add(add(four, four), two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_of_any_size() {
        for (value, step, holds) in
            [(0, 3, true), (3, 3, true), (2, 3, false), (4, 3, false), (-6, 3, true), (6, -3, true)]
        {
            assert_eq!(multiple_of(step).check(&value), holds, "{value} {step}");
        }
        assert!(multiple_of(-1).check(&i128::MIN) && multiple_of(i8::MIN).check(&i8::MIN));
        assert!(multiple_of(5).check(&u128::MAX) && !multiple_of(2).check(&u128::MAX));
        assert!(multiple_of(300).check(&num::NonZeroU16::new(600).unwrap()));
        assert!(!multiple_of(0).check(&0_u8), "nothing is a multiple of 0");
    }

    #[test]
    fn floats_as_they_are_written() {
        for (value, step, holds) in [
            (0.0, 0.1, true),
            (-0.0, 0.1, true),
            (0.3, 0.1, true),
            (0.30000000000000004, 0.1, false),
            (1.1, 0.1, true),
            (19.99, 0.01, true),
            (19.99, 0.05, false),
            (100.25, 0.05, true),
            (4.4, 1.1, true),
            (4.5, -1.5, true),
            (1e20, 0.1, true),
            (1e20, 0.3, false),
            (3e300, 0.3, true),
            (1e-7, 0.1, false),
            (1e300, 1e-300, true),
            (1e-300, 1e300, false),
            (f64::MAX, 1.0, true),
            (5e-324, 5e-324, true),
            (1.0, 0.0, false),
            (f64::NAN, 1.0, false),
            (1.0, f64::NAN, false),
            (f64::INFINITY, 1.0, false),
            (1.0, f64::INFINITY, false),
        ] {
            assert_eq!(multiple_of(step).check(&value), holds, "{value} {step}");
        }
        assert!(
            multiple_of(0.1).check(&0.3_f32) && multiple_of(3).check(&9_007_199_254_740_993.0_f64.round()).eq(&false)
        );
        assert!(multiple_of(5).check(&25.0_f64) && !multiple_of(5).check(&25.5_f64));
    }

    #[test]
    fn another_field_is_a_step_of_any_type_unless_absent() {
        assert!(multiple_of(Other(&0.1)).check(&3_u8) && !multiple_of(Other(&0.4)).check(&3_u8));
        assert!(multiple_of(Other(&u128::MAX)).check(&0_i8) && !multiple_of(Other(&u128::MAX)).check(&1e39));
        assert!(multiple_of(Other(&None::<u8>)).check(&3_u8) && !multiple_of(Other(&0)).check(&3_u8));
    }

    proptest::proptest! {
        /// Against decimals that are exact by construction: k steps of a few digits.
        #[test]
        fn decimals_of_few_digits(k in 0..100_000_u64, digits in 1..10_000_u64, off in 0..10_000_u64, places in 0..6_u32) {
            let power = 10_u64.pow(places) as f64;
            // One division rounds to the float nearest the decimal, which is the one that its notation reads as.
            let (value, step) = ((k * digits + off) as f64 / power, digits as f64 / power);
            proptest::prop_assert_eq!(multiple_of(step).check(&value), off % digits == 0);
        }

        #[test]
        fn any_float_is_a_multiple_of_itself_and_nothing_panics(a: f64, b: f64) {
            proptest::prop_assert_eq!(multiple_of(a).check(&a), a.is_finite() && a != 0.0);
            multiple_of(a).check(&b);
        }

        #[test]
        fn the_other_way_for_integers_agrees(a: i128, b: i64) {
            proptest::prop_assert_eq!(exactly(&a, &b), b != 0 && a % i128::from(b) == 0);
        }
    }
}
