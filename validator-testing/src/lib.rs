#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub mod codes;
mod documents;
mod engine;
mod expected;
#[cfg(feature = "fake")]
pub mod fake;
mod generators;
mod macros;
mod make;
mod outcome;
mod response;
#[cfg(feature = "proptest")]
pub mod strategies;

pub use codes::Code;
pub use documents::{Documents, Values};
pub use generators::Generators;
pub use make::Draw;
pub use outcome::{Found, Outcome, Refused};

#[doc(hidden)]
pub mod __private {
    pub use crate::expected::{Expected, assert_invalid, assert_valid, code, code_of};
    pub use crate::response::AssertsAnswer;
    #[cfg(feature = "reqwest")]
    pub use crate::response::Awaited;
}
