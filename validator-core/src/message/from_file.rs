//! The words of a team from a file that is read while the program runs.

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;

use unprocessable_language::{Catalogue, File, Mistake};

use super::locale::{Locale, OwnLabel, OwnSentence};
use crate::lang::{Language, MessageId, Table};

impl Locale {
    /// Reads the words of a team in a language, from the text of a file as `labels!` reads it. The file need not say
    /// its language.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, each mistake with its line: a code that does not exist, a placeholder that the sentence
    /// does not have, a plural without one of its forms, another language.
    ///
    /// ```
    /// use unprocessable_core::{Locale, ValidationErrors, Violation, lang};
    ///
    /// let file = r#"
    ///     [labels]
    ///     "items.*.price" = "unit price"
    ///     [codes]
    ///     stock = "left: integer"
    ///     [messages]
    ///     stock = "Only {left, plural, one {# piece} other {# pieces}} left: {attribute}."
    /// "#;
    /// let words = Locale::from_toml(file, &lang::EN).unwrap();
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("items.0.price", Violation::from_code("stock").argument("left", 1));
    /// assert!(errors.body().messages(&words).to_json().contains("Only 1 piece left: unit price."));
    /// ```
    pub fn from_toml(text: &str, language: &'static Language) -> Result<Self, Vec<Mistake>> {
        let catalogue = Catalogue::shipped()?;
        let file = File::own_in(text, language.tag(), &[], &catalogue)?;
        let at_first_line = |text: &str| alloc::vec![Mistake { line: 1, text: text.to_string() }];
        if file.habits.tag != language.tag() {
            return Err(at_first_line("the `tag` in [language] is not that of the language"));
        }
        let own = file.compile_own(&catalogue).map_err(|text| at_first_line(&text))?;
        let table = Table {
            text: own.compiled.text.into(),
            sentences: own.compiled.sentences.into(),
            parts: own.compiled.parts.into(),
            names: own.compiled.names.into_iter().map(Cow::Owned).collect(),
        };
        let sentences = own.sentences.into_iter().map(|said| OwnSentence {
            code: said.code.into(),
            id: said.replaces.map_or(MessageId::NONE, MessageId::at),
            kind: said.kind.into(),
            key: said.key.into(),
        });
        let labels = own.labels.into_iter().map(|label| OwnLabel {
            is_pattern: label.is_pattern(),
            key: label.key.into(),
            text: label.text.into(),
        });
        Ok(Self::read(language, table, sentences.collect(), labels.collect()))
    }
}
