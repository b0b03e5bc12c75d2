//! Names of header fields, and the names that a live check asks for.

use std::string::String;
use std::vec::Vec;

use crate::Source;

pub(crate) const PRECOGNITION: &str = "precognition";
pub(crate) const SUCCESS: &str = "precognition-success";
pub(crate) const VALIDATE_ONLY: &str = "precognition-validate-only";

/// What a response says of its body, and of no other.
pub(crate) const OF_THE_BODY: [&str; 10] = [
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
pub(crate) fn lists(vary: &[u8], name: &str) -> bool {
    vary.split(|byte| *byte == b',').any(|listed| listed.trim_ascii().eq_ignore_ascii_case(name.as_bytes()))
}

/// Of the names of keys of the whole request, those of one part, by its own keys.
pub(super) fn inner(source: Source, names: &str) -> String {
    let own = names.split(',').map(|name| Source::split(name.trim()));
    own.filter_map(|(of, name)| (of == source).then_some(name)).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_to_their_parts() {
        let names = r"name, query.page,\query.page,path.id,*.a";
        assert_eq!(inner(Source::Query, names), "page");
        assert_eq!(inner(Source::Path, names), "id");
        assert_eq!(inner(Source::Headers, names), "");
        assert_eq!(inner(Source::Body, names), "name,query.page,*.a");
    }
}
