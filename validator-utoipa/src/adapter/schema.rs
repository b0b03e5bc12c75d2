//! Schemas of types that do not derive utoipa's `ToSchema`.

use std::borrow::Cow;

use serde_json::Value;
use unprocessable::declaration::HasShape;
use unprocessable::{json_schema, openapi};

use super::convert::schema;
use super::utoipa::openapi::RefOr;
use super::utoipa::openapi::schema::Schema;

const COMPONENTS: &str = "#/components/schemas/";

/// The name of the component of a type.
pub fn own_name<T: HasShape + ?Sized>() -> Cow<'static, str> {
    let document = json_schema::<T>().lossy().references(COMPONENTS).to_value().unwrap_or_default();
    let target = document.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix(COMPONENTS));
    target.unwrap_or(core::any::type_name::<T>()).to_owned().into()
}

/// The schema of a type itself.
pub fn own_schema<T: HasShape + ?Sized>() -> RefOr<Schema> {
    let own = openapi::schemas::<T>().remove(&*own_name::<T>());
    schema(&own.unwrap_or_default())
}

/// The schemas of the types inside of a type, by name.
pub fn nested<T: HasShape + ?Sized>() -> impl Iterator<Item = (String, RefOr<Schema>)> {
    let own = own_name::<T>();
    let others = openapi::schemas::<T>().into_iter().filter(move |(name, _)| *name != own);
    others.map(|(name, value)| (name, schema(&value)))
}
