//! What a rule says of itself: code, arguments, sentence, schema. Builds on `argument` and `subject`; checking is in
//! `walk`.

pub(crate) mod bound;
pub(crate) mod describe;
pub(crate) mod schema;

pub use bound::*;
pub(crate) use describe::Described;
pub use describe::{Describe, Failure};
pub use schema::*;
