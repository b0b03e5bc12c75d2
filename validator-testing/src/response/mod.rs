//! Answers of servers, as assertions look at them.

#[cfg(feature = "actix-web")]
mod actix_web;
#[cfg(feature = "axum")]
mod axum;
#[cfg(feature = "reqwest")]
mod reqwest;
mod sentence;
#[cfg(feature = "ureq")]
mod ureq;

use serde_json::{Map, Value};

use crate::expected::Expected;

#[cfg(feature = "reqwest")]
pub use reqwest::Awaited;

/// What `assert_422!` takes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no response that `assert_422!` knows",
    label = "not a response",
    note = "each client and framework is behind a feature of this crate: `axum`, `actix-web`, `reqwest`, `ureq`",
    note = "any other response goes in as its parts: `(status, content_type, body)`"
)]
pub trait AssertsAnswer {
    /// `()`, or a future where the body is still on its way.
    type Outcome;

    /// Fails unless the answer is the expected one.
    fn assert_answer(self, expected: Expected) -> Self::Outcome;
}

/// Status, content type, body.
impl<B: AsRef<[u8]>> AssertsAnswer for (u16, &str, B) {
    type Outcome = ();

    #[track_caller]
    fn assert_answer(self, expected: Expected) {
        assert_parts(self.0, Some(self.1), self.2.as_ref(), &expected);
    }
}

#[track_caller]
pub(crate) fn assert_parts(status: u16, content_type: Option<&str>, body: &[u8], expected: &Expected) {
    if let Err(difference) = compare(status, content_type, body, expected) {
        panic!("{difference}");
    }
}

/// What is not as it should be.
pub(crate) fn compare(status: u16, content_type: Option<&str>, body: &[u8], expected: &Expected) -> Result<(), String> {
    let found = read(status, content_type, body)?;
    // The documented body has sentences in place of codes.
    let is_same = |code: &str, at: usize| {
        let violation = &found.violations[at];
        violation.sentence == code
            || match &violation.code {
                Some(found) => found == code,
                None => sentence::is_of(code, &violation.sentence),
            }
    };
    let shown = found.violations.iter().map(|violation| {
        let text = match &violation.code {
            Some(code) => code.clone(),
            None => sentence::codes(&violation.sentence),
        };
        (violation.key.clone(), text)
    });
    let shown: Vec<(String, String)> = shown.collect();
    if found.violations.is_empty() {
        return Err("an answer with errors was expected; it has none".to_owned());
    }
    if expected.is_empty() {
        return Ok(());
    }
    match expected.differs(&shown, is_same) {
        Some(table) => Err(format!("the errors in the answer are not the expected ones\n\n{table}")),
        None => Ok(()),
    }
}

struct Answer {
    violations: Vec<Violation>,
}

struct Violation {
    key: String,
    sentence: String,
    code: Option<String>,
}

/// The violations of a body, if it has one of the documented forms.
fn read(status: u16, content_type: Option<&str>, body: &[u8]) -> Result<Answer, String> {
    if status != 422 {
        return Err(format!("status 422 was expected; it is {status}"));
    }
    let media = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_problem = media == "application/problem+json";
    if media != "application/json" && !is_problem {
        let found = content_type.map_or("missing".to_owned(), |found| format!("`{found}`"));
        return Err(format!("the content type `application/json` was expected; it is {found}"));
    }
    // Nothing of the body is shown, because a body of another form may hold anything.
    let json: Value = serde_json::from_slice(body).map_err(|_| "the body is not JSON".to_owned())?;
    let Value::Object(members) = json else { return Err("the body is no object".to_owned()) };
    if is_problem { problem(&members) } else { documented(&members) }
}

fn documented(members: &Map<String, Value>) -> Result<Answer, String> {
    let form = || "the body has not the documented form `{\"message\": …, \"errors\": {key: [sentence]}}`".to_owned();
    if !members.get("message").is_some_and(Value::is_string) || members.len() != 2 {
        return Err(form());
    }
    let errors = members.get("errors").and_then(Value::as_object).ok_or_else(form)?;
    let mut violations = Vec::new();
    for (key, sentences) in errors {
        let sentences = sentences.as_array().filter(|sentences| !sentences.is_empty()).ok_or_else(form)?;
        for sentence in sentences {
            let sentence = sentence.as_str().ok_or_else(form)?.to_owned();
            violations.push(Violation { key: key.clone(), sentence, code: None });
        }
    }
    Ok(Answer { violations })
}

/// Problem details: each error has a pointer into the body, or the name of a parameter or header.
fn problem(members: &Map<String, Value>) -> Result<Answer, String> {
    let form = || "the body is no problem details with `errors` of `detail`, `code` and a place".to_owned();
    let errors = members.get("errors").and_then(Value::as_array).ok_or_else(form)?;
    let mut violations = Vec::new();
    for error in errors {
        let text = |name: &str| error.get(name).and_then(Value::as_str);
        let (sentence, code) = (text("detail").ok_or_else(form)?, text("code").ok_or_else(form)?);
        let key = match text("pointer") {
            Some(pointer) => key_of(pointer),
            None => text("parameter").or(text("header")).unwrap_or_default().to_owned(),
        };
        violations.push(Violation { key, sentence: sentence.to_owned(), code: Some(code.to_owned()) });
    }
    Ok(Answer { violations })
}

/// `#/items/0/price` is `items.0.price`.
fn key_of(pointer: &str) -> String {
    let pointer = pointer.strip_prefix('#').unwrap_or(pointer);
    let plain = |segment: &str| {
        let bytes = segment.as_bytes();
        let mut decoded = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let hex = segment.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            match (bytes[at], hex) {
                (b'%', Some(byte)) => {
                    decoded.push(byte);
                    at += 3;
                }
                (byte, _) => {
                    decoded.push(byte);
                    at += 1;
                }
            }
        }
        String::from_utf8_lossy(&decoded).replace("~1", "/").replace("~0", "~")
    };
    let segments = pointer.split('/').skip(1).map(plain);
    let keys: Vec<String> = segments.map(|segment| unprocessable::escape_segment(&segment).into_owned()).collect();
    keys.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_become_keys() {
        for (pointer, key) in [
            ("#/items/0/price", "items.0.price"),
            ("#", ""),
            ("#/a~1b/c~0d", "a/b.c~d"),
            ("#/gr%C3%B6%C3%9Fe%25", "größe%"),
            ("#/%zz", "%zz"),
        ] {
            assert_eq!(key_of(pointer), key);
        }
    }

    #[test]
    fn other_answers_are_refused() {
        let body = br#"{"message":"m","errors":{"a":["The a field is required."]}}"#;
        let expected = Expected::new();
        assert_eq!(compare(422, Some("application/json; charset=utf-8"), body, &expected), Ok(()));
        for (status, media, body, says) in [
            (200, Some("application/json"), &body[..], "status 422 was expected; it is 200"),
            (422, Some("text/html"), body, "it is `text/html`"),
            (422, None, body, "it is missing"),
            (422, Some("application/json"), b"<html>secret", "the body is not JSON"),
            (422, Some("application/json"), b"[]", "no object"),
            (422, Some("application/json"), br#"{"errors":{"a":["x"]}}"#, "documented form"),
            (422, Some("application/json"), br#"{"message":"m","errors":{"a":"x"}}"#, "documented form"),
            (422, Some("application/json"), br#"{"message":"m","errors":{"a":[]}}"#, "documented form"),
            (422, Some("application/json"), br#"{"message":"m","errors":{"a":[1]}}"#, "documented form"),
            (422, Some("application/json"), br#"{"message":"m","errors":{"a":["x"]},"more":1}"#, "documented form"),
            (422, Some("application/json"), br#"{"message":"m","errors":{}}"#, "it has none"),
            (422, Some("application/problem+json"), body, "problem details"),
        ] {
            let said = compare(status, media, body, &expected).expect_err(says);
            assert!(said.contains(says), "{said}");
            assert!(!said.contains("secret"), "{said}");
        }
    }
}
