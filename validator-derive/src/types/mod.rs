//! TITLE types.

pub(crate) mod containers;
pub(crate) mod names;
