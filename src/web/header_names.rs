//! Names of header fields.

pub(super) const PRECOGNITION: &str = "precognition";
pub(super) const SUCCESS: &str = "precognition-success";
pub(super) const VALIDATE_ONLY: &str = "precognition-validate-only";

/// The fields that describe one body, and are wrong for the body that takes its place.
pub(super) const OF_THE_BODY: [&str; 10] = [
    "accept-ranges",
    "content-digest",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-range",
    "digest",
    "etag",
    "last-modified",
];

/// Whether a `Vary` lists a header field.
pub(super) fn lists(vary: &[u8], name: &str) -> bool {
    vary.split(|byte| *byte == b',').any(|listed| listed.trim_ascii().eq_ignore_ascii_case(name.as_bytes()))
}
