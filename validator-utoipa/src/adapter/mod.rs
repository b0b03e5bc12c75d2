//! The adapter. Each version of utoipa compiles it once, with its own types.

mod convert;
mod parameters;
mod responses;
mod rules;
mod schema;

use super::utoipa;

pub use parameters::{CookieParams, HeaderParams, PathParams, QueryParams};
pub use responses::{ErrorMessage, ParamResponses, ValidationErrors, ValidationResponses};
pub use rules::{Rules, Types};
#[doc(hidden)]
pub use schema::{nested, own_name, own_schema};
