//! The entry points: JSON, forms, query strings, deserializers of other formats, readers. It uses all other folders of
//! `decode`.

pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod serde;
