//! Languages: how each says the sentences of the engine, and how it writes numbers, lists and dates.
//!
//! A language is a value. It is a source of [`Messages`](crate::Messages), so it goes wherever these go:
//!
//! ```
//! # #[cfg(feature = "lang-de")] {
//! use unprocessable_core::{ValidationErrors, Violation, lang};
//!
//! let mut errors = ValidationErrors::new();
//! errors.add("email", Violation::from_code("unique"));
//! assert_eq!(
//!     errors.body().messages(&lang::DE).to_json(),
//!     r#"{"message":"Die Angaben sind ungültig.","errors":{"email":["Der Wert im Feld „email“ ist bereits vergeben."]}}"#,
//! );
//! # }
//! ```
//!
//! Each language is behind a feature of its own, such as `lang-de`; `languages` switches on all. English is always there.
//! No language but English has been read by a native speaker yet. Corrections are welcome, in
//! `validator-language/locales`.

pub(crate) mod capital;
mod catalogue;
#[cfg(feature = "message-files")]
mod from_file;
mod list;
pub(crate) mod number;
pub(crate) mod plural;
#[cfg(feature = "message-files")]
mod samples;
mod sequence;
mod tables;

use alloc::borrow::Cow;
use core::fmt;

use crate::argument::Argument;

#[cfg(feature = "message-files")]
pub use unprocessable_language::Mistake;

pub use catalogue::{CatalogueEntry, catalogue};
pub(crate) use list::MOST;
#[doc(hidden)]
pub use plural::category;
pub(crate) use sequence::{Filling, constant};
pub(crate) use tables::ids as id;
use tables::plain::PLAIN;
pub use tables::*;

/// A language: its sentences, and how it writes numbers, lists and dates.
pub struct Language {
    pub(crate) tag: Cow<'static, str>,
    pub(crate) name: Cow<'static, str>,
    pub(crate) plural: fn(&plural::Operands) -> plural::Category,
    pub(crate) habits: Habits,
    pub(crate) table: Table,
}

/// How a language writes what it inserts.
pub(crate) struct Habits {
    pub(crate) numbers: number::Signs,
    pub(crate) comma: Cow<'static, str>,
    pub(crate) or: Cow<'static, str>,
    pub(crate) and: Cow<'static, str>,
    pub(crate) more: Cow<'static, str>,
    pub(crate) date: Cow<'static, str>,
    pub(crate) at: Cow<'static, str>,
    /// What stands before and behind another field, another field in a list, a text in a list.
    pub(crate) field: Frame,
    pub(crate) field_in_list: Frame,
    pub(crate) text_in_list: Frame,
    pub(crate) now: Cow<'static, str>,
    pub(crate) today: Cow<'static, str>,
    pub(crate) truth: Cow<'static, str>,
    pub(crate) falsehood: Cow<'static, str>,
    pub(crate) whole: Cow<'static, str>,
    /// Whether what is inserted is isolated, because the language is written from right to left.
    pub(crate) isolates: bool,
}

pub(crate) type Frame = (Cow<'static, str>, Cow<'static, str>);

/// The sentences in the form that `unprocessable-language` compiles them to.
pub(crate) struct Table {
    pub(crate) text: Cow<'static, str>,
    /// Where in the text the sentences and the parts begin.
    pub(crate) sentences: Cow<'static, [u16]>,
    pub(crate) parts: Cow<'static, [u16]>,
    /// How arguments are called.
    pub(crate) names: Cow<'static, [Cow<'static, str>]>,
}

/// A sentence of the catalogue, by its position there.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageId(pub(crate) u16);

impl MessageId {
    /// A sentence that is not in the catalogue, such as one of a rule of your own.
    pub const NONE: Self = Self(u16::MAX);

    /// The sentence at this position.
    #[must_use]
    pub const fn at(index: u16) -> Self {
        Self(index)
    }

    /// The sentence of a code that has one and needs no arguments, with its text in English.
    pub(crate) fn plain(code: &str) -> Option<(Self, &'static str)> {
        let at = PLAIN.binary_search_by_key(&code, |(known, ..)| known).ok()?;
        PLAIN.get(at).map(|(_, id, english)| (*id, *english))
    }

    pub(crate) fn index(self) -> Option<usize> {
        (self != Self::NONE).then_some(usize::from(self.0))
    }
}

impl Language {
    /// The tag of the language (BCP 47), such as `de` or `zh-Hans`.
    ///
    /// ```
    /// use unprocessable_core::lang;
    ///
    /// assert_eq!(lang::EN.tag(), "en");
    /// ```
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The name of the language in the language itself, such as "Deutsch".
    ///
    /// ```
    /// use unprocessable_core::lang;
    ///
    /// assert_eq!(lang::EN.name(), "English");
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The plural category that CLDR gives a number in this language, such as `few`.
    ///
    /// ```
    /// use unprocessable_core::{Argument, lang};
    ///
    /// assert_eq!(lang::EN.plural_category(Argument::Integer(1)), "one");
    /// assert_eq!(lang::EN.plural_category(Argument::Float(1.5)), "other");
    /// ```
    #[must_use]
    pub fn plural_category(&self, number: Argument<'_>) -> &'static str {
        plural::Operands::of(&number).map_or("other", |operands| (self.plural)(&operands).name())
    }

    /// A sentence of the catalogue that has no placeholders.
    pub(crate) fn constant(&self, id: MessageId) -> Option<&str> {
        self.table.sequence(id).and_then(constant)
    }
}

impl Table {
    /// Where a sentence begins.
    pub(crate) fn sequence(&self, id: MessageId) -> Option<&str> {
        let start = *self.sentences.get(id.index()?)?;
        self.text.get(usize::from(start)..)
    }

    /// The sentence at this position in the table.
    pub(crate) fn at(&self, index: usize) -> Option<&str> {
        self.text.get(usize::from(*self.sentences.get(index)?)..)
    }

    fn part(&self, part: u8) -> Option<&str> {
        let start = *self.parts.get(usize::from(part))?;
        self.text.get(usize::from(start)..)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.tag).finish()
    }
}
