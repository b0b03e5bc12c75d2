//! Codes that a registry or a check digit defines. Builds on `rule` and `walk`.

pub(crate) mod article;
pub(crate) mod codes;
pub(crate) mod finance;
pub(crate) mod timezone;

// No rules: sums of digits.
pub(crate) mod check_digit;
