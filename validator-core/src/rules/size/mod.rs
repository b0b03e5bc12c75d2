//! TITLE rules::size.

pub(crate) mod length;
pub(crate) mod measure;
pub(crate) mod size;
