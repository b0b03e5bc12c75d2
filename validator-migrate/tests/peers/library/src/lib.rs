//! The requests of a library, checked with serde_valid.

pub mod book;
pub mod checks;
pub mod loan;
pub mod reader;
pub mod room;

pub use serde_valid::Validate;
