//! What the derive has to know of the rules and of the core. Nothing here is written by hand: a test of the workspace makes
//! `generated` from the rules. A rule that is missing there works as well, and costs the compiler more.

mod generated;

use syn::Path;

pub(crate) use generated::{ALWAYS, DEFAULTED, FIRST_ROW, FLAT, MOST_FIELDS, MOST_RULES, NESTED, NEVER, SKIPPED};

/// One rule.
#[derive(Debug)]
pub(crate) struct RuleFacts {
    pub(crate) name: &'static str,
    /// Whether its argument is a pattern, which may be text. If so, whether a value passes when the pattern is found in it.
    pub(crate) pattern: Option<bool>,
    /// Whether it takes nothing but a list.
    pub(crate) only_lists: bool,
    /// Types of fields with which rustc finds nothing wrong.
    pub(crate) fits: &'static [Fit],
}

/// A rule with such arguments checks every type of these classes.
#[derive(Debug)]
pub(crate) struct Fit {
    pub(crate) literals: Literals,
    pub(crate) classes: &'static [Class],
    /// Whether the build has nothing to find in the literals, where they are not at the edge of what the rule may be given.
    pub(crate) harmless: bool,
}

/// What the arguments of a rule are, where all are literals of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Literals {
    Nothing,
    Pattern,
    Integers,
    Floats,
    Texts,
}

/// What rules see of the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Text,
    List,
    Boolean,
    Unsigned,
    Signed,
    Float,
}

/// The facts of a built-in rule, which one word names.
pub(crate) fn rule(path: &Path) -> Option<&'static RuleFacts> {
    let name = path.get_ident()?.to_string();
    let index = generated::RULES.binary_search_by(|rule| rule.name.cmp(&name)).ok()?;
    generated::RULES.get(index)
}

/// Whether some rule takes an argument of this name without a value.
pub(crate) fn is_flag(word: &str) -> bool {
    generated::FLAGS.contains(&word)
}

/// Whether a function of this name stands beside the rules, for their arguments.
pub(crate) fn is_function(word: &syn::Ident) -> bool {
    generated::FUNCTIONS.iter().any(|function| word == function)
}

#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    generated::RULES.iter().map(|rule| rule.name)
}
