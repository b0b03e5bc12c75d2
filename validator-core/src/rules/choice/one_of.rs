//! Choice: one of the values of a list, or none of them.

use core::num;

use crate::argument::{Argument, Arguments};
use crate::rules::{Rule, Schema, refuses_empty, rule};
use crate::subject::Kind;

rule!(
    /// Accepts a value that equals one of the choices.
    ///
    /// The list is an array or a constant slice; its items are literals or constants of the field's own type, or enum
    /// variants.
    ///
    /// In an attribute: `#[validate(one_of(["a", "b"]))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::one_of(["asc", "desc"]).check("asc"));
    /// assert!(!rules::one_of(["asc", "desc"]).check("Asc"));
    /// assert!(rules::one_of([10, 25, 50]).check(&25_u8));
    /// ```
    pub const fn one_of<C: Arguments>(choices: C) -> OneOf<C>;

    const SENTENCE: &str = "The selected {attribute} is invalid.";

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::List(&self.choices))
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        if has_names(kind) { Schema::NONE } else { Schema::of("enum", Argument::List(&self.choices)).exact() }
    }
);

refuses_empty!(OneOf.choices, "`one_of` has no values, and would refuse everything; write at least one");

impl<V: ?Sized, C: Choices<V> + Arguments> Rule<V> for OneOf<C> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        self.choices.have(value)
    }
}

rule!(
    /// Refuses a value that equals one of the choices.
    ///
    /// In an attribute: `#[validate(none_of([1, 2]))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::none_of(["admin", "root"]).check("jane"));
    /// assert!(!rules::none_of([13, 17]).check(&13));
    /// ```
    pub const fn none_of<C: Arguments>(choices: C) -> NoneOf<C>;

    const SENTENCE: &str = "The selected {attribute} is invalid.";

    const fn verify(&self);

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::List(&self.choices))
    }

    fn schema(&self, kind: Kind) -> Schema<'_> {
        if has_names(kind) { Schema::NONE } else { Schema::not("enum", Argument::List(&self.choices)).exact() }
    }
);

refuses_empty!(NoneOf.choices, "`none_of` has no values, and would refuse nothing; write at least one");

impl<V: ?Sized, C: Choices<V> + Arguments> Rule<V> for NoneOf<C> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        !self.choices.have(value)
    }
}

/// Whether values are variants of an enum. Serde may read a variant by several names, or by a tag.
fn has_names(kind: Kind) -> bool {
    !matches!(kind, Kind::Text | Kind::Number | Kind::Boolean)
}

/// A list that a `V` can be chosen from.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list to choose a `{V}` from",
    label = "not a list of choices",
    note = "write an array, such as `one_of([\"a\", \"b\"])`, or a constant slice"
)]
pub trait Choices<V: ?Sized> {
    /// Whether the value is in the list.
    fn have(&self, value: &V) -> bool;

    /// Whether `found` says yes for each item, which it is given as a test for values.
    fn every(&self, found: impl FnMut(&dyn Fn(&V) -> bool) -> bool) -> bool;
}

impl<V: Choice<A> + ?Sized, A, const N: usize> Choices<V> for [A; N] {
    #[inline]
    fn have(&self, value: &V) -> bool {
        self.iter().any(|choice| value.is(choice))
    }

    fn every(&self, mut found: impl FnMut(&dyn Fn(&V) -> bool) -> bool) -> bool {
        self.iter().all(|choice| found(&|value| value.is(choice)))
    }
}

impl<V: Choice<A> + ?Sized, A> Choices<V> for &[A] {
    #[inline]
    fn have(&self, value: &V) -> bool {
        self.iter().any(|choice| value.is(choice))
    }

    fn every(&self, mut found: impl FnMut(&dyn Fn(&V) -> bool) -> bool) -> bool {
        self.iter().all(|choice| found(&|value| value.is(choice)))
    }
}

/// A value that can equal an `A`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot equal `{A}`",
    label = "not comparable with `{A}`",
    note = "the choices are of the field's own type: text for text, integers for integers, variants for an enum \
            that has `#[derive(PartialEq)]`"
)]
pub trait Choice<A> {
    /// Whether it is that one.
    fn is(&self, choice: &A) -> bool;
}

#[diagnostic::do_not_recommend]
impl<T: PartialEq> Choice<T> for T {
    #[inline]
    fn is(&self, choice: &T) -> bool {
        self == choice
    }
}

#[diagnostic::do_not_recommend]
impl Choice<&str> for str {
    #[inline]
    fn is(&self, choice: &&str) -> bool {
        self == *choice
    }
}

macro_rules! choices {
    ($($value:ty = $choice:ty: |$this:ident, $that:ident| $same:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl Choice<$choice> for $value {
            #[inline]
            fn is(&self, choice: &$choice) -> bool {
                let ($this, $that) = (self, choice);
                $same
            }
        }
    )+};
}

choices! {
    f32 = i64: |a, b| crate::rules::Compare::compare(a, b).is_some_and(core::cmp::Ordering::is_eq);
    f64 = i64: |a, b| crate::rules::Compare::compare(a, b).is_some_and(core::cmp::Ordering::is_eq);
    num::NonZeroU8 = u8: |a, b| a.get() == *b;
    num::NonZeroU16 = u16: |a, b| a.get() == *b;
    num::NonZeroU32 = u32: |a, b| a.get() == *b;
    num::NonZeroU64 = u64: |a, b| a.get() == *b;
    num::NonZeroU128 = u128: |a, b| a.get() == *b;
    num::NonZeroUsize = usize: |a, b| a.get() == *b;
    num::NonZeroI8 = i8: |a, b| a.get() == *b;
    num::NonZeroI16 = i16: |a, b| a.get() == *b;
    num::NonZeroI32 = i32: |a, b| a.get() == *b;
    num::NonZeroI64 = i64: |a, b| a.get() == *b;
    num::NonZeroI128 = i128: |a, b| a.get() == *b;
    num::NonZeroIsize = isize: |a, b| a.get() == *b;
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use crate::argument::Operand;
    use crate::rules::Describe;

    #[derive(PartialEq)]
    enum Colour {
        Red,
        Green,
    }

    impl Operand for Colour {
        fn argument(&self) -> Argument<'_> {
            Argument::Text(if *self == Self::Red { "red" } else { "green" })
        }
    }

    #[test]
    fn text_equals_in_every_letter() {
        for (text, within) in [("a", true), ("日本", true), ("A", false), ("", false), (" a", false), ("ab", false)] {
            assert_eq!(one_of(["a", "日本"]).check(text), within, "{text:?}");
            assert_eq!(none_of(["a", "日本"]).check(text), !within, "{text:?}");
        }
        assert!(one_of([""]).check(""));
    }

    #[test]
    fn literals_take_the_type_of_the_field() {
        assert!(one_of([3_000_000_000]).check(&3_000_000_000_u64) && one_of([-5]).check(&-5_i8));
        assert!(one_of([1, 2]).check(&2.0_f64) && !one_of([1, 2]).check(&2.5_f32) && one_of([0.5]).check(&0.5));
        assert!(one_of([9_007_199_254_740_993]).check(&9_007_199_254_740_993_u64));
        assert!(!one_of([1.0]).check(&f64::NAN));
        assert!(one_of([7]).check(&num::NonZeroU8::new(7).unwrap()));
        assert!(none_of([true]).check(&false));
    }

    #[test]
    fn variants_and_slices_are_choices() {
        const COLOURS: &[Colour] = &[Colour::Red];
        let rule = one_of(COLOURS);
        assert!(rule.check(&Colour::Red) && !rule.check(&Colour::Green));
        assert_eq!(rule.argument(0).unwrap().to_string(), "red");
        assert_eq!(one_of(["a", "b"]).argument(0).unwrap().to_string(), "a, b");
    }
}
