//! What was done, what to look at, and what was left.

use std::fmt;
use std::path::{Path, PathBuf};

/// What an entry of the report asks of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was rewritten, and means something slightly different.
    Check,
    /// It was not rewritten. Somebody has to.
    Left,
    /// A file or folder that could not be read or understood. Nothing in it was changed.
    Skipped,
}

impl Kind {
    /// Its name in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Left => "left",
            Self::Skipped => "skipped",
        }
    }
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it asks for.
    pub kind: Kind,
    /// The file, as it was found.
    pub file: PathBuf,
    /// The line in the file before the change, from 1; 0 for the whole file.
    pub line: usize,
    /// What to look at.
    pub text: String,
}

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Everything to look at, by file and line.
    pub entries: Vec<Entry>,
    /// The files that were changed, or would be.
    pub changed: Vec<PathBuf>,
    /// How many attributes with rules were found.
    pub attributes: usize,
    /// How many of them nobody has to rewrite by hand.
    pub rewritten: usize,
    /// The unified difference of all changed files.
    pub diff: String,
}

impl Report {
    pub(crate) fn add(&mut self, kind: Kind, file: &Path, line: usize, text: impl Into<String>) {
        self.entries.push(Entry { kind, file: file.to_owned(), line, text: text.into() });
    }

    /// How many entries are of this kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.entries.iter().filter(|entry| entry.kind == kind).count()
    }

    /// The report for programs.
    pub fn to_json(&self) -> String {
        let entries: Vec<serde_json::Value> = self
            .entries
            .iter()
            .map(|entry| {
                serde_json::json!({
                    "kind": entry.kind.name(),
                    "file": entry.file.to_string_lossy(),
                    "line": entry.line,
                    "text": entry.text,
                })
            })
            .collect();
        let changed: Vec<String> = self.changed.iter().map(|file| file.to_string_lossy().into_owned()).collect();
        let report = serde_json::json!({
            "attributes": self.attributes,
            "rewritten": self.rewritten,
            "changed": changed,
            "entries": entries,
        });
        format!("{report:#}\n")
    }
}

/// The report for people.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in &self.entries {
            write!(f, "{}: {}", entry.kind.name(), entry.file.display())?;
            if entry.line > 0 {
                write!(f, ":{}", entry.line)?;
            }
            writeln!(f, ": {}", entry.text)?;
        }
        let (changed, check, left) = (self.changed.len(), self.count(Kind::Check), self.count(Kind::Left));
        let files = if changed == 1 { "file" } else { "files" };
        writeln!(
            f,
            "{} of {} attributes rewritten in {changed} {files}; {check} to check, {left} left to do by hand",
            self.rewritten, self.attributes
        )
    }
}
