//! The pages as they are written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::{pages, root};

/// Packages with a page of their own. What the others say is in the guide.
const WITHOUT_PAGE: [&str; 3] = ["validator-core", "validator-derive", "validator-language"];

#[test]
fn every_page_is_in_the_summary_once() {
    let summary = fs::read_to_string(pages().join("SUMMARY.md")).unwrap();
    let named: Vec<&str> = summary.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    let once: BTreeSet<&str> = named.iter().copied().collect();
    assert_eq!(named.len(), once.len(), "a page is named twice");
    let files = files();
    assert!(files.len() > 40, "{files:?}");
    assert_eq!(files.iter().map(String::as_str).collect::<BTreeSet<_>>(), once);
}

/// A page is either included from where its snippets are tested, or it is tested by this package.
#[test]
fn every_snippet_is_tested_once() {
    let tested = include_str!("../../src/lib.rs");
    let mut count = 0;
    for file in files() {
        let page = fs::read_to_string(pages().join(&file)).unwrap();
        let is_tested = tested.contains(&format!("\"../pages/{file}\""));
        if let Some(source) = included(&page) {
            let (title, _) = page.split_once("{{").unwrap();
            assert!(title.trim().lines().count() <= 1, "{file}: what is beside an included page is not tested");
            assert!(!is_tested, "{file} is tested twice");
            assert!(root().join("docs/pages").join(source).exists(), "{file} includes {source}");
            let place = source.trim_start_matches("../");
            let is_known = place.starts_with("src/guide/")
                || place.starts_with("validator-")
                || ["RULES.md", "COMPARE.md", "MIGRATING.md", "examples/messages/README.md"].contains(&place);
            assert!(is_known, "{file}: who tests {place}?");
            continue;
        }
        // What a page shows of an example is compiled there.
        let snippets =
            page.split("```rust").skip(1).filter(|rest| !rest.starts_with(",ignore\n{{#include ../examples/"));
        let snippets: Vec<&str> = snippets.collect();
        assert_eq!(is_tested, !snippets.is_empty(), "{file}: tested, and has snippets");
        let skipped = snippets.iter().any(|rest| rest.starts_with(",ignore"));
        assert!(!skipped, "{file} has a snippet that is not tested");
        count += usize::from(is_tested);
    }
    assert!(count >= 8, "{count} pages are tested");
}

#[test]
fn every_page_of_the_guide_and_of_a_package_is_in_the_book() {
    let included: BTreeSet<String> = files()
        .iter()
        .filter_map(|file| Some(included(&fs::read_to_string(pages().join(file)).unwrap())?.to_owned()))
        .map(|source| source.trim_start_matches("../").to_owned())
        .collect();
    let mut wanted: BTreeSet<String> = ["RULES.md", "COMPARE.md"].map(String::from).into();
    for entry in fs::read_dir(root().join("src/guide")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // All of it is in RULES.md.
        if name != "rules.md" {
            wanted.insert(format!("src/guide/{name}"));
        }
    }
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let readme = format!("{name}/README.md");
        let has_page = name.starts_with("validator-") && root().join(&readme).exists();
        if has_page && !WITHOUT_PAGE.contains(&name.as_str()) {
            wanted.insert(readme);
        }
    }
    let missing: Vec<_> = wanted.difference(&included).collect();
    assert!(missing.is_empty(), "no page of docs/pages/ includes {missing:?}");
}

/// As comments of the sources: text fills its lines to 120 columns.
#[test]
fn lines_are_not_too_long() {
    for file in files() {
        let page = fs::read_to_string(pages().join(&file)).unwrap();
        let mut in_code = false;
        for (index, line) in page.lines().enumerate() {
            in_code ^= line.starts_with("```");
            let may_be_long = line.starts_with('|') || (in_code && file.starts_with("status/"));
            let columns = line.chars().count();
            assert!(may_be_long || columns <= 120, "{file}:{}: {columns} columns", index + 1);
        }
        assert!(!in_code, "{file}: a block of code does not end");
    }
}

/// Folders and files that pages of this package name.
#[test]
fn paths_lead_to_files() {
    let mut count = 0;
    for file in files() {
        let page = fs::read_to_string(pages().join(&file)).unwrap();
        let mut in_code = false;
        for line in page.lines() {
            in_code ^= line.starts_with("```");
            let words = line.split('`').skip(1).step_by(2).filter(|_| !in_code);
            let starts = ["docs/", "examples/", "src/guide/", "tests/", "validator-"];
            for path in words.filter(|word| starts.iter().any(|start| word.starts_with(start))) {
                assert!(root().join(path).exists(), "{file}: there is no {path}");
                count += 1;
            }
        }
    }
    assert!(count >= 2, "{count} paths were found");
}

/// Rules that stand in a sentence and not in a snippet, where rustc would find them.
#[test]
fn rules_in_sentences_are_there() {
    let rules = fs::read_to_string(root().join("RULES.md")).unwrap();
    let mut count = 0;
    for file in files() {
        let page = fs::read_to_string(pages().join(&file)).unwrap();
        let sentences = page.split("```").step_by(2).flat_map(|text| text.split('`').skip(1).step_by(2));
        for code in sentences {
            let Some(attribute) = code.strip_prefix("#[validate(").and_then(|rest| rest.strip_suffix(")]")) else {
                continue;
            };
            let name = attribute.split(['(', ',', ' ']).next().unwrap();
            let is_named = rules.contains(&format!("`{name}`")) || rules.contains(&format!("`{name}("));
            assert!(name == "…" || is_named || rules.contains(&format!("`{name} =")), "{file}: no rule {name}");
            count += 1;
        }
    }
    assert!(count >= 4, "{count} attributes were found");
}

/// The path of what a page is, if it is included as a whole. Blocks of code may include files, too.
fn included(page: &str) -> Option<&str> {
    page.split("```").next()?.split_once("{{#include ")?.1.split("}}").next()
}

/// The paths of all pages but the summary.
fn files() -> Vec<String> {
    let mut files = Vec::new();
    collect(&pages(), "", &mut files);
    files.retain(|file| file != "SUMMARY.md");
    files
}

fn collect(folder: &Path, start: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{start}{}", entry.file_name().into_string().unwrap());
        match entry.path().is_dir() {
            true => collect(&entry.path(), &format!("{name}/"), files),
            false => files.push(name),
        }
    }
}
