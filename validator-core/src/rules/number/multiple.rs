//! Multiples of a step, exact for decimals: 0.3 is a multiple of 0.1.

use core::num;

use super::exact::decimal_number;
use crate::argument::{Argument, Operand, Other};
use crate::lang::{MessageId, id};
use crate::rules::number::exact::decimal_number::Quantity;
use crate::rules::{Bound, Describe, Rule, Schema};
use crate::subject::{Kind, Subject};

/// Accepts whole multiples of `step`. 0 is a multiple of every step.
///
/// A float stands for its shortest decimal notation, which is also its form in JSON, and nothing is rounded: 0.3 is a
/// multiple of 0.1, and 0.30000000000000004 is not. The step is a literal or constant of the field's own type, an integer
/// for floats, or another number field. Nothing is a multiple of 0.
///
/// In an attribute: `#[validate(multiple_of(0.05))]`.
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

#[cfg(feature = "rust_decimal")]
verify!("nothing is a multiple of 0; write a step above it": rust_decimal::Decimal = |n| !n.is_zero());

impl MultipleOf<crate::argument::Mention> {
    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl<N: Operand> Describe for MultipleOf<N> {
    const CODE: &'static str = "multiple_of";
    const ARGUMENTS: &'static [&'static str] = &["step"];
    const BOUND: Bound = Bound::Multiple;

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

    fn message_id(&self, _: Kind) -> MessageId {
        id::multiple_of
    }

    /// The step of `multipleOf` is above 0.
    fn schema(&self, _: Kind) -> Schema<'_> {
        let step = match self.step.argument() {
            _ if N::IS_FIELD => None,
            Argument::Integer(step) => {
                i128::try_from(step.unsigned_abs()).ok().filter(|step| *step != 0).map(Argument::Integer)
            }
            Argument::Float32(step) => (step != 0.0).then_some(Argument::Float32(step.max(-step))),
            Argument::Float(step) => (step != 0.0).then_some(Argument::Float(step.max(-step))),
            Argument::Decimal(digits, places) => i128::try_from(digits.unsigned_abs())
                .ok()
                .filter(|digits| *digits != 0)
                .map(|digits| Argument::Decimal(digits, places)),
            _ => None,
        };
        step.map_or(Schema::NONE, |step| Schema::of("multipleOf", step).exact())
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
        // Each integer type has only this impl, so that a literal takes the type of the field.
        #[diagnostic::do_not_recommend]
        impl Multiple<$type> for $type {
            #[inline]
            fn is_multiple(&self, step: &$type) -> bool {
                *step != 0 && self.wrapping_rem(*step) == 0
            }
        }

        $(
            #[diagnostic::do_not_recommend]
            impl Multiple<$type> for num::$nonzero {
                #[inline]
                fn is_multiple(&self, step: &$type) -> bool {
                    self.get().is_multiple(step)
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
        #[diagnostic::do_not_recommend]
        impl Multiple<$type> for $type {
            fn is_multiple(&self, step: &$type) -> bool {
                decimal_number::is_multiple(self, step)
            }
        }

        // `multiple_of(5)` on a float.
        #[diagnostic::do_not_recommend]
        impl Multiple<i64> for $type {
            fn is_multiple(&self, step: &i64) -> bool {
                decimal_number::is_multiple(self, step)
            }
        }
    )+};
}

floats!(f32, f64);

#[diagnostic::do_not_recommend]
impl<V, T> Multiple<Other<'_, T>> for V
where
    V: Quantity,
    T: Subject<Value: Quantity> + ?Sized,
{
    fn is_multiple(&self, step: &Other<'_, T>) -> bool {
        step.value().is_none_or(|step| decimal_number::is_multiple(self, step))
    }
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

    /// Against decimals that are exact by construction: k steps of a few digits.
    #[test]
    fn decimals_of_few_digits() {
        let mut random = fastrand::Rng::with_seed(0);
        for _ in 0..1000 {
            let (k, digits) = (random.u64(..100_000), random.u64(1..10_000));
            let off = if random.bool() { digits * random.u64(..3) } else { random.u64(..10_000) };
            let power = 10_u64.pow(random.u32(..6)) as f64;
            // One division rounds to the float nearest the decimal, which is the one that its notation reads as.
            let (value, step) = ((k * digits + off) as f64 / power, digits as f64 / power);
            assert_eq!(multiple_of(step).check(&value), off % digits == 0, "{value} {step}");
        }
    }

    #[test]
    fn any_float_is_a_multiple_of_itself_and_nothing_panics() {
        let mut random = fastrand::Rng::with_seed(0);
        for _ in 0..1000 {
            let (a, b) = (f64::from_bits(random.u64(..)), f64::from_bits(random.u64(..)));
            assert_eq!(multiple_of(a).check(&a), a.is_finite() && a != 0.0, "{a}");
            multiple_of(a).check(&b);
        }
        for a in [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, 5e-324, f64::MAX] {
            assert_eq!(multiple_of(a).check(&a), a.is_finite() && a != 0.0, "{a}");
        }
    }

    #[test]
    fn the_other_way_for_integers_agrees() {
        let mut random = fastrand::Rng::with_seed(0);
        for _ in 0..1000 {
            // Short numbers, too, among which there are multiples.
            let (a, b) = (random.i128(..) >> random.u32(..128), random.i64(..) >> random.u32(..64));
            assert_eq!(decimal_number::is_multiple(&a, &b), b != 0 && a % i128::from(b) == 0, "{a} {b}");
        }
    }
}
