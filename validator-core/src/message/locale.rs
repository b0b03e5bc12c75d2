//! The words of a team in one language: labels, sentences for codes of its own, and sentences that replace those of the
//! language.

use alloc::borrow::Cow;
use core::fmt;

use super::field::Field;
use super::source::{Messages, Of, OwnWords, Sentence};
use crate::lang::{Language, MessageId, Table, constant};
use crate::subject::Kind;

/// The words of a team in one language, from a file of its own: labels, sentences for codes of its own, and sentences
/// that replace those of the language.
///
/// The macro `labels!` makes them from files while the application is built.
pub struct Locale {
    language: &'static Language,
    table: Table,
    /// With equal codes together. Of those with the same code the first that fits is taken.
    sentences: Cow<'static, [OwnSentence]>,
    /// The first that fits is taken.
    labels: Cow<'static, [OwnLabel]>,
}

/// When a sentence of a team is said. Its position is that in the table.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct OwnSentence {
    pub code: Cow<'static, str>,
    /// The sentence of the catalogue that it replaces.
    pub id: MessageId,
    /// The kind of the value. Empty for all.
    pub kind: Cow<'static, str>,
    /// The keys, such as `items.*.price`. Empty for all.
    pub key: Cow<'static, str>,
}

/// A label of a team.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct OwnLabel {
    /// A key such as `items.*.price`, a name, or the text of `attribute = "…"`.
    pub key: Cow<'static, str>,
    pub is_pattern: bool,
    pub text: Cow<'static, str>,
}

impl Locale {
    /// What `labels!` makes of a file.
    #[doc(hidden)]
    #[must_use]
    pub const fn compiled(
        language: &'static Language,
        text: &'static str,
        [starts, parts]: [&'static [u16]; 2],
        names: &'static [Cow<'static, str>],
        sentences: &'static [OwnSentence],
        labels: &'static [OwnLabel],
    ) -> Self {
        let table = Table {
            text: Cow::Borrowed(text),
            sentences: Cow::Borrowed(starts),
            parts: Cow::Borrowed(parts),
            names: Cow::Borrowed(names),
        };
        Self { language, table, sentences: Cow::Borrowed(sentences), labels: Cow::Borrowed(labels) }
    }

    #[cfg(feature = "message-files")]
    pub(super) fn read(
        language: &'static Language,
        table: Table,
        sentences: alloc::vec::Vec<OwnSentence>,
        labels: alloc::vec::Vec<OwnLabel>,
    ) -> Self {
        Self { language, table, sentences: sentences.into(), labels: labels.into() }
    }

    fn own(&self, sentence: &Sentence<'_>) -> Option<&str> {
        let (code, field) = (sentence.code(), sentence.field());
        let id = match sentence.0 {
            Of::Violation(violation, _) => violation.message_id(),
            Of::Answer(answer) => answer.id,
        };
        let fits = |own: &OwnSentence| {
            own.code == code
                && (own.id == MessageId::NONE || own.id == id)
                && (own.kind.is_empty() || own.kind == name_of(sentence.kind()))
                && (own.key.is_empty() || field.is_some_and(|field| field.is_at(&own.key)))
        };
        self.sentences.iter().position(fits).and_then(|at| self.table.at(at))
    }
}

/// The word for a kind in files.
pub(super) fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::List => "list",
        Kind::Map => "map",
        Kind::File => "file",
        _ => "other",
    }
}

impl Messages for Locale {
    fn invalid(&self) -> Option<&str> {
        let at = self.sentences.iter().position(|own| own.code == "invalid_data")?;
        self.table.at(at).and_then(constant)
    }

    fn label(&self, name: &str) -> Option<&str> {
        self.labels.iter().find(|label| !label.is_pattern && label.key == name).map(|label| &*label.text)
    }

    fn field_label(&self, field: &Field<'_>) -> Option<&str> {
        let pattern = self.labels.iter().find(|label| label.is_pattern && field.is_at(&label.key));
        let by_key = pattern.map(|label| &*label.text);
        let by_given = || self.label(field.given_label()?);
        // A field with a label of its own and no key is not the whole request.
        let by_name =
            || (field.given_label().is_none() || !field.key().is_empty()).then(|| self.label(field.name()))?;
        by_key.or_else(by_given).or_else(by_name)
    }

    fn language(&self) -> Option<&Language> {
        Some(self.language)
    }

    fn is_constant(&self) -> bool {
        !self.labels.iter().any(|label| label.is_pattern) && self.sentences.iter().all(|own| own.key.is_empty())
    }

    fn own_words(&self, sentence: &Sentence<'_>) -> Option<OwnWords<'_>> {
        Some(OwnWords { table: &self.table, sequence: self.own(sentence)? })
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Locale").field("language", &self.language).finish_non_exhaustive()
    }
}
