//! Presence under a condition: `required_if`, `prohibited_unless` and their like.

use super::{Describe, Schema, presence_impl};
use crate::argument::{Argument, Mention, Operand, Other};
use crate::subject::{Kind, Presence, Subject};

/// A condition over other fields: `self.kind == Kind::Company` in an attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no condition",
    label = "neither true nor false",
    note = "write a condition over this struct, such as `self.kind == Kind::Company`"
)]
pub trait Condition {
    /// Whether it holds.
    fn holds(&self) -> bool;

    /// The field that it is about.
    fn argument(&self) -> Argument<'_>;
}

impl<T: Subject<Value = bool> + ?Sized> Condition for Other<'_, T> {
    #[inline]
    fn holds(&self) -> bool {
        self.value() == Some(&true)
    }

    fn argument(&self) -> Argument<'_> {
        Operand::argument(self)
    }
}

/// Only describes the rule, and never runs.
impl Condition for Mention {
    fn holds(&self) -> bool {
        false
    }

    fn argument(&self) -> Argument<'_> {
        Operand::argument(self)
    }
}

macro_rules! condition_rule {
    ($(#[$doc:meta])* $name:ident, $rule:ident, $words:literal, $holds:expr) => {
        $(#[$doc])*
        #[must_use]
        pub const fn $name<C>(condition: C) -> $rule<C> {
            $rule { condition }
        }

        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule<C> {
            condition: C,
        }

        presence_impl!([C: Condition] $rule<C>, |rule: &Self, presence| $holds(rule.condition.holds(), presence));

        impl<C: Condition> Describe for $rule<C> {
            const CODE: &'static str = stringify!($name);
            const ARGUMENTS: &'static [&'static str] = &["other"];

            fn argument(&self, index: usize) -> Option<Argument<'_>> {
                (index == 0).then(|| self.condition.argument())
            }

            fn sentence(&self, _: Kind) -> &'static str {
                concat!("The {attribute} field is ", $words, " because of the {other}.")
            }

            fn schema(&self, _: Kind) -> Schema<'_> {
                Schema::NONE
            }
        }
    };
}

condition_rule!(
    /// Required while a condition holds: `required_if(self.kind == Kind::Company)`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::required_if(Other(&true)).check(""));
    /// assert!(rules::required_if(Other(&false)).check(""));
    /// ```
    required_if, RequiredIf, "required", |condition: bool, presence: Presence| !condition || presence.is_enough()
);
condition_rule!(
    /// Required unless a condition holds: `required_unless(self.guest)`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::required_unless(Other(&false)).check(&None::<u8>));
    /// assert!(rules::required_unless(Other(&true)).check(&None::<u8>));
    /// ```
    required_unless, RequiredUnless, "required", |condition: bool, presence: Presence| condition || presence.is_enough()
);
condition_rule!(
    /// Absent or blank while a condition holds: `prohibited_if(self.guest)`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::prohibited_if(Other(&true)).check("DE123"));
    /// assert!(rules::prohibited_if(Other(&true)).check(""));
    /// ```
    prohibited_if, ProhibitedIf, "prohibited", |condition: bool, presence| !condition || presence != Presence::Filled
);
condition_rule!(
    /// Absent or blank unless a condition holds: `prohibited_unless(self.kind == Kind::Company)`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::prohibited_unless(Other(&false)).check("DE123"));
    /// assert!(rules::prohibited_unless(Other(&true)).check("DE123"));
    /// ```
    prohibited_unless, ProhibitedUnless, "prohibited", |condition: bool, presence| condition || presence != Presence::Filled
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_decide() {
        for (condition, subject, required, unless) in [
            (true, None, false, true),
            (true, Some(" "), false, true),
            (true, Some("a"), true, true),
            (false, None, true, false),
            (false, Some(""), true, false),
            (false, Some("a"), true, true),
        ] {
            assert_eq!(required_if(Other(&condition)).check(&subject), required, "{condition} {subject:?}");
            assert_eq!(required_unless(Other(&condition)).check(&subject), unless, "{condition} {subject:?}");
            let filled = subject == Some("a");
            assert_eq!(prohibited_if(Other(&condition)).check(&subject), !(condition && filled));
            assert_eq!(prohibited_unless(Other(&condition)).check(&subject), condition || !filled);
        }
        assert!(required_if(Other(&None::<bool>)).check(""), "an absent condition does not hold");
    }

    #[test]
    fn sentences_name_the_field_of_the_condition() {
        let rule = required_if(Mention::field("kind"));
        assert_eq!(rule.argument(0), Some(Argument::Label("kind")));
        assert_eq!(rule.sentence(Kind::Text), "The {attribute} field is required because of the {other}.");
    }
}
