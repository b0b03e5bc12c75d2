//! What lists and maps hold. Builds on `number` and `text`.

pub(crate) mod distinct;
pub(crate) mod hashing;
pub(crate) mod membership;
