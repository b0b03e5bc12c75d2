//! Values that keep or break the rules.
#![allow(missing_docs, dead_code, unreachable_pub)]
// Functions beside the tests fail a test, too.
#![allow(clippy::unwrap_used)]

#[path = "../../../tests/zoo/animals/mod.rs"]
mod animals;
#[path = "../../../tests/catalogue/mod.rs"]
mod catalogue;
mod laws;
mod made;
mod rules;
mod subjects;
// They are written as users may write them.
#[allow(clippy::all)]
mod types;
mod zoo;
