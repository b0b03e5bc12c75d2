//! Rows as documents that a set of rules checks.

use std::collections::HashMap;

use serde_json::{Map, Number, Value};
use unprocessable_core::decode::{Document, Node, ProblemKind, Reason, Refusal, Shape, form_boolean, form_number};
use unprocessable_core::{Limits, Presence, Subject as _, ValidationErrors};
use unprocessable_ruleset::RuleSet;

use super::{Check, RowProblem};
use crate::columns::cells::Cells;
use crate::columns::{Branch, Columns, push_name, push_segment};

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
                    let items = object.present(cells).map(|(_, value)| self.item(value, cells, at));
                    return Some(Value::Array(items.collect()));
                }
                let entries = object.present(cells).filter_map(|(name, value)| {
                    let length = at.len();
                    push_name(at, name);
                    if !self.types.contains_key(at.as_str()) {
                        // It is any key of a map.
                        at.truncate(length);
                        push_segment(at, "*");
                    }
                    let value = self.value(value, cells, at);
                    at.truncate(length);
                    Some((name.clone(), value?))
                });
                Some(Value::Object(entries.collect::<Map<_, _>>()))
            }
            Branch::List(items) => {
                let filled = crate::columns::document::filled(items, cells);
                Some(Value::Array(items[..filled].iter().map(|item| self.item(item, cells, at)).collect()))
            }
        }
    }

    /// The value of an item of a list.
    fn item(&self, branch: &Branch, cells: &Cells<'_>, at: &mut String) -> Value {
        let length = at.len();
        push_segment(at, "*");
        let value = self.value(branch, cells, at);
        at.truncate(length);
        value.unwrap_or_default()
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
        let read = match known.reads {
            Reads::Integer => number(text).filter(|number| number.is_i64() || number.is_u64()).map(Value::Number),
            Reads::Number => number(text).map(Value::Number),
            Reads::Boolean => form_boolean(text.as_bytes()).map(Value::Bool),
            Reads::Any => match text {
                "true" => Some(Value::Bool(true)),
                "false" => Some(Value::Bool(false)),
                _ => number(text).map(Value::Number),
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

/// A number as a form has it.
fn number(text: &str) -> Option<Number> {
    serde_json::from_slice(&form_number(text.as_bytes())?).ok()
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
