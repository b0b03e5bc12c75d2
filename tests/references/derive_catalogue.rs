//! What the derive knows of the rules and of the core is made from both.
//!
//! `UPDATE=1 cargo test -p unprocessable-tests --test references derive_catalogue` writes the file anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::marker::PhantomData;
use std::path::Path;

use jiff::civil::Date;
use unprocessable_core::__private;
use unprocessable_core::rules::{self, Bound, Rule, now, today};
use unprocessable_core::{Argument, Mention, Other};

use crate::catalogue::{CODE, Row, chapters, constructors, every_rule, initial, words};
use unprocessable_core::__private::{FieldTable, Relation};

#[test]
fn the_catalogue_of_the_derive_is_made_from_the_rules_and_the_core() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../validator-derive/src/catalogue/generated.rs");
    let made = file();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).expect("the file");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == made, "{} is stale: run this test with UPDATE=1", path.display());
}

/// An attribute of the catalogue, and what rustc says of its rule.
struct Facts {
    attribute: &'static str,
    /// The types that the rule checks, of those that were asked about.
    checks: Vec<&'static str>,
}

/// Asks rustc whether a rule checks a type: `(&&Question::<_, T>::of(&rule)).answer()` takes [`Checks`] where the
/// trait is implemented, and [`ChecksNot`] else.
struct Question<R, T: ?Sized>(PhantomData<(R, *const T)>);

impl<R, T: ?Sized> Question<R, T> {
    fn of(_: &R) -> Self {
        Self(PhantomData)
    }
}

trait Checks {
    fn answer(&self) -> bool {
        true
    }
}

impl<T: ?Sized, R: Rule<T>> Checks for &Question<R, T> {}

trait ChecksNot {
    fn answer(&self) -> bool {
        false
    }
}

impl<T: ?Sized, R> ChecksNot for Question<R, T> {}

/// An element of which no rule knows anything.
struct Opaque;

/// Each rule is made anew for each type, so that its literals take their types from what it checks.
macro_rules! facts {
    ($($chapter:literal { $($attribute:literal => $rule:expr $(, as $runs:expr)? ; $($subject:ty = $value:expr),+ ;)+ })+) => {
        vec![$($(facts!(
            @ $attribute, $rule;
            str, [Opaque], bool, u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, Date
        )),+),+]
    };
    (@ $attribute:literal, $rule:expr; $($type:ty),+) => {
        Facts {
            attribute: $attribute,
            checks: [$((stringify!($type), (&&Question::<_, $type>::of(&$rule)).answer())),+]
                .into_iter()
                .filter_map(|(name, checks)| checks.then_some(name))
                .collect(),
        }
    };
}

// Of a rule that mentions others only the description is needed.
#[allow(unused_variables)]
fn facts() -> Vec<Facts> {
    every_rule!(facts)
}

/// What the derive calls the types of fields that rules see alike.
const CLASSES: [(&str, &[&str]); 6] = [
    ("Text", &["str"]),
    ("List", &["[Opaque]"]),
    ("Boolean", &["bool"]),
    ("Unsigned", &["u8", "u16", "u32", "u64", "u128", "usize"]),
    ("Signed", &["i8", "i16", "i32", "i64", "i128", "isize"]),
    ("Float", &["f32", "f64"]),
];

/// An attribute's arguments, as far as they are needed here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Literals {
    Nothing,
    Pattern,
    Integers,
    Floats,
    Texts,
}

/// What the arguments are, where all are literals of one kind; what has a name is a number.
fn literals(attribute: &str, takes_pattern: bool) -> Option<Literals> {
    let Some(arguments) = arguments(attribute) else { return Some(Literals::Nothing) };
    if takes_pattern {
        return arguments.starts_with('"').then_some(Literals::Pattern);
    }
    let values = arguments.split(", ").flat_map(|argument| {
        let (name, value) = argument.split_once(" = ").map_or((false, argument), |(_, value)| (true, value));
        value.split("..=").flat_map(|value| value.split("..")).filter(|end| !end.is_empty()).map(move |end| (name, end))
    });
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut kinds = values.map(|(has_name, value)| match value.split_once('.') {
        None if digits(value) => Some(Literals::Integers),
        Some((whole, part)) if digits(whole) && digits(part) => Some(Literals::Floats),
        _ if !has_name && value.starts_with('"') && value.ends_with('"') => Some(Literals::Texts),
        _ => None,
    });
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

/// What stands in the parentheses.
fn arguments(attribute: &str) -> Option<&str> {
    attribute.split_once('(').map(|(_, arguments)| arguments.strip_suffix(')').unwrap_or(arguments))
}

/// Whether arguments are bounds with names, or a range of them.
fn is_bounds(arguments: &str) -> bool {
    let names = [Bound::MIN, Bound::EXCLUSIVE_MIN, Bound::MAX, Bound::EXCLUSIVE_MAX, Bound::EQUAL];
    let is_flag = |argument: &str| argument.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let is_bound = |argument: &str| match argument.split_once(" = ") {
        Some((name, _)) => names.contains(&name),
        None => {
            !argument.starts_with('"') && argument.contains("..")
                || is_flag(argument) && !argument.starts_with(|first: char| first.is_ascii_digit())
        }
    };
    arguments.split(", ").all(is_bound) && arguments.contains(['=', '.'])
}

/// Whether the build has nothing to find in most literals of the rule: they are bounds of what it checks, or text that is
/// no date.
fn is_harmless(facts: &Facts, literals: Literals) -> bool {
    match literals {
        Literals::Integers => {
            !matches!(row(facts.attribute).samples[0].bound, Bound::Unknown | Bound::Digits { .. } | Bound::Multiple)
        }
        Literals::Texts => !facts.checks.contains(&"Date"),
        Literals::Nothing | Literals::Pattern | Literals::Floats => true,
    }
}

/// Whether a pattern must be found for a value to pass, by the sample of the catalogue.
fn is_wanted(attribute: &str) -> bool {
    let row = row(attribute);
    let sample = row.samples.iter().find_map(|sample| sample.on_text.as_ref()).expect("a pattern is for text");
    let pattern = arguments(attribute).and_then(|literal| literal.strip_prefix('"')?.strip_suffix('"'));
    regex::Regex::new(pattern.expect("text")).expect("a pattern").is_match(&sample.sample)
}

fn row(attribute: &str) -> Row {
    let mut rows = chapters().into_iter().flat_map(|(_, rows)| rows);
    rows.find(|row| row.attribute == attribute).expect("the row")
}

fn file() -> String {
    let (facts, constructors) = (facts(), constructors());
    let mut by_name: BTreeMap<&str, Vec<&Facts>> = BTreeMap::new();
    for row in &facts {
        by_name.entry(row.attribute.split('(').next().unwrap_or_default()).or_default().push(row);
    }
    let mut rules = String::new();
    for (name, rows) in &by_name {
        let takes_pattern = constructors[*name].takes_pattern;
        let inferred = constructors[*name].is_inferred;
        let pattern = rows.iter().find(|_| takes_pattern).map(|row| is_wanted(row.attribute));
        let only_lists = rows.iter().all(|row| arguments(row.attribute).is_some_and(|list| list.starts_with('[')));
        let only_bounds = rows.iter().all(|row| arguments(row.attribute).is_some_and(is_bounds));
        let mut fits: BTreeMap<Literals, (BTreeSet<usize>, bool)> = BTreeMap::new();
        for row in rows {
            let Some(literals) = literals(row.attribute, takes_pattern) else { continue };
            let classes = CLASSES
                .iter()
                .enumerate()
                .filter(|(_, (_, types))| types.iter().all(|wanted| row.checks.contains(wanted)));
            let fit = fits.entry(literals).or_insert((BTreeSet::new(), true));
            fit.0.extend(classes.map(|(index, _)| index));
            fit.1 &= is_harmless(row, literals);
        }
        fits.retain(|_, (classes, _)| !classes.is_empty());
        let fits: Vec<String> = fits
            .iter()
            .map(|(literals, (classes, harmless))| {
                let classes: Vec<&str> = classes.iter().map(|index| CLASSES[*index].0).collect();
                format!("Fit {{ literals: {literals:?}, classes: &[{}], harmless: {harmless} }}", classes.join(", "))
            })
            .collect();
        let _ = writeln!(
            rules,
            "    RuleFacts {{ name: {name:?}, pattern: {pattern:?}, only_lists: {only_lists}, only_bounds: {only_bounds}, inferred: {inferred}, fits: &[{}] }},",
            fits.join(", ")
        );
    }
    let flags: BTreeSet<String> = setters().into_iter().chain(flags_of_the_catalogue(&facts)).collect();
    let flags: Vec<String> = flags.into_iter().map(|flag| format!("{flag:?}")).collect();
    let functions: Vec<String> = functions(&facts).into_iter().map(|function| format!("{function:?}")).collect();
    let (most_rules, most_fields) = (__private::MOST_RULES, __private::MOST_SLOTS.min(__private::MOST_READERS));
    format!(
        "{HEAD}\
        /// The rules, in the order of their names.\n\
        #[rustfmt::skip]\n\
        pub(super) static RULES: &[RuleFacts] = &[\n{rules}];\n\n\
        /// Arguments without a value, which a field may be called, too.\n\
        #[rustfmt::skip]\n\
        pub(super) static FLAGS: &[&str] = &[{}];\n\n\
        /// Functions beside the rules whose values are arguments.\n\
        #[rustfmt::skip]\n\
        pub(super) static FUNCTIONS: &[&str] = &[{}];\n\n\
        /// The names of arguments that are bounds.\n\
        pub(crate) const MIN: &str = {:?};\n\
        pub(crate) const EXCLUSIVE_MIN: &str = {:?};\n\
        pub(crate) const MAX: &str = {:?};\n\
        pub(crate) const EXCLUSIVE_MAX: &str = {:?};\n\
        pub(crate) const EQUAL: &str = {:?};\n\n\
        /// How many rules the longest tuple of rules has.\n\
        pub(crate) const MOST_RULES: usize = {most_rules};\n\n\
        /// How many fields the longest tuple of fields has.\n\
        pub(crate) const MOST_FIELDS: usize = {most_fields};\n\n\
        /// The flags of `FieldTable`.\n\
        pub(crate) const NESTED: u8 = {};\n\
        pub(crate) const DEFAULTED: u8 = {};\n\
        pub(crate) const SKIPPED: u8 = {};\n\
        pub(crate) const FLAT: u8 = {};\n\n\
        /// The states of a pattern's machine without a row, and the place of the first row.\n\
        pub(crate) const NEVER: u16 = {};\n\
        pub(crate) const ALWAYS: u16 = {};\n\
        pub(crate) const FIRST_ROW: usize = {};\n",
        flags.join(", "),
        functions.join(", "),
        Bound::MIN,
        Bound::EXCLUSIVE_MIN,
        Bound::MAX,
        Bound::EXCLUSIVE_MAX,
        Bound::EQUAL,
        FieldTable::NESTED,
        FieldTable::DEFAULTED,
        FieldTable::SKIPPED,
        FieldTable::FLAT,
        __private::NEVER,
        __private::ALWAYS,
        __private::FIRST_ROW,
    )
}

const HEAD: &str = "\
//! What the rules and the core say of themselves, made from them by `tests/references/derive_catalogue.rs`.\n\
//!\n\
//! Do not edit it. `UPDATE=1 cargo test -p unprocessable-tests --test references derive_catalogue` makes it anew.\n\
\n\
use super::Class::{Boolean, Float, List, Signed, Text, Unsigned};\n\
use super::Literals::{Floats, Integers, Nothing, Pattern, Texts};\n\
use super::{Fit, RuleFacts};\n\
\n";

/// Setters without an argument in the sources of the rules.
fn setters() -> BTreeSet<String> {
    let mut paths = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../validator-core/src/rules")];
    let mut found = BTreeSet::new();
    while let Some(path) = paths.pop() {
        if let Ok(inside) = fs::read_dir(&path) {
            paths.extend(inside.map(|file| file.expect("an entry").path()));
            continue;
        }
        let source = fs::read_to_string(path).expect("source");
        for setter in source.lines().filter_map(|line| line.trim_start().strip_prefix("pub const fn ")) {
            let Some((name, rest)) = setter.split_once('(') else { continue };
            if rest.starts_with("self) ->") || rest.starts_with("mut self) ->") {
                found.insert(name.to_owned());
            }
        }
        // In the macro `rule`, a flag is a field of the type.
        for rule in source.split("\nrule!(\n").skip(1).filter_map(|rest| rest.split("\n);").next()) {
            let flags = rule.lines().filter_map(|line| line.trim().strip_suffix(": bool,"));
            found.extend(flags.map(str::to_owned));
        }
    }
    found.remove("$flag");
    found
}

/// Words that stand alone in the parentheses of a rule.
fn flags_of_the_catalogue(facts: &[Facts]) -> BTreeSet<String> {
    let words = facts.iter().filter_map(|row| arguments(row.attribute)).flat_map(|arguments| arguments.split(", "));
    words
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'))
        .filter(|word| word.starts_with(|first: char| first.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect()
}

/// What is called in the arguments of built-in rules.
fn functions(facts: &[Facts]) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for arguments in facts.iter().filter_map(|row| arguments(row.attribute)) {
        for (at, _) in arguments.match_indices("()") {
            let before = &arguments[..at];
            let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(0, |end| end + 1);
            if !before[..start].ends_with('.') {
                found.insert(&before[start..]);
            }
        }
    }
    found
}
