//! Fields of a struct as parameters of a request.

use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Map, Value, json};

use super::components::{declared, referenced, schemas};
use crate::declaration::types::Types;
use crate::declaration::{DeclaredField, HasShape};

/// The parameter objects for the fields of a struct that is read from a query string (`"query"`), the path of a request
/// (`"path"`), header fields (`"header"`) or cookies (`"cookie"`).
///
/// Their schemas may refer to the components of [`schemas`]. A field that is an object is written as `deepObject`, as in
/// `address[city]=Rome`. `null` cannot be sent in these places, so the schemas do not accept it.
///
/// ```
/// # use unprocessable_core as unprocessable;
/// # use unprocessable::declaration::{Content, Declaration, Declare, DeclaredField, HasShape, Shape};
/// # struct Search;
/// # impl HasShape for Search {
/// #     const SHAPE: Shape = Shape::declared::<Search>();
/// # }
/// # impl Declare for Search {
/// #     fn declaration() -> &'static Declaration {
/// #         const FIELD: DeclaredField = DeclaredField { name: "page", shape: <Option<u8> as HasShape>::SHAPE, ..DeclaredField::PLAIN };
/// #         const TYPE: Declaration = Declaration { name: "Search", content: Content::Fields(&[FIELD]), ..Declaration::PLAIN };
/// #         &TYPE
/// #     }
/// # }
/// use unprocessable::openapi;
///
/// let parameters = openapi::parameters::<Search>("query");
/// assert_eq!(parameters[0]["name"], "page");
/// assert_eq!(parameters[0]["in"], "query");
/// assert_eq!(parameters[0]["required"], false);
/// assert_eq!(parameters[0]["schema"]["type"], "integer");
/// ```
#[must_use]
pub fn parameters<T: HasShape + ?Sized>(place: &str) -> Vec<Value> {
    let components = schemas::<T>();
    let Some(declaration) = declared::<T>() else { return Vec::new() };
    let Some(object) = components.get(Types::of(declaration).name(declaration)) else { return Vec::new() };
    let parameter = |field: &'static DeclaredField| {
        let (mut schema, is_required) = property(object, field.name(), &components, 0)?;
        without_null(&mut schema);
        let mut parameter = json!({ "name": field.name(), "in": place, "required": is_required || place == "path" });
        if let Value::Object(members) = &mut parameter {
            // Swagger and others show the one beside the name.
            if let Some(description) = schema.as_object_mut().and_then(|schema| schema.remove("description")) {
                members.insert("description".into(), description);
            }
            if place == "query" && is_object(&schema, &components, 0) {
                members.insert("style".into(), "deepObject".into());
                members.insert("explode".into(), true.into());
            }
            members.insert("schema".into(), schema);
        }
        Some(parameter)
    };
    declaration.fields().filter_map(parameter).collect()
}

/// How far references are followed.
const FURTHEST: usize = 16;

/// The schema of a property, and whether it must be there.
fn property(object: &Value, name: &str, components: &Map<String, Value>, steps: usize) -> Option<(Value, bool)> {
    if steps > FURTHEST {
        return None;
    }
    let requires = |object: &Value| {
        let names = object.get("required").and_then(Value::as_array);
        names.is_some_and(|names| names.iter().any(|known| known == name))
    };
    let here = object.get("properties").and_then(|properties| properties.get(name));
    let there = || {
        let parts = object.get("allOf").and_then(Value::as_array).into_iter().flatten();
        let parts = parts.chain(target(object, components));
        parts.into_iter().find_map(|part| property(part, name, components, steps + 1))
    };
    let (schema, is_required) = here.map(|schema| (schema.clone(), false)).or_else(there)?;
    Some((schema, is_required || requires(object)))
}

fn target<'c>(schema: &Value, components: &'c Map<String, Value>) -> Option<&'c Value> {
    components.get(referenced(schema.as_object()?)?)
}

fn is_object(schema: &Value, components: &Map<String, Value>, steps: usize) -> bool {
    let here = schema.get("type").is_some_and(|name| name == "object");
    here || steps < FURTHEST
        && target(schema, components).is_some_and(|schema| is_object(schema, components, steps + 1))
}

fn without_null(schema: &mut Value) {
    let Value::Object(members) = schema else { return };
    if let Some(Value::Array(types)) = members.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            members.insert("type".into(), only);
        }
    }
    for keyword in ["anyOf", "oneOf"] {
        let Some(Value::Array(schemas)) = members.get_mut(keyword) else { continue };
        schemas.retain(|schema| schema.get("type").is_none_or(|name| name != "null"));
        if let [Value::Object(only)] = schemas.as_slice() {
            let only = only.clone();
            if only.keys().all(|name| !members.contains_key(name)) {
                members.remove(keyword);
                members.extend(only);
            }
        }
    }
}
