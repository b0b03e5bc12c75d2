//! Whether the columns of a file are those that the rules are for. With optional fields a set accepts every row of a file that
//! has other columns, so that somebody has to say it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use unprocessable_ruleset::RuleSet;

use crate::input::is_like_data;
use crate::keys::Keys;
use crate::nearest::nearest;
use crate::show;

/// The fields of a set.
pub(crate) struct Fields {
    keys: Keys,
    all: HashSet<String>,
    /// Those that have no fields inside, in the order of the set.
    innermost: Vec<String>,
    /// Those of them that a file may be expected to have.
    expected: Vec<String>,
}

/// What the columns of a file and the fields of the rules have not in common.
#[derive(Clone, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub(crate) struct Fit {
    pub(crate) unruled_columns: Vec<String>,
    pub(crate) missing_fields: Vec<String>,
    /// What may have been meant.
    hints: Vec<String>,
    /// Whether there is a column with a rule, or no rule at all.
    pub(crate) has_any: bool,
}

impl Fields {
    pub(crate) fn of(set: &RuleSet) -> Self {
        let fields: Vec<_> = set.fields().filter(|field| !field.at().is_empty()).collect();
        let mut outer = HashSet::new();
        for field in &fields {
            outer.extend(ends(field.at()).map(str::to_owned));
        }
        let mut all = HashSet::new();
        let (mut innermost, mut expected) = (Vec::new(), Vec::new());
        for field in fields {
            let at = field.at().to_owned();
            if !outer.contains(&at) && !all.contains(&at) {
                // What is prohibited is rightly missing.
                if !field.rules().any(|rule| rule.name().starts_with("prohibited")) {
                    expected.push(at.clone());
                }
                innermost.push(at.clone());
            }
            all.insert(at);
        }
        Self { keys: Keys::of(set), all, innermost, expected }
    }

    /// Whether a rule is for the value at a key, or for what is around it.
    fn has(&self, key: &str) -> bool {
        let field = self.keys.field(key);
        self.all.contains(&field) || ends(&field).any(|outer| self.innermost.iter().any(|known| known == outer))
    }

    /// Why a field cannot be unique in a file that has no columns.
    pub(crate) fn refuses_unique(&self, field: &str) -> Option<String> {
        let known = || self.innermost.iter().map(String::as_str);
        (!self.has(field)).then(|| {
            format!("--unique {}: the rules have no such field{}", show::name(field), instead(field, known, "fields"))
        })
    }

    /// Holds the columns of a file against the rules: their names, and their keys.
    pub(crate) fn fit(&self, columns: &[(String, Option<String>)], delimiter: u8) -> Fit {
        let mut fit = Fit { has_any: self.all.is_empty(), ..Fit::default() };
        // The fields of the columns, and those around them.
        let (mut cells, mut outer) = (HashSet::new(), HashSet::new());
        let mut unruled = HashSet::new();
        for (name, key) in columns {
            let Some(key) = key else { continue };
            if self.has(key) {
                fit.has_any = true;
                let field = self.keys.field(key);
                outer.extend(ends(&field).map(str::to_owned));
                cells.insert(field);
            } else if unruled.insert(name) {
                fit.unruled_columns.push(name.clone());
            }
        }
        let has_header = fit.has_any || !columns.iter().any(|(name, _)| is_like_data(name));
        if !has_header {
            // Then it may be the values of a row, which nobody repeats.
            fit.unruled_columns = (1..=columns.len()).map(|nth| format!("column {nth}")).collect();
        }
        // One cell may hold all that is inside of a field.
        let is_there = |field: &str| {
            cells.contains(field) || outer.contains(field) || ends(field).any(|outer| cells.contains(outer))
        };
        fit.missing_fields = self.expected.iter().filter(|field| !is_there(field)).cloned().collect();
        fit.hints = if has_header {
            hints(&fit, columns, delimiter)
        } else {
            vec!["the first row looks like data, not like names; --names a,b,c names the columns of such a file".into()]
        };
        fit
    }
}

/// Why a column cannot be unique.
pub(crate) fn refuses_unique(field: &str, columns: &[(String, Option<String>)]) -> Option<String> {
    let known = || columns.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty());
    let is_known = columns.iter().any(|(name, key)| name == field || key.as_deref() == Some(field));
    (!is_known).then(|| {
        format!("--unique {}: the file has no such column{}", show::name(field), instead(field, known, "columns"))
    })
}

/// What may be said in place of a name that is not there.
fn instead<'n, N: Iterator<Item = &'n str>>(name: &str, names: impl Fn() -> N, what: &str) -> String {
    match nearest(name, names()) {
        Some(near) => format!("; the nearest is `{}`", show::name(near)),
        None => format!("; the {what} are {}", list(&names().map(str::to_owned).collect::<Vec<_>>())),
    }
}

/// The keys around a key, the longest first.
fn ends(key: &str) -> impl Iterator<Item = &str> {
    let mut at = key.len();
    std::iter::from_fn(move || {
        loop {
            at = key.get(..at)?.rfind('.')?;
            let before = key.get(..at)?;
            // A dot behind a backslash is a part of a name.
            let backslashes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
            if backslashes.is_multiple_of(2) {
                return Some(before);
            }
        }
    })
}

fn hints(fit: &Fit, columns: &[(String, Option<String>)], delimiter: u8) -> Vec<String> {
    const MOST: usize = 3;
    /// Of how many names that do not fit hints are looked for.
    const LOOKED_AT: usize = 100;

    if let [(name, _)] = columns {
        let others = [(b';', "';'"), (b'\t', "tab"), (b'|', "'|'"), (b',', "','")];
        for (other, option) in others.into_iter().filter(|(other, _)| *other != delimiter) {
            if name.as_bytes().contains(&other) {
                let shown = if other == b'\t' { "a tab".into() } else { format!("`{}`", char::from(other)) };
                return vec![format!("the header is one column with {shown} in it: is it --delimiter {option}?")];
            }
        }
    }
    let hint = |column: &String| {
        let is_near = |field: &&String| column.trim().to_lowercase() == field.to_lowercase();
        let found = fit.missing_fields.iter().find(is_near);
        let field = match found {
            Some(field) => field.as_str(),
            None => nearest(column, fit.missing_fields.iter().take(LOOKED_AT).map(String::as_str))?,
        };
        let why = match (column.trim() != column, column.trim() != field) {
            (true, false) => ", without white space",
            (true, true) if found.is_some() => ", without white space and in other case",
            (false, true) if found.is_some() => ", in other case",
            _ => "",
        };
        Some(format!("is `{}` meant to be `{}`{why}?", show::name(column), show::name(field)))
    };
    fit.unruled_columns.iter().take(LOOKED_AT).filter_map(hint).take(MOST).collect()
}

impl Fit {
    pub(crate) fn is_whole(&self) -> bool {
        self.has_any && self.unruled_columns.is_empty() && self.missing_fields.is_empty()
    }

    /// What does not fit, in a sentence.
    pub(crate) fn sentence(&self) -> String {
        let mut parts = Vec::new();
        if !self.unruled_columns.is_empty() {
            parts.push(format!("no rule is for the {}", named(&self.unruled_columns, "column", "columns")));
        }
        if !self.missing_fields.is_empty() {
            parts.push(format!("no column is for the {}", named(&self.missing_fields, "field", "fields")));
        }
        let mut sentence = if self.has_any { String::new() } else { "no column fits any rule: ".into() };
        sentence.push_str(&parts.join("; "));
        for hint in &self.hints {
            sentence.push_str("; ");
            sentence.push_str(hint);
        }
        sentence
    }
}

fn named(names: &[String], one: &str, many: &str) -> String {
    format!("{} {}", if names.len() == 1 { one } else { many }, list(names))
}

/// "`a`, `b` and 7 others".
fn list(names: &[String]) -> String {
    const MOST: usize = 5;

    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{}`", show::name(name))).collect();
    match (&shown[..], names.len() - shown.len()) {
        ([], _) => "none".into(),
        ([one], 0) => one.clone(),
        ([rest @ .., last], 0) => format!("{} and {last}", rest.join(", ")),
        (_, more) => format!("{} and {}", shown.join(", "), show::counted(more as u64, "other", "others")),
    }
}
