//! TITLE scan.

pub(crate) mod run;
pub(crate) mod visible;
pub(crate) mod word;
