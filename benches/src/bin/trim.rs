//! Holds the cost of `normalize(trim)` on texts that are in order already to what is promised: a valid order takes at most
//! 15 % more instructions with it on all texts than without it.
//!
//! `cargo run --release --no-default-features --bin trim`. Valgrind has to be installed.
// The fields are read by the derive only.
#![allow(dead_code)]

use std::env;
use std::hint::black_box;
use std::process::ExitCode;

use serde::Deserialize;
use unprocessable::{Validate, from_json};
use unprocessable_benches::contenders::ours;
use unprocessable_benches::instructions::{self, counted_work};
use unprocessable_benches::workload;

/// How much more the trimmed order may take, in percent.
const ALLOWANCE: f64 = 15.0;

fn main() -> ExitCode {
    let json = workload::order().valid;
    let work: Box<dyn Fn()> = match env::args().nth(1).as_deref() {
        Some("plain") => Box::new(move || assert!(from_json::<ours::Order>(black_box(json.as_bytes())).is_ok())),
        Some("trimmed") => Box::new(move || assert!(from_json::<Order>(black_box(json.as_bytes())).is_ok())),
        _ => return compare(),
    };
    // What is built once is not part of it.
    work();
    counted_work(&*work);
    ExitCode::SUCCESS
}

fn compare() -> ExitCode {
    let [plain, trimmed] = ["plain", "trimmed"].map(|path| instructions::of(&[path]).all);
    let more = 100.0 * (trimmed as f64 / plain as f64 - 1.0);
    println!(
        "{plain} instructions, {trimmed} with `normalize(trim)` on all texts, {more:+.1} % of {ALLOWANCE} % at most"
    );
    if more > ALLOWANCE { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

#[derive(Deserialize, Validate)]
#[validate(normalize(trim))]
pub struct Order {
    #[validate(email)]
    email: String,
    #[validate(length(min = 8, max = 72))]
    password: String,
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(range(18..=120))]
    age: u32,
    #[validate(gt(0))]
    amount: f64,
    #[validate(url)]
    website: Option<String>,
    #[validate(length(max = 10))]
    tags: Vec<String>,
    #[validate(nested)]
    address: Address,
    #[validate(length(min = 1, max = 50), nested)]
    items: Vec<Item>,
}

#[derive(Deserialize, Validate)]
#[validate(normalize(trim))]
pub struct Address {
    #[validate(length(min = 1, max = 200))]
    street: String,
    #[validate(length(min = 1, max = 100))]
    city: String,
    #[validate(length(equal = 5))]
    zip: String,
}

#[derive(Deserialize, Validate)]
#[validate(normalize(trim))]
pub struct Item {
    #[validate(regex("^[A-Z]{3}-[0-9]{4}$"))]
    sku: String,
    #[validate(range(1..=1000))]
    quantity: u32,
    #[validate(gt(0))]
    price: f64,
}
