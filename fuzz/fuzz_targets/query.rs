//! Queries: the same answers as forms have but for the status, and text as `form_urlencoded` reads it.

#![no_main]

mod pairs;

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use pairs::{Request, said};
use serde::Deserialize;
use unprocessable::{Rejection, Validate, from_form, from_query};

#[derive(Deserialize, Validate)]
struct Texts {
    #[serde(flatten)]
    all: BTreeMap<String, String>,
}

fuzz_target!(|source: &[u8]| {
    let (query, form) = (from_query::<Request>(source), from_form::<Request>(source));
    said(&query);
    match (query, form) {
        (Ok(query), Ok(form)) => assert_eq!(query, form),
        (Err(Rejection::Invalid(query)), Err(Rejection::Invalid(form))) => {
            assert_eq!(query.to_json(), form.to_json());
            assert!(matches!(query.status().code(), 400 | 422));
            assert_eq!(form.status().code(), 422);
        }
        (Err(Rejection::Malformed(query)), Err(Rejection::Malformed(form))) => assert_eq!(query.kind(), form.kind()),
        (query, form) => panic!("{query:?} {form:?}"),
    }
    plain_text(source);
});

/// Names without parts, each given once.
fn plain_text(source: &[u8]) {
    let pairs: Vec<_> = form_urlencoded::parse(source).collect();
    let theirs: BTreeMap<String, String> =
        pairs.iter().cloned().map(|(name, value)| (name.into(), value.into())).collect();
    let is_plain = |name: &str| !name.is_empty() && !name.contains(['[', ']', '.', '\\']);
    let is_text = |text: &str| !text.contains('\u{fffd}');
    if theirs.len() == pairs.len()
        && theirs.iter().all(|(name, value)| is_plain(name) && is_text(name) && is_text(value))
    {
        let ours = from_query::<Texts>(source).expect("plain text");
        assert_eq!(ours.all, theirs);
    }
}
