//! Multipart bodies, through the layer that all adapters have in common: no answer says what was sent, a live check
//! answers as the real request does, and what a form says means the same in multipart.
//!
//! The first line is the content type, the rest is the body.

#![no_main]
// Other targets read more of what is shared.
#![allow(dead_code)]

mod pairs;
mod web;

use libfuzzer_sys::fuzz_target;
use pairs::Request;
use unprocessable::web::ValidMultipart;
use unprocessable::{ErrorBody, from_form};
use web::{Sent, checked, read};

const BOUNDARY: &str = "zqBOUNDARYzq";

fuzz_target!(|source: &[u8]| {
    let end = source.iter().position(|byte| *byte == b'\n').unwrap_or(source.len());
    let body = source.get(end + 1..).unwrap_or_default();
    let sent = Sent { content_type: &source[..end], ..Sent::of(body) };
    let answer = read::<ValidMultipart<Request>>(&sent);
    let live = checked::<ValidMultipart<Request>>(&sent);
    assert_eq!(answer.as_ref().err(), live.as_ref().err());
    if let Err(error) = &answer {
        assert!(matches!(error.status().code(), 400 | 415 | 422), "{error:?}");
    }
    same_as_form(source);
});

/// The source as a form, and the same pairs as multipart.
fn same_as_form(source: &[u8]) {
    let pairs: Vec<_> = form_urlencoded::parse(source).collect();
    let is_plain = |name: &str| !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\' | '%' | '\u{fffd}'));
    let is_text = |value: &str| !value.contains(BOUNDARY) && !value.contains('\u{fffd}');
    if pairs.iter().any(|(name, value)| !is_plain(name) || !is_text(value)) {
        return;
    }
    let answer = in_parts(pairs.iter().map(|(name, value)| (&**name, &**value)));
    match (answer, from_form::<Request>(source)) {
        (Ok(multipart), Ok(form)) => assert_eq!(multipart.0, form),
        (Err(multipart), Err(form)) => {
            let form = ErrorBody::from(form);
            assert_eq!((multipart.status(), multipart.to_json()), (form.status(), form.to_json()));
        }
        (multipart, form) => panic!("{multipart:?} {form:?}"),
    }
    for secret in ["zq9vXsecret", "-8675309421"] {
        if pairs.iter().any(|(name, _)| name.contains(secret)) {
            continue;
        }
        if let Err(error) = in_parts(pairs.iter().map(|(name, _)| (&**name, secret))) {
            let said = format!("{} {error} {error:?}", error.to_json());
            assert!(!said.contains(secret), "{said}");
        }
    }
}

/// The answer to these pairs, each in a part.
fn in_parts<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Result<ValidMultipart<Request>, ErrorBody> {
    let mut body = String::new();
    for (name, value) in pairs {
        body += &format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += &format!("--{BOUNDARY}--\r\n");
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    read(&Sent { content_type: content_type.as_bytes(), ..Sent::of(body.as_bytes()) })
}
