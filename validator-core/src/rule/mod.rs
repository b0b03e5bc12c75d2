//! How a rule describes itself: code, arguments, sentence, JSON Schema. Builds on `argument` and `subject`. The checks
//! are in `walk`.

pub(crate) mod bound;
#[cfg(feature = "async")]
pub(crate) mod column;
pub(crate) mod describe;
pub(crate) mod schema;

pub use bound::*;
pub(crate) use describe::Described;
pub use describe::{Describe, Failure};
pub use schema::*;
