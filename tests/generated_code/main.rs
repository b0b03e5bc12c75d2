//! What `#[derive(Validate)]` writes stands in the user's modules: beside names, lints, macros and types that it knows
//! nothing of.
#![allow(missing_docs)]
// Functions beside the tests fail a test, too.
#![allow(clippy::unwrap_used)]

mod batches;
#[path = "../common/mod.rs"]
mod common;
mod generics;
mod lints;
mod macros;
mod names;
mod prelude;
mod privacy;
mod renamed;
mod wide;

/// The crate as another one might hand it on.
mod facade_for_test {
    pub(crate) use unprocessable as checks;
}
