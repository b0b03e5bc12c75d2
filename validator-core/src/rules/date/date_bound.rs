//! The dates that a rule compares with: in text, in another field, or counted from the present.

use crate::argument::{Argument, Mention, Operand, Other};
use crate::rules::{Moment, Temporal};
use crate::subject::Subject;

/// What a date is compared with: a date in text, another field, [`now`](crate::rules::now), [`today`](crate::rules::today).
#[diagnostic::on_unimplemented(
    message = "a date cannot be compared with `{Self}`",
    label = "not a date",
    note = "write a date such as `\"2030-12-31\"`, a field `self.other`, `now()` or `today()`"
)]
pub trait Deadline {
    /// The moment, if there is one.
    fn moment(&self) -> Option<Moment>;

    /// The answer of the rule if there is no moment.
    fn undecided(&self) -> bool {
        false
    }

    /// How sentences speak of it.
    fn wording(&self) -> Wording {
        Wording::Itself
    }

    /// The arguments `date`, `count` and `unit`.
    fn argument(&self, index: usize) -> Option<Argument<'_>>;
}

/// How a sentence speaks of what a date is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// "before 2030-12-31", "before now".
    Itself,
    /// "before the start date".
    Field,
    /// "before 7 days from today".
    FromThen,
    /// "before 18 years ago".
    Ago,
}

impl Deadline for &str {
    fn moment(&self) -> Option<Moment> {
        Moment::read(self)
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Text(self))
    }
}

impl<T: Subject<Value: Temporal> + ?Sized> Deadline for Other<'_, T> {
    fn moment(&self) -> Option<Moment> {
        self.value().and_then(Temporal::moment)
    }

    /// If the other field is absent or not a date, this field is not to blame.
    fn undecided(&self) -> bool {
        true
    }

    fn wording(&self) -> Wording {
        Wording::Field
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| Operand::argument(self))
    }
}

impl Deadline for Mention {
    fn moment(&self) -> Option<Moment> {
        None
    }

    fn undecided(&self) -> bool {
        true
    }

    fn wording(&self) -> Wording {
        Wording::Field
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| Operand::argument(self))
    }
}
