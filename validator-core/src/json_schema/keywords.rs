//! The keywords of a rule, as far as they hold for the JSON of a shape.

use alloc::string::ToString as _;
use alloc::vec::Vec;

use serde_json::Value;

use super::Object;
use super::value::{object, seen_shape};
use super::variants::unit_names;
use crate::declaration::{Content, Declaration, DeclaredRule, Shape};
use crate::decode::Expected;
use crate::rule::{Precision, Schema};

/// The keywords of a rule for a value that is not `null`, and how truly they say the rule.
pub(super) fn keywords_for(shape: Shape, rule: &DeclaredRule) -> (Object, Precision) {
    let schema = rule.schema();
    let (keywords, precision) = fitting(shape, &schema);
    match precision {
        // Other fields are not in the keywords.
        Precision::Exact if rule.looks_further() => (keywords, Precision::Weaker),
        precision => (keywords, precision),
    }
}

/// The keywords that hold for a value of this shape.
pub(super) fn fitting(shape: Shape, schema: &Schema<'_>) -> (Object, Precision) {
    let mut keywords = object(serde_json::to_value(schema).unwrap_or_default());
    let count = keywords.len();
    let mut precision = schema.precision();
    let mut keep = |keywords: &mut Object, kept: &[&str]| {
        keywords.retain(|keyword, _| kept.contains(&&**keyword));
        if keywords.len() < count && precision == Precision::Exact {
            precision = Precision::Weaker;
        }
    };
    match shape.required() {
        Shape::Unknown => keep(&mut keywords, &[]),
        Shape::Foreign(foreign) => match foreign.expected() {
            // It may be written as text, too.
            Expected::Decimal => {
                keep(&mut keywords, &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]);
                precision = weaker(precision);
            }
            _ => {
                keep(&mut keywords, &[]);
                precision = Precision::Unsayable;
            }
        },
        Shape::Set(items) => {
            // A set drops what is there twice, so that a list for it may be longer, and all of its items differ.
            keywords.remove("uniqueItems");
            let is_longer = keywords.remove("maxItems").is_some();
            if !is_scalar(*items) {
                keep(&mut keywords, &["minItems"]);
            }
            if is_longer || keywords.contains_key("minItems") {
                precision = weaker(precision);
            }
        }
        Shape::List(items) | Shape::Array(items, _) if !is_scalar(*items) => {
            keep(&mut keywords, &["minItems", "maxItems", "uniqueItems"]);
            if keywords.contains_key("uniqueItems") {
                precision = weaker(precision);
            }
        }
        Shape::List(items) | Shape::Array(items, _)
            if keywords.contains_key("uniqueItems") && matches!(items.required(), Shape::Number) =>
        {
            precision = weaker(precision);
        }
        Shape::Single if !keywords.is_empty() => {
            let is_said = as_single(&mut keywords);
            precision = if is_said { weaker(precision) } else { Precision::Unsayable };
        }
        Shape::Map { key, .. } if !matches!(key.required(), Shape::Text | Shape::Integer { .. } | Shape::Character) => {
            keep(&mut keywords, &["minProperties"]);
        }
        Shape::Declared(reference) => match (seen_shape(reference.declaration()), reference.declaration().content()) {
            (Some(shape), _) => return fitting(shape, schema),
            (None, _) if reference.declaration().is_transparent() => keep(&mut keywords, &[]),
            (None, Content::Enum(..)) => {
                let is_said = with_aliases(&mut keywords, reference.declaration());
                if !is_said {
                    keep(&mut keywords, &[]);
                }
            }
            _ => {}
        },
        _ => {}
    }
    if keywords.is_empty() && precision == Precision::Weaker {
        precision = Precision::Unsayable;
    }
    (keywords, precision)
}

/// At most weaker.
pub(super) fn weaker(precision: Precision) -> Precision {
    match precision {
        Precision::Exact => Precision::Weaker,
        precision => precision,
    }
}

/// Widens the keywords for numbers that are rounded to 32 bits when they are read. `false` if they cannot be said.
///
/// A client writes the number `0.1` of 32 bits as `0.1` or, by way of 64 bits, as `0.10000000149011612`.
fn as_single(keywords: &mut Object) -> bool {
    let mut widened = Object::new();
    for (keyword, value) in core::mem::take(keywords) {
        let (keyword, value) = match (&*keyword, value) {
            ("minimum", value) => (keyword, spellings(&value).into_iter().fold(value, least)),
            ("maximum", value) => (keyword, spellings(&value).into_iter().fold(value, greatest)),
            // A whole number that does not fit is read as its neighbour, which may be within the bound.
            ("exclusiveMinimum", value) if is_whole(&value) && round(&value) > value.as_f64() => {
                ("minimum".to_string(), value)
            }
            ("exclusiveMaximum", value) if is_whole(&value) && round(&value) < value.as_f64() => {
                ("maximum".to_string(), value)
            }
            ("exclusiveMinimum" | "exclusiveMaximum" | "type", value) => (keyword, value),
            ("multipleOf", value) if round(&value) == value.as_f64() => (keyword, value),
            ("const", value) => match &*spellings(&value) {
                [_] => (keyword, value),
                all => ("enum".to_string(), all.into()),
            },
            ("enum", Value::Array(values)) => (keyword, values.iter().flat_map(spellings).collect()),
            ("not", Value::Object(mut not)) if not.contains_key("const") || not.contains_key("enum") => {
                if !as_single(&mut not) {
                    return false;
                }
                (keyword, not.into())
            }
            _ => return false,
        };
        widened.insert(keyword, value);
    }
    *keywords = widened;
    true
}

/// The number of 32 bits that is nearest.
pub(super) fn round(value: &Value) -> Option<f64> {
    value.as_f64().map(|number| f64::from(number as f32))
}

/// How a number of 32 bits is written.
pub(super) fn spellings(value: &Value) -> Vec<Value> {
    let rounded = round(value).filter(|rounded| rounded.is_finite() && Some(*rounded) != value.as_f64());
    core::iter::once(value.clone()).chain(rounded.map(Value::from)).collect()
}

fn is_whole(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

fn least(a: Value, b: Value) -> Value {
    if a.as_f64() < b.as_f64() { a } else { b }
}

fn greatest(a: Value, b: Value) -> Value {
    if a.as_f64() > b.as_f64() { a } else { b }
}

/// Whether values are written in one way only.
fn is_scalar(shape: Shape) -> bool {
    matches!(shape.required(), Shape::Text | Shape::Character | Shape::Integer { .. } | Shape::Number | Shape::Boolean)
}

/// Whether rules see what stands in the document: a value that its type does not change while it is read.
pub(super) fn is_plain(shape: Shape) -> bool {
    match shape.required() {
        Shape::Unknown => false,
        Shape::Foreign(foreign) => foreign.expected() == Expected::Decimal,
        Shape::Declared(reference) => {
            let declaration = reference.declaration();
            !declaration.is_transparent() || seen_shape(declaration).is_some_and(is_plain)
        }
        _ => true,
    }
}

/// Adds the aliases of variants to lists of names. `false` if the keywords cannot be said of the enum.
fn with_aliases(keywords: &mut Object, declaration: &Declaration) -> bool {
    let Some(names) = unit_names(declaration) else { return keywords.is_empty() };
    let all = |name: &Value| -> Option<Vec<Value>> {
        let name = name.as_str()?;
        let names = names.iter().find(|names| names.first() == Some(&name))?;
        Some(names.iter().map(|name| Value::from(*name)).collect())
    };
    let expand = |keywords: &mut Object| -> bool {
        let Some((keyword, value)) = keywords.iter().next().filter(|_| keywords.len() == 1) else { return false };
        let values = match (&**keyword, value) {
            ("const", value) => all(value),
            ("enum", Value::Array(values)) => {
                values.iter().map(all).collect::<Option<Vec<_>>>().map(|values| values.concat())
            }
            _ => None,
        };
        let Some(values) = values else { return false };
        keywords.clear();
        match &*values {
            [value] => keywords.insert("const".to_string(), value.clone()),
            _ => keywords.insert("enum".to_string(), values.into()),
        };
        true
    };
    match keywords.get_mut("not") {
        Some(Value::Object(not)) => expand(not) && keywords.len() == 1,
        _ => keywords.is_empty() || expand(keywords),
    }
}
