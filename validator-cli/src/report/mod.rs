//! What was found, written for people or for programs.

mod github;
mod json;
mod junit;
mod table;

use std::collections::HashMap;
use std::path::PathBuf;

use unprocessable_ruleset::RuleSet;

use crate::args::{Check, ReportFormat};
use crate::check::FileResult;
use crate::failure::Failure;
use crate::output::Output;

/// What was found in all files.
pub(crate) struct Report {
    pub(crate) files: Vec<FileResult>,
    /// Why not all rows were checked, if so.
    pub(crate) stopped: Option<Stopped>,
    /// Whether an interrupted run can go on.
    pub(crate) can_go_on: bool,
    /// Where the rejects are.
    pub(crate) rejects: Option<PathBuf>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    MaxRejects,
    Sample,
    Interrupted { file: String, line: u64 },
}

impl Stopped {
    fn word(&self) -> &'static str {
        match self {
            Self::MaxRejects => "max_rejects",
            Self::Sample => "sample",
            Self::Interrupted { .. } => "interrupted",
        }
    }
}

/// The same mistake in all files.
struct Merged<'r> {
    field: &'r str,
    code: &'r str,
    sentence: &'r str,
    count: u64,
    /// The first lines, each with its file.
    lines: Vec<(&'r str, u64)>,
}

impl Report {
    pub(crate) fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    pub(crate) fn rejected(&self) -> u64 {
        self.files.iter().map(|file| file.rejected).sum()
    }

    /// Why some files could not be checked to their ends.
    pub(crate) fn failures(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter_map(|file| file.failure.as_deref())
    }

    fn mistakes(&self) -> u64 {
        self.files.iter().flat_map(|file| &file.tally.entries).map(|entry| entry.count).sum()
    }

    /// The mistakes of all files, the most frequent first.
    fn merged(&self, lines: usize) -> Vec<Merged<'_>> {
        let mut merged: Vec<Merged<'_>> = Vec::new();
        let mut positions: HashMap<(&str, &str), usize> = HashMap::new();
        for file in &self.files {
            for entry in &file.tally.entries {
                let at = *positions.entry((&entry.field, &entry.code)).or_insert_with(|| {
                    let (field, code, sentence) = (&entry.field, &entry.code, &entry.sentence);
                    merged.push(Merged { field, code, sentence, count: 0, lines: Vec::new() });
                    merged.len() - 1
                });
                let Some(known) = merged.get_mut(at) else { continue };
                known.count += entry.count;
                let free = lines.saturating_sub(known.lines.len());
                known.lines.extend(entry.lines.iter().take(free).map(|line| (file.name.as_str(), *line)));
            }
        }
        merged.sort_by_key(|known| std::cmp::Reverse(known.count));
        merged
    }
}

pub(crate) fn write(args: &Check, set: &RuleSet, report: &Report, output: &mut Output) -> Result<(), Failure> {
    let lines = usize::from(args.lines);
    match args.format {
        ReportFormat::Table => table::write(report, lines, output),
        ReportFormat::Json => json::write(report, lines, output),
        ReportFormat::Ndjson => json::write_line(report, lines, output),
        ReportFormat::Junit => junit::write(report, set, args.lang, output),
        ReportFormat::Github => github::write(report, lines, output),
    }
}
