//! Codes that a registry or a check digit defines. Builds on `rule` and `walk`.

pub(crate) mod checksum;
pub(crate) mod codes;
pub(crate) mod timezone;
