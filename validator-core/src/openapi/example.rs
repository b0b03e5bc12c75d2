//! What the errors of a type look like: a few keys, each with a sentence that its rules say.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use crate::declaration::{
    Content, Declaration, DeclaredField, DeclaredRule, DeclaredValue, Place, Shape, Tag, Variant,
};
use crate::decode::Expected;
use crate::decode::inspect::sentence::{MISSING, wrong_type};
use crate::errors::violation::Violation;
use crate::path::{Key, Label, escape_segment};
use crate::subject::Kind;

/// How many fields are shown that have no others inside.
const PLAIN: usize = 2;

/// What stands in a declaration for the sentence of a function.
const UNKNOWN: &str = "The {attribute} is invalid.";

/// How deep types are followed.
const DEEPEST: usize = 4;

/// Keys with their sentences, in the order of the fields: the first fields of the type itself, one inside a nested type,
/// one inside a list. Sentences differ where the rules have different ones.
pub(super) fn entries(shape: Shape) -> Vec<(String, String)> {
    if let Some((declaration, key, _)) = nested(shape, "") {
        return entries_of(declaration.fields(), &key);
    }
    let Shape::Declared(reference) = shape.required() else { return Vec::new() };
    let Content::Enum(tag, variants) = reference.declaration().content() else { return Vec::new() };
    // One variant is enough to show how the keys of an enum begin.
    variants.iter().map(|variant| of_variant(tag, variant)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn of_variant(tag: Tag, variant: &'static Variant) -> Vec<(String, String)> {
    let key = match tag {
        Tag::External => escape_segment(variant.name()).into_owned(),
        Tag::Adjacent { content, .. } => escape_segment(content).into_owned(),
        Tag::Internal(_) | Tag::Untagged => String::new(),
    };
    match variant.content() {
        Content::Fields(fields) => entries_of(fields.iter().filter(|field| field.place() != Place::Flattened), &key),
        Content::Newtype(field) if field.value().is_nested() => nested(field.shape(), &key)
            .map(|(declaration, key, _)| entries_of(declaration.fields(), &key))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn entries_of(fields: impl Iterator<Item = &'static DeclaredField>, key: &str) -> Vec<(String, String)> {
    let fields: Vec<_> = fields.collect();
    let around = Around { key, label: Label::Inherited, depth: 0 };
    let mut found: Vec<_> = fields.iter().filter_map(|field| of_field(field, around)).collect();
    let mut room = [PLAIN, 1, 1];
    found.retain(|candidates| {
        let room = &mut room[candidates.form as usize];
        let is_shown = *room > 0;
        *room = room.saturating_sub(1);
        is_shown
    });
    if found.is_empty() {
        // Nothing is asked but that each value is of its type.
        return fields.into_iter().find_map(|field| of_type(field, key)).into_iter().collect();
    }
    let mut shown = Vec::new();
    found.into_iter().filter_map(|candidates| candidates.choose(&mut shown)).collect()
}

/// What can be said at one field or inside of it. There is at least one value.
struct Candidates {
    values: Vec<Said>,
    form: Form,
}

/// What can be said of one value: the sentences with their codes.
struct Said {
    key: String,
    sentences: Vec<(&'static str, String)>,
}

#[derive(Clone, Copy)]
enum Form {
    Plain,
    Nested,
    Listed,
}

impl Candidates {
    /// The first that is unlike those before, or else the first.
    fn choose(self, shown: &mut Vec<&'static str>) -> Option<(String, String)> {
        let at_once = self.values.iter().map(|said| (said, 0));
        let later = self.values.iter().flat_map(|said| (0..said.sentences.len()).map(move |position| (said, position)));
        let is_new = |(said, position): &(&Said, usize)| {
            said.sentences.get(*position).is_some_and(|(code, _)| !shown.contains(code))
        };
        let chosen = at_once.chain(later).find(is_new).or_else(|| Some((self.values.first()?, 0)));
        let (said, position) = chosen?;
        let (code, message) = said.sentences.get(position)?;
        shown.push(code);
        Some((said.key.clone(), message.clone()))
    }
}

/// What stands around a field.
#[derive(Clone, Copy)]
struct Around<'a> {
    key: &'a str,
    label: Label,
    depth: usize,
}

fn fields(declaration: &'static Declaration, around: Around<'_>) -> Vec<Candidates> {
    declaration.fields().filter_map(|field| of_field(field, around)).collect()
}

fn of_field(field: &'static DeclaredField, around: Around<'_>) -> Option<Candidates> {
    let key = key_of(field, around.key);
    let mut value = field.value();
    if value.label == Label::Inherited {
        value.label = around.label;
    }
    if let Some(inside) = inside(value, Around { key: &key, label: value.label, depth: around.depth + 1 }) {
        return Some(inside);
    }
    let one = |key: String, sentences: Vec<_>, form| {
        (!sentences.is_empty()).then(|| Candidates { values: alloc::vec![Said { key, sentences }], form })
    };
    let own = || one(key.clone(), sentences(value), Form::Plain);
    let element = || one(join(&key, "0"), sentences(value.elements()?), Form::Listed);
    let missing = || {
        let is_needed = !field.may_be_absent() && field.place() != Place::Newtype;
        is_needed.then(|| one(key.clone(), alloc::vec![("required", said(&MISSING, value.label))], Form::Plain))?
    };
    own().or_else(element).or_else(missing)
}

/// What can be said inside a nested type.
fn inside(value: DeclaredValue, around: Around<'_>) -> Option<Candidates> {
    let checked = if value.is_nested() { value } else { value.elements().filter(DeclaredValue::is_nested)? };
    if around.depth >= DEEPEST || checked.nested_conditions().next().is_some() {
        return None;
    }
    let (declaration, key, form) = nested(value.shape(), around.key)?;
    let inside = fields(declaration, Around { key: &key, ..around });
    let values: Vec<_> = inside.into_iter().flat_map(|candidates| candidates.values).collect();
    (!values.is_empty()).then_some(Candidates { values, form })
}

/// The struct that a shape has inside, with the key of it.
fn nested(shape: Shape, key: &str) -> Option<(&'static Declaration, String, Form)> {
    let (declaration, key, form) = match shape.required() {
        Shape::Declared(reference) => (reference.declaration(), key.to_string(), Form::Nested),
        shape => match shape.insides() {
            [Some(Shape::Declared(reference)), ..] => (reference.declaration(), join(key, "0"), Form::Listed),
            _ => return None,
        },
    };
    // Each kind of enum adds names of its own to a key.
    matches!(declaration.content(), Content::Fields(_)).then_some((declaration, key, form))
}

fn of_type(field: &'static DeclaredField, key: &str) -> Option<(String, String)> {
    let expected = match field.shape().required() {
        Shape::Text => Expected::Text,
        Shape::Character => Expected::Char,
        Shape::Integer { .. } => Expected::Integer(crate::decode::Integer::I64),
        Shape::Number | Shape::Single => Expected::Float,
        Shape::Boolean => Expected::Boolean,
        Shape::List(_) | Shape::Set(_) | Shape::Array(..) | Shape::Tuple(_) => Expected::List,
        Shape::Map { .. } => Expected::Map,
        Shape::Foreign(foreign) => foreign.expected(),
        Shape::Declared(reference) if matches!(reference.declaration().content(), Content::Fields(_)) => {
            Expected::Object
        }
        _ => return None,
    };
    Some((key_of(field, key), said(wrong_type(expected), field.value().label)))
}

fn key_of(field: &DeclaredField, around: &str) -> String {
    match field.place() {
        Place::Newtype | Place::Flattened => around.to_string(),
        _ => join(around, &escape_segment(field.name())),
    }
}

fn join(around: &str, segment: &str) -> String {
    if around.is_empty() { segment.to_string() } else { format!("{around}.{segment}") }
}

/// What the rules say. Those come first that need nothing but the value: they are the ones that clients meet.
fn sentences(value: DeclaredValue) -> Vec<(&'static str, String)> {
    let is_plain = |rule: &DeclaredRule| rule.conditions().next().is_none() && !rule.looks_further();
    let (plain, others): (Vec<_>, Vec<_>) = value.rules().partition(is_plain);
    // The sentence of a function is its own, and it may have arguments that nobody knows before.
    let is_known = |rule: &DeclaredRule| rule.name() != "custom" || rule.sentence() != UNKNOWN;
    let known = plain.into_iter().chain(others).filter(is_known);
    let sentences = known.map(|rule| (rule.code(), rule.message()));
    sentences.filter(|(_, message)| !message.is_empty() && !message.contains('{')).collect()
}

fn said(what: &'static (dyn crate::rule::Described + Send + Sync), label: Label) -> String {
    Violation::rule(what, Kind::Other, label, Key::default()).message().to_string()
}
