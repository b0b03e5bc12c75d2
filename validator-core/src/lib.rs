//! Placeholder until the first module lands.
#![no_std]

extern crate alloc;

mod pattern;

pub use pattern::{Pattern, PatternError};
