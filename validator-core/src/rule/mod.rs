//! TITLE rule.

pub(crate) mod bound;
pub(crate) mod schema;
