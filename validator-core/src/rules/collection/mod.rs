//! What lists and maps hold. Builds on `number` and `text`.

pub(crate) mod distinct;
pub(crate) mod floats;
pub(crate) mod membership;
pub(crate) mod search;
pub(crate) mod table;
