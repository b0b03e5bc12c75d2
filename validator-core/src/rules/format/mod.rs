//! Formats that a standard defines: addresses, identifiers, encodings. Builds on `text`.

pub(crate) mod email;
pub(crate) mod encoding;
pub(crate) mod host;
pub(crate) mod ip;
pub(crate) mod json;
pub(crate) mod phone;
pub(crate) mod semver;
pub(crate) mod url;
pub(crate) mod uuid;

// No rules: what several of these look into.
pub(crate) mod authority;
pub(crate) mod idn;
