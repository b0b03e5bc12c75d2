//! The run: prints every table, in Markdown.

use serde::de::DeserializeOwned;
use unprocessable_benches::allocations::Counting;
use unprocessable_benches::contenders::{
    Rules, SKU, SingleRules, garde, hand_written, ours, serde_valid, validator, validify,
};
use unprocessable_benches::suite::{Operation, Suite};
use unprocessable_benches::table::{IN_SHORT, OURS, Table};
use unprocessable_benches::{every_contender, machine, workload};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const PEERS: &[&str] =
    &["validator", "garde", "serde_valid", "validify", "serde_json", "sonic-rs", "eserde", "deserr", "regex"];

/// A table, by the word that asks for it alone.
type Named = (&'static str, fn() -> Table);
const TABLES: &[Named] =
    &[("signup", signup), ("order", order), ("cart", cart), ("rules", rules), ("answers", answers), ("flood", flood)];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    println!("Machine: {}; {}.\n", machine::description(), machine::load());
    println!("Versions: {}.\n", machine::versions(PEERS));
    println!("Each cell: **times the first of its column** · median time · allocations.\n");
    let mut in_short = String::from(IN_SHORT);
    for (word, table) in TABLES {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == word) {
            let table = table();
            println!("{table}");
            in_short += &table.in_short();
        }
    }
    println!("### In short\n\n{in_short}\nLoad at the end: {}.", machine::load());
}

fn signup() -> Table {
    let mut suite = Suite::new(workload::signup());
    every_contender!(suite, Signup);
    suite.run()
}

fn order() -> Table {
    let mut suite = Suite::new(workload::order());
    every_contender!(suite, Order);
    suite.run()
}

fn cart() -> Table {
    let mut suite = Suite::new(workload::cart());
    every_contender!(suite, Cart);
    suite.run()
}

/// One rule alone.
fn rules() -> Table {
    let contenders: &[SingleRules] =
        &[hand_written::SINGLE, ours::SINGLE, validator::SINGLE, garde::SINGLE, serde_valid::SINGLE, validify::SINGLE];
    let mut table = Table::new("One rule alone");

    let mut emails = Operation::new("e-mail `jane.doe@example.com`");
    for contender in contenders {
        if let Some(rule) = contender.email {
            assert!(rule("jane.doe@example.com") && !rule("jane.doe"));
            emails.add(contender.name, move || rule(std::hint::black_box("jane.doe@example.com")));
        }
    }
    emails.run(&mut table);

    let mut patterns = Operation::new("pattern `^[A-Z]{3}-[0-9]{4}$` on `ABC-0123`");
    let regex = regex::Regex::new(SKU).expect("a valid pattern");
    patterns.add("regex", move || regex.is_match(std::hint::black_box("ABC-0123")));
    for contender in contenders {
        if let Some(rule) = contender.sku {
            assert!(rule("ABC-0123") && !rule("abc-0123"));
            patterns.add(contender.name, move || rule(std::hint::black_box("ABC-0123")));
        }
    }
    patterns.run(&mut table);
    table
}

/// Whole answers, beside parsing and hand-written checks.
fn answers() -> Table {
    let mut table = Table::new("Answers");
    from_json::<hand_written::Prices, ours::Prices>("a map of 1,000 keys to valid struct", workload::prices())
        .run(&mut table);
    from_json::<hand_written::Order, ours::Order>("order: invalid JSON to all errors", workload::order().invalid)
        .run(&mut table);
    table
}

/// From JSON to a valid struct or all errors.
fn from_json<H, O>(name: &'static str, json: String) -> Operation
where
    hand_written::HandWritten: Rules<H>,
    ours::Ours: Rules<O>,
    H: DeserializeOwned + 'static,
    O: DeserializeOwned + 'static,
{
    let json: &'static [u8] = json.leak().as_bytes();
    let mut operation = Operation::new(name);
    operation
        .add("hand-written", move || <hand_written::HandWritten as Rules<H>>::from_json(std::hint::black_box(json)));
    operation.add(OURS, move || <ours::Ours as Rules<O>>::from_json(std::hint::black_box(json)));
    operation
}

/// A hostile body: how an answer compares with only parsing it.
fn flood() -> Table {
    let json: &'static [u8] = workload::flood().leak().as_bytes();
    let mut table = Table::new("Flood: 250,000 bad items, 2 MB");
    let mut answers = Operation::new("decode, rules and body of at most 100 errors");
    answers.add("serde_json::Value, parsed only", move || {
        serde_json::from_slice::<serde_json::Value>(std::hint::black_box(json)).is_ok()
    });
    answers.add("hand-written", move || hand_written::flood(std::hint::black_box(json)));
    answers.add(OURS, move || ours::flood(std::hint::black_box(json)));
    answers.run(&mut table);
    table
}
