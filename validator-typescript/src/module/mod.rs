//! A module of TypeScript: which types it has, and in which forms.

use std::fmt;

use unprocessable::Messages;
use unprocessable::declaration::{Declare, Types};

/// A module of TypeScript that is made from declarations.
#[derive(Clone, Default)]
pub struct Module<'a> {
    /// The types that were added and those that they refer to, in the order of the module.
    pub(crate) types: Types,
    /// Whose sentences the schemas say.
    pub(crate) messages: Option<&'a dyn Messages>,
}

impl<'a> Module<'a> {
    /// A module without types.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a type, with those that it refers to.
    #[must_use]
    pub fn add<T: Declare + ?Sized>(mut self) -> Self {
        self.types.add(T::declaration());
        self
    }

    /// The schemas say the sentences of `messages`, in place of the English ones.
    #[must_use]
    pub fn sentences(mut self, messages: &'a dyn Messages) -> Self {
        self.messages = Some(messages);
        self
    }
}

impl fmt::Debug for Module<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Module").field("types", &self.types).finish_non_exhaustive()
    }
}
