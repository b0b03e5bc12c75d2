//! What a sentence shows of a value that a condition names.

use crate::argument::{Argument, Operand};

/// A value that stands in a condition.
///
/// `(&&Said(&value)).argument()` takes [`SaidOperand`] where the value can be shown, and [`SaidOther`] else.
#[derive(Debug)]
pub struct Said<T: 'static>(pub &'static T);

/// Values that can be the argument of a rule.
pub trait SaidOperand {
    /// The value as it is shown.
    fn argument(&self) -> Option<Argument<'static>>;
}

impl<T: Operand> SaidOperand for &Said<T> {
    fn argument(&self) -> Option<Argument<'static>> {
        Some(self.0.argument())
    }
}

/// Values of which nothing can be shown.
pub trait SaidOther {
    /// Nothing.
    fn argument(&self) -> Option<Argument<'static>>;
}

impl<T> SaidOther for Said<T> {
    fn argument(&self) -> Option<Argument<'static>> {
        None
    }
}
