//! Names of header fields, and the names that a live check asks for.

use std::string::String;
use std::vec::Vec;

use super::extract::Place;

pub(crate) const PRECOGNITION: &str = "precognition";
pub(crate) const SUCCESS: &str = "precognition-success";
pub(crate) const VALIDATE_ONLY: &str = "precognition-validate-only";

/// The first name of keys that are not of the body, where several parts are read.
pub(super) const fn prefix(place: Place) -> Option<&'static str> {
    match place {
        Place::Path => Some("path"),
        Place::Query => Some("query"),
        Place::Headers => Some("header"),
        Place::Body => None,
    }
}

/// Whether a `Vary` lists a header field.
pub(crate) fn lists(vary: &[u8], name: &str) -> bool {
    vary.split(|byte| *byte == b',').any(|listed| listed.trim_ascii().eq_ignore_ascii_case(name.as_bytes()))
}

const PREFIXES: [&str; 3] = ["path", "query", "header"];

/// A key of one part as a key of the whole request.
pub(super) fn outer(place: Place, key: &str) -> String {
    let mut whole = String::with_capacity(key.len() + 8);
    match prefix(place) {
        Some(prefix) => {
            whole.push_str(prefix);
            whole.push('.');
        }
        None if PREFIXES.contains(&first(key)) => whole.push('\\'),
        None => {}
    }
    whole.push_str(key);
    whole
}

/// Of the names of keys of the whole request, those of one part, by its own keys.
pub(super) fn inner(place: Place, names: &str) -> String {
    let own = names.split(',').map(str::trim).filter_map(|name| match prefix(place) {
        Some(prefix) => name.strip_prefix(prefix)?.strip_prefix('.'),
        None if PREFIXES.contains(&first(name)) => None,
        None => Some(name.strip_prefix('\\').filter(|name| PREFIXES.contains(&first(name))).unwrap_or(name)),
    });
    own.collect::<Vec<_>>().join(",")
}

fn first(key: &str) -> &str {
    key.split('.').next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_parts_are_told_apart() {
        for (place, key, whole) in [
            (Place::Query, "page", "query.page"),
            (Place::Path, "_", "path._"),
            (Place::Headers, "x-id", "header.x-id"),
            (Place::Body, "name", "name"),
            (Place::Body, "query", r"\query"),
            (Place::Body, "query.page", r"\query.page"),
            (Place::Body, "queryx.page", "queryx.page"),
            (Place::Body, "items.query", "items.query"),
        ] {
            assert_eq!(outer(place, key), whole);
            assert_eq!(inner(place, whole), key);
        }
    }

    #[test]
    fn names_go_to_their_parts() {
        let names = r"name, query.page,\query.page,path.id,*.a";
        assert_eq!(inner(Place::Query, names), "page");
        assert_eq!(inner(Place::Path, names), "id");
        assert_eq!(inner(Place::Headers, names), "");
        assert_eq!(inner(Place::Body, names), "name,query.page,*.a");
    }
}
