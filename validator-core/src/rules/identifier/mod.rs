//! TITLE rules::identifier.

pub(crate) mod checksum;
pub(crate) mod codes;
pub(crate) mod timezone;
