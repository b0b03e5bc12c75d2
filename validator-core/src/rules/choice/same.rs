//! Equality with another field: `same`, `different`, `confirmed`.

use crate::argument::{Operand, Other};
use crate::rules::{Numeric, Rule, rule};
use crate::subject::Subject;

rule!(
    /// Accepts a value that equals the value of another field.
    ///
    /// Numbers are the same if their values are, whatever their types. If the other field is absent, the rule holds.
    ///
    /// In an attribute: `#[validate(same(self.nick_name))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules, rules::Rule};
    ///
    /// assert!(rules::same(Other("secret")).check("secret"));
    /// assert!(!rules::same(Other(&7_u64)).check(&8_i8));
    /// ```
    pub const fn same<N: Operand>(other: N) -> Same<N>;

    const SENTENCE: &str = "The {attribute} must match the {other}.";
);

impl<V: ?Sized, N: Operand + Counterpart<V>> Rule<V> for Same<N> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        self.other.matches(value) != Some(false)
    }
}

rule!(
    /// Refuses a value that equals the value of another field.
    ///
    /// If the other field is absent, the rule holds.
    ///
    /// In an attribute: `#[validate(different(self.nick_name))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules, rules::Rule};
    ///
    /// assert!(rules::different(Other("old")).check("new"));
    /// assert!(!rules::different(Other("old")).check("old"));
    /// ```
    pub const fn different<N: Operand>(other: N) -> Different<N>;

    const SENTENCE: &str = "The {attribute} must be different from the {other}.";
);

impl<V: ?Sized, N: Operand + Counterpart<V>> Rule<V> for Different<N> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        self.other.matches(value) != Some(true)
    }
}

rule!(
    /// Accepts a value that another field repeats.
    ///
    /// Unlike [`same`], it fails if the other field is absent: a value that was not repeated is not confirmed.
    ///
    /// In an attribute: `#[validate(confirmed(self.nick_name))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules, rules::Rule};
    ///
    /// let confirmation: Option<String> = None;
    /// assert!(rules::confirmed(Other("secret")).check("secret"));
    /// assert!(!rules::confirmed(Other(&confirmation)).check("secret"));
    /// ```
    pub const fn confirmed<N: Operand>(other: N) -> Confirmed<N>;

    const SENTENCE: &str = "The {attribute} must match the {other}.";
);

impl<V: ?Sized, N: Operand + Counterpart<V>> Rule<V> for Confirmed<N> {
    #[inline]
    fn check(&self, value: &V) -> bool {
        self.other.matches(value) == Some(true)
    }
}

/// Another field with a value that a `V` can match.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field that a `{V}` can match",
    label = "not another field",
    note = "name a field of this struct: `self.other`"
)]
pub trait Counterpart<V: ?Sized> {
    /// Whether the values match. `None` if the field is absent.
    fn matches(&self, value: &V) -> Option<bool>;
}

impl<V, T> Counterpart<V> for Other<'_, T>
where
    V: Matches<T::Value> + ?Sized,
    T: Subject + ?Sized,
{
    #[inline]
    fn matches(&self, value: &V) -> Option<bool> {
        self.value().map(|other| value.matches(other))
    }
}

/// A value that can be the same as a `V`: anything with `PartialEq`, and numbers of any two types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot match `{V}`",
    label = "not comparable with `{V}`",
    note = "fields match fields of the same type, and numbers match numbers; the type needs `#[derive(PartialEq)]`"
)]
pub trait Matches<V: ?Sized> {
    /// Whether it is the same.
    fn matches(&self, other: &V) -> bool;
}

#[diagnostic::do_not_recommend]
impl<T: PartialEq + ?Sized> Matches<T> for T {
    #[inline]
    fn matches(&self, other: &T) -> bool {
        self == other
    }
}

macro_rules! numbers {
    ($head:ty $(, $rest:ty)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl Matches<$rest> for $head {
                fn matches(&self, other: &$rest) -> bool {
                    self.number().compare(other.number()).is_some_and(core::cmp::Ordering::is_eq)
                }
            }

            #[diagnostic::do_not_recommend]
            impl Matches<$head> for $rest {
                fn matches(&self, other: &$head) -> bool {
                    other.matches(self)
                }
            }
        )*
        numbers!($($rest),*);
    };
    () => {};
}

numbers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64);

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::argument::{Argument, Mention};
    use crate::rules::Describe;
    use crate::subject::Kind;

    #[test]
    fn values_match_exactly() {
        for (a, b, equal) in [("", "", true), ("a", "a", true), ("a", "A", false), ("日", "日", true), ("a", "", false)]
        {
            assert_eq!(same(Other(a)).check(b), equal, "{a:?} {b:?}");
            assert_eq!(confirmed(Other(a)).check(b), equal, "{a:?} {b:?}");
            assert_eq!(different(Other(a)).check(b), !equal, "{a:?} {b:?}");
        }
        assert!(same(Other(&[1, 2][..])).check(&[1, 2][..]) && same(Other(&true)).check(&true));
        assert!(
            same(Other(&2.0_f64)).check(&2_u8) && different(Other(&((1_u64 << 53) + 1))).check(&((1_u64 << 53) as f64))
        );
        assert!(!same(Other(&f64::NAN)).check(&f64::NAN));
    }

    #[test]
    fn an_absent_field_confirms_nothing() {
        let absent: Option<String> = None;
        assert!(same(Other(&absent)).check("a") && different(Other(&absent)).check("a"));
        assert!(!confirmed(Other(&absent)).check("a"));
    }

    #[test]
    fn sentences_name_the_other_field() {
        let rule = confirmed(Mention::field("password_confirmation"));
        assert_eq!(rule.argument(0), Some(Argument::Label("password_confirmation")));
        assert_eq!(rule.sentence(Kind::Text), "The {attribute} must match the {other}.");
    }
}
