//! Sources of sentences and labels, such as another language.

use super::answer::Answer;
use super::field::Field;
use crate::argument::Argument;
use crate::errors::violation::Violation;
use crate::lang::{Language, Table, id};
use crate::subject::Kind;

/// A source of sentences and labels, for another language or another wording.
///
/// Sentences are written together with the body, so the same [`ValidationErrors`](crate::ValidationErrors) can be
/// answered in the language of each client. If a method returns `None`, the default wording is used.
///
/// ```
/// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
///
/// struct German;
///
/// impl Messages for German {
///     fn invalid(&self) -> Option<&str> {
///         Some("Die Angaben sind ungültig.")
///     }
///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
///         match sentence.code() {
///             "even" => Some("{attribute} muss eine gerade Zahl sein."),
///             _ => None,
///         }
///     }
///     fn label(&self, name: &str) -> Option<&str> {
///         (name == "amount").then_some("Betrag")
///     }
/// }
///
/// let mut errors = ValidationErrors::new();
/// errors.add("amount", Violation::new("even", "The {attribute} must be even."));
/// assert_eq!(
///     errors.body().messages(&German).to_json(),
///     r#"{"message":"Die Angaben sind ungültig.","errors":{"amount":["Betrag muss eine gerade Zahl sein."]}}"#,
/// );
/// ```
pub trait Messages {
    /// The top-level message of the body.
    fn invalid(&self) -> Option<&str> {
        None
    }

    /// The template of a sentence. `{attribute}` stands for the label, `{name}` for the argument of that name.
    fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
        let _ = sentence;
        None
    }

    /// The label of the field with this name on the wire. `_` is the request as a whole.
    fn label(&self, name: &str) -> Option<&str> {
        let _ = name;
        None
    }

    /// The label of a field whose key is known. Unless it is replaced, it is the [`label`](Self::label) of the text in
    /// `attribute = "…"`, or else of the name.
    fn field_label(&self, field: &Field<'_>) -> Option<&str> {
        self.label(field.given_label().unwrap_or_else(|| field.name()))
    }

    /// The language of what this source has no words for.
    ///
    /// ```
    /// # #[cfg(feature = "lang-de")] {
    /// use unprocessable_core::lang::{self, Language};
    /// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
    ///
    /// /// German, but with a shorter sentence for a code of our own.
    /// struct OurGerman;
    ///
    /// impl Messages for OurGerman {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         (sentence.code() == "taken").then_some("{attribute} ist schon vergeben.")
    ///     }
    ///     fn language(&self) -> Option<&Language> {
    ///         Some(&lang::DE)
    ///     }
    /// }
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("name", Violation::from_code("taken"));
    /// assert!(errors.body().messages(&OurGerman).to_json().starts_with(r#"{"message":"Die Angaben sind ungültig.""#));
    /// # }
    /// ```
    fn language(&self) -> Option<&Language> {
        None
    }

    /// The words of a [`Locale`](crate::Locale), which are not templates any more.
    #[doc(hidden)]
    fn own_words(&self, sentence: &Sentence<'_>) -> Option<OwnWords<'_>> {
        let _ = sentence;
        None
    }

    /// The language, if this is one and has no other words.
    #[doc(hidden)]
    fn as_language(&self) -> Option<&Language> {
        None
    }

    /// Whether the same violation always has the same sentence, so that it is written once.
    #[doc(hidden)]
    fn is_constant(&self) -> bool {
        false
    }
}

/// The top-level message of a source, or that of its language.
pub(crate) fn invalid_of(messages: &dyn Messages) -> Option<&str> {
    messages.invalid().or_else(|| messages.language()?.constant(id::invalid_data))
}

impl Messages for Language {
    fn invalid(&self) -> Option<&str> {
        self.constant(id::invalid_data)
    }

    fn language(&self) -> Option<&Language> {
        Some(self)
    }

    fn as_language(&self) -> Option<&Language> {
        Some(self)
    }

    fn is_constant(&self) -> bool {
        true
    }
}

/// A sentence that [`Messages`] may word: that of a violation, or that of an answer without violations, such as "The
/// request body is too large."
///
/// ```
/// use unprocessable_core::{Argument, Kind, Messages, Sentence, ValidationErrors, Violation};
///
/// struct Polish;
///
/// impl Messages for Polish {
///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
///         assert_eq!(sentence.kind(), Kind::Other);
///         assert_eq!(sentence.template(), "Only {left} are left.");
///         match (sentence.code(), sentence.arguments().next()) {
///             ("stock", Some((_, Argument::Integer(2..=4)))) => Some("Zostały tylko {left}."),
///             ("stock", _) => Some("Zostało tylko {left}."),
///             _ => None,
///         }
///     }
/// }
///
/// let mut errors = ValidationErrors::new();
/// errors.add("item", Violation::new("stock", "Only {left} are left.").argument("left", 3));
/// assert!(errors.body().messages(&Polish).to_json().contains("Zostały tylko 3."));
/// ```
pub struct Sentence<'a>(pub(crate) Of<'a>);

/// A sentence in the short form, with its table.
#[doc(hidden)]
pub struct OwnWords<'a> {
    pub(crate) table: &'a Table,
    pub(crate) sequence: &'a str,
}

/// What a sentence is about.
#[derive(Clone, Copy)]
pub(crate) enum Of<'a> {
    /// With the beginning of its key.
    Violation(&'a Violation, &'a str),
    Answer(&'a Answer),
}

impl<'a> Sentence<'a> {
    /// The sentence of a violation.
    pub(crate) fn of(violation: &'a Violation, beginning: &'a str) -> Self {
        Self(Of::Violation(violation, beginning))
    }

    /// The field that it is about. `None` for an answer without violations.
    ///
    /// ```
    /// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
    ///
    /// struct Words;
    ///
    /// impl Messages for Words {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         sentence.field()?.is_at("items.*.count").then_some("Please order less of it.")
    ///     }
    /// }
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("items.3.count", Violation::from_code("stock"));
    /// assert!(errors.body().messages(&Words).to_json().contains("Please order less of it."));
    /// ```
    #[must_use]
    pub fn field(&self) -> Option<Field<'a>> {
        match self.0 {
            Of::Violation(violation, beginning) => Some(violation.field(beginning)),
            Of::Answer(_) => None,
        }
    }

    /// The code of the violation, which is usually the name of the rule.
    ///
    /// ```
    /// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
    ///
    /// struct Words;
    ///
    /// impl Messages for Words {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         (sentence.code() == "stock").then_some("Sold out soon.")
    ///     }
    /// }
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("item", Violation::new("stock", "Only {left} are left.").argument("left", 3));
    /// assert!(errors.body().messages(&Words).to_json().contains("Sold out soon."));
    /// ```
    #[must_use]
    pub fn code(&self) -> &'a str {
        match self.0 {
            Of::Violation(violation, _) => violation.code(),
            Of::Answer(answer) => answer.code,
        }
    }

    /// The kind of the subject, because sentences about text, numbers and lists differ.
    ///
    /// ```
    /// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
    ///
    /// struct Words;
    ///
    /// impl Messages for Words {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         // A violation made by hand does not know what it is about.
    ///         (sentence.kind() == unprocessable_core::Kind::Other).then_some("Sold out soon.")
    ///     }
    /// }
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("item", Violation::new("stock", "Only {left} are left.").argument("left", 3));
    /// assert!(errors.body().messages(&Words).to_json().contains("Sold out soon."));
    /// ```
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.0 {
            Of::Violation(violation, _) => violation.kind,
            Of::Answer(_) => Kind::Other,
        }
    }

    /// The default template, with its placeholders.
    ///
    /// ```
    /// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
    ///
    /// struct Words;
    ///
    /// impl Messages for Words {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         (sentence.template() == "Only {left} are left.").then_some("Sold out soon.")
    ///     }
    /// }
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("item", Violation::new("stock", "Only {left} are left.").argument("left", 3));
    /// assert!(errors.body().messages(&Words).to_json().contains("Sold out soon."));
    /// ```
    #[must_use]
    pub fn template(&self) -> &'a str {
        match self.0 {
            Of::Violation(violation, _) => violation.template(),
            Of::Answer(answer) => answer.english,
        }
    }

    /// The arguments of the rule with their names, for languages in which words depend on numbers.
    ///
    /// ```
    /// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
    ///
    /// struct Words;
    ///
    /// impl Messages for Words {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         sentence.arguments().any(|(name, _)| name == "left").then_some("{left} left.")
    ///     }
    /// }
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("item", Violation::new("stock", "Only {left} are left.").argument("left", 3));
    /// assert!(errors.body().messages(&Words).to_json().contains("3 left."));
    /// ```
    pub fn arguments(&self) -> impl Iterator<Item = (&'a str, Argument<'a>)> {
        let (violation, answer) = match self.0 {
            Of::Violation(violation, _) => (Some(violation), None),
            Of::Answer(answer) => (None, Some(answer)),
        };
        let of_violation = violation.into_iter().flat_map(Violation::arguments);
        let of_answer = answer.into_iter().flat_map(Answer::arguments);
        of_violation.chain(of_answer.map(|(name, argument)| -> (&'a str, Argument<'a>) { (name, argument) }))
    }
}
