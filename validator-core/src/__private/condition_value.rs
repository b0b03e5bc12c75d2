//! What a sentence shows of a value that a condition names.

use crate::argument::{Argument, Operand};

/// A value that stands in a condition.
///
/// `(&&ConditionValue(&value)).argument()` takes [`ShownValue`] where the value can be shown, and [`HiddenValue`] else.
#[derive(Debug)]
pub struct ConditionValue<T: 'static>(pub &'static T);

/// Values that can be the argument of a rule.
pub trait ShownValue {
    /// The value as it is shown.
    fn argument(&self) -> Option<Argument<'static>>;
}

impl<T: Operand> ShownValue for &ConditionValue<T> {
    fn argument(&self) -> Option<Argument<'static>> {
        Some(self.0.argument())
    }
}

/// Values of which nothing can be shown.
pub trait HiddenValue {
    /// Nothing.
    fn argument(&self) -> Option<Argument<'static>>;
}

impl<T> HiddenValue for ConditionValue<T> {
    fn argument(&self) -> Option<Argument<'static>> {
        None
    }
}
