//! TITLE decode::de.

pub(crate) mod access;
pub(crate) mod asked;
pub(crate) mod decoder;
pub(crate) mod key;
pub(crate) mod refusals;
pub(crate) mod remaining;
pub(crate) mod reread;
pub(crate) mod stand_in;
