//! Bounds of rules about dates: in text, in another field, or counted from the present.

use crate::argument::{Argument, Mention, Operand, Other};
use crate::lang::MessageId;
use crate::rules::{Moment, Temporal};
use crate::subject::Subject;

/// The bound of a rule about dates: a date in text, another field, [`now`](crate::rules::now) or
/// [`today`](crate::rules::today).
#[diagnostic::on_unimplemented(
    message = "a date cannot be compared with `{Self}`",
    label = "not a date",
    note = "write a date such as `\"2030-12-31\"`, a field `self.other`, `now()` or `today()`"
)]
pub trait DateBound {
    /// The moment, if there is one.
    fn moment(&self) -> Option<Moment>;

    /// The answer of the rule if there is no moment.
    fn undecided(&self) -> bool {
        false
    }

    /// How sentences mention the bound.
    fn wording(&self) -> Wording {
        Wording::Itself
    }

    /// The arguments `date`, `count` and `unit`.
    fn argument(&self, index: usize) -> Option<Argument<'_>>;
}

/// How a sentence mentions the bound of a rule about dates.
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

impl Wording {
    /// The sentence with a date or a field, with a later time, with an earlier one.
    pub(crate) fn choose(self, [date, later, earlier]: [MessageId; 3]) -> MessageId {
        match self {
            Self::Itself | Self::Field => date,
            Self::FromThen => later,
            Self::Ago => earlier,
        }
    }
}

impl DateBound for &str {
    fn moment(&self) -> Option<Moment> {
        Moment::read(self)
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Text(self))
    }
}

impl<T: Subject<Value: Temporal> + ?Sized> DateBound for Other<'_, T> {
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

impl DateBound for Mention {
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
