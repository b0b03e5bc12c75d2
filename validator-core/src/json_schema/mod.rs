//! JSON Schema of types, made from their declarations. Builds on `declaration` and on what rules say of themselves.
//!
//! [`json_schema`] gives the schema of a type in draft 2020-12, with the limits, formats and choices of its rules.

mod builder;
mod combine;
mod condition;
mod defaults;
mod document;
mod fields;
mod flatten;
mod foreign;
mod keywords;
mod not_sayable;
mod place;
mod presence;
mod rules;
#[cfg(feature = "schemars")]
pub(crate) mod schemars;
mod tagged;
mod value;
mod variants;

#[doc(hidden)]
pub use combine::or_null;
pub use document::{JsonSchema, json_schema};
pub use not_sayable::{NotSayable, UnsaidRule};

/// The keyword that lists the rules that a document marked by [`lossy`](JsonSchema::lossy) cannot say, each with its code
/// and message. A rule that runs only under conditions has them in `when`, in the form of
/// [`Declaration::to_json`](crate::declaration::Declaration::to_json).
pub const RULES_KEYWORD: &str = "x-rules";

/// A schema that is being written.
type Object = serde_json::Map<alloc::string::String, serde_json::Value>;
