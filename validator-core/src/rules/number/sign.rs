//! The sign of numbers, and whether they are finite.

use crate::argument::Argument;
use crate::rules::{Describe, Number, Numeric, Rule, Schema};
use crate::subject::Kind;

macro_rules! sign_rule {
    ($(#[$doc:meta])* $name:ident, $rule:ident, $words:literal, $schema:expr, $holds:expr) => {
        $(#[$doc])*
        #[must_use]
        pub const fn $name() -> $rule {
            $rule
        }

        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule;

        impl $rule {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl Describe for $rule {
            const CODE: &'static str = stringify!($name);

            fn sentence(&self, _: Kind) -> &'static str {
                concat!("The {attribute} must ", $words, ".")
            }

            fn schema(&self, _: Kind) -> Schema<'_> {
                $schema
            }
        }

        impl<V: Numeric> Rule<V> for $rule {
            #[inline]
            fn check(&self, value: &V) -> bool {
                $holds(value.number())
            }
        }
    };
}

sign_rule!(
    /// A number above 0.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::positive().check(&0.01));
    /// assert!(!rules::positive().check(&0_u8));
    /// ```
    positive, Positive, "be positive",
    Schema::of("exclusiveMinimum", Argument::Integer(0)), |number: Number| number.compare(Number::Integer(0)).is_some_and(|order| order.is_gt())
);
sign_rule!(
    /// A number below 0.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::negative().check(&-1));
    /// assert!(!rules::negative().check(&-0.0));
    /// ```
    negative, Negative, "be negative",
    Schema::of("exclusiveMaximum", Argument::Integer(0)), |number: Number| number.compare(Number::Integer(0)).is_some_and(|order| order.is_lt())
);
sign_rule!(
    /// A number other than 0. `NaN` is no number, and fails.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::nonzero().check(&-7));
    /// assert!(!rules::nonzero().check(&0.0));
    /// ```
    nonzero, Nonzero, "not be 0", Schema::NONE, |number: Number| number.compare(Number::Integer(0)).is_some_and(|order| order.is_ne())
);
sign_rule!(
    /// A number that is neither infinite nor `NaN`. Integers always are.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::finite().check(&f64::MAX));
    /// assert!(!rules::finite().check(&f64::INFINITY));
    /// ```
    finite, Finite, "be a finite number", Schema::NONE, |number: Number| !matches!(number, Number::Float(float) if !float.is_finite())
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs() {
        for (value, above, below, other) in [
            (1.0, true, false, true),
            (5e-324, true, false, true),
            (0.0, false, false, false),
            (-0.0, false, false, false),
            (-5e-324, false, true, true),
            (f64::INFINITY, true, false, true),
            (f64::NEG_INFINITY, false, true, true),
            (f64::NAN, false, false, false),
        ] {
            let holds = (positive().check(&value), negative().check(&value), nonzero().check(&value));
            assert_eq!(holds, (above, below, other), "{value}");
            assert_eq!(finite().check(&value), value.is_finite(), "{value}");
        }
        assert!(positive().check(&u128::MAX) && negative().check(&i128::MIN) && !nonzero().check(&0_i8));
        assert!(
            finite().check(&u128::MAX) && positive().check(&core::num::NonZeroU8::MIN) && !finite().check(&f32::NAN)
        );
    }
}
