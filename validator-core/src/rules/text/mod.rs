//! TITLE rules::text.

pub(crate) mod category;
pub(crate) mod ecma_regex;
pub(crate) mod letters;
pub(crate) mod lower;
pub(crate) mod password;
pub(crate) mod regex;
pub(crate) mod substring;
pub(crate) mod whitespace;
