//! Holds the key paths to the instruction counts that were written down for them. Counts repeat where times do not.
//!
//! `cargo run --release --no-default-features --bin guard` compares, `… --bin guard renew` writes them down anew.
//! Valgrind has to be installed.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::process::ExitCode;
use std::{env, fs};

use serde_json::Value;
use unprocessable::{declaration, from_value, lang};
use unprocessable_benches::contenders::ours::{self, Order, Ours};
use unprocessable_benches::contenders::{CollectsErrors, Rules};
use unprocessable_benches::instructions::{self, counted_work};
use unprocessable_benches::{machine, workload};
use unprocessable_ruleset::RuleSet;

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/instructions.txt");

/// How far above what was written down a count may lie, in percent.
const ALLOWANCE: f64 = 5.0;

/// A path, and how to set it up.
type Named = (&'static str, fn() -> Box<dyn Fn()>);
const PATHS: &[Named] = &[
    ("valid-validate", valid_validate),
    ("invalid-validate-and-body", invalid_validate_and_body),
    ("body", body),
    ("body-in-german", body_in_german),
    ("valid-json", valid_json),
    ("wrong-types-json", wrong_types_json),
    ("valid-value", valid_value),
    ("rule-set-valid", rule_set_valid),
    ("rule-set-invalid-and-body", rule_set_invalid_and_body),
    ("rule-set-wrong-types", rule_set_wrong_types),
    ("email", email),
    ("pattern", pattern),
];

fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        None => compare(),
        Some("renew") => renew(),
        Some(path) => {
            run(path);
            ExitCode::SUCCESS
        }
    }
}

fn compare() -> ExitCode {
    let written = fs::read_to_string(BASELINE).expect("the baseline");
    let (toolchain, counts) = written.split_once('\n').expect("a line for the toolchain");
    let written: BTreeMap<&str, u64> = counts.lines().filter_map(entry).collect();
    let comparable = toolchain == machine::toolchain();
    let mut exceeded = false;
    for (path, _) in PATHS {
        let (count, before) = (instructions::of(&[path]).own, written.get(path).copied().unwrap_or(0));
        let change = 100.0 * (count as f64 / before as f64 - 1.0);
        let verdict = if change > ALLOWANCE {
            "TOO MANY"
        } else if change < -ALLOWANCE {
            "fewer: `guard renew` writes them down"
        } else {
            ""
        };
        exceeded |= change > ALLOWANCE;
        println!("{path:26} {count:>8} instructions, {before:>8} written down, {change:+6.1} % {verdict}");
    }
    if !comparable {
        println!("not compared: written down for {toolchain}, and this is {}", machine::toolchain());
        return ExitCode::SUCCESS;
    }
    if exceeded { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn renew() -> ExitCode {
    let counts: String = PATHS.iter().map(|(path, _)| format!("{path} {}\n", instructions::of(&[path]).own)).collect();
    let written = format!("{}\n{counts}", machine::toolchain());
    fs::write(BASELINE, &written).expect("the baseline can be written");
    print!("{written}");
    ExitCode::SUCCESS
}

/// `path count`
fn entry(line: &str) -> Option<(&str, u64)> {
    let (path, count) = line.split_once(' ')?;
    Some((path, count.parse().ok()?))
}

/// Takes a path twice, and counts the second time: what is built once is not part of it.
fn run(path: &str) {
    let (_, set_up) = PATHS.iter().find(|(name, _)| *name == path).expect("the name of a path");
    let work = set_up();
    work();
    counted_work(&*work);
}

fn valid_validate() -> Box<dyn Fn()> {
    let order = decoded(&workload::order().valid);
    Box::new(move || drop(black_box(Ours::validate(black_box(&order)))))
}

fn invalid_validate_and_body() -> Box<dyn Fn()> {
    let order = decoded(&workload::order().invalid);
    Box::new(move || drop(black_box(Ours::validate(black_box(&order)).map_err(|errors| errors.to_json()))))
}

fn body() -> Box<dyn Fn()> {
    let errors = Ours::validate(&decoded(&workload::order().invalid)).expect_err("it is invalid");
    Box::new(move || drop(black_box(black_box(&errors).to_json())))
}

fn body_in_german() -> Box<dyn Fn()> {
    let errors = Ours::validate(&decoded(&workload::order().invalid)).expect_err("it is invalid");
    Box::new(move || drop(black_box(black_box(&errors).body().messages(&lang::DE).to_json())))
}

fn valid_json() -> Box<dyn Fn()> {
    let json = workload::order().valid;
    Box::new(move || drop(black_box(<Ours as Rules<Order>>::from_json(black_box(json.as_bytes())))))
}

fn wrong_types_json() -> Box<dyn Fn()> {
    let json = workload::order().wrong;
    Box::new(move || drop(black_box(<Ours as CollectsErrors<Order>>::collect_errors(black_box(json.as_bytes())))))
}

/// From a parsed document to a valid struct, which is what a rule set is beside.
fn valid_value() -> Box<dyn Fn()> {
    let document = parsed(&workload::order().valid);
    Box::new(move || drop(black_box(from_value::<Order>(black_box(&document).clone()))))
}

fn rule_set_valid() -> Box<dyn Fn()> {
    let (set, document) = (rule_set(), parsed(&workload::order().valid));
    Box::new(move || drop(black_box(set.check(black_box(&document)))))
}

fn rule_set_invalid_and_body() -> Box<dyn Fn()> {
    let (set, document) = (rule_set(), parsed(&workload::order().invalid));
    Box::new(move || drop(black_box(set.check(black_box(&document)).map_err(|errors| errors.to_json()))))
}

fn rule_set_wrong_types() -> Box<dyn Fn()> {
    let (set, document) = (rule_set(), parsed(&workload::order().wrong));
    Box::new(move || drop(black_box(set.check(black_box(&document)))))
}

fn rule_set() -> RuleSet {
    RuleSet::from_json(&declaration::<Order>().to_json().to_string()).expect("the order as a rule set")
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

fn email() -> Box<dyn Fn()> {
    let email = ours::SINGLE.email.expect("a rule");
    Box::new(move || assert!(email(black_box("jane.doe@example.com"))))
}

fn pattern() -> Box<dyn Fn()> {
    let sku = ours::SINGLE.sku.expect("a rule");
    Box::new(move || assert!(sku(black_box("ABC-0123"))))
}

fn decoded(json: &str) -> Order {
    serde_json::from_str(json).expect("the order decodes")
}
