//! Numbers: bounds, signs, digits, multiples. Builds on `rule` and `walk`.

pub(crate) mod compare;
pub(crate) mod decimal;
pub(crate) mod degrees;
pub(crate) mod digits;
pub(crate) mod multiple;
pub(crate) mod range;
pub(crate) mod sign;

// No rules: the exact values that these compare, and the check of ranges while the crate is built.
pub(crate) mod exact;
pub(crate) mod verify_range;
