//! Sources of sentences and labels, such as another language.

use crate::argument::Argument;
use crate::errors::violation::Violation;
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

    /// The label of the field with this name on the wire.
    fn label(&self, name: &str) -> Option<&str> {
        let _ = name;
        None
    }
}

/// A sentence that [`Messages`] may word.
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
pub struct Sentence<'a> {
    pub(crate) violation: &'a Violation,
    pub(crate) template: &'a str,
}

impl<'a> Sentence<'a> {
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
        self.violation.code()
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
        self.violation.kind
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
        self.template
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
        self.violation.arguments()
    }
}
