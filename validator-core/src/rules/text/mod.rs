//! What text is made of: letters, parts, white space, patterns, passwords. Builds on `rule` and `walk`.

pub(crate) mod letters;
pub(crate) mod password;
pub(crate) mod regex;
pub(crate) mod substring;
pub(crate) mod whitespace;

// No rules: Unicode, and the syntax of patterns.
pub(crate) mod ecma_regex;
pub(crate) mod unicode;
