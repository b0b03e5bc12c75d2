//! The documented JSON body, written straight to its destination.

use alloc::string::String;
use core::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::errors::{Found, ValidationErrors};
use crate::message::{Messages, Out};
use crate::violation::{Violation, Worded};

/// The top-level message of every 422 body.
pub const INVALID_MESSAGE: &str = "The given data was invalid.";

/// The documented body of some errors, on its way to the response.
///
/// ```
/// use unprocessable_core::{ValidationErrors, Violation};
///
/// let mut errors = ValidationErrors::new();
/// errors.add("age", Violation::new("adult", "The {attribute} must be at least 18."));
///
/// let body = errors.body().message("Please check the form.");
/// assert_eq!(
///     body.to_json(),
///     r#"{"message":"Please check the form.","errors":{"age":["The age must be at least 18."]}}"#,
/// );
/// ```
#[derive(Clone, Copy)]
pub struct Body<'a> {
    errors: &'a ValidationErrors,
    messages: Option<&'a dyn Messages>,
    message: Option<&'a str>,
}

impl<'a> Body<'a> {
    pub(crate) fn new(errors: &'a ValidationErrors) -> Self {
        Self { errors, messages: None, message: None }
    }

    /// Takes sentences and labels from another source.
    #[must_use]
    pub fn messages(mut self, messages: &'a dyn Messages) -> Self {
        self.messages = Some(messages);
        self
    }

    /// Puts another top-level message in place of "The given data was invalid."
    #[must_use]
    pub fn message(mut self, message: &'a str) -> Self {
        self.message = Some(message);
        self
    }

    /// The body as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Most sentences stay below 56 bytes, so most bodies are written without growing.
        let keys = self.errors.found().map_or(0, |found| found.keys().len());
        let mut json = String::with_capacity(64 + keys + 64 * self.errors.len());
        self.write_json(&mut json);
        json
    }

    /// Appends the body as JSON.
    pub fn write_json(&self, out: &mut String) {
        out.push_str("{\"message\":\"");
        push_escaped(self.top(), out);
        out.push_str("\",\"errors\":{");
        if let Some(found) = self.errors.found() {
            self.write_errors(found, out);
        }
        out.push_str("}}");
    }

    fn write_errors(&self, found: &Found, out: &mut String) {
        let plain = is_plain(found.keys());
        let mut said = Said::new(self.messages, found.len());
        let mut before = None;
        for violation in found.in_order() {
            let key = found.key(violation);
            if before == Some(key) {
                // The list goes on: `"…"],"` becomes `"…","`.
                out.truncate(out.len() - NEXT.len());
                out.push_str(",\"");
                said.push(violation, SENTENCE.len(), out);
                continue;
            }
            if before.is_none() {
                out.push('"');
            }
            if plain {
                out.push_str(key);
            } else {
                push_escaped(key, out);
            }
            said.push(violation, 0, out);
            before = Some(key);
        }
        if before.is_some() {
            out.truncate(out.len() - NEXT.len() + 1);
        }
    }

    fn top(&self) -> &'a str {
        self.message.or_else(|| self.messages?.invalid()).unwrap_or(INVALID_MESSAGE)
    }
}

impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_json())
    }
}

/// What stands between a key and its first sentence.
const SENTENCE: &str = "\":[\"";
/// What stands between the last sentence of a key and the next key, but for the quote of the sentence.
const NEXT: &str = "],\"";

/// How many sentences are kept.
const KEPT: usize = 16;

/// The sentences of one body. Those about the items of a list are often the same, so a sentence is kept for when it
/// comes again.
struct Said<'a> {
    messages: Option<&'a dyn Messages>,
    /// As they stand in the body, one behind the other.
    text: String,
    /// Whose sentence begins and ends where in the text, in a ring.
    said: [Option<(&'a Violation, usize, usize)>; KEPT],
    /// The places of their rules and labels, which are quick to compare.
    places: [(usize, usize); KEPT],
    count: usize,
    /// Whether it is worth the while. Another source of messages may say each time what it likes.
    keeps: bool,
}

impl<'a> Said<'a> {
    fn new(messages: Option<&'a dyn Messages>, violations: usize) -> Self {
        let keeps = messages.is_none() && violations > 3;
        let text = String::with_capacity(if keeps { KEPT * 64 } else { 0 });
        Self { messages, text, said: [None; KEPT], places: [(0, 0); KEPT], count: 0, keeps }
    }

    /// Appends a sentence with what is around it, but for the bytes that are to be left out at the start.
    fn push(&mut self, violation: &'a Violation, without: usize, out: &mut String) {
        if !self.keeps || !violation.is_constant() {
            out.push_str(&SENTENCE[without..]);
            return self.write(violation, out);
        }
        let place = violation.place_of_words();
        if let Some(at) = self.places.iter().rposition(|known| *known == place) {
            if let Some((_, start, end)) = self.said[at].filter(|(before, ..)| before.says_the_same(violation)) {
                return out.push_str(&self.text[start + without..end]);
            }
        }
        if self.text.len() > KEPT * 256 {
            self.text.clear();
            (self.said, self.places) = ([None; KEPT], [(0, 0); KEPT]);
        }
        let mut text = core::mem::take(&mut self.text);
        let start = text.len();
        text.push_str(SENTENCE);
        self.write(violation, &mut text);
        out.push_str(&text[start + without..]);
        self.said[self.count % KEPT] = Some((violation, start, text.len()));
        self.places[self.count % KEPT] = place;
        self.count += 1;
        self.text = text;
    }

    fn write(&self, violation: &Violation, out: &mut String) {
        // Writing to a `String` does not fail.
        let _ = violation.write(self.messages, &mut Escaped(out));
        out.push('"');
        out.push_str(NEXT);
    }
}

/// The inside of a JSON string.
struct Escaped<'a>(&'a mut String);

impl fmt::Write for Escaped<'_> {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        push_escaped(text, self.0);
        Ok(())
    }
}

impl Out for Escaped<'_> {
    #[inline]
    fn write_plain(&mut self, text: &str) -> fmt::Result {
        self.0.push_str(text);
        Ok(())
    }
}

/// Appends `text` as the inside of a JSON string, with the escapes that `serde_json` chooses.
#[inline]
pub(crate) fn push_escaped(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        push_escapes(text, out);
    }
}

/// Whether text stands in JSON as it is.
#[inline]
fn is_plain(text: &str) -> bool {
    // Looking at all bytes without stopping is work for vector instructions, and nearly all text is plain.
    text.bytes().fold(true, |plain, byte| plain & (byte >= b' ') & (byte != b'"') & (byte != b'\\'))
}

#[cold]
fn push_escapes(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + 1;
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.push_str("\\u00");
                out.push(HEX[usize::from(byte >> 4)].into());
                out.push(HEX[usize::from(byte & 15)].into());
                continue;
            }
        };
        out.push_str(escape);
    }
    out.push_str(&text[done..]);
}

impl Serialize for ValidationErrors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body().serialize(serializer)
    }
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(Some(2))?;
        body.serialize_entry("message", self.top())?;
        body.serialize_entry("errors", &Groups(self))?;
        body.end()
    }
}

/// The `errors` object.
struct Groups<'a>(&'a Body<'a>);

impl Serialize for Groups<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let body = self.0;
        let groups = body.groups().count();
        let mut map = serializer.serialize_map(Some(groups))?;
        for (key, first, len) in body.groups() {
            map.serialize_entry(key, &Group { body, first, len })?;
        }
        map.end()
    }
}

impl Body<'_> {
    /// Every key with the position and number of its violations.
    fn groups(&self) -> impl Iterator<Item = (&str, usize, usize)> {
        let mut rest = self.errors.iter().map(|(key, _)| key).peekable();
        let mut at = 0;
        core::iter::from_fn(move || {
            let key = rest.next()?;
            let first = at;
            at += 1;
            while rest.next_if_eq(&key).is_some() {
                at += 1;
            }
            Some((key, first, at - first))
        })
    }
}

/// The sentences of one key.
struct Group<'a> {
    body: &'a Body<'a>,
    first: usize,
    len: usize,
}

impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len))?;
        let found = self.body.errors.found().into_iter();
        for violation in found.flat_map(|found| found.in_order_within(self.first..self.first + self.len)) {
            list.serialize_element(&SentenceOf(violation, self.body.messages))?;
        }
        list.end()
    }
}

struct SentenceOf<'a>(&'a Violation, Option<&'a dyn Messages>);

impl Serialize for SentenceOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Worded { violation: self.0, messages: self.1 })
    }
}

/// Reads the documented body back, for clients written in Rust. The sentences come back as they were
/// written; codes and arguments are not part of the body, so they are empty.
impl<'de> Deserialize<'de> for ValidationErrors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BodyVisitor)
    }
}

struct BodyVisitor;

impl<'de> Visitor<'de> for BodyVisitor {
    type Value = ValidationErrors;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `message` and `errors`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ValidationErrors, A::Error> {
        let mut errors = None;
        while let Some(name) = map.next_key::<alloc::borrow::Cow<'de, str>>()? {
            if name != "errors" {
                map.next_value::<IgnoredAny>()?;
            } else if errors.is_some() {
                return Err(de::Error::duplicate_field("errors"));
            } else {
                errors = Some(map.next_value::<ErrorsObject>()?.0);
            }
        }
        errors.ok_or_else(|| de::Error::missing_field("errors"))
    }
}

struct ErrorsObject(ValidationErrors);

impl<'de> Deserialize<'de> for ErrorsObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;

        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = ErrorsObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of lists of sentences")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ErrorsObject, A::Error> {
                // What was sent is what is read: the caps were the sender's to apply.
                let mut errors = ValidationErrors::within(&crate::Limits::new().violations(usize::MAX));
                while let Some(key) = map.next_key::<String>()? {
                    map.next_value_seed(Sentences { key: &key, errors: &mut errors })?;
                }
                Ok(ErrorsObject(errors))
            }
        }

        deserializer.deserialize_map(ObjectVisitor)
    }
}

/// Reads the list of sentences of one key.
struct Sentences<'e> {
    key: &'e str,
    errors: &'e mut ValidationErrors,
}

impl<'de> de::DeserializeSeed<'de> for Sentences<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Sentences<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of sentences")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(sentence) = list.next_element::<String>()? {
            self.errors.add(self.key, Violation::read(sentence));
        }
        Ok(())
    }
}
