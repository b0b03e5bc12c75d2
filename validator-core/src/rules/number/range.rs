//! Ranges of numbers and dates, with bounds that are in them or not.

use core::cmp::Ordering;
use core::marker::PhantomData;

use crate::argument::{Argument, Operand};
use crate::lang::{MessageId, id};
use crate::rules::{Bound, Compare, Describe, Known, Prepared, Rule, Schema};
use crate::subject::Kind;

/// A range that has no bound yet.
#[derive(Clone, Copy, Debug)]
pub struct Unbounded;

/// Accepts numbers and dates within bounds. `min` and `max` belong to the range, `exclusive_min` and `exclusive_max` do
/// not.
///
/// `range(18..=120)` in an attribute is `range().min(18).max(120)`. One bound may be a literal and the other a field:
/// `range(1..=self.stock)`. The bounds of a float may be a whole number and a fraction: `range(0..=0.5)`.
///
/// In an attribute: `#[validate(range(18..=120))]`.
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

/// A [`range`] without a bound. It does not compile as a rule.
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

    fn message_id(&self, _: Kind) -> MessageId {
        id::invalid
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
pub struct Range<L, U = L> {
    pub(super) lower: Option<L>,
    pub(super) upper: Option<U>,
    pub(super) excludes_lower: bool,
    pub(super) excludes_upper: bool,
}

/// The side on which a range has no bound.
#[derive(Clone, Copy, Debug)]
pub struct Open;

impl<E> UnboundedRange<E> {
    /// The least value that passes.
    pub const fn min<N: Copy>(self, min: N) -> Range<N, Open> {
        Range { lower: Some(min), upper: None, excludes_lower: false, excludes_upper: false }
    }

    /// The greatest value that passes.
    pub const fn max<N: Copy>(self, max: N) -> Range<Open, N> {
        Range { lower: None, upper: Some(max), excludes_lower: false, excludes_upper: false }
    }

    /// Only values above this one pass.
    pub const fn exclusive_min<N: Copy>(self, min: N) -> Range<N, Open> {
        Range { lower: Some(min), upper: None, excludes_lower: true, excludes_upper: false }
    }

    /// Only values below this one pass.
    pub const fn exclusive_max<N: Copy>(self, max: N) -> Range<Open, N> {
        Range { lower: None, upper: Some(max), excludes_lower: false, excludes_upper: true }
    }
}

impl<L: Copy, U: Copy> Range<L, U> {
    /// The least value that passes.
    pub const fn min<N: Copy>(self, min: N) -> Range<N, U> {
        let Self { upper, excludes_upper, .. } = self;
        Range { lower: Some(min), upper, excludes_lower: false, excludes_upper }
    }

    /// The greatest value that passes.
    pub const fn max<N: Copy>(self, max: N) -> Range<L, N> {
        let Self { lower, excludes_lower, .. } = self;
        Range { lower, upper: Some(max), excludes_lower, excludes_upper: false }
    }

    /// Only values above this one pass.
    pub const fn exclusive_min<N: Copy>(self, min: N) -> Range<N, U> {
        let Self { upper, excludes_upper, .. } = self;
        Range { lower: Some(min), upper, excludes_lower: true, excludes_upper }
    }

    /// Only values below this one pass.
    pub const fn exclusive_max<N: Copy>(self, max: N) -> Range<L, N> {
        let Self { lower, excludes_lower, .. } = self;
        Range { lower, upper: Some(max), excludes_lower, excludes_upper: true }
    }
}

impl<L: Operand, U: Operand> Describe for Range<L, U> {
    const CODE: &'static str = "range";
    const ARGUMENTS: &'static [&'static str] = &["min", "max", "exclusive_min", "exclusive_max"];
    const BOUND: Bound = Bound::Named;

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        let (lower, upper) = (self.lower.as_ref().map(L::argument), self.upper.as_ref().map(U::argument));
        match index {
            0 if !self.excludes_lower => lower,
            1 if !self.excludes_upper => upper,
            2 if self.excludes_lower => lower,
            3 if self.excludes_upper => upper,
            _ => None,
        }
    }

    fn sentence(&self, _: Kind) -> &'static str {
        let lower = self.lower.as_ref().map(|_| self.excludes_lower);
        let upper = self.upper.as_ref().map(|_| self.excludes_upper);
        // Another field has an article before its label.
        macro_rules! sentences {
            ($least:literal, $most:literal) => {
                match (lower, upper) {
                    (Some(false), Some(false)) => {
                        concat!("The {attribute} must be between ", $least, "{min} and ", $most, "{max}.")
                    }
                    (Some(false), Some(true)) => {
                        concat!(
                            "The {attribute} must be at least ",
                            $least,
                            "{min} and less than ",
                            $most,
                            "{exclusive_max}."
                        )
                    }
                    (Some(true), Some(false)) => {
                        concat!(
                            "The {attribute} must be greater than ",
                            $least,
                            "{exclusive_min} and at most ",
                            $most,
                            "{max}."
                        )
                    }
                    (Some(true), Some(true)) => {
                        concat!(
                            "The {attribute} must be greater than ",
                            $least,
                            "{exclusive_min} and less than ",
                            $most,
                            "{exclusive_max}."
                        )
                    }
                    (Some(false), None) => concat!("The {attribute} must be at least ", $least, "{min}."),
                    (Some(true), None) => concat!("The {attribute} must be greater than ", $least, "{exclusive_min}."),
                    (None, Some(false)) => concat!("The {attribute} must not be greater than ", $most, "{max}."),
                    (None, Some(true)) => concat!("The {attribute} must be less than ", $most, "{exclusive_max}."),
                    (None, None) => "The {attribute} is invalid.",
                }
            };
        }
        match (L::IS_FIELD, U::IS_FIELD) {
            (false, false) => sentences!("", ""),
            (false, true) => sentences!("", "the "),
            (true, false) => sentences!("the ", ""),
            (true, true) => sentences!("the ", "the "),
        }
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        let lower = self.lower.as_ref().map(|_| self.excludes_lower);
        let upper = self.upper.as_ref().map(|_| self.excludes_upper);
        match (lower, upper) {
            (Some(false), Some(false)) => id::range_between,
            (Some(false), Some(true)) => id::range_min_and_exclusive_max,
            (Some(true), Some(false)) => id::range_exclusive_min_and_max,
            (Some(true), Some(true)) => id::range_exclusive,
            (Some(false), None) if kind == Kind::Date => id::range_date_min,
            (Some(true), None) if kind == Kind::Date => id::range_date_exclusive_min,
            (None, Some(false)) if kind == Kind::Date => id::range_date_max,
            (None, Some(true)) if kind == Kind::Date => id::range_date_exclusive_max,
            (Some(false), None) => id::range_min,
            (Some(true), None) => id::range_exclusive_min,
            (None, Some(false)) => id::range_max,
            (None, Some(true)) => id::range_exclusive_max,
            (None, None) => id::invalid,
        }
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        const KEYWORDS: [&str; 4] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
        if kind != Kind::Number {
            return Schema::NONE;
        }
        let fields = [L::IS_FIELD, U::IS_FIELD];
        let keywords = KEYWORDS.into_iter().enumerate().filter(|(index, _)| !fields[index % 2]);
        let schema =
            keywords.fold(Schema::NONE, |schema, (index, keyword)| schema.maybe(keyword, self.argument(index)));
        schema.exact_if(fields == [false; 2])
    }
}

impl<V: Compare<L> + Compare<U> + ?Sized, L: Operand, U: Operand> Rule<V> for Range<L, U> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        self.holds(value, [None; 2])
    }

    fn prepare<'m>(&self) -> Prepared<'m, V>
    where
        Self: 'm,
    {
        Prepared::of_bounds([
            self.lower.as_ref().and_then(<V as Compare<L>>::know),
            self.upper.as_ref().and_then(<V as Compare<U>>::know),
        ])
    }

    fn check_prepared(&self, value: &V, prepared: &Prepared<'_, V>) -> bool {
        self.holds(value, prepared.bounds())
    }
}

impl<L, U> Range<L, U> {
    #[inline]
    fn holds<V: Compare<L> + Compare<U> + ?Sized>(&self, value: &V, [lower, upper]: [Option<Known>; 2]) -> bool {
        let above = if self.excludes_lower { Ordering::is_gt } else { Ordering::is_ge };
        let below = if self.excludes_upper { Ordering::is_lt } else { Ordering::is_le };
        self.lower.as_ref().is_none_or(|bound| value.stands(bound, lower, above))
            && self.upper.as_ref().is_none_or(|bound| value.stands(bound, upper, below))
    }
}

/// A missing bound compares with nothing.
impl<V: ?Sized> Compare<Open> for V {
    fn compare(&self, _: &Open) -> Option<Ordering> {
        None
    }

    fn undecided(&self, _: &Open) -> bool {
        true
    }
}

/// A missing bound is no argument.
impl Operand for Open {
    fn argument(&self) -> Argument<'_> {
        Argument::Text("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::argument::{Mention, Other};

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

    #[test]
    fn bounds_stand_for_themselves() {
        let stock = 7_u32;
        for (value, closed, open) in [(0, false, false), (1, true, true), (7, true, false), (8, false, false)] {
            assert_eq!(range().min(1).max(Other(&stock)).check(&value), closed, "{value}");
            assert_eq!(range().min(1).exclusive_max(Other(&stock)).check(&value), open, "{value}");
            assert_eq!(range().max(7).min(Other(&1_i64)).check(&value), closed, "{value}");
        }
        for (value, holds) in [(-0.1, false), (0.0, true), (0.5, true), (0.6, false), (f64::NAN, false)] {
            assert_eq!(range().min(0).max(0.5).check(&value), holds, "{value}");
        }
        range().min(0_i64).max(0.5_f64).verify();
        range().exclusive_min(0.5_f32).max(1_i64).verify();
        for (rule, sentence) in [
            (range().min(1).max(Mention::field("stock")), "The {attribute} must be between {min} and the {max}."),
            (
                range().min(1).exclusive_max(Mention::field("stock")),
                "The {attribute} must be at least {min} and less than the {exclusive_max}.",
            ),
        ] {
            assert_eq!(rule.sentence(Kind::Number), sentence);
        }
        let rule = range().min(Mention::field("least")).max(9);
        assert_eq!(rule.sentence(Kind::Number), "The {attribute} must be between the {min} and {max}.");
        let keywords: alloc::vec::Vec<_> = rule.schema(Kind::Number).keywords().map(|(name, _)| name).collect();
        assert_eq!(keywords, ["maximum"]);
    }
}
