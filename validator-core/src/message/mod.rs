//! Sentences: templates, their arguments, and sources of other wordings. It uses `errors`, which do not know sentences.

pub(crate) mod answer;
mod field;
#[cfg(feature = "message-files")]
mod from_file;
mod locale;
mod render;
mod says;
mod source;
mod template;

pub use answer::Answer;
pub use field::Field;
pub use locale::{Locale, OwnLabel, OwnSentence};
pub(crate) use source::invalid_of;
pub use source::{Messages, Sentence};
