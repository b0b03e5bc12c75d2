//! Presence: whether a value must be there, and answers of yes or no. Builds on `rule` and `walk`.

pub(crate) mod accepted;
pub(crate) mod condition;
pub(crate) mod fields;
pub(crate) mod required;
