//! The rules of each crate, and what they are here.

mod custom;
pub(crate) mod garde;
pub(crate) mod serde_valid;
pub(crate) mod validator;
