//! What types demand, as plain data: names, shapes, rules. Builds on `rule`, `subject`, `message` and `decode`.
//! Documents such as a JSON Schema are made from it.
//!
//! [`declaration`] gives the data of a type. It is made while the crate is built and lives as long as the program. A
//! request never touches it.
//!
//! ```
//! # extern crate unprocessable_core as unprocessable;
//! use unprocessable_core::declaration::{Declaration, Shape};
//!
//! fn names(declaration: &Declaration) -> Vec<&str> {
//!     declaration.fields().map(|field| field.name()).collect()
//! }
//! ```

mod columns;
mod condition;
mod content;
mod field;
mod foreign;
mod groups;
mod refused;
mod rule_set;
mod shape;
mod std_shapes;
#[cfg(feature = "schemars")]
mod subschema;
mod table;
pub(crate) mod to_json;
pub(crate) mod types;
mod value;

#[cfg(feature = "async")]
pub use crate::rule::column::DeclaredLookup;
pub use condition::{Relation, RuleCondition};
pub use content::{Content, Tag, Variant};
pub use field::{DeclaredField, Place};
pub use foreign::Foreign;
pub use rule_set::{DeclaredRule, Normalization};
pub use shape::{HasShape, Reference, Shape};
pub use table::{Declaration, Declare, StructRules};
pub use types::Types;
pub use value::DeclaredValue;

#[doc(hidden)]
pub use columns::{FieldColumns, More, RuleList, Shapes, rows};
#[doc(hidden)]
pub use condition::When;
#[doc(hidden)]
pub use field::{DefaultOf, Hidden, Shown};
#[doc(hidden)]
pub use foreign::{Ask, NotAsked};
#[doc(hidden)]
pub use rule_set::{Custom, Note, RuleSet, RuleSpan};
#[doc(hidden)]
pub use shape::{NoShape, ShapeOf};
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use subschema::{NoOwnSchema, OwnSchema, OwnSubschema, Subschema};

/// What a type demands: its fields, their shapes and their rules.
///
/// `#[derive(Validate)]` declares a type when the feature `declaration` is on.
#[must_use]
pub fn declaration<T: Declare + ?Sized>() -> &'static Declaration {
    T::declaration()
}
