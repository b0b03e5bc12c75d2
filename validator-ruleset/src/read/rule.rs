//! A rule as a table: `{ length = { min = 1 }, message = "…" }`, or as a declaration writes it.

use super::short;
use crate::mistake::{Mistakes, hint};
use crate::raw::{Arg, RELATIONS, RawCondition, RawRule, Relation, relation};
use crate::tree::{Entry, Item, Tree};

/// Members of the table of a rule that are no rules.
const MODIFIERS: [&str; 3] = ["message", "code", "when"];

/// One rule in a table.
pub(crate) fn of_table(tree: &Tree, entries: &[Entry], at: &str, mistakes: &mut Mistakes) -> Option<RawRule> {
    let mut rules = entries.iter().filter(|entry| !MODIFIERS.contains(&entry.name.as_str()));
    let (Some(entry), None) = (rules.next(), rules.next()) else {
        mistakes.add(
            tree.line,
            at,
            "a table here has one rule, as in `{ length = { min = 1 } }`, and perhaps `message`, `code` and `when`",
        );
        return None;
    };
    let mut rule = RawRule { line: entry.line, name: short::rule_name(&entry.name).into(), ..RawRule::default() };
    match &entry.tree.item {
        Item::Boolean(true) => {}
        Item::Boolean(false) => {
            mistakes.add(entry.line, at, format!("`{} = false` says nothing; remove the rule", entry.name));
        }
        Item::Table(members) => match condition_of(members) {
            Some(condition) => rule.positional.push(Arg::Condition(condition)),
            None => match field_of(members) {
                Some(field) => rule.positional.push(field),
                None => {
                    for member in members {
                        let value = argument(&member.tree, at, mistakes)?;
                        rule.named.push((member.name.clone(), value));
                    }
                }
            },
        },
        _ => rule.positional.push(argument(&entry.tree, at, mistakes)?),
    }
    for (name, place) in [("message", &mut rule.message), ("code", &mut rule.code)] {
        let Some(given) = tree.get(name) else { continue };
        match given.text() {
            Some(text) => *place = Some(text.into()),
            None => mistakes.add(given.line, at, format!("`{name}` is text, and not {}", given.kind())),
        }
    }
    if let Some(when) = tree.get("when") {
        rule.when = conditions(when, at, mistakes);
    }
    Some(rule)
}

/// An argument.
pub(crate) fn argument(tree: &Tree, at: &str, mistakes: &mut Mistakes) -> Option<Arg> {
    Some(match &tree.item {
        Item::Boolean(value) => Arg::Boolean(*value),
        Item::Integer(integer) => Arg::Integer(*integer),
        Item::Number(number) => Arg::Number(*number),
        Item::Text(text) => Arg::Text(text.clone()),
        Item::List(items) => Arg::List(items.iter().map(|item| argument(item, at, mistakes)).collect::<Option<_>>()?),
        Item::Table(members) => match field_of(members).or_else(|| condition_of(members).map(Arg::Condition)) {
            Some(argument) => argument,
            None => {
                mistakes.add(tree.line, at, "a table in an argument is a field: `{ field = \"other\" }`");
                return None;
            }
        },
        Item::Null => {
            mistakes.add(tree.line, at, "`null` is no argument of a rule");
            return None;
        }
    })
}

fn field_of(members: &[Entry]) -> Option<Arg> {
    match members {
        [Entry { name, tree, .. }] if name == "field" => tree.text().map(|field| Arg::Field(field.into())),
        _ => None,
    }
}

/// `{ field = "kind", is = "company" }`, or with `relation` and `value`.
fn condition_of(members: &[Entry]) -> Option<RawCondition> {
    let get = |name: &str| members.iter().find(|entry| entry.name == name).map(|entry| &entry.tree);
    let field = get("field")?.text()?.to_owned();
    let (relation, value) = match (get("relation"), get("value"), members.len()) {
        (Some(name), Some(value), 3) => (relation(name.text()?)?, value),
        (None, None, 2) => RELATIONS.iter().find_map(|(name, relation)| Some((*relation, get(name)?)))?,
        _ => return None,
    };
    let value = match &value.item {
        Item::Boolean(value) => Arg::Boolean(*value),
        Item::Integer(integer) => Arg::Integer(*integer),
        Item::Number(number) => Arg::Number(*number),
        Item::Text(text) => Arg::Text(text.clone()),
        _ => return None,
    };
    Some(RawCondition { field, relation, value: Box::new(value) })
}

/// What a declaration or a set says under `when`.
pub(crate) fn conditions(tree: &Tree, at: &str, mistakes: &mut Mistakes) -> Vec<RawCondition> {
    let one = std::slice::from_ref(tree);
    let conditions = tree.list().unwrap_or(one).iter().map(|item| match &item.item {
        Item::Table(members) => condition_of(members),
        Item::Text(field) if !matches!(field.as_str(), "submitted" | "other") => Some(is_true(field)),
        _ => None,
    });
    let mut found = Vec::new();
    for condition in conditions {
        match condition {
            Some(condition) => found.push(condition),
            None => mistakes.add(
                tree.line,
                at,
                "a set has conditions such as `{ field = \"kind\", is = \"company\" }`, with `is`, `is_not`, `greater`, \
                 `at_least`, `less` or `at_most`; what more a program asks cannot be said here",
            ),
        }
    }
    found
}

/// The condition that a boolean field is true.
pub(crate) fn is_true(field: &str) -> RawCondition {
    RawCondition { field: field.into(), relation: Relation::Is, value: Box::new(Arg::Boolean(true)) }
}

/// Refuses members that are not known.
pub(crate) fn known(entries: &[Entry], names: &[&str], at: &str, mistakes: &mut Mistakes) {
    for entry in entries.iter().filter(|entry| !names.contains(&entry.name.as_str())) {
        let hint = hint(&entry.name, names.iter().copied());
        mistakes.add(entry.line, at, format!("`{}` is no member here{hint}", entry.name));
    }
}
