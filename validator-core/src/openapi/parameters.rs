//! Fields of a struct as parameters of a request.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_json::{Map, Value, json};

use super::components::{declared, referenced, schemas};
use crate::declaration::types::Types;
use crate::declaration::{Content, Declaration, DeclaredField, DeclaredRule, DeclaredValue, HasShape, Shape};
use crate::json_schema::RULES_KEYWORD;

/// Where a request has a parameter.
///
/// ```
/// use unprocessable_core::openapi::ParameterIn;
///
/// assert_eq!(ParameterIn::Query.name(), "query");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterIn {
    /// In the query string.
    Query,
    /// In the path.
    Path,
    /// Among the header fields.
    Header,
    /// Among the cookies.
    Cookie,
}

impl ParameterIn {
    /// What a document calls it: `query`, `path`, `header` or `cookie`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Path => "path",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// The parameter objects for the fields of a struct that is read from a query string, the path of a request, header fields
/// or cookies. A newtype around a struct has the parameters of the struct.
///
/// Their schemas may refer to the components of [`schemas`]. A field that is an object is written as `deepObject`, as in
/// `address[city]=Rome`. `null` cannot be sent in these places, so the schemas do not accept it. A rule that looks at other
/// fields, or that has a condition, is listed in the schema as `x-rules`. Rules on the whole struct are left out.
///
/// # Errors
///
/// [`NotParameters`] with the names of what has no parameters: a type that is not a struct, such as an enum, an `Option`
/// or a number, and flattened fields that are not structs, whose names are not known.
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
/// use unprocessable::openapi::{self, ParameterIn};
///
/// let parameters = openapi::parameters::<Search>(ParameterIn::Query)?;
/// assert_eq!(parameters[0]["name"], "page");
/// assert_eq!(parameters[0]["in"], "query");
/// assert_eq!(parameters[0]["required"], false);
/// assert_eq!(parameters[0]["schema"]["type"], "integer");
/// # Ok::<_, openapi::NotParameters>(())
/// ```
pub fn parameters<T: HasShape + ?Sized>(place: ParameterIn) -> Result<Vec<Value>, NotParameters> {
    let components = schemas::<T>();
    let fields = declared::<T>().and_then(|declaration| Some((declaration, structure(declaration)?)));
    let Some((declaration, structure)) = fields else {
        let name = declared::<T>().map_or(core::any::type_name::<T>(), Declaration::name);
        return Err(NotParameters { names: alloc::vec![name.into()], parameters: Vec::new() });
    };
    let object = components.get(Types::of(declaration).name(declaration)).unwrap_or(&Value::Null);
    let name_of = |field: &DeclaredField| format!("{}.{}", structure.name(), field.name());
    let mut names: Vec<String> = structure.flattened().map(name_of).collect();
    let mut parameters = Vec::new();
    for field in structure.fields() {
        match property(object, field.name(), &components, 0) {
            Some((schema, is_required)) => parameters.push(parameter(field, place, schema, is_required, &components)),
            None => names.push(name_of(field)),
        }
    }
    if names.is_empty() { Ok(parameters) } else { Err(NotParameters { names, parameters }) }
}

/// The struct whose fields a type has: itself, or the one in a newtype.
fn structure(declaration: &'static Declaration) -> Option<&'static Declaration> {
    let mut declaration = declaration;
    for _ in 0..FURTHEST {
        match (declaration.content(), declaration.same()) {
            (Content::Fields(_), _) => return Some(declaration),
            (Content::Newtype(_), Some(Shape::Declared(inside))) => declaration = inside.declaration(),
            _ => return None,
        }
    }
    None
}

fn parameter(
    field: &DeclaredField,
    place: ParameterIn,
    mut schema: Value,
    is_required: bool,
    components: &Map<String, Value>,
) -> Value {
    without_null(&mut schema);
    mark(&mut schema, field.value());
    let is_required = is_required || place == ParameterIn::Path;
    let mut parameter = json!({ "name": field.name(), "in": place.name(), "required": is_required });
    if let Value::Object(members) = &mut parameter {
        // Swagger and others show the one beside the name.
        if let Some(description) = schema.as_object_mut().and_then(|schema| schema.remove("description")) {
            members.insert("description".into(), description);
        }
        if place == ParameterIn::Query && is_object(&schema, components, 0) {
            members.insert("style".into(), "deepObject".into());
            members.insert("explode".into(), true.into());
        }
        members.insert("schema".into(), schema);
    }
    parameter
}

/// Lists the rules that stand in the object around a field, which parameters do not have.
fn mark(schema: &mut Value, value: DeclaredValue) {
    let Value::Object(members) = schema else { return };
    let is_around = |rule: &DeclaredRule| rule.conditions().next().is_some() || rule.looks_further();
    let rules = value.rules().filter(is_around);
    let mut marks: Vec<Value> = rules.map(|rule| json!({ "code": rule.code(), "message": rule.message() })).collect();
    if value.nested_conditions().next().is_some() {
        marks.push(json!({ "code": "nested", "message": "Further rules hold." }));
    }
    if !marks.is_empty() {
        let known = members.entry(RULES_KEYWORD).or_insert_with(|| json!([]));
        if let Value::Array(known) = known {
            for mark in marks {
                // The schema may say of the same rule when it holds.
                let is_same = |known: &Value| ["code", "message"].iter().all(|name| known.get(name) == mark.get(name));
                if !known.iter().any(is_same) {
                    known.push(mark);
                }
            }
        }
    }
    for (keyword, inside) in [("items", value.elements()), ("additionalProperties", value.values())] {
        if let (Some(schema), Some(inside)) = (members.get_mut(keyword), inside) {
            mark(schema, inside);
        }
    }
}

/// A type or fields that cannot be parameters.
///
/// ```
/// use unprocessable_core::openapi::{self, ParameterIn};
///
/// let error = openapi::parameters::<u8>(ParameterIn::Query).unwrap_err();
/// assert_eq!(error.to_string(), "no parameters can be made of `u8`");
/// assert!(error.into_parameters().is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NotParameters {
    names: Vec<String>,
    parameters: Vec<Value>,
}

impl NotParameters {
    /// The names: `Kind` for a type, `Search.more` for a field.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// The parameters for all other fields.
    #[must_use]
    pub fn into_parameters(self) -> Vec<Value> {
        self.parameters
    }

    pub(super) fn map(self, change: impl FnOnce(Vec<Value>) -> Vec<Value>) -> Self {
        Self { parameters: change(self.parameters), ..self }
    }
}

impl fmt::Display for NotParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no parameters can be made of ")?;
        for (at, name) in self.names().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}`{name}`")?;
        }
        Ok(())
    }
}

impl core::error::Error for NotParameters {}

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
