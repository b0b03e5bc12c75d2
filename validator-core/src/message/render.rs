//! Writes the sentence of a violation, from its own template or from that of [`Messages`].

use core::fmt;

use super::source::{Messages, Sentence};
use super::template::{self as templates};
use crate::argument::{Argument, Arguments, Relation};
use crate::errors::violation::{Violation, ViolationLabel, What};
use crate::label::write_label;
use crate::lang::number::{self, Signs};
use crate::lang::{Filling, Language, MOST};
use crate::path::Label;

/// The label of a whole request.
pub(crate) const WHOLE_LABEL: &str = "given data";

impl Violation {
    /// The sentence. It is written when it is displayed.
    ///
    /// ```
    /// use unprocessable_core::ValidationErrors;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("first_name", "The {attribute} is not known.");
    /// let violation = errors.get("first_name").next().unwrap();
    /// assert_eq!(violation.message().to_string(), "The first name is not known.");
    /// ```
    #[must_use]
    pub fn message(&self) -> impl fmt::Display {
        Worded { violation: self, messages: None }
    }

    /// The sentence in the wording of `messages`. It is written when it is displayed.
    ///
    /// ```
    /// use unprocessable_core::{Messages, Sentence, Violation};
    ///
    /// struct German;
    ///
    /// impl Messages for German {
    ///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
    ///         (sentence.code() == "stock").then_some("Nur noch {left} Stück.")
    ///     }
    /// }
    ///
    /// let violation = Violation::new("stock", "Only {left} are left.").argument("left", 3);
    /// assert_eq!(violation.message_from(&German).to_string(), "Nur noch 3 Stück.");
    /// ```
    #[must_use]
    pub fn message_from<'a>(&'a self, messages: &'a dyn Messages) -> impl fmt::Display + use<'a> {
        Worded { violation: self, messages: Some(messages) }
    }

    /// The template of its own sentence.
    pub(crate) fn template(&self) -> &str {
        match &self.what {
            What::Rule(rule) => rule.sentence(self.kind),
            What::Custom(own) => &own.message,
        }
    }

    /// Writes the sentence of `messages`, or its own if they have none.
    pub(crate) fn write<W: fmt::Write + ?Sized>(&self, messages: Option<&dyn Messages>, out: &mut W) -> fmt::Result {
        match messages {
            None => self.write_template(None, out),
            Some(messages) => self.write_from(messages, out),
        }
    }

    #[inline(never)]
    fn write_from<W: fmt::Write + ?Sized>(&self, messages: &dyn Messages, out: &mut W) -> fmt::Result {
        let id = match &self.what {
            What::Rule(rule) => rule.message_id(self.kind),
            What::Custom(own) if own.verbatim => return out.write_str(&own.message),
            What::Custom(own) => own.id,
        };
        if let Some(template) = messages.sentence(&Sentence::of(self)) {
            return self.write_words(template, messages, out);
        }
        let filled = Filled { violation: self, messages };
        let written = messages.language().and_then(|language| language.write(id, &filled, out));
        written.unwrap_or_else(|| self.write_template(Some(messages), out))
    }

    /// Writes its own template.
    #[inline]
    fn write_template<W: fmt::Write + ?Sized>(&self, messages: Option<&dyn Messages>, out: &mut W) -> fmt::Result {
        let mut template = match &self.what {
            What::Rule(rule) => rule.sentence(self.kind),
            What::Custom(own) if own.verbatim => return out.write_str(&own.message),
            What::Custom(own) => &own.message,
        };
        if let Some(behind) = templates::behind_the_attribute(template) {
            out.write_str("The ")?;
            self.write_label(messages, out)?;
            template = match self.label {
                ViolationLabel::Static(Label::Inherited) => templates::of_the_whole(behind),
                _ => behind,
            };
        }
        templates::write(template, out, |name, out| {
            if name == templates::ATTRIBUTE {
                return Some(self.write_label(messages, out));
            }
            Some(write_argument(&self.named(name)?, messages, &Signs::ENGLISH, out))
        })
    }

    /// Writes a template of another source.
    fn write_words<W: fmt::Write + ?Sized>(&self, template: &str, messages: &dyn Messages, out: &mut W) -> fmt::Result {
        let signs = messages.language().map_or(&Signs::ENGLISH, |language| &language.habits.numbers);
        templates::write(template, out, |name, out| {
            if name == templates::ATTRIBUTE {
                return Some(self.write_label(Some(messages), out));
            }
            Some(write_argument(&self.named(name)?, Some(messages), signs, out))
        })
    }

    #[inline]
    fn named(&self, name: &str) -> Option<Argument<'_>> {
        match &self.what {
            What::Rule(rule) => rule.named(name),
            What::Custom(own) => Some(own.arguments.iter().find(|(known, _)| known == name)?.1.borrow()),
        }
    }

    fn relation(&self) -> Option<Relation> {
        match &self.what {
            What::Rule(rule) => rule.relation(),
            What::Custom(own) => own.relation,
        }
    }

    fn write_label<W: fmt::Write + ?Sized>(&self, messages: Option<&dyn Messages>, out: &mut W) -> fmt::Result {
        match &self.label {
            ViolationLabel::Static(Label::Given(label)) => out.write_str(label),
            ViolationLabel::Static(Label::Word(word)) => match messages {
                None => out.write_str(word),
                Some(messages) => out.write_str(messages.label(word).unwrap_or(word)),
            },
            ViolationLabel::Static(Label::Inherited) => match messages.and_then(|messages| messages.label(WHOLE)) {
                Some(label) => out.write_str(label),
                None => out.write_str(messages.and_then(Messages::language).map_or(WHOLE_LABEL, |l| &l.habits.whole)),
            },
            ViolationLabel::Static(Label::Name(name)) => write_name(name, messages, out),
            ViolationLabel::Name(name) => write_name(name, messages, out),
            ViolationLabel::Given(label) => {
                out.write_str(messages.and_then(|messages| messages.label(label)).unwrap_or(label))
            }
        }
    }
}

/// A violation that fills the sentence of a language.
struct Filled<'a> {
    violation: &'a Violation,
    messages: &'a dyn Messages,
}

impl Filling for Filled<'_> {
    fn argument(&self, name: &str) -> Option<Argument<'_>> {
        let argument = self.violation.named(name);
        if argument.is_none() && name == RELATION {
            return self.violation.relation().map(|relation| Argument::Text(relation.name()));
        }
        argument
    }

    #[inline]
    fn write_label<W: fmt::Write + ?Sized>(&self, _: &Language, out: &mut W) -> fmt::Result {
        self.violation.write_label(Some(self.messages), out)
    }

    fn write_field<W: fmt::Write + ?Sized>(&self, name: &str, given: Option<&str>, out: &mut W) -> fmt::Result {
        match given {
            Some(label) => out.write_str(label),
            None => write_name(name, Some(self.messages), out),
        }
    }
}

/// What sentences call the way in which a condition compares.
const RELATION: &str = "relation";

/// The name of a whole request, for its label.
const WHOLE: &str = "_";

/// Writes an argument; another field in the words of `messages`.
fn write_argument<W: fmt::Write + ?Sized>(
    argument: &Argument<'_>,
    messages: Option<&dyn Messages>,
    signs: &Signs,
    out: &mut W,
) -> fmt::Result {
    match argument {
        Argument::Text(text) => out.write_str(text),
        Argument::Label(field) => write_name(field, messages, out),
        Argument::Field(_, label) => out.write_str(label),
        Argument::Boolean(_) => write!(out, "{argument}"),
        Argument::List(list) => write_list(*list, messages, signs, out),
        number => number::write(number, signs, out),
    }
}

#[inline(never)]
fn write_list<W: fmt::Write + ?Sized>(
    list: &dyn Arguments,
    messages: Option<&dyn Messages>,
    signs: &Signs,
    out: &mut W,
) -> fmt::Result {
    let mut index = 0;
    while let Some(item) = list.at(index) {
        if index == MOST {
            return out.write_str(" and others");
        }
        if index > 0 {
            out.write_str(", ")?;
        }
        write_argument(&item, messages, signs, out)?;
        index += 1;
    }
    Ok(())
}

/// Writes what a field of this name is called.
fn write_name<W: fmt::Write + ?Sized>(name: &str, messages: Option<&dyn Messages>, out: &mut W) -> fmt::Result {
    match messages.and_then(|messages| messages.label(name)) {
        Some(label) => out.write_str(label),
        None => write_label(name, out),
    }
}

/// A violation with the messages that word it.
pub(crate) struct Worded<'a> {
    pub(crate) violation: &'a Violation,
    pub(crate) messages: Option<&'a dyn Messages>,
}

impl fmt::Display for Worded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.violation.write(self.messages, f)
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Arguments<'a>(&'a Violation);
        impl fmt::Debug for Arguments<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_map().entries(self.0.arguments()).finish()
            }
        }
        f.debug_struct("Violation")
            .field("code", &self.code())
            .field("arguments", &Arguments(self))
            .field("message", &format_args!("\"{}\"", self.message()))
            .finish()
    }
}
