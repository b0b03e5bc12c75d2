//! Moves a code base from [`validator`](https://crates.io/crates/validator), [`garde`](https://crates.io/crates/garde)
//! or [`serde_valid`](https://crates.io/crates/serde_valid) to `unprocessable`. It is the command
//! `cargo unprocessable migrate`.
//!
//! Attributes, imports, calls and manifests are changed where they stand, so that formatting and comments stay. Where the
//! meaning differs, a line `// CHECK: …` says so, and the [`Report`] has it too. What cannot be rewritten is named, and
//! stays as it is.
#![forbid(unsafe_code)]

mod attempt;
mod calls;
mod diff;
mod edit;
mod extractors;
mod facts;
mod files;
mod grammar;
mod imports;
mod manifest;
mod peer;
mod report;
mod rewrite;
mod rules;
mod run;
mod scope;
mod shape;
mod tokens;

pub use manifest::Origin;
pub use peer::Peer;
pub use report::{Entry, Kind, Report};
pub use run::{Options, migrate};

/// The snippets of README, which run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
