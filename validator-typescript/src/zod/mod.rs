//! The schemas of zod.

mod chain;
mod value;

use crate::plan::Value;
use crate::print::Code;
use crate::schemas::{Library, Schemas};

/// The library zod.
pub(crate) struct Zod;

impl Library for Zod {
    // Before it, zod counted text in units of UTF-16, and knew no `when` of `superRefine`.
    const NEEDS: &'static str = "// The schemas need zod 4.5.4 or newer.";
    const NAMES: (&'static str, &'static str) = ("z", "zod");
    const SCHEMA: &'static str = "z.ZodType";
    const HELPERS: &'static str = include_str!("helpers.ts");

    fn value(schemas: &Schemas<'_, Self>, value: &Value) -> Code {
        schemas.chained(value)
    }
}
