//! The schemas of valibot.

mod value;

use unprocessable::declaration::Declaration;

use crate::checks;
use crate::plan::{Plan, plan};
use crate::print::{Code, all, print, quoted, text};
use crate::section::{Around, Section};
use crate::server_only;

/// The functions that only valibot's schemas call.
const HELPERS: &str = include_str!("helpers.ts");

/// Before it, valibot counted no code points.
const NEEDS: &str = "// The schemas need valibot 1.5 or newer.";

/// Starts the section.
pub(crate) fn section<'m>(around: &'m Around<'m>) -> Box<dyn Section + 'm> {
    Box::new(Valibot { around, plan: plan(around.types, around.added, around.messages) })
}

struct Valibot<'m> {
    around: &'m Around<'m>,
    plan: Plan,
}

impl Section for Valibot<'_> {
    fn imports(&self) -> Vec<Code> {
        vec![all([text(NEEDS), Code::Break, text("import * as v from "), quoted("valibot"), text(";")])]
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
