//! Reads the message files of [`unprocessable`](https://docs.rs/unprocessable): TOML with templates, labels and the
//! habits of a language.
//!
//! The same code serves the languages that are shipped, the macro `labels!`, and files that are loaded at run time, so
//! all of them find the same mistakes. A file goes one way: [`Document`] is the text with its lines, [`Template`] a
//! sentence, [`Catalogue`] what sentences there are, [`File`] a whole language, checked, and [`Compiled`] what the
//! engine in `unprocessable-core` runs.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod catalogue;
mod check;
mod compile;
mod file;
mod mistake;
mod plurals;
mod shipped;
mod template;
mod toml;

pub use catalogue::{Argument, Catalogue, Message, Type};
pub use compile::{Compiled, op};
pub use file::{File, Habits, Label, Own, OwnSentence, Sentence};
pub use mistake::Mistake;
pub use plurals::{Category, categories, rule};
pub use shipped::SHIPPED;
pub use template::{Case, Format, Piece, Selector, Template};
pub use toml::{Document, Entry};
