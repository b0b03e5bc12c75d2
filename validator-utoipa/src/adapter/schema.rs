//! Schemas of types that do not derive utoipa's `ToSchema`.

use std::borrow::Cow;

use unprocessable::declaration::HasShape;
use unprocessable::openapi;

use super::convert::schema;
use super::utoipa::openapi::RefOr;
use super::utoipa::openapi::schema::Schema;

/// The name of the component of a type.
pub fn own_name<T: HasShape + ?Sized>() -> Cow<'static, str> {
    openapi::component_name::<T>().map_or(core::any::type_name::<T>().into(), Cow::Owned)
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
