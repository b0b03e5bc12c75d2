//! One value of several, and equality with another field. Builds on `number`.

pub(crate) mod one_of;
pub(crate) mod same;
