//! CONTRIBUTING and DESIGN name commands that run something, and files that are there.

use std::fs;
use std::path::{Path, PathBuf};

const CONTRIBUTING: &str = include_str!("../../CONTRIBUTING.md");
const DESIGN: &str = include_str!("../../DESIGN.md");

/// cargo says "ok" if a filter matches no test.
#[test]
fn commands_for_tests_match_a_test() {
    let (mut programs, mut filters) = (0, 0);
    for command in in_backticks(CONTRIBUTING).filter(|text| text.contains("cargo test ")) {
        let (_, arguments) = command.split_once("cargo test ").unwrap();
        let mut words = arguments.split(' ').take_while(|word| *word != "--").peekable();
        let (mut names, mut filter, mut folder) = (Vec::new(), None, root());
        while let Some(word) = words.next() {
            match word {
                "-p" => match words.next() {
                    Some("signup") => folder = root().join("examples/signup"),
                    Some("unprocessable-core") => folder = root().join("validator-core"),
                    Some("unprocessable-docs") => folder = root().join("docs"),
                    Some("unprocessable-language") => folder = root().join("validator-language"),
                    Some("unprocessable-typescript") => folder = root().join("validator-typescript"),
                    package => {
                        assert!(package.is_some_and(|package| package.starts_with("unprocessable")), "{command}")
                    }
                },
                "--lib" => names = names_of_tests(&root().join("validator-core/src")),
                "--test" => {
                    let program = words.next().unwrap();
                    names = names_of_tests(&folder.join(format!("tests/{program}.rs")));
                    names.extend(names_of_tests(&folder.join(format!("tests/{program}"))));
                }
                "--features" => _ = words.next(),
                "--doc" | "--workspace" | "--all-features" => {}
                text => filter = Some(text),
            }
        }
        if arguments.contains("--lib") || arguments.contains("--test ") {
            programs += 1;
            let matching = names.iter().filter(|name| filter.is_none_or(|filter| name.contains(filter))).count();
            assert!(matching > 0, "`{command}` runs no test");
        }
        filters += usize::from(filter.is_some());
    }
    assert!(programs > 8 && filters > 3, "{programs} programs and {filters} filters were found");
}

#[test]
fn paths_lead_to_files() {
    let mut count = 0;
    for path in [CONTRIBUTING, DESIGN].into_iter().flat_map(in_backticks) {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
        let is_path = path.ends_with(".rs") || path.ends_with('/') || path.ends_with(".md");
        if !is_path || !path.chars().all(is_name) || path.starts_with('.') {
            continue;
        }
        count += 1;
        let sources = ["cli", "core", "derive", "typescript", "ruleset", "rows"]
            .map(|package| format!("validator-{package}/src"));
        let places = ["".into(), "validator-core/src/decode".to_owned()].into_iter().chain(sources);
        let is_there = places.into_iter().any(|place| root().join(place).join(path).exists());
        assert!(is_there, "there is no `{path}`");
    }
    assert!(count > 30, "{count} paths were found");
}

/// What stands between backticks, and the lines of blocks of commands.
fn in_backticks(page: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    page.lines().flat_map(move |line| {
        let is_fence = line.starts_with("```");
        in_block ^= is_fence;
        let (whole, parts) = match (is_fence, in_block) {
            (true, _) => (None, ""),
            (false, true) => (Some(line), ""),
            (false, false) => (None, line),
        };
        whole.into_iter().chain(parts.split('`').skip(1).step_by(2))
    })
}

/// The tests in a file or folder, each with the path of its module.
fn names_of_tests(place: &Path) -> Vec<String> {
    let (mut paths, mut names) = (vec![place.to_owned()], Vec::new());
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let Ok(source) = fs::read_to_string(&path) else { continue };
        let below = path.strip_prefix(place).unwrap().with_extension("");
        let modules: Vec<&str> = below.iter().filter_map(|part| part.to_str()).filter(|part| !is_root(part)).collect();
        let mut lines = source.lines().map(str::trim);
        while let Some(line) = lines.next() {
            // A macro that stands alone writes tests, too.
            if let Some(name) = line.strip_suffix(");").and_then(|line| line.split_once("!(")).map(|(name, _)| name) {
                if name.starts_with("tests_of_") {
                    names.push([&modules[..], &[name]].concat().join("::"));
                }
            } else if line == "#[test]" || line == "#[tokio::test]" {
                let name = lines.find_map(|line| line.split_once("fn ")).map_or("", |(_, rest)| rest);
                let name = name.split('(').next().unwrap_or(name);
                names.push([&modules[..], &[name]].concat().join("::"));
            }
        }
    }
    names
}

fn is_root(part: &str) -> bool {
    matches!(part, "mod" | "main" | "lib")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
