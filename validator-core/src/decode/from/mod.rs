//! TITLE decode::from.

pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod serde;
