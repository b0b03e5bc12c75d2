//! Whether the default of a field keeps the rules on it, as far as keywords tell.

use core::cmp::Ordering;

use serde_json::{Number, Value};

use super::Object;
use super::combine::compare;

/// Whether a value fits keywords. `None` if that is not known.
pub(super) fn fits(keywords: &Object, value: &Value) -> Option<bool> {
    let mut all_known = true;
    for (keyword, argument) in keywords {
        match fits_keyword(keyword, argument, value) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all_known = false,
        }
    }
    all_known.then_some(true)
}

fn fits_keyword(keyword: &str, argument: &Value, value: &Value) -> Option<bool> {
    match (keyword, argument, value) {
        ("const", argument, value) => Some(is_equal(argument, value)),
        ("enum", Value::Array(choices), value) => Some(choices.iter().any(|choice| is_equal(choice, value))),
        ("not", Value::Object(not), value) => fits(not, value).map(|fits| !fits),
        ("minLength", Value::Number(bound), Value::String(text)) => at_least(text.chars().count(), bound),
        ("maxLength", Value::Number(bound), Value::String(text)) => at_most(text.chars().count(), bound),
        ("minItems", Value::Number(bound), Value::Array(items)) => at_least(items.len(), bound),
        ("maxItems", Value::Number(bound), Value::Array(items)) => at_most(items.len(), bound),
        ("minProperties", Value::Number(bound), Value::Object(entries)) => at_least(entries.len(), bound),
        ("maxProperties", Value::Number(bound), Value::Object(entries)) => at_most(entries.len(), bound),
        ("minimum", Value::Number(bound), Value::Number(number)) => Some(compare(number, bound)?.is_ge()),
        ("maximum", Value::Number(bound), Value::Number(number)) => Some(compare(number, bound)?.is_le()),
        ("exclusiveMinimum", Value::Number(bound), Value::Number(number)) => Some(compare(number, bound)?.is_gt()),
        ("exclusiveMaximum", Value::Number(bound), Value::Number(number)) => Some(compare(number, bound)?.is_lt()),
        _ => None,
    }
}

fn is_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => compare(a, b) == Some(Ordering::Equal),
        (a, b) => a == b,
    }
}

fn at_least(count: usize, bound: &Number) -> Option<bool> {
    Some(compare(&count.into(), bound)?.is_ge())
}

fn at_most(count: usize, bound: &Number) -> Option<bool> {
    Some(compare(&count.into(), bound)?.is_le())
}
