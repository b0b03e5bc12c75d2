//! The form of a document in OpenAPI 3.0.

mod definitions;
mod document;
mod schema;

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;

use serde_json::Value;

pub(super) use definitions::follow;

use super::decoded;

/// Turns an OpenAPI 3.1 document into one of version 3.0.3, or a schema of JSON Schema 2020-12 into the form that 3.0 has
/// for it.
///
/// A value with the member `openapi` is a document. All schemas in its components and paths are turned, and what 3.0 does
/// not know is left out. Any other value is taken for one schema.
///
/// The new form accepts everything that the old one accepts. It accepts more only where 3.0 has no words: `propertyNames`,
/// `contains`, `patternProperties`, `unevaluatedProperties` and the order of `prefixItems` are lost. `if` and
/// `dependentRequired` are said by `anyOf` and `not`. A value in 3.0 form stays as it is.
///
/// ```
/// use serde_json::json;
/// use unprocessable_core::openapi;
///
/// let mut schema = json!({ "type": ["string", "null"], "minLength": 3, "examples": ["abc"] });
/// openapi::to_3_0(&mut schema);
/// assert_eq!(schema, json!({ "type": "string", "nullable": true, "minLength": 3, "example": "abc" }));
///
/// let mut document = json!({
///     "openapi": "3.1.0",
///     "info": { "title": "Shop", "version": "1" },
///     "paths": {},
///     "components": { "schemas": { "Price": { "type": "number", "exclusiveMinimum": 0 } } },
/// });
/// openapi::to_3_0(&mut document);
/// assert_eq!(document["openapi"], "3.0.3");
/// assert_eq!(
///     document["components"]["schemas"]["Price"],
///     json!({ "type": "number", "minimum": 0, "exclusiveMinimum": true }),
/// );
/// ```
pub fn to_3_0(value: &mut Value) {
    if value.get("openapi").is_none() {
        schema::convert(value, &Weaker::default());
        return;
    }
    definitions::hoist(value);
    let weaker = Weaker::among_components(value);
    document::schemas(value, &mut |schema| {
        schema::convert(schema, &weaker);
    });
    document::leave_out_what_is_new(value);
}

/// The references to schemas that accept more in their form of 3.0. They must not stand below `not`, where more is less.
#[derive(Debug, Default)]
struct Weaker(BTreeSet<String>);

impl Weaker {
    fn among_components(document: &Value) -> Self {
        let mut weaker = Self::default();
        let Some(schemas) = document.pointer("/components/schemas").and_then(Value::as_object) else { return weaker };
        // A schema is weaker also by what it refers to, so this goes on until nothing more is found.
        loop {
            let found = schemas.iter().map(|(name, schema)| (reference(name), schema));
            let found = found.filter(|(reference, _)| !weaker.0.contains(reference));
            let found: BTreeSet<String> = found
                .filter(|(_, schema)| !schema::convert(&mut (*schema).clone(), &weaker))
                .map(|(reference, _)| reference)
                .collect();
            if found.is_empty() {
                return weaker;
            }
            weaker.0.extend(found);
        }
    }

    fn contains(&self, reference: &str) -> bool {
        self.0.contains(&decoded(reference))
    }
}

/// The reference to a schema among the components.
pub(super) fn reference(name: &str) -> String {
    format!("#/components/schemas/{}", escape(name))
}

/// A name in a JSON pointer.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;

    use serde_json::json;

    use super::*;

    #[test]
    fn all_schemas_of_a_document_are_turned() {
        let new = json!({ "const": 1 });
        let header = json!({ "X": { "schema": new, "content": { "a/b": { "schema": new } } } });
        let media = json!({ "a/b": { "schema": new, "examples": { "x": { "value": new } }, "encoding": { "e": { "headers": header } } } });
        let path = json!({
            "parameters": [{ "name": "p", "in": "query", "schema": new, "example": new }],
            "post": {
                "parameters": [{ "name": "q", "in": "query", "schema": new, "content": media }],
                "requestBody": { "content": media },
                "responses": { "200": { "headers": header, "content": media } },
            },
        });
        let mut document = json!({
            "openapi": "3.1.0",
            "jsonSchemaDialect": "x",
            "info": { "title": "T", "version": "1", "summary": "S", "license": { "name": "L", "identifier": "MIT" } },
            "webhooks": {},
            "paths": {
                "/": { "get": { "callbacks": { "c": { "{$url}": path } } } },
                "/a": path,
                "/b": { "$ref": "#/components/pathItems/B" },
            },
            "components": {
                "schemas": { "A": new },
                "parameters": { "P": { "name": "p", "in": "query", "schema": new } },
                "headers": header,
                "requestBodies": { "R": { "content": media } },
                "responses": { "R": { "description": "", "content": media } },
                "callbacks": { "C": { "{$url}": path } },
                "pathItems": { "B": { "summary": "B" } },
            },
        });
        to_3_0(&mut document);
        let text = document.to_string();
        // Examples are values, not schemas.
        let examples =
            text.matches(r#""example":{"const":1}"#).count() + text.matches(r#""value":{"const":1}"#).count();
        assert_eq!(text.matches("const").count(), examples);
        assert!(text.matches(r#"{"enum":[1]}"#).count() > 20, "{text}");
        for new in ["jsonSchemaDialect", "webhooks", "summary\":\"S", "identifier", "pathItems"] {
            assert!(!text.contains(new), "{new}");
        }
        assert_eq!(document["openapi"], "3.0.3");
        assert_eq!(document["paths"]["/b"], json!({ "summary": "B" }));
        assert_eq!(document["paths"]["/"]["get"]["responses"], json!({ "default": { "description": "" } }));

        let before = document.clone();
        to_3_0(&mut document);
        assert_eq!(document, before);
    }

    #[test]
    fn definitions_move_to_the_components() {
        let item = json!({ "type": "object", "properties": { "more": { "$ref": "#/$defs/Item" } } });
        let body = json!({ "content": { "application/json": { "schema": {
            "$ref": "#/$defs/Item", "$defs": { "Item": item },
        } } } });
        let mut document = json!({
            "openapi": "3.1.0",
            "paths": { "/": { "post": { "requestBody": body, "responses": {} } } },
            "components": { "schemas": {
                "Order": {
                    "properties": { "item": { "$ref": "#/$defs/Item" }, "order": { "$ref": "#" } },
                    "$defs": { "Item": item },
                },
                "Other": { "$ref": "#/$defs/Item", "$defs": { "Item": { "const": 1 } } },
                "Third": { "$ref": "#/components/schemas/Order/$defs/Item" },
            } },
        });
        to_3_0(&mut document);
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        assert_eq!(
            document["components"]["schemas"],
            json!({
                "Item": { "type": "object", "properties": { "more": reference("Item") } },
                "Item2": { "enum": [1] },
                "Order": { "properties": { "item": reference("Item"), "order": reference("Order") } },
                "Other": reference("Item2"),
                "Third": reference("Item"),
            }),
        );
        let media = &document["paths"]["/"]["post"]["requestBody"]["content"]["application/json"];
        assert_eq!(media["schema"], reference("Item"));
    }

    #[test]
    fn a_schema_that_refers_to_a_weaker_one_is_weaker() {
        let mut document = json!({ "openapi": "3.1.0", "components": { "schemas": {
            "A": { "not": { "$ref": "#/components/schemas/B" } },
            "B": { "$ref": "#/components/schemas/C" },
            "C": { "contains": {} },
            "D": { "not": { "$ref": "#/components/schemas/E" } },
            "E": { "minLength": 1 },
        } } });
        to_3_0(&mut document);
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["A"], json!({}));
        assert_eq!(schemas["D"], json!({ "not": { "$ref": "#/components/schemas/E" } }));
    }
}
