//! Rules laid over the document that utoipa has made.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use serde_json::{Map, Value};
use unprocessable::declaration::HasShape;
use unprocessable::openapi::{self, NotFound, Overlay};

use super::convert::{keep_order, schema};
use super::schema::own_name;
use super::utoipa::openapi::OpenApi;
use super::utoipa::{Modify, ToSchema};

/// Lays the rules of types over a document. `T` is a tuple of the types: `Rules<(Order, SignUp)>`.
///
/// The types inside of them get their rules too. What utoipa wrote stays: of two bounds the narrower one counts, and a
/// description or an example is not replaced. A type without a component gets one from its declaration. So do the bodies of
/// errors that [`ValidationResponses`](super::ValidationResponses) mention.
///
/// It is a constant, so that `modifiers` of utoipa can name it:
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
/// use unprocessable_utoipa::Rules;
/// use utoipa::{OpenApi, ToSchema};
///
/// #[derive(Deserialize, ToSchema, Validate)]
/// struct Payment {
///     #[validate(required, email, length(max = 100))]
///     email: String,
/// }
///
/// const RULES: Rules<(Payment,)> = Rules::new();
///
/// #[derive(OpenApi)]
/// #[openapi(components(schemas(Payment)), modifiers(&RULES))]
/// struct Document;
///
/// let document = serde_json::to_value(Document::openapi()).unwrap();
/// let email = &document["components"]["schemas"]["Payment"]["properties"]["email"];
/// assert_eq!(email["maxLength"], 100);
/// ```
pub struct Rules<T>(PhantomData<fn() -> T>);

impl<T: Types> Rules<T> {
    /// The rules of the types.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// As [`Modify::modify`], and says what the document does not have.
    ///
    /// # Errors
    ///
    /// [`NotFound`] with the names of properties that the document does not have, such as `Order.email` where the
    /// attribute `#[schema(ignore)]` hides it. All others have got their rules.
    pub fn lay_over(&self, document: &mut OpenApi) -> Result<(), NotFound> {
        // A document of utoipa is written without fail, or else nothing could serve it.
        let Ok(mut changed) = serde_json::to_value(&*document) else { return Ok(()) };
        let mut known = components(&mut changed);
        let before = known.clone();
        let mut overlay = Overlay::new();
        for of in T::list() {
            let (laid, is_there) = (of.add)(overlay, &known);
            overlay = laid;
            if !is_there {
                for (name, schema) in (of.schemas)() {
                    known.entry(name).or_insert(schema);
                }
            }
        }
        put(&mut changed, known);
        let result = overlay.lay_over(&mut changed);
        let mut known = components(&mut changed);
        for (name, schema) in openapi::error_schemas() {
            if !known.contains_key(&name) && mentions(&changed, &format!("#/components/schemas/{name}")) {
                known.insert(name, schema);
            }
        }
        let mut new = known.iter().filter(|(name, schema)| before.get(*name) != Some(schema)).peekable();
        if new.peek().is_some() {
            let components = document.components.get_or_insert_default();
            for (name, value) in new {
                let mut changed = schema(value);
                if let Some(old) = components.schemas.get(name) {
                    keep_order(&mut changed, old);
                }
                components.schemas.insert(name.clone(), changed);
            }
        }
        result
    }
}

/// Takes the schemas out of a document.
fn components(document: &mut Value) -> Map<String, Value> {
    match document.pointer_mut("/components/schemas").map(Value::take) {
        Some(Value::Object(schemas)) => schemas,
        _ => Map::new(),
    }
}

fn put(document: &mut Value, schemas: Map<String, Value>) {
    if let Value::Object(members) = document {
        let components = members.entry("components").or_insert_with(|| Map::new().into());
        if let Value::Object(components) = components {
            components.insert("schemas".into(), schemas.into());
        }
    }
}

/// Whether a reference leads to a place.
fn mentions(value: &Value, place: &str) -> bool {
    match value {
        Value::Object(members) => {
            members.get("$ref").is_some_and(|target| target == place)
                || members.values().any(|inside| mentions(inside, place))
        }
        Value::Array(items) => items.iter().any(|inside| mentions(inside, place)),
        _ => false,
    }
}

/// Lays the rules of the types over the document. Properties that it does not have are left out, as where
/// `#[schema(ignore)]` hides them.
impl<T: Types> Modify for Rules<T> {
    fn modify(&self, document: &mut OpenApi) {
        // A document may show less than a type reads. `lay_over` tells.
        let _ = self.lay_over(document);
    }
}

impl<T: Types> Default for Rules<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Rules<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rules<T> {}

impl<T> fmt::Debug for Rules<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rules<{}>", core::any::type_name::<T>())
    }
}

/// Tuples of up to 16 types that have a schema and derive `Validate`.
pub trait Types: sealed::Types {}

impl<T: sealed::Types> Types for T {}

mod sealed {
    pub trait Types {
        fn list() -> Vec<super::Type>;
    }
}

/// One of the types.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// Adds it to an overlay if one of the components belongs to it, and says whether there is one.
    add: fn(Overlay, &Map<String, Value>) -> (Overlay, bool),
    /// Its schemas, by name.
    schemas: fn() -> Map<String, Value>,
}

fn add<T: HasShape + ToSchema>(overlay: Overlay, components: &Map<String, Value>) -> (Overlay, bool) {
    match component::<T>(components) {
        Some(name) => (overlay.named::<T>(name), true),
        None => (overlay, false),
    }
}

/// The name of the component of a type. utoipa's name of a type lacks the parameters, which the component has in its name.
fn component<T: HasShape + ToSchema>(components: &Map<String, Value>) -> Option<String> {
    let name = T::name();
    let given = [name.clone(), own_name::<T>()].into_iter().find(|name| components.contains_key(&**name));
    given.map(Cow::into_owned).or_else(|| {
        // Parameters may have other names too, so that only the beginning is known.
        let is_generic = core::any::type_name::<T>().contains('<');
        let begins = |known: &&String| known.strip_prefix(&*name).is_some_and(|rest| rest.starts_with('_'));
        let mut found = components.keys().filter(begins);
        let first = found.next().filter(|_| is_generic)?;
        found.next().is_none().then(|| first.clone())
    })
}

macro_rules! tuples {
    ($($($name:ident)+,)+) => {$(
        impl<$($name: HasShape + ToSchema),+> sealed::Types for ($($name,)+) {
            fn list() -> Vec<Type> {
                vec![$(Type { add: add::<$name>, schemas: openapi::schemas::<$name> }),+]
            }
        }
    )+};
}

tuples! {
    A,
    A B,
    A B C,
    A B C D,
    A B C D E,
    A B C D E F,
    A B C D E F G,
    A B C D E F G H,
    A B C D E F G H I,
    A B C D E F G H I J,
    A B C D E F G H I J K,
    A B C D E F G H I J K L,
    A B C D E F G H I J K L M,
    A B C D E F G H I J K L M N,
    A B C D E F G H I J K L M N O,
    A B C D E F G H I J K L M N O P,
}
