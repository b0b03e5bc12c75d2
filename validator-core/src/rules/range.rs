//! Ranges of numbers and dates, with bounds that are in them or not.

use core::cmp::Ordering;
use core::marker::PhantomData;

use super::length::Unbounded;
use super::moment::verify_dates;
use super::{Compare, Describe, Rule, Schema};
use crate::argument::{Argument, Operand};
use crate::subject::Kind;

/// A range of numbers or dates, with any of `min`, `max`, `exclusive_min` and `exclusive_max`.
///
/// `range(18..=120)` in an attribute is `range().min(18).max(120)`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::range().min(18).max(120).check(&18_u32));
/// assert!(!rules::range().exclusive_min(0).check(&0.0_f64));
/// ```
#[must_use]
pub const fn range() -> UnboundedRange<Unbounded> {
    UnboundedRange { end: PhantomData }
}

/// A [`range`] without a bound, which is no rule yet.
#[derive(Clone, Copy, Debug)]
pub struct UnboundedRange<E> {
    end: PhantomData<E>,
}

/// Whether a range has an end.
#[diagnostic::on_unimplemented(
    message = "`range` needs a bound",
    label = "without a bound every value passes",
    note = "write `range(min = 18)`, `range(max = 120)` or `range(18..=120)`"
)]
pub trait HasEnd {}

impl<E> Describe for UnboundedRange<E> {
    const CODE: &'static str = "range";

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} is invalid."
    }
}

// No range without a bound has an end: this is here for what rustc says of it.
impl<V: ?Sized, E: HasEnd> Rule<V> for UnboundedRange<E> {
    fn check(&self, _: &V) -> bool {
        true
    }
}

/// The rule [`range`].
#[derive(Clone, Copy, Debug)]
pub struct Range<N> {
    lower: Option<N>,
    upper: Option<N>,
    excludes_lower: bool,
    excludes_upper: bool,
}

impl<E> UnboundedRange<E> {
    /// At least this much.
    pub const fn min<N: Copy>(self, min: N) -> Range<N> {
        Range { lower: Some(min), upper: None, excludes_lower: false, excludes_upper: false }
    }

    /// At most this much.
    pub const fn max<N: Copy>(self, max: N) -> Range<N> {
        Range { lower: None, upper: Some(max), excludes_lower: false, excludes_upper: false }
    }

    /// More than this.
    pub const fn exclusive_min<N: Copy>(self, min: N) -> Range<N> {
        Range { lower: Some(min), upper: None, excludes_lower: true, excludes_upper: false }
    }

    /// Less than this.
    pub const fn exclusive_max<N: Copy>(self, max: N) -> Range<N> {
        Range { lower: None, upper: Some(max), excludes_lower: false, excludes_upper: true }
    }
}

impl<N: Copy> Range<N> {
    /// At least this much.
    pub const fn min(mut self, min: N) -> Self {
        (self.lower, self.excludes_lower) = (Some(min), false);
        self
    }

    /// At most this much.
    pub const fn max(mut self, max: N) -> Self {
        (self.upper, self.excludes_upper) = (Some(max), false);
        self
    }

    /// More than this.
    pub const fn exclusive_min(mut self, min: N) -> Self {
        (self.lower, self.excludes_lower) = (Some(min), true);
        self
    }

    /// Less than this.
    pub const fn exclusive_max(mut self, max: N) -> Self {
        (self.upper, self.excludes_upper) = (Some(max), true);
        self
    }
}

impl<N: Operand> Describe for Range<N> {
    const CODE: &'static str = "range";
    const ARGUMENTS: &'static [&'static str] = &["min", "max", "exclusive_min", "exclusive_max"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        let bound = match index {
            0 if !self.excludes_lower => &self.lower,
            1 if !self.excludes_upper => &self.upper,
            2 if self.excludes_lower => &self.lower,
            3 if self.excludes_upper => &self.upper,
            _ => return None,
        };
        bound.as_ref().map(N::argument)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        let lower = self.lower.as_ref().map(|_| self.excludes_lower);
        let upper = self.upper.as_ref().map(|_| self.excludes_upper);
        if N::IS_FIELD {
            return match (lower, upper) {
                (Some(false), Some(false)) => "The {attribute} must be between the {min} and the {max}.",
                (Some(false), Some(true)) => {
                    "The {attribute} must be at least the {min} and less than the {exclusive_max}."
                }
                (Some(true), Some(false)) => {
                    "The {attribute} must be greater than the {exclusive_min} and at most the {max}."
                }
                (Some(true), Some(true)) => {
                    "The {attribute} must be greater than the {exclusive_min} and less than the {exclusive_max}."
                }
                (Some(false), None) => "The {attribute} must be at least the {min}.",
                (Some(true), None) => "The {attribute} must be greater than the {exclusive_min}.",
                (None, Some(false)) => "The {attribute} must not be greater than the {max}.",
                (None, Some(true)) => "The {attribute} must be less than the {exclusive_max}.",
                (None, None) => "The {attribute} is invalid.",
            };
        }
        match (lower, upper) {
            (Some(false), Some(false)) => "The {attribute} must be between {min} and {max}.",
            (Some(false), Some(true)) => "The {attribute} must be at least {min} and less than {exclusive_max}.",
            (Some(true), Some(false)) => "The {attribute} must be greater than {exclusive_min} and at most {max}.",
            (Some(true), Some(true)) => {
                "The {attribute} must be greater than {exclusive_min} and less than {exclusive_max}."
            }
            (Some(false), None) => "The {attribute} must be at least {min}.",
            (Some(true), None) => "The {attribute} must be greater than {exclusive_min}.",
            (None, Some(false)) => "The {attribute} must not be greater than {max}.",
            (None, Some(true)) => "The {attribute} must be less than {exclusive_max}.",
            (None, None) => "The {attribute} is invalid.",
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        const KEYWORDS: [&str; 4] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
        if N::IS_FIELD || kind != Kind::Number {
            return Schema::NONE;
        }
        let keywords = KEYWORDS.into_iter().enumerate();
        keywords.fold(Schema::NONE, |schema, (index, keyword)| schema.maybe(keyword, self.argument(index)))
    }
}

impl<V: Compare<N> + ?Sized, N: Operand> Rule<V> for Range<N> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        let passes = |bound: &Option<N>, test: fn(Ordering) -> bool| match bound {
            None => true,
            Some(bound) => value.compare(bound).map_or_else(|| value.undecided(bound), test),
        };
        passes(&self.lower, if self.excludes_lower { Ordering::is_gt } else { Ordering::is_ge })
            && passes(&self.upper, if self.excludes_upper { Ordering::is_lt } else { Ordering::is_le })
    }
}

/// Refuses bounds that nothing is within, while the crate is built. Only numbers and dates can be compared there.
macro_rules! verify {
    ($($number:ident),+) => {$(
        impl Range<$number> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                if let (Some(lower), Some(upper)) = (self.lower, self.upper) {
                    assert!(lower <= upper, "the lower bound is greater than the upper bound: no value passes both");
                    assert!(
                        lower < upper || !(self.excludes_lower || self.excludes_upper),
                        "the bounds leave nothing between them: no value passes both"
                    );
                }
            }
        }
    )+};
}

verify!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);

impl Range<&str> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) => verify_dates(lower, upper),
            (Some(bound), None) | (None, Some(bound)) => verify_dates(bound, bound),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::argument::{Mention, Other};
    use crate::rules::range;

    #[test]
    fn bounds_are_inside_unless_exclusive() {
        for (value, closed, half_open, open) in [
            (1, false, false, false),
            (2, true, true, false),
            (3, true, true, true),
            (4, true, false, false),
            (5, false, false, false),
        ] {
            assert_eq!(range().min(2).max(4).check(&value), closed, "{value}");
            assert_eq!(range().min(2).exclusive_max(4).check(&value), half_open, "{value}");
            assert_eq!(range().exclusive_min(2).exclusive_max(4).check(&value), open, "{value}");
        }
        assert!(range().min(2).check(&i32::MAX) && range().exclusive_max(2).check(&i32::MIN));
        assert!(!range().min(0.0).check(&f64::NAN) && !range().max(f64::NAN).check(&0.0));
    }

    #[test]
    fn other_fields_are_bounds() {
        let (low, high) = (2_u8, 4_u8);
        let rule = range().min(Other(&low)).exclusive_max(Other(&high));
        assert!(rule.check(&3_i64) && rule.check(&2_i64) && !rule.check(&4_i64) && !rule.check(&-1_i64));
        let described = range().min(Mention::field("low")).exclusive_max(Mention::field("high"));
        assert_eq!(
            described.sentence(Kind::Number),
            "The {attribute} must be at least the {min} and less than the {exclusive_max}."
        );
    }
}
