//! Where documents come from: JSON, forms and query strings, deserializers of other formats, readers. Builds on all of
//! `decode`.

pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod serde;
