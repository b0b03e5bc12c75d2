//! For utoipa 5.

use ::utoipa5 as utoipa;

#[path = "adapter/mod.rs"]
// One source for both versions of utoipa, whose types are not the same.
#[allow(clippy::duplicate_mod)]
mod adapter;

#[doc(inline)]
pub use crate::to_schema_5 as to_schema;
pub use adapter::*;

/// What the macro `to_schema` calls.
#[doc(hidden)]
pub mod __private {
    pub use super::adapter::{nested, own_name, own_schema};
    pub use ::utoipa5 as utoipa;
}
