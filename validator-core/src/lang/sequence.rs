//! Runs the short form of a sentence. `unprocessable-language` writes it and documents the operations.

use core::fmt;

use super::capital::Capital;
use super::list::Join;
use super::plural::{Category, Operands};
use super::{Frame, Language, MessageId, Table, number};
use crate::argument::Argument;

/// What fills the placeholders of a sentence.
pub(crate) trait Filling {
    /// The argument with this name.
    fn argument(&self, name: &str) -> Option<Argument<'_>>;

    /// Writes what the sentence calls its field.
    fn write_label<W: fmt::Write + ?Sized>(&self, language: &Language, out: &mut W) -> fmt::Result;

    /// Writes what another field is called, by its name and the label that its attribute gives.
    fn write_field<W: fmt::Write + ?Sized>(&self, name: &str, given: Option<&str>, out: &mut W) -> fmt::Result;
}

mod op {
    pub(super) const END: u8 = 0;
    pub(super) const TEXT: u8 = 1;
    pub(super) const LABEL: u8 = 2;
    pub(super) const CAPITAL: u8 = 3;
    pub(super) const VALUE: u8 = 4;
    pub(super) const PLURAL: u8 = 5;
    pub(super) const SELECT: u8 = 6;
    pub(super) const PART: u8 = 7;
    pub(super) const LONG_TEXT: u8 = 8;
    pub(super) const NUMBER: u8 = 9;

    pub(super) const NAME: u8 = 1;
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const DATE: u8 = 4;

    pub(super) const EXACTLY: u8 = 10;
}

impl Language {
    /// Writes a sentence of the catalogue. `None` if the language has no words of its own for it.
    #[inline]
    pub(crate) fn write<W: fmt::Write + ?Sized, F: Filling>(
        &self,
        id: MessageId,
        filling: &F,
        out: &mut W,
    ) -> Option<fmt::Result> {
        let sequence = self.table.sequence(id)?;
        Some(Writer { language: self, table: &self.table, filling, out }.run(sequence, None))
    }

    /// Writes a sentence of another table as this language writes.
    pub(crate) fn write_of<W: fmt::Write + ?Sized, F: Filling>(
        &self,
        table: &Table,
        sequence: &str,
        filling: &F,
        out: &mut W,
    ) -> fmt::Result {
        Writer { language: self, table, filling, out }.run(sequence, None)
    }
}

/// A sentence without placeholders.
pub(crate) fn constant(sequence: &str) -> Option<&str> {
    let bytes = sequence.as_bytes();
    let (start, length) = match *bytes {
        [op::TEXT, length, ..] => (2, usize::from(length)),
        [op::LONG_TEXT, low, high, ..] => (3, long(low, high)),
        _ => return None,
    };
    let text = sequence.get(start..start + length)?;
    (bytes.get(start + length) == Some(&op::END)).then_some(text)
}

fn long(low: u8, high: u8) -> usize {
    usize::from(low) | usize::from(high) << 7
}

/// A sentence that is being written.
pub(super) struct Writer<'a, W: ?Sized, F> {
    pub(super) language: &'a Language,
    table: &'a Table,
    pub(super) filling: &'a F,
    pub(super) out: &'a mut W,
}

impl<W: fmt::Write + ?Sized, F: Filling> Writer<'_, W, F> {
    /// Runs a sequence up to its end. What is no sequence ends where that shows. `counted` is the number of the plural
    /// around.
    pub(super) fn run(&mut self, sequence: &str, counted: Option<&Argument<'_>>) -> fmt::Result {
        let mut rest = sequence;
        // Where a part was taken. Parts take no parts.
        let mut behind_the_part = None;
        loop {
            rest = match *rest.as_bytes() {
                [op::TEXT, length, ..] => self.text(rest, 2, usize::from(length))?,
                [op::LABEL, ..] => {
                    self.label()?;
                    &rest[1..]
                }
                [op::PART, part, ..] => {
                    behind_the_part = rest.get(2..);
                    self.table.part(part).unwrap_or_default()
                }
                [op::NUMBER, ..] => {
                    if let Some(number) = counted {
                        number::write(number, &self.language.habits.numbers, self.out)?;
                    }
                    &rest[1..]
                }
                [op::VALUE, name, format, ..] => {
                    self.value(name, format)?;
                    rest.get(3..).unwrap_or_default()
                }
                [op::PLURAL, name, count, ..] => self.plural(name, count, rest)?,
                [op::SELECT, name, count, ..] => self.select(name, count, rest, counted)?,
                [op::CAPITAL, ..] => {
                    self.capital()?;
                    &rest[1..]
                }
                [op::LONG_TEXT, low, high, ..] => self.text(rest, 3, long(low, high))?,
                _ => match behind_the_part.take() {
                    Some(behind) => behind,
                    None => return Ok(()),
                },
            };
        }
    }

    /// Writes the text of this length behind its operation. Returns what follows.
    #[inline]
    fn text<'s>(&mut self, rest: &'s str, start: usize, length: usize) -> Result<&'s str, fmt::Error> {
        let Some((text, behind)) = rest.split_at_checked(start + length) else { return Ok("") };
        self.out.write_str(text.get(start..).unwrap_or_default())?;
        Ok(behind)
    }

    fn argument(&self, name: u8) -> Option<Argument<'_>> {
        let name = self.table.names.get(usize::from(name))?;
        self.filling.argument(name)
    }

    #[inline]
    fn label(&mut self) -> fmt::Result {
        if self.language.habits.isolates {
            return self.isolated(|writer| writer.filling.write_label(writer.language, writer.out));
        }
        self.filling.write_label(self.language, self.out)
    }

    #[cold]
    fn capital(&mut self) -> fmt::Result {
        self.isolated(|writer| {
            let mut capital = Capital::new(writer.out, &writer.language.tag);
            writer.filling.write_label(writer.language, &mut capital)?;
            capital.end()
        })
    }

    /// Keeps what is inserted from changing the direction of the text around it.
    pub(super) fn isolated(&mut self, write: impl FnOnce(&mut Self) -> fmt::Result) -> fmt::Result {
        if !self.language.habits.isolates {
            return write(self);
        }
        self.out.write_char('\u{2068}')?;
        write(self)?;
        self.out.write_char('\u{2069}')
    }

    fn value(&mut self, name: u8, format: u8) -> fmt::Result {
        let filling = self.filling;
        let names = &self.table.names;
        let Some(argument) = names.get(usize::from(name)).and_then(|name| filling.argument(name)) else {
            return Ok(());
        };
        match (argument, format) {
            (Argument::List(list), op::OR) => self.list(list, Join::Or),
            (Argument::List(list), op::AND) => self.list(list, Join::And),
            (Argument::List(list), _) => self.list(list, Join::Comma),
            (Argument::Text(text), op::DATE) => self.date(text),
            (Argument::Label(_) | Argument::Field(..), op::NAME) => self.isolated(|writer| writer.bare(&argument)),
            (Argument::Label(_) | Argument::Field(..), _) => self.framed(&self.language.habits.field, &argument),
            (Argument::Text(_), _) => self.isolated(|writer| writer.bare(&argument)),
            _ => self.plain(&argument),
        }
    }

    fn framed(&mut self, frame: &Frame, argument: &Argument<'_>) -> fmt::Result {
        self.out.write_str(&frame.0)?;
        self.isolated(|writer| writer.bare(argument))?;
        self.out.write_str(&frame.1)
    }

    /// A text or a field without anything around it.
    pub(super) fn bare(&mut self, argument: &Argument<'_>) -> fmt::Result {
        match argument {
            Argument::Label(name) => self.filling.write_field(name, None, self.out),
            Argument::Field(name, label) => self.filling.write_field(name, Some(label), self.out),
            Argument::Text(text) => self.out.write_str(text),
            _ => Ok(()),
        }
    }

    /// A number or a boolean.
    pub(super) fn plain(&mut self, argument: &Argument<'_>) -> fmt::Result {
        let habits = &self.language.habits;
        match argument {
            Argument::Boolean(true) => self.out.write_str(&habits.truth),
            Argument::Boolean(false) => self.out.write_str(&habits.falsehood),
            number => number::write(number, &habits.numbers, self.out),
        }
    }

    /// Writes the form for a number, and returns what follows the placeholder.
    fn plural<'s>(&mut self, name: u8, count: u8, sequence: &'s str) -> Result<&'s str, fmt::Error> {
        let filling = self.filling;
        let name = self.table.names.get(usize::from(name));
        let argument = name.and_then(|name| filling.argument(name));
        let operands = argument.as_ref().and_then(Operands::of);
        let category = operands.as_ref().map_or(Category::Other, self.language.plural) as u8;
        let mut at = 3;
        // An exact number comes before the category, whatever their order.
        let mut chosen: Option<(bool, &str)> = None;
        for _ in 0..count {
            let Some([selector, low, high, ..]) = sequence.as_bytes().get(at..) else { break };
            let start = at + 3;
            at = start + long(*low, *high);
            let is_exact = *selector >= op::EXACTLY;
            let fits = match is_exact {
                true => operands.as_ref().is_some_and(|operands| operands.is((*selector - op::EXACTLY).into())),
                false => *selector == category || *selector == Category::Other as u8 && chosen.is_none(),
            };
            if fits && !chosen.is_some_and(|(exact, _)| exact) {
                chosen = Some((is_exact, sequence.get(start..at).unwrap_or_default()));
            }
        }
        if let Some((_, form)) = chosen {
            self.run(form, argument.as_ref())?;
        }
        Ok(sequence.get(at..).unwrap_or_default())
    }

    /// Writes the case for an argument, and returns what follows the placeholder.
    fn select<'s>(
        &mut self,
        name: u8,
        count: u8,
        sequence: &'s str,
        counted: Option<&Argument<'_>>,
    ) -> Result<&'s str, fmt::Error> {
        let mut chosen = None;
        let argument = self.argument(name);
        let mut at = 3;
        for _ in 0..count {
            let Some(length) = sequence.as_bytes().get(at) else { break };
            let end = at + 1 + usize::from(*length);
            let (Some(key), Some([low, high, ..])) = (sequence.get(at + 1..end), sequence.as_bytes().get(end..)) else {
                break;
            };
            let start = end + 2;
            at = start + long(*low, *high);
            if chosen.is_none() && fits(argument.as_ref(), key) {
                chosen = sequence.get(start..at);
            }
        }
        if let Some(form) = chosen {
            self.run(form, counted)?;
        }
        Ok(sequence.get(at..).unwrap_or_default())
    }
}

fn fits(argument: Option<&Argument<'_>>, key: &str) -> bool {
    match (argument, key) {
        (None, key) => key == "none" || key == "other",
        (_, "other") => true,
        (Some(Argument::Text(text)), key) => *text == key,
        (Some(Argument::Label(_) | Argument::Field(..)), key) => key == "field",
        (Some(Argument::Boolean(value)), key) => key == if *value { "true" } else { "false" },
        _ => false,
    }
}
