//! Sentences: templates, their arguments, and sources of other wordings. It uses `errors`, which do not know sentences.

pub(crate) mod answer;
mod render;
mod says;
mod source;
mod template;

pub use answer::Answer;
pub(crate) use render::Worded;
pub(crate) use source::invalid_of;
pub use source::{Messages, Sentence};
