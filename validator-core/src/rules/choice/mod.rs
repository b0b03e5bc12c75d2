//! TITLE rules::choice.

pub(crate) mod one_of;
pub(crate) mod same;
