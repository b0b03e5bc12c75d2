//! One rule that failed at one place: its code, its arguments, its sentence.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;

#[cfg(feature = "json")]
use crate::argument::Choices;
use crate::argument::{Argument, Operand};
use crate::errors::custom::{CustomArgument, CustomViolation};
use crate::lang::{MessageId, id};
use crate::path::{Key, Label};
use crate::rule::{Describe, Described, Failure};
use crate::subject::Kind;

pub use crate::errors::violations::Violations;

/// One rule that failed: a code, typed arguments, a message.
///
/// The derive makes violations by itself. A check of your own makes them by hand:
///
/// ```
/// use unprocessable_core::Violation;
///
/// fn even(number: &u32) -> Result<(), Violation> {
///     if number % 2 == 0 {
///         return Ok(());
///     }
///     Err(Violation::new("even", "The {attribute} must be an even number."))
/// }
///
/// let violation = even(&3).unwrap_err();
/// assert_eq!(violation.code(), "even");
/// ```
#[derive(Clone)]
pub struct Violation {
    pub(crate) key: Key,
    pub(crate) kind: Kind,
    pub(crate) label: ViolationLabel,
    pub(crate) what: What,
}

/// What the message of a violation calls its field.
#[derive(Clone)]
pub(crate) enum ViolationLabel {
    Static(Label),
    /// The name at the end of a key that was given by hand.
    Name(Box<str>),
    /// What [`Violation::attribute`] gives.
    Given(Box<str>),
}

/// The sentence of a violation of which nothing is known but a code.
pub(crate) const INVALID: &str = "The {attribute} is invalid.";

#[derive(Clone)]
pub(crate) enum What {
    Rule(&'static (dyn Described + Send + Sync)),
    /// Shared, so that its code for dropping stays out of the way of the common constant rules.
    Custom(Arc<CustomViolation>),
}

impl Violation {
    /// A violation of a rule of your own: a code for programs and a sentence for people.
    ///
    /// In the sentence `{attribute}` stands for the field's label, `{name}` for an argument of that name.
    ///
    /// ```
    /// use unprocessable_core::Violation;
    ///
    /// let violation = Violation::new("even", "The {attribute} must be an even number.");
    /// assert_eq!(violation.code(), "even");
    /// ```
    #[must_use]
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self::own(CustomViolation { code: code.into(), message: message.into(), ..CustomViolation::default() })
    }

    /// A violation with only a code. If the [catalogue](crate::catalogue()) has one sentence for the code, without
    /// arguments, as for `unique` and `exists`, this is the sentence, in every language. Else it is that the field is
    /// invalid, unless [`Messages`](crate::Messages) have a sentence for the code.
    ///
    /// ```
    /// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
    ///
    /// struct Words;
    ///
    /// impl Messages for Words {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         (sentence.code() == "taken").then_some("The {attribute} has already been taken.")
    ///     }
    /// }
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("email", Violation::from_code("taken"));
    /// assert_eq!(errors.to_string(), "email: The email is invalid.");
    /// assert!(errors.body().messages(&Words).to_json().contains("The email has already been taken."));
    ///
    /// let unique = Violation::from_code("unique").attribute("name");
    /// assert_eq!(unique.message().to_string(), "The name has already been taken.");
    /// ```
    #[must_use]
    pub fn from_code(code: impl Into<Cow<'static, str>>) -> Self {
        let code = code.into();
        let (id, message) = MessageId::plain(&code).unwrap_or((id::invalid, INVALID));
        Self::own(CustomViolation { code, message: message.into(), id, ..CustomViolation::default() })
    }

    /// Adds an argument, for the message and for clients that build their own sentence.
    ///
    /// ```
    /// use unprocessable_core::Violation;
    ///
    /// let violation = Violation::new("stock", "Only {left} are left.").argument("left", 3);
    /// assert_eq!(violation.message().to_string(), "Only 3 are left.");
    /// ```
    #[must_use]
    pub fn argument(mut self, name: impl Into<Cow<'static, str>>, value: impl Operand) -> Self {
        let value = CustomArgument::from(value.argument());
        self.change(|own| own.arguments.push((name.into(), value)));
        self
    }

    /// Puts the violation on a field below the value that is checked: `ends_at`, or a longer key such as
    /// `items.0.price`, with the names on the wire.
    ///
    /// ```
    /// use unprocessable_core::Violation;
    ///
    /// let violation = Violation::new("order", "The {attribute} must be after the start.").at("ends_at");
    /// assert_eq!(violation.code(), "order");
    /// ```
    #[must_use]
    pub fn at(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.change(|own| own.at = Some(key.into()));
        self
    }

    /// Replaces what the message calls the field. Otherwise it is called by the words of its name.
    ///
    /// [`Messages`](crate::Messages) are asked for the label of a field by this text.
    ///
    /// ```
    /// use unprocessable_core::{ValidationErrors, Violation};
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("email", Violation::from("The {attribute} is blocked.").attribute("e-mail address"));
    /// assert_eq!(errors.to_string(), "email: The e-mail address is blocked.");
    /// ```
    #[must_use]
    pub fn attribute(mut self, label: impl Into<Cow<'static, str>>) -> Self {
        self.label = ViolationLabel::Given(label.into().into());
        self
    }

    /// The name of the rule, or the code that replaces it. It is stable, so programs can depend on it.
    ///
    /// ```
    /// use unprocessable_core::Violation;
    ///
    /// assert_eq!(Violation::new("even", "The {attribute} must be even.").code(), "even");
    /// assert_eq!(Violation::from("The {attribute} must be even.").code(), "custom");
    /// ```
    #[must_use]
    pub fn code(&self) -> &str {
        match &self.what {
            What::Rule(rule) => rule.code(),
            What::Custom(own) => &own.code,
        }
    }

    /// The code, if it is as old as the program.
    #[doc(hidden)]
    #[must_use]
    pub fn constant_code(&self) -> Option<&'static str> {
        match &self.what {
            What::Rule(rule) => Some(rule.code()),
            What::Custom(own) => match own.code {
                Cow::Borrowed(code) => Some(code),
                Cow::Owned(_) => None,
            },
        }
    }

    /// The arguments the rule was declared with, by name.
    ///
    /// ```
    /// use unprocessable_core::{Argument, Violation};
    ///
    /// let violation = Violation::new("stock", "Only {left} are left.").argument("left", 3);
    /// assert_eq!(violation.arguments().next(), Some(("left", Argument::Integer(3))));
    /// ```
    pub fn arguments(&self) -> impl Iterator<Item = (&str, Argument<'_>)> {
        let mut index = 0;
        core::iter::from_fn(move || {
            loop {
                let (name, argument) = self.argument_at(index)?;
                index += 1;
                if let Some(argument) = argument {
                    return Some((name, argument));
                }
            }
        })
    }

    fn argument_at(&self, index: usize) -> Option<(&str, Option<Argument<'_>>)> {
        match &self.what {
            What::Rule(rule) => rule.name(index).map(|name| (name, rule.argument(index))),
            What::Custom(own) => own.arguments.get(index).map(|(name, value)| (&**name, Some(value.borrow()))),
        }
    }

    pub(crate) fn rule(rule: &'static (dyn Described + Send + Sync), kind: Kind, label: Label, key: Key) -> Self {
        Self { key, kind, label: ViolationLabel::Static(label), what: What::Rule(rule) }
    }

    /// A violation of a rule that does not live as long as the program. It has no key.
    #[doc(hidden)]
    #[must_use]
    pub fn of_rule<R: Describe>(rule: &R, kind: Kind) -> Self {
        Self { kind, ..Self::own(CustomViolation::of(rule, kind)) }
    }

    /// The violation of a demand that has a sentence of its own, if the failure is one.
    #[doc(hidden)]
    #[must_use]
    pub fn of_demand(failure: &Failure, kind: Kind) -> Option<Self> {
        failure.rule.map(|rule| Self::rule(rule, kind, Label::Inherited, Key::default()))
    }

    /// Makes the message call the field by the words of this name on the wire.
    #[doc(hidden)]
    #[must_use]
    pub fn called(mut self, name: &str) -> Self {
        self.label = ViolationLabel::Name(name.into());
        self
    }

    /// Replaces the code and the sentence, as `code = "…"` and `message = "…"` do.
    #[doc(hidden)]
    #[must_use]
    pub fn reworded(mut self, code: Option<String>, message: Option<String>) -> Self {
        self.change(|own| {
            if let Some(code) = code {
                own.code = code.into();
            }
            if let Some(message) = message {
                (own.message, own.id) = (message.into(), MessageId::NONE);
            }
        });
        self
    }

    /// Gives the sentence about a value that is none of the choices its choices, at most as many as it lists.
    #[cfg(feature = "json")]
    #[doc(hidden)]
    #[must_use]
    pub fn choosing<'c>(mut self, choices: impl Iterator<Item = &'c str>) -> Self {
        let choices = choices.map(|choice| CustomArgument::Text(choice.into())).collect();
        self.change(|own| {
            own.arguments =
                alloc::vec![("choices".into(), CustomArgument::List(crate::errors::custom::CustomList(choices)))]
        });
        self
    }

    /// A value that is none of the choices.
    #[cfg(feature = "json")]
    pub(crate) fn choice(code: &'static str, message: &'static str, id: MessageId, choices: Choices) -> Self {
        let arguments = alloc::vec![("choices".into(), CustomArgument::Choices(choices))];
        Self::own(CustomViolation {
            code: code.into(),
            message: message.into(),
            arguments,
            id,
            ..CustomViolation::default()
        })
    }

    /// The violation with the label and key of the place where it was found.
    pub(crate) fn placed(mut self, label: Label, key: Key) -> Self {
        self.key = key;
        if !matches!(self.label, ViolationLabel::Given(_)) {
            self.label = ViolationLabel::Static(label);
        }
        self
    }

    /// A sentence read back from a body: it is no template and has no code.
    pub(crate) fn read(message: String) -> Self {
        Self::own(CustomViolation { message: Cow::Owned(message), verbatim: true, ..CustomViolation::default() })
    }

    pub(super) fn own(own: CustomViolation) -> Self {
        Self {
            key: Key::default(),
            kind: Kind::Other,
            label: ViolationLabel::Static(Label::Inherited),
            what: What::Custom(Arc::new(own)),
        }
    }

    /// Replaces the sentence and the code by those of `message = "…"` and `code = "…"`.
    pub(crate) fn reword(&mut self, code: Option<&'static str>, message: Option<&'static str>) {
        self.change(|own| {
            if let Some(code) = code {
                own.code = Cow::Borrowed(code);
            }
            if let Some(message) = message {
                (own.message, own.id) = (Cow::Borrowed(message), MessageId::NONE);
            }
        });
    }

    /// The place that [`at`](Self::at) named.
    pub(crate) fn place(&self) -> Option<&str> {
        match &self.what {
            What::Custom(own) => own.at.as_deref(),
            What::Rule(_) => None,
        }
    }

    /// A violation of a constant rule can be changed too, by becoming one of its own.
    fn change(&mut self, change: impl FnOnce(&mut CustomViolation)) {
        match &mut self.what {
            What::Custom(own) => change(Arc::make_mut(own)),
            What::Rule(rule) => {
                let mut own = CustomViolation::of(*rule, self.kind);
                change(&mut own);
                self.what = What::Custom(Arc::new(own));
            }
        }
    }

    /// A hash for [`Self::says_the_same`], made from the addresses of the rule and the label. `None` if the sentence
    /// depends on more than a constant rule.
    #[inline]
    pub(crate) fn hint_of_words(&self) -> Option<usize> {
        let What::Rule(rule) = &self.what else { return None };
        let label = match self.label {
            ViolationLabel::Static(label) => label.text().as_ptr().addr(),
            ViolationLabel::Name(_) | ViolationLabel::Given(_) => 0,
        };
        Some(core::ptr::from_ref(*rule).addr() ^ label.rotate_left(usize::BITS / 2))
    }

    /// Whether the sentence and the name are surely those of the other violation, because both have the same constant
    /// rule.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let (What::Rule(rule), What::Rule(others)) = (&self.what, &other.what) else { return false };
        let (ViolationLabel::Static(label), ViolationLabel::Static(others_label)) = (&self.label, &other.label) else {
            return false;
        };
        // The same address and the same functions make the same rule.
        core::ptr::eq(*rule, *others)
            && self.kind == other.kind
            && label.is(others_label)
            && core::ptr::eq(self.key.name(), other.key.name())
    }
}
