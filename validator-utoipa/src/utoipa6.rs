//! For utoipa 6. At the root of this crate stands the same.

use ::utoipa;

#[path = "adapter/mod.rs"]
mod adapter;

#[doc(inline)]
pub use crate::to_schema_6 as to_schema;
pub use adapter::*;

/// What the macro `to_schema` calls.
#[doc(hidden)]
pub mod __private {
    pub use super::adapter::{nested, own_name, own_schema};
    pub use ::utoipa;
}
