//! Rules laid over the schemas that another library has made.

mod keywords;
mod layer;

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt;

use serde_json::{Map, Value, json};

use super::components::{declared, schemas};
use super::to_3_0::{reference, to_3_0};
use crate::declaration::types::{Types, ascii, full_name};
use crate::declaration::{Declaration, HasShape};
use layer::Layer;

/// Lays the rules of a type, and of the types inside it, over the schemas of a document that another library has made.
///
/// It is [`Overlay`] for one type whose component has its name.
///
/// # Errors
///
/// [`NotFound`], as in [`Overlay::lay_over`].
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
/// use serde_json::json;
/// use unprocessable::openapi;
///
/// let payment = json!({ "type": "object", "properties": { "amount": { "type": "number" } } });
/// let mut document = json!({ "openapi": "3.1.0", "components": { "schemas": { "Payment": payment } } });
///
/// openapi::lay_over::<Payment>(&mut document)?;
/// assert_eq!(document["components"]["schemas"]["Payment"]["required"], json!(["amount"]));
/// # Ok::<_, openapi::NotFound>(())
/// ```
pub fn lay_over<T: HasShape + ?Sized>(document: &mut Value) -> Result<(), NotFound> {
    Overlay::of::<T>().lay_over(document)
}

/// Types whose rules are laid over the schemas of a document that another library has made.
///
/// The types inside of them are found where their fields refer to, whatever they are called there.
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
/// use serde_json::json;
/// use unprocessable::openapi::Overlay;
///
/// let payment = json!({ "type": "object", "properties": { "amount": { "type": "number" } } });
/// let mut document = json!({ "openapi": "3.1.0", "components": { "schemas": { "shop.Payment": payment } } });
///
/// Overlay::new().named::<Payment>("shop.Payment").lay_over(&mut document)?;
///
/// let wrong = Overlay::of::<Payment>().lay_over(&mut document).unwrap_err();
/// assert_eq!(wrong.to_string(), "the document has no `Payment`");
/// # Ok::<_, unprocessable::openapi::NotFound>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "an overlay does nothing until it is laid over a document"]
pub struct Overlay {
    types: Vec<Type>,
}

#[derive(Clone, Debug)]
struct Type {
    /// None for a type such as a list, which has no component.
    declaration: Option<&'static Declaration>,
    type_name: fn() -> &'static str,
    schemas: fn() -> Map<String, Value>,
    /// The name of the component, if it is not that of the type.
    name: Option<String>,
}

impl Overlay {
    /// No types.
    pub fn new() -> Self {
        Self::default()
    }

    /// One type, whose component has the name of the type.
    pub fn of<T: HasShape + ?Sized>() -> Self {
        Self::new().and::<T>()
    }

    /// Another type, whose component has the name of the type.
    pub fn and<T: HasShape + ?Sized>(self) -> Self {
        self.with::<T>(None)
    }

    /// Another type, whose component has this name.
    pub fn named<T: HasShape + ?Sized>(self, name: impl Into<String>) -> Self {
        self.with::<T>(Some(name.into()))
    }

    fn with<T: HasShape + ?Sized>(mut self, name: Option<String>) -> Self {
        self.types.push(Type {
            declaration: declared::<T>(),
            type_name: core::any::type_name::<T>,
            schemas: schemas::<T>,
            name,
        });
        self
    }

    /// Lays the rules over a document of OpenAPI 3.1 or 3.0.
    ///
    /// The properties of the types get the keywords of their rules, and objects the names of the fields that must be
    /// there. The schemas of the document may be references, `allOf`, or one of something and `null`. What stands there
    /// stays: of two bounds the narrower one counts, a second pattern is added to the first, a format or a description
    /// is not replaced. Properties that the types do not have are left alone.
    ///
    /// A component is one schema for all its uses. Where a type is checked in one place and not in another, its rules
    /// stand in both.
    ///
    /// # Errors
    ///
    /// [`NotFound`] with the names of components and properties that the document does not have. All others have got
    /// their rules.
    pub fn lay_over(&self, document: &mut Value) -> Result<(), NotFound> {
        let mut missing = Vec::new();
        for laid in &self.types {
            let Some(declaration) = laid.declaration else {
                missing.push((laid.type_name)().to_string());
                continue;
            };
            let types = Types::of(declaration);
            let is_3_0 =
                document.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.0"));
            let mut ours = (laid.schemas)();
            if is_3_0 {
                ours = in_3_0(ours);
            }
            let names: Vec<(&str, String)> =
                types.iter().map(|(own, declaration)| (own, self.name(own, declaration))).collect();
            let mut layer = Layer::new(document, &ours, is_3_0, &types);
            // The type itself comes first, so that the others are found where its fields refer to.
            for (own, name) in &names {
                // A type that is flattened everywhere has no schema of its own.
                if !ours.contains_key(*own) || layer.is_reached(own) || layer.lay_component(name, own) {
                    continue;
                }
                // Other libraries keep letters outside of ASCII.
                let written = types.declaration(own).map(full_name).filter(|written| ascii(written) == *name);
                if !written.is_some_and(|written| layer.lay_component(&written, own)) {
                    missing.push(name.clone());
                }
            }
            missing.extend(layer.missing());
        }
        let mut seen = BTreeSet::new();
        missing.retain(|name| seen.insert(name.clone()));
        if missing.is_empty() { Ok(()) } else { Err(NotFound { names: missing }) }
    }

    fn name(&self, own: &str, declaration: &Declaration) -> String {
        let given = self
            .types
            .iter()
            .find(|known| known.name.is_some() && known.declaration.is_some_and(|own| own.is(declaration)));
        given.and_then(|known| known.name.clone()).unwrap_or_else(|| own.to_string())
    }
}

fn in_3_0(schemas: Map<String, Value>) -> Map<String, Value> {
    let mut document = json!({ "openapi": "3.1.0", "components": { "schemas": schemas } });
    to_3_0(&mut document);
    match document.pointer_mut("/components/schemas").map(Value::take) {
        Some(Value::Object(schemas)) => schemas,
        _ => Map::new(),
    }
}

/// Components and properties that a document does not have.
///
/// ```
/// use serde_json::json;
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
/// let missing = openapi::lay_over::<Payment>(&mut json!({ "openapi": "3.1.0" })).unwrap_err();
/// assert_eq!(missing.names().collect::<Vec<_>>(), ["Payment"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    names: Vec<String>,
}

impl NotFound {
    /// The names: `Order` for a component, `Order.email` for a property.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the document has no ")?;
        for (at, name) in self.names().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}`{name}`")?;
        }
        Ok(())
    }
}

impl core::error::Error for NotFound {}

/// The place of a component in a document.
fn place(name: &str) -> String {
    reference(name).trim_start_matches('#').to_string()
}
