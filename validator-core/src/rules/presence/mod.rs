//! TITLE rules::presence.

pub(crate) mod accepted;
pub(crate) mod condition;
pub(crate) mod fields;
pub(crate) mod presence;
