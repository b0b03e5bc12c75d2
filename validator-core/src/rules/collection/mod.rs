//! The contents of lists and maps. Builds on `number` and `text`.

pub(crate) mod distinct;
pub(crate) mod membership;

// No rules: how these find equal items.
pub(crate) mod hashing;
