//! What decode says of a value that does not have its shape, for documents that say it before a request is sent.

use super::rule_set::RuleSet;
use super::shape::Shape;
use super::value::DeclaredValue;
use crate::decode::inspect::sentence;
use crate::decode::{Expected, Reason, Refusal};
use crate::errors::violation::Violation;
use crate::path::{Key, Label};
use crate::rule::Described;
use crate::subject::Kind;

impl DeclaredValue {
    /// A value without rules. Messages call it by the words of `name`. Without a name it is the whole of a request.
    #[must_use]
    pub fn bare(name: Option<&'static str>, shape: Shape) -> Self {
        Self { shape, label: name.map_or(Label::Inherited, Label::of), set: RuleSet::NONE }
    }

    /// The value as messages call it where it stands in place of another, as that of a newtype does.
    #[must_use]
    pub fn standing_for(self, around: &Self) -> Self {
        let label = if self.label == Label::Inherited { around.label } else { self.label };
        Self { label, ..self }
    }

    /// The violation of a request in which the value is refused for this reason. It has no key.
    ///
    /// `choices` are the names that the value could have been, for an enum.
    ///
    /// ```
    /// use unprocessable_core::declaration::{DeclaredValue, HasShape};
    /// use unprocessable_core::decode::{Expected, Integer, Reason};
    ///
    /// let age = DeclaredValue::bare(Some("age"), u8::SHAPE);
    /// let violation = age.refused(Reason::OutOfRange, Expected::Integer(Integer::U8), &[]);
    /// assert_eq!(violation.message().to_string(), "The age must be between 0 and 255.");
    /// ```
    #[must_use]
    pub fn refused(&self, reason: Reason, expected: Expected, choices: &'static [&'static str]) -> Violation {
        sentence::of(&Refusal::without_place(reason, expected, choices), false).at(self.label, Key::default())
    }

    /// The violation of an object that has none of the fields that would choose a variant. It has no key.
    #[must_use]
    pub fn unchosen(&self, choices: &'static [&'static str]) -> Violation {
        self.refused(Reason::MissingVariant, Expected::Enum, choices)
    }

    /// The violation of a request whose body is `null`. It has no key.
    #[must_use]
    pub fn no_body() -> Violation {
        constant(&sentence::BODY)
    }

    /// The violation of a field that the struct does not know, where it denies such fields. It has no key.
    #[must_use]
    pub fn unknown_field() -> Violation {
        constant(&sentence::UNKNOWN)
    }
}

fn constant(what: &'static (dyn Described + Send + Sync)) -> Violation {
    Violation::rule(what, Kind::Other, Label::Inherited, Key::default())
}
