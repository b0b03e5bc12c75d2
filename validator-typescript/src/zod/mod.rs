//! The schemas of zod.

pub(crate) mod chain;
pub(crate) mod value;

use unprocessable::declaration::Declaration;

use crate::checks;
use crate::plan::{Plan, plan};
use crate::print::{Code, all, print, quoted, text};
use crate::section::{Around, Section};
use crate::server_only;

/// The functions that only zod's schemas call.
const HELPERS: &str = include_str!("helpers.ts");

/// Before it, zod counted text in units of UTF-16, and knew no `when` of `superRefine`.
const NEEDS: &str = "// The schemas need zod 4.5.4 or newer.";

/// Starts the section.
pub(crate) fn section<'m>(around: &'m Around<'m>) -> Box<dyn Section + 'm> {
    Box::new(Zod { around, plan: plan(around.types, around.added, around.messages) })
}

struct Zod<'m> {
    around: &'m Around<'m>,
    plan: Plan,
}

impl Section for Zod<'_> {
    fn imports(&self) -> Vec<Code> {
        vec![all([text(NEEDS), Code::Break, text("import * as z from "), quoted("zod"), text(";")])]
    }

    fn of_type(&mut self, _: &'static Declaration) -> Vec<Code> {
        // A schema stands behind those that it needs, in another order than the types.
        Vec::new()
    }

    fn after(&mut self) -> Vec<Code> {
        let mut codes: Vec<Code> = self.plan.schemas.iter().map(|schema| self.schema(schema)).collect();
        codes.extend(server_only::code(&self.plan.server_only, self.around));
        let mut written: String = codes.iter().map(print).collect();
        written.push_str("errorsOf(");
        codes.extend(checks::called(&written, HELPERS).into_iter().map(text));
        codes
    }
}
