//! Values that must not repeat in a file.

mod table;

use std::hash::{BuildHasher as _, RandomState};
use std::io;

use unprocessable_core::Violation;
use unprocessable_core::decode::Document;

use crate::columns::Columns;
use crate::columns::cells::Cells;
use crate::error::RowsError;
use table::Table;

/// A value, as a number that no other one has.
pub(crate) type Digest = u128;

/// The fields that must be unique, and what was seen of them.
#[derive(Default)]
pub(crate) struct Unique {
    fields: Vec<Field>,
}

struct Field {
    key: String,
    column: Option<usize>,
    table: Table,
}

/// What finds the values in rows. Each thread may use it.
pub(crate) struct Finder {
    /// The columns or keys.
    places: Vec<(String, Option<usize>)>,
    /// Two keys that nobody knows make values with the same digest too rare to be made on purpose or met by accident.
    hashers: [RandomState; 2],
}

impl Unique {
    pub(crate) fn new(names: &[String], columns: Option<&Columns>, memory: usize) -> Result<Self, RowsError> {
        let memory = memory / names.len().max(1);
        let fields = names.iter().map(|name| {
            let column =
                columns.map(|columns| columns.find(name).ok_or_else(|| RowsError::NoSuchColumn { name: name.clone() }));
            let column = column.transpose()?;
            let key = column.and_then(|column| columns?.key(column)).unwrap_or(name).to_owned();
            Ok(Field { key, column, table: Table::new(memory) })
        });
        Ok(Self { fields: fields.collect::<Result<_, RowsError>>()? })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    pub(crate) fn finder(&self) -> Finder {
        let places = self.fields.iter().map(|field| (field.key.clone(), field.column));
        Finder { places: places.collect(), hashers: [RandomState::new(), RandomState::new()] }
    }

    /// Adds the values of a row. Gives the keys of those that were there before, each with what is wrong.
    pub(crate) fn add(&mut self, line: u64, values: &[Option<Digest>]) -> io::Result<Vec<(&str, Violation)>> {
        let mut repeated = Vec::new();
        for (field, value) in self.fields.iter_mut().zip(values) {
            let Some(value) = value else { continue };
            if let Some(first) = field.table.add(*value, line)? {
                let violation =
                    Violation::new("unique_in_file", "The {attribute} is in line {line} of the file already.");
                repeated.push((&*field.key, violation.argument("line", first)));
            }
        }
        Ok(repeated)
    }

    /// How many fields have more values than memory may hold, so that they are in a temporary file.
    pub(crate) fn spilled(&self) -> usize {
        self.fields.iter().filter(|field| field.table.has_spilled()).count()
    }
}

impl Finder {
    /// The values of a row of CSV. An empty cell is no value.
    pub(crate) fn in_cells(&self, cells: &Cells<'_>, found: &mut Vec<Option<Digest>>) {
        found.extend(self.places.iter().map(|(_, column)| {
            let text = cells.get((*column)?);
            (!text.is_empty()).then(|| self.digest(text.as_bytes()))
        }));
    }

    /// The values of a document. What is missing, `null` or an empty text is no value. Numbers are compared as they are
    /// written.
    pub(crate) fn in_json(&self, document: &[u8], found: &mut Vec<Option<Digest>>) {
        let document = Document::parse(document).ok();
        found.extend(self.places.iter().map(|(key, _)| {
            let node = document.as_ref()?.root().at(key)?;
            match node.text() {
                Ok(text) => (!text.is_empty()).then(|| self.digest(text.as_bytes())),
                Err(_) if node.is_null() => None,
                Err(_) => Some(self.digest(node.source())),
            }
        }));
    }

    /// For a row that cannot be read.
    pub(crate) fn in_nothing(&self, found: &mut Vec<Option<Digest>>) {
        found.extend(self.places.iter().map(|_| None));
    }

    fn digest(&self, bytes: &[u8]) -> Digest {
        let [high, low] = self.hashers.each_ref().map(|hasher| u128::from(hasher.hash_one(bytes)));
        high << 64 | low
    }
}
