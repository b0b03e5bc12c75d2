//! Sizes in the familiar words: `min`, `max`, `size`, `between`, and `range` for numbers and dates.
//!
//! The size of a number is its value, of text its characters, of a list or map its items.

use core::cmp::Ordering;
use core::marker::PhantomData;

use super::compare::{Compare, is_one};
use super::length::Unbounded;
use super::schema::bounds;
use super::{Describe, Rule, Schema, counted};
use crate::argument::{Argument, Operand};
use crate::subject::Kind;

/// At least this much.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::min(18).check(&18_u8));
/// assert!(!rules::min(3).check("日本"));
/// ```
#[must_use]
pub const fn min<N>(min: N) -> Min<N> {
    Min { min }
}

/// At most this much.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::max(10).check(&9.99_f64.min(10.0)));
/// assert!(rules::max(2).check(&["a", "b"][..]));
/// ```
#[must_use]
pub const fn max<N>(max: N) -> Max<N> {
    Max { max }
}

/// Exactly this much.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::size(5).check("12345"));
/// ```
#[must_use]
pub const fn size<N>(size: N) -> Size<N> {
    Size { size }
}

/// At least `min` and at most `max`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::between(1, 6).check(&6_u8));
/// assert!(!rules::between(1, 6).check(&7_u8));
/// ```
#[must_use]
pub const fn between<N>(min: N, max: N) -> Between<N> {
    Between { min, max }
}

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

/// The rule [`min`].
#[derive(Clone, Copy, Debug)]
pub struct Min<N> {
    min: N,
}

/// The rule [`max`].
#[derive(Clone, Copy, Debug)]
pub struct Max<N> {
    max: N,
}

/// The rule [`size`].
#[derive(Clone, Copy, Debug)]
pub struct Size<N> {
    size: N,
}

/// The rule [`between`].
#[derive(Clone, Copy, Debug)]
pub struct Between<N> {
    min: N,
    max: N,
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

macro_rules! unary {
    ($rule:ident.$bound:ident, $code:literal, $test:ident, closes: $closes:literal, edges: $edges:expr, |$kind:ident, $one:ident| $sentence:expr, $field:literal) => {
        impl<N> $rule<N> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl<N: Operand> Describe for $rule<N> {
            const CODE: &'static str = $code;
            const ARGUMENTS: &'static [&'static str] = &[$code];

            fn argument(&self, index: usize) -> Option<Argument<'_>> {
                (index == 0).then(|| self.$bound.argument())
            }

            fn sentence(&self, $kind: Kind) -> &'static str {
                if N::IS_FIELD {
                    return $field;
                }
                let $one = is_one(&self.$bound);
                $sentence
            }

            fn schema(&self, $kind: Kind) -> Schema<'_> {
                let [least, most]: [bool; 2] = $edges;
                match bounds($kind) {
                    Some(keywords) if !N::IS_FIELD => Schema::NONE
                        .maybe(keywords[0], least.then(|| self.$bound.argument()))
                        .maybe(keywords[1], most.then(|| self.$bound.argument())),
                    _ => Schema::NONE,
                }
            }
        }

        impl<V: Compare<N> + ?Sized, N: Operand> Rule<V> for $rule<N> {
            #[inline]
            fn check(&self, value: &V) -> bool {
                value.compare(&self.$bound).map_or_else(|| value.undecided(&self.$bound), Ordering::$test)
            }

            fn admits_elements(&self, value: &V) -> bool {
                !$closes || value.compare(&self.$bound).is_none_or(Ordering::is_le)
            }
        }
    };
}

unary!(Min.min, "min", is_ge, closes: false, edges: [true, false], |kind, one| match kind {
    Kind::List | Kind::Map => counted!(kind, one, "must have at least {min}"),
    _ => counted!(kind, one, "must be at least {min}"),
}, "The {attribute} must be at least the {min}.");

unary!(Max.max, "max", is_le, closes: true, edges: [false, true], |kind, one| match kind {
    Kind::List | Kind::Map => counted!(kind, one, "must not have more than {max}"),
    _ => counted!(kind, one, "must not be greater than {max}"),
}, "The {attribute} must not be greater than the {max}.");

unary!(Size.size, "size", is_eq, closes: true, edges: [true, true], |kind, one| match kind {
    Kind::List | Kind::Map => counted!(kind, one, "must contain {size}"),
    _ => counted!(kind, one, "must be {size}"),
}, "The {attribute} must be the {size}.");

impl<N: Operand> Describe for Between<N> {
    const CODE: &'static str = "between";
    const ARGUMENTS: &'static [&'static str] = &["min", "max"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        [&self.min, &self.max].get(index).map(|bound| bound.argument())
    }

    fn sentence(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::List | Kind::Map => {
                counted!(kind, is_one(&self.max), "must have between {min} and {max}")
            }
            _ => counted!(kind, is_one(&self.max), "must be between {min} and {max}"),
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        match bounds(kind) {
            Some([least, most]) if !N::IS_FIELD => {
                Schema::of(least, self.min.argument()).and(most, self.max.argument())
            }
            _ => Schema::NONE,
        }
    }
}

impl<V: Compare<N> + ?Sized, N: Operand> Rule<V> for Between<N> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        value.compare(&self.min).map_or_else(|| value.undecided(&self.min), Ordering::is_ge)
            && value.compare(&self.max).map_or_else(|| value.undecided(&self.max), Ordering::is_le)
    }

    fn admits_elements(&self, value: &V) -> bool {
        value.compare(&self.max).is_none_or(Ordering::is_le)
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

/// Refuses bounds that no number is within, while the crate is built. Only numbers can be compared there.
macro_rules! verify {
    ($($number:ident),+) => {$(
        impl Between<$number> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                assert!(self.min <= self.max, "`min` is greater than `max`: no value passes both");
            }
        }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_inside() {
        assert!(min(3).check(&3_u8) && !min(3).check(&2_u8));
        assert!(max(3).check(&3_u8) && !max(3).check(&4_u8));
        assert!(size(3).check("abc") && !size(3).check("ab") && !size(3).check("abcd"));
        for (value, holds) in [(1, false), (2, true), (4, true), (5, false)] {
            assert_eq!(between(2, 4).check(&value), holds, "{value}");
            assert_eq!(range().min(2).max(4).check(&value), holds, "{value}");
            assert_eq!(range().exclusive_min(1).exclusive_max(5).check(&value), holds, "{value}");
        }
        assert!(!range().min(0.0).check(&f64::NAN) && !between(0.0, 1.0).check(&f64::NAN));
    }

    #[test]
    fn too_many_items_close_the_list_and_too_few_do_not() {
        assert!(!max(1).admits_elements(&[1, 2][..]) && min(3).admits_elements(&[1, 2][..]));
        assert!(!between(0, 1).admits_elements(&[1, 2][..]) && between(3, 4).admits_elements(&[1, 2][..]));
    }
}
