//! The schemas of valibot.

mod value;

use crate::plan::Value;
use crate::print::Code;
use crate::schemas::{Library, Schemas};

/// The library valibot.
pub(crate) struct Valibot;

impl Library for Valibot {
    // Before it, valibot counted no code points.
    const NEEDS: &'static str = "// The schemas need valibot 1.5 or newer.";
    const NAMES: (&'static str, &'static str) = ("v", "valibot");
    const SCHEMA: &'static str = "v.GenericSchema";
    const HELPERS: &'static str = include_str!("helpers.ts");

    fn value(schemas: &Schemas<'_, Self>, value: &Value) -> Code {
        schemas.piped(value)
    }
}
