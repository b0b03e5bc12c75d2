//! The schema of a type in the form of OpenAPI 3.0.

use jsonschema::Validator;
use serde_json::{Value, json};
use unprocessable::json_schema::JsonSchema;
use unprocessable::openapi;

use crate::draft_4::in_draft_4;

/// A validator of the schema as a document of 3.0 has it, among its components.
pub fn validator(schema: JsonSchema) -> Validator {
    let mut root = schema.lossy().references("#/components/schemas/").to_value().unwrap();
    let mut schemas = root["$defs"].take();
    if schemas.is_null() {
        schemas = json!({});
    }
    root.as_object_mut().unwrap().remove("$defs");
    schemas["the type"] = root;
    let mut document = json!({ "openapi": "3.1.0", "components": { "schemas": schemas } });
    openapi::to_3_0(&mut document);

    let mut root: Value = in_draft_4(&json!({ "allOf": [{ "$ref": "#/components/schemas/the%20type" }] }));
    root["components"] = in_draft_4(&document["components"]);
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft4)
        .should_validate_formats(true)
        .build(&root)
        .unwrap_or_else(|error| panic!("{error}\n{root}"))
}
