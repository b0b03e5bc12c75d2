#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub mod html;
mod json;
mod module;
mod names;
mod print;
mod section;
mod types;
mod value;

pub use module::{Difference, FileError, Module};
