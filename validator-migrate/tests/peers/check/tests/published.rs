//! What the other crates publish themselves: examples, tests, and the snippets of their documentation.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Package, peers};
use unprocessable_migrate::Kind;

/// The folder of a package in the registry's cache, in the version of the lock file.
fn published(name: &str) -> PathBuf {
    let lock = fs::read_to_string(peers().join("Cargo.lock")).expect("a lock file");
    // The newest, if there are several.
    let version = lock.split("[[package]]").filter_map(|package| {
        let named = package.contains(&format!("name = \"{name}\"\n"));
        let version = package.split("version = \"").nth(1)?.split('"').next()?;
        named.then(|| version.to_owned())
    });
    let version = version.last();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.unwrap_or_else(|| std::env::home_dir().expect("a home").join(".cargo"));
    let folder = format!("{name}-{}", version.expect("a version"));
    let registries = fs::read_dir(home.join("registry/src")).expect("sources of the registry");
    let found = registries.map(|registry| registry.expect("a folder").path().join(&folder));
    found.into_iter().find(|path| path.is_dir()).expect("the package is fetched")
}

/// A package whose programs come from elsewhere.
fn package(dependencies: &str, programs: &[(String, String)]) -> Package {
    let package = Package::empty();
    package.write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"published\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}\n[workspace]\n"
        ),
    );
    package.write("src/lib.rs", "");
    for (name, text) in programs {
        package.write(&format!("examples/{name}.rs"), text);
    }
    package
}

const GARDE: &str = "garde = { version = \"0.23\", features = [\"credit-card\", \"derive\", \"email\", \"regex\", \"unicode\", \"url\"] }\n";
const VALIDATOR: &str = "regex = \"1\"\nserde = { version = \"1\", features = [\"derive\"] }\nvalidator = { version = \"0.20\", features = [\"derive\"] }\n";
const SERDE_VALID: &str =
    "regex = \"1\"\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nserde_valid = \"*\"\n";

fn in_folder(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).expect("text")));
        }
    }
    files.sort();
    files
}

/// The programs in a page: its blocks of Rust that are not ignored.
fn snippets(page: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(page).expect("a page");
    let blocks = text.split("\n```rust\n").skip(1).filter_map(|block| block.split("\n```").next());
    let program = |block: &str| {
        let block: String =
            block.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line))).collect();
        if block.contains("fn main") { block } else { format!("#![allow(dead_code)]\nfn main() {{\n{block}}}\n") }
    };
    blocks.enumerate().map(|(at, block)| (format!("snippet_{at:02}"), program(block))).collect()
}

/// The programs of the package that cargo can build.
fn that_compile(package: &Package, programs: &[(String, String)]) -> BTreeSet<String> {
    let (_, text) = package.cargo(&["check", "--examples", "--keep-going", "--message-format", "short"]);
    let failed = |name: &String| text.contains(&format!("(example \"{name}\") due to"));
    println!("{text}");
    programs.iter().map(|(name, _)| name.clone()).filter(|name| !failed(name)).collect()
}

#[test]
fn the_examples_of_garde_run() {
    let examples = in_folder(&published("garde").join("examples"));
    assert_eq!(examples.len(), 2);
    let package = package(GARDE, &examples);
    let run = |name: &str| {
        let (ok, text) = package.cargo(&["run", "--quiet", "--example", name]);
        assert!(ok, "{text}");
        // What is wrong is said in other words.
        let lines = text.lines().filter(|line| line.contains(['✓', '✗']));
        lines.map(|line| line.split(": ").next().expect("a part").to_owned()).collect::<Vec<_>>()
    };
    let before = run("test_if");
    assert_eq!(before.len(), 3);
    let report = package.migrate();
    assert_eq!(report.rewritten, report.attributes);
    assert_eq!(run("test_if"), before);
    // One of them makes reports by hand, which is named.
    let left: BTreeSet<&str> = report
        .entries
        .iter()
        .filter(|entry| entry.kind == Kind::Left)
        .map(|entry| entry.file.file_stem().expect("a name").to_str().expect("text"))
        .collect();
    assert_eq!(left, BTreeSet::from(["test_if_complex"]));
    assert!(report.entries.iter().all(|entry| entry.line > 0));
}

/// Moves the programs of a page. What does not compile afterwards is named in the report.
fn move_snippets(name: &str, dependencies: &str, least: usize) {
    let programs = snippets(&published(name).join("README.md"));
    let package = package(dependencies, &programs);
    let before = that_compile(&package, &programs);
    let report = package.migrate();
    let after = that_compile(&package, &programs);
    println!("{name}: {} of {} programs, {report}", after.len(), before.len());
    assert!(report.rewritten * 100 >= report.attributes * 95, "{report}");
    assert!(after.len() >= least, "{after:?}");
    for program in before.difference(&after) {
        let named = report.entries.iter().any(|entry| {
            entry.kind == Kind::Left && entry.file.file_stem().is_some_and(|stem| stem.to_str() == Some(program))
        });
        assert!(named, "{program} does not compile, and the report does not say why\n{report}");
    }
}

#[test]
fn the_examples_of_axum_garde_compile() {
    let examples = in_folder(&published("axum_garde").join("examples"));
    assert_eq!(examples.len(), 2);
    let dependencies = "axum = \"0.8\"\naxum_garde = \"*\"\nserde = { version = \"1\", features = [\"derive\"] }\ntokio = { \
                        version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n";
    let package = package(&format!("{dependencies}{GARDE}"), &examples);
    let report = package.migrate();
    assert_eq!((report.rewritten, report.attributes, report.count(Kind::Left)), (5, 5, 0), "{report}");
    let context = "give the context with `Answers::new().context(…)`";
    assert!(report.entries.iter().any(|entry| entry.text.contains(context)), "{report}");
    assert_eq!(that_compile(&package, &examples).len(), 2);
}

#[test]
fn snippets_of_garde() {
    move_snippets("garde", GARDE, 20);
}

#[test]
fn snippets_of_serde_valid() {
    move_snippets("serde_valid", SERDE_VALID, 15);
}

#[test]
fn all_other_sources_are_read() {
    for (name, dependencies, folder, least) in [
        ("validator", VALIDATOR, "tests", 4),
        ("garde", GARDE, "tests/rules", 100),
        ("serde_valid", SERDE_VALID, "tests", 300),
        ("axum-valid", VALIDATOR, "src/validator", 10),
    ] {
        let programs = in_folder(&published(name).join(folder));
        let package = package(dependencies, &programs);
        let report = package.migrate();
        println!("{name}: {} of {} attributes", report.rewritten, report.attributes);
        assert!(report.attributes >= least, "{name}: {}", report.attributes);
        assert!(report.rewritten * 100 >= report.attributes * 95, "{report}");
        // What is written can be parsed, or the tool would say that it left the file.
        assert_eq!(report.count(Kind::Skipped), 0, "{report}");
        assert!(report.entries.iter().all(|entry| entry.line > 0), "{report}");
    }
}
