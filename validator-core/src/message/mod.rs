//! Sentences: templates, what fills them, and where other words come from. Builds on `errors`, which know no words.

mod render;
mod source;
mod template;

pub(crate) use render::Worded;
pub use source::{Messages, Sentence};
