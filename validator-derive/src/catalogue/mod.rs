//! What the derive has to know about the rules and the core. A test of the workspace makes `generated` from them, so
//! that nobody writes it by hand. A rule that is missing there works as well, but costs the compiler more.

mod generated;

use syn::Path;

pub(crate) use generated::{ALWAYS, DEFAULTED, FIRST_ROW, FLAT, MOST_FIELDS, MOST_RULES, NESTED, NEVER, SKIPPED};
pub(crate) use generated::{EQUAL, EXCLUSIVE_MAX, EXCLUSIVE_MIN, MAX, MIN};

/// One rule.
#[derive(Debug)]
pub(crate) struct RuleFacts {
    pub(crate) name: &'static str,
    /// For a rule that takes a pattern, whether a value passes if the pattern is found in it.
    pub(crate) pattern: Option<bool>,
    /// Whether it takes nothing but a list.
    pub(crate) only_lists: bool,
    /// Whether all of its arguments are bounds with names.
    pub(crate) only_bounds: bool,
    /// Whether its constructor has a type parameter that only the type of the field tells.
    pub(crate) inferred: bool,
    /// The types of fields that it checks, by its arguments.
    pub(crate) fits: &'static [Fit],
}

impl RuleFacts {
    /// Whether the rule can stand without arguments.
    pub(crate) fn takes_nothing(&self) -> bool {
        self.fits.iter().any(|fit| fit.literals == Literals::Nothing)
    }
}

/// A rule with such arguments checks every type of these classes.
#[derive(Debug)]
pub(crate) struct Fit {
    pub(crate) literals: Literals,
    pub(crate) classes: &'static [Class],
    /// Whether only literals at an edge, such as 0 or empty text, can be mistakes that the build has to find.
    pub(crate) harmless: bool,
}

/// The kind of a rule's arguments, if all are literals of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Literals {
    Nothing,
    Pattern,
    Integers,
    Floats,
    Texts,
}

/// Types that rules see alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Text,
    List,
    Boolean,
    Unsigned,
    Signed,
    Float,
}

/// The facts about a built-in rule. Its path is one word.
pub(crate) fn rule(path: &Path) -> Option<&'static RuleFacts> {
    let name = path.get_ident()?.to_string();
    let index = generated::RULES.binary_search_by(|rule| rule.name.cmp(&name)).ok()?;
    generated::RULES.get(index)
}

/// Whether some rule takes an argument of this name without a value.
pub(crate) fn is_flag(word: &str) -> bool {
    generated::FLAGS.contains(&word)
}

/// Whether an argument of this name is a lower or an upper bound, whatever the rule.
pub(crate) fn is_bound(word: &syn::Ident) -> bool {
    [MIN, EXCLUSIVE_MIN, MAX, EXCLUSIVE_MAX].iter().any(|bound| word == bound)
}

/// Whether a function of this name stands beside the rules, for their arguments.
pub(crate) fn is_function(word: &syn::Ident) -> bool {
    generated::FUNCTIONS.iter().any(|function| word == function)
}

/// The names of all built-in rules.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    generated::RULES.iter().map(|rule| rule.name)
}
