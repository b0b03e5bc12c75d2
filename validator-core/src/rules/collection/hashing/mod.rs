//! How `distinct` and `in_list` find equal items in time that is in proportion to the list. No rules are here.

pub(crate) mod floats;
pub(crate) mod search;
pub(crate) mod table;
