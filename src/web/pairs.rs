//! Pairs of names and values, written as a query string.

use std::string::String;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

/// Adds a pair. Bytes that are not UTF-8 stay as they are, and the reader of the pairs refuses them.
pub(super) fn push(pairs: &mut String, name: &[u8], value: &[u8]) {
    if !pairs.is_empty() {
        pairs.push('&');
    }
    pairs.extend(percent_encode(name, NON_ALPHANUMERIC));
    pairs.push('=');
    pairs.extend(percent_encode(value, NON_ALPHANUMERIC));
}

/// Adds a pair whose name may contain a dot that does not separate names.
pub(super) fn push_named(pairs: &mut String, name: &str, value: &[u8]) {
    push(pairs, crate::escape_segment(name).as_bytes(), value);
}
