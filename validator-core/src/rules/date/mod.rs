//! Dates and times: their formats as text, and how they compare. Builds on `rule` and `walk`.

pub(crate) mod calendar;
pub(crate) mod dates;
pub(crate) mod weekdays;

// No rules: what dates are compared with, and how they are written.
#[cfg(feature = "std")]
pub(crate) mod clock;
pub(crate) mod date_bound;
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub(crate) mod date_types;
#[cfg(not(feature = "std"))]
pub(crate) mod no_clock;
pub(crate) mod notation;
