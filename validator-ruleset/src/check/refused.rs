//! Values that are not of their types, and what is said of them: the sentences of decode.

use serde_json::Value;
use unprocessable_core::Violation;
use unprocessable_core::declaration::{DeclaredValue, Shape as Declared};
use unprocessable_core::decode::{Expected, Reason};

use crate::model::{Node, Shape, integer};

/// Why a value is refused.
#[derive(Clone, Copy)]
pub(super) struct Refused {
    reason: Reason,
    expected: Expected,
}

/// The most choices that a sentence lists, as in decode.
const FEW: usize = 10;

impl Refused {
    pub(super) const MISSING: Self = Self::new(Reason::MissingField(""), Expected::Any);
    pub(super) const TWICE: Self = Self::new(Reason::RepeatedField(""), Expected::Any);

    const fn new(reason: Reason, expected: Expected) -> Self {
        Self { reason, expected }
    }

    pub(super) fn unknown() -> Violation {
        DeclaredValue::unknown_field()
    }

    pub(super) fn violation(self, node: &Node, is_root: bool) -> Violation {
        if is_root && self.reason == Reason::Null {
            return DeclaredValue::no_body();
        }
        let value = DeclaredValue::bare(None, Declared::Unknown);
        let violation = match &node.shape {
            Shape::Choice(names) if self.expected == Expected::Enum && (1..=FEW).contains(&names.len()) => {
                if self.reason == Reason::Null {
                    return node.label.on(value.refused(self.reason, self.expected, &[]));
                }
                let listed = value.refused(self.reason, self.expected, &[""]);
                listed.choosing(names.iter().filter_map(|names| names.first()).map(String::as_str))
            }
            _ => value.refused(self.reason, self.expected, &[]),
        };
        node.label.on(violation)
    }
}

/// Why the value itself is refused, whatever is inside it.
pub(super) fn own(node: &Node, value: &Value, is_too_deep: bool) -> Option<Refused> {
    let expected = match node.shape {
        Shape::Any => Expected::Any,
        Shape::Text => Expected::Text,
        Shape::Character => Expected::Char,
        Shape::Integer { of, .. } => Expected::Integer(of),
        Shape::Number => Expected::Float,
        Shape::Boolean => Expected::Boolean,
        Shape::Null => Expected::Unit,
        Shape::List { size: Some(size), .. } => Expected::Tuple(u32::try_from(size).unwrap_or(u32::MAX)),
        Shape::List { .. } => Expected::List,
        Shape::Tuple(ref items) => Expected::Tuple(u32::try_from(items.len()).unwrap_or(u32::MAX)),
        Shape::Map { .. } => Expected::Map,
        Shape::Object(_) => Expected::Object,
        Shape::Choice(_) => Expected::Enum,
    };
    let because = |reason| Some(Refused::new(reason, expected));
    if is_too_deep {
        return Some(Refused::new(Reason::Invalid, Expected::Any));
    }
    match (&node.shape, value) {
        (Shape::Null, Value::Null) => None,
        (Shape::Any, Value::Null) if node.optional => None,
        (_, Value::Null) if node.optional => None,
        (_, Value::Null) => because(if node.defaulted { Reason::WrongType } else { Reason::Null }),
        (Shape::Any, _) | (Shape::Text, Value::String(_)) | (Shape::Boolean, Value::Bool(_)) => None,
        (Shape::Number, Value::Number(_)) => None,
        (Shape::Object(_) | Shape::Map { .. }, Value::Object(_)) => None,
        (Shape::Character, Value::String(text)) => {
            let mut chars = text.chars();
            if chars.next().is_some() && chars.next().is_none() { None } else { because(Reason::Invalid) }
        }
        (Shape::Integer { min, max, of }, Value::Number(number)) => match integer(number) {
            Some(integer) if is_within(integer, *min, *max) => None,
            Some(integer) if is_within(integer, of.min(), of.max()) => because(Reason::Invalid),
            Some(_) => because(Reason::OutOfRange),
            None => because(Reason::Fractional),
        },
        (Shape::List { size: None, .. }, Value::Array(_)) => None,
        (Shape::List { size: Some(size), .. }, Value::Array(items)) => {
            if items.len() == *size {
                None
            } else {
                because(Reason::WrongLength)
            }
        }
        (Shape::Tuple(nodes), Value::Array(items)) => {
            if items.len() == nodes.len() {
                None
            } else {
                because(Reason::WrongLength)
            }
        }
        (Shape::Choice(names), Value::String(text)) => {
            let is_known = names.iter().flatten().any(|name| name == text);
            if is_known { None } else { because(Reason::UnknownVariant) }
        }
        // serde reads `{"name": null}` as the name.
        (Shape::Choice(names), Value::Object(members)) => match members.iter().next() {
            Some((name, _)) if !names.iter().flatten().any(|known| known == name) => because(Reason::UnknownVariant),
            Some((_, content)) if members.len() == 1 => {
                if content.is_null() {
                    None
                } else {
                    Some(Refused::new(Reason::WrongType, Expected::Unit))
                }
            }
            _ => because(Reason::WrongLength),
        },
        (Shape::Choice(_), _) => because(Reason::UnknownVariant),
        _ => because(Reason::WrongType),
    }
}

/// Why the key of a map is refused.
pub(super) fn key(node: &Node, key: &str) -> Option<Refused> {
    match node.shape {
        Shape::Integer { min, max, of } => match key.parse::<i128>() {
            Ok(integer) if is_within(integer, min, max) => None,
            Ok(_) => Some(Refused::new(Reason::OutOfRange, Expected::Integer(of))),
            Err(_) => Some(Refused::new(Reason::WrongType, Expected::Integer(of))),
        },
        _ => None,
    }
}

fn is_within(integer: i128, min: i128, max: u128) -> bool {
    integer >= min && u128::try_from(integer).map_or(integer < 0, |integer| integer <= max)
}
