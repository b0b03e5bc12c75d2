//! Declarative validation that answers with the documented HTTP 422 body.
#![no_std]
#![forbid(unsafe_code)]

pub use unprocessable_core::*;
#[cfg(feature = "derive")]
pub use unprocessable_derive::Validate;
