//! `RULES.md` is made from the rules: their first sentence of documentation, their arguments, what they say; and from the
//! answers that decode gives.
//!
//! `UPDATE=1 cargo test -p unprocessable-tests --test references rules_page` writes the page anew.

mod said;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::catalogue::{Constructor, Row, Sample, chapters, constructors};
use unprocessable_core::rules::{self, Describe, Precision};
use unprocessable_core::{Column, Kind};

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
    let rows = chapters().iter().flat_map(|(_, rows)| rows).map(|row| row.name).collect::<BTreeSet<_>>();
    let listed: BTreeSet<&str> = rows.into_iter().chain(asking().map(|(name, ..)| name)).collect();
    let known: BTreeSet<&str> = constructors.keys().map(String::as_str).collect();
    assert_eq!(listed, known);
    assert!(known.len() > 100, "{}", known.len());
    let silent: Vec<&String> =
        constructors.iter().filter(|(_, rule)| rule.summary.is_empty()).map(|(name, _)| name).collect();
    assert!(silent.is_empty(), "rules without documentation: {silent:?}");
    let hidden: Vec<&String> =
        constructors.iter().filter(|(_, rule)| !rule.shows_attribute).map(|(name, _)| name).collect();
    assert!(hidden.is_empty(), "rules that do not show their attribute: {hidden:?}");
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

/// What a rule is given in the attribute can be read in the page, with its type.
#[test]
fn every_argument_has_a_type() {
    for (argument, types) in types_of_names() {
        assert!(!types.is_empty(), "no row gives a rule `{argument}`");
    }
}

fn page() -> String {
    let (summaries, of_names) = (constructors(), types_of_names());
    let mut page = String::from(HEAD);
    page.push_str(include_str!("../../src/guide/rules.md"));
    page.push_str(READING);
    for (chapter, rows) in chapters() {
        let _ = write!(page, "\n## {chapter}\n");
        for (name, rule) in by_rule(rows) {
            let summary = summaries.get(name).map_or("", |rule| rule.summary.as_str());
            let _ = write!(page, "\n### `{name}`\n\n{}\n\n", without_links(summary));
            let codes = each_once(rule.iter().flat_map(|row| &row.samples).map(|sample| sample.code.to_owned()));
            let _ = writeln!(page, "Code: `{}`. {}", codes.join("`, `"), given(&rule, &of_names));
            let _ = write!(page, "\n| attribute | subjects | sentence | JSON Schema |\n|---|---|---|---|\n");
            for row in &rule {
                push_row(&mut page, row);
            }
            let demands =
                said::demands().into_iter().filter(|(attribute, _)| attribute.starts_with(&format!("{name}(")));
            for (attribute, said) in demands {
                let (code, template) = (said.code, said.template);
                let kind = if chapter == "Files" { "file" } else { "text" };
                let _ = writeln!(page, "| `{attribute}` | {kind} | {template} The code is `{code}`. | none |");
            }
        }
    }
    push_asking(&mut page, &summaries);
    said::push_shapes(&mut page);
    said::push_answers(&mut page);
    page
}

/// The rules that ask a database. They check nothing by themselves, so the catalogue has no row for them.
fn asking() -> [(&'static str, &'static [&'static str], &'static str, &'static str); 2] {
    fn said<R: Describe>(rule: &R) -> (&'static str, &'static str) {
        (rule.code(), rule.sentence(Kind::Text))
    }
    const COLUMN: Column = Column::new("users", "email");
    let (unique, exists) = (said(&rules::unique(COLUMN)), said(&rules::exists(COLUMN)));
    [
        (
            "unique",
            &[
                "unique(users::EMAIL)",
                "unique(users::EMAIL, except = self.id)",
                "unique(users::EMAIL, within = (users::SHOP, self.shop))",
            ],
            unique.0,
            unique.1,
        ),
        ("exists", &["exists(tags::ID)", "exists(tags::ID, within = (tags::OWNER, context.user))"], exists.0, exists.1),
    ]
}

fn push_asking(page: &mut String, summaries: &BTreeMap<String, Constructor>) {
    page.push_str("\n## Rules that ask a database\n\n");
    page.push_str("They need the feature `async` and a context that implements `Lookup`.\n");
    for (name, attributes, code, sentence) in asking() {
        let summary = summaries.get(name).map_or("", |rule| rule.summary.as_str());
        let _ =
            write!(page, "\n### `{name}`\n\n{}\n\nCode: `{code}`. It carries no arguments.\n", without_links(summary));
        let _ = write!(page, "\n| attribute | subjects | sentence | JSON Schema |\n|---|---|---|---|\n");
        for attribute in attributes {
            let _ = writeln!(page, "| `{attribute}` | text, number, UUID | {sentence} | none |");
        }
    }
}

const HEAD: &str = "# The rules\n\n\
    This page is made from the code by `tests/references/rules_page.rs`. Do not edit it. The crate documentation has a\n\
    page for each rule with examples that run: `cargo doc --open`, module `rules`.\n\n";

const READING: &str = "\n## How to read the entries\n\n\
    Each entry has the code of the rule's violations and the arguments that they carry. `Messages` and clients read both.\n\
    An argument is an `integer`, a `number`, a `boolean`, a `text`, a `list` of these, or a `field`, which is the label of\n\
    another field. The `value` of a condition, as in `required_if`, has the type of the literal it is compared with.\n\n\
    The table shows attributes as they are written, the subjects that the rule checks, the sentence, and what the rule says\n\
    in JSON Schema. In a sentence `{attribute}` stands for the label of the field, and the name of an argument in braces\n\
    for that argument. `message = \"…\"` and `Messages` use the same placeholders.\n\n\
    The keywords of JSON Schema are *exact* if they accept what the rule accepts and nothing else. They are *weaker* if they\n\
    accept more, and then the rule still has to run. *None* means that JSON Schema cannot say the rule. `required` on a\n\
    number accepts every number, so it is exact without a keyword. The page assumes that validators check `format`.\n";

/// The rows of each constructor, which stand together.
fn by_rule(rows: Vec<Row>) -> Vec<(&'static str, Vec<Row>)> {
    let mut rules: Vec<(&'static str, Vec<Row>)> = Vec::new();
    for row in rows {
        match rules.iter_mut().find(|(name, _)| *name == row.name) {
            Some((_, rule)) => rule.push(row),
            None => rules.push((row.name, vec![row])),
        }
    }
    rules
}

type Types = Vec<&'static str>;

/// The arguments of a rule, each with the types that it has in the rows.
fn arguments(rule: &[Row]) -> Vec<(&'static str, Types)> {
    const TYPES: [&str; 7] = ["integer", "number", "boolean", "text", "list", "field", "other"];
    let samples = || rule.iter().flat_map(|row| &row.samples);
    let names = each_once(samples().flat_map(|sample| &sample.arguments).map(|(name, _)| *name));
    let types = |wanted: &str| {
        let given = samples().flat_map(|sample| &sample.arguments).filter(|(name, _)| *name == wanted);
        let given: Types = given.filter_map(|(_, is)| *is).collect();
        TYPES.into_iter().filter(|is| given.contains(is)).collect()
    };
    names.into_iter().map(|name| (name, types(name))).collect()
}

/// The types of arguments over all rules. Rules of one family share arguments, of which not each has a row.
fn types_of_names() -> BTreeMap<&'static str, Types> {
    let mut types: BTreeMap<&str, Types> = BTreeMap::new();
    for (name, given) in
        chapters().into_iter().flat_map(|(_, rows)| by_rule(rows)).flat_map(|(_, rule)| arguments(&rule))
    {
        let known = types.entry(name).or_default();
        known.extend(given);
        *known = each_once(known.drain(..));
    }
    types
}

fn given(rule: &[Row], of_names: &BTreeMap<&str, Types>) -> String {
    let arguments = arguments(rule).into_iter().map(|(name, types)| {
        let types = if types.is_empty() { &of_names[name] } else { &types };
        format!("`{name}` ({})", types.join(" or "))
    });
    let arguments: Vec<String> = arguments.collect();
    match arguments.len() {
        0 => "No arguments.".to_owned(),
        1 => format!("Argument: {}.", arguments[0]),
        _ => format!("Arguments: {}.", arguments.join(", ")),
    }
}

/// A line for each sentence and schema; kinds that share both share the line.
fn push_row(page: &mut String, row: &Row) {
    let mut lines: Vec<(Vec<String>, &str, String)> = Vec::new();
    for sample in &row.samples {
        let (kind, schema) = (kind_name(sample.kind).to_owned(), keywords(sample));
        match lines.iter_mut().find(|(_, said, is)| *said == sample.template && *is == schema) {
            Some((kinds, ..)) if kinds.contains(&kind) => {}
            Some((kinds, ..)) => kinds.push(kind),
            None => lines.push((vec![kind], sample.template, schema)),
        }
    }
    for (kinds, said, schema) in lines {
        let _ = writeln!(page, "| {} | {} | {said} | {schema} |", code_span(row.attribute), kinds.join(", "));
    }
}

/// Links of the crate documentation lead nowhere in this page.
fn without_links(summary: &str) -> String {
    summary.replace("[`", "`").replace("`]", "`")
}

/// Code inside a table.
fn code_span(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn each_once<T: PartialEq>(texts: impl Iterator<Item = T>) -> Vec<T> {
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
        keywords.map(|(keyword, value)| code_span(&format!("{keyword}: {}", shown(value)))).collect();
    match (sample.precision, keywords.is_empty()) {
        (Precision::Exact, true) => "exact, without a keyword".to_owned(),
        (Precision::Exact, false) => format!("exact: {}", keywords.join(" ")),
        (Precision::Weaker, _) => format!("weaker: {}", keywords.join(" ")),
        _ => "none".to_owned(),
    }
}

/// JSON, but a text as it is.
fn shown(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::List => "list",
        Kind::Map => "map",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::File => "file",
        _ => "any",
    }
}
