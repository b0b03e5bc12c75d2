//! What a hostile body costs, beside what it costs `serde_json` to read it as a value or to refuse it. Prints Markdown.

use std::collections::BTreeMap;
use std::env;
use std::hint::black_box;
use std::process::ExitCode;

use serde::Deserialize;
use unprocessable::{Limits, Validate, from_json_within};
use unprocessable_benches::allocations::Counting;
use unprocessable_benches::arguments;
use unprocessable_benches::instructions::{self, counted_work};
use unprocessable_benches::machine;
use unprocessable_benches::measure::{Cost, Run, interleaved};
use unprocessable_benches::nestings;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The size of a body that the default limits just let in.
const SIZE: usize = 2 << 20;

/// Has place for everything that is thrown at it.
#[derive(Deserialize, Validate, Default)]
#[serde(default, deny_unknown_fields)]
#[allow(dead_code)]
struct Request {
    #[validate(nested)]
    items: Vec<Item>,
    numbers: Vec<u8>,
    #[validate(nested)]
    by_name: BTreeMap<String, Item>,
    map: BTreeMap<String, u32>,
    #[validate(length(min = 1))]
    text: String,
    whole: u64,
    float: f64,
    wrong: bool,
    #[validate(nested)]
    trees: BTreeMap<String, Request>,
}

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct Item {
    #[validate(gt(0))]
    q: u32,
    #[validate(length(max = 5))]
    name: String,
}

fn main() -> ExitCode {
    match env::args().collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        [] => {
            println!("Machine: {}.\n", machine::description());
            bodies();
            lists();
        }
        ["growth"] => {
            println!("Toolchain: {}.\n", machine::toolchain());
            growth();
        }
        ["count"] => {
            println!("Toolchain: {}.\n", machine::toolchain());
            count_bodies();
        }
        ["arguments", ref rules @ ..] => {
            println!("Toolchain: {}.\n", machine::toolchain());
            return arguments::table(rules);
        }
        ["argument", ref one @ ..] => arguments::once(one),
        ["nestings", ref shapes @ ..] => {
            println!("Toolchain: {}.\n", machine::toolchain());
            return nestings::tables(shapes);
        }
        ["nesting", who, shape, kilobytes, spread] => nestings::once(who, shape, kilobytes, spread),
        [who, body] => once(who, body, None),
        [who, shape, kilobytes] => once(who, shape, kilobytes.parse().ok()),
        _ => panic!("hostile [count|growth|arguments|nestings]"),
    }
    ExitCode::SUCCESS
}

/// Each hostile body, answered within the default cap of violations.
fn bodies() {
    println!(
        "| body | MB | `Value` | serde's answer | this crate, with its body | times the larger | above 3 times it |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, json) in HOSTILE {
        let json: &'static [u8] = json().leak().as_bytes();
        let [value, serde, ours] = costs(json, Limits::new().bytes(usize::MAX));
        let larger = value.max(serde);
        let excess = (ours - 3.0 * larger).max(0.0);
        println!(
            "| {name} | {:.1} | {} | {} | {} | **{:.2}** | {} |",
            json.len() as f64 / 1e6,
            time(value),
            time(serde),
            time(ours),
            ours / larger,
            if excess > 0.0 { time(excess) } else { "".into() },
        );
    }
    println!();
}

/// The same by instructions, with those of the C library.
fn count_bodies() {
    println!(
        "| body | `Value` | serde's answer | this crate, with its body | times the larger |\n|---|---|---|---|---|"
    );
    for (name, _) in HOSTILE {
        let [value, serde, ours] = ["value", "serde", "ours"].map(|who| instructions::of(&[who, name]).all);
        println!("| {name} | {value} | {serde} | {ours} | **{:.2}** |", ours as f64 / value.max(serde) as f64);
    }
}

/// A list of wrong items that gets twice as long each time, with all of its violations.
fn lists() {
    println!("| list | time | times half of it | `Value`: times half of it |\n|---|---|---|---|");
    let mut before: Option<[f64; 2]> = None;
    for doublings in 0..14 {
        let json: &'static [u8] = list(r#"{"q":"x"}"#, 1 << (10 + doublings)).leak().as_bytes();
        let [value, _, ours] = costs(json, Limits::new().bytes(usize::MAX).violations(usize::MAX));
        let times = before
            .map(|[ours_before, value_before]| format!("**{:.2}** | {:.2}", ours / ours_before, value / value_before));
        println!("| {} kB | {} | {} |", 1 << doublings, time(ours), times.unwrap_or_else(|| " | ".into()));
        before = Some([ours, value]);
    }
}

/// What of a body is all of its length, and how long it is made.
type Shape = (&'static str, fn(usize) -> String);
const SHAPES: &[Shape] = &[
    ("wrong items", |bytes| list(r#"{"q":"x"}"#, bytes)),
    ("broken rules, and a wrong item", |bytes| {
        format!(r#"{},{{"q":"x"}}]}}"#, list(r#"{"q":0,"name":"too long"}"#, bytes).trim_end_matches("]}"))
    }),
    ("wrong numbers", |bytes| format!(r#"{{"numbers":[{}0]}}"#, "-1,".repeat(bytes / 3))),
    ("wrong items of a map", |bytes| format!(r#"{{"by_name":{{{}}}}}"#, numbered(bytes / 18, r#":{"q":[]}"#))),
    ("a valid map, and something wrong", |bytes| format!(r#"{{"map":{{{}}},"wrong":1}}"#, numbered(bytes / 12, ":1"))),
    ("unknown fields", |bytes| format!("{{{}}}", numbered(bytes / 10, ":0"))),
    ("a text of escapes, and something wrong", |bytes| {
        format!(r#"{{"text":"{}","wrong":1}}"#, r"\n".repeat(bytes / 2))
    }),
];

/// Each shape of body, twice as long each time, with all of its violations: by instructions, which no cache disturbs.
fn growth() {
    let names: Vec<&str> = SHAPES.iter().map(|(name, _)| *name).collect();
    println!("Times the instructions of half of it, and those of `Value` in brackets.\n");
    println!("| kB | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()));
    let count = |kilobytes: &str, who, name| instructions::of(&[who, name, kilobytes]).all as f64;
    let mut before: Option<Vec<[f64; 2]>> = None;
    for doublings in 0..14 {
        let kilobytes = (1_u32 << doublings).to_string();
        let counts: Vec<[f64; 2]> =
            names.iter().map(|name| ["ours", "value"].map(|who| count(&kilobytes, who, name))).collect();
        if let Some(before) = before {
            let cells = counts.iter().zip(before).map(|(now, half)| [0, 1].map(|who| now[who] / half[who]));
            let cells: Vec<String> = cells.map(|[ours, value]| format!("**{ours:.2}** ({value:.2})")).collect();
            println!("| {kilobytes} | {} |", cells.join(" | "));
        }
        before = Some(counts);
    }
}

/// One answer to be counted: to a hostile body, or to one of a shape with all of its violations.
fn once(who: &str, name: &str, kilobytes: Option<usize>) {
    let (body, limits) = match kilobytes {
        Some(kilobytes) => {
            let shape = SHAPES.iter().find(|(shape, _)| *shape == name);
            (shape.map(|(_, body)| body(kilobytes << 10)), Limits::new().violations(usize::MAX))
        }
        None => (HOSTILE.iter().find(|(body, _)| *body == name).map(|(_, json)| json()), Limits::new()),
    };
    let json: &'static [u8] = body.expect("the name of a body").leak().as_bytes();
    match who {
        "value" => counted_work(&|| value(json)),
        "serde" => counted_work(&|| serde(json)),
        _ => counted_work(&|| ours(json, &limits.bytes(usize::MAX))),
    }
}

/// Nanoseconds of reading it as a value, of serde's answer and of ours.
fn costs(json: &'static [u8], limits: Limits) -> [f64; 3] {
    let run = |work: Box<dyn Fn()>| -> Run { Box::new(move |repeats| (0..repeats).for_each(|_| work())) };
    let mut runs = [
        run(Box::new(move || value(json))),
        run(Box::new(move || serde(json))),
        run(Box::new(move || ours(json, &limits))),
    ];
    let costs: Vec<Cost> = interleaved(&mut runs);
    [0, 1, 2].map(|at| costs[at].nanoseconds)
}

fn value(json: &[u8]) {
    drop(black_box(serde_json::from_slice::<serde_json::Value>(black_box(json))));
}

fn serde(json: &'static [u8]) {
    drop(black_box(serde_json::from_slice::<Request>(black_box(json))));
}

fn ours(json: &[u8], limits: &Limits) {
    let rejection = from_json_within::<Request, ()>(black_box(json), limits, &()).err();
    drop(black_box(rejection.map(|rejection| rejection.to_json())));
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e3 => format!("{nanoseconds:.0} ns"),
        ..1e6 => format!("{:.1} µs", nanoseconds / 1e3),
        _ => format!("{:.2} ms", nanoseconds / 1e6),
    }
}

/// What is made to be expensive, by its name.
type Body = (&'static str, fn() -> String);
const HOSTILE: &[Body] = &[
    ("every item wrong", || list(r#"{"q":"x"}"#, SIZE)),
    ("every item breaks a rule, the last is wrong", || {
        format!(r#"{},{{"q":"x"}}]}}"#, list(r#"{"q":0,"name":""}"#, SIZE).trim_end_matches("]}"))
    }),
    ("every number wrong", || format!(r#"{{"numbers":[{}]}}"#, listed("x,".replace('x', "256").as_str()))),
    ("items that are lists", || list("[[],[]]", SIZE)),
    ("a map of wrong items", || format!(r#"{{"by_name":{{{}}}}}"#, numbered(SIZE / 18, r#":{"q":[]}"#))),
    ("a large map, and something wrong", || format!(r#"{{"map":{{{}}},"wrong":1}}"#, numbered(SIZE / 12, ":1"))),
    ("one key, repeated", || format!(r#"{{"map":{{{}}}}}"#, listed(r#""a":0,"#))),
    ("lists in lists", || fill("[")),
    ("lists in lists in an unknown field", || {
        format!(r#"{{"unknown":{}{}}}"#, "[".repeat(SIZE / 2), "]".repeat(SIZE / 2))
    }),
    ("objects in objects", || fill(r#"{"items":"#)),
    ("a million unknown fields", || format!("{{{}}}", numbered(1_000_000, ":0"))),
    ("an unknown field with a huge name", || format!(r#"{{"{}":0}}"#, fill("k"))),
    ("twenty huge keys of a map", || {
        format!(
            r#"{{"map":{{{}}}}}"#,
            (0..20).map(|n| format!(r#""{}{n}":-1"#, "k".repeat(SIZE / 20))).collect::<Vec<_>>().join(",")
        )
    }),
    ("a huge text for a number", || format!(r#"{{"whole":"{}"}}"#, fill("x"))),
    ("a huge text of escapes for a number", || format!(r#"{{"whole":"{}"}}"#, fill(r"\u00e9"))),
    ("a huge text of escapes, and something wrong", || format!(r#"{{"text":"{}","wrong":1}}"#, fill(r"\n"))),
    ("a huge text, and something wrong", || format!(r#"{{"text":"{}","wrong":1}}"#, fill("é"))),
    ("a long number for text", || format!(r#"{{"text":{}}}"#, fill("7"))),
    ("a long integer", || format!(r#"{{"whole":{}}}"#, fill("7"))),
    ("a long fraction, and something wrong", || format!(r#"{{"float":0.{},"wrong":1}}"#, fill("7"))),
    ("many long numbers", || format!(r#"{{"numbers":[{}]}}"#, listed(&format!("{},", "7".repeat(100))))),
    ("space, and nothing", || fill(" ")),
    ("space, and something wrong", || format!("{}{}", fill("\n"), r#"{"wrong":1}"#)),
    ("wrong numbers below long keys of maps in maps", || {
        let deeper = format!(r#"{{"trees":{{"{}":"#, r"\u0001".repeat(100));
        format!(r#"{}{{"numbers":[{}]}}{}"#, deeper.repeat(60), ["300"; 200].join(","), "}}".repeat(60))
    }),
    ("text that never ends", || format!(r#"{{"text":"{}"#, fill("x"))),
];

fn fill(piece: &str) -> String {
    piece.repeat(SIZE / piece.len())
}

fn listed(piece: &str) -> String {
    fill(piece).trim_end_matches(',').to_owned()
}

/// Entries of an object, each with a key of its own.
fn numbered(count: usize, value: &str) -> String {
    let entries: Vec<String> = (0..count).map(|n| format!(r#""k{n}"{value}"#)).collect();
    entries.join(",")
}

/// Items of a list that take this many bytes.
fn list(item: &str, bytes: usize) -> String {
    let count = bytes / (item.len() + 1);
    format!(r#"{{"items":[{}]}}"#, vec![item; count].join(","))
}
