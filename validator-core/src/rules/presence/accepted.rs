//! Consent: `accepted` and `declined`.

use core::cmp::Ordering;

use super::condition::{argument_of, conditional, conditional_sentence};
use crate::argument::{Argument, Relation};
use crate::lang::id;
use crate::rules::{Condition, Number, Numeric, Rule, Schema, rule};
use crate::subject::{Kind, Presence};

rule!(
    /// Accepts a yes: `true`, 1, or the text `yes`, `on`, `1` or `true` in lower case.
    ///
    /// An absent value fails, because a form often does not send a box that nobody ticked.
    ///
    /// In an attribute: `#[validate(accepted)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::accepted().check(&true));
    /// assert!(rules::accepted().check("on"));
    /// assert!(!rules::accepted().check("maybe"));
    /// ```
    pub const fn accepted() -> Accepted;

    const SENTENCE: &str = "The {attribute} must be accepted.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        answers(kind, true)
    }
);

rule!(
    /// Accepts a no: `false`, 0, or the text `no`, `off`, `0` or `false` in lower case.
    ///
    /// An absent value fails, because it is not an answer.
    ///
    /// In an attribute: `#[validate(declined)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::declined().check(&false));
    /// assert!(rules::declined().check("no"));
    /// assert!(!rules::declined().check("yes"));
    /// ```
    pub const fn declined() -> Declined;

    const SENTENCE: &str = "The {attribute} must be declined.";

    fn schema(&self, kind: Kind) -> Schema<'_> {
        answers(kind, false)
    }
);

rule!(
    /// Demands a yes, as [`accepted`] does, while a condition holds.
    ///
    /// In an attribute: `#[validate(accepted_if(self.nick_name == "Jane"))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules, rules::Rule};
    ///
    /// assert!(!rules::accepted_if(Other(&true)).check("no"));
    /// assert!(rules::accepted_if(Other(&false)).check("no"));
    /// ```
    pub const fn accepted_if<C: Condition>(condition: C) -> AcceptedIf<C>;

    const ARGUMENTS: &[&str] = &["other", "value"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        argument_of(&self.condition, index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        conditional_sentence!(self.condition, "The {attribute} must be accepted", "when")
    }

    fn message_id(&self, _: Kind) -> MessageId {
        conditional(&self.condition, [id::accepted_if_plain, id::accepted_if_because, id::accepted_if_condition])
    }

    fn relation(&self) -> Option<Relation> {
        self.condition.compares().map(|(relation, _)| relation)
    }
);

rule!(
    /// Demands a no, as [`declined`] does, while a condition holds.
    ///
    /// In an attribute: `#[validate(declined_if(self.nick_name == "Jane"))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules, rules::Rule};
    ///
    /// assert!(!rules::declined_if(Other(&true)).check("yes"));
    /// assert!(rules::declined_if(Other(&false)).check("yes"));
    /// ```
    pub const fn declined_if<C: Condition>(condition: C) -> DeclinedIf<C>;

    const ARGUMENTS: &[&str] = &["other", "value"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        argument_of(&self.condition, index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        conditional_sentence!(self.condition, "The {attribute} must be declined", "when")
    }

    fn message_id(&self, _: Kind) -> MessageId {
        conditional(&self.condition, [id::declined_if_plain, id::declined_if_because, id::declined_if_condition])
    }

    fn relation(&self) -> Option<Relation> {
        self.condition.compares().map(|(relation, _)| relation)
    }
);

/// What can be a yes or a no: booleans, text, numbers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a yes nor a no",
    label = "not a boolean, text or a number",
    note = "`accepted` and `declined` look at booleans, text and numbers"
)]
pub trait Consent {
    /// The answer, if it is one.
    fn consent(&self) -> Option<bool>;
}

impl Consent for bool {
    #[inline]
    fn consent(&self) -> Option<bool> {
        Some(*self)
    }
}

impl Consent for str {
    fn consent(&self) -> Option<bool> {
        match self {
            "yes" | "on" | "1" | "true" => Some(true),
            "no" | "off" | "0" | "false" => Some(false),
            _ => None,
        }
    }
}

#[diagnostic::do_not_recommend]
impl<N: Numeric> Consent for N {
    #[inline]
    fn consent(&self) -> Option<bool> {
        let is = |wanted| self.number().compare(Number::Integer(wanted)).is_some_and(Ordering::is_eq);
        if is(1) {
            Some(true)
        } else if is(0) {
            Some(false)
        } else {
            None
        }
    }
}

/// While the rule applies, an absent value fails, and so does another answer.
macro_rules! consents {
    ([$($generics:tt)*] $rule:ty, $wanted:literal, if $applies:expr) => {
        impl<V: Consent + ?Sized, $($generics)*> Rule<V> for $rule {
            const PRESENCE: bool = true;

            #[inline]
            fn check(&self, value: &V) -> bool {
                value.consent() == Some($wanted) || !$applies(self)
            }

            #[inline]
            fn check_presence(&self, presence: Presence) -> bool {
                presence != Presence::Absent || !$applies(self)
            }
        }
    };
}

consents!([] Accepted, true, if |_: &Accepted| true);
consents!([] Declined, false, if |_: &Declined| true);
consents!([C: Condition] AcceptedIf<C>, true, if |rule: &Self| rule.condition.holds());
consents!([C: Condition] DeclinedIf<C>, false, if |rule: &Self| rule.condition.holds());

fn answers(kind: Kind, yes: bool) -> Schema<'static> {
    static YES: [&str; 4] = ["yes", "on", "1", "true"];
    static NO: [&str; 4] = ["no", "off", "0", "false"];
    match kind {
        Kind::Boolean => Schema::of("const", Argument::Boolean(yes)).exact(),
        Kind::Number => Schema::of("const", Argument::Integer(yes.into())).exact(),
        Kind::Text => Schema::of("enum", Argument::List(if yes { &YES } else { &NO })).exact(),
        _ => Schema::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::argument::Other;

    #[test]
    fn answers() {
        for (text, yes, no) in [
            ("yes", true, false),
            ("on", true, false),
            ("1", true, false),
            ("true", true, false),
            ("no", false, true),
            ("off", false, true),
            ("0", false, true),
            ("false", false, true),
            ("YES", false, false),
            ("1 ", false, false),
            ("", false, false),
            ("はい", false, false),
        ] {
            assert_eq!((accepted().check(text), declined().check(text)), (yes, no), "{text:?}");
        }
        assert!(accepted().check(&1_u8) && declined().check(&0_i64) && !accepted().check(&-1) && !declined().check(&2));
        assert!(
            accepted().check(&1.0)
                && declined().check(&-0.0)
                && !accepted().check(&0.5)
                && !accepted().check(&f64::NAN)
        );
        assert!(accepted().check(&core::num::NonZeroU8::MIN) && !declined().check(&u128::MAX));
        assert!(accepted().check(&true) && !accepted().check(&false) && declined().check(&false));
    }

    #[test]
    fn silence_is_no_answer() {
        let holds = |rule: &dyn Fn(Presence) -> bool| (rule(Presence::Absent), rule(Presence::Blank));
        assert_eq!(holds(&|presence| Rule::<str>::check_presence(&accepted(), presence)), (false, true));
        assert_eq!(holds(&|presence| Rule::<str>::check_presence(&declined(), presence)), (false, true));
        let (yes, no) = (accepted_if(Other(&true)), accepted_if(Other(&false)));
        assert_eq!(holds(&|presence| Rule::<str>::check_presence(&yes, presence)), (false, true));
        assert_eq!(holds(&|presence| Rule::<str>::check_presence(&no, presence)), (true, true));
        assert!(yes.check("on") && !yes.check("off") && no.check("off"));
        assert!(declined_if(Other(&Some(true))).check(&0_u8) && !declined_if(Other(&Some(true))).check(&1_u8));
    }
}
