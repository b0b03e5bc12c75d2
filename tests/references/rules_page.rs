//! `RULES.md` is made from the rules: their first sentence of documentation, their arguments, what they say.
//!
//! `UPDATE=1 cargo test -p unprocessable-tests --test references rules_page` writes the page anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::catalogue::{Sample, chapters, constructors};
use unprocessable_core::Kind;

#[test]
fn the_page_is_made_from_the_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../RULES.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("the page");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "RULES.md is stale: run this test with UPDATE=1");
}

#[test]
fn every_rule_is_in_the_catalogue_and_documented() {
    let constructors = constructors();
    let listed: BTreeSet<&str> = chapters().iter().flat_map(|(_, rows)| rows).map(|row| row.name).collect();
    let known: BTreeSet<&str> = constructors.keys().map(String::as_str).collect();
    assert_eq!(listed, known);
    assert!(known.len() > 100, "{}", known.len());
    let silent: Vec<&String> =
        constructors.iter().filter(|(_, rule)| rule.summary.is_empty()).map(|(name, _)| name).collect();
    assert!(silent.is_empty(), "rules without documentation: {silent:?}");
}

/// Without such a row, and without a line in the bench, nobody would see that a rule looks at the field for each element.
#[test]
fn every_rule_that_takes_another_field_is_in_the_catalogue_and_in_the_hostile_bench() {
    /// What takes arguments of several types, and none of them another field.
    const OF_LITERALS: [&str; 6] = ["one_of", "none_of", "contains_all", "subset_of", "required_keys", "distinct"];

    let rows = chapters().into_iter().flat_map(|(_, rows)| rows);
    let of_fields: BTreeSet<&str> = rows.filter(|row| row.attribute.contains("self.")).map(|row| row.name).collect();
    let constructors = constructors();
    let generic = constructors.iter().filter(|(_, rule)| rule.is_generic).map(|(name, _)| name.as_str());
    let missing: Vec<&str> = generic.filter(|name| !OF_LITERALS.contains(name) && !of_fields.contains(name)).collect();
    assert!(missing.is_empty(), "no row with `self.…`: {missing:?}");
    let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("../benches/src/arguments.rs");
    let bench = fs::read_to_string(bench).expect("the bench");
    let (_, lines) = bench.split_once("\nlines! {\n").expect("the lines of the bench");
    let lines: BTreeSet<&str> =
        lines.lines().map_while(|line| line.trim().split_once('(')).map(|(name, _)| name).collect();
    assert_eq!(lines, of_fields);
}

#[test]
fn every_rule_tells_its_json_schema() {
    for row in chapters().into_iter().flat_map(|(_, rows)| rows) {
        assert!(row.samples.iter().all(|sample| sample.schema.is_some()), "{} says nothing", row.attribute);
    }
}

#[test]
fn no_sentence_has_an_open_placeholder() {
    for row in chapters().into_iter().flat_map(|(_, rows)| rows) {
        for Sample { sentence, .. } in row.samples {
            assert!(!sentence.contains('{') && sentence.starts_with("The ") && sentence.ends_with('.'), "{sentence}");
        }
    }
}

fn page() -> String {
    let summaries = constructors();
    let mut page = String::from(
        "# The rules\n\n\
         Made from the code by `tests/references/rules_page.rs`; do not edit. Each rule is documented with examples in\n\
         `unprocessable::rules`. The sentences are about a field called `name`; other fields are called `nickName` and `birthName`.\n",
    );
    page.push('\n');
    page.push_str(include_str!("../../src/guide/rules.md"));
    for (chapter, rows) in chapters() {
        let _ = write!(
            page,
            "\n## {chapter}\n\n| rule | checks | subjects | says | JSON Schema |\n|---|---|---|---|---|\n"
        );
        for row in rows {
            let summary = summaries.get(row.name).map_or("", |rule| rule.summary.as_str()).replace('|', "\\|");
            let kinds = each_once(row.samples.iter().map(|sample| kind_name(sample.kind).to_owned())).join(", ");
            let said = each_once(row.samples.iter().map(|sample| sample.sentence.clone())).join("<br>");
            let schemas = each_once(row.samples.iter().map(keywords)).join("<br>");
            let _ = writeln!(page, "| `{}` | {summary} | {kinds} | {said} | {schemas} |", row.attribute);
        }
    }
    page
}

fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}

fn keywords(sample: &Sample) -> String {
    let keywords = sample.schema.iter().flatten();
    let keywords: Vec<String> =
        keywords.map(|(keyword, value)| format!("`{keyword}: {}`", value.replace('|', "\\|"))).collect();
    if keywords.is_empty() { "none".to_owned() } else { keywords.join(" ") }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::List => "list",
        Kind::Map => "map",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        _ => "any",
    }
}
