//! What a language says of a rule, for tests.

use alloc::string::String;
use core::fmt;

use crate::argument::Argument;
use crate::label::write_label;
use crate::lang::{Filling, Language};
use crate::rule::Describe;
use crate::subject::Kind;

impl Language {
    /// What the language says of a field "name" that breaks a rule.
    #[doc(hidden)]
    #[must_use]
    pub fn says<D: Describe>(&self, rule: &D, kind: Kind) -> Option<String> {
        let mut sentence = String::new();
        self.write(rule.message_id(kind), &Described(rule), &mut sentence)?.ok()?;
        Some(sentence)
    }
}

struct Described<'d, D>(&'d D);

impl<D: Describe> Filling for Described<'_, D> {
    fn argument(&self, name: &str) -> Option<Argument<'_>> {
        let index = D::ARGUMENTS.iter().position(|known| *known == name);
        let relation = || self.0.relation().filter(|_| name == "relation").map(|is| Argument::Text(is.name()));
        index.and_then(|index| self.0.argument(index)).or_else(relation)
    }

    fn write_label<W: fmt::Write + ?Sized>(&self, _: &Language, out: &mut W) -> fmt::Result {
        out.write_str("name")
    }

    fn write_field<W: fmt::Write + ?Sized>(&self, name: &str, given: Option<&str>, out: &mut W) -> fmt::Result {
        match given {
            Some(label) => out.write_str(label),
            None => write_label(name, out),
        }
    }
}
