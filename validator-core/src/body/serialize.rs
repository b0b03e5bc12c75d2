//! The documented body for any serializer.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Body;
use crate::errors::ValidationErrors;
use crate::errors::violation::Violation;
use crate::message::Messages;

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
        let found = self.body.errors.store().into_iter();
        for (key, violation) in found.flat_map(|found| found.in_order_within(self.first..self.first + self.len)) {
            list.serialize_element(&SentenceOf { key, violation, messages: self.body.messages })?;
        }
        list.end()
    }
}

struct SentenceOf<'a> {
    key: &'a str,
    violation: &'a Violation,
    messages: Option<&'a dyn Messages>,
}

impl Serialize for SentenceOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.messages {
            Some(messages) => serializer.collect_str(&self.violation.message_at(self.key, messages)),
            None => serializer.collect_str(&self.violation.message()),
        }
    }
}
