//! Schemas that must hold together, and schemas that let `null` pass.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;

use serde_json::{Number, Value, json};

use super::Object;

/// Adds what another schema asks.
pub(super) fn combine(into: &mut Object, from: Object) {
    // These belong to their neighbours.
    let is_group = ["if", "prefixItems", "minContains"].into_iter().any(|keyword| from.contains_key(keyword));
    if is_group && !into.is_empty() {
        return also(into, from.into());
    }
    for (keyword, value) in from {
        add(into, keyword, value);
    }
}

/// Adds a keyword. If it is there already, the stricter of both holds.
pub(super) fn add(into: &mut Object, keyword: String, value: Value) {
    let Some(known) = into.get_mut(&keyword) else {
        into.insert(keyword, value);
        return;
    };
    if *known == value {
        return;
    }
    let stricter = match &*keyword {
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => Some(Ordering::Greater),
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => Some(Ordering::Less),
        _ => None,
    };
    match (&*keyword, known, value) {
        (_, Value::Number(known), Value::Number(value)) if stricter.is_some() => {
            if stricter == compare(&value, known) {
                *known = value;
            }
        }
        ("properties", Value::Object(known), Value::Object(properties)) => {
            for (name, schema) in properties {
                match (known.get_mut(&name), schema) {
                    (Some(Value::Object(known)), Value::Object(schema)) => combine(known, schema),
                    (Some(Value::Bool(true)) | None, schema) => {
                        known.insert(name, schema);
                    }
                    // One of them lets everything pass, or nothing.
                    (Some(_), Value::Bool(true)) => {}
                    (Some(known), _) => *known = false.into(),
                }
            }
        }
        ("items" | "additionalProperties" | "propertyNames", Value::Object(known), Value::Object(value)) => {
            combine(known, value);
        }
        ("required", Value::Array(known), Value::Array(value)) => {
            for name in value {
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
        ("allOf", Value::Array(known), Value::Array(value)) => known.extend(value),
        (_, _, value) => {
            let mut other = Object::new();
            other.insert(keyword, value);
            also(into, other.into());
        }
    }
}

/// Adds a schema that must hold too.
pub(super) fn also(into: &mut Object, schema: Value) {
    match into.get_mut("allOf") {
        Some(Value::Array(all)) => all.push(schema),
        _ => {
            into.insert("allOf".into(), vec![schema].into());
        }
    }
}

/// All of these schemas.
pub(super) fn all_of(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.remove(0),
        _ => json!({ "allOf": schemas }),
    }
}

/// At least one of these schemas.
pub(super) fn any_of(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.remove(0),
        _ => json!({ "anyOf": schemas }),
    }
}

pub(super) fn compare(a: &Number, b: &Number) -> Option<Ordering> {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}

/// Drops a bound of the type that a rule makes stricter.
pub(super) fn one_bound(schema: &mut Object) {
    for (bound, exclusive, weaker) in
        [("minimum", "exclusiveMinimum", Ordering::Less), ("maximum", "exclusiveMaximum", Ordering::Greater)]
    {
        let order = match (schema.get(bound), schema.get(exclusive)) {
            (Some(Value::Number(bound)), Some(Value::Number(exclusive))) => compare(bound, exclusive),
            _ => None,
        };
        if order == Some(weaker) || order == Some(Ordering::Equal) {
            schema.remove(bound);
        }
    }
}

/// The schema, and `null`.
#[doc(hidden)]
#[must_use]
pub fn or_null(mut schema: Object) -> Object {
    if !may_refuse_null(&schema) {
        return schema;
    }
    let is_plain = schema.keys().all(|keyword| keyword == "type" || concerns_one_type(keyword));
    let types = match schema.get("type").filter(|_| is_plain) {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(|name| name.as_str().map(Into::into)).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() {
        if types.iter().all(|name| name != "null") {
            let types = types.into_iter().chain(["null".into()]);
            schema.insert("type".into(), types.map(Value::from).collect());
        }
        return schema;
    }
    // The parts of a choice and a reference stand beside `null`, words about the value stay outside.
    let mut around = Object::new();
    for keyword in ["title", "description", super::RULES_KEYWORD] {
        if let Some(value) = schema.remove(keyword) {
            around.insert(keyword.into(), value);
        }
    }
    let is_choice = schema.len() == 1;
    match schema.get_mut("anyOf") {
        Some(Value::Array(choices)) if is_choice => {
            let null = json!({ "type": "null" });
            if !choices.contains(&null) {
                choices.push(null);
            }
            around.extend(schema);
        }
        _ => {
            around.insert("anyOf".into(), json!([schema, { "type": "null" }]));
        }
    }
    around
}

/// Whether the schema could refuse `null`.
pub(super) fn may_refuse_null(schema: &Object) -> bool {
    schema.keys().any(|keyword| !concerns_one_type(keyword))
}

/// Whether a keyword says nothing of `null`.
fn concerns_one_type(keyword: &str) -> bool {
    const OF_VALUES: [&str; 12] =
        ["$ref", "type", "enum", "const", "not", "anyOf", "oneOf", "allOf", "if", "then", "else", "$dynamicRef"];
    !OF_VALUES.contains(&keyword)
}

/// A schema with one keyword.
pub(super) fn keyword(name: &str, value: impl Into<Value>) -> Object {
    let mut schema = Object::new();
    schema.insert(name.into(), value.into());
    schema
}

/// Everything that is not `null`.
pub(super) fn not_null() -> Object {
    keyword("not", json!({ "type": "null" }))
}
