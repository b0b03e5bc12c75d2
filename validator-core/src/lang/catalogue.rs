//! The catalogue of everything that a client can read.

use super::tables::catalogue::MESSAGES;
use crate::subject::Kind;

/// Everything that a client can read, in the order of the files of languages: rules, what only a database knows,
/// shapes, the sentence at the top, requests that are no documents, media types, statuses.
///
/// ```
/// use unprocessable_core::catalogue;
///
/// let email = catalogue().find(|entry| entry.code() == "email").unwrap();
/// assert_eq!(email.sentence(), "The {attribute} must be a valid email address.");
///
/// let max = catalogue().find(|entry| entry.code() == "max" && entry.form() == "text").unwrap();
/// assert_eq!(max.arguments().next(), Some(("max", "integer|number|date|field")));
/// assert!(max.sentence().contains("{max, plural, one {# character} other {# characters}}"));
/// ```
pub fn catalogue() -> impl Iterator<Item = CatalogueEntry> {
    MESSAGES.iter().map(CatalogueEntry)
}

/// A sentence that a client can read.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueEntry(&'static Row);

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) chapter: &'static str,
    pub(crate) code: &'static str,
    pub(crate) form: &'static str,
    pub(crate) arguments: &'static [(&'static str, &'static str)],
    pub(crate) english: &'static str,
}

impl CatalogueEntry {
    /// What it is about: `rules`, `database`, `shapes`, `top`, `malformed`, `media` or `statuses`.
    #[must_use]
    pub fn chapter(&self) -> &'static str {
        self.0.chapter
    }

    /// The code, as in [`Violation::code`](crate::Violation::code).
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// Which sentence of the code it is, such as `text` or `text_min`. Empty if the code has one.
    #[must_use]
    pub fn form(&self) -> &'static str {
        self.0.form
    }

    /// The kinds of subject that it is said of. Empty if the kind does not matter.
    #[must_use]
    pub fn kinds(&self) -> &'static [Kind] {
        match self.0.form.split('_').next() {
            Some("text" | "bytes" | "utf16") => &[Kind::Text],
            Some("list" | "items") => &[Kind::List, Kind::Map],
            Some("number") => &[Kind::Number],
            Some("date") => &[Kind::Date],
            _ => &[],
        }
    }

    /// The names of the arguments that it may mention, and their types: `integer`, `number`, `boolean`, `text`, `date`,
    /// `list`, `field`, or words in quotes; several with `|` between them, and `?` behind one that can be missing.
    pub fn arguments(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.0.arguments.iter().copied()
    }

    /// The sentence in English, as a template with plurals and choices. Messages files have the same form.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        self.0.english
    }
}
