//! Scans bytes and text, several bytes at once if that is faster. It uses nothing else of this crate.
//!
//! * `bytes`: finds a byte in a document, or the first byte of another sort.
//! * `word`: eight characters of ASCII at once, for rules and patterns.
//! * `json`: which text stands in a JSON string without an escape.
//! * `visible`: which characters can be seen.
//! * `constant`: text that is compared while the user's crate is built.

#[cfg(feature = "json")]
pub(crate) mod bytes;
pub(crate) mod constant;
pub(crate) mod json;
pub(crate) mod visible;
pub(crate) mod word;
