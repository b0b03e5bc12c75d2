//! One schema, and those inside it.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::mem;

use serde_json::{Map, Value, json};

use super::Weaker;
use crate::openapi::compare;

type Members = Map<String, Value>;

/// The keywords that mean the same in both versions.
const SHARED: &[&str] = &[
    "$defs",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// Turns a schema. Returns whether it accepts the same as before: else it accepts more, never less.
pub(super) fn convert(schema: &mut Value, weaker: &Weaker) -> bool {
    match schema {
        Value::Bool(true) => *schema = json!({}),
        Value::Bool(false) => *schema = json!({ "not": {} }),
        Value::Object(members) => return convert_members(members, weaker),
        _ => {}
    }
    true
}

fn convert_members(members: &mut Members, weaker: &Weaker) -> bool {
    let mut exact = convert_inside(members, weaker);
    exact &= conditions(members, weaker);
    exact &= lists(members, weaker);
    exact &= patterns_of_names(members, weaker);
    constants(members);
    types(members);
    null_beside_one(members);
    exclusive_bound(members, "minimum", "exclusiveMinimum", Ordering::Greater);
    exclusive_bound(members, "maximum", "exclusiveMaximum", Ordering::Less);
    annotations(members);
    exact &= !members.iter().any(|(name, value)| match name.as_str() {
        "propertyNames" | "unevaluatedItems" | "unevaluatedProperties" => !accepts_all(value),
        // Even `contains` of anything asks for one item.
        "$dynamicRef" | "contains" => true,
        _ => false,
    });
    members.retain(|name, value| match name.as_str() {
        "required" => value.as_array().is_some_and(|names| !names.is_empty()),
        name => SHARED.contains(&name) || name.starts_with("x-"),
    });
    exact & reference(members, weaker)
}

/// The schemas inside that need no more than being turned themselves.
fn convert_inside(members: &mut Members, weaker: &Weaker) -> bool {
    let mut exact = true;
    for keyword in ["properties", "$defs", "definitions"] {
        for schema in members.get_mut(keyword).and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut) {
            exact &= convert(schema, weaker);
        }
    }
    for keyword in ["allOf", "anyOf"] {
        exact &= convert_list(members.get_mut(keyword), weaker);
    }
    if !convert_list(members.get_mut("oneOf"), weaker) {
        exact = false;
        // Where one accepts more, two may fit.
        if let Some(schemas) = members.remove("oneOf") {
            put(members, "anyOf", schemas);
        }
    }
    if members.get_mut("not").is_some_and(|schema| !convert(schema, weaker)) {
        exact = false;
        members.remove("not");
    }
    if let Some(schema @ Value::Object(_)) = members.get_mut("additionalProperties") {
        exact &= convert(schema, weaker);
    }
    exact
}

fn convert_list(schemas: Option<&mut Value>, weaker: &Weaker) -> bool {
    let mut exact = true;
    for schema in schemas.and_then(Value::as_array_mut).into_iter().flatten() {
        exact &= convert(schema, weaker);
    }
    exact
}

/// `if a then b` is `not a, or b`.
fn conditions(members: &mut Members, weaker: &Weaker) -> bool {
    let mut exact = true;
    let [condition, then, otherwise] = ["if", "then", "else"].map(|keyword| members.remove(keyword));
    if let Some(mut condition) = condition {
        let is_known = convert(&mut condition, weaker);
        if let Some(mut then) = then {
            exact &= is_known & convert(&mut then, weaker);
            if is_known && !accepts_all(&then) {
                and(members, json!({ "anyOf": [{ "not": condition.clone() }, then] }));
            }
        }
        if let Some(mut otherwise) = otherwise {
            exact &= is_known & convert(&mut otherwise, weaker);
            if !accepts_all(&otherwise) {
                and(members, json!({ "anyOf": [condition, otherwise] }));
            }
        }
    }
    if let Some(Value::Object(dependents)) = members.remove("dependentRequired") {
        for (name, names) in dependents {
            if names.as_array().is_some_and(|names| !names.is_empty()) {
                and(members, json!({ "anyOf": [{ "not": { "required": [name] } }, { "required": names }] }));
            }
        }
    }
    if let Some(Value::Object(dependents)) = members.remove("dependentSchemas") {
        for (name, mut dependent) in dependents {
            exact &= convert(&mut dependent, weaker);
            if !accepts_all(&dependent) {
                // `required` alone accepts everything that is not an object.
                let there = json!({ "type": "object", "required": [name] });
                and(members, json!({ "anyOf": [{ "not": there }, dependent] }));
            }
        }
    }
    exact
}

/// Items that differ by position become items of any of these schemas.
fn lists(members: &mut Members, weaker: &Weaker) -> bool {
    let mut exact = true;
    let first = members.remove("prefixItems");
    let rest = members.remove("items");
    // Before 2020-12 the items by position stood in `items`, and the others in `additionalItems`.
    let (first, rest) = match (first, rest) {
        (None, Some(Value::Array(first))) => (Some(first), members.remove("additionalItems")),
        (Some(Value::Array(first)), rest) => (Some(first), rest),
        (_, rest) => (None, rest),
    };
    let Some(first) = first else {
        match rest {
            Some(Value::Bool(false)) => at_most(members, 0),
            Some(mut items) => {
                exact = convert(&mut items, weaker);
                members.insert("items".into(), items);
            }
            None => {}
        }
        let is_list = match members.get("type") {
            Some(Value::Array(types)) => types.iter().any(|name| name == "array"),
            Some(name) => name == "array",
            None => false,
        };
        if is_list {
            // 3.0 demands it.
            members.entry("items").or_insert_with(|| json!({}));
        }
        return exact;
    };
    if rest == Some(Value::Bool(false)) {
        at_most(members, first.len());
    }
    let is_whole = members.get("maxItems").and_then(Value::as_u64).is_some_and(|most| most <= first.len() as u64);
    let rest = if is_whole { None } else { Some(rest.unwrap_or(Value::Bool(true))) };
    let mut kinds: Vec<Value> = vec![];
    for mut schema in first.into_iter().chain(rest) {
        exact &= convert(&mut schema, weaker);
        if !kinds.contains(&schema) {
            kinds.push(schema);
        }
    }
    exact &= kinds.len() <= 1;
    let items = match kinds.len() {
        _ if kinds.iter().any(accepts_all) => json!({}),
        1 => kinds.remove(0),
        _ => json!({ "anyOf": kinds }),
    };
    members.insert("items".into(), items);
    exact
}

fn at_most(members: &mut Members, size: usize) {
    let known = members.get("maxItems").and_then(Value::as_u64);
    let size = known.map_or(size as u64, |known| known.min(size as u64));
    members.insert("maxItems".into(), size.into());
    members.entry("items").or_insert_with(|| json!({}));
}

/// Without `patternProperties` the names that it would take are additional ones.
fn patterns_of_names(members: &mut Members, weaker: &Weaker) -> bool {
    let Some(Value::Object(patterns)) = members.remove("patternProperties") else { return true };
    if patterns.is_empty() {
        return true;
    }
    let mut kinds = vec![];
    match members.remove("additionalProperties") {
        None | Some(Value::Bool(true)) => return false,
        Some(Value::Bool(false)) => {}
        Some(schema) => kinds.push(schema),
    }
    for mut schema in patterns.into_iter().map(|(_, schema)| schema) {
        convert(&mut schema, weaker);
        if !kinds.contains(&schema) {
            kinds.push(schema);
        }
    }
    let additional = if kinds.len() == 1 { kinds.remove(0) } else { json!({ "anyOf": kinds }) };
    members.insert("additionalProperties".into(), additional);
    false
}

fn constants(members: &mut Members) {
    if let Some(constant) = members.remove("const") {
        put(members, "enum", json!([constant]));
    }
}

/// A list of types becomes one type that may be `null`, or any of several.
fn types(members: &mut Members) {
    let mut types = match members.get_mut("type") {
        Some(Value::Array(types)) => mem::take(types),
        Some(name) if name == "null" => vec![name.take()],
        _ => return,
    };
    members.remove("type");
    let all = types.len();
    types.retain(|name| name != "null");
    let is_nullable = types.len() < all;
    let lists_null = |members: &Members| {
        members.get("enum").and_then(Value::as_array).is_none_or(|values| values.contains(&Value::Null))
    };
    match types.len() {
        0 if is_nullable => put(members, "enum", json!([null])),
        0 => {}
        1 => {
            if is_nullable && lists_null(members) {
                members.insert("nullable".into(), true.into());
            }
            members.insert("type".into(), types.remove(0));
        }
        _ => {
            let kinds = types.into_iter().map(|name| match name {
                name if name == "array" && is_nullable => json!({ "type": name, "items": {}, "nullable": true }),
                name if name == "array" => json!({ "type": name, "items": {} }),
                name if is_nullable => json!({ "type": name, "nullable": true }),
                name => json!({ "type": name }),
            });
            let kinds: Value = kinds.collect();
            put(members, "anyOf", kinds);
        }
    }
}

/// `null` or one other schema: that schema, which may be `null`. A reference stays one of two.
fn null_beside_one(members: &mut Members) {
    for keyword in ["anyOf", "oneOf"] {
        let Some([first, second]) = members.get(keyword).and_then(Value::as_array).map(Vec::as_slice) else { continue };
        let null = json!({ "enum": [null] });
        let other = match (first, second) {
            (other, second) if *second == null => other,
            (first, other) if *first == null => other,
            _ => continue,
        };
        let Value::Object(other) = other else { continue };
        // Where `null` fits both, `oneOf` refuses it.
        let is_plain = other.get("type").is_some_and(Value::is_string)
            && !other.contains_key("nullable")
            && other.keys().all(|name| !["$ref", "allOf", "anyOf", "not", "oneOf"].contains(&name.as_str()))
            && other.keys().all(|name| !members.contains_key(name));
        if is_plain {
            let mut other = other.clone();
            if let Some(Value::Array(values)) = other.get_mut("enum") {
                if !values.contains(&Value::Null) {
                    values.push(Value::Null);
                }
            }
            members.remove(keyword);
            members.extend(other);
            members.insert("nullable".into(), true.into());
        }
    }
}

fn exclusive_bound(members: &mut Members, bound: &str, exclusive: &str, narrower: Ordering) {
    let Some(excluded @ Value::Number(_)) = members.get(exclusive).cloned() else { return };
    members.remove(exclusive);
    if members.get(bound).and_then(|included| compare(included, &excluded)) != Some(narrower) {
        members.insert(bound.into(), excluded);
        members.insert(exclusive.into(), true.into());
    }
}

fn annotations(members: &mut Members) {
    if let Some(Value::Array(examples)) = members.remove("examples") {
        if let Some(example) = examples.into_iter().next() {
            members.entry("example").or_insert(example);
        }
    }
    let format = match (members.get("contentEncoding").and_then(Value::as_str), members.get("contentMediaType")) {
        (Some("base64"), _) => Some("byte"),
        (None, Some(media)) if media == "application/octet-stream" => Some("binary"),
        _ => None,
    };
    if let Some(format) = format {
        members.entry("format").or_insert_with(|| format.into());
    }
}

/// Nothing may stand beside a reference.
fn reference(members: &mut Members, weaker: &Weaker) -> bool {
    let Some(target) = members.get("$ref").and_then(Value::as_str) else { return true };
    let exact = !weaker.contains(target);
    if members.len() > 1 {
        if let Some(target) = members.remove("$ref") {
            let all = members.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(all) = all {
                all.insert(0, json!({ "$ref": target }));
            }
        }
    }
    exact
}

/// Adds a keyword, beside one of the same name if there is one.
fn put(members: &mut Members, keyword: &str, value: Value) {
    match members.get(keyword) {
        None => {
            members.insert(keyword.into(), value);
        }
        Some(known) if *known == value => {}
        Some(_) => and(members, json!({ keyword: value })),
    }
}

/// Adds a schema that must hold, too.
fn and(members: &mut Members, schema: Value) {
    let all = members.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        if !all.contains(&schema) {
            all.push(schema);
        }
    }
}

fn accepts_all(schema: &Value) -> bool {
    match schema {
        Value::Bool(accepts) => *accepts,
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_keyword_has_its_form() {
        for (schema, expected) in [
            (json!(true), json!({})),
            (json!(false), json!({ "not": {} })),
            (json!({ "type": ["string", "null"] }), json!({ "type": "string", "nullable": true })),
            (json!({ "type": ["null"] }), json!({ "enum": [null] })),
            (
                json!({ "type": ["string", "null"], "enum": ["a", null] }),
                json!({ "type": "string", "nullable": true, "enum": ["a", null] }),
            ),
            (json!({ "type": ["string", "null"], "enum": ["a"] }), json!({ "type": "string", "enum": ["a"] })),
            (
                json!({ "type": ["string", "integer", "null"], "minLength": 2 }),
                json!({
                    "anyOf": [{ "type": "string", "nullable": true }, { "type": "integer", "nullable": true }],
                    "minLength": 2,
                }),
            ),
            (json!({ "const": 3 }), json!({ "enum": [3] })),
            (json!({ "const": 3, "enum": [3, 4] }), json!({ "enum": [3, 4], "allOf": [{ "enum": [3] }] })),
            (json!({ "exclusiveMinimum": 3 }), json!({ "minimum": 3, "exclusiveMinimum": true })),
            (json!({ "exclusiveMinimum": 3, "minimum": 3 }), json!({ "minimum": 3, "exclusiveMinimum": true })),
            (json!({ "exclusiveMinimum": 3, "minimum": 4 }), json!({ "minimum": 4 })),
            (json!({ "exclusiveMaximum": 3, "maximum": 4 }), json!({ "maximum": 3, "exclusiveMaximum": true })),
            (json!({ "exclusiveMaximum": 3, "maximum": 2 }), json!({ "maximum": 2 })),
            (json!({ "examples": ["a", "b"] }), json!({ "example": "a" })),
            (
                json!({ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "integer" }], "items": false }),
                json!({
                    "type": "array",
                    "items": { "anyOf": [{ "type": "string" }, { "type": "integer" }] },
                    "maxItems": 2,
                }),
            ),
            (
                json!({ "prefixItems": [{ "type": "string" }, { "type": "string" }], "items": { "type": "string" } }),
                json!({ "items": { "type": "string" } }),
            ),
            (json!({ "prefixItems": [{ "type": "string" }] }), json!({ "items": {} })),
            (json!({ "type": "array" }), json!({ "type": "array", "items": {} })),
            (
                json!({ "if": { "required": ["a"] }, "then": { "minProperties": 2 }, "else": { "maxProperties": 3 } }),
                json!({
                    "allOf": [
                        { "anyOf": [{ "not": { "required": ["a"] } }, { "minProperties": 2 }] },
                        { "anyOf": [{ "required": ["a"] }, { "maxProperties": 3 }] },
                    ],
                }),
            ),
            // Whoever accepts more than the condition would refuse more than `then` does.
            (json!({ "if": { "contains": {} }, "then": { "minItems": 2 } }), json!({})),
            (json!({ "not": { "contains": {} } }), json!({})),
            (
                json!({ "oneOf": [{ "type": "array", "contains": {} }, { "type": "string" }] }),
                json!({ "anyOf": [{ "type": "array", "items": {} }, { "type": "string" }] }),
            ),
            (
                json!({ "dependentRequired": { "a": ["b"] } }),
                json!({ "allOf": [{ "anyOf": [{ "not": { "required": ["a"] } }, { "required": ["b"] }] }] }),
            ),
            (
                json!({ "propertyNames": { "maxLength": 3 }, "unevaluatedProperties": false, "minContains": 1 }),
                json!({}),
            ),
            (
                json!({ "patternProperties": { "^a": { "type": "string" } }, "additionalProperties": false }),
                json!({ "additionalProperties": { "type": "string" } }),
            ),
            (json!({ "patternProperties": { "^a": { "type": "string" } } }), json!({})),
            (
                json!({ "anyOf": [{ "$ref": "#/components/schemas/A" }, { "type": "null" }] }),
                json!({ "anyOf": [{ "$ref": "#/components/schemas/A" }, { "enum": [null] }] }),
            ),
            (
                json!({ "title": "A", "anyOf": [{ "type": "integer", "const": 1 }, { "type": "null" }] }),
                json!({ "title": "A", "type": "integer", "enum": [1, null], "nullable": true }),
            ),
            (
                json!({ "$ref": "#/components/schemas/A", "description": "B", "x-rules": [] }),
                json!({ "allOf": [{ "$ref": "#/components/schemas/A" }], "description": "B", "x-rules": [] }),
            ),
            (json!({ "$ref": "#/components/schemas/A", "$comment": "B" }), json!({ "$ref": "#/components/schemas/A" })),
            (json!({ "required": [], "x-a": 1, "unknown": 1, "$id": "a" }), json!({ "x-a": 1 })),
            (
                json!({ "properties": { "a": true, "const": { "const": 1 } }, "additionalProperties": false }),
                json!({ "properties": { "a": {}, "const": { "enum": [1] } }, "additionalProperties": false }),
            ),
            (
                json!({ "default": { "const": 1 }, "type": "object" }),
                json!({ "default": { "const": 1 }, "type": "object" }),
            ),
        ] {
            let mut turned = schema.clone();
            convert(&mut turned, &Weaker::default());
            assert_eq!(turned, expected, "{schema}");
            convert(&mut turned, &Weaker::default());
            assert_eq!(turned, expected, "{schema} once more");
        }
    }
}
