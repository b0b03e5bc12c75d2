//! Rows as documents that a set of rules checks.

use std::collections::HashMap;

use serde_json::{Map, Number, Value};
use unprocessable_core::decode::{Document, Node, ProblemKind, Reason, Refusal, Shape};
use unprocessable_core::{Limits, Presence, Subject as _, ValidationErrors};
use unprocessable_ruleset::RuleSet;

use super::{Check, RowProblem};
use crate::columns::cells::Cells;
use crate::columns::{Branch, Columns};

pub(crate) struct BySet<'s> {
    set: &'s RuleSet,
    /// What the set says of each value that it knows, by its key.
    types: HashMap<&'s str, Type>,
}

/// How text becomes a value.
#[derive(Clone, Copy)]
struct Type {
    reads: Reads,
    may_be_absent: bool,
}

#[derive(Clone, Copy)]
enum Reads {
    /// What it looks like.
    Any,
    Text,
    Choice,
    Integer,
    Number,
    Boolean,
    List,
    Other,
}

impl<'s> BySet<'s> {
    pub(crate) fn new(set: &'s RuleSet) -> Self {
        let types = set.fields().map(|field| {
            let reads = match field.type_name() {
                "any" => Reads::Any,
                "text" | "character" => Reads::Text,
                "choice" => Reads::Choice,
                "number" => Reads::Number,
                "boolean" => Reads::Boolean,
                "list" => Reads::List,
                "map" | "object" | "null" => Reads::Other,
                _ => Reads::Integer,
            };
            (field.at(), Type { reads, may_be_absent: field.may_be_absent() })
        });
        Self { set, types: types.collect() }
    }

    /// The value of a branch of the document, or nothing if it is left out.
    fn value(&self, branch: &Branch, cells: &Cells<'_>, at: &mut String) -> Option<Value> {
        let known = self.types.get(at.as_str()).copied();
        match branch {
            Branch::Cell(column) => self.cell(cells.get(*column), known, at),
            Branch::Object(object) => {
                let is_list = object.is_list && matches!(known, Some(Type { reads: Reads::List, .. }));
                if is_list {
                    let items = object.present(cells).map(|(_, value)| self.inside("*", value, cells, at));
                    return Some(Value::Array(items.map(Option::unwrap_or_default).collect()));
                }
                let entries = object.present(cells).filter_map(|(name, value)| {
                    let is_named = self.is_named(at, name);
                    let value = self.inside(if is_named { name } else { "*" }, value, cells, at)?;
                    Some((name.clone(), value))
                });
                Some(Value::Object(entries.collect::<Map<_, _>>()))
            }
            Branch::List(items) => {
                let filled = crate::columns::document::filled(items, cells);
                let items = items[..filled].iter().map(|item| self.inside("*", item, cells, at));
                Some(Value::Array(items.map(Option::unwrap_or_default).collect()))
            }
        }
    }

    fn inside(&self, name: &str, branch: &Branch, cells: &Cells<'_>, at: &mut String) -> Option<Value> {
        let length = at.len();
        push(at, name);
        let value = self.value(branch, cells, at);
        at.truncate(length);
        value
    }

    /// Whether the set knows a field of this name here, and not only any key of a map.
    fn is_named(&self, at: &str, name: &str) -> bool {
        let mut key = at.to_owned();
        push(&mut key, name);
        self.types.contains_key(key.as_str())
    }

    /// The value of a cell. Text that cannot be read as its type stays text, and is refused as such.
    fn cell(&self, text: &str, known: Option<Type>, at: &mut String) -> Option<Value> {
        let Some(known) = known else { return Some(Value::String(text.to_owned())) };
        // What wants more than text is missing where nothing can be seen.
        let is_missing = match known.reads {
            Reads::Text | Reads::Any => text.is_empty() && known.may_be_absent,
            _ => text.presence() == Presence::Blank,
        };
        if is_missing {
            return None;
        }
        let number = |number: Option<Number>| number.map(Value::Number);
        let read = match known.reads {
            Reads::Integer => integer(text),
            Reads::Number => number(decimal(text)),
            Reads::Boolean => boolean(text).map(Value::Bool),
            Reads::Any => match text {
                "true" => Some(Value::Bool(true)),
                "false" => Some(Value::Bool(false)),
                _ => integer(text).or_else(|| number(decimal(text))),
            },
            Reads::List => {
                let item = self.types.get(format!("{at}.*").as_str()).copied();
                return self.cell(text, item, at).map(|item| Value::Array(vec![item]));
            }
            Reads::Text | Reads::Choice | Reads::Other => None,
        };
        Some(read.unwrap_or_else(|| Value::String(text.to_owned())))
    }
}

fn push(at: &mut String, name: &str) {
    if !at.is_empty() {
        at.push('.');
    }
    if name == "*" {
        at.push('*');
        return;
    }
    for character in name.chars() {
        if matches!(character, '.' | '\\') {
            at.push('\\');
        }
        at.push(character);
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "1" | "yes" | "on" | "true" => Some(true),
        "0" | "no" | "off" | "false" => Some(false),
        _ => None,
    }
}

/// An integer as a form has it: in decimal digits, with zeros before them if one likes.
fn integer(text: &str) -> Option<Value> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole = digits.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if digits.len() < text.len() { "-" } else { "" };
    serde_json::from_str(&format!("{sign}{whole}")).ok()
}

/// A number as a form has it, in the notation of JSON or as `.5`.
fn decimal(text: &str) -> Option<Number> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let rest = digits.trim_start_matches('0');
    let zero = if rest.starts_with(|first: char| first.is_ascii_digit()) { "" } else { "0" };
    let is_written_so = |byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
    let lacks_digits = digits.is_empty() || digits.len() == rest.len() && zero == "0" && !rest.starts_with('.');
    if lacks_digits || !digits.bytes().all(is_written_so) {
        return None;
    }
    serde_json::from_str(&format!("{sign}{zero}{rest}")).ok()
}

impl Check for BySet<'_> {
    type Value = Value;

    fn cells(
        &self,
        columns: &Columns,
        cells: &Cells<'_>,
        limits: &Limits,
        _: &mut Vec<u8>,
    ) -> Result<Value, ValidationErrors> {
        let row = self.value(&columns.root, cells, &mut String::new()).unwrap_or_default();
        self.set.check_within(&row, limits)?;
        Ok(row)
    }

    fn json(&self, document: &[u8], limits: &Limits) -> Result<Value, ValidationErrors> {
        let value = parse(document, limits).map_err(|kind| RowProblem::Json(kind).errors())?;
        self.set.check_within(&value, limits)?;
        Ok(value)
    }
}

/// Parses a document. `serde_json` keeps the last of repeated keys, and a struct refuses them.
fn parse(document: &[u8], limits: &Limits) -> Result<Value, ProblemKind> {
    let document = Document::parse_within(document, limits.max_depth()).map_err(|problem| problem.kind)?;
    value(document.root())
}

/// The value of a node. A number that a document cannot hold is text, so that the set refuses it and nothing else.
fn value(node: Node<'_, '_>) -> Result<Value, ProblemKind> {
    let kind = |refusal: Refusal| match refusal.reason {
        Reason::Malformed(kind) => kind,
        _ => ProblemKind::Unreadable,
    };
    Ok(match node.shape() {
        Shape::Null => Value::Null,
        Shape::Boolean => Value::Bool(node.decode().map_err(kind)?),
        Shape::Number => match serde_json::from_slice(node.source()) {
            Ok(number) => Value::Number(number),
            Err(_) => Value::String(String::from_utf8_lossy(node.source()).into_owned()),
        },
        Shape::Text => Value::String(node.text().map_err(kind)?.into_owned()),
        Shape::List => Value::Array(node.list().map_err(kind)?.items().map(value).collect::<Result<_, _>>()?),
        Shape::Object => {
            let mut members = Map::new();
            for entry in node.object().map_err(kind)?.entries() {
                let name = entry.key.text().map_err(kind)?.into_owned();
                if members.insert(name, value(entry.value)?).is_some() {
                    return Err(ProblemKind::DuplicateKey);
                }
            }
            Value::Object(members)
        }
        Shape::Bytes | Shape::File => return Err(ProblemKind::Unreadable),
    })
}
