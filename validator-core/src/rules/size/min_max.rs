//! Sizes in the familiar words: `min`, `max`, `size`, `between`.
//!
//! The size of a number is its value, of text its characters, of a list or map its items.

use core::cmp::Ordering;

use crate::argument::{Argument, Operand};
use crate::date_time::verify_dates;
use crate::lang::{MessageId, id};
use crate::rule::schema::bounds;
use crate::rules::macros::by_kind;
use crate::rules::number::compare::{Compare, is_one};
use crate::rules::{Bound, Describe, Prepared, Rule, Schema, counted, rule};
use crate::subject::Kind;

rule!(
    /// Accepts numbers from `min` up, text of at least `min` characters, and lists and maps of at least `min` items.
    ///
    /// In an attribute: `#[validate(min(3))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::min(18).check(&18_u8));
    /// assert!(!rules::min(3).check("日本"));
    /// ```
    pub const fn min<N: Operand>(min: N) -> Min<N>;

    const BOUND: Bound = Bound::AtLeast;

    fn sentence(&self, kind: Kind) -> &'static str {
        match kind {
            _ if N::IS_FIELD => "The {attribute} must be at least the {min}.",
            Kind::List | Kind::Map => counted!(kind, is_one(&self.min), "must have at least {min}"),
            _ => counted!(kind, is_one(&self.min), "must be at least {min}"),
        }
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        by_kind(kind, N::IS_FIELD, [id::min_number, id::min_text, id::min_list, id::min_field, id::min_date])
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, [Some(&self.min), None])
    }
);

rule!(
    /// Accepts numbers up to `max`, text of at most `max` characters, and lists and maps of at most `max` items.
    ///
    /// In an attribute: `#[validate(max(3))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::max(10).check(&9.99_f64.min(10.0)));
    /// assert!(rules::max(2).check(&["a", "b"][..]));
    /// ```
    pub const fn max<N: Operand>(max: N) -> Max<N>;

    const BOUND: Bound = Bound::AtMost;

    fn sentence(&self, kind: Kind) -> &'static str {
        match kind {
            _ if N::IS_FIELD => "The {attribute} must not be greater than the {max}.",
            Kind::List | Kind::Map => counted!(kind, is_one(&self.max), "must not have more than {max}"),
            _ => counted!(kind, is_one(&self.max), "must not be greater than {max}"),
        }
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        by_kind(kind, N::IS_FIELD, [id::max_number, id::max_text, id::max_list, id::max_field, id::max_date])
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, [None, Some(&self.max)])
    }
);

rule!(
    /// Accepts the number `size`, text of exactly `size` characters, and lists and maps of exactly `size` items.
    ///
    /// In an attribute: `#[validate(size(3))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::size(5).check("12345"));
    /// ```
    pub const fn size<N: Operand>(size: N) -> Size<N>;

    const BOUND: Bound = Bound::Exactly;

    fn sentence(&self, kind: Kind) -> &'static str {
        match kind {
            _ if N::IS_FIELD => "The {attribute} must be the {size}.",
            Kind::List | Kind::Map => counted!(kind, is_one(&self.size), "must contain {size}"),
            _ => counted!(kind, is_one(&self.size), "must be {size}"),
        }
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        by_kind(kind, N::IS_FIELD, [id::size_number, id::size_text, id::size_list, id::size_field, id::size_date])
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, [Some(&self.size), Some(&self.size)])
    }
);

/// Accepts numbers from `min` to `max`, text of `min` to `max` characters, and lists and maps of as many items.
///
/// One bound may be a literal and the other a field: `between(1, self.stock)`. The bounds of a float may be a whole number
/// and a fraction: `between(0, 0.5)`.
///
/// In an attribute: `#[validate(between(3, 5))]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::between(1, 6).check(&6_u8));
/// assert!(!rules::between(1, 6).check(&7_u8));
/// ```
#[must_use]
pub const fn between<L, U>(min: L, max: U) -> Between<L, U> {
    Between { min, max }
}

/// The rule [`between`].
#[derive(Clone, Copy, Debug)]
pub struct Between<L, U = L> {
    min: L,
    max: U,
}

fn schema_of<N: Operand>(kind: Kind, [least, most]: [Option<&N>; 2]) -> Schema<'_> {
    match bounds(kind) {
        Some(keywords) if !N::IS_FIELD => Schema::NONE
            .maybe(keywords[0], least.map(Operand::argument))
            .maybe(keywords[1], most.map(Operand::argument))
            .exact(),
        _ => Schema::NONE,
    }
}

/// A bound as a number of elements, if it is one.
fn count<N: Operand>(bound: &N) -> Option<usize> {
    match bound.argument() {
        Argument::Integer(bound) => usize::try_from(bound).ok(),
        _ => None,
    }
}

/// The elements of a list that is longer than an upper bound are not checked.
macro_rules! compares {
    ($($rule:ident.$bound:ident: $test:ident, is_upper: $is_upper:literal;)+) => {$(
        impl<V: Compare<N> + ?Sized, N: Operand> Rule<V> for $rule<N> {
            #[inline]
            fn check(&self, value: &V) -> bool {
                value.stands(&self.$bound, None, Ordering::$test)
            }

            fn prepare<'m>(&self) -> Prepared<'m, V>
            where
                Self: 'm,
            {
                Prepared::of_bounds([V::know(&self.$bound), None])
            }

            fn check_prepared(&self, value: &V, prepared: &Prepared<'_, V>) -> bool {
                value.stands(&self.$bound, prepared.bounds()[0], Ordering::$test)
            }

            fn admits_elements(&self, value: &V) -> bool {
                !$is_upper || value.compare(&self.$bound).is_none_or(Ordering::is_le)
            }

            fn max_elements(&self) -> Option<usize> {
                if $is_upper { count(&self.$bound) } else { None }
            }
        }
    )+};
}

compares! {
    Min.min: is_ge, is_upper: false;
    Max.max: is_le, is_upper: true;
    Size.size: is_eq, is_upper: true;
}

impl<L: Operand, U: Operand> Describe for Between<L, U> {
    const CODE: &'static str = "between";
    const ARGUMENTS: &'static [&'static str] = &["min", "max"];
    const BOUND: Bound = Bound::Between;

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        match index {
            0 => Some(self.min.argument()),
            1 => Some(self.max.argument()),
            _ => None,
        }
    }

    fn sentence(&self, kind: Kind) -> &'static str {
        match (L::IS_FIELD, U::IS_FIELD) {
            (true, true) => "The {attribute} must be between the {min} and the {max}.",
            (true, false) => "The {attribute} must be between the {min} and {max}.",
            (false, true) => "The {attribute} must be between {min} and the {max}.",
            (false, false) => match kind {
                Kind::List | Kind::Map => {
                    counted!(kind, is_one(&self.max), "must have between {min} and {max}")
                }
                _ => counted!(kind, is_one(&self.max), "must be between {min} and {max}"),
            },
        }
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        let is_field = L::IS_FIELD || U::IS_FIELD;
        let date = if is_field { id::between_field } else { id::between_number };
        by_kind(kind, is_field, [id::between_number, id::between_text, id::between_list, id::between_field, date])
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        match bounds(kind) {
            Some([least, most]) => Schema::NONE
                .maybe(least, (!L::IS_FIELD).then(|| self.min.argument()))
                .maybe(most, (!U::IS_FIELD).then(|| self.max.argument()))
                .exact_if(!L::IS_FIELD && !U::IS_FIELD),
            None => Schema::NONE,
        }
    }
}

impl<V: Compare<L> + Compare<U> + ?Sized, L: Operand, U: Operand> Rule<V> for Between<L, U> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        value.stands(&self.min, None, Ordering::is_ge) && value.stands(&self.max, None, Ordering::is_le)
    }

    fn prepare<'m>(&self) -> Prepared<'m, V>
    where
        Self: 'm,
    {
        Prepared::of_bounds([<V as Compare<L>>::know(&self.min), <V as Compare<U>>::know(&self.max)])
    }

    fn check_prepared(&self, value: &V, prepared: &Prepared<'_, V>) -> bool {
        let [min, max] = prepared.bounds();
        value.stands(&self.min, min, Ordering::is_ge) && value.stands(&self.max, max, Ordering::is_le)
    }

    fn admits_elements(&self, value: &V) -> bool {
        value.compare(&self.max).is_none_or(Ordering::is_le)
    }

    fn max_elements(&self) -> Option<usize> {
        count(&self.max)
    }
}

/// Refuses bounds that contradict each other while the crate is built. Only numbers and dates can be compared then.
macro_rules! verify {
    ($($number:ident),+) => {$(
        impl Between<$number> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                // Only `NaN` does not equal itself.
                #[allow(clippy::eq_op)]
                let are_numbers = self.min == self.min && self.max == self.max;
                assert!(are_numbers, "nothing compares with `NaN`: no value passes; write numbers");
                assert!(self.min <= self.max, "`min` is greater than `max`: no value passes both");
            }
        }
    )+};
}

verify!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);

/// The bounds of a float can be a whole number and a fraction.
macro_rules! verify_mixed {
    ($($lower:ident to $upper:ident),+) => {$(
        impl Between<$lower, $upper> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                // Rounding keeps the order.
                assert!(self.min as f64 <= self.max as f64, "`min` is greater than `max`: no value passes both");
            }
        }
    )+};
}

verify_mixed!(i64 to f32, i64 to f64, f32 to i64, f64 to i64);

impl Between<&str> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        verify_dates(self.min, self.max);
    }
}

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
        }
        assert!(!between(0.0, 1.0).check(&f64::NAN) && !min(0.0).check(&f64::NAN) && !max(0.0).check(&f64::NAN));
    }

    #[test]
    fn bounds_stand_for_themselves() {
        use crate::argument::{Mention, Other};

        let (stock, none) = (7_u32, None::<u32>);
        for (value, holds) in [(0, false), (1, true), (7, true), (8, false)] {
            assert_eq!(between(1, Other(&stock)).check(&value), holds, "{value}");
            assert_eq!(between(Other(&1_u8), 7).check(&value), holds, "{value}");
            assert_eq!(between(1, Other(&none)).check(&value), value > 0, "{value}");
        }
        for (value, holds) in [(-0.1, false), (0.0, true), (0.5, true), (0.6, false), (f64::NAN, false)] {
            assert_eq!(between(0, 0.5).check(&value), holds, "{value}");
            assert_eq!(between(-0.0, Other(&0.5_f32)).check(&value), holds, "{value}");
        }
        assert!(between(2, Other("日本語")).check("ab") && !between(2, Other("日本語")).check("abcd"));
        assert!(between(0, 0.5).check(&0.5_f32) && !between(0.5, 1).check(&0.0_f32));
        between(0_i64, 0.5_f64).verify();
        between(0.5_f32, 1_i64).verify();
        let described = between(1, Mention::field("stock"));
        assert_eq!(described.sentence(Kind::Number), "The {attribute} must be between {min} and the {max}.");
        let keywords: alloc::vec::Vec<_> = described.schema(Kind::Number).keywords().map(|(name, _)| name).collect();
        assert_eq!(keywords, ["minimum"]);
    }

    #[test]
    fn too_many_items_close_the_list_and_too_few_do_not() {
        assert!(!max(1).admits_elements(&[1, 2][..]) && min(3).admits_elements(&[1, 2][..]));
        assert!(!between(0, 1).admits_elements(&[1, 2][..]) && between(3, 4).admits_elements(&[1, 2][..]));
        assert_eq!(Rule::<[u8]>::max_elements(&max(1)), Some(1));
        assert_eq!(Rule::<[u8]>::max_elements(&size(2)), Some(2));
        assert_eq!(Rule::<[u8]>::max_elements(&between(3, 4)), Some(4));
        assert_eq!(Rule::<[u8]>::max_elements(&min(3)), None);
    }
}
