//! Numbers of all types, compared and divided without rounding. No rules are here.

pub(crate) mod decimal_number;
#[cfg(feature = "rust_decimal")]
pub(crate) mod decimals;
pub(crate) mod numeric;
