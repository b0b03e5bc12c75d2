//! What the pages say about the project is so: names of rules can be written as they stand there, and commands run.
#![allow(missing_docs)]
// Functions beside the tests fail a test, too.
#![allow(clippy::unwrap_used)]

mod contributing;
mod forms;

use forms::broken;
use unprocessable::{Limits, Validate as _};

#[test]
fn every_rule_at_a_glance_is_as_it_is_named() {
    let attributes = include_str!("forms.rs").lines().filter_map(|line| line.trim().strip_prefix("#[validate("));
    let attributes: Vec<&str> = attributes.map(|rest| rest.strip_suffix(")]").unwrap()).collect();

    // Some conditions hold in the one, the others in the other.
    let limits = Limits::new().violations(1000);
    let errors =
        [broken(true, None), broken(false, Some(1))].map(|forms| forms.validate_within(&limits, &()).unwrap_err());
    let failed: Vec<&str> = errors.iter().flat_map(|errors| errors.iter()).map(|(key, _)| key).collect();
    for (index, attribute) in attributes.iter().enumerate() {
        let own = format!("f{index}");
        let stands = failed.iter().any(|key| key.split('.').next() == Some(&own));
        assert!(stands, "{attribute} holds");
    }

    let page = include_str!("../../src/guide/rules.md");
    for attribute in &attributes {
        assert!(page.contains(&format!("`{attribute}`")), "it does not name {attribute}");
    }
}

#[test]
fn every_rule_is_named_at_a_glance() {
    let page = include_str!("../../src/guide/rules.md");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../validator-core/src/rules");
    let mut paths = vec![std::path::PathBuf::from(folder)];
    let mut count = 0;
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let file = std::fs::read_to_string(path).unwrap();
        // In the macro `rule`, the constructor has no body.
        let in_rule = |line: &str| line.starts_with("    pub const fn ") && line.ends_with(';');
        let constructors = file.lines().filter(|line| line.starts_with("pub const fn ") || in_rule(line));
        let constructors = constructors.filter_map(|line| line.trim_start().strip_prefix("pub const fn "));
        for name in constructors.filter_map(|rest| rest.split(['(', '<']).next()) {
            let named = page.contains(&format!("`{name}`")) || page.contains(&format!("`{name}("));
            assert!(named || NO_RULES.contains(&name), "it does not name {name}");
            count += 1;
        }
    }
    assert!(count > 110, "{count} rules were found");
}

#[test]
fn readme_names_rules_that_are_there() {
    let readme = include_str!("../../README.md");
    let page = include_str!("../../src/guide/rules.md");
    let (_, table) = readme.split_once("| family | some of its rules |").unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let named: Vec<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    assert!(named.len() > 40, "{named:?}");
    for written in named {
        let name = written.split('(').next().unwrap_or(written);
        assert!(page.contains(&format!("`{name}`")) || page.contains(&format!("`{name}(")), "no rule {name}");
    }
}

/// What stands in arguments, not among the rules.
const NO_RULES: [&str; 2] = ["reworded", "possible"];
