//! The report for people.

use super::{Merged, Report, Stopped};
use crate::failure::Failure;
use crate::output::{Output, Style};
use crate::show::{self, Count, counted};

pub(super) fn write(report: &Report, lines: usize, output: &mut Output) -> Result<(), Failure> {
    let merged = report.merged(lines);
    if !merged.is_empty() {
        let titles = ["field", "code", "mistakes", "first lines", "sentence"].map(String::from).to_vec();
        let rows: Vec<Vec<String>> =
            std::iter::once(titles).chain(merged.iter().map(|entry| row(entry, report))).collect();
        let widths = show::columns(&rows);
        for (index, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                match at {
                    // Numbers end at the same place.
                    2 => line.push_str(&format!("{cell:>width$}  ")),
                    4 => line.push_str(cell),
                    _ => line.push_str(&format!("{}  ", show::padded(cell, *width))),
                }
            }
            if index == 0 { output.line(output.style(Style::Strong, line))? } else { output.line(line)? }
        }
        output.line("")?;
    }
    if report.files.len() > 1 {
        for file in report.files.iter().filter(|file| file.rejected > 0) {
            output.line(format_args!("{}: {}", file.name, share(file.rejected, file.rows)))?;
        }
        output.line("")?;
    }
    for why in report.failures().filter(|_| report.files.len() > 1) {
        output.line(output.style(Style::Bad, why))?;
    }
    if report.failures().count() == report.files.len() && merged.is_empty() {
        // What standard error says is everything.
        return Ok(());
    }
    let summary = summary(report);
    let style = if report.rejected() > 0 || report.failures().next().is_some() { Style::Bad } else { Style::Good };
    output.line(output.style(style, summary))?;
    for note in notes(report) {
        output.line(output.style(Style::Faint, note))?;
    }
    Ok(())
}

fn row(entry: &Merged<'_>, report: &Report) -> Vec<String> {
    let line = |(file, line): &(&str, u64)| {
        if report.files.len() > 1 { format!("{file}:{line}") } else { line.to_string() }
    };
    let mut lines: Vec<String> = entry.lines.iter().map(line).collect();
    if entry.count > entry.lines.len() as u64 {
        lines.push("…".into());
    }
    vec![
        show::field(entry.field),
        show::name(entry.code),
        Count(entry.count).to_string(),
        lines.join(", "),
        show::name(entry.sentence),
    ]
}

/// "3 of 10,000 rows are rejected".
fn share(rejected: u64, rows: u64) -> String {
    let are = if rejected == 1 { "is" } else { "are" };
    format!("{} of {} {are} rejected", Count(rejected), counted(rows, "row", "rows"))
}

pub(super) fn summary(report: &Report) -> String {
    let files = match &report.files[..] {
        [file] => file.name.clone(),
        files => counted(files.len() as u64, "file", "files"),
    };
    let failures = report.failures().count() as u64;
    let failed = match failures {
        0 => String::new(),
        _ if report.files.len() == 1 => return format!("{files}: not all of it could be checked"),
        failures => format!(", and {} could not be checked", counted(failures, "file", "files")),
    };
    let found = match (report.rejected(), report.rows()) {
        (0, 0) => format!("{files}: no rows"),
        (0, 1) => format!("{files}: 1 row is valid"),
        (0, rows) => format!("{files}: all {} rows are valid", Count(rows)),
        (rejected, rows) => format!("{files}: {}", share(rejected, rows)),
    };
    found + &failed
}

/// What else is worth to know.
pub(super) fn notes(report: &Report) -> Vec<String> {
    let mut notes = Vec::new();
    match &report.stopped {
        Some(Stopped::MaxRejects) => notes.push("Not all rows were checked: --max-rejects has ended the run.".into()),
        Some(Stopped::Sample) => notes.push("Not all rows were checked: --sample names how many.".into()),
        Some(Stopped::Interrupted { file, line }) => {
            let mut note = format!("Interrupted in {file} before line {line}.");
            if report.can_go_on {
                note.push_str(" The same command with --resume goes on from there.");
            } else if report.rejects.is_some() {
                note.push_str(" What cannot be read once more cannot go on, so there is no --resume.");
            }
            notes.push(note);
        }
        None => {}
    }
    if let Some(path) = report.rejects.as_ref().filter(|_| report.rejected() > 0) {
        notes.push(format!("Every mistake is in {}.", show::name(&path.to_string_lossy())));
    }
    notes
}
