//! The keywords of two schemas, so that both hold.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use serde_json::{Map, Value, json};

use crate::openapi::compare;

type Members = Map<String, Value>;

/// What a rule says, except for bounds. A second one of another value is added in `allOf`.
const ASSERTIONS: &[&str] = &["const", "multipleOf", "not", "pattern", "propertyNames"];

/// Keywords that mean something only together.
const TOGETHER: &[&[&str]] = &[&["if", "then", "else"], &["contains", "minContains", "maxContains"]];

/// Adds the keywords of ours to theirs.
pub(super) fn add(theirs: &mut Members, ours: &Members, is_3_0: bool) {
    let mut added = Members::new();
    let fits = types_meet(theirs, ours);
    for (keyword, value) in ours {
        match keyword.as_str() {
            keyword if keyword.starts_with("x-") => {
                added.insert(keyword.into(), value.clone());
            }
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" | "minimum"
            | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "uniqueItems" | "enum" | "dependentRequired"
            | "format"
                if fits =>
            {
                added.insert(keyword.clone(), value.clone());
            }
            keyword if fits && ASSERTIONS.contains(&keyword) => {
                added.insert(keyword.into(), value.clone());
            }
            _ => {}
        }
    }
    let groups: Vec<Members> = TOGETHER
        .iter()
        .map(|group| ours.iter().filter(|(name, _)| group.contains(&name.as_str())))
        .map(|group| group.map(|(name, value)| (name.clone(), value.clone())).collect())
        .filter(|group: &Members| fits && !group.is_empty())
        .collect();
    if added.is_empty() && groups.is_empty() {
        return;
    }
    if is_3_0 {
        wrap_reference(theirs);
        exclusive_pair(theirs, &mut added, "minimum", "exclusiveMinimum", Ordering::Greater);
        exclusive_pair(theirs, &mut added, "maximum", "exclusiveMaximum", Ordering::Less);
    }
    for group in groups {
        if group.keys().any(|name| theirs.contains_key(name)) {
            and(theirs, &group.into());
        } else {
            theirs.extend(group);
        }
    }
    // `const` and an `enum` of one value are the same.
    if let Some(value) = added.remove("const") {
        if theirs.contains_key("const") {
            added.insert("const".into(), value);
        } else if theirs.contains_key("enum") {
            added.insert("enum".into(), json!([value]));
        } else {
            theirs.insert("const".into(), value);
        }
    }
    for (keyword, value) in added {
        combine(theirs, keyword, value);
    }
}

fn combine(theirs: &mut Members, keyword: String, value: Value) {
    let Some(known) = theirs.get_mut(&keyword) else {
        theirs.insert(keyword, value);
        return;
    };
    if *known == value {
        return;
    }
    match (keyword.as_str(), known, value) {
        (name, known, value) if name.starts_with("min") || name == "exclusiveMinimum" => {
            keep(known, value, Ordering::Greater);
        }
        (name, known, value) if name.starts_with("max") || name == "exclusiveMaximum" => {
            keep(known, value, Ordering::Less);
        }
        ("uniqueItems", known, value) => {
            if value == Value::Bool(true) {
                *known = value;
            }
        }
        ("enum", Value::Array(known), Value::Array(values)) => {
            // If they have nothing in common, one of them is about something else.
            if known.iter().any(|value| values.contains(value)) {
                known.retain(|value| values.contains(value));
            }
        }
        ("dependentRequired", Value::Object(known), Value::Object(names)) => {
            for (name, names) in names {
                match known.get_mut(&name) {
                    Some(Value::Array(known)) => union(known, names),
                    _ => {
                        known.insert(name, names);
                    }
                }
            }
        }
        ("propertyNames", Value::Object(known), Value::Object(names)) => add(known, &names, false),
        // Theirs is about the type that they have, such as `int32`.
        ("format", ..) => {}
        (name, Value::Array(known), names @ Value::Array(_)) if name.starts_with("x-") => union(known, names),
        (name, ..) if name.starts_with("x-") => {}
        (_, _, value) => and(theirs, &json!({ keyword: value })),
    }
}

/// Of two numbers the one that is greater, or the one that is less.
fn keep(known: &mut Value, value: Value, wanted: Ordering) {
    if compare(&value, known) == Some(wanted) {
        *known = value;
    }
}

fn union(known: &mut Vec<Value>, more: Value) {
    if let Value::Array(more) = more {
        for value in more {
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }
}

/// In 3.0 a bound and whether it is excluded are two keywords that belong together. The narrower pair stays.
fn exclusive_pair(theirs: &mut Members, ours: &mut Members, bound: &str, exclusive: &str, narrower: Ordering) {
    let Some(value) = ours.remove(bound) else { return };
    let is_exclusive = ours.remove(exclusive) == Some(Value::Bool(true));
    let order = match theirs.get(bound) {
        None => Some(narrower),
        Some(known) => compare(&value, known),
    };
    match order {
        Some(Ordering::Equal) if is_exclusive => {
            theirs.insert(exclusive.into(), true.into());
        }
        Some(order) if order == narrower => {
            theirs.insert(bound.into(), value);
            theirs.remove(exclusive);
            if is_exclusive {
                theirs.insert(exclusive.into(), true.into());
            }
        }
        _ => {}
    }
}

/// In 3.0 nothing may stand beside a reference.
fn wrap_reference(theirs: &mut Members) {
    if let Some(target) = theirs.remove("$ref") {
        and(theirs, &json!({ "$ref": target }));
    }
}

/// Adds a schema that must hold, too.
pub(super) fn and(theirs: &mut Members, schema: &Value) {
    let all = theirs.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        if !all.contains(schema) {
            all.push(schema.clone());
        }
    }
}

/// Adds a name to those that must be there.
pub(super) fn require(object: &mut Members, name: &str) {
    if let Value::Array(names) = object.entry("required").or_insert_with(|| json!([])) {
        if names.iter().all(|known| known != name) {
            names.push(name.into());
        }
    }
}

/// Takes `null` from what a schema accepts.
pub(super) fn refuse_null(theirs: &mut Members, is_3_0: bool) {
    if is_3_0 {
        theirs.remove("nullable");
    }
    if let Some(Value::Array(types)) = theirs.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            theirs.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(values)) = theirs.get_mut("enum") {
        if values.iter().any(|value| !value.is_null()) {
            values.retain(|value| !value.is_null());
        }
    }
    for keyword in ["anyOf", "oneOf"] {
        let Some(Value::Array(schemas)) = theirs.get_mut(keyword) else { continue };
        if schemas.iter().all(is_null) {
            continue;
        }
        schemas.retain(|schema| !is_null(schema));
        if let [only] = schemas.as_slice() {
            let only = only.clone();
            theirs.remove(keyword);
            match only {
                Value::Object(only) if can_stand_in(&only, theirs, is_3_0) => theirs.extend(only),
                only => and(theirs, &only),
            }
        }
    }
}

/// Whether the keywords of a schema can stand among those of another.
fn can_stand_in(schema: &Members, theirs: &Members, is_3_0: bool) -> bool {
    let is_free = schema.keys().all(|name| !theirs.contains_key(name));
    is_free && (!is_3_0 || theirs.is_empty() || !schema.contains_key("$ref"))
}

/// Whether a schema accepts `null` and nothing else.
pub(super) fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|name| name == "null") || schema.get("enum") == Some(&json!([null]))
}

/// Whether a schema is a condition on the object around it: `if`, or alternatives that ask for fields.
pub(super) fn is_condition(schema: &Members) -> bool {
    let only = |keyword: &str| schema.contains_key(keyword) && schema.len() == 1;
    schema.contains_key("if")
        || only("not")
        || schema.get("anyOf").and_then(Value::as_array).is_some_and(|schemas| {
            only("anyOf")
                && schemas.iter().any(|schema| schema.get("not").is_some() || schema.get("required").is_some())
        })
}

/// Whether there can be a value of both types.
fn types_meet(theirs: &Members, ours: &Members) -> bool {
    let (theirs, ours) = (types(theirs), types(ours));
    let meet =
        |one: &str, other: &str| one == other || matches!((one, other), ("integer", "number") | ("number", "integer"));
    theirs.is_empty() || ours.is_empty() || theirs.iter().any(|one| ours.iter().any(|other| meet(one, other)))
}

/// The types that a schema names, without `null`.
fn types(schema: &Members) -> Vec<&str> {
    let types = match schema.get("type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(name)) => alloc::vec![name.as_str()],
        _ => Vec::new(),
    };
    types.into_iter().filter(|name| *name != "null").collect()
}
