//! The schemas of several types in one document.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Map, Value, json};

use super::components::{ERROR_MESSAGE, VALIDATION_ERRORS, error_schemas, schema, schemas};
use super::parameters::{NotParameters, ParameterIn, parameters};
use super::to_3_0::{follow, reference};
use crate::declaration::types::{Types, ascii, full_name};
use crate::declaration::{Declaration, HasShape};

/// The schemas of several types for `components.schemas` of a document, together with those of
/// [`error_schemas`](super::error_schemas).
///
/// Each type has a name of its own. The first type of a name keeps it, the next one gets a number. So does a type that
/// has the name of an error body. References follow, so take them from [`schema`](Self::schema) and
/// [`parameters`](Self::parameters), which also add their type.
///
/// ```
/// # use unprocessable_core as unprocessable;
/// # use unprocessable::declaration::{Declaration, Declare, HasShape, Shape};
/// # macro_rules! declare {
/// #     ($($type:ident)+) => {$(
/// #         struct $type;
/// #         impl HasShape for $type {
/// #             const SHAPE: Shape = Shape::declared::<$type>();
/// #         }
/// #         impl Declare for $type {
/// #             fn declaration() -> &'static Declaration {
/// #                 const TYPE: Declaration = Declaration {
/// #                     name: stringify!($type),
/// #                     type_name: core::any::type_name::<$type>,
/// #                     ..Declaration::PLAIN
/// #                 };
/// #                 &TYPE
/// #             }
/// #         }
/// #     )+};
/// # }
/// # declare!(Payment Refund);
/// use serde_json::json;
/// use unprocessable::openapi::Components;
///
/// let mut components = Components::of::<Payment>();
/// let refunds = json!({ "schema": components.schema::<Vec<Refund>>() });
/// assert_eq!(refunds["schema"]["items"]["$ref"], "#/components/schemas/Refund");
///
/// let schemas = components.schemas();
/// assert!(schemas.keys().eq(["ErrorMessage", "Payment", "Refund", "ValidationErrors"]));
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "the schemas belong into a document"]
pub struct Components {
    /// The types, each with or without its rules.
    names: Vec<(&'static Declaration, bool, String)>,
    schemas: Map<String, Value>,
}

impl Components {
    /// No types.
    pub fn new() -> Self {
        Self::default()
    }

    /// One type, and those that it refers to.
    pub fn of<T: HasShape + ?Sized>() -> Self {
        Self::new().and::<T>()
    }

    /// Another type, and those that it refers to.
    pub fn and<T: HasShape + ?Sized>(mut self) -> Self {
        self.add::<T>();
        self
    }

    /// Adds a type, and gives what a document writes where it asks for it: a reference, or for a type without a
    /// component, such as a list, a schema with references.
    pub fn schema<T: HasShape + ?Sized>(&mut self) -> Value {
        let mut schema = schema::<T>();
        follow(&mut schema, &self.add::<T>());
        schema
    }

    /// Adds a type, and gives its fields as [`parameters`](super::parameters()) of a request.
    ///
    /// # Errors
    ///
    /// [`NotParameters`], as for the function.
    pub fn parameters<T: HasShape + ?Sized>(&mut self, place: ParameterIn) -> Result<Vec<Value>, NotParameters> {
        let moved = self.add::<T>();
        let follow_all = |mut parameters: Vec<Value>| {
            parameters.iter_mut().for_each(|parameter| follow(parameter, &moved));
            parameters
        };
        parameters::<T>(place).map(follow_all).map_err(|error| error.map(follow_all))
    }

    /// The schemas, by name.
    #[must_use]
    pub fn schemas(&self) -> Map<String, Value> {
        let mut schemas = self.schemas.clone();
        schemas.extend(error_schemas());
        schemas
    }

    /// Adds the schemas of a type. Gives the references that lead elsewhere now.
    fn add<T: HasShape + ?Sized>(&mut self) -> Vec<(String, String)> {
        let types = Types::below(T::shape());
        for (_, declaration) in types.iter() {
            self.name(declaration, true);
        }
        let mut moved = Vec::new();
        let mut added = Vec::new();
        for (own, schema) in schemas::<T>() {
            let name = match definition(&types, &own) {
                Some((declaration, checked)) => self.name(declaration, checked),
                None => self.free_name(own.clone()),
            };
            moved.push((reference(&own), reference(&name)));
            added.push((name, schema));
        }
        for (name, mut schema) in added {
            follow(&mut schema, &moved);
            match self.schemas.get_mut(&name) {
                None => {
                    self.schemas.insert(name, schema);
                }
                Some(known) => either(known, schema),
            }
        }
        moved
    }

    fn name(&mut self, declaration: &'static Declaration, checked: bool) -> String {
        let is = |(known, with, _): &&(&'static Declaration, bool, String)| known.is(declaration) && *with == checked;
        if let Some((.., name)) = self.names.iter().find(is) {
            return name.clone();
        }
        let name = if checked {
            ascii(&full_name(declaration))
        } else {
            format!("{}{UNCHECKED}", self.name(declaration, true))
        };
        let name = self.free_name(name);
        self.names.push((declaration, checked, name.clone()));
        name
    }

    fn free_name(&self, name: String) -> String {
        let is_free = |name: &str| {
            ![VALIDATION_ERRORS, ERROR_MESSAGE].contains(&name) && self.names.iter().all(|(.., known)| known != name)
        };
        if is_free(&name) {
            return name;
        }
        (2..).map(|number: u32| format!("{name}{number}")).find(|name| is_free(name)).unwrap_or(name)
    }
}

/// What the name of a type has behind it where its rules do not run.
const UNCHECKED: &str = "_unchecked";

/// The type that a schema is about, and whether with its rules.
fn definition(types: &Types, name: &str) -> Option<(&'static Declaration, bool)> {
    if let Some(declaration) = types.declaration(name) {
        return Some((declaration, true));
    }
    // Underscores keep the name apart from that of another type.
    let name = name.strip_suffix(UNCHECKED).or_else(|| name.trim_end_matches('_').strip_suffix(UNCHECKED))?;
    Some((types.declaration(name)?, false))
}

/// Two schemas of one type, which differ in what serde takes for nothing below different types. Both are right.
fn either(known: &mut Value, schema: Value) {
    let is_known = |schemas: &Value| schemas.as_array().is_some_and(|schemas| schemas.contains(&schema));
    if *known != schema && !known.get("anyOf").is_some_and(is_known) {
        *known = json!({ "anyOf": [known.take(), schema] });
    }
}
