//! Our schemas beside theirs: which of their schemas each of ours belongs to.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use serde_json::{Map, Value, json};

use super::{keywords, place};
use crate::declaration::types::Types;
use crate::openapi::components::referenced;
use crate::openapi::decoded;

/// How many references are followed to one schema.
const FURTHEST: usize = 16;

/// One type with those inside it, laid over a document. Places in the document are JSON pointers.
pub(super) struct Layer<'a> {
    document: &'a mut Value,
    ours: &'a Map<String, Value>,
    is_3_0: bool,
    types: &'a Types,
    /// Which of our schemas were laid over which place.
    done: BTreeSet<(String, String)>,
    reached: BTreeSet<String>,
    missing: Vec<String>,
}

impl<'a> Layer<'a> {
    pub(super) fn new(document: &'a mut Value, ours: &'a Map<String, Value>, is_3_0: bool, types: &'a Types) -> Self {
        Self { document, ours, is_3_0, types, done: BTreeSet::new(), reached: BTreeSet::new(), missing: Vec::new() }
    }

    /// Whether one of our schemas was laid over something.
    pub(super) fn is_reached(&self, own: &str) -> bool {
        self.reached.contains(own)
    }

    /// The properties that were not found.
    pub(super) fn missing(self) -> Vec<String> {
        self.missing
    }

    /// Lays a schema of ours over a component. Returns whether there is one of this name.
    pub(super) fn lay_component(&mut self, name: &str, own: &str) -> bool {
        let place = place(name);
        let is_there = self.document.pointer(&place).is_some();
        if is_there {
            self.lay_named(&place, own, false);
        }
        is_there
    }

    fn lay_named(&mut self, place: &str, own: &str, keep_null: bool) {
        let place = self.resolve(place);
        self.reached.insert(own.to_string());
        if !self.done.insert((place.clone(), own.to_string())) {
            return;
        }
        if let Some(ours) = self.ours.get(own) {
            self.lay(&place, ours, Some(own), keep_null);
        }
    }

    /// Lays one of our schemas over the one at a place. A property that is not there is missing in the type of this name.
    /// `null` is kept where ours stands beside it.
    fn lay(&mut self, place: &str, ours: &'a Value, own: Option<&str>, keep_null: bool) {
        let Value::Object(ours_members) = ours else { return };
        if !keep_null && !self.may_be_null(ours, 0) {
            let is_3_0 = self.is_3_0;
            if let Some(Value::Object(theirs)) = self.document.pointer_mut(place) {
                keywords::refuse_null(theirs, is_3_0);
            }
        }
        if let Some(name) = referenced(ours_members) {
            match self.referenced(place, 0) {
                Some(target) => self.lay_named(&target, name, false),
                None => self.lay_named(place, name, keep_null),
            }
        }
        for schema in list(ours_members, "allOf") {
            // A condition stands for itself, everything else for the schema around it.
            match schema {
                Value::Object(members) if !keywords::is_condition(members) => self.lay(place, schema, own, keep_null),
                condition => self.with_theirs(place, |theirs, _| keywords::and(theirs, condition)),
            }
        }
        for keyword in ["anyOf", "oneOf"] {
            let others: Vec<&Value> = list(ours_members, keyword).filter(|schema| !keywords::is_null(schema)).collect();
            match others[..] {
                [] => {}
                [schema] => self.lay(place, schema, own, true),
                _ => self.lay_variants(place, &others),
            }
        }
        self.with_theirs(place, |theirs, is_3_0| keywords::add(theirs, ours_members, is_3_0));
        self.lay_properties(place, ours_members, own);
        self.lay_inside(place, ours_members);
    }

    fn lay_properties(&mut self, place: &str, ours: &'a Map<String, Value>, own: Option<&str>) {
        let Some(properties) = ours.get("properties").and_then(Value::as_object) else { return };
        let mut objects = BTreeMap::new();
        for (name, schema) in properties {
            let Some(object) = self.object_with(place, name, 0) else {
                self.miss(own, name);
                continue;
            };
            self.lay(&format!("{object}/properties/{}", escape(name)), schema, None, false);
            objects.insert(name.as_str(), object);
        }
        // In the order of ours, which is that of the fields.
        for name in list(ours, "required").filter_map(Value::as_str) {
            let object = objects.get(name).and_then(|object| self.document.pointer_mut(object));
            if let Some(Value::Object(object)) = object {
                keywords::require(object, name);
            }
        }
    }

    /// A property that a type declares is missing. Another name of a field is not.
    fn miss(&mut self, own: Option<&str>, property: &str) {
        let declared = own.and_then(|own| self.types.iter().find(|(name, _)| *name == own));
        if let Some((own, declaration)) = declared {
            if declaration.fields().any(|field| field.name() == property) {
                self.missing.push(format!("{own}.{property}"));
            }
        }
    }

    /// What is inside a list or a map.
    fn lay_inside(&mut self, place: &str, ours: &'a Map<String, Value>) {
        let place = self.value(place);
        for keyword in ["items", "additionalProperties"] {
            let inside = format!("{place}/{keyword}");
            if let (Some(schema @ Value::Object(_)), Some(Value::Object(_))) =
                (ours.get(keyword), self.document.pointer(&inside))
            {
                self.lay(&inside, schema, None, false);
            }
        }
        for (position, schema) in list(ours, "prefixItems").enumerate() {
            let inside = format!("{place}/prefixItems/{position}");
            if self.document.pointer(&inside).is_some() {
                self.lay(&inside, schema, None, false);
            }
        }
    }

    /// The variants of an enum belong together by their names.
    fn lay_variants(&mut self, place: &str, ours: &[&'a Value]) {
        let mut theirs = Vec::new();
        for keyword in ["anyOf", "oneOf"] {
            let place = format!("{place}/{keyword}");
            let count = self.document.pointer(&place).and_then(Value::as_array).map_or(0, Vec::len);
            for position in 0..count {
                let place = self.resolve(&format!("{place}/{position}"));
                if let Some(name) = self.document.pointer(&place).and_then(variant) {
                    theirs.push((place, name));
                }
            }
        }
        for schema in ours {
            let Some(name) = variant(schema) else { continue };
            let mut same = theirs.iter().filter(|(_, theirs)| *theirs == name);
            if let (Some((place, _)), None) = (same.next(), same.next()) {
                self.lay(place, schema, None, false);
            }
        }
    }

    /// Changes the keywords of the schema at a place.
    fn with_theirs(&mut self, place: &str, change: impl FnOnce(&mut Map<String, Value>, bool)) {
        let place = self.value(place);
        let is_3_0 = self.is_3_0;
        match self.document.pointer_mut(&place) {
            Some(Value::Object(theirs)) => change(theirs, is_3_0),
            Some(theirs @ Value::Bool(true)) => {
                let mut members = Map::new();
                change(&mut members, is_3_0);
                if !members.is_empty() {
                    *theirs = members.into();
                }
            }
            _ => {}
        }
    }

    /// The place of the schema beside `null`, if it stands there itself.
    fn value(&self, place: &str) -> String {
        match self.beside_null(place) {
            Some(inside) if self.document.pointer(&inside).is_some_and(|schema| schema.get("$ref").is_none()) => inside,
            _ => place.to_string(),
        }
    }

    /// The place of the only schema beside `null`.
    fn beside_null(&self, place: &str) -> Option<String> {
        let theirs = self.document.pointer(place)?.as_object()?;
        for keyword in ["anyOf", "oneOf"] {
            let mut others = list(theirs, keyword).enumerate().filter(|(_, schema)| !keywords::is_null(schema));
            if let (Some((position, _)), None) = (others.next(), others.next()) {
                return Some(format!("{place}/{keyword}/{position}"));
            }
        }
        None
    }

    /// The schema that a place refers to: by itself, as part of `allOf`, or beside `null`.
    fn referenced(&self, place: &str, steps: usize) -> Option<String> {
        let theirs = self.document.pointer(place)?.as_object()?;
        if steps > FURTHEST {
            return None;
        }
        if theirs.contains_key("$ref") {
            return Some(self.resolve(place));
        }
        let mut parts = (0..list(theirs, "allOf").count())
            .filter_map(|position| self.referenced(&format!("{place}/allOf/{position}"), steps + 1));
        if let (Some(target), None) = (parts.next(), parts.next()) {
            return Some(target);
        }
        self.referenced(&self.beside_null(place)?, steps + 1)
    }

    /// The place to which a reference leads, or the same place if there is none.
    fn resolve(&self, place: &str) -> String {
        let mut place = place.to_string();
        for _ in 0..FURTHEST {
            let target = self.document.pointer(&place).and_then(|schema| schema.get("$ref")).and_then(Value::as_str);
            let Some(target) = target.and_then(|target| target.strip_prefix('#')) else { break };
            let target = decoded(target);
            if self.document.pointer(&target).is_none() {
                break;
            }
            place = target;
        }
        place
    }

    /// The place of the object that has a property: the schema itself, what it refers to, or a part of it.
    fn object_with(&self, place: &str, property: &str, steps: usize) -> Option<String> {
        if steps > FURTHEST {
            return None;
        }
        let place = self.resolve(place);
        let theirs = self.document.pointer(&place)?.as_object()?;
        if theirs.get("properties").and_then(|properties| properties.get(property)).is_some() {
            return Some(place);
        }
        let mut parts = (0..list(theirs, "allOf").count()).map(|position| format!("{place}/allOf/{position}"));
        parts
            .find_map(|part| self.object_with(&part, property, steps + 1))
            .or_else(|| self.object_with(&self.beside_null(&place)?, property, steps + 1))
    }

    /// Whether one of our schemas accepts `null`.
    fn may_be_null(&self, ours: &Value, steps: usize) -> bool {
        let Value::Object(ours) = ours else { return *ours != Value::Bool(false) };
        if steps > FURTHEST {
            return true;
        }
        let types = match ours.get("type") {
            Some(Value::Array(types)) => types.iter().any(|name| name == "null"),
            Some(name) => name == "null" || ours.get("nullable") == Some(&json!(true)),
            None => true,
        };
        let values = ours.get("enum").and_then(Value::as_array).is_none_or(|values| values.contains(&Value::Null));
        let constant = ours.get("const").is_none_or(Value::is_null);
        let target = referenced(ours).and_then(|name| self.ours.get(name));
        let target = target.is_none_or(|target| self.may_be_null(target, steps + 1));
        let all = list(ours, "allOf").all(|schema| self.may_be_null(schema, steps + 1));
        let any = ["anyOf", "oneOf"].into_iter().all(|keyword| {
            let mut schemas = list(ours, keyword).peekable();
            schemas.peek().is_none() || schemas.any(|schema| self.may_be_null(schema, steps + 1))
        });
        let not = ours.get("not").is_none_or(|schema| !keywords::is_null(schema));
        types && values && constant && target && all && any && not
    }
}

/// What tells a variant from others: a value of its own, a property that has one value, or the only property.
fn variant(schema: &Value) -> Option<(String, Value)> {
    let members = schema.as_object()?;
    if let Some(value) = only_value(schema) {
        return Some((String::new(), value.clone()));
    }
    let parts = || core::iter::once(schema).chain(list(members, "allOf"));
    let properties = || {
        let properties = parts().filter_map(|part| part.get("properties")?.as_object());
        properties.flatten()
    };
    let tag = properties().find_map(|(name, schema)| Some((name.clone(), only_value(schema)?.clone())));
    tag.or_else(|| {
        let mut properties = properties();
        match (properties.next(), properties.next()) {
            (Some((name, _)), None) => Some((name.clone(), Value::Null)),
            _ => None,
        }
    })
}

fn only_value(schema: &Value) -> Option<&Value> {
    match schema.get("const") {
        Some(value) => Some(value),
        None => match schema.get("enum")?.as_array()?.as_slice() {
            [value] => Some(value),
            _ => None,
        },
    }
}

fn list<'s>(schema: &'s Map<String, Value>, keyword: &str) -> impl Iterator<Item = &'s Value> {
    schema.get(keyword).and_then(Value::as_array).into_iter().flatten()
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lays `ours.Order` over `theirs.Order`, and gives theirs.
    fn lay(version: &str, ours: &Value, theirs: Value) -> Value {
        let mut document = json!({ "openapi": version, "components": { "schemas": theirs } });
        let types = Types::default();
        let ours = ours.as_object().unwrap();
        let mut layer = Layer::new(&mut document, ours, version.starts_with("3.0"), &types);
        assert!(layer.lay_component("Order", "Order"));
        document["components"]["schemas"].take()
    }

    /// What becomes of one property.
    #[track_caller]
    fn property(version: &str, ours: Value, theirs: Value, expected: Value) {
        let ours = json!({
            "Order": { "type": "object", "properties": { "a": ours } },
            "Item": { "type": "object", "properties": { "n": { "type": "integer", "minimum": 1 } }, "required": ["n"] },
        });
        let theirs = json!({
            "Order": { "type": "object", "properties": { "a": theirs, "other": { "type": "string" } } },
            "Other": { "type": "object", "properties": { "n": { "type": "integer" } } },
        });
        let laid = lay(version, &ours, theirs);
        assert_eq!(laid["Order"]["properties"]["a"], expected);
        assert_eq!(laid["Order"]["properties"]["other"], json!({ "type": "string" }));
    }

    #[test]
    fn both_hold_and_nothing_is_loosened() {
        for (ours, theirs, expected) in [
            (
                json!({ "type": "string", "minLength": 3, "maxLength": 5, "pattern": "a" }),
                json!({ "type": "string", "description": "A", "minLength": 1, "maxLength": 9 }),
                json!({ "type": "string", "description": "A", "minLength": 3, "maxLength": 5, "pattern": "a" }),
            ),
            (
                json!({ "type": "string", "minLength": 3, "maxLength": 5, "pattern": "a", "format": "email" }),
                json!({ "type": "string", "minLength": 4, "maxLength": 4, "pattern": "b", "format": "x" }),
                json!({
                    "type": "string", "minLength": 4, "maxLength": 4, "pattern": "b", "format": "x",
                    "allOf": [{ "pattern": "a" }],
                }),
            ),
            (
                json!({ "type": "integer", "exclusiveMinimum": 0, "maximum": 18_446_744_073_709_551_615_u64 }),
                json!({ "type": "integer", "format": "int32", "minimum": 0, "maximum": 18_446_744_073_709_551_614_u64 }),
                json!({
                    "type": "integer", "format": "int32", "minimum": 0, "exclusiveMinimum": 0,
                    "maximum": 18_446_744_073_709_551_614_u64,
                }),
            ),
            (
                json!({ "type": "string", "enum": ["a", "b"] }),
                json!({ "type": ["string", "null"], "enum": ["b", "c", null] }),
                json!({ "type": "string", "enum": ["b"] }),
            ),
            (json!({ "type": ["string", "null"], "minLength": 3 }), json!({ "type": ["string", "null"] }), {
                json!({ "type": ["string", "null"], "minLength": 3 })
            }),
            (json!({ "type": "integer", "minimum": 3 }), json!({ "type": "string" }), json!({ "type": "string" })),
            (json!({ "type": "string", "minLength": 3 }), json!(true), json!({ "minLength": 3 })),
            (
                json!({ "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 2 } }),
                json!({ "type": "array", "items": { "type": "string" } }),
                json!({ "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 2 } }),
            ),
            (
                json!({ "additionalProperties": { "minLength": 2 }, "propertyNames": { "maxLength": 3 } }),
                json!({ "additionalProperties": { "type": "string" }, "propertyNames": { "type": "string" } }),
                json!({
                    "additionalProperties": { "type": "string", "minLength": 2 },
                    "propertyNames": { "type": "string", "maxLength": 3 },
                }),
            ),
            (
                json!({ "anyOf": [{ "$ref": "#/components/schemas/Item" }, { "type": "null" }], "x-rules": [1] }),
                json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Other" }] }),
                json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Other" }], "x-rules": [1] }),
            ),
            (
                json!({ "$ref": "#/components/schemas/Item", "x-rules": [1] }),
                json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Other" }], "x-rules": [2] }),
                json!({ "$ref": "#/components/schemas/Other", "x-rules": [2, 1] }),
            ),
            (
                json!({ "anyOf": [{ "$ref": "#/components/schemas/Item" }, { "type": "null" }] }),
                json!({ "type": ["object", "null"], "properties": { "n": { "type": "integer" } } }),
                json!({
                    "type": ["object", "null"], "properties": { "n": { "type": "integer", "minimum": 1 } },
                    "required": ["n"],
                }),
            ),
            (
                json!({ "minLength": 2, "type": "string" }),
                json!({ "$ref": "#/components/schemas/Text" }),
                json!({ "$ref": "#/components/schemas/Text", "minLength": 2 }),
            ),
            (
                json!({ "type": "array", "contains": { "const": 1 }, "minContains": 1 }),
                json!({ "type": "array", "contains": { "const": 2 } }),
                json!({
                    "type": "array", "contains": { "const": 2 },
                    "allOf": [{ "contains": { "const": 1 }, "minContains": 1 }],
                }),
            ),
        ] {
            property("3.1.0", ours, theirs, expected);
        }
    }

    #[test]
    fn older_documents_keep_their_form() {
        for (ours, theirs, expected) in [
            (
                json!({ "type": "integer", "minimum": 0, "exclusiveMinimum": true }),
                json!({ "type": "integer", "minimum": 0 }),
                json!({ "type": "integer", "minimum": 0, "exclusiveMinimum": true }),
            ),
            (
                json!({ "type": "integer", "minimum": 2 }),
                json!({ "type": "integer", "minimum": 0, "exclusiveMinimum": true }),
                json!({ "type": "integer", "minimum": 2 }),
            ),
            (
                json!({ "type": "integer", "maximum": 2 }),
                json!({ "type": "integer", "maximum": 1, "exclusiveMaximum": true }),
                json!({ "type": "integer", "maximum": 1, "exclusiveMaximum": true }),
            ),
            (
                json!({ "type": "string", "minLength": 2 }),
                json!({ "type": "string", "nullable": true }),
                json!({ "type": "string", "minLength": 2 }),
            ),
            (
                json!({ "allOf": [{ "$ref": "#/components/schemas/Item" }], "x-rules": [1] }),
                json!({ "$ref": "#/components/schemas/Other" }),
                json!({ "allOf": [{ "$ref": "#/components/schemas/Other" }], "x-rules": [1] }),
            ),
        ] {
            property("3.0.3", ours, theirs, expected);
        }
    }

    #[test]
    fn fields_are_found_through_references_and_parts() {
        let ours = json!({ "Order": {
            "properties": { "a": { "type": "string", "minLength": 1 }, "b": { "type": "string", "maxLength": 2 } },
            "required": ["a", "b"],
            "dependentRequired": { "a": ["c"] },
        } });
        let theirs = json!({
            "Order": { "allOf": [
                { "$ref": "#/components/schemas/Rest" },
                { "type": "object", "properties": { "a": { "type": "string" } } },
            ] },
            "Rest": { "type": "object", "properties": { "b": { "type": "string" } }, "required": ["b"] },
        });
        assert_eq!(
            lay("3.1.0", &ours, theirs),
            json!({
                "Order": {
                    "allOf": [
                        { "$ref": "#/components/schemas/Rest" },
                        {
                            "type": "object", "properties": { "a": { "type": "string", "minLength": 1 } },
                            "required": ["a"],
                        },
                    ],
                    "dependentRequired": { "a": ["c"] },
                },
                "Rest": { "type": "object", "properties": { "b": { "type": "string", "maxLength": 2 } }, "required": ["b"] },
            }),
        );
    }

    #[test]
    fn types_that_contain_themselves_come_to_an_end() {
        let ours = json!({ "Order": { "properties": {
            "parts": { "type": "array", "minItems": 1, "items": { "$ref": "#/components/schemas/Order" } },
        } } });
        let theirs = json!({ "Order": { "properties": {
            "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Order" } },
        } } });
        let laid = lay("3.1.0", &ours, theirs);
        assert_eq!(laid["Order"]["properties"]["parts"]["minItems"], 1);
    }

    #[test]
    fn variants_belong_together_by_their_names() {
        let ours = json!({ "Order": { "oneOf": [
            { "const": "cash" },
            { "properties": { "card": { "properties": { "digits": { "minLength": 4 } } } }, "required": ["card"] },
            { "properties": { "kind": { "const": "iban" }, "iban": { "minLength": 9 } }, "required": ["kind"] },
            { "properties": { "nobody": { "minLength": 3 } } },
        ] } });
        let theirs = json!({ "Order": { "oneOf": [
            { "allOf": [
                { "type": "object", "properties": { "iban": { "type": "string" } } },
                { "type": "object", "properties": { "kind": { "type": "string", "enum": ["iban"] } } },
            ] },
            { "type": "string", "enum": ["cash"] },
            { "$ref": "#/components/schemas/Card" },
        ] }, "Card": { "type": "object", "properties": { "card": { "properties": { "digits": { "type": "string" } } } } } });
        let laid = lay("3.1.0", &ours, theirs);
        let variants = &laid["Order"]["oneOf"];
        assert_eq!(variants[0]["allOf"][0]["properties"]["iban"]["minLength"], 9);
        assert_eq!(variants[0]["allOf"][1]["required"], json!(["kind"]));
        assert_eq!(laid["Card"]["properties"]["card"]["properties"]["digits"]["minLength"], 4);
        assert_eq!(laid["Card"]["required"], json!(["card"]));
    }
}
