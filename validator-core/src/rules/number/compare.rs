//! Comparisons: `gt`, `gte`, `lt`, `lte`, and what they compare.

use core::cmp::Ordering;

use crate::argument::{Argument, Operand, Other};
use crate::lang::id;
use crate::rule::schema::bounds;
use crate::rules::macros::by_kind;
use crate::rules::number::exact::numeric::Numeric;
use crate::rules::{Bound, Known, Prepared, Rule, Schema, counted, rule};
use crate::subject::{Kind, Subject};

/// A value that can be compared with an `N`: a number with a number, the length of text or of a list with a count, and any
/// of these with another field.
///
/// Integers are compared as integers, whatever their types, and with floats exactly. `NaN` compares with nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with `{N}`",
    label = "not comparable",
    note = "numbers compare with numbers of their own type, text and lists with a count, and `self.other` with either"
)]
pub trait Compare<N> {
    /// The order of this value and the bound. `None` if they do not compare.
    fn compare(&self, bound: &N) -> Option<Ordering>;

    /// The answer of a rule if [`compare`](Self::compare) has none.
    #[doc(hidden)]
    fn undecided(&self, bound: &N) -> bool {
        let _ = bound;
        false
    }

    /// What to find out about the bound once, before it is compared with many values.
    #[doc(hidden)]
    fn know(bound: &N) -> Option<Known> {
        let _ = bound;
        None
    }

    /// As [`compare`](Self::compare), with what was found out about the bound.
    #[doc(hidden)]
    #[inline]
    fn compare_known(&self, bound: &N, known: Option<Known>) -> Option<Ordering> {
        let _ = known;
        self.compare(bound)
    }

    /// Whether the order passes the test. Without an order, the bound decides.
    #[doc(hidden)]
    #[inline]
    fn stands(&self, bound: &N, known: Option<Known>, test: fn(Ordering) -> bool) -> bool {
        self.compare_known(bound, known).map_or_else(|| self.undecided(bound), test)
    }
}

/// A value that can be compared with the value of another field: any number with any number, a length with a length.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with a field of `{V}`",
    label = "not comparable",
    note = "numbers compare with numbers, text with text and lists with lists by their lengths"
)]
pub trait CompareField<V: ?Sized> {
    /// The order of this value and the other one.
    fn compare_field(&self, other: &V) -> Option<Ordering>;

    /// What to find out about the other value once, before it is compared with many.
    #[doc(hidden)]
    fn know_field(other: &V) -> Option<Known> {
        let _ = other;
        None
    }

    /// As [`compare_field`](Self::compare_field), with what was found out about the other value.
    #[doc(hidden)]
    #[inline]
    fn compare_known_field(&self, other: &V, known: Known) -> Option<Ordering> {
        let _ = known;
        self.compare_field(other)
    }
}

#[diagnostic::do_not_recommend]
impl<A: Numeric, B: Numeric> CompareField<B> for A {
    #[inline]
    fn compare_field(&self, other: &B) -> Option<Ordering> {
        self.number().compare(other.number())
    }
}

#[diagnostic::do_not_recommend]
impl<V, T> Compare<Other<'_, T>> for V
where
    V: CompareField<T::Value> + ?Sized,
    T: Subject + ?Sized,
{
    #[inline]
    fn compare(&self, bound: &Other<'_, T>) -> Option<Ordering> {
        bound.value().and_then(|other| self.compare_field(other))
    }

    /// If the other field is absent, this field is not to blame.
    #[inline]
    fn undecided(&self, bound: &Other<'_, T>) -> bool {
        bound.value().is_none()
    }

    fn know(bound: &Other<'_, T>) -> Option<Known> {
        bound.value().and_then(V::know_field)
    }

    #[inline]
    fn compare_known(&self, bound: &Other<'_, T>, known: Option<Known>) -> Option<Ordering> {
        bound.value().and_then(|other| match known {
            Some(known) => self.compare_known_field(other, known),
            None => self.compare_field(other),
        })
    }
}

/// Whether the sentence says "1 character" and not "2 characters".
pub(crate) fn is_one<N: Operand>(bound: &N) -> bool {
    matches!(bound.argument(), Argument::Integer(1))
}

/// What has a length has a whole one, so that a bound which is excluded is `step` away from one that is included.
fn schema_of<'a, N: Operand>(kind: Kind, bound: &'a N, keyword: &'static str, edge: usize, step: i128) -> Schema<'a> {
    match (kind, bounds(kind), bound.argument()) {
        _ if N::IS_FIELD => Schema::NONE,
        (Kind::Number, _, bound) => Schema::of(keyword, bound).exact(),
        (_, Some(keywords), Argument::Integer(count)) => {
            // No length is below 0.
            let count = count + step;
            Schema::of(keywords[edge], Argument::Integer(count.max(0))).exact_if(count >= 0)
        }
        _ => Schema::NONE,
    }
}

/// A macro of its own, because rustc shows this line and the one below when a field cannot be compared.
macro_rules! compares {
    ($($rule:ident: $test:ident),+) => {$(
        impl<V: Compare<N> + ?Sized, N: Operand> Rule<V> for $rule<N> {
            #[inline]
            fn check(&self, value: &V) -> bool {
                value.stands(&self.value, None, Ordering::$test)
            }

            fn prepare<'m>(&self) -> Prepared<'m, V>
            where
                Self: 'm,
            {
                Prepared::of_bounds([V::know(&self.value), None])
            }

            fn check_prepared(&self, value: &V, prepared: &Prepared<'_, V>) -> bool {
                value.stands(&self.value, prepared.bounds()[0], Ordering::$test)
            }
        }
    )+};
}

compares!(Gt: is_gt, Gte: is_ge, Lt: is_lt, Lte: is_le);

rule!(
    /// Accepts values greater than the bound.
    ///
    /// In an attribute: `#[validate(gt(0))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::gt(0).check(&0.01_f64));
    /// assert!(!rules::gt(3).check("日本語"), "text is measured in characters");
    /// ```
    ///
    /// The bound is a literal or constant of the field's own type, a count of characters for text, of items
    /// for lists and maps, or another field: `self.other`.
    pub const fn gt<N: Operand>(value: N) -> Gt<N>;

    const BOUND: Bound = Bound::Above;

    fn sentence(&self, kind: Kind) -> &'static str {
        if N::IS_FIELD {
            return "The {attribute} must be greater than the {value}.";
        }
        counted!(kind, is_one(&self.value), "must be greater than {value}")
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        by_kind(kind, N::IS_FIELD, [id::gt_number, id::gt_text, id::gt_list, id::gt_field, id::gt_date])
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, &self.value, "exclusiveMinimum", 0, 1)
    }
);

rule!(
    /// Accepts values greater than or equal to the bound.
    ///
    /// In an attribute: `#[validate(gte(18))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::gte(18).check(&18_u8));
    /// ```
    ///
    /// The bound is a literal or constant of the field's own type, a count of characters for text, of items
    /// for lists and maps, or another field: `self.other`.
    pub const fn gte<N: Operand>(value: N) -> Gte<N>;

    const BOUND: Bound = Bound::AtLeast;

    fn sentence(&self, kind: Kind) -> &'static str {
        if N::IS_FIELD {
            return "The {attribute} must be greater than or equal to the {value}.";
        }
        counted!(kind, is_one(&self.value), "must be greater than or equal to {value}")
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        by_kind(kind, N::IS_FIELD, [id::gte_number, id::gte_text, id::gte_list, id::gte_field, id::gte_date])
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, &self.value, "minimum", 0, 0)
    }
);

rule!(
    /// Accepts values less than the bound.
    ///
    /// In an attribute: `#[validate(lt(3))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::lt(1).check(&0.99_f32));
    /// assert!(!rules::lt(1).check(&f32::NAN), "NaN compares with nothing");
    /// ```
    ///
    /// The bound is a literal or constant of the field's own type, a count of characters for text, of items
    /// for lists and maps, or another field: `self.other`.
    pub const fn lt<N: Operand>(value: N) -> Lt<N>;

    const BOUND: Bound = Bound::Below;

    fn sentence(&self, kind: Kind) -> &'static str {
        if N::IS_FIELD {
            return "The {attribute} must be less than the {value}.";
        }
        counted!(kind, is_one(&self.value), "must be less than {value}")
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        by_kind(kind, N::IS_FIELD, [id::lt_number, id::lt_text, id::lt_list, id::lt_field, id::lt_date])
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, &self.value, "exclusiveMaximum", 1, -1)
    }
);

rule!(
    /// Accepts values less than or equal to the bound.
    ///
    /// In an attribute: `#[validate(lte(3))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::lte(2).check(&["a", "b"][..]));
    /// ```
    ///
    /// The bound is a literal or constant of the field's own type, a count of characters for text, of items
    /// for lists and maps, or another field: `self.other`.
    pub const fn lte<N: Operand>(value: N) -> Lte<N>;

    const BOUND: Bound = Bound::AtMost;

    fn sentence(&self, kind: Kind) -> &'static str {
        if N::IS_FIELD {
            return "The {attribute} must be less than or equal to the {value}.";
        }
        counted!(kind, is_one(&self.value), "must be less than or equal to {value}")
    }

    fn message_id(&self, kind: Kind) -> MessageId {
        by_kind(kind, N::IS_FIELD, [id::lte_number, id::lte_text, id::lte_list, id::lte_field, id::lte_date])
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        schema_of(kind, &self.value, "maximum", 1, 0)
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_never_rounded() {
        let exact = (1_u64 << 53) + 1;
        assert!(gt(1_u64 << 53).check(&exact));
        assert!(gt(Other(&(1_u64 << 53))).check(&(exact as i128)));
        assert!(gt(Other(&9_007_199_254_740_992.0_f64)).check(&exact));
        assert!(gt(u128::MAX - 1).check(&u128::MAX));
        assert!(lt(Other(&u128::MAX)).check(&i128::MIN));
        assert!(lt(Other(&f64::INFINITY)).check(&u128::MAX));
        assert!(gt(Other(&f64::NEG_INFINITY)).check(&i128::MIN));
        assert!(gt(Other(&1.5_f64)).check(&2_u8) && !gt(Other(&2.5_f64)).check(&2_u8));
        assert!(lt(Other(&-1e300)).check(&f64::NEG_INFINITY));
    }

    #[test]
    fn nan_fails_every_comparison() {
        for bound in [f64::NAN, 0.0, f64::INFINITY] {
            for value in [f64::NAN, bound] {
                if value.is_nan() || bound.is_nan() {
                    assert!(!gt(bound).check(&value) && !gte(bound).check(&value));
                    assert!(!lt(bound).check(&value) && !lte(bound).check(&value));
                }
            }
        }
        assert!(!gt(Other(&f64::NAN)).check(&1_u8) && !lte(Other(&1_u8)).check(&f64::NAN));
    }

    #[test]
    fn negative_zero_is_zero() {
        assert!(!lt(0.0).check(&-0.0_f64) && gte(0).check(&-0.0_f64));
    }

    #[test]
    fn literals_take_the_type_of_the_field() {
        // Each would not compile, or overflow, if the literal fell back to `i32`.
        assert!(gt(3_000_000_000).check(&4_000_000_000_u64));
        assert!(gt(-5).check(&-4_i8));
        assert!(lt(170_141_183_460_469_231_731_687_303_715_884_105_728).check(&7_u128));
    }
}
