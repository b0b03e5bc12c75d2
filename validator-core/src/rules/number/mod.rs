//! Numbers: bounds, signs, digits, multiples. Builds on `rule` and `walk`.

pub(crate) mod compare;
pub(crate) mod decimal;
pub(crate) mod decimal_number;
pub(crate) mod degrees;
pub(crate) mod digits;
pub(crate) mod multiple;
pub(crate) mod numeric;
pub(crate) mod range;
pub(crate) mod sign;
