//! JUnit's XML, which CI systems show: a suite for each file, and in it a case for each rule of the set.

use std::collections::HashSet;

use unprocessable_core::lang::Language;
use unprocessable_ruleset::RuleSet;

use super::{Report, table};
use crate::check::{Entry, FileResult};
use crate::failure::Failure;
use crate::output::Output;
use crate::show::{self, counted};

/// A case: what was demanded, and what has failed.
struct Case<'r> {
    name: String,
    failed: Option<&'r Entry>,
    /// Why the file could not be read to its end.
    error: Option<&'r str>,
}

pub(super) fn write(
    report: &Report,
    set: &RuleSet,
    language: &'static Language,
    output: &mut Output,
) -> Result<(), Failure> {
    let suites: Vec<(&FileResult, Vec<Case<'_>>)> =
        report.files.iter().map(|file| (file, cases(file, set, language))).collect();
    let tests: usize = suites.iter().map(|(_, cases)| cases.len()).sum();
    let failures: usize = suites.iter().map(|(_, cases)| failed(cases)).sum();
    output.line(r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let errors = report.failures().count();
    output.line(format_args!(
        r#"<testsuites name="unprocessable" tests="{tests}" failures="{failures}" errors="{errors}">"#
    ))?;
    for (file, cases) in &suites {
        let name = escaped(&file.name);
        let (tests, failures, errors) = (cases.len(), failed(cases), usize::from(file.failure.is_some()));
        output.line(format_args!(
            r#"  <testsuite name="{name}" tests="{tests}" failures="{failures}" errors="{errors}" skipped="0">"#
        ))?;
        for case in cases {
            let start = format!(r#"    <testcase classname="{name}" name="{}""#, escaped(&case.name));
            if let Some(why) = case.error {
                output.line(format_args!("{start}>"))?;
                output.line(format_args!(r#"      <error type="unreadable" message="{}"/>"#, escaped(why)))?;
                output.line("    </testcase>")?;
                continue;
            }
            let Some(entry) = case.failed else {
                output.line(format_args!("{start}/>"))?;
                continue;
            };
            let message = format!("{} ({})", entry.sentence, counted(entry.count, "mistake", "mistakes"));
            let lines: Vec<String> = entry.lines.iter().map(|line| format!("{}:{line}", file.name)).collect();
            output.line(format_args!("{start}>"))?;
            output.line(format_args!(
                r#"      <failure type="{}" message="{}">{}</failure>"#,
                escaped(&entry.code),
                escaped(&message),
                escaped(&lines.join("\n")),
            ))?;
            output.line("    </testcase>")?;
        }
        output.line("  </testsuite>")?;
    }
    for note in table::notes(report) {
        output.line(format_args!("  <!-- {} -->", escaped(&note).replace("--", "- -")))?;
    }
    output.line("</testsuites>")
}

fn failed(cases: &[Case<'_>]) -> usize {
    cases.iter().filter(|case| case.failed.is_some()).count()
}

/// The rules of the set in its order, then what the types of the set have refused.
fn cases<'r>(file: &'r FileResult, set: &RuleSet, language: &'static Language) -> Vec<Case<'r>> {
    let mut cases = Vec::new();
    let mut known = HashSet::new();
    for rule in set.rules() {
        let (at, code) = (rule.at(), rule.violation().code());
        if known.insert((at.to_owned(), code.to_owned())) {
            let failed = file.tally.entries.iter().find(|entry| entry.field == at && entry.code == code);
            let sentence = rule.violation().message_at(at, language).to_string();
            // Nobody knows what the rest of a file has that could not be read.
            if failed.is_some() || file.failure.is_none() {
                cases.push(Case { name: format!("{at}: {sentence}"), failed, error: None });
            }
        }
    }
    for entry in &file.tally.entries {
        if !known.contains(&(entry.field.clone(), entry.code.clone())) {
            let name = format!("{}: {}", show::field(&entry.field), entry.sentence);
            cases.push(Case { name, failed: Some(entry), error: None });
        }
    }
    if cases.is_empty() || file.failure.is_some() {
        cases.push(Case { name: "every row can be read".into(), failed: None, error: file.failure.as_deref() });
    }
    cases
}

/// Text for an attribute or between tags. What XML cannot say is replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\r' | '\t' => escaped.push_str(&format!("&#{};", u32::from(c))),
            '\u{0}'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
