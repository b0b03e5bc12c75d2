//! The requests of a shop, checked with validator.

pub mod account;
pub mod catalog;
pub mod checks;
pub mod http;
pub mod order;
pub mod search;

pub use validator::{Validate, ValidationErrors};

/// What is wrong at a field, for the log.
pub fn is_wrong(result: &Result<(), ValidationErrors>, field: &'static str) -> bool {
    match result {
        Ok(()) => false,
        Err(errors) => errors.field_errors().contains_key(field),
    }
}
