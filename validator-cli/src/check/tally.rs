//! Counts mistakes by field and code, with their first lines.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use unprocessable_rows::Reject;

/// One mistake in a row.
#[derive(Clone, Debug)]
pub(crate) struct Mistake {
    pub(crate) line: u64,
    pub(crate) column: Option<String>,
    pub(crate) key: String,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) value: Option<String>,
}

impl From<&Reject<'_>> for Mistake {
    fn from(reject: &Reject<'_>) -> Self {
        let Reject { line, column, key, code, message, value, .. } = *reject;
        Self {
            line,
            column: column.map(str::to_owned),
            key: key.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
            value: value.map(str::to_owned),
        }
    }
}

/// How often a mistake was made in a file.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    /// The key of the field, such as `items.*.price`.
    pub(crate) field: String,
    pub(crate) code: String,
    /// The sentence of the first one.
    pub(crate) sentence: String,
    pub(crate) count: u64,
    pub(crate) lines: Vec<u64>,
}

/// How many different mistakes are told apart. A file can have keys of its own, so there must be an end.
const MOST: usize = 1000;

/// The mistakes in a file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Tally {
    pub(crate) entries: Vec<Entry>,
    #[serde(skip)]
    positions: HashMap<(String, String), usize>,
}

impl Tally {
    pub(crate) fn add(&mut self, field: String, mistake: &Mistake, lines: usize) {
        if self.positions.len() < self.entries.len() {
            // It was read from a checkpoint.
            let pairs = self.entries.iter().enumerate();
            self.positions = pairs.map(|(at, entry)| ((entry.field.clone(), entry.code.clone()), at)).collect();
        }
        let mut pair = (field, mistake.code.clone());
        let mut sentence = mistake.message.as_str();
        if self.entries.len() >= MOST && !self.positions.contains_key(&pair) {
            pair = ("(other fields)".into(), "other".into());
            sentence = "There are more mistakes than can be told apart.";
        }
        let at = *self.positions.entry(pair).or_insert_with_key(|(field, code)| {
            let (field, code, sentence) = (field.clone(), code.clone(), sentence.to_owned());
            self.entries.push(Entry { field, code, sentence, count: 0, lines: Vec::new() });
            self.entries.len() - 1
        });
        let Some(entry) = self.entries.get_mut(at) else { return };
        entry.count += 1;
        if entry.lines.len() < lines && entry.lines.last() != Some(&mistake.line) {
            entry.lines.push(mistake.line);
        }
    }
}
