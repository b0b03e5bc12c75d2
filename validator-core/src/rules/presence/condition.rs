//! Presence under a condition: `required_if`, `prohibited_unless` and their like.

use crate::argument::{Argument, Mention, Operand, Other, Relation, Says};
use crate::lang::{MessageId, id};
use crate::rules::rule;
use crate::subject::{Kind, Presence, Subject};

/// A condition over other fields: `self.kind == Kind::Company` in an attribute.
///
/// The sentence states a condition that is one boolean field, or one comparison with a literal or a variant: "when kind is
/// company". Of other conditions it names the first field.
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

    /// How it compares the field, and with what. `None` if it says more than that.
    #[doc(hidden)]
    fn compares(&self) -> Option<(Relation, Argument<'_>)> {
        None
    }

    /// Whether it is about a field. A sentence never speaks of the context, which the person at the form does not know.
    #[doc(hidden)]
    fn is_about_field(&self) -> bool {
        true
    }
}

/// A value that is true or false: `bool`. It exists for the error that rustc gives for a field of another type.
#[diagnostic::on_unimplemented(
    message = "a condition is `bool`, not `{Self}`",
    label = "neither true nor false",
    note = "compare it with something, as in `self.kind == Kind::Company`, or `self.flag == Some(true)` for an option"
)]
pub trait Truth {
    /// Whether it is true.
    fn is_true(&self) -> bool;
}

impl Truth for bool {
    #[inline]
    fn is_true(&self) -> bool {
        *self
    }
}

impl<T: Subject<Value: Truth> + ?Sized> Condition for Other<'_, T> {
    #[inline]
    fn holds(&self) -> bool {
        self.value().is_some_and(Truth::is_true)
    }

    fn argument(&self) -> Argument<'_> {
        Operand::argument(self)
    }
}

/// Only describes the rule. It never runs.
impl Condition for Mention {
    fn holds(&self) -> bool {
        false
    }

    fn argument(&self) -> Argument<'_> {
        Operand::argument(self)
    }

    fn compares(&self) -> Option<(Relation, Argument<'_>)> {
        match self.says {
            Says::True => Some((Relation::Is, Argument::Boolean(true))),
            Says::Compares(relation, value) => Some((relation, value()?)),
            Says::More | Says::OfContext => None,
        }
    }

    fn is_about_field(&self) -> bool {
        self.says != Says::OfContext
    }
}

/// The sentence of a rule that depends on a condition: what it asks for, and when or unless.
macro_rules! conditional_sentence {
    ($condition:expr, $asks:literal, $when:literal) => {
        match $condition.compares() {
            None if !$condition.is_about_field() => concat!($asks, "."),
            None => concat!($asks, " because of the {other}."),
            Some((Relation::Is, _)) => concat!($asks, " ", $when, " {other} is {value}."),
            Some((Relation::IsNot, _)) => concat!($asks, " ", $when, " {other} is not {value}."),
            Some((Relation::Greater, _)) => concat!($asks, " ", $when, " {other} is greater than {value}."),
            Some((Relation::AtLeast, _)) => concat!($asks, " ", $when, " {other} is at least {value}."),
            Some((Relation::Less, _)) => concat!($asks, " ", $when, " {other} is less than {value}."),
            Some((Relation::AtMost, _)) => concat!($asks, " ", $when, " {other} is at most {value}."),
        }
    };
}

pub(crate) use conditional_sentence;

/// The sentence that says nothing of the condition, only its field, or all of it.
pub(crate) fn conditional<C: Condition>(condition: &C, [plain, because, whole]: [MessageId; 3]) -> MessageId {
    match condition.compares() {
        None if !condition.is_about_field() => plain,
        None => because,
        Some(_) => whole,
    }
}

/// The arguments of such a rule: the field, and what it is compared with.
pub(crate) fn argument_of<C: Condition>(condition: &C, index: usize) -> Option<Argument<'_>> {
    match index {
        0 => condition.is_about_field().then(|| condition.argument()),
        1 => condition.compares().map(|(_, value)| value),
        _ => None,
    }
}

rule!(
    /// Demands a value, as `required` does, while a condition holds.
    ///
    /// In an attribute: `#[validate(required_if(self.nick_name == "Jane"))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::required_if(Other(&true)).check(""));
    /// assert!(rules::required_if(Other(&false)).check(""));
    /// ```
    pub const fn required_if<C: Condition>(condition: C) -> RequiredIf<C>;

    const ARGUMENTS: &[&str] = &["other", "value"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        argument_of(&self.condition, index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        conditional_sentence!(self.condition, "The {attribute} field is required", "when")
    }

    fn message_id(&self, _: Kind) -> MessageId {
        conditional(&self.condition, [id::required_if_plain, id::required_if_because, id::required_if_condition])
    }

    fn relation(&self) -> Option<Relation> {
        self.condition.compares().map(|(relation, _)| relation)
    }

    fn check_presence(&self, presence: Presence) -> bool {
        !self.condition.holds() || presence.is_enough()
    }
);

rule!(
    /// Demands a value, as `required` does, unless a condition holds.
    ///
    /// In an attribute: `#[validate(required_unless(self.nick_name == "Jane"))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::required_unless(Other(&false)).check(&None::<u8>));
    /// assert!(rules::required_unless(Other(&true)).check(&None::<u8>));
    /// ```
    pub const fn required_unless<C: Condition>(condition: C) -> RequiredUnless<C>;

    const ARGUMENTS: &[&str] = &["other", "value"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        argument_of(&self.condition, index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        conditional_sentence!(self.condition, "The {attribute} field is required", "unless")
    }

    fn message_id(&self, _: Kind) -> MessageId {
        conditional(
            &self.condition,
            [id::required_unless_plain, id::required_unless_because, id::required_unless_condition],
        )
    }

    fn relation(&self) -> Option<Relation> {
        self.condition.compares().map(|(relation, _)| relation)
    }

    fn check_presence(&self, presence: Presence) -> bool {
        self.condition.holds() || presence.is_enough()
    }
);

rule!(
    /// Refuses a value that is there and not blank while a condition holds.
    ///
    /// In an attribute: `#[validate(prohibited_if(self.nick_name == "Jane"))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::prohibited_if(Other(&true)).check("DE123"));
    /// assert!(rules::prohibited_if(Other(&true)).check(""));
    /// ```
    pub const fn prohibited_if<C: Condition>(condition: C) -> ProhibitedIf<C>;

    const ARGUMENTS: &[&str] = &["other", "value"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        argument_of(&self.condition, index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        conditional_sentence!(self.condition, "The {attribute} field is prohibited", "when")
    }

    fn message_id(&self, _: Kind) -> MessageId {
        conditional(&self.condition, [id::prohibited_if_plain, id::prohibited_if_because, id::prohibited_if_condition])
    }

    fn relation(&self) -> Option<Relation> {
        self.condition.compares().map(|(relation, _)| relation)
    }

    fn check_presence(&self, presence: Presence) -> bool {
        !self.condition.holds() || presence != Presence::Filled
    }
);

rule!(
    /// Refuses a value that is there and not blank unless a condition holds.
    ///
    /// In an attribute: `#[validate(prohibited_unless(self.nick_name == "Jane"))]`.
    ///
    /// ```
    /// use unprocessable_core::{Other, rules};
    ///
    /// assert!(!rules::prohibited_unless(Other(&false)).check("DE123"));
    /// assert!(rules::prohibited_unless(Other(&true)).check("DE123"));
    /// ```
    pub const fn prohibited_unless<C: Condition>(condition: C) -> ProhibitedUnless<C>;

    const ARGUMENTS: &[&str] = &["other", "value"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        argument_of(&self.condition, index)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        conditional_sentence!(self.condition, "The {attribute} field is prohibited", "unless")
    }

    fn message_id(&self, _: Kind) -> MessageId {
        conditional(
            &self.condition,
            [id::prohibited_unless_plain, id::prohibited_unless_because, id::prohibited_unless_condition],
        )
    }

    fn relation(&self) -> Option<Relation> {
        self.condition.compares().map(|(relation, _)| relation)
    }

    fn check_presence(&self, presence: Presence) -> bool {
        self.condition.holds() || presence != Presence::Filled
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Describe;

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
    fn sentences_say_the_condition_where_it_is_short() {
        let kind = Mention::field("kind");
        let company = || Some(Argument::Text("company"));
        for (relation, words) in [
            (Relation::Is, "{other} is {value}."),
            (Relation::IsNot, "{other} is not {value}."),
            (Relation::Greater, "{other} is greater than {value}."),
            (Relation::AtLeast, "{other} is at least {value}."),
            (Relation::Less, "{other} is less than {value}."),
            (Relation::AtMost, "{other} is at most {value}."),
        ] {
            let said = required_if(kind.compared(relation, company)).sentence(Kind::Text);
            assert_eq!(said, alloc::format!("The {{attribute}} field is required when {words}"));
            let said = prohibited_unless(kind.compared(relation, company)).sentence(Kind::Text);
            assert_eq!(said, alloc::format!("The {{attribute}} field is prohibited unless {words}"));
        }
        let rule = required_if(kind.compared(Relation::Is, company));
        assert_eq!((rule.argument(0), rule.argument(1)), (Some(Argument::Label("kind")), company()));
        let rule = required_unless(Mention::field("is_guest"));
        assert_eq!(rule.argument(1), Some(Argument::Boolean(true)));
        assert_eq!(rule.sentence(Kind::Text), "The {attribute} field is required unless {other} is {value}.");
        let rule = prohibited_unless(Mention::context("strict"));
        assert_eq!(rule.argument(0), None);
        assert_eq!(rule.sentence(Kind::Text), "The {attribute} field is prohibited.");
        for more in [kind.among_others(), kind.compared(Relation::Is, || None)] {
            let rule = required_if(more);
            assert_eq!((rule.argument(0), rule.argument(1)), (Some(Argument::Label("kind")), None));
            assert_eq!(rule.sentence(Kind::Text), "The {attribute} field is required because of the {other}.");
        }
    }
}
