//! TITLE rules::collection.

pub(crate) mod distinct;
pub(crate) mod floats;
pub(crate) mod membership;
pub(crate) mod search;
pub(crate) mod table;
