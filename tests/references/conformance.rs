//! 4,785 verdicts measured elsewhere, each held against our rules.
//!
//! A line of `conformance/predicates.jsonl` says whether a value passed a rule with these arguments. Where ours means
//! something else, the line stands among the [`EXCEPTIONS`] with the reason.

use serde::Deserialize;
use serde_json::Value;
use unprocessable_core::rules::{self, Rule};

#[derive(Deserialize)]
struct Verdict {
    rule: String,
    args: Vec<String>,
    value: Value,
    valid: bool,
}

/// Rule, arguments, value as JSON; and why we say otherwise.
const EXCEPTIONS: &[(&str, &str, &str, &str)] = &[
    ("gte", "3", r#""2.9999999999999999""#, "the float nearest to it is 3, and JSON numbers are floats here"),
    ("lt", "3", r#""2.9999999999999999""#, "the float nearest to it is 3, and JSON numbers are floats here"),
    ("decimal", "0", r#""1\n""#, "a line break is no part of a number"),
    ("multiple_of", "0.01", "0.30000000000000004", "multiples are exact, and this is none"),
    ("multiple_of", "0.05", "0.30000000000000004", "multiples are exact, and this is none"),
    ("uuid", "4", r#""550e8400e29b41d4a716446655440000""#, "RFC 9562 writes hyphens, with a version as without"),
    ("uuid", "4", r#""{550e8400-e29b-41d4-a716-446655440000}""#, "RFC 9562 knows no braces, with a version as without"),
];

#[test]
fn verdicts_hold() {
    let mut met = [false; EXCEPTIONS.len()];
    let (mut verdicts, mut wrong) = (0, Vec::new());
    for line in include_str!("conformance/predicates.jsonl").lines() {
        let verdict: Verdict = serde_json::from_str(line).unwrap();
        verdicts += 1;
        if ours(&verdict) == verdict.valid {
            continue;
        }
        let (args, value) = (verdict.args.join("|"), verdict.value.to_string());
        match EXCEPTIONS.iter().position(|(rule, a, v, _)| (*rule, *a, *v) == (&*verdict.rule, &*args, &*value)) {
            Some(exception) => met[exception] = true,
            None => wrong.push(format!("{} {args:?} {value} must be {}", verdict.rule, verdict.valid)),
        }
    }
    assert!(wrong.is_empty(), "{} verdicts do not hold:\n{}", wrong.len(), wrong.join("\n"));
    let stale: Vec<_> = EXCEPTIONS.iter().zip(met).filter(|(_, met)| !met).collect();
    assert!(stale.is_empty(), "exceptions that are none: {stale:?}");
    assert_eq!(verdicts, 4785);
    assert!(EXCEPTIONS.len() <= 40);
}

/// What our rule says.
fn ours(verdict: &Verdict) -> bool {
    let args: Vec<&str> = verdict.args.iter().map(String::as_str).collect();
    let text = match &verdict.value {
        Value::String(text) => text.as_str(),
        number => return on_number(&verdict.rule, &args, number),
    };
    let size = |index: usize| args[index].parse::<usize>().expect("a size");
    let needles = args.as_slice();
    match verdict.rule.as_str() {
        "accepted" => rules::accepted().check(text),
        "alpha" if args == ["ascii"] => rules::alpha().ascii().check(text),
        "alpha" => rules::alpha().check(text),
        "alpha_dash" if args == ["ascii"] => rules::alpha_dash().ascii().check(text),
        "alpha_dash" => rules::alpha_dash().check(text),
        "alpha_num" if args == ["ascii"] => rules::alpha_num().ascii().check(text),
        "alpha_num" => rules::alpha_num().check(text),
        "ascii" => rules::ascii().check(text),
        "between" => rules::between(size(0), size(1)).check(text),
        "decimal" if args.len() == 1 => rules::decimal().places(size(0)).check(text),
        "decimal" => rules::decimal().min(size(0)).max(size(1)).check(text),
        "declined" => rules::declined().check(text),
        "digits" => rules::digits(size(0)).check(text),
        "digits_between" => rules::digits_between(size(0), size(1)).check(text),
        "doesnt_end_with" => rules::doesnt_end_with(needles).check(text),
        "doesnt_start_with" => rules::doesnt_start_with(needles).check(text),
        "email" => rules::email().check(text),
        "ends_with" => rules::ends_with(needles).check(text),
        "gt" | "gte" | "lt" | "lte" => {
            spelled_number(text).is_some_and(|number| compare(&verdict.rule, size(0), number))
        }
        "hex_color" => rules::hex_color().check(text),
        "in" => rules::one_of(needles).check(text),
        "ip" => rules::ip().check(text),
        "ipv4" => rules::ipv4().check(text),
        "ipv6" => rules::ipv6().check(text),
        "json" => rules::json().check(text),
        "lowercase" => rules::lowercase().check(text),
        "mac_address" => rules::mac_address().check(text),
        "max" => rules::max(size(0)).check(text),
        "max_digits" => rules::max_digits(size(0)).check(text),
        "min" => rules::min(size(0)).check(text),
        "min_digits" => rules::min_digits(size(0)).check(text),
        "not_in" => rules::none_of(needles).check(text),
        "size" => rules::size(size(0)).check(text),
        "starts_with" => rules::starts_with(needles).check(text),
        "timezone" => rules::timezone().check(text),
        "ulid" => rules::ulid().check(text),
        "uppercase" => rules::uppercase().check(text),
        "uuid" => on_uuid(&args, text),
        other => panic!("no rule for {other}"),
    }
}

fn on_uuid(args: &[&str], text: &str) -> bool {
    match args {
        [] => rules::uuid().check(text),
        ["nil"] => rules::uuid().nil().check(text),
        ["max"] => rules::uuid().max().check(text),
        [version] => rules::uuid().version(version.parse().expect("a version")).check(text),
        _ => panic!("no version {args:?}"),
    }
}

/// The comparisons with a bound look at text that spells a number as at that number. With us a field of such a type
/// is decoded first, and text that spells none does not arrive at the rule: it is refused.
fn spelled_number(text: &str) -> Option<f64> {
    let spells = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    let text = text.trim_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
    if text.chars().all(spells) { text.parse().ok() } else { None }
}

fn compare(rule: &str, bound: usize, number: f64) -> bool {
    let bound = bound as f64;
    match rule {
        "gt" => rules::gt(bound).check(&number),
        "gte" => rules::gte(bound).check(&number),
        "lt" => rules::lt(bound).check(&number),
        _ => rules::lte(bound).check(&number),
    }
}

/// Only `multiple_of` was measured on JSON numbers. A step that is no number, or none at all, does not compile here.
fn on_number(rule: &str, args: &[&str], number: &Value) -> bool {
    assert_eq!(rule, "multiple_of");
    let Some(step) = args.first().and_then(|step| step.trim().parse::<f64>().ok()) else {
        return false;
    };
    match (number.as_i64(), step as i64) {
        (Some(number), whole) if whole as f64 == step => rules::multiple_of(whole).check(&number),
        _ => rules::multiple_of(step).check(&number.as_f64().expect("a number")),
    }
}
