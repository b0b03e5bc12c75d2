//! Sentences: templates, what fills them, and sources of other words. It uses `errors`, which do not know sentences.

mod render;
mod source;
mod template;

pub(crate) use render::Worded;
pub use source::{Messages, Sentence};
