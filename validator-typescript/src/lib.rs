#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod checks;
pub mod html;
mod json;
mod module;
mod names;
mod plan;
mod print;
mod schemas;
mod section;
mod server_only;
mod types;
mod valibot;
mod value;
mod zod;

pub use module::{Difference, FileError, Module};
