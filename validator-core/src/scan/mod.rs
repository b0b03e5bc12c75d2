//! Looking through bytes and text, several at once where that is faster. Builds on nothing.

pub(crate) mod constant;
#[cfg(feature = "json")]
pub(crate) mod run;
pub(crate) mod visible;
pub(crate) mod word;
