//! Every rule that takes another field, below `each`, `keys` and `values`: what it costs where the field and the elements
//! are as long as a body lets them be.
//!
//! A test beside the catalogue of rules fails for a rule that takes another field and has no line here.

use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;
use std::process::ExitCode;

use jiff::civil;
use serde::Deserialize;
use unprocessable::{Kind, Limits, MapKey, Subject, Validate, from_json_within};

use crate::instructions::{self, counted_work};

/// How many times the instructions twice the length may take.
const GROWTH: f64 = 2.2;

/// How many times the larger of `Value` and serde's own answer the answer may take.
const TIMES: f64 = 3.0;

/// What the answer may take besides: about a millisecond.
const BESIDES: f64 = 3e6;

/// The sizes of bodies, each twice as long as the one before.
const KILOBYTES: [usize; 3] = [512, 1024, 2048];

/// A rule on the elements of one container.
struct Cell {
    rule: &'static str,
    container: &'static str,
    /// Of so many bytes, one field of which is a `u8` with this in it.
    body: fn(usize, u16) -> String,
    serde: fn(&'static [u8]),
    ours: fn(&[u8], &Limits),
    /// Cells with the same are answered alike by serde.
    types: &'static str,
}

macro_rules! lines {
    ($($name:ident($($argument:tt)+), other: $other:ty = $make:ident, elements: $element:ty = $item:ident;)+) => {
        $(
            mod $name {
                use super::*;

                #[derive(Deserialize, Validate)]
                #[allow(dead_code)]
                pub(super) struct Each {
                    other: $other,
                    #[validate(each($name($($argument)+)))]
                    items: Vec<$element>,
                    last: u8,
                }

                #[derive(Deserialize, Validate)]
                #[allow(dead_code)]
                pub(super) struct Keys {
                    other: $other,
                    #[validate(keys($name($($argument)+)))]
                    items: BTreeMap<$element, u8>,
                    last: u8,
                }

                #[derive(Deserialize, Validate)]
                #[allow(dead_code)]
                pub(super) struct Values {
                    other: $other,
                    #[validate(values($name($($argument)+)))]
                    items: BTreeMap<String, $element>,
                    last: u8,
                }
            }
        )+

        fn cells() -> Vec<Cell> {
            let mut cells = Vec::new();
            $(
                let types = concat!(stringify!($other), " ", stringify!($element));
                let rule = stringify!($name);
                cells.push(Cell {
                    rule,
                    container: "each",
                    body: |bytes, last| body(&$make(bytes / 2), &each(bytes / 2, $item), last),
                    serde: serde::<$name::Each>,
                    ours: ours::<$name::Each>,
                    types,
                });
                cells.push(Cell {
                    rule,
                    container: "keys",
                    body: |bytes, last| body(&$make(bytes / 2), &keys(bytes / 2, $item), last),
                    serde: serde::<$name::Keys>,
                    ours: ours::<$name::Keys>,
                    types,
                });
                cells.push(Cell {
                    rule,
                    container: "values",
                    body: |bytes, last| body(&$make(bytes / 2), &values(bytes / 2, $item), last),
                    serde: serde::<$name::Values>,
                    ours: ours::<$name::Values>,
                    types,
                });
            )+
            cells
        }
    };
}

// Most hold for all elements, so that none is left out: only for many short ones that equal, contain or exceed a long text
// there is no such body.
lines! {
    required_if(!self.other.trim().is_empty()), other: String = blank, elements: String = word;
    required_unless(self.other.trim().is_empty()), other: String = blank, elements: String = word;
    required_with(self.other), other: String = blank, elements: String = word;
    required_with_all([self.other, self.other]), other: String = blank, elements: String = word;
    required_without(self.other), other: String = blank, elements: String = word;
    required_without_all([self.other, self.other]), other: String = blank, elements: String = word;
    prohibited_if(!self.other.trim().is_empty()), other: String = blank, elements: String = word;
    prohibited_unless(self.other.trim().is_empty()), other: String = blank, elements: String = word;
    prohibits(self.other), other: String = blank, elements: String = word;
    accepted_if(!self.other.trim().is_empty()), other: String = blank, elements: String = word;
    declined_if(!self.other.trim().is_empty()), other: String = blank, elements: String = word;
    range(min = self.other, max = "9999-12-31"), other: String = moment, elements: Day = day;
    between(1, self.other), other: String = long, elements: String = word;
    min(self.other), other: String = moment, elements: Day = day;
    max(self.other), other: String = long, elements: String = word;
    size(self.other), other: String = moment, elements: Day = first_day;
    gt(self.other), other: String = moment, elements: Day = day;
    gte(self.other), other: String = moment, elements: Day = day;
    lt(self.other), other: String = long, elements: String = word;
    lte(self.other), other: String = long, elements: String = word;
    multiple_of(self.other), other: f64 = one, elements: u32 = number;
    starts_with(self.other), other: String = long, elements: String = word;
    ends_with(self.other), other: String = long, elements: String = word;
    contains(self.other), other: String = long, elements: String = word;
    doesnt_start_with(self.other), other: String = long, elements: String = word;
    doesnt_end_with(self.other), other: String = long, elements: String = word;
    doesnt_contain(self.other), other: String = long, elements: String = word;
    before(self.other), other: String = late_moment, elements: String = day;
    before_or_equal(self.other), other: String = late_moment, elements: String = day;
    after(self.other), other: String = moment, elements: String = day;
    after_or_equal(self.other), other: String = moment, elements: String = day;
    date_equals(self.other), other: String = moment, elements: String = first_day;
    same(self.other), other: String = long, elements: String = word;
    different(self.other), other: String = long, elements: String = word;
    confirmed(self.other), other: String = long, elements: String = word;
    in_list(self.other), other: Vec<String> = words, elements: String = word;
}

/// Prints the table as Markdown, of all rules or of those named, and fails where a cell is above a limit.
pub fn table(rules: &[&str]) -> ExitCode {
    println!(
        "Twice the length: at most {GROWTH} times the instructions, with all violations. 2 MB, accepted and refused by \
         serde: at most {TIMES} times the larger of `Value` and serde's own answer, and {BESIDES:.0} instructions.\n"
    );
    println!(
        "| rule | below | twice the length | accepted, times | refused, times | above a limit |\n|---|---|---|---|---|---|"
    );
    let (mut others, mut broken) = (HashMap::new(), 0);
    for cell in cells().iter().filter(|cell| rules.is_empty() || rules.contains(&cell.rule)) {
        let count = |who: &str, kilobytes: usize, last: &str| {
            instructions::of(&["argument", who, cell.rule, cell.container, &kilobytes.to_string(), last]).all as f64
        };
        let all = KILOBYTES.map(|kilobytes| count("all", kilobytes, REFUSED));
        let growth = all.windows(2).map(|two| two[1] / two[0]).fold(0.0, f64::max);
        let most = KILOBYTES[KILOBYTES.len() - 1];
        let mut excess = growth > GROWTH;
        let times = [ACCEPTED, REFUSED].map(|last| {
            let mut other = |who| {
                let key = (who, cell.container, cell.types, (cell.body)(1 << 10, 1), last);
                *others.entry(key).or_insert_with(|| count(who, most, last))
            };
            let larger = other("value").max(other("serde"));
            let ours = count("ours", most, last);
            excess |= ours > TIMES * larger + BESIDES;
            ours / larger
        });
        println!(
            "| `{}` | `{}` | **{growth:.2}** | **{:.2}** | **{:.2}** | {} |",
            cell.rule,
            cell.container,
            times[0],
            times[1],
            if excess { "**yes**" } else { "" }
        );
        broken += usize::from(excess);
    }
    println!("\n{broken} above a limit.");
    ExitCode::from(u8::from(broken > 0))
}

const ACCEPTED: &str = "1";
const REFUSED: &str = "256";

/// One answer to be counted.
pub fn once(arguments: &[&str]) {
    let [who, rule, container, kilobytes, last] = arguments else { panic!("who, rule, container, size, last") };
    let cells = cells();
    let cell = cells.iter().find(|cell| cell.rule == *rule && cell.container == *container).expect("a cell");
    let body = (cell.body)(kilobytes.parse::<usize>().expect("a size") << 10, last.parse().expect("a number"));
    let json: &'static [u8] = body.leak().as_bytes();
    let limits = Limits::new().bytes(usize::MAX);
    match *who {
        "value" => counted_work(&|| drop(black_box(serde_json::from_slice::<serde_json::Value>(black_box(json))))),
        "serde" => counted_work(&|| (cell.serde)(json)),
        "ours" => counted_work(&|| (cell.ours)(json, &limits)),
        _ => counted_work(&|| (cell.ours)(json, &limits.violations(usize::MAX))),
    }
}

fn serde<T: Deserialize<'static>>(json: &'static [u8]) {
    drop(black_box(serde_json::from_slice::<T>(black_box(json))));
}

fn ours<T>(json: &[u8], limits: &Limits)
where
    T: Validate + for<'de> Deserialize<'de> + for<'de> unprocessable::decode::Inspect<'de>,
{
    let rejection = from_json_within::<T, ()>(black_box(json), limits, &()).err();
    drop(black_box(rejection.map(|rejection| rejection.to_json())));
}

/// A day that can be a key.
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day(civil::Date);

impl Subject for Day {
    type Value = civil::Date;
    const KIND: Kind = Kind::Date;

    fn value(&self) -> Option<&civil::Date> {
        Some(&self.0)
    }
}

impl MapKey for Day {
    fn with_text(&self, with: &mut dyn FnMut(&str)) {
        with(&self.0.to_string());
    }
}

fn body(other: &str, items: &str, last: u16) -> String {
    format!(r#"{{"other":{other},"items":{items},"last":{last}}}"#)
}

fn each(bytes: usize, item: fn(usize) -> String) -> String {
    format!("[{}]", joined(bytes, item))
}

fn keys(bytes: usize, item: fn(usize) -> String) -> String {
    let entries = |n| format!(r#""{}":0"#, item(n).trim_matches('"'));
    format!("{{{}}}", joined(bytes, entries))
}

fn values(bytes: usize, item: fn(usize) -> String) -> String {
    format!("{{{}}}", joined(bytes, |n| format!(r#""k{n}":{}"#, item(n))))
}

fn joined(bytes: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = item(0);
    let mut n = 1;
    while text.len() < bytes {
        text.push(',');
        text.push_str(&item(n));
        n += 1;
    }
    text
}

fn blank(bytes: usize) -> String {
    format!(r#""{}""#, " ".repeat(bytes))
}

fn long(bytes: usize) -> String {
    format!(r#""{}""#, "é".repeat(bytes / 2))
}

fn moment(bytes: usize) -> String {
    format!(r#""2024-01-01T00:00:00.{}""#, "0".repeat(bytes))
}

fn late_moment(bytes: usize) -> String {
    format!(r#""9999-12-31T00:00:00.{}""#, "0".repeat(bytes))
}

fn one(bytes: usize) -> String {
    format!("1.{}", "0".repeat(bytes))
}

fn words(bytes: usize) -> String {
    each(bytes, word)
}

fn word(n: usize) -> String {
    format!(r#""w{n}""#)
}

fn number(n: usize) -> String {
    n.to_string()
}

/// From the second day of 2024 on, for seven thousand years.
fn day(n: usize) -> String {
    let (year, rest) = (2024 + n / (12 * 27), n % (12 * 27));
    format!(r#""{year:04}-{:02}-{:02}""#, 1 + rest / 27, 2 + rest % 27)
}

fn first_day(_: usize) -> String {
    r#""2024-01-01""#.to_owned()
}
