//! A row as a JSON document whose values are all text.

use unprocessable_core::decode::push_json_text;

use super::cells::Cells;
use super::{Branch, Columns, Object};

impl Columns {
    /// Writes the document. A list ends with the last item in which something stands, and an object in which nothing
    /// stands is left out.
    pub(crate) fn write(&self, cells: &Cells<'_>, json: &mut Vec<u8>) {
        json.clear();
        self.root.write(cells, json);
    }
}

impl Object {
    /// The entries that a row has.
    pub(crate) fn present(&self, cells: &Cells<'_>) -> impl Iterator<Item = &(String, Branch)> {
        let last = if self.is_list {
            self.entries.iter().rposition(|(_, value)| !value.is_empty(cells)).map_or(0, |last| last + 1)
        } else {
            self.entries.len()
        };
        self.entries[..last].iter().filter(move |(_, value)| self.is_list || !value.is_left_out(cells))
    }
}

impl Branch {
    fn write(&self, cells: &Cells<'_>, json: &mut Vec<u8>) {
        match self {
            Self::Cell(column) => push_json_text(cells.get(*column).as_bytes(), json),
            Self::Object(object) => {
                json.push(b'{');
                let mut is_first = true;
                for (name, value) in object.present(cells) {
                    if !std::mem::take(&mut is_first) {
                        json.push(b',');
                    }
                    push_json_text(name.as_bytes(), json);
                    json.push(b':');
                    value.write(cells, json);
                }
                json.push(b'}');
            }
            Self::List(items) => {
                json.push(b'[');
                for (nth, item) in items[..filled(items, cells)].iter().enumerate() {
                    if nth > 0 {
                        json.push(b',');
                    }
                    item.write(cells, json);
                }
                json.push(b']');
            }
        }
    }

    /// Whether it is an object or a list in which nothing stands. A cell is written all the same, as an empty text.
    pub(crate) fn is_left_out(&self, cells: &Cells<'_>) -> bool {
        !matches!(self, Self::Cell(_)) && self.is_empty(cells)
    }

    /// Whether nothing stands in any of its cells.
    pub(crate) fn is_empty(&self, cells: &Cells<'_>) -> bool {
        match self {
            Self::Cell(column) => cells.is_empty(*column),
            Self::Object(object) => object.entries.iter().all(|(_, value)| value.is_empty(cells)),
            Self::List(items) => items.iter().all(|item| item.is_empty(cells)),
        }
    }
}

/// How many items there are before those at the end in which nothing stands.
pub(crate) fn filled(items: &[Branch], cells: &Cells<'_>) -> usize {
    items.iter().rposition(|item| !item.is_empty(cells)).map_or(0, |last| last + 1)
}
