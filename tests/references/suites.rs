//! Verdicts of other projects' test suites and of registries, each held against our rules.
//!
//! They are too many to keep here. `UNPROCESSABLE_SUITES` names the file; without it, it is looked for at
//! `../shared/conformance/suites.jsonl` beside the checkout. Each line says whether a value passes a rule as it is written
//! in an attribute: `{"suite":"stdnum/ean-doc","rule":"ean","value":"73513537","valid":true}`. Where ours means something
//! else, the kind of case stands among the [`DIFFERENCES`] with the reason.

mod attribute;
mod differences;
mod rule;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;
use serde_json::Value;

use differences::DIFFERENCES;

/// How many of a thousand verdicts agree, at least.
const LEAST: usize = 999;

#[derive(Deserialize)]
pub(crate) struct Verdict {
    suite: String,
    rule: String,
    value: Value,
    valid: bool,
}

/// How far a suite and our rules agree.
#[derive(Default)]
struct Tally {
    verdicts: usize,
    differ: usize,
}

#[test]
fn other_projects_say_the_same_of_values() {
    let path = suites();
    let Ok(suites) = fs::read_to_string(&path) else {
        println!("there are no suites at {}; nothing was compared", path.display());
        return;
    };
    let mut by_rule = BTreeMap::<String, Vec<Verdict>>::new();
    for line in suites.lines() {
        let verdict: Verdict = serde_json::from_str(line).unwrap();
        by_rule.entry(verdict.rule.clone()).or_default().push(verdict);
    }
    let mut tallies = BTreeMap::<String, Tally>::new();
    let mut met = vec![0; DIFFERENCES.len()];
    let mut unexplained = Vec::new();
    for (rule, verdicts) in by_rule {
        let check = rule::check(&rule);
        for verdict in verdicts {
            let ours = check.as_ref().and_then(|check| check(&verdict.value));
            let tally = tallies.entry(verdict.suite.clone()).or_default();
            tally.verdicts += 1;
            if ours == Some(verdict.valid) {
                continue;
            }
            tally.differ += 1;
            match DIFFERENCES.iter().position(|difference| difference.explains(&verdict)) {
                Some(index) => met[index] += 1,
                None => {
                    let Verdict { suite, rule, value, valid } = verdict;
                    unexplained.push(format!("{suite}: {rule} of {value} must be {valid}"));
                }
            }
        }
    }

    for (suite, Tally { verdicts, differ }) in tallies.iter().filter(|(_, tally)| tally.differ > 0) {
        println!("{suite}: {} of {verdicts} agree", verdicts - differ);
    }
    for (difference, count) in DIFFERENCES.iter().zip(&met) {
        println!("{count} of {} in {}: {}", difference.rule, difference.suite, difference.reason);
    }
    println!("{}", unexplained.join("\n"));
    let verdicts: usize = tallies.values().map(|tally| tally.verdicts).sum();
    let agree = verdicts - met.iter().sum::<usize>() - unexplained.len();
    let decided: usize =
        DIFFERENCES.iter().zip(&met).filter(|(difference, _)| difference.by_design).map(|(_, met)| met).sum();
    println!("{agree} of {verdicts} verdicts agree, and {decided} are decided otherwise");
    let asked = verdicts - decided;
    assert!(agree * 1000 >= asked * LEAST, "only {agree} of {asked} verdicts agree");
    assert!(unexplained.is_empty(), "{} verdicts differ without a reason", unexplained.len());
}

/// The file of the verdicts.
fn suites() -> PathBuf {
    match env::var_os("UNPROCESSABLE_SUITES") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/suites.jsonl"),
    }
}
