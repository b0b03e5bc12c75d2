//! The argument by which a sentence shows a value of a condition.

use crate::argument::{Argument, Operand};

/// A value in a condition.
///
/// `(&&ConditionValue(&value)).argument()` resolves to [`ShownValue`] if the value can be shown, and otherwise to
/// [`HiddenValue`].
#[derive(Debug)]
pub struct ConditionValue<T: 'static>(pub &'static T);

/// Values that can be the argument of a rule.
pub trait ShownValue {
    /// The value as an argument.
    fn argument(&self) -> Option<Argument<'static>>;
}

impl<T: Operand> ShownValue for &ConditionValue<T> {
    fn argument(&self) -> Option<Argument<'static>> {
        Some(self.0.argument())
    }
}

/// Values that cannot be shown.
pub trait HiddenValue {
    /// No argument.
    fn argument(&self) -> Option<Argument<'static>>;
}

impl<T> HiddenValue for ConditionValue<T> {
    fn argument(&self) -> Option<Argument<'static>> {
        None
    }
}
