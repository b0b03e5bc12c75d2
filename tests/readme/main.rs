//! What README names can be written as it stands there.
#![allow(missing_docs)]
#![cfg(feature = "idna")]

mod forms;

use forms::broken;
use unprocessable::{Limits, Validate as _};

#[test]
fn every_rule_at_a_glance_is_as_readme_names_it() {
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

    let readme = include_str!("../../README.md");
    for attribute in &attributes {
        assert!(readme.contains(&format!("`{attribute}`")), "README does not name {attribute}");
    }
}

#[test]
fn every_rule_is_named_at_a_glance() {
    let readme = include_str!("../../README.md");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/validator-core/src/rules");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    for file in files.filter(|file| file.is_file()) {
        let file = std::fs::read_to_string(file).unwrap();
        let constructors = file.lines().filter_map(|line| line.strip_prefix("pub const fn "));
        for name in constructors.filter_map(|rest| rest.split(['(', '<']).next()) {
            let named = readme.contains(&format!("`{name}`")) || readme.contains(&format!("`{name}("));
            assert!(named || NO_RULES.contains(&name), "README does not name {name}");
        }
    }
}

/// What stands in arguments, not among the rules.
const NO_RULES: [&str; 2] = ["reworded", "possible"];
