//! The values of a source with their lines, alike for TOML and JSON.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unprocessable_core::decode::{Document, Node, ProblemKind, Shape};

use crate::mistake::Mistakes;

/// The greatest source of a set in bytes.
pub(crate) const MOST_BYTES: usize = 4 << 20;
/// How deep the values of a source may be nested.
pub(crate) const DEPTH: usize = 64;

/// A value and its line.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub(crate) line: usize,
    pub(crate) item: Item,
}

#[derive(Clone, Debug)]
pub(crate) enum Item {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(String),
    List(Vec<Tree>),
    /// The entries in the order of the source.
    Table(Vec<Entry>),
}

/// A key, its line, and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) tree: Tree,
}

impl Tree {
    pub(crate) fn of_json(source: &str, mistakes: &mut Mistakes) -> Option<Self> {
        if !is_short(source, mistakes) {
            return None;
        }
        match Document::parse_within(source.as_bytes(), DEPTH as u32) {
            Ok(document) => of_node(document.root(), &Lines::of(source), mistakes),
            Err(problem) => {
                let line = problem.place(source.as_bytes()).line;
                mistakes.add(
                    line,
                    "",
                    match problem.kind {
                        ProblemKind::Depth => format!("this is nested deeper than {DEPTH} levels"),
                        ProblemKind::DuplicateKey => "this key is there twice".into(),
                        _ => "this is no JSON from here on".into(),
                    },
                );
                None
            }
        }
    }

    pub(crate) fn of_toml(source: &str, mistakes: &mut Mistakes) -> Option<Self> {
        if !is_short(source, mistakes) || !is_flat(source, mistakes) {
            return None;
        }
        let (table, errors) = DeTable::parse_recoverable(source);
        let lines = Lines::of(source);
        for error in &errors {
            mistakes.add(lines.line(error.span().map_or(0, |span| span.start)), "", error.message());
        }
        let entries = entries(table.get_ref(), &lines, 0, mistakes)?;
        Some(Self { line: 1, item: Item::Table(entries) })
    }

    /// What it is, in a word.
    pub(crate) fn kind(&self) -> &'static str {
        match self.item {
            Item::Null => "null",
            Item::Boolean(_) => "a boolean",
            Item::Integer(_) => "an integer",
            Item::Number(_) => "a number",
            Item::Text(_) => "text",
            Item::List(_) => "a list",
            Item::Table(_) => "a table",
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.item {
            Item::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        match self.item {
            Item::Boolean(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Tree]> {
        match &self.item {
            Item::List(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn table(&self) -> Option<&[Entry]> {
        match &self.item {
            Item::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The member of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Tree> {
        self.table()?.iter().find(|entry| entry.name == name).map(|entry| &entry.tree)
    }
}

fn is_short(source: &str, mistakes: &mut Mistakes) -> bool {
    let is_short = source.len() <= MOST_BYTES;
    if !is_short {
        mistakes.add(1, "", format!("a set has at most {MOST_BYTES} bytes, and this one has {}", source.len()));
    }
    is_short
}

/// Whether no line of TOML has a key of very many parts, each of which is a table in the one before. Dots in text count
/// too, so the limit is far above what anybody writes.
fn is_flat(source: &str, mistakes: &mut Mistakes) -> bool {
    const MOST_DOTS: usize = 1000;

    for (index, line) in source.lines().enumerate() {
        let key = line.trim_start().trim_start_matches('[').trim_start();
        let is_bare =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' ' | b'\t' | b'"' | b'\'');
        let dots = key.bytes().take_while(|byte| is_bare(*byte)).filter(|byte| *byte == b'.').count();
        let all = line.bytes().filter(|byte| *byte == b'.').count();
        if dots > DEPTH || all > MOST_DOTS {
            mistakes.add(index + 1, "", format!("this is nested deeper than {DEPTH} levels, or has too many dots"));
            return false;
        }
    }
    true
}

/// Where lines start.
struct Lines {
    ends: Vec<usize>,
}

impl Lines {
    fn of(source: &str) -> Self {
        Self { ends: source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect() }
    }

    fn line(&self, offset: usize) -> usize {
        1 + self.ends.partition_point(|end| *end < offset)
    }
}

fn of_node(node: Node<'_, '_>, lines: &Lines, mistakes: &mut Mistakes) -> Option<Tree> {
    let line = lines.line(node.span().start);
    let item = match node.shape() {
        Shape::Null => Item::Null,
        Shape::Boolean => Item::Boolean(node.source() == b"true"),
        Shape::Number => number(std::str::from_utf8(node.source()).ok()?),
        Shape::List => {
            let items = node.list().ok()?.items().map(|item| of_node(item, lines, mistakes));
            Item::List(items.collect::<Option<_>>()?)
        }
        Shape::Object => {
            let object = node.object().ok()?;
            if let Some(repeated) = object.repeated() {
                mistakes.add(lines.line(repeated.key.span().start), "", "this key is there twice");
                return None;
            }
            let mut entries = Vec::new();
            for entry in object.entries() {
                let line = lines.line(entry.key.span().start);
                let Ok(name) = entry.key.text() else {
                    mistakes.add(line, "", "this key is no text");
                    return None;
                };
                entries.push(Entry { name: name.into_owned(), line, tree: of_node(entry.value, lines, mistakes)? });
            }
            Item::Table(entries)
        }
        _ => match node.text() {
            Ok(text) => Item::Text(text.into_owned()),
            Err(_) => {
                mistakes.add(line, "", "this is no text: half of a pair of surrogates stands alone");
                return None;
            }
        },
    };
    Some(Tree { line, item })
}

/// A number of JSON: an integer if it is written as one.
fn number(text: &str) -> Item {
    match text.parse() {
        Ok(integer) => Item::Integer(integer),
        Err(_) => text.parse().map_or(Item::Null, Item::Number),
    }
}

fn of_toml(value: &Spanned<DeValue<'_>>, lines: &Lines, depth: usize, mistakes: &mut Mistakes) -> Option<Tree> {
    let line = lines.line(value.span().start);
    if depth > DEPTH {
        mistakes.add(line, "", format!("this is nested deeper than {DEPTH} levels"));
        return None;
    }
    let item = match value.get_ref() {
        DeValue::String(text) => Item::Text(text.to_string()),
        DeValue::Boolean(value) => Item::Boolean(*value),
        DeValue::Datetime(moment) => Item::Text(moment.to_string()),
        DeValue::Integer(integer) => match i128::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(integer) => Item::Integer(integer),
            Err(_) => {
                mistakes.add(line, "", "this integer is too large");
                return None;
            }
        },
        DeValue::Float(float) => match float.as_str().parse() {
            Ok(number) => Item::Number(number),
            Err(_) => {
                mistakes.add(line, "", "this is no number");
                return None;
            }
        },
        DeValue::Array(items) => {
            let items = items.iter().map(|item| of_toml(item, lines, depth + 1, mistakes));
            Item::List(items.collect::<Option<_>>()?)
        }
        DeValue::Table(table) => Item::Table(entries(table, lines, depth + 1, mistakes)?),
    };
    Some(Tree { line, item })
}

fn entries(table: &DeTable<'_>, lines: &Lines, depth: usize, mistakes: &mut Mistakes) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    for (key, value) in table.iter() {
        let (start, line) = (key.span().start, lines.line(key.span().start));
        let name = key.get_ref().to_string();
        entries.push((start, Entry { name, line, tree: of_toml(value, lines, depth, mistakes)? }));
    }
    entries.sort_by_key(|(start, _)| *start);
    Some(entries.into_iter().map(|(_, entry)| entry).collect())
}
