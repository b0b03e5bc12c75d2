//! Arguments that are known at run time, as the rules of the core take them.

use std::cmp::Ordering;

use unprocessable_core::rules::{
    Choices, Compare, Condition, DateBound, Field, Fields, Moment, Multiple, Needles, OtherList, Wording,
};
use unprocessable_core::{Argument, Operand};

use crate::raw::Relation;

/// Several values as one argument.
pub(crate) struct Several<T>(pub(crate) Vec<T>);

impl<T: Operand> unprocessable_core::__private::Arguments for Several<T> {
    fn at(&self, index: usize) -> Option<Argument<'_>> {
        self.0.get(index).map(T::argument)
    }
}

impl Choices<str> for Several<String> {
    fn have(&self, value: &str) -> bool {
        self.0.iter().any(|choice| choice == value)
    }

    fn every(&self, mut found: impl FnMut(&dyn Fn(&str) -> bool) -> bool) -> bool {
        self.0.iter().all(|choice| found(&|value| choice == value))
    }
}

macro_rules! same_type {
    ($($type:ty),+) => {$(
        impl Choices<$type> for Several<$type> {
            fn have(&self, value: &$type) -> bool {
                self.0.as_slice().have(value)
            }

            fn every(&self, found: impl FnMut(&dyn Fn(&$type) -> bool) -> bool) -> bool {
                self.0.as_slice().every(found)
            }
        }
    )+};
}

same_type!(i128, bool);

impl Choices<f64> for Several<Num> {
    fn have(&self, value: &f64) -> bool {
        self.0.iter().any(|choice| Compare::compare(value, choice).is_some_and(Ordering::is_eq))
    }

    fn every(&self, mut found: impl FnMut(&dyn Fn(&f64) -> bool) -> bool) -> bool {
        self.0.iter().all(|choice| found(&|value| Compare::compare(value, choice).is_some_and(Ordering::is_eq)))
    }
}

/// One text, or several.
pub(crate) enum Texts {
    One(String),
    Several(Several<String>),
}

impl Needles for Texts {
    fn any(&self, found: impl Fn(&str) -> bool) -> Option<bool> {
        match self {
            Self::One(text) => text.as_str().any(found),
            Self::Several(texts) => Some(texts.0.iter().any(|needle| !needle.is_empty() && found(needle))),
        }
    }

    fn are_several(&self) -> bool {
        matches!(self, Self::Several(texts) if texts.0.len() > 1)
    }

    fn argument(&self) -> Argument<'_> {
        match self {
            Self::One(text) => Argument::Text(text),
            Self::Several(texts) => Argument::List(texts),
        }
    }
}

/// A bound of a number that is no integer: a whole one or a fraction.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Num {
    Whole(i64),
    Float(f64),
}

impl Operand for Num {
    fn argument(&self) -> Argument<'_> {
        match self {
            Self::Whole(whole) => whole.argument(),
            Self::Float(float) => float.argument(),
        }
    }
}

impl Compare<Num> for f64 {
    fn compare(&self, bound: &Num) -> Option<Ordering> {
        match bound {
            Num::Whole(whole) => Compare::compare(self, whole),
            Num::Float(float) => Compare::compare(self, float),
        }
    }
}

impl Multiple<Num> for f64 {
    fn is_multiple(&self, step: &Num) -> bool {
        match step {
            Num::Whole(whole) => Multiple::is_multiple(self, whole),
            Num::Float(float) => Multiple::is_multiple(self, float),
        }
    }
}

/// Another field in a sentence, and perhaps what a condition asks of it. It only describes rules.
#[derive(Clone, Copy)]
pub(crate) struct Named<'r> {
    pub(crate) name: &'r str,
    pub(crate) label: Option<&'r str>,
    pub(crate) compares: Option<(Relation, Argument<'r>)>,
}

impl Operand for Named<'_> {
    const IS_FIELD: bool = true;

    fn argument(&self) -> Argument<'_> {
        self.label.map_or(Argument::Label(self.name), |label| Argument::Field(self.name, label))
    }
}

impl OtherList for Named<'_> {}

impl Needles for Named<'_> {
    const IS_FIELD: bool = true;

    fn any(&self, _: impl Fn(&str) -> bool) -> Option<bool> {
        None
    }

    fn argument(&self) -> Argument<'_> {
        Operand::argument(self)
    }
}

impl DateBound for Named<'_> {
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

impl Condition for Named<'_> {
    fn holds(&self) -> bool {
        false
    }

    fn argument(&self) -> Argument<'_> {
        Operand::argument(self)
    }

    fn compares(&self) -> Option<(Relation, Argument<'_>)> {
        self.compares
    }
}

impl Field for Named<'_> {
    fn is_filled(&self) -> bool {
        false
    }

    fn name(&self) -> Argument<'_> {
        Operand::argument(self)
    }
}

/// Several other fields in a sentence.
pub(crate) struct SeveralNamed<'r>(pub(crate) Several<Named<'r>>);

impl Fields for SeveralNamed<'_> {
    /// More than one.
    const COUNT: usize = 2;

    fn filled(&self) -> usize {
        0
    }

    fn names(&self) -> Argument<'_> {
        Argument::List(&self.0)
    }
}

/// Whether other fields are filled, taken together as the rule takes them.
pub(crate) struct Joint(pub(crate) bool);

impl Field for Joint {
    fn is_filled(&self) -> bool {
        self.0
    }

    fn name(&self) -> Argument<'_> {
        Argument::Label("other")
    }
}

/// A date, or a moment counted from the present.
pub(crate) enum Date {
    Text(String),
    Counted(Counted),
}

macro_rules! counted {
    ($($variant:ident = $type:ty),+ $(,)?) => {
        pub(crate) enum Counted {
            $($variant($type)),+
        }

        impl Counted {
            fn bound(&self) -> &dyn Bound {
                match self {
                    $(Self::$variant(bound) => bound),+
                }
            }
        }
    };
}

counted! {
    Now = unprocessable_core::rules::Now,
    Today = unprocessable_core::rules::Today,
    FromNow = unprocessable_core::rules::Shifted<unprocessable_core::rules::Now>,
    FromToday = unprocessable_core::rules::Shifted<unprocessable_core::rules::Today>,
}

/// [`DateBound`] as a trait object.
trait Bound {
    fn moment(&self) -> Option<Moment>;
    fn wording(&self) -> Wording;
    fn argument(&self, index: usize) -> Option<Argument<'_>>;
}

impl<B: DateBound> Bound for B {
    fn moment(&self) -> Option<Moment> {
        DateBound::moment(self)
    }

    fn wording(&self) -> Wording {
        DateBound::wording(self)
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        DateBound::argument(self, index)
    }
}

impl DateBound for Date {
    fn moment(&self) -> Option<Moment> {
        match self {
            Self::Text(text) => DateBound::moment(&text.as_str()),
            Self::Counted(counted) => counted.bound().moment(),
        }
    }

    fn wording(&self) -> Wording {
        match self {
            Self::Text(_) => Wording::Itself,
            Self::Counted(counted) => counted.bound().wording(),
        }
    }

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        match self {
            Self::Text(text) => (index == 0).then_some(Argument::Text(text)),
            Self::Counted(counted) => counted.bound().argument(index),
        }
    }
}
