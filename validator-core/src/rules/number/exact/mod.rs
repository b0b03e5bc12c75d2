//! Numbers of all types, compared and divided without rounding. No rules are here.

pub(crate) mod decimal_number;
pub(crate) mod numeric;
