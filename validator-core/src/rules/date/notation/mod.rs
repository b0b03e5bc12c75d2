//! Formats in the directives of `strftime`: their parts, and whether they make sense. No rules are here.

pub(crate) mod expression;
pub(crate) mod parts;
pub(crate) mod pieces;
pub(crate) mod shown;
pub(crate) mod verify;
