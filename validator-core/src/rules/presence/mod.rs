//! Whether a value has to be there, and what it says when it is a yes or no. Builds on `rule` and `walk`.

pub(crate) mod accepted;
pub(crate) mod condition;
pub(crate) mod fields;
pub(crate) mod required;
