//! The layers of the sources: a folder builds on those below it, so that none can be understood only with all others.
//! Also how comments are wrapped.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders and files of the core, each of which may use those before it.
const CORE: &[&str] = &[
    "limits",
    "source",
    "status",
    "scan",
    "label",
    "date_time",
    "subject",
    "argument",
    "lang",
    "rule",
    "path",
    "errors",
    "message",
    "body",
    "pattern",
    "walk",
    "asynchronous",
    "rules",
    "upload",
    "patch",
    "normalize",
    "decode",
    "declaration",
    "json_schema",
    "openapi",
    "respond",
    "__private",
];

/// As in the core, for the folder `decode`.
const DECODE: &[&str] = &["document", "de", "rejection", "duplicate_keys", "inspect", "from", "live", "asynchronous"];

/// As in the core, for rule sets.
const RULE_SET: &[&str] = &[
    "mistake",
    "tree",
    "raw",
    "read",
    "model",
    "build",
    "check",
    "columns",
    "to_json_schema",
    "set",
    "format",
    "json_schema",
];

/// As in the core, for rows of files.
const ROWS: &[&str] = &[
    "error", "encoding", "dialect", "columns", "block", "format", "check", "unique", "report", "row", "run", "rows",
    "open",
];

/// As in the core, for the derive.
const DERIVE: &[&str] = &[
    "errors",
    "hygiene",
    "serde_attrs",
    "catalogue",
    "pattern",
    "attr",
    "model",
    "types",
    "mention",
    "check",
    "expand",
    "fluent",
    "labels",
];

#[test]
fn folders_of_the_core_build_on_lower_ones() {
    hold(&root().join("validator-core/src"), "crate::", CORE);
}

#[test]
fn folders_of_decode_build_on_lower_ones() {
    hold(&root().join("validator-core/src/decode"), "crate::decode::", DECODE);
}

#[test]
fn folders_of_the_derive_build_on_lower_ones() {
    hold(&root().join("validator-derive/src"), "crate::", DERIVE);
}

#[test]
fn folders_of_rule_sets_build_on_lower_ones() {
    hold(&root().join("validator-ruleset/src"), "crate::", RULE_SET);
}

#[test]
fn folders_of_rows_build_on_lower_ones() {
    hold(&root().join("validator-rows/src"), "crate::", ROWS);
}

#[test]
fn every_folder_says_what_it_is() {
    for folder in [
        "validator-arrow/src",
        "validator-datafusion/src",
        "validator-core/src",
        "validator-derive/src",
        "validator-rows/src",
        "validator-ruleset/src",
        "validator-typescript/src",
        "src",
    ] {
        for file in sources(&root().join(folder)).iter().filter(|file| file.ends_with("mod.rs")) {
            let is_test = file.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "agreement");
            let source = fs::read_to_string(file).expect("a source");
            assert!(is_test || source.starts_with("//! "), "{} begins with no sentence", file.display());
        }
    }
}

/// A change in the middle of a comment easily leaves a line behind that ends after a word.
#[test]
fn comments_fill_their_lines() {
    let mut pairs = 0;
    for folder in [
        "validator-core/src",
        "validator-derive/src",
        "validator-rows",
        "validator-migrate",
        "validator-ruleset",
        "validator-arrow",
        "validator-datafusion",
        "validator-cli",
        "validator-typescript",
        "validator-utoipa",
        "validator-config",
        "validator-graphql",
        "validator-mcp",
        "validator-tonic",
        "validator-testing",
        "validator-database",
        "src",
        "tests",
        "examples",
        "fuzz",
        "benches",
        "docs",
    ] {
        for file in sources(&root().join(folder)) {
            let source = fs::read_to_string(&file).expect("a source");
            let mut in_snippet = false;
            let lines: Vec<Option<(&str, &str)>> = source.lines().map(|line| prose(line, &mut in_snippet)).collect();
            for (index, pair) in lines.windows(2).enumerate() {
                let [Some((start, text)), Some((next_start, next))] = pair else { continue };
                let word = next.split(' ').next().unwrap_or(next);
                if start != next_start || begins_a_line(next) || text.starts_with(['|', '#']) {
                    continue;
                }
                pairs += 1;
                let filled = start.chars().count() + text.chars().count() + 1 + word.chars().count();
                let is_full = filled > WIDTH - ROOM || text.ends_with(['.', ':', '!', '?']);
                assert!(is_full, "{}:{} is a short line in a comment: {text}", file.display(), index + 1);
            }
        }
    }
    assert!(pairs > 300, "{pairs} lines of comments were compared");
}

/// The width of a line, and how much of it a comment may leave empty where another word would fit.
const WIDTH: usize = 120;
const ROOM: usize = 30;

/// The start and the text of a line of prose in a comment.
fn prose<'a>(line: &'a str, in_snippet: &mut bool) -> Option<(&'a str, &'a str)> {
    // A feature can choose how a snippet begins.
    if line.contains("doc = \"```") {
        *in_snippet = true;
        return None;
    }
    if line.trim_start().trim_start_matches(['/', '!']).trim_start().starts_with("```") {
        *in_snippet = !*in_snippet;
        return None;
    }
    let indent = line.len() - line.trim_start().len();
    let marks = ["/// ", "//! ", "// "].into_iter().find(|marks| line[indent..].starts_with(marks));
    let Some(marks) = marks else {
        // A snippet ends with its comment. Only empty lines of comments and attributes continue one.
        *in_snippet &= line[indent..].starts_with(['/', '#']);
        return None;
    };
    let (start, text) = line.split_at(indent + marks.len());
    (!*in_snippet && !text.is_empty()).then_some((start, text))
}

/// Whether this is an item of a list, a row of a table, a heading or a quotation.
fn begins_a_line(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with(['-', '*', '|', '#', '>', ' ']) || digits.len() < text.len() && digits.starts_with(". ")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Each path in the sources that begins with `start` leads to the same module or to one that stands before it.
fn hold(folder: &Path, start: &str, layers: &[&str]) {
    let level = |name: &str| layers.iter().position(|layer| *layer == name);
    let mut used = 0;
    for file in sources(folder) {
        let below = file.strip_prefix(folder).expect("a file of the folder");
        let first = below.components().next().expect("a name").as_os_str().to_str().expect("text");
        let own = first.strip_suffix(".rs").unwrap_or(first);
        // The roots name all of their modules, and tests may use anything.
        if matches!(own, "lib" | "mod" | "agreement") || below.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let own_level = level(own).unwrap_or_else(|| panic!("`{own}` stands in no layer"));
        let source = fs::read_to_string(&file).expect("a source");
        for line in without_tests(&source).filter(|line| !line.trim_start().starts_with("//")) {
            for (at, _) in line.match_indices(start) {
                let rest = &line[at + start.len()..];
                let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(level) = level(&name) else { continue };
                used += 1;
                assert!(level <= own_level, "{} uses {start}{name}, which stands above `{own}`", file.display());
            }
        }
    }
    assert!(used > layers.len(), "no use of a module was found");
}

/// The lines before the tests at the end.
fn without_tests(source: &str) -> impl Iterator<Item = &str> {
    source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source).lines()
}

/// All sources in a folder and below.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files
}
