#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]
//!
//! # Reference
//!
//! [`RuleSet`] says how a set is read and what it checks. [`mod@format`] describes the format in TOML and in JSON,
//! [`json_schema`] the keywords that are taken from JSON Schema. [`Mistakes`] says what is wrong with a set.

mod build;
mod check;
#[doc(hidden)]
pub mod columns;
pub mod format;
pub mod json_schema;
mod mistake;
mod model;
mod raw;
mod read;
mod set;
mod to_json_schema;
mod tree;

pub use mistake::{Mistake, Mistakes};
#[doc(hidden)]
pub use set::SourceFormat;
pub use set::{RuleSet, SetField, SetRule};
