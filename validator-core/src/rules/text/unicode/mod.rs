//! What rules about text ask of Unicode. No rules are here, and only leaves are used.

pub(crate) mod category;
pub(crate) mod lower_case;
