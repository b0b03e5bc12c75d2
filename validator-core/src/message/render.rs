//! Writes the sentence of a violation, from its own template or from that of [`Messages`].

use core::fmt;

use super::field::Field;
use super::source::{Messages, Sentence};
use super::template::{self as templates};
use crate::argument::{Argument, Arguments, Relation};
use crate::errors::violation::{Violation, ViolationLabel, What};
use crate::label::write_label;
use crate::lang::number::{self, Signs};
use crate::lang::{Filling, Language, MOST, MessageId, id};
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
        Worded { violation: self, beginning: "", messages: None }
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
        Worded { violation: self, beginning: "", messages: Some(messages) }
    }

    /// The same for the violation at a key, which `messages` may have words for.
    ///
    /// ```
    /// use unprocessable_core::{Field, Messages, ValidationErrors};
    ///
    /// struct Words;
    ///
    /// impl Messages for Words {
    ///     fn field_label(&self, field: &Field<'_>) -> Option<&str> {
    ///         field.is_at("items.*.price").then_some("price of the item")
    ///     }
    /// }
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("items.0.price", "The {attribute} has changed since.");
    /// for (key, violation) in errors.iter() {
    ///     assert_eq!(violation.message_at(key, &Words).to_string(), "The price of the item has changed since.");
    /// }
    /// ```
    #[must_use]
    pub fn message_at<'a>(&'a self, key: &'a str, messages: &'a dyn Messages) -> impl fmt::Display + use<'a> {
        let beginning = key.strip_suffix(self.key.name()).unwrap_or(key);
        Worded { violation: self, beginning, messages: Some(messages) }
    }

    /// The template of its own sentence.
    pub(crate) fn template(&self) -> &str {
        match &self.what {
            What::Rule(rule) => rule.sentence(self.kind),
            What::Custom(own) => &own.message,
        }
    }

    /// Writes the sentence of `messages`, or its own if they have none.
    /// Sources may ask for the key, of which `beginning` is what stands before the last name.
    pub(crate) fn write<W: fmt::Write + ?Sized>(
        &self,
        beginning: &str,
        messages: Option<&dyn Messages>,
        out: &mut W,
    ) -> fmt::Result {
        match messages {
            None => self.write_template(None, out),
            Some(messages) => self.write_from(beginning, messages, out),
        }
    }

    #[inline(never)]
    fn write_from<W: fmt::Write + ?Sized>(&self, beginning: &str, messages: &dyn Messages, out: &mut W) -> fmt::Result {
        if matches!(&self.what, What::Custom(own) if own.verbatim) {
            return self.write_template(None, out);
        }
        if let Some(written) = messages.as_language().and_then(|language| self.write_in(language, out)) {
            return written;
        }
        let id = self.message_id();
        let sentence = Sentence::of(self, beginning);
        let filled = Filled { violation: self, beginning, messages };
        if let Some(template) = messages.sentence(&sentence) {
            return self.write_words(template, &filled, out);
        }
        if let (Some(own), Some(language)) = (messages.own_words(&sentence), messages.language()) {
            return language.write_of(own.table, own.sequence, &filled, out);
        }
        let written = messages.language().and_then(|language| language.write(id, &filled, out));
        written.unwrap_or_else(|| self.write_template(Some(&filled), out))
    }

    /// Writes the sentence of a language, which need not be asked for labels, nor for a template. `None` if it has none.
    #[inline]
    pub(crate) fn write_in<W: fmt::Write + ?Sized>(&self, language: &Language, out: &mut W) -> Option<fmt::Result> {
        language.write(self.message_id(), &Unlabelled(self), out)
    }

    /// The place of its sentence in the catalogue.
    #[inline]
    pub(crate) fn message_id(&self) -> MessageId {
        match &self.what {
            What::Rule(rule) => rule.message_id(self.kind),
            What::Custom(own) if own.id == MessageId::NONE => of_the_application(&own.code, &own.message),
            What::Custom(own) => own.id,
        }
    }

    /// The field that it is about, with the beginning of its key.
    pub(crate) fn field<'a>(&'a self, beginning: &'a str) -> Field<'a> {
        let (name, given) = match &self.label {
            ViolationLabel::Static(Label::Given(label)) => (None, Some(*label)),
            ViolationLabel::Static(Label::Word(name) | Label::Name(name)) => (Some(*name), None),
            ViolationLabel::Static(Label::Inherited) => (Some(WHOLE), None),
            ViolationLabel::Name(name) => (Some(&**name), None),
            ViolationLabel::Given(label) => (None, Some(&**label)),
        };
        Field { beginning, end: self.key.name(), name, given }
    }

    /// Writes its own template.
    #[inline]
    fn write_template<W: fmt::Write + ?Sized>(&self, words: Option<&Filled<'_>>, out: &mut W) -> fmt::Result {
        let mut template = match &self.what {
            What::Rule(rule) => rule.sentence(self.kind),
            What::Custom(own) if own.verbatim => return out.write_str(&own.message),
            What::Custom(own) => &own.message,
        };
        if let Some(behind) = templates::behind_the_attribute(template) {
            out.write_str("The ")?;
            self.write_label(words, out)?;
            template = match self.label {
                ViolationLabel::Static(Label::Inherited) => templates::of_the_whole(behind),
                _ => behind,
            };
        }
        templates::write(template, out, |name, out| {
            if name == templates::ATTRIBUTE {
                return Some(self.write_label(words, out));
            }
            Some(write_argument(&self.named(name)?, words, &Signs::ENGLISH, out))
        })
    }

    /// Writes a template of another source.
    fn write_words<W: fmt::Write + ?Sized>(&self, template: &str, words: &Filled<'_>, out: &mut W) -> fmt::Result {
        let signs = words.messages.language().map_or(&Signs::ENGLISH, |language| &language.habits.numbers);
        templates::write(template, out, |name, out| {
            if name == templates::ATTRIBUTE {
                return Some(self.write_label(Some(words), out));
            }
            Some(write_argument(&self.named(name)?, Some(words), signs, out))
        })
    }

    #[inline]
    fn named(&self, name: &str) -> Option<Argument<'_>> {
        match &self.what {
            What::Rule(rule) => rule.named(name),
            What::Custom(own) => Some(own.arguments.iter().find(|(known, _)| known == name)?.1.borrow()),
        }
    }

    /// The argument with this name, or how the condition of the rule compares.
    #[inline]
    fn argument_or_relation(&self, name: &str) -> Option<Argument<'_>> {
        let argument = self.named(name);
        if argument.is_none() && name == RELATION {
            return self.relation().map(|relation| Argument::Text(relation.name()));
        }
        argument
    }

    fn relation(&self) -> Option<Relation> {
        match &self.what {
            What::Rule(rule) => rule.relation(),
            What::Custom(own) => own.relation,
        }
    }

    fn write_label<W: fmt::Write + ?Sized>(&self, words: Option<&Filled<'_>>, out: &mut W) -> fmt::Result {
        if let Some(words) = words {
            return self.write_label_from(words, out);
        }
        match &self.label {
            ViolationLabel::Static(Label::Given(label)) => out.write_str(label),
            ViolationLabel::Static(Label::Word(word)) => out.write_str(word),
            ViolationLabel::Static(Label::Inherited) => out.write_str(WHOLE_LABEL),
            ViolationLabel::Static(Label::Name(name)) => write_label(name, out),
            ViolationLabel::Name(name) => write_label(name, out),
            ViolationLabel::Given(label) => out.write_str(label),
        }
    }

    fn write_label_from<W: fmt::Write + ?Sized>(&self, words: &Filled<'_>, out: &mut W) -> fmt::Result {
        let field = self.field(words.beginning);
        if let Some(label) = words.messages.field_label(&field) {
            return out.write_str(label);
        }
        match &self.label {
            ViolationLabel::Static(Label::Given(label)) => out.write_str(label),
            ViolationLabel::Static(Label::Word(word)) => out.write_str(word),
            ViolationLabel::Static(Label::Inherited) => {
                out.write_str(words.messages.language().map_or(WHOLE_LABEL, |language| &language.habits.whole))
            }
            ViolationLabel::Static(Label::Name(name)) => write_label(name, out),
            ViolationLabel::Name(name) => write_label(name, out),
            ViolationLabel::Given(label) => out.write_str(label),
        }
    }
}

/// A violation that fills the sentence of a language, with the labels that its names give.
struct Unlabelled<'a>(&'a Violation);

impl Filling for Unlabelled<'_> {
    #[inline]
    fn argument(&self, name: &str) -> Option<Argument<'_>> {
        self.0.argument_or_relation(name)
    }

    #[inline]
    fn write_label<W: fmt::Write + ?Sized>(&self, language: &Language, out: &mut W) -> fmt::Result {
        match &self.0.label {
            ViolationLabel::Static(Label::Inherited) => out.write_str(&language.habits.whole),
            _ => self.0.write_label(None, out),
        }
    }

    fn write_field<W: fmt::Write + ?Sized>(&self, name: &str, given: Option<&str>, out: &mut W) -> fmt::Result {
        match given {
            Some(label) => out.write_str(label),
            None => write_label(name, out),
        }
    }
}

/// A violation that fills the sentence of a language, with the labels of a source.
struct Filled<'a> {
    violation: &'a Violation,
    /// What stands before the last name of its key.
    beginning: &'a str,
    messages: &'a dyn Messages,
}

impl Filling for Filled<'_> {
    fn argument(&self, name: &str) -> Option<Argument<'_>> {
        self.violation.argument_or_relation(name)
    }

    #[inline]
    fn write_label<W: fmt::Write + ?Sized>(&self, _: &Language, out: &mut W) -> fmt::Result {
        self.violation.write_label_from(self, out)
    }

    fn write_field<W: fmt::Write + ?Sized>(&self, name: &str, given: Option<&str>, out: &mut W) -> fmt::Result {
        let field = self.violation.field(self.beginning).sibling(name, given);
        match self.messages.field_label(&field).or(given) {
            Some(label) => out.write_str(label),
            None => write_label(name, out),
        }
    }
}

/// What sentences call the way in which a condition compares.
const RELATION: &str = "relation";

/// The name of a whole request, for its label.
const WHOLE: &str = "_";

/// The place of a sentence that applications say by themselves as rules do, mostly of what a database knows. If they say it
/// in other words, it is theirs.
#[cold]
fn of_the_application(code: &str, sentence: &str) -> MessageId {
    match (code, sentence) {
        ("unique" | "exclusion", "The {attribute} has already been taken.") => id::unique,
        ("exists", "The selected {attribute} is invalid.") => id::exists,
        ("required", "The {attribute} field is required.") => id::required_field,
        (_, "The {attribute} is invalid.") => id::invalid,
        _ => MessageId::NONE,
    }
}

/// Writes an argument; another field in the words of a source.
fn write_argument<W: fmt::Write + ?Sized>(
    argument: &Argument<'_>,
    words: Option<&Filled<'_>>,
    signs: &Signs,
    out: &mut W,
) -> fmt::Result {
    match *argument {
        Argument::Text(text) => out.write_str(text),
        Argument::Label(name) => match words {
            Some(words) => words.write_field(name, None, out),
            None => write_label(name, out),
        },
        Argument::Field(name, label) => match words {
            Some(words) => words.write_field(name, Some(label), out),
            None => out.write_str(label),
        },
        Argument::Boolean(_) => write!(out, "{argument}"),
        Argument::List(list) => write_list(list, words, signs, out),
        _ => number::write(argument, signs, out),
    }
}

#[inline(never)]
fn write_list<W: fmt::Write + ?Sized>(
    list: &dyn Arguments,
    words: Option<&Filled<'_>>,
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
        write_argument(&item, words, signs, out)?;
        index += 1;
    }
    Ok(())
}

/// A violation with the messages that word it.
pub(crate) struct Worded<'a> {
    pub(crate) violation: &'a Violation,
    pub(crate) beginning: &'a str,
    pub(crate) messages: Option<&'a dyn Messages>,
}

impl fmt::Display for Worded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.violation.write(self.beginning, self.messages, f)
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
