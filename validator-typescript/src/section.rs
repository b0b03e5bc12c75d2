//! What a module is put together from: the types, the schemas of zod, the schemas of valibot.

use unprocessable::Messages;
use unprocessable::declaration::{Declaration, Types};

use crate::names::Names;
use crate::print::Code;

/// What a section knows of the module.
pub(crate) struct Around<'m> {
    /// All types of the module, in its order.
    pub(crate) types: &'m Types,
    /// Those that were added, which are requests. The others are inside of these.
    pub(crate) added: &'m [&'static Declaration],
    /// What they are called there.
    pub(crate) names: Names,
    /// Whose sentences the module says, if not the English ones.
    pub(crate) messages: Option<&'m dyn Messages>,
}

impl Around<'_> {
    /// Whether a type was added by itself.
    pub(crate) fn is_added(&self, declaration: &Declaration) -> bool {
        self.added.iter().any(|added| added.is(declaration))
    }
}

/// Starts a section. A function pointer, so that a module can be cloned, and be asked for its text several times.
pub(crate) type NewSection = for<'m> fn(&'m Around<'m>) -> Box<dyn Section + 'm>;

/// A part of the code. The methods are called in this order, [`of_type`](Self::of_type) once for each type. Each code
/// they give is a paragraph of its own, with an empty line before it; imports stand together.
pub(crate) trait Section {
    /// What the module imports: `import * as z from "zod";`.
    fn imports(&self) -> Vec<Code> {
        Vec::new()
    }

    /// What stands at a type.
    fn of_type(&mut self, declaration: &'static Declaration) -> Vec<Code>;

    /// What stands after all types.
    fn after(&mut self) -> Vec<Code> {
        Vec::new()
    }
}
