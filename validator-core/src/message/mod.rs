//! Sentences: templates, their arguments, and sources of other wordings. It uses `errors`, which do not know sentences.

mod render;
mod source;
mod template;

pub(crate) use render::Worded;
pub use source::{Messages, Sentence};
