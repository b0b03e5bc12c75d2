//! Live checks by their header fields: no value comes of one, and it answers what the real request answers, at the names
//! that it asks for.
//!
//! The first line is the value of `Precognition`, the second that of `Precognition-Validate-Only`, the rest is a body in
//! JSON, or a form if it has an equals sign before anything else that is JSON.

#![no_main]
// Other targets read more of what is shared.
#![allow(dead_code)]

mod pairs;
mod web;

use libfuzzer_sys::fuzz_target;
use pairs::Request;
use unprocessable::web::adapter::Extractor;
use unprocessable::web::{ValidForm, ValidJson};
use unprocessable_core::decode::Document;
use web::{Sent, answered, checked, read};

fuzz_target!(|source: &[u8]| {
    let mut lines = source.splitn(3, |byte| *byte == b'\n');
    let (precognition, names, body) =
        (lines.next().unwrap_or_default(), lines.next(), lines.next().unwrap_or_default());
    let sent = Sent { precognition: Some(precognition), names, ..Sent::of(body) };
    if body.first() == Some(&b'{') {
        look::<ValidJson<Request>>(&sent);
    } else {
        look::<ValidForm<Request>>(&Sent { content_type: b"application/x-www-form-urlencoded", ..sent });
    }
});

fn look<E: Extractor>(sent: &Sent<'_>) {
    let real = read::<E>(sent);
    if !sent.precognition.is_some_and(|value| value.eq_ignore_ascii_case(b"true")) {
        let usual = answered::<E>(sent).map_err(|response| response.into_error().expect("no live check"));
        assert_eq!(usual.err(), real.err());
        return;
    }
    let live = checked::<E>(sent);
    let Err(real) = real else {
        assert_eq!(live, Ok(()));
        return;
    };
    let names = sent.names.and_then(|names| std::str::from_utf8(names).ok());
    let Some(errors) = real.validation_errors() else {
        // What is no document at all is so for every name. A key that repeats or is no text is one that is asked for.
        if names.is_none() || Document::parse(sent.body).is_err() {
            assert_eq!(live.err(), Some(real));
        }
        return;
    };
    let asked = errors.iter().filter(|(key, _)| names.is_none_or(|names| asks_for(names, key)));
    let expected: Vec<_> = asked.map(|(key, violation)| (key, violation.message().to_string())).collect();
    let found = live.as_ref().err().and_then(|error| error.validation_errors());
    let found = found.into_iter().flat_map(|errors| errors.iter());
    let found: Vec<_> = found.map(|(key, violation)| (key, violation.message().to_string())).collect();
    assert_eq!(found, expected);
    match live {
        Ok(()) => assert!(expected.is_empty()),
        // Where nothing is wrong that is asked for, it may show that serde would not take the document for one.
        Err(error) if error.validation_errors().is_none() => {
            assert!(expected.is_empty() && serde_json::from_slice::<serde_json::Value>(sent.body).is_err());
        }
        Err(_) => assert!(!expected.is_empty()),
    }
}

/// Whether the names ask for the key, written anew and without haste.
fn asks_for(names: &str, key: &str) -> bool {
    let mut names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    if names.iter().filter(|name| name.contains('*')).count() > 16 {
        return true;
    }
    names.iter().any(|name| {
        let (name, key) = (segments(name), segments(key));
        let fits = |(wanted, segment): (&String, &String)| wanted == segment || wanted == "*" && segment != "_";
        name.len() == key.len() && name.iter().zip(&key).all(fits)
    })
}

/// The segments between dots that no backslash precedes.
fn segments(key: &str) -> Vec<String> {
    let mut segments = vec![String::new()];
    let mut escaped = false;
    for c in key.chars() {
        let last = segments.last_mut().expect("one is always there");
        match c {
            '.' if !escaped => segments.push(String::new()),
            _ => last.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    segments
}
