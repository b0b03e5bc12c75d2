//! The format of this package: `fields` by their keys.

use super::rule::{self, known};
use super::short::Short;
use super::spec::{Place, Spec};
use crate::mistake::{Mistakes, hint};
use crate::raw::{RawSet, RawShape, RawValue, type_words};
use crate::tree::{DEPTH, Entry, Item, Tree};

/// Members of a set.
const SET: [&str; 4] = ["version", "fields", "closed", "bail"];
/// Members of a field.
const FIELD: [&str; 11] =
    ["type", "rules", "label", "absent", "null", "bail", "closed", "elements", "keys", "values", "fields"];

pub(crate) fn set(line: usize, entries: &[Entry], mistakes: &mut Mistakes) -> RawSet {
    known(entries, &SET, "", mistakes);
    let mut root = Spec { line, is_object: true, explicit: true, ..Spec::default() };
    let mut has_fields = false;
    for entry in entries {
        match entry.name.as_str() {
            "fields" => {
                has_fields = true;
                fields(&mut root, &entry.tree, "", mistakes);
            }
            "closed" => root.closed = flag(&entry.tree, "", mistakes),
            "bail" => root.bail = flag(&entry.tree, "", mistakes),
            _ => {}
        }
    }
    if !has_fields {
        mistakes.add(line, "", "the set has no `fields`");
    }
    let mut set = RawSet::default();
    let root = root.finish(String::new(), &mut set, mistakes).value;
    set.root = Some(RawValue { optional: false, ..root });
    set
}

/// Fields by their keys, which lead from `parent`.
fn fields(parent: &mut Spec, tree: &Tree, around: &str, mistakes: &mut Mistakes) {
    let Some(entries) = tree.table() else {
        mistakes.add(tree.line, around, format!("`fields` is a table, and not {}", tree.kind()));
        return;
    };
    for entry in entries {
        let at = if around.is_empty() { entry.name.clone() } else { format!("{around}.{}", entry.name) };
        let path = path(&entry.name);
        if path.len() > DEPTH {
            mistakes.add(entry.line, &at[..at.len().min(40)], format!("this is nested deeper than {DEPTH} levels"));
            continue;
        }
        let spec = spec(&entry.tree, entry.line, &at, mistakes);
        if let Err(mistake) = parent.insert(&path, spec, entry.line) {
            mistakes.add(entry.line, &at, mistake);
        }
    }
}

/// The places that a key leads through. A backslash makes a dot or a star part of a name.
fn path(key: &str) -> Vec<Place> {
    let (mut places, mut name, mut is_escaped) = (Vec::new(), String::new(), false);
    let mut chars = key.chars();
    let mut push = |name: &mut String, is_escaped: &mut bool| {
        let name = std::mem::take(name);
        places.push(if name == "*" && !*is_escaped { Place::Inside } else { Place::Field(name) });
        *is_escaped = false;
    };
    while let Some(c) = chars.next() {
        match c {
            '.' => push(&mut name, &mut is_escaped),
            '\\' => {
                is_escaped = true;
                name.push(chars.next().unwrap_or('\\'));
            }
            c => name.push(c),
        }
    }
    push(&mut name, &mut is_escaped);
    places
}

/// What stands behind the key of a field: the short form, a list of rules, or a table.
fn spec(tree: &Tree, line: usize, at: &str, mistakes: &mut Mistakes) -> Spec {
    let mut spec = Spec { line, explicit: true, ..Spec::default() };
    let Item::Table(entries) = &tree.item else {
        rules(&mut spec, tree, at, mistakes);
        return spec;
    };
    for entry in entries.iter().filter(|entry| !FIELD.contains(&entry.name.as_str())) {
        let hint = hint(&entry.name, FIELD);
        mistakes.add(
            entry.line,
            at,
            format!(
                "`{name}` is no member of a field{hint}; for a field inside, write the key in quotes, `\"{at}.{name}\"`, \
                 or put it below `fields`",
                name = entry.name,
            ),
        );
    }
    if let Some(word) = tree.get("type") {
        shape(&mut spec, word, at, mistakes);
    }
    for entry in entries {
        let value = &entry.tree;
        match entry.name.as_str() {
            "rules" => rules(&mut spec, value, at, mistakes),
            "label" => match value.text() {
                Some(label) => spec.label = Some(label.into()),
                None => mistakes.add(value.line, at, format!("a label is text, and not {}", value.kind())),
            },
            "absent" => spec.absent = Some(flag(value, at, mistakes)),
            "null" => spec.null = Some(flag(value, at, mistakes)),
            "bail" => spec.bail |= flag(value, at, mistakes),
            "closed" => (spec.closed, spec.is_object) = (flag(value, at, mistakes), true),
            "elements" => spec.add_inside(self::spec(value, entry.line, &format!("{at}.*"), mistakes), false),
            "values" => spec.add_inside(self::spec(value, entry.line, &format!("{at}.*"), mistakes), true),
            "keys" => spec.keys = Some(Box::new(self::spec(value, entry.line, at, mistakes))),
            "fields" => {
                spec.is_object = true;
                fields(&mut spec, value, at, mistakes);
            }
            _ => {}
        }
    }
    spec
}

fn shape(spec: &mut Spec, word: &Tree, at: &str, mistakes: &mut Mistakes) {
    if let Some(names) = word.list() {
        // One of several names.
        let texts: Option<Vec<Vec<String>>> = names.iter().map(|name| Some(vec![name.text()?.to_owned()])).collect();
        match texts {
            Some(texts) if !texts.is_empty() => spec.shape = Some(RawShape::Choice(texts)),
            _ => mistakes.add(word.line, at, "a list of names in place of a type consists of text"),
        }
        return;
    }
    let Some(text) = word.text() else {
        mistakes.add(word.line, at, format!("a type is a word, and not {}", word.kind()));
        return;
    };
    match RawShape::of_word(text, word.line, at) {
        _ if text == "object" => spec.is_object = true,
        Some(shape) => spec.shape = Some(shape),
        None => mistakes.add(word.line, at, format!("there is no type `{text}`{}", hint(text, type_words()))),
    }
}

/// The short form, or a list of rules in the short form and in tables.
fn rules(spec: &mut Spec, tree: &Tree, at: &str, mistakes: &mut Mistakes) {
    let one = std::slice::from_ref(tree);
    let mut short = Short::default();
    for item in tree.list().unwrap_or(one) {
        match &item.item {
            Item::Text(text) => short.read(text, item.line, at, mistakes),
            Item::Table(entries) => short.rules.extend(rule::of_table(item, entries, at, mistakes)),
            _ => mistakes.add(item.line, at, format!("a rule is text or a table, and not {}", item.kind())),
        }
    }
    if let Some((word, shape)) = short.shape {
        if spec.shape.is_some() || spec.is_object {
            mistakes.add(tree.line, at, format!("a field has one type; remove `{word}` from its rules"));
        }
        spec.shape = Some(shape);
    }
    spec.is_object |= short.is_object;
    spec.bail |= short.bail;
    if short.present && short.nullable {
        mistakes.add(tree.line, at, "what is `present` is not `nullable`; remove one of them");
    }
    if short.present {
        (spec.absent, spec.null) = (spec.absent.or(Some(false)), spec.null.or(Some(false)));
    }
    spec.rules.extend(short.rules);
}

fn flag(tree: &Tree, at: &str, mistakes: &mut Mistakes) -> bool {
    tree.boolean().unwrap_or_else(|| {
        mistakes.add(tree.line, at, format!("this is `true` or `false`, and not {}", tree.kind()));
        false
    })
}
