//! Annotations of GitHub Actions: workflow commands, which become notes beside the lines of a file.

use super::{Report, table};
use crate::failure::Failure;
use crate::output::Output;
use crate::show;

/// GitHub shows at most 10 errors of a step, and 50 of a job.
const MOST: usize = 50;

pub(super) fn write(report: &Report, lines: usize, output: &mut Output) -> Result<(), Failure> {
    let merged = report.merged(lines);
    let deepest = merged.iter().map(|entry| entry.lines.len()).max().unwrap_or_default();
    // The first line of each mistake, then the second ones: of the few that are shown, none is like the others.
    let annotations = (0..deepest).flat_map(|nth| merged.iter().map(move |entry| (entry, nth)));
    let annotations = annotations.filter_map(|(entry, nth)| Some((entry, *entry.lines.get(nth)?)));
    for (entry, (file, line)) in annotations.take(MOST) {
        let title = format!("{}: {}", show::field(entry.field), entry.code);
        output.line(format_args!(
            "::error file={},line={line},title={}::{}",
            property(file),
            property(&title),
            data(entry.sentence),
        ))?;
    }
    for file in &report.files {
        if let Some(why) = &file.failure {
            output.line(format_args!("::error file={}::{}", property(&file.name), data(why)))?;
        }
    }
    let kind = if report.rejected() > 0 || report.failures().next().is_some() { "error" } else { "notice" };
    output.line(format_args!("::{kind}::{}", data(&table::summary(report))))?;
    for note in table::notes(report) {
        output.line(format_args!("::notice::{}", data(&note)))?;
    }
    Ok(())
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("100 %\r\n::set-output::"), "100 %25%0D%0A::set-output::");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
