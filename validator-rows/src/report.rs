//! What was found in a file.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// How many lines of each mistake are named.
const LINES: usize = 5;

/// How many different mistakes are told apart. A file can have keys of its own, so there must be an end.
const MOST: usize = 1000;

/// How far a file was read, and what was found up to there. From here a run can go on, also in another process:
/// [`Rows::resume`](crate::Rows::resume). It is stored as JSON by serde.
///
/// It has no values of the file.
///
/// ```
/// # use unprocessable::Validate;
/// # #[derive(serde::Deserialize, Validate)]
/// # struct User { #[validate(email)] email: String }
/// use unprocessable_rows as rows;
///
/// let report = rows::csv::<User>("email\njane\njane@example.com\n".as_bytes())?.check()?;
/// let checkpoint = report.checkpoint();
/// assert_eq!((checkpoint.line, checkpoint.rows, checkpoint.rejected), (4, 2, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Checkpoint {
    /// The position in the file, in bytes of UTF-8 behind a mark of byte order.
    pub offset: u64,
    /// The line that begins there, counted from 1.
    pub line: u64,
    /// How many rows were read.
    pub rows: u64,
    /// How many of them are invalid.
    pub rejected: u64,
    /// How many bytes of rejects were written.
    pub reject_bytes: u64,
    /// How often each mistake was made.
    pub counts: Vec<Count>,
}

/// How often a mistake was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Count {
    /// The key, with `*` for the numbers of items: `items.*.price`. It is `_` for a row as a whole.
    pub key: String,
    /// The code of the rule, or of what cannot be read.
    pub code: String,
    /// How many violations there are.
    pub violations: u64,
    /// The first lines in which it was made, at most 5.
    pub lines: Vec<u64>,
}

/// What a run has found, when it is over.
#[derive(Clone, Debug)]
pub struct Report {
    pub(crate) checkpoint: Checkpoint,
    pub(crate) end: End,
    pub(crate) spilled: usize,
    pub(crate) handed_over: u64,
}

impl Report {
    /// How many rows were read, counted from the beginning of the file.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.checkpoint.rows
    }

    /// How many rows are invalid.
    #[must_use]
    pub fn rejected(&self) -> u64 {
        self.checkpoint.rejected
    }

    /// How many rows are valid.
    #[must_use]
    pub fn valid(&self) -> u64 {
        self.checkpoint.rows - self.checkpoint.rejected
    }

    /// How many rows this run has handed over to the function that takes them.
    #[must_use]
    pub fn handed_over(&self) -> u64 {
        self.handed_over
    }

    /// Where the run ended.
    #[must_use]
    pub fn end(&self) -> End {
        self.end
    }

    /// Whether the run ended before the end of the file.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.end != End::File
    }

    /// How many fields that must be unique in the file had more values than fit into memory. They were kept in a temporary
    /// file, which takes longer.
    #[must_use]
    pub fn spilled(&self) -> usize {
        self.spilled
    }

    /// How often each mistake was made, by field and code, in the order in which they were met first. After 1,000 different
    /// ones, all others are counted at the key `_` with the code `other`.
    #[must_use]
    pub fn counts(&self) -> &[Count] {
        &self.checkpoint.counts
    }

    /// From where another run can go on.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }
}

/// Where a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// At the end of the file.
    File,
    /// After so many invalid rows: [`Rows::max_rejects`](crate::Rows::max_rejects).
    MaxRejects,
    /// After so many rows: [`Rows::max_rows`](crate::Rows::max_rows).
    MaxRows,
    /// Because the program said so: [`Rows::stop_on`](crate::Rows::stop_on).
    Stopped,
}

/// How far a run has come. It is reported about once for every 256 kB of the file.
#[derive(Debug)]
pub struct Progress<'p> {
    pub(crate) checkpoint: &'p Checkpoint,
    pub(crate) spilled: usize,
}

impl Progress<'_> {
    /// What was read and found so far. The rows up to here were handed over, and their rejects written and flushed.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        self.checkpoint
    }

    /// How many fields that must be unique in the file have more values than fit into memory.
    #[must_use]
    pub fn spilled(&self) -> usize {
        self.spilled
    }
}

impl Checkpoint {
    pub(crate) fn new(offset: u64, line: u64) -> Self {
        Self { offset, line, rows: 0, rejected: 0, reject_bytes: 0, counts: Vec::new() }
    }
}

/// Where each mistake stands among those that are counted.
#[derive(Default)]
pub(crate) struct Tally {
    positions: HashMap<String, usize>,
    /// Room for a key and a code.
    name: String,
}

impl Tally {
    /// Counts a mistake by its field and code.
    pub(crate) fn add(&mut self, counts: &mut Vec<Count>, key: &str, code: &str, line: u64) {
        if self.positions.len() < counts.len() {
            // They are from a checkpoint.
            let names = counts.iter().map(|count| format!("{}\0{}", count.key, count.code));
            self.positions = names.zip(0..).collect();
        }
        self.name.clear();
        push_pattern(key, &mut self.name);
        let (mut key_end, mut code) = (self.name.len(), code);
        self.name.push('\0');
        self.name.push_str(code);
        if counts.len() >= MOST && !self.positions.contains_key(&self.name) {
            self.name.clear();
            self.name.push_str("_\0other");
            (key_end, code) = (1, "other");
        }
        let position = match self.positions.get(&self.name) {
            Some(position) => *position,
            None => {
                let key = self.name[..key_end].to_owned();
                self.positions.insert(self.name.clone(), counts.len());
                counts.push(Count { key, code: code.to_owned(), violations: 0, lines: Vec::new() });
                counts.len() - 1
            }
        };
        let count = &mut counts[position];
        count.violations += 1;
        if count.lines.len() < LINES && count.lines.last() != Some(&line) {
            count.lines.push(line);
        }
    }
}

/// Writes the key, with `*` for each number.
fn push_pattern(key: &str, pattern: &mut String) {
    let is_number = |segment: &str| !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
    for (nth, segment) in key.split('.').enumerate() {
        if nth > 0 {
            pattern.push('.');
        }
        pattern.push_str(if is_number(segment) { "*" } else { segment });
    }
}
