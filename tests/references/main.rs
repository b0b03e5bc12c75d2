//! Rules beside what others make of the same values, and decode beside `serde_json`: standards, crates of the field,
//! suites of other projects, arithmetic without rounding, random input.
#![allow(clippy::unwrap_used)]

mod agreement;
mod calendar;
#[path = "../catalogue/mod.rs"]
mod catalogue;
mod conformance;
mod date_references;
mod derive_catalogue;
mod every_rule;
mod formats;
mod hosts;
mod languages;
mod number_edges;
mod rules_page;
mod standards;
mod suites;
