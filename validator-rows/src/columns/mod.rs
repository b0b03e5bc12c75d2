//! The columns of a file of CSV, and where in a document their cells stand.

pub(crate) mod cells;
pub(crate) mod de;
pub(crate) mod document;

use std::collections::HashMap;
use std::sync::OnceLock;

use unprocessable_core::decode::{Document, Node, ProblemKind, row_template};
use unprocessable_core::escape_segment;

use crate::error::HeaderProblem;

/// The names of a header, and the tree that they stand for.
pub(crate) struct Columns {
    names: Vec<String>,
    /// The column at each key of `errors`.
    keys: HashMap<String, usize>,
    pub(crate) root: Branch,
}

/// A part of the document that a row stands for.
pub(crate) enum Branch {
    Cell(usize),
    Object(Object),
    /// The values of columns with the same name.
    List(Vec<Branch>),
}

pub(crate) struct Object {
    pub(crate) entries: Vec<(String, Branch)>,
    /// Whether all of its values are cells.
    pub(crate) is_flat: bool,
    /// Whether its names are the numbers from 0 on, so that it may be read as a list.
    pub(crate) is_list: bool,
    /// The entries in the order of the fields of the type that was read last.
    pub(crate) order: OnceLock<Order>,
}

/// In which order a struct wants the entries of an object.
pub(crate) struct Order {
    /// Where the names of its fields are in the program. Equal lists at the same place are the same.
    pub(crate) fields: &'static [&'static str],
    /// The columns, if they are just the fields.
    pub(crate) columns: Option<Box<[Branch]>>,
}

impl Columns {
    /// Columns without a name are passed over.
    pub(crate) fn new(names: Vec<String>) -> Result<Self, HeaderProblem> {
        let named = names.iter().enumerate().filter(|(_, name)| !name.is_empty());
        let template = row_template(named.map(|(position, name)| (position, name.as_str()))).map_err(problem)?;
        // What has just been written is a document.
        let document = Document::parse(&template).map_err(|problem_| problem(problem_.kind))?;
        let mut keys = HashMap::new();
        let root = branch(document.root(), &mut String::new(), &mut keys);
        Ok(Self { names, keys, root })
    }

    /// How many there are, those without a name included.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The column at a key, or with this name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.keys.get(name).copied().or_else(|| self.names.iter().position(|known| known == name))
    }

    /// The column whose cell stands at a key.
    pub(crate) fn at(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    /// The name of a column as the header has it.
    pub(crate) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The names of the header, in its order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The key of a column.
    pub(crate) fn key(&self, column: usize) -> Option<&str> {
        self.keys.iter().find(|(_, position)| **position == column).map(|(key, _)| key.as_str())
    }
}

fn problem(kind: ProblemKind) -> HeaderProblem {
    match kind {
        ProblemKind::Depth => HeaderProblem::TooDeep { most: unprocessable_core::decode::DEPTH },
        ProblemKind::TooLarge => HeaderProblem::TooLong { most: u32::MAX as usize / 4 },
        ProblemKind::Encoding => HeaderProblem::Encoding,
        _ => HeaderProblem::Conflict,
    }
}

/// The branch that a node of the template stands for.
fn branch(node: Node<'_, '_>, key: &mut String, keys: &mut HashMap<String, usize>) -> Branch {
    let length = key.len();
    let mut inside = |name: &str, value: Node<'_, '_>, keys: &mut HashMap<String, usize>| {
        push_name(key, name);
        let inside = branch(value, key, keys);
        key.truncate(length);
        inside
    };
    if let Ok(object) = node.object() {
        let entries: Vec<(String, Branch)> = object
            .entries()
            .map(|entry| {
                let name = entry.key.text().unwrap_or_default().into_owned();
                let value = inside(&name, entry.value, keys);
                (name, value)
            })
            .collect();
        let is_list =
            !entries.is_empty() && entries.iter().enumerate().all(|(nth, (name, _))| *name == nth.to_string());
        let is_flat = entries.iter().all(|(_, value)| matches!(value, Branch::Cell(_)));
        return Branch::Object(Object { entries, is_flat, is_list, order: OnceLock::new() });
    }
    if let Ok(list) = node.list() {
        let items = list.items().enumerate().map(|(index, item)| inside(&index.to_string(), item, keys));
        return Branch::List(items.collect());
    }
    let column = node.text().ok().and_then(|text| text.parse().ok()).unwrap_or(usize::MAX);
    keys.insert(key.clone(), column);
    Branch::Cell(column)
}

/// Writes a name behind a key.
pub(crate) fn push_name(key: &mut String, name: &str) {
    push_segment(key, &escape_segment(name));
}

/// Writes a segment behind a key.
pub(crate) fn push_segment(key: &mut String, segment: &str) {
    if !key.is_empty() {
        key.push('.');
    }
    key.push_str(segment);
}
