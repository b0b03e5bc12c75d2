//! The rules by their names: what each checks, and how it is made of its arguments. A test compares the table with the
//! catalogue of all rules of the core.

mod dates;
mod lists;
mod presence;
mod sizes;
mod texts;

use crate::build::infer::Class;
use crate::build::made::{Made, Maker};
use crate::mistake::nearest;
use crate::raw::type_words;

/// A rule that a set can have.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub(crate) name: &'static str,
    /// What it checks; empty if it only asks whether something is there.
    pub(crate) classes: &'static [Class],
    pub(crate) make: fn(&mut Maker<'_>) -> Result<Made, String>,
}

impl Known {
    pub(crate) fn fits(&self, class: Class) -> bool {
        let is_like_text = class == Class::Choice && TAKES_CHOICES.contains(&self.name);
        self.classes.is_empty() || self.classes.contains(&class) || is_like_text
    }
}

/// Rules that look at the name of an enum.
const TAKES_CHOICES: [&str; 5] = ["one_of", "none_of", "same", "different", "confirmed"];

/// All rules, a table for each family.
const TABLES: [&[Known]; 5] = [presence::RULES, sizes::RULES, texts::RULES, dates::RULES, lists::RULES];

/// Words beside rules.
const WORDS: [&str; 5] = ["bail", "present", "nullable", "sometimes", "optional"];

/// Words that cannot be rules of a set, and why.
const REFUSED: &[(&str, &str)] = &[
    ("custom", "it is a function of a program; a set cannot run it"),
    ("exists", "it asks a database; a set looks only at the document"),
    ("unique", "it asks a database; a set looks only at the document. Items of one list are compared by `distinct`"),
    ("current_password", "it asks a database; a set looks only at the document"),
    ("active_url", "it asks the DNS; a set looks only at the document. The form of a URL is checked by `url`"),
    ("file", "files are in no JSON document"),
    ("image", "files are in no JSON document"),
    ("mimes", "files are in no JSON document"),
    ("mimetypes", "files are in no JSON document"),
    ("extensions", "files are in no JSON document"),
    ("dimensions", "files are in no JSON document"),
    ("date_format", "write the format in the directives of `strftime`, as in `date:%d/%m/%Y`"),
    ("enum", "write its values, as in `one_of:a,b`"),
    ("exclude", "a set changes no document"),
    ("exclude_if", "a set changes no document"),
    ("exclude_unless", "a set changes no document"),
    ("exclude_with", "a set changes no document"),
    ("exclude_without", "a set changes no document"),
];

/// The rule of this name.
pub(crate) fn find(name: &str) -> Result<&'static Known, String> {
    if let Some(known) = all().find(|known| known.name == name) {
        return Ok(known);
    }
    let shown: String = name.chars().take(40).collect();
    if let Some((_, reason)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
        return Err(format!("`{shown}` cannot be a rule of a set: {reason}"));
    }
    if type_words().chain(WORDS).any(|word| word == name) {
        return Err(format!("`{shown}` takes no arguments; what it is about stands in rules of their own"));
    }
    let names = all().map(|known| known.name).chain(type_words()).chain(WORDS);
    Err(match nearest(name, names) {
        Some(nearest) => format!("there is no rule `{shown}`; there is `{nearest}`"),
        None => format!("there is no rule `{shown}`"),
    })
}

/// All rules.
pub(crate) fn all() -> impl Iterator<Item = &'static Known> {
    TABLES.into_iter().flatten()
}
