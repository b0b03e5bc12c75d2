//! Whether a field is filled, as the rules of the family of `required` see it.

use alloc::vec::Vec;

use serde_json::{Value, json};

use super::Object;
use super::builder::Scope;
use super::combine::{all_of, any_of, combine, keyword, not_null};
use super::condition::{If, find, has, properties};
use super::keywords::{fitting, is_plain};
use super::value::seen_shape;
use crate::declaration::{DeclaredField, Shape};
use crate::rule::{Describe as _, Precision};
use crate::rules::required;
use crate::subject::Kind;

/// What is said of a filled value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    /// What fits is filled.
    Enough,
    /// What is filled fits.
    Needed,
}

/// A visible character that is sure to be one.
const VISIBLE: &str = "[!-~]";

/// The schema of a filled value, and whether it is both enough and needed. The value is not `null`.
pub(super) fn filled(shape: Shape, side: Side) -> Option<(Object, bool)> {
    match shape.required() {
        Shape::Text | Shape::Character => {
            let (schema, precision) = fitting(Shape::Text, &required().schema(Kind::Text));
            Some(match (precision, side) {
                (Precision::Exact, _) => (schema, true),
                (_, Side::Enough) => (keyword("pattern", VISIBLE), false),
                (_, Side::Needed) => (keyword("minLength", 1), false),
            })
        }
        Shape::List(_) | Shape::Set(_) => Some((keyword("minItems", 1), true)),
        // An array without items is blank.
        Shape::Array(_, size) => Some((if size > 0 { Object::new() } else { keyword("minItems", 1) }, true)),
        Shape::Map { .. } => Some((keyword("minProperties", 1), true)),
        Shape::Integer { .. } | Shape::Number | Shape::Single | Shape::Boolean => Some((Object::new(), true)),
        Shape::Declared(reference) => {
            let declaration = reference.declaration();
            match seen_shape(declaration) {
                Some(shape) if is_plain(shape) => filled(shape, side),
                _ if !declaration.is_transparent() => Some((Object::new(), true)),
                _ => unknown(side),
            }
        }
        _ => unknown(side),
    }
}

fn unknown(side: Side) -> Option<(Object, bool)> {
    (side == Side::Needed).then(|| (Object::new(), false))
}

/// The schema of an object whose field is filled.
fn field_is_filled(field: &DeclaredField, side: Side) -> Option<If> {
    let (mut schema, exact) = filled(field.shape(), side)?;
    if is_absent_as_null(field.shape()) {
        combine(&mut schema, not_null());
    }
    let without = filled_without(field);
    let may_be_left_out = match side {
        Side::Enough => without == Some(true),
        Side::Needed => without != Some(false),
    };
    let schema = if may_be_left_out { properties(field, &schema) } else { has(field, &schema) };
    Some(If::one(schema, exact && without.is_some()))
}

/// Whether `null` in the document is an absent value for rules.
fn is_absent_as_null(shape: Shape) -> bool {
    match shape {
        Shape::Optional(_) | Shape::Patch(_) => true,
        Shape::Declared(reference) => seen_shape(reference.declaration()).is_some_and(is_absent_as_null),
        _ => false,
    }
}

/// Whether the field is filled where the document does not have it, if that is known.
fn filled_without(field: &DeclaredField) -> Option<bool> {
    if !field.has_default() || matches!(field.shape(), Shape::Patch(_)) {
        return Some(false);
    }
    match (field.default_value()?, field.shape().required()) {
        (Value::Null, _) if is_absent_as_null(field.shape()) => Some(false),
        (Value::String(text), Shape::Text) if text.is_empty() => Some(false),
        (Value::String(text), Shape::Text) => text.chars().any(|c| c.is_ascii_graphic()).then_some(true),
        (Value::Array(items), Shape::List(_) | Shape::Set(_)) => Some(!items.is_empty()),
        (Value::Object(entries), Shape::Map { .. }) => Some(!entries.is_empty()),
        (Value::Number(_), Shape::Integer { .. } | Shape::Number | Shape::Single) => Some(true),
        (Value::Bool(_), Shape::Boolean) => Some(true),
        _ => None,
    }
}

/// What a rule asks of the fields that it names.
pub(super) fn fields_hold(scope: &Scope, names: &[&'static str], rule: &str) -> Option<If> {
    let fields: Vec<Option<&'static DeclaredField>> = names.iter().map(|name| find(scope, name)).collect();
    let (side, all, without) = match rule {
        "required_with" => (Side::Enough, false, false),
        "required_with_all" => (Side::Enough, true, false),
        "required_without" => (Side::Needed, false, true),
        "required_without_all" => (Side::Needed, true, true),
        _ => return None,
    };
    let (mut schemas, mut exact) = (Vec::new(), true);
    for field in fields {
        match field.and_then(|field| field_is_filled(field, side)) {
            Some(filled) => {
                exact &= filled.exact;
                let schema = filled.into_schema();
                schemas.push(if without { json!({ "not": schema }) } else { schema });
            }
            // Without one of them, the others can still be enough.
            None if !all => exact = false,
            None => return None,
        }
    }
    if schemas.is_empty() {
        return None;
    }
    Some(If::one(if all { all_of(schemas) } else { any_of(schemas) }, exact))
}

/// `prohibits`: while the field is filled, none of the others may be.
pub(super) fn prohibits(
    scope: &Scope,
    field: &DeclaredField,
    names: &[&'static str],
) -> Option<(If, Object, Precision)> {
    let own = field_is_filled(field, Side::Enough)?;
    let (mut schemas, mut exact) = (Vec::new(), own.exact);
    for name in names {
        match find(scope, name).and_then(|field| field_is_filled(field, Side::Enough)) {
            Some(other) => {
                exact &= other.exact;
                schemas.push(json!({ "not": other.into_schema() }));
            }
            None => exact = false,
        }
    }
    if schemas.is_empty() {
        return None;
    }
    let then = super::value::object(all_of(schemas));
    Some((own, then, if exact { Precision::Exact } else { Precision::Weaker }))
}
