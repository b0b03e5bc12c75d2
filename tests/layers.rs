//! The layers of the sources: a folder builds on those below it, so that none can be understood only with all others.

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
    "rule",
    "path",
    "errors",
    "message",
    "body",
    "pattern",
    "walk",
    "rules",
    "patch",
    "decode",
    "declaration",
    "respond",
    "__private",
];

/// As in the core, for the folder `decode`.
const DECODE: &[&str] = &["document", "de", "rejection", "duplicate_keys", "inspect", "from", "live"];

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
fn every_folder_says_what_it_is() {
    for folder in ["validator-core/src", "validator-derive/src", "src"] {
        for file in sources(&root().join(folder)).iter().filter(|file| file.ends_with("mod.rs")) {
            let is_test = file.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "agreement");
            let source = fs::read_to_string(file).expect("a source");
            assert!(is_test || source.starts_with("//! "), "{} begins with no sentence", file.display());
        }
    }
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
