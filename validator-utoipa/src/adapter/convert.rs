//! From JSON to the schemas of utoipa, without a loss.
//!
//! utoipa has a type for each kind of schema. What it does not know, its reading of JSON drops: `const`, `dependentRequired`
//! and others. Here such keywords become extensions, which are written as they are.

use serde_json::{Map, Value, json};

use super::utoipa::openapi::extensions::Extensions;
use super::utoipa::openapi::schema::{
    AdditionalProperties, AllOf, AnyOf, Array, ArrayItems, Object, OneOf, Schema, SchemaType,
};
use super::utoipa::openapi::{Ref, RefOr};

type Members = Map<String, Value>;

/// What stands beside the parts of a schema that is composed of others.
const COMPOSED: &[&str] = &["type", "description", "default", "example", "examples", "discriminator"];

/// What utoipa knows of objects, texts, numbers and everything else that is not a list.
const OBJECT: &[&str] = &[
    "type",
    "title",
    "format",
    "description",
    "default",
    "enum",
    "required",
    "deprecated",
    "example",
    "examples",
    "writeOnly",
    "readOnly",
    "xml",
    "multipleOf",
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxProperties",
    "minProperties",
    "contentEncoding",
    "contentMediaType",
];

/// What utoipa knows of lists.
const ARRAY: &[&str] = &[
    "type",
    "title",
    "description",
    "deprecated",
    "example",
    "examples",
    "default",
    "maxItems",
    "minItems",
    "uniqueItems",
    "xml",
    "contentEncoding",
    "contentMediaType",
];

/// The schema with the same keywords.
pub(super) fn schema(value: &Value) -> RefOr<Schema> {
    match value {
        Value::Object(members) => from_members(members.clone()),
        Value::Bool(false) => opaque(Members::from_iter([("not".into(), json!({}))])).into(),
        _ => opaque(Members::new()).into(),
    }
}

fn from_members(mut members: Members) -> RefOr<Schema> {
    if members.contains_key("$ref") {
        return reference(members);
    }
    let (schema, rest) = known(&members);
    // The order of extensions is random, so there is not more than one where it can be helped.
    if rest.len() <= 1 {
        return with_extensions(schema, rest).into();
    }
    members.retain(|name, _| !rest.contains_key(name));
    let (outer, mut inner): (Members, Members) = rest.into_iter().partition(|(name, _)| is_outer(name));
    if inner.is_empty() {
        return with_extensions(schema, outer).into();
    }
    let parts = match inner.remove("allOf") {
        Some(Value::Array(parts)) => parts,
        _ => Vec::new(),
    };
    // It stands there already where rules are laid for the second time.
    let inner = (!inner.is_empty()).then(|| Value::from(inner)).filter(|inner| !parts.contains(inner));
    let parts: Value = inner.into_iter().chain(parts).collect();
    let (schema, _) = known(&members);
    let schema = with_extensions(schema, Members::from_iter([("allOf".into(), parts)]));
    if outer.is_empty() {
        return schema.into();
    }
    let items = vec![schema.into()];
    with_extensions(Schema::AllOf(AllOf { items, ..AllOf::default() }), outer).into()
}

/// Whether a keyword says something about everything beside it.
fn is_outer(name: &str) -> bool {
    name.starts_with("x-") || name == "unevaluatedProperties"
}

/// A reference. Where more stands beside it than utoipa knows, it becomes a part of the schema.
fn reference(mut members: Members) -> RefOr<Schema> {
    let is_known = |name: &String| ["$ref", "description", "summary"].contains(&name.as_str());
    if members.keys().all(is_known) {
        if let Ok(reference) = serde_json::from_value::<Ref>(Value::from(members.clone())) {
            return RefOr::Ref(reference);
        }
    }
    let mut parts = vec![json!({ "$ref": members.remove("$ref") })];
    let (mut whole, beside): (Members, Members) = members
        .into_iter()
        .partition(|(name, _)| is_outer(name) || ["title", "description", "default"].contains(&name.as_str()));
    if !beside.is_empty() {
        parts.push(beside.into());
    }
    whole.insert("allOf".into(), parts.into());
    from_members(whole)
}

/// The schema of what utoipa knows, and the rest.
fn known(members: &Members) -> (Schema, Members) {
    let mut rest = members.clone();
    let schema = array(&mut rest).or_else(|| composed(&mut rest)).or_else(|| object(&mut rest));
    schema.map_or_else(|| (opaque(Members::new()), members.clone()), |schema| (schema, rest))
}

fn array(rest: &mut Members) -> Option<Schema> {
    let is_list = |name: &Value| name == "array";
    let is_array = match rest.get("type")? {
        Value::Array(types) => types.iter().any(is_list),
        name => is_list(name),
    };
    let items = match rest.get("items")? {
        Value::Bool(false) => ArrayItems::False,
        items @ Value::Object(_) => ArrayItems::RefOrSchema(Box::new(schema(items))),
        _ => return None,
    };
    let prefix_items = match rest.get("prefixItems") {
        None => Vec::new(),
        // There is no place for a reference.
        Some(parts) => parts.as_array()?.iter().map(without_reference).collect::<Option<Vec<_>>>()?,
    };
    if !is_array {
        return None;
    }
    rest.remove("items");
    rest.remove("prefixItems");
    let mut taken = take(rest, ARRAY);
    taken.insert("items".into(), json!({ "type": "string" }));
    let mut array: Array = serde_json::from_value(taken.into()).ok()?;
    array.items = items;
    array.prefix_items = prefix_items;
    Some(Schema::Array(array))
}

fn composed(rest: &mut Members) -> Option<Schema> {
    let keyword = ["allOf", "oneOf", "anyOf"].into_iter().find(|keyword| rest.contains_key(*keyword))?;
    let has_title = keyword != "anyOf";
    let is_known = |name: &str| COMPOSED.contains(&name) || name == keyword || has_title && name == "title";
    if !rest.keys().all(|name| is_known(name) || is_outer(name)) {
        return None;
    }
    let items: Vec<_> = rest.get(keyword)?.as_array()?.iter().map(schema).collect();
    rest.remove(keyword);
    let title = if has_title { rest.remove("title") } else { None };
    let mut taken = take(rest, COMPOSED);
    taken.extend(title.map(|title| ("title".into(), title)));
    taken.insert(keyword.into(), json!([]));
    let taken = taken.into();
    match keyword {
        "allOf" => Some(AllOf { items, ..serde_json::from_value(taken).ok()? }.into()),
        "oneOf" => Some(OneOf { items, ..serde_json::from_value(taken).ok()? }.into()),
        _ => Some(AnyOf { items, ..serde_json::from_value(taken).ok()? }.into()),
    }
}

fn object(rest: &mut Members) -> Option<Schema> {
    let has_type = rest.contains_key("type");
    let mut taken = take(rest, OBJECT);
    taken.entry("type").or_insert_with(|| "object".into());
    let mut object: Object = serde_json::from_value(taken.into()).ok()?;
    if !has_type {
        object.schema_type = SchemaType::AnyValue;
    }
    match rest.remove("properties") {
        Some(Value::Object(properties)) => {
            for (name, value) in &properties {
                object.properties.insert(name.clone(), schema(value));
            }
        }
        Some(_) => return None,
        None => {}
    }
    object.additional_properties = rest.remove("additionalProperties").map(|value| {
        Box::new(match value {
            Value::Bool(is_allowed) => AdditionalProperties::FreeForm(is_allowed),
            value => AdditionalProperties::RefOr(schema(&value)),
        })
    });
    // There is no place for a reference.
    if let Some(names) = rest.get("propertyNames").and_then(without_reference) {
        object.property_names = Some(Box::new(names));
        rest.remove("propertyNames");
    }
    Some(Schema::Object(object))
}

fn without_reference(value: &Value) -> Option<Schema> {
    match schema(value) {
        RefOr::T(schema) => Some(schema),
        RefOr::Ref(_) => None,
    }
}

/// Takes the members of these names. utoipa reads `null` as if nothing stood there, so that stays.
fn take(members: &mut Members, names: &[&str]) -> Members {
    let is_taken = |name: &str, value: &Value| names.contains(&name) && !value.is_null();
    let taken = members.iter().filter(|(name, value)| is_taken(name, value));
    let taken: Members = taken.map(|(name, value)| (name.clone(), value.clone())).collect();
    members.retain(|name, _| !taken.contains_key(name));
    taken
}

/// A schema of keywords that utoipa does not know.
fn opaque(members: Members) -> Schema {
    with_extensions(Schema::Object(Object::with_type(SchemaType::AnyValue)), members)
}

fn with_extensions(mut schema: Schema, members: Members) -> Schema {
    let extensions = (!members.is_empty()).then(|| Extensions::from_iter(members));
    match &mut schema {
        Schema::Array(array) => array.extensions = extensions,
        Schema::Object(object) => object.extensions = extensions,
        Schema::OneOf(one_of) => one_of.extensions = extensions,
        Schema::AllOf(all_of) => all_of.extensions = extensions,
        Schema::AnyOf(any_of) => any_of.extensions = extensions,
        _ => {}
    }
    schema
}

/// Puts properties into the order that they had. JSON has sorted them, which matters with utoipa's feature
/// `preserve_order`.
pub(super) fn keep_order(new: &mut RefOr<Schema>, old: &RefOr<Schema>) {
    let (RefOr::T(new), RefOr::T(old)) = (new, old) else { return };
    match (new, old) {
        (Schema::Object(new), Schema::Object(old)) => {
            let mut properties = core::mem::take(&mut new.properties);
            for (name, old) in &old.properties {
                if let Some(property) = properties.get_mut(name) {
                    let mut property = core::mem::take(property);
                    keep_order(&mut property, old);
                    new.properties.insert(name.clone(), property);
                }
            }
            for (name, property) in properties {
                new.properties.entry(name).or_insert(property);
            }
        }
        (Schema::Array(new), Schema::Array(old)) => {
            if let (ArrayItems::RefOrSchema(new), ArrayItems::RefOrSchema(old)) = (&mut new.items, &old.items) {
                keep_order(new, old);
            }
        }
        (Schema::AllOf(new), Schema::AllOf(old)) => keep_orders(&mut new.items, &old.items),
        (Schema::AnyOf(new), Schema::AnyOf(old)) => keep_orders(&mut new.items, &old.items),
        (Schema::OneOf(new), Schema::OneOf(old)) => keep_orders(&mut new.items, &old.items),
        // What several keywords needed stands around it.
        (Schema::AllOf(new), old @ Schema::Object(_)) => {
            if let Some(first) = new.items.first_mut() {
                keep_order(first, &RefOr::T(old.clone()));
            }
        }
        _ => {}
    }
}

fn keep_orders(new: &mut [RefOr<Schema>], old: &[RefOr<Schema>]) {
    for (new, old) in new.iter_mut().zip(old) {
        keep_order(new, old);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::schema;

    fn written(value: &Value) -> Value {
        serde_json::to_value(schema(value)).unwrap()
    }

    #[test]
    fn what_utoipa_cannot_say_is_said_all_the_same() {
        for value in [
            json!({}),
            json!({ "type": "string", "minLength": 1, "maxLength": 9, "pattern": "^a", "format": "email" }),
            json!({ "type": ["string", "null"], "const": "a" }),
            json!({ "const": 1 }),
            json!({ "$ref": "#/components/schemas/Order", "description": "An order." }),
            json!({ "type": "integer", "minimum": 1, "exclusiveMaximum": 9, "multipleOf": 2, "x-rules": [{ "code": "odd" }] }),
            json!({ "type": "number", "minimum": 0.5, "maximum": 18_446_744_073_709_551_615_u64 }),
            json!({ "type": "array", "items": { "$ref": "#/components/schemas/Order" }, "minItems": 1, "uniqueItems": true }),
            json!({ "type": "array", "items": false, "prefixItems": [{ "type": "string" }, { "type": "integer" }] }),
            json!({ "type": "array", "items": { "const": 1 }, "contains": { "const": 1 } }),
            json!({ "type": "array" }),
            json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Order" }], "x-rules": [] }),
            json!({ "allOf": [{ "$ref": "#/components/schemas/Order" }, { "required": ["a"] }], "title": "A" }),
            json!({ "anyOf": [{ "required": ["a"] }, { "required": ["b"] }], "description": "One." }),
            json!({ "type": "object", "properties": { "a": { "const": 1 } }, "required": ["a"],
                "additionalProperties": false, "dependentRequired": { "a": ["b"] } }),
            json!({ "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Order" },
                "propertyNames": { "pattern": "^[a-z]" } }),
            json!({ "type": "object", "propertyNames": { "$ref": "#/components/schemas/Name" } }),
            json!({ "type": "string", "default": null }),
            json!({ "type": "words" }),
            json!({ "not": {} }),
        ] {
            assert_eq!(written(&value), value);
        }
    }

    #[test]
    fn several_unknown_keywords_stand_in_a_part_so_that_their_order_is_not_random() {
        for (value, expected) in [
            (
                json!({ "type": "array", "items": { "type": "string" }, "contains": { "const": 1 }, "minContains": 2 }),
                json!({ "type": "array", "items": { "type": "string" },
                    "allOf": [{ "contains": { "const": 1 }, "minContains": 2 }] }),
            ),
            (
                json!({ "type": "string", "const": "a", "not": { "const": "b" }, "allOf": [{ "minLength": 1 }] }),
                json!({ "type": "string", "allOf": [{ "const": "a", "not": { "const": "b" } }, { "minLength": 1 }] }),
            ),
            (
                json!({ "type": "string", "const": "a", "x-rules": [1] }),
                json!({ "allOf": [{ "type": "string", "allOf": [{ "const": "a" }] }], "x-rules": [1] }),
            ),
            (
                json!({ "$ref": "#/components/schemas/A", "minLength": 2, "x-rules": [1], "description": "It." }),
                json!({ "allOf": [{ "$ref": "#/components/schemas/A" }, { "minLength": 2 }], "x-rules": [1],
                    "description": "It." }),
            ),
            // A number that does not fit into utoipa's type.
            (
                json!({ "type": "string", "minLength": 1e30 }),
                json!({ "allOf": [{ "type": "string", "minLength": 1e30 }] }),
            ),
        ] {
            assert_eq!(written(&value), expected, "{value}");
        }
    }
}
