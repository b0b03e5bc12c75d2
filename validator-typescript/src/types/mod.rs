//! The types, as interfaces and aliases.

use unprocessable::declaration::Declaration;

use crate::print::{Code, text};
use crate::section::{Around, Section};

/// Starts the section.
pub(crate) fn section<'m>(around: &'m Around<'m>) -> Box<dyn Section + 'm> {
    Box::new(Types { around })
}

struct Types<'m> {
    around: &'m Around<'m>,
}

impl Section for Types<'_> {
    fn of_type(&mut self, declaration: &'static Declaration) -> Vec<Code> {
        let name = self.around.names.name(declaration);
        vec![text(format!("export type {name} = unknown;"))]
    }
}
