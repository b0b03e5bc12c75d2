//! What rules say in JSON Schema is no more than what they do: each value that a rule accepts has all its keywords, with
//! formats checked. Where a rule says that its keywords are exact, each value that has them is accepted.
//!
//! The texts are those of the catalogue, of the suites of other projects where they are (`tests/references/suites.rs`
//! says where), and what chance makes of both. Numbers lie around those that keywords name, and lists and maps consist of
//! the items that they name and of others.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../catalogue/mod.rs"]
mod catalogue;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use catalogue::{OnText, Sample, chapters, sample};
use jsonschema::Validator;
use serde::Deserialize;
use serde_json::Value;
use unprocessable_core::rules::{self, Precision};
use unprocessable_core::{Kind, Pattern};

#[derive(Deserialize)]
struct Verdict {
    value: Value,
}

#[test]
fn keywords_accept_what_the_rule_accepts_and_if_exact_nothing_else() {
    let texts = texts();
    let (mut compared, mut wrong) = (0, Vec::new());
    let rows = chapters().into_iter().flat_map(|(_, rows)| rows).map(|row| (row.attribute, row.samples));
    for (attribute, samples) in rows.chain(other_arguments()) {
        for sample in samples {
            assert!((sample.passes)(), "{attribute} on {:?}", sample.json);
            let Some(keywords) = &sample.schema else { continue };
            if sample.precision == Precision::Unsayable {
                assert!(keywords.is_empty(), "{attribute}");
                continue;
            }
            // A file is no value of JSON by itself. Its keywords are annotations, which refuse nothing.
            if sample.kind == Kind::File {
                assert!(
                    keywords.iter().all(|(keyword, _)| keyword.starts_with("content")),
                    "{attribute}: {keywords:?}"
                );
                continue;
            }
            let validator = validator(keywords);
            let (mut accepted, mut refused) = (0, 0);
            let (mut more, mut less) = (Vec::new(), Vec::new());
            for value in values(&sample, &texts, &validator) {
                let passes = match (&sample.on_text, value.as_str()) {
                    (Some(OnText { check, .. }), Some(text)) => check(text),
                    _ => match (sample.on_json)(&value) {
                        Some(passes) => passes,
                        None => continue,
                    },
                };
                let fits = validator.is_valid(&value);
                match (passes, fits) {
                    (true, true) => accepted += 1,
                    (false, false) => refused += 1,
                    (true, false) => more.push(value),
                    (false, true) if sample.precision == Precision::Exact => less.push(value),
                    (false, true) => {}
                }
            }
            let row = format!("{attribute} of {:?}, {keywords:?}", sample.kind);
            let shortest = |values: &[Value]| values.iter().map(Value::to_string).min_by_key(String::len);
            if let Some(value) = shortest(&more) {
                wrong.push(format!("{row}: asks for more than its rule: {} values, such as {value}", more.len()));
            }
            if let Some(value) = shortest(&less) {
                wrong.push(format!("{row}: is not exact: {} values, such as {value}", less.len()));
            }
            // Of the exact ones, `prohibited` accepts no number, `required` all, and `positive` all of `NonZeroU8`.
            let is_exact = sample.precision == Precision::Exact;
            let accepts_some = accepted > 0 || is_exact && row.starts_with("prohibited");
            let refuses_some = refused > 0 || !is_exact || keywords.is_empty() || attribute == "positive";
            if !accepts_some || !refuses_some {
                wrong.push(format!("{row}: {accepted} values accepted, {refused} refused"));
            }
            compared += accepted + refused;
        }
    }
    assert!(wrong.is_empty(), "keywords and rules that do not agree:\n{}", wrong.join("\n"));
    assert!(compared > 100_000, "only {compared} values were compared");
}

/// Rules with arguments on which their keywords depend in another way than on those of the catalogue.
fn other_arguments() -> Vec<(&'static str, Vec<Sample>)> {
    static CATEGORY: Pattern = Pattern::new(r"^\p{Lu}+$");
    static MARKUP: Pattern = Pattern::new("<[^<>]|[|]");
    static CLASSES: Pattern = Pattern::new(r"\A\d+.[\s\w-]*(?P<rest>\S|\W)\z");
    static SPACES: Pattern = Pattern::new(r"^[^\s]\s[[:alpha:]\-].?$");
    static WHOLE: Pattern = Pattern::new("^(a|[b-d]+?)(?:é{2,3}|日)$");
    macro_rules! rows {
        ($($subject:ty: $rule:expr => $value:expr;)+) => {
            vec![$((stringify!($rule), vec![sample::<$subject, _, _, _>(&$rule, $rule, $value)])),+]
        };
    }
    rows! {
        str: rules::decimal() => "1.5";
        str: rules::decimal().max(0) => "5.";
        str: rules::decimal().max(2) => "5";
        str: rules::decimal().min(1) => ".5";
        str: rules::decimal().min(2).max(3) => "0.25";
        str: rules::decimal().min(1000) => format!("0.{}", "1".repeat(1000)).leak() as &str;
        f64: rules::decimal() => 0.5;
        f64: rules::decimal().max(1) => 0.5;
        f64: rules::max_digits(2) => 7.0;
        f64: rules::digits_between(1, 40) => 7.0;
        str: rules::digits_between(0, 2) => "";
        u8: rules::digits(1) => 0;
        f32: rules::range().min(0.1_f32).max(0.3) => 0.1;
        f32: rules::range().exclusive_min(0.1_f32).exclusive_max(0.3) => 0.2;
        f32: rules::one_of([0.1_f32, 0.3]) => 0.3;
        f32: rules::none_of([0.1_f32]) => 0.2;
        f64: rules::one_of([1_i64, 2]) => 2.0;
        f64: rules::gt(9_007_199_254_740_992_i64) => 1e300;
        i64: rules::lt(9_007_199_254_740_993_i64) => 9_007_199_254_740_992;
        u64: rules::gte(u64::MAX) => u64::MAX;
        i64: rules::lte(i64::MIN) => i64::MIN;
        u128: rules::lte(u128::MAX) => 0;
        i128: rules::gte(i128::MIN) => 0;
        f64: rules::multiple_of(-0.1) => 0.3;
        f32: rules::multiple_of(0.1_f32) => 0.3;
        i64: rules::multiple_of(-5_i64) => 10;
        bool: rules::one_of([true]) => true;
        bool: rules::none_of([true]) => false;
        str: rules::gt(2_usize) => "abc";
        [u8]: rules::gt(2_usize) => vec![1, 2, 3];
        str: rules::length().equal(0) => "";
        str: rules::length().min(3).bytes() => "abc";
        str: rules::length().min(3).utf16() => "abc";
        str: rules::length().min(2).max(2).graphemes() => "ab";
        str: rules::starts_with("^a.b\\") => "^a.b\\";
        str: rules::starts_with(["(", "[", "{", "*", "+", "?", "|", "/", "-", "$"]) => "(a";
        str: rules::ends_with(".") => "a.";
        str: rules::contains(["..", "\n", "é"]) => "a\n";
        str: rules::doesnt_contain(["a|b", "日本"]) => "ab";
        str: rules::doesnt_end_with(["$", "}", "]", ")"]) => "a";
        str: rules::one_of(["", "a, b", "\"", "日本"]) => "a, b";
        str: rules::regex(&CATEGORY) => "É";
        str: rules::regex(&WHOLE) => "bcdéé";
        str: rules::not_regex(&MARKUP) => "é";
        str: rules::regex(&CLASSES) => "1. a\u{85}";
        str: rules::regex(&SPACES) => "a b";
        str: rules::not_regex(&SPACES) => "a-b";
        str: rules::not_regex(&CATEGORY) => "é";
        str: rules::password() => "correct horse";
        str: rules::uuid().version(7) => "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
        str: rules::base64().unpadded() => "QQ";
        str: rules::base64().url_safe() => "_w==";
        str: rules::datetime().format("%Y-%m-%d %H:%M:%S%.f %z") => "2024-02-29 23:59:59 +0100";
        str: rules::date().format("%A, %-d. %B %Y") => "Thursday, 29. February 2024";
        str: rules::date().format("%a %e %b %y") => "Thu 29 Feb 24";
        str: rules::date().format("%Y/%j") => "2024/366";
        str: rules::date().format("%G-W%V-%u") => "2020-W53-5";
        str: rules::date().format("%D") => "02/29/24";
        str: rules::month().format("年%Y月%m.") => "年2024月02.";
        str: rules::time().format("%I:%M %p") => "11:59 pm";
        str: rules::time().format("%T%.3f") => "23:59:59.500";
        str: rules::time().format("%H:%M:%S,%f") => "23:59:59,5";
        str: rules::time().format("%-H.%M") => "9.30";
        str: rules::time().format("%k.%M") => " 9.30";
    }
}

/// Values of the kind that the rule looks at.
fn values(sample: &Sample, texts: &BTreeSet<String>, validator: &Validator) -> Vec<Value> {
    let keywords = sample.schema.iter().flatten().filter_map(|(_, value)| serde_json::from_str(value).ok());
    let mut named = Vec::new();
    keywords.for_each(|value| push_scalars(&value, &mut named));
    let mut values: Vec<Value> = match sample.kind {
        Kind::Text => {
            let mut values = texts_around(sample, texts, validator);
            values.extend(named);
            values
        }
        Kind::Number => numbers_around(&named),
        Kind::List => lists_of(&named),
        Kind::Map => maps_of(&named),
        Kind::Boolean => vec![Value::from(true), Value::from(false)],
        _ => Vec::new(),
    };
    values.extend(sample.json.clone());
    values
}

/// The texts, numbers and booleans in a value.
fn push_scalars(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| push_scalars(item, found)),
        Value::Object(entries) => entries.values().for_each(|value| push_scalars(value, found)),
        Value::Null => {}
        scalar => found.push(scalar.clone()),
    }
}

fn texts_around(sample: &Sample, texts: &BTreeSet<String>, validator: &Validator) -> Vec<Value> {
    let Some(OnText { sample: text, check }) = &sample.on_text else { return Vec::new() };
    // What the rule or its keywords accept, and then what is near to that.
    let is_near = |text: &str| check(text) || validator.is_valid(&Value::from(text));
    let mut near: Vec<String> = texts.iter().filter(|text| is_near(text)).cloned().collect();
    near.push(text.clone());
    let mut all: BTreeSet<String> = texts.clone();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..4_000 {
        let text = chance.changed(&near);
        if is_near(&text) {
            near.push(text.clone());
        }
        all.insert(text);
    }
    all.extend(near);
    all.into_iter().map(Value::from).collect()
}

fn numbers_around(named: &[Value]) -> Vec<Value> {
    let mut numbers: Vec<Value> = Vec::new();
    let known = [0.0, 1.0, 0.1, 0.3, 0.5, 1e-7, 5e-324, 1e15, 1e21, 1e300, f64::MAX, 90.0, 180.0, 1000.0, 255.0];
    let steps = [0.0, 1.0, 2.0, 0.05, 0.1, 0.5, 1e-9];
    for number in known.into_iter().chain(named.iter().filter_map(Value::as_f64)) {
        for near in steps.iter().flat_map(|step| [number + step, number - step, number * (step + 1.0)]) {
            // Of an `f32`, and of what people write.
            for near in [near, near.next_up(), near.next_down(), (near * 100.0).round() / 100.0, of_single(near)] {
                numbers.extend([near, -near].map(Value::from));
            }
        }
    }
    let integers = [0, 1, 2, 3, 5, 8, 9, 10, 17, 18, 19, 90, 91, 100, 120, 121, 180, 255, 999, 1000, 9999, 10_000];
    let near =
        named.iter().filter_map(Value::as_i64).flat_map(|number| number.saturating_sub(2)..=number.saturating_add(2));
    numbers.extend(
        integers.into_iter().chain(near).flat_map(|number: i64| [number, number.saturating_neg()]).map(Value::from),
    );
    numbers.extend([i64::MAX, i64::MIN].map(Value::from));
    numbers.push(Value::from(u64::MAX));
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    for _ in 0..2_000 {
        let places = 10_f64.powi(chance.below(5) as i32);
        numbers.push(Value::from(chance.below(1_000_000) as f64 / places));
        numbers.push(Value::from(chance.below(1_000_000)));
    }
    numbers
}

/// The number that is written like the nearest `f32`.
fn of_single(number: f64) -> f64 {
    (number as f32).to_string().parse().unwrap()
}

fn items(named: &[Value]) -> Vec<Value> {
    let others = ["n0", "n1", "n2", "a", "A", "eur", "usd"].map(Value::from).into_iter();
    others.chain((0..6).map(Value::from)).chain(named.iter().cloned()).collect()
}

fn lists_of(named: &[Value]) -> Vec<Value> {
    let items = items(named);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut lists: Vec<Value> = Vec::new();
    for _ in 0..20_000 {
        // All of one type, since serde reads no others. Few different items often repeat.
        let is_text = chance.below(2) == 0;
        let of_type: Vec<&Value> = items.iter().filter(|item| item.is_string() == is_text).collect();
        let most = if chance.below(4) == 0 { 40 } else { 6 };
        let (kinds, length) = (1 + chance.below(of_type.len()), chance.below(most));
        let start = chance.below(of_type.len());
        let pick = |chance: &mut Chance| of_type[(start + chance.below(kinds)) % of_type.len()].clone();
        lists.push((0..length).map(|_| pick(&mut chance)).collect());
    }
    lists
}

fn maps_of(named: &[Value]) -> Vec<Value> {
    let keys: Vec<String> =
        items(named).iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut maps: Vec<Value> = Vec::new();
    for _ in 0..5_000 {
        let is_number = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
        let only_numbers = chance.below(2) == 0;
        let of_type: Vec<&String> = keys.iter().filter(|key| !only_numbers || is_number(key)).collect();
        let length = chance.below(6);
        let mut entry = || (of_type[chance.below(of_type.len())].clone(), Value::from(1));
        maps.push(Value::Object((0..length).map(|_| entry()).collect()));
    }
    for length in 30..36 {
        maps.push(Value::Object((0..length).map(|key| (key.to_string(), Value::from(1))).collect()));
    }
    maps
}

fn validator(keywords: &[(&'static str, String)]) -> Validator {
    let keywords =
        keywords.iter().map(|(keyword, value)| ((*keyword).to_owned(), serde_json::from_str(value).unwrap()));
    jsonschema::options().should_validate_formats(true).build(&Value::Object(keywords.collect())).unwrap()
}

fn texts() -> BTreeSet<String> {
    let Ok(suites) = fs::read_to_string(suites()) else {
        println!("there are no suites at {}", suites().display());
        return BTreeSet::new();
    };
    let verdicts = suites.lines().map(|line| serde_json::from_str::<Verdict>(line).unwrap());
    verdicts.filter_map(|verdict| verdict.value.as_str().map(str::to_owned)).collect()
}

fn suites() -> PathBuf {
    match env::var_os("UNPROCESSABLE_SUITES") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/suites.jsonl"),
    }
}

/// Numbers without an order, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// One of the texts with something put in, left out, or taken from another.
    fn changed(&mut self, texts: &[String]) -> String {
        const PIECES: [&str; 40] = [
            "a", "Z", "0", "9", ".", "..", "-", "--", "_", "@", ":", "/", "//", "?", "#", " ", "%", "%zz", "\"", "<",
            ">", "|", "^", "{", "}", "\\", "+", "=", "é", "ß", "日本", "\u{301}", "\u{200d}", "🇩🇪", "xn--", "xn--a",
            "[", "]", "T", "Z",
        ];
        let mut text: Vec<char> = texts[self.below(texts.len())].chars().collect();
        for _ in 0..=self.below(2) {
            let at = self.below(text.len() + 1);
            let end = (at + self.below(3)).min(text.len());
            let piece = match self.below(8) {
                0 => {
                    let other: Vec<char> = texts[self.below(texts.len())].chars().collect();
                    let start = self.below(other.len() + 1);
                    other[start..(start + self.below(12)).min(other.len())].iter().collect()
                }
                1 => String::new(),
                2 => text.iter().rev().take(self.below(5)).collect(),
                _ => PIECES[self.below(PIECES.len())].to_owned(),
            };
            text.splice(at..end, piece.chars());
        }
        text.into_iter().collect()
    }
}
