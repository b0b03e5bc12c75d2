//! Writes the sentence of a violation, from its own template or from that of [`Messages`].

use core::fmt;

use super::source::{Messages, Sentence};
use super::template::{self as templates};
use crate::argument::Argument;
use crate::errors::violation::{Violation, ViolationLabel, What};
use crate::label::write_label;
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

    /// Writes the sentence of `messages`, or its own if they have none.
    pub(crate) fn write<W: fmt::Write + ?Sized>(&self, messages: Option<&dyn Messages>, out: &mut W) -> fmt::Result {
        let template = match &self.what {
            What::Rule(rule) => rule.sentence(self.kind),
            What::Custom(own) if own.verbatim => return out.write_str(&own.message),
            What::Custom(own) => &own.message,
        };
        let replaced = messages.and_then(|messages| messages.sentence(&Sentence { violation: self, template }));
        let mut template = replaced.unwrap_or(template);
        if let Some(behind) = templates::behind_the_attribute(template) {
            out.write_str("The ")?;
            self.write_label(messages, out)?;
            template = match self.label {
                ViolationLabel::Static(Label::Inherited) if replaced.is_none() => templates::of_the_whole(behind),
                _ => behind,
            };
        }
        templates::write(template, out, |name, out| {
            if name == templates::ATTRIBUTE {
                return Some(self.write_label(messages, out));
            }
            let argument = match &self.what {
                What::Rule(rule) => rule.named(name)?,
                What::Custom(own) => own.arguments.iter().find(|(known, _)| known == name)?.1.borrow(),
            };
            Some(write_argument(&argument, messages, out))
        })
    }

    fn write_label<W: fmt::Write + ?Sized>(&self, messages: Option<&dyn Messages>, out: &mut W) -> fmt::Result {
        match &self.label {
            ViolationLabel::Static(Label::Given(label)) => out.write_str(label),
            ViolationLabel::Static(Label::Word(word)) => match messages {
                None => out.write_str(word),
                Some(_) => write_name(word, messages, out),
            },
            ViolationLabel::Static(Label::Inherited) => out.write_str(WHOLE_LABEL),
            ViolationLabel::Static(Label::Name(name)) => write_name(name, messages, out),
            ViolationLabel::Name(name) => write_name(name, messages, out),
        }
    }
}

/// Writes an argument; another field in the words of `messages`.
fn write_argument<W: fmt::Write + ?Sized>(
    argument: &Argument<'_>,
    messages: Option<&dyn Messages>,
    out: &mut W,
) -> fmt::Result {
    match argument {
        Argument::Label(field) => write_name(field, messages, out),
        argument => write_constant(argument, out),
    }
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

/// Writes an argument, integers without the formatter's machinery.
fn write_constant<W: fmt::Write + ?Sized>(argument: &Argument<'_>, out: &mut W) -> fmt::Result {
    match argument {
        Argument::Text(text) => out.write_str(text),
        Argument::Label(name) => write_label(name, out),
        Argument::Integer(value @ 0..=0xffff_ffff) => out.write_str(itoa::Buffer::new().format(*value as u32)),
        _ => write!(out, "{argument}"),
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn integers_are_written_as_they_are() {
        for value in [0, 9, 10, 4_294_967_295, 4_294_967_296, -1] {
            let mut out = String::new();
            write_constant(&Argument::Integer(value), &mut out).unwrap();
            assert_eq!(out, alloc::format!("{value}"));
        }
    }
}
