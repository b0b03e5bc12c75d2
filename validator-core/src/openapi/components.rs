//! The schemas that documents refer to.

use alloc::borrow::ToOwned as _;
use alloc::string::String;

use serde_json::{Map, Value, json};

use super::COMPONENTS;
use crate::declaration::types::Types;
use crate::declaration::{Declaration, HasShape, Shape};
use crate::json_schema::json_schema;

/// The name of the component for the body of an answer with status 422.
pub const VALIDATION_ERRORS: &str = "ValidationErrors";

/// The name of the component for the body of an answer with a message alone.
pub const ERROR_MESSAGE: &str = "ErrorMessage";

/// The schemas of a type and of the types that it refers to, by name, for `components.schemas` of a document.
///
/// They refer to each other as `#/components/schemas/…`. What JSON Schema cannot say of a rule is marked and left out.
///
/// | the component of | is called |
/// |---|---|
/// | `Payment`, in whatever module | `Payment` |
/// | `Page<app::Order>` | `Page_Order` |
/// | a second type of the same name | `Payment2` |
/// | a type whose rules do not run in some place | `Payment_unchecked` |
/// | `Größe` | `Grosse`; a letter that is like none in ASCII becomes its number, such as `u6CE8` |
///
/// [`component_name`] gives the name for one type. A document with several types takes the schemas from
/// [`Components`](super::Components), which numbers those of the same name: as maps, the schemas of two types may have
/// one name for different schemas.
///
/// ```
/// # use unprocessable_core as unprocessable;
/// # use unprocessable::declaration::{Content, Declaration, Declare, DeclaredField, HasShape, Shape};
/// # struct Payment;
/// # impl HasShape for Payment {
/// #     const SHAPE: Shape = Shape::declared::<Payment>();
/// # }
/// # impl Declare for Payment {
/// #     fn declaration() -> &'static Declaration {
/// #         const FIELD: DeclaredField = DeclaredField { name: "amount", shape: <f64 as HasShape>::SHAPE, ..DeclaredField::PLAIN };
/// #         const TYPE: Declaration = Declaration { name: "Payment", content: Content::Fields(&[FIELD]), ..Declaration::PLAIN };
/// #         &TYPE
/// #     }
/// # }
/// use unprocessable::openapi;
///
/// let schemas = openapi::schemas::<Payment>();
/// assert_eq!(schemas["Payment"]["properties"]["amount"]["type"], "number");
/// ```
#[must_use]
pub fn schemas<T: HasShape + ?Sized>() -> Map<String, Value> {
    // Whatever cannot be said is left out, so there is nothing that could fail.
    let document = json_schema::<T>().lossy().references(COMPONENTS).to_value();
    match document.ok().as_mut().and_then(|document| document.get_mut("$defs")).map(Value::take) {
        Some(Value::Object(schemas)) => schemas,
        _ => Map::new(),
    }
}

/// The name of the component of a type among its [`schemas`]. A type such as a list or a number has none.
///
/// ```
/// # use unprocessable_core as unprocessable;
/// # use unprocessable::declaration::{Declaration, Declare, HasShape, Shape};
/// # struct Payment;
/// # impl HasShape for Payment {
/// #     const SHAPE: Shape = Shape::declared::<Payment>();
/// # }
/// # impl Declare for Payment {
/// #     fn declaration() -> &'static Declaration {
/// #         const TYPE: Declaration = Declaration { name: "Payment", ..Declaration::PLAIN };
/// #         &TYPE
/// #     }
/// # }
/// use unprocessable::openapi;
///
/// assert_eq!(openapi::component_name::<Payment>().as_deref(), Some("Payment"));
/// assert_eq!(openapi::component_name::<Vec<Payment>>(), None);
/// ```
#[must_use]
pub fn component_name<T: HasShape + ?Sized>() -> Option<String> {
    let declaration = declared::<T>()?;
    Some(Types::of(declaration).name(declaration).to_owned())
}

/// What a document writes where it asks for a type: a reference to its component, or for a type without one, such as a
/// list, a schema that refers to those inside.
///
/// ```
/// use serde_json::json;
/// use unprocessable_core::openapi;
///
/// assert_eq!(openapi::schema::<Vec<bool>>(), json!({ "type": "array", "items": { "type": "boolean" } }));
/// ```
#[must_use]
pub fn schema<T: HasShape + ?Sized>() -> Value {
    let mut schema = json_schema::<T>().lossy().references(COMPONENTS).to_value().unwrap_or_default();
    if let Value::Object(members) = &mut schema {
        members.remove("$schema");
        members.remove("$defs");
    }
    schema
}

/// The declaration of a type, if it has one.
pub(super) fn declared<T: HasShape + ?Sized>() -> Option<&'static Declaration> {
    match T::shape() {
        Shape::Declared(reference) => Some(reference.declaration()),
        _ => None,
    }
}

/// The name of the component that a schema refers to.
pub(super) fn referenced(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(COMPONENTS)
}

/// The schemas of the error bodies, by name, for `components.schemas` of a document: [`VALIDATION_ERRORS`] for the
/// answers of [`validation_response`](super::validation_response), and [`ERROR_MESSAGE`] for those of
/// [`message_response`](super::message_response).
///
/// A type of yours may have one of these names. [`Components`](super::Components) has these schemas too, and gives such a
/// type another name.
///
/// ```
/// use unprocessable_core::openapi;
///
/// let schemas = openapi::error_schemas();
/// assert_eq!(schemas["ValidationErrors"]["required"], serde_json::json!(["message", "errors"]));
/// assert_eq!(schemas["ErrorMessage"]["properties"]["message"]["type"], "string");
/// ```
#[must_use]
pub fn error_schemas() -> Map<String, Value> {
    let message = json!({ "type": "string", "description": "What is wrong, as a sentence." });
    let errors = json!({
        "type": "object",
        "description": "The sentences about each value that is wrong, by its key, such as `items.0.price`.",
        "additionalProperties": { "type": "array", "items": { "type": "string" }, "minItems": 1 },
    });
    let validation_errors = json!({
        "type": "object",
        "description": "What is wrong with a request that can be read.",
        "properties": { "message": message, "errors": errors },
        "required": ["message", "errors"],
    });
    let error_message = json!({
        "type": "object",
        "description": "Why a request is not answered.",
        "properties": { "message": message },
        "required": ["message"],
    });
    Map::from_iter([(VALIDATION_ERRORS.into(), validation_errors), (ERROR_MESSAGE.into(), error_message)])
}
