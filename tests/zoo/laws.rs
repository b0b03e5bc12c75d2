//! The laws that every type keeps on every document.

use std::fmt::Debug;

use serde::Deserialize;
use unprocessable::decode::{Document, Inspect, ProblemKind, read};
use unprocessable::{Limits, Rejection, Validate, ValidationErrors, from_json};

use crate::json::Json;

/// What a client can read of a rejection.
pub struct Answer {
    /// Keys and sentences in order.
    pub pairs: Vec<(String, String)>,
    /// Body, `Display` and `Debug`.
    pub said: String,
}

/// The laws of decode need no schema.
pub type Schema = ();

pub const fn schema<T: ?Sized>() -> Schema {}

/// What comes of a document; nothing when it is accepted.
pub fn answer<'de, T>(source: &'de [u8]) -> Option<Answer>
where
    T: Deserialize<'de> + Validate + Inspect<'de>,
{
    let rejection = from_json::<T>(source).err()?;
    let pairs = match rejection.errors() {
        None => Vec::new(),
        Some(errors) => {
            errors.iter().map(|(key, violation)| (key.to_owned(), violation.message().to_string())).collect()
        }
    };
    Some(Answer { pairs, said: format!("{}\n{rejection}\n{rejection:?}", rejection.to_json()) })
}

/// Compares one document with serde.
pub fn agree<'de, T>(source: &'de [u8])
where
    T: Deserialize<'de> + Validate + Inspect<'de> + Debug,
{
    let theirs = serde_json::from_slice::<T>(source);
    let ours = from_json::<T>(source);
    match theirs {
        Ok(value) => {
            match (&ours, value.validate()) {
                (Ok(valid), Ok(())) => same(&**valid, &value),
                (Err(Rejection::Invalid(errors)), Err(expected)) => assert_eq!(errors.to_json(), expected.to_json()),
                (ours, _) => assert!(repeats_a_key(ours.as_ref().err(), source), "serde accepts: {ours:?}"),
            }
            // What serde accepts never comes here; but if it did, nothing would be found.
            let Ok(document) = Document::parse(source) else {
                // serde_json lets control characters pass in a text that is read as bytes.
                return assert!(source.iter().any(|byte| *byte < 0x20), "the parser refuses what serde accepts");
            };
            match read::<T, ()>(&document, &Limits::new(), &()) {
                // There serde takes a number for an object of one field, whose name only serde_json knows.
                Ok((_, errors)) if numbers_are_objects() && wants_objects(&errors) => {}
                Ok((again, errors)) => {
                    assert!(errors.is_empty(), "the second pass refuses what serde accepts: {errors:?}");
                    same(&again.expect("the second pass gives no value"), &value);
                }
                Err(problem) => assert!(
                    problem.kind == ProblemKind::DuplicateKey && repeats(source),
                    "the second pass refuses what serde accepts: {problem}"
                ),
            }
        }
        Err(error) => match ours {
            Ok(_) => panic!("serde refuses: {error}"),
            Err(Rejection::Invalid(errors)) => {
                assert!(!errors.is_empty(), "serde refuses: {error}");
                distinct(&errors.to_json());
            }
            Err(Rejection::Malformed(malformed)) => {
                let readable = Document::parse_within(source, 127).is_ok();
                let reason = malformed.kind();
                let in_text = matches!(reason, ProblemKind::DuplicateKey | ProblemKind::Encoding | ProblemKind::Depth);
                assert!(!readable || in_text, "a document is called malformed: {malformed}");
                assert!(reason != ProblemKind::DuplicateKey || repeats_or_aliases(source), "{malformed}");
            }
        },
    }
}

/// Whether `arbitrary_precision` is on, where serde looks before it reads.
pub fn numbers_are_objects() -> bool {
    serde_json::from_str::<serde_json::Number>("1e999").is_ok()
}

fn wants_objects(errors: &ValidationErrors) -> bool {
    !errors.is_empty() && errors.iter().all(|(_, what)| what.code() == "object")
}

/// `Debug` tells `-0.0` from `0.0` and `NaN` from nothing, which `==` does not. Hash maps have any order.
fn same(ours: &impl Debug, theirs: &impl Debug) {
    let (ours, theirs) = (format!("{ours:#?}"), format!("{theirs:#?}"));
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    assert!(ours == theirs || sorted(&ours) == sorted(&theirs), "{ours}\n{theirs}");
}

fn repeats_a_key(rejection: Option<&Rejection>, source: &[u8]) -> bool {
    let duplicate =
        matches!(rejection, Some(Rejection::Malformed(malformed)) if malformed.kind() == ProblemKind::DuplicateKey);
    duplicate && repeats(source)
}

fn repeats(source: &[u8]) -> bool {
    Json::parse(std::str::from_utf8(source).expect("serde accepts it")).repeats()
}

/// An alias is another name of the same field, which the text alone does not tell; nor does one tell whether keys repeat
/// that are no text.
fn repeats_or_aliases(source: &[u8]) -> bool {
    match std::str::from_utf8(source) {
        Ok(text) if serde_json::from_str::<serde_json::Value>(text).is_ok() => {
            Json::parse(text).repeats() || text.contains("alias")
        }
        _ => true,
    }
}

/// No key of the body stands there twice.
fn distinct(body: &str) {
    assert!(!Json::parse(body).repeats(), "a key of the body repeats: {body}");
}
