//! The JSON of a declaration.

use std::collections::HashMap;

use serde_json::Value;
use unprocessable_core::decode::Integer;

use super::rule::{argument, conditions, is_true};
use crate::mistake::Mistakes;
use crate::raw::{Arg, INTEGERS, RawCondition, RawField, RawRule, RawSet, RawShape, RawType, RawValue, relation};
use crate::tree::{DEPTH, Entry, Item, Tree};

/// The members that are read, or that say nothing of which values pass. Any other may say that a rule works differently,
/// so it is refused.
const SET: [&str; 3] = ["version", "type", "types"];
const TYPE: [&str; 11] =
    ["form", "fields", "field", "variants", "tag", "shape", "description", "closed", "bail", "transparent", "rules"];
const FIELD: [&str; 15] = [
    "name",
    "place",
    "label",
    "absent",
    "null",
    "shape",
    "aliases",
    "description",
    "default",
    "rules",
    "nested",
    "bail",
    "elements",
    "keys",
    "values",
];
const RULE: [&str; 12] = [
    "name",
    "code",
    "arguments",
    "sentence",
    "message",
    "schema",
    "precision",
    "flags",
    "given",
    "when",
    "mentions",
    "groups",
];

/// How many values the types of a set have in one another at most.
const MOST_VALUES: usize = 50_000;

pub(crate) fn set(tree: &Tree, mistakes: &mut Mistakes) -> Option<RawSet> {
    let types = tree.get("types").and_then(Tree::table).unwrap_or_default();
    let types = types.iter().map(|entry| (entry.name.as_str(), &entry.tree)).collect();
    let Some(name) = tree.get("type").and_then(Tree::text) else {
        mistakes.add(tree.line, "", "`type` is missing: the name of the type of the document among `types`");
        return None;
    };
    let mut reader = Reader { types, set: RawSet::default(), objects: HashMap::new(), values: 0, mistakes };
    reader.known(tree.table().unwrap_or_default().iter(), &SET, "");
    let root = reader.declared(name, tree.line, "", 0);
    reader.set.root = Some(root);
    Some(reader.set)
}

struct Reader<'t, 'm> {
    types: HashMap<&'t str, &'t Tree>,
    set: RawSet,
    /// The objects that were read, or are being read.
    objects: HashMap<String, usize>,
    /// How many values were made. Types that are no objects are made anew wherever they stand.
    values: usize,
    mistakes: &'m mut Mistakes,
}

impl Reader<'_, '_> {
    /// The value of a type by its name, with the rules of a newtype.
    fn declared(&mut self, name: &str, line: usize, at: &str, depth: usize) -> RawValue {
        let any = RawValue::new(line, at.into(), RawShape::Any);
        if !self.has_room(line, at) {
            return any;
        }
        if let Some(index) = self.objects.get(name) {
            return RawValue { shape: RawShape::Object(*index), ..any };
        }
        let Some(tree) = self.types.get(name).copied() else {
            self.mistakes.add(line, at, format!("there is no type `{name}` among `types`"));
            return any;
        };
        if depth > DEPTH {
            self.mistakes.add(line, at, "these types contain one another without end");
            return any;
        }
        self.known(tree.table().unwrap_or_default().iter(), &TYPE, at);
        let has_rules = tree.get("rules").is_some();
        if has_rules {
            self.mistakes.add(
                tree.line,
                at,
                format!(
                    "`{name}` has a check of the whole type, which is a function of a program; a set cannot run it"
                ),
            );
        }
        let refused = match tree.get("form").and_then(Tree::text) {
            Some("object") => return RawValue { shape: RawShape::Object(self.object(name, tree, at, depth)), ..any },
            Some("newtype") => {
                let Some(field) = tree.get("field") else { return any };
                return self.value(field, at, depth + 1);
            }
            Some("enum") => match choices(tree) {
                Some(names) => return RawValue { shape: RawShape::Choice(names), ..any },
                None => "it is an enum with fields, or one that accepts unknown names",
            },
            Some("list") => {
                let fields = tree.get("fields").and_then(Tree::list).unwrap_or_default();
                let items = fields.iter().enumerate();
                let items =
                    items.map(|(index, field)| self.value(field, &below(at, &index.to_string()), depth + 1)).collect();
                return RawValue { shape: RawShape::Tuple(items), ..any };
            }
            Some("unit") => return RawValue { shape: RawShape::Null, ..any },
            Some("from") => "it is read through another type",
            _ => "its form is not known",
        };
        self.mistakes.add(tree.line, at, format!("a set cannot describe `{name}`: {refused}"));
        any
    }

    fn known<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>, names: &[&str], at: &str) {
        for entry in entries.filter(|entry| !names.contains(&entry.name.as_str())) {
            let shown: String = entry.name.chars().take(40).collect();
            self.mistakes.add(entry.line, at, format!("`{shown}` is no member here that a set knows"));
        }
    }

    /// Whether more values may be made.
    fn has_room(&mut self, line: usize, at: &str) -> bool {
        self.values += 1;
        if self.values == MOST_VALUES {
            let at: String = at.chars().take(100).collect();
            self.mistakes.add(line, &at, format!("these types have more than {MOST_VALUES} values in one another"));
        }
        self.values < MOST_VALUES
    }

    fn object(&mut self, name: &str, tree: &Tree, at: &str, depth: usize) -> usize {
        let index = self.set.types.len();
        self.objects.insert(name.into(), index);
        let flag = |name: &str| tree.get(name).and_then(Tree::boolean).unwrap_or(false);
        self.set.types.push(RawType { closed: flag("closed"), bail: flag("bail"), ..RawType::default() });
        let mut fields = Vec::new();
        for field in tree.get("fields").and_then(Tree::list).unwrap_or_default() {
            self.field(field, at, depth, &mut fields);
        }
        self.set.types[index].fields = fields;
        index
    }

    fn field(&mut self, tree: &Tree, around: &str, depth: usize, fields: &mut Vec<RawField>) {
        if !self.has_room(tree.line, around) {
            return;
        }
        let name = tree.get("name").and_then(Tree::text).unwrap_or_default();
        let at = &below(around, &unprocessable_core::escape_segment(name));
        match tree.get("place").and_then(Tree::text) {
            Some("name") | None => {}
            Some("flatten") => return self.flattened(tree, around, depth, fields),
            _ => return self.mistakes.add(tree.line, at, "a field in an object stands at a name"),
        }
        let mut value = self.value(tree, at, depth + 1);
        let flag = |name: &str| tree.get(name).and_then(Tree::boolean).unwrap_or(false);
        value.optional = flag("null");
        let is_patch = tree.get("shape").and_then(|shape| shape.get("type")).and_then(Tree::text) == Some("patch");
        fields.push(RawField {
            name: name.into(),
            aliases: texts(tree.get("aliases")),
            absent: flag("absent"),
            default: tree.get("default").map(json),
            patch: is_patch,
            value,
        });
    }

    fn flattened(&mut self, tree: &Tree, around: &str, depth: usize, fields: &mut Vec<RawField>) {
        let shape = tree.get("shape");
        let name = shape.filter(|shape| shape.get("type").and_then(Tree::text) == Some("declared"));
        let inside = name.and_then(|shape| shape.get("name")).and_then(Tree::text).and_then(|name| {
            let of = self.types.get(name).copied()?;
            let is_object = of.get("form").and_then(Tree::text) == Some("object");
            let is_plain = is_object && of.get("rules").is_none() && tree.get("rules").is_none();
            is_plain.then(|| of.get("fields").and_then(Tree::list)).flatten()
        });
        match inside {
            Some(inside) if depth <= DEPTH => {
                for field in inside {
                    self.field(field, around, depth + 1, fields);
                }
            }
            _ => self.mistakes.add(tree.line, around, "a set flattens only an object without rules of its own"),
        }
    }

    /// A field, or what is inside one: its shape and its rules.
    fn value(&mut self, tree: &Tree, at: &str, depth: usize) -> RawValue {
        let mut value = match tree.get("shape") {
            Some(shape) => self.shape(shape, at, depth),
            None => RawValue::new(tree.line, at.into(), RawShape::Any),
        };
        self.ruled(&mut value, tree, at);
        value
    }

    /// Adds the rules on a value, and on what is inside it.
    fn ruled(&mut self, value: &mut RawValue, tree: &Tree, at: &str) {
        if let Some(normalize) = tree.get("normalize") {
            let mistake = "`normalize` changes values before their rules look at them; a set changes no document";
            self.mistakes.add(normalize.line, at, mistake);
        }
        let others = tree.table().unwrap_or_default().iter().filter(|entry| entry.name != "normalize");
        self.known(others, &FIELD, at);
        value.line = tree.line;
        value.label = tree.get("label").and_then(Tree::text).map(str::to_owned);
        value.bail = tree.get("bail").and_then(Tree::boolean).unwrap_or(false);
        let own: Vec<RawRule> = tree
            .get("rules")
            .and_then(Tree::list)
            .unwrap_or_default()
            .iter()
            .filter_map(|rule| self.rule(rule, at))
            .collect();
        let of_type = std::mem::replace(&mut value.rules, own);
        value.nested = match tree.get("nested") {
            None => false,
            Some(Tree { item: Item::Boolean(nested), .. }) => *nested,
            Some(nested) => {
                if let Some(when) = nested.get("when") {
                    value.nested_when = conditions(when, at, self.mistakes);
                }
                true
            }
        };
        if value.nested {
            // Those of a newtype, which stands at the same place.
            value.rules.extend(of_type);
        }
        let nested = value.nested;
        match &mut value.shape {
            RawShape::List { items, .. } => {
                self.inside(items, tree.get("elements"), nested);
            }
            RawShape::Map { keys, values } => {
                self.inside(keys, tree.get("keys"), false);
                self.inside(values, tree.get("values"), nested);
            }
            _ => {}
        }
    }

    fn inside(&mut self, value: &mut RawValue, tree: Option<&Tree>, nested: bool) {
        let at = value.at.clone();
        match tree {
            Some(tree) => self.ruled(value, tree, &at),
            None => set_nested(value, false),
        }
        // `nested` on a list is about its elements.
        if nested {
            set_nested(value, true);
        }
    }

    fn shape(&mut self, tree: &Tree, at: &str, depth: usize) -> RawValue {
        let value = |shape| RawValue::new(tree.line, at.into(), shape);
        if depth > DEPTH {
            self.mistakes.add(tree.line, at, format!("this is nested deeper than {DEPTH} levels"));
            return value(RawShape::Any);
        }
        let mut inner = |name: &str| match tree.get(name) {
            Some(shape) => self.shape(shape, &format!("{at}.*"), depth + 1),
            None => value(RawShape::Any),
        };
        let size = tree.get("size").and_then(count);
        let word = tree.get("type").and_then(Tree::text).unwrap_or_default();
        let shape = match word {
            "text" => RawShape::Text,
            "character" => RawShape::Character,
            "number" => RawShape::Number,
            "boolean" => RawShape::Boolean,
            "null" => RawShape::Null,
            "integer" => match (integer(tree.get("min")), integer(tree.get("max"))) {
                (Some(min), Some(max)) => {
                    RawShape::Integer { min, max: max.unsigned_abs(), of: kind_of(min, max.unsigned_abs()) }
                }
                (Some(min), None) => RawShape::Integer { min, max: u128::MAX, of: Integer::U128 },
                _ => RawShape::integer(Integer::I64),
            },
            "optional" | "patch" => {
                let of = match tree.get("of") {
                    Some(shape) => self.shape(shape, at, depth + 1),
                    None => value(RawShape::Any),
                };
                return RawValue { optional: true, ..of };
            }
            "list" => RawShape::List { items: Box::new(inner("items")), size: None, is_set: false },
            "set" => RawShape::List { items: Box::new(inner("items")), size: None, is_set: true },
            "array" => RawShape::List { items: Box::new(inner("items")), size, is_set: false },
            "map" => RawShape::Map { keys: Box::new(inner("key")), values: Box::new(inner("value")) },
            "tuple" => {
                let shapes = tree.get("shapes").and_then(Tree::list).unwrap_or_default();
                let shapes = shapes.iter().enumerate();
                RawShape::Tuple(
                    shapes.map(|(index, shape)| self.shape(shape, &below(at, &index.to_string()), depth + 1)).collect(),
                )
            }
            "declared" => {
                let name = tree.get("name").and_then(Tree::text).unwrap_or_default().to_owned();
                return self.declared(&name, tree.line, at, depth + 1);
            }
            "foreign" => match foreign(tree) {
                Some(shape) => shape,
                None => {
                    let expects = tree.get("expects").and_then(Tree::text).unwrap_or("a value").to_owned();
                    self.mistakes.add(
                        tree.line,
                        at,
                        format!("this is a type of another crate that reads `{expects}` in its own way; a set cannot"),
                    );
                    RawShape::Any
                }
            },
            "unknown" => {
                self.mistakes.add(tree.line, at, "nothing is known of this type, so a set cannot check it");
                RawShape::Any
            }
            _ => {
                self.mistakes.add(tree.line, at, format!("there is no shape `{word}`"));
                RawShape::Any
            }
        };
        value(shape)
    }

    fn rule(&mut self, tree: &Tree, at: &str) -> Option<RawRule> {
        let Some(name) = tree.get("name").and_then(Tree::text) else {
            self.mistakes.add(tree.line, at, "a rule has a `name`");
            return None;
        };
        self.known(tree.table().unwrap_or_default().iter(), &RULE, at);
        let mentions = tree.get("mentions").and_then(Tree::list).unwrap_or_default();
        let is_mentioned = |text: &str| mentions.iter().any(|mention| mention.text() == Some(text));
        let mut rule = RawRule { line: tree.line, name: name.into(), ..RawRule::default() };
        rule.code = tree.get("code").and_then(Tree::text).filter(|code| *code != name).map(str::to_owned);
        rule.flags = texts(tree.get("flags"));
        if name.ends_with("_if") || name.ends_with("_unless") {
            match mentions.first().and_then(mentioned_condition) {
                Some(condition) => rule.positional.push(Arg::Condition(condition)),
                None => {
                    let mistake = format!("`{name}`: its condition is a function of a program; a set cannot run it");
                    self.mistakes.add(tree.line, at, mistake);
                    return None;
                }
            }
        } else {
            let given = tree.get("given");
            for entry in tree.get("arguments").and_then(Tree::table).unwrap_or_default() {
                let given = given.and_then(|given| given.get(&entry.name));
                let value = argument(given.unwrap_or(&entry.tree), at, self.mistakes)?;
                let value = match value {
                    Arg::Text(text) if is_mentioned(&text) => Arg::Field(text),
                    Arg::List(items) => Arg::List(
                        items
                            .into_iter()
                            .map(|item| match item {
                                Arg::Text(text) if is_mentioned(&text) => Arg::Field(text),
                                item => item,
                            })
                            .collect(),
                    ),
                    value => value,
                };
                rule.named.push((entry.name.clone(), value));
            }
        }
        if let Some(when) = tree.get("when") {
            rule.when = conditions(when, at, self.mistakes);
        }
        rule.sentence = tree.get("sentence").and_then(Tree::text).map(str::to_owned);
        Some(rule)
    }
}

/// `nested` on a list of lists is about what is inside all of them.
fn set_nested(value: &mut RawValue, nested: bool) {
    value.nested = nested;
    match &mut value.shape {
        RawShape::List { items, .. } => set_nested(items, nested),
        RawShape::Map { values, .. } => set_nested(values, nested),
        _ => {}
    }
}

fn mentioned_condition(mention: &Tree) -> Option<RawCondition> {
    match &mention.item {
        Item::Text(field) if !matches!(field.as_str(), "other" | "submitted") => Some(is_true(field)),
        Item::Table(_) => {
            let value = match &mention.get("value")?.item {
                Item::Boolean(value) => Arg::Boolean(*value),
                Item::Integer(value) => Arg::Integer(*value),
                Item::Number(value) => Arg::Number(*value),
                Item::Text(value) => Arg::Text(value.clone()),
                _ => return None,
            };
            let relation = relation(mention.get("relation")?.text()?)?;
            Some(RawCondition { field: mention.get("field")?.text()?.into(), relation, value: Box::new(value) })
        }
        _ => None,
    }
}

/// The names of an enum whose variants have no content.
fn choices(tree: &Tree) -> Option<Vec<Vec<String>>> {
    if tree.get("tag")?.get("kind")?.text()? != "external" {
        return None;
    }
    let variants = tree.get("variants")?.list()?.iter().map(|variant| {
        let is_unit = variant.get("form")?.text()? == "unit" && variant.get("other").is_none();
        let mut names = vec![variant.get("name")?.text()?.to_owned()];
        names.extend(texts(variant.get("aliases")));
        is_unit.then_some(names)
    });
    variants.collect()
}

/// A type without a declaration that asks serde for something plain.
fn foreign(tree: &Tree) -> Option<RawShape> {
    let names = texts(tree.get("names"));
    Some(match tree.get("expects")?.text()? {
        "text" => RawShape::Text,
        "boolean" => RawShape::Boolean,
        "number" => RawShape::Number,
        "any" => RawShape::Any,
        "enum" if !names.is_empty() => RawShape::Choice(names.into_iter().map(|name| vec![name]).collect()),
        _ => return None,
    })
}

/// The smallest integer type that holds all from the least to the greatest.
fn kind_of(min: i128, max: u128) -> Integer {
    let wide = if min < 0 { Integer::I128 } else { Integer::U128 };
    let mut known = INTEGERS
        .iter()
        .map(|(_, of)| *of)
        .filter(|of| (of.min() < 0) == (min < 0) && of.min() <= min && max <= of.max());
    known.next().map_or(wide, |first| known.fold(first, |least, of| if of.max() < least.max() { of } else { least }))
}

fn integer(tree: Option<&Tree>) -> Option<i128> {
    match &tree?.item {
        Item::Integer(integer) => Some(*integer),
        Item::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn count(tree: &Tree) -> Option<usize> {
    match tree.item {
        Item::Integer(count) => usize::try_from(count).ok(),
        _ => None,
    }
}

fn texts(tree: Option<&Tree>) -> Vec<String> {
    let items = tree.and_then(Tree::list).unwrap_or_default();
    items.iter().filter_map(Tree::text).map(str::to_owned).collect()
}

/// The value as JSON.
pub(crate) fn json(tree: &Tree) -> Value {
    match &tree.item {
        Item::Null => Value::Null,
        Item::Boolean(value) => (*value).into(),
        Item::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
            (Ok(value), _) => value.into(),
            (_, Ok(value)) => value.into(),
            _ => Value::from(*value as f64),
        },
        Item::Number(value) => (*value).into(),
        Item::Text(text) => text.as_str().into(),
        Item::List(items) => items.iter().map(json).collect(),
        Item::Table(entries) => entries.iter().map(|entry| (entry.name.clone(), json(&entry.tree))).collect(),
    }
}

fn below(at: &str, name: &str) -> String {
    if at.is_empty() { name.into() } else { format!("{at}.{name}") }
}
