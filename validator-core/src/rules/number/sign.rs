//! The sign of numbers, and whether they are finite.

use crate::argument::Argument;
use crate::rules::{Number, Numeric, Schema, rule};

rule!(
    /// Accepts numbers above 0.
    ///
    /// In an attribute: `#[validate(positive)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::positive().check(&0.01));
    /// assert!(!rules::positive().check(&0_u8));
    /// ```
    pub const fn positive() -> Positive;

    const SENTENCE: &str = "The {attribute} must be positive.";
    const SCHEMA: Schema = Schema::of("exclusiveMinimum", Argument::Integer(0)).exact();

    #[inline]
    fn check<V: Numeric>(&self, value: &V) -> bool {
        value.number().compare(Number::Integer(0)).is_some_and(|order| order.is_gt())
    }
);

rule!(
    /// Accepts numbers below 0.
    ///
    /// In an attribute: `#[validate(negative)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::negative().check(&-1));
    /// assert!(!rules::negative().check(&-0.0));
    /// ```
    pub const fn negative() -> Negative;

    const SENTENCE: &str = "The {attribute} must be negative.";
    const SCHEMA: Schema = Schema::of("exclusiveMaximum", Argument::Integer(0)).exact();

    #[inline]
    fn check<V: Numeric>(&self, value: &V) -> bool {
        value.number().compare(Number::Integer(0)).is_some_and(|order| order.is_lt())
    }
);

rule!(
    /// Accepts numbers other than 0. `NaN` fails.
    ///
    /// In an attribute: `#[validate(nonzero)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::nonzero().check(&-7));
    /// assert!(!rules::nonzero().check(&0.0));
    /// ```
    pub const fn nonzero() -> Nonzero;

    const SENTENCE: &str = "The {attribute} must not be 0.";
    const SCHEMA: Schema = Schema::not("const", Argument::Integer(0)).exact();

    #[inline]
    fn check<V: Numeric>(&self, value: &V) -> bool {
        value.number().compare(Number::Integer(0)).is_some_and(|order| order.is_ne())
    }
);

rule!(
    /// Accepts numbers that are neither infinite nor `NaN`. Every integer passes.
    ///
    /// In an attribute: `#[validate(finite)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::finite().check(&f64::MAX));
    /// assert!(!rules::finite().check(&f64::INFINITY));
    /// ```
    pub const fn finite() -> Finite;

    const SENTENCE: &str = "The {attribute} must be a finite number.";
    // So is every number in JSON.
    const SCHEMA: Schema = Schema::NONE.exact();

    #[inline]
    fn check<V: Numeric>(&self, value: &V) -> bool {
        !matches!(value.number(), Number::Float(float) if !float.is_finite())
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

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
