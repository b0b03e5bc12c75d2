#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(feature = "utoipa5")]
pub mod utoipa5;
#[cfg(feature = "utoipa6")]
pub mod utoipa6;

#[cfg(feature = "utoipa6")]
#[doc(inline)]
pub use utoipa6::*;

#[doc(hidden)]
#[macro_export]
macro_rules! __to_schema {
    ($type:ty, $($private:tt)+) => {
        impl $($private)+::utoipa::PartialSchema for $type {
            fn schema() -> $($private)+::utoipa::openapi::RefOr<$($private)+::utoipa::openapi::schema::Schema> {
                $($private)+::own_schema::<Self>()
            }
        }

        impl $($private)+::utoipa::ToSchema for $type {
            fn name() -> ::std::borrow::Cow<'static, str> {
                $($private)+::own_name::<Self>()
            }

            fn schemas(
                schemas: &mut ::std::vec::Vec<(
                    ::std::string::String,
                    $($private)+::utoipa::openapi::RefOr<$($private)+::utoipa::openapi::schema::Schema>,
                )>,
            ) {
                schemas.extend($($private)+::nested::<Self>());
            }
        }
    };
}

/// As [`to_schema`](crate::utoipa6::to_schema), for utoipa 5.
#[cfg(feature = "utoipa5")]
#[doc(hidden)]
#[macro_export]
macro_rules! to_schema_5 {
    ($($type:ty),+ $(,)?) => { $($crate::__to_schema!($type, $crate::utoipa5::__private);)+ };
}

/// Implements utoipa's `ToSchema` for types that derive `Validate`, in place of utoipa's derive.
///
/// The schema is made from what the type declares: names, shapes, limits and documentation. The types inside of it need
/// nothing. Types with parameters need utoipa's derive, which knows how to name them.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
/// use unprocessable_utoipa::to_schema;
/// use utoipa::OpenApi;
///
/// #[derive(Deserialize, Validate)]
/// struct Order {
///     #[validate(length(1..=9), nested)]
///     items: Vec<Item>,
/// }
///
/// #[derive(Deserialize, Validate)]
/// struct Item {
///     #[validate(starts_with("SKU"))]
///     sku: String,
/// }
///
/// to_schema!(Order);
///
/// #[derive(OpenApi)]
/// #[openapi(components(schemas(Order)))]
/// struct Document;
///
/// let document = serde_json::to_value(Document::openapi()).unwrap();
/// let schemas = &document["components"]["schemas"];
/// assert_eq!(schemas["Order"]["properties"]["items"]["maxItems"], 9);
/// assert_eq!(schemas["Item"]["properties"]["sku"]["pattern"], "^SKU");
/// ```
#[cfg(feature = "utoipa6")]
#[doc(hidden)]
#[macro_export]
macro_rules! to_schema_6 {
    ($($type:ty),+ $(,)?) => { $($crate::__to_schema!($type, $crate::utoipa6::__private);)+ };
}
