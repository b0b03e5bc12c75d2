//! MIGRATING.md says what the command does, and names rules that there are.

mod common;

use common::field;
use unprocessable_migrate::Peer;

const PAGE: &str = include_str!("../../MIGRATING.md");
const RULES: &str = include_str!("../../RULES.md");

/// The rows of the table below a heading, without its first two.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let section = PAGE.split(&format!("## {heading}\n")).nth(1).expect("a section");
    let section = section.split("\n## ").next().expect("its text");
    let rows: Vec<Vec<String>> = section
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| {
            let line = line.trim_matches('|').replace("\\|", "\u{0}");
            line.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect()
        })
        .collect();
    assert!(rows.len() > 10, "{heading} has {} rows", rows.len());
    rows
}

#[test]
fn rows_are_what_the_command_does() {
    for peer in Peer::ALL {
        for row in rows(&format!("From {}", peer.name())) {
            let [theirs, ty, ours, _] = row.as_slice() else { panic!("{row:?}") };
            let [theirs, ty, ours] = [theirs, ty, ours].map(|cell| cell.trim_matches('`'));
            let name = if peer == Peer::Garde { "garde" } else { "validate" };
            let found = field(peer, &format!("#[{name}({theirs})]"), ty);
            assert_eq!(found, format!("#[validate({ours})]"), "{theirs} on {ty}");
        }
    }
}

#[test]
fn words_of_others_lead_to_rules_that_there_are() {
    let words = ["nested", "normalize", "bail", "when", "custom", "each", "keys", "values"];
    // Words of Rust and of other crates.
    let others = ["Option", "Patch", "enum"];
    let mut names = 0;
    for row in ["From Laravel", "From zod"].into_iter().flat_map(rows) {
        let [_, ours] = row.as_slice() else { panic!("{row:?}") };
        for code in ours.split('`').skip(1).step_by(2).filter(|code| !code.starts_with('#')) {
            let name = code.split('(').next().expect("a name");
            let is_rule = RULES.contains(&format!("\n### `{name}`\n"));
            assert!(is_rule || words.contains(&name) || others.contains(&name), "{name}");
            names += usize::from(is_rule);
        }
    }
    assert!(names > 70, "{names} rules");
}
