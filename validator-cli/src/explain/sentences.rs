//! All sentences that a client may see. Those of rules are told by the set. Those of types come from documents in which
//! one value is of another type: the engine itself then says what it would say.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use unprocessable_core::lang::Language;
use unprocessable_ruleset::{RuleSet, SetField};

use super::{KEYS, with_titles};
use crate::failure::Failure;
use crate::keys::segments;
use crate::output::{Output, Style};
use crate::show;

pub(super) fn write(set: &RuleSet, language: &'static Language, output: &mut Output) -> Result<(), Failure> {
    let fields: Vec<SetField<'_>> = set.fields().collect();
    let mut is_first = true;
    for (field, title) in with_titles(&fields) {
        // Documents with other keys would be made up for their values.
        let place = if title.ends_with(KEYS) { None } else { Place::of(&fields, field.at()) };
        let said = sentences(set, place, &field, language);
        if said.is_empty() {
            continue;
        }
        if !std::mem::take(&mut is_first) {
            output.line("")?;
        }
        output.line(output.style(Style::Strong, show::name(&title)))?;
        let width = said.iter().map(|(code, _)| show::width(code)).max().unwrap_or_default();
        for (code, sentence) in said {
            output.line(format_args!("  {}  {sentence}", show::padded(&code, width)))?;
        }
    }
    Ok(())
}

/// The codes and sentences of a field, each once.
fn sentences(
    set: &RuleSet,
    place: Option<Place<'_>>,
    field: &SetField<'_>,
    language: &'static Language,
) -> Vec<(String, String)> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut add = |code: &str, sentence: String| {
        let pair = (code.to_owned(), sentence);
        if seen.insert(pair.clone()) {
            found.push(pair);
        }
    };
    for value in refused_values() {
        let Some((document, key)) = place.as_ref().and_then(|place| place.document(value)) else { continue };
        let Err(errors) = set.check(&document) else { continue };
        for (at, violation) in errors.iter().filter(|(at, _)| *at == key) {
            let is_of_a_rule = field.rules().any(|rule| rule.violation().code() == violation.code());
            // Rules are told below, in their order, unless a type says the same.
            if !is_of_a_rule || violation.code() == "required" {
                add(violation.code(), violation.message_at(at, language).to_string());
            }
        }
    }
    for rule in field.rules() {
        let violation = rule.violation();
        add(violation.code(), violation.message_at(field.at(), language).to_string());
    }
    found
}

/// Values of which each type refuses some: nothing, and one of each kind.
fn refused_values() -> impl Iterator<Item = Option<Value>> {
    let values = [json!(null), json!(true), json!("?!"), json!(1.5), json!(i64::MIN), json!(u64::MAX)];
    // An object with a name that no set knows.
    let more = [json!([]), json!({}), json!([null, null, null]), json!({ "\u{0}": null })];
    std::iter::once(None).chain(values.into_iter().chain(more).map(Some))
}

/// The way to a field, from the document on.
struct Place<'s> {
    steps: Vec<Step<'s>>,
}

enum Step<'s> {
    Field(&'s str),
    Item,
    Entry,
}

impl<'s> Place<'s> {
    /// `None` if the way leads through something that is not made up here, such as an item by its position.
    fn of(fields: &[SetField<'s>], at: &'s str) -> Option<Self> {
        let mut steps = Vec::new();
        let mut end = 0;
        if at.is_empty() {
            return Some(Self { steps });
        }
        for segment in segments(at) {
            let around = at.get(..end)?.trim_end_matches('.');
            let kind = fields.iter().find(|field| field.at() == around)?.type_name();
            steps.push(match (kind, segment) {
                ("list", "*") => Step::Item,
                ("map", "*") => Step::Entry,
                ("object", segment) => Step::Field(segment),
                _ => return None,
            });
            end += segment.len() + 1;
        }
        Some(Self { steps })
    }

    /// A document with this value there, and the key that errors at it have.
    fn document(&self, value: Option<Value>) -> Option<(Value, String)> {
        const ENTRY: &str = "key";

        let mut key = String::new();
        for step in &self.steps {
            if !key.is_empty() {
                key.push('.');
            }
            key.push_str(match step {
                Step::Field(segment) => segment,
                Step::Item => "0",
                Step::Entry => ENTRY,
            });
        }
        let mut steps = self.steps.iter().rev();
        let mut document = match value {
            Some(value) => value,
            // Only a field can be missing.
            None => match steps.next()? {
                Step::Field(_) => json!({}),
                Step::Item | Step::Entry => return None,
            },
        };
        // A key with no name that the set knows is reported under that name.
        if document.as_object().is_some_and(|members| members.contains_key("\u{0}")) {
            let name = unprocessable_core::escape_segment("\u{0}");
            key = if key.is_empty() { name.into_owned() } else { format!("{key}.{name}") };
        }
        for step in steps {
            document = match step {
                Step::Field(segment) => Value::Object(Map::from_iter([(unescaped(segment), document)])),
                Step::Item => json!([document]),
                Step::Entry => Value::Object(Map::from_iter([(ENTRY.to_owned(), document)])),
            };
        }
        // What is wrong with the document as a whole.
        Some((document, if key.is_empty() { "_".into() } else { key }))
    }
}

/// The name that a segment of a key stands for.
fn unescaped(segment: &str) -> String {
    let (mut name, mut chars) = (String::new(), segment.chars());
    while let Some(c) = chars.next() {
        name.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    name
}
