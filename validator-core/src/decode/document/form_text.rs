//! Form text: every value of a form is text, and its meaning depends on the type that reads it.

use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::cell::Cell;

use super::node::Node;
use super::number::Written;
use super::object::{List, ListKind};
use super::{Document, Tag};
use crate::scan::visible::is_blank;

/// The state of a document that was made from a form.
#[derive(Default)]
pub(crate) struct FormText {
    /// Whether a type that asks for any value gets the value that the text looks like, such as a number.
    guesses: Cell<bool>,
    /// The objects that were read as lists though there are gaps between their keys: their values are items, which are
    /// called by the numbers that were sent.
    lists: Cell<BTreeSet<u32>>,
}

/// The value that a text looks like.
pub(crate) enum GuessedType<'de> {
    Nothing,
    Boolean(bool),
    Number(Cow<'de, [u8]>),
    Text,
}

/// The number that a key stands for, if it may be that of an item in a list.
pub(crate) fn index(key: &[u8]) -> Option<u32> {
    match key {
        [b'0'] => Some(0),
        [b'1'..=b'9', rest @ ..] if rest.len() < 9 && rest.iter().all(u8::is_ascii_digit) => {
            Some(key.iter().fold(0, |index, digit| index * 10 + u32::from(digit - b'0')))
        }
        _ => None,
    }
}

/// A number in the notation of JSON. In a form, people also write `007`, `-03` and `.5`.
#[doc(hidden)]
#[must_use]
pub fn number(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    let (sign, digits) = match text {
        [b'-', digits @ ..] => (&text[..1], digits),
        digits => (&text[..0], digits),
    };
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    let rest = &digits[zeros..];
    let zero: &[u8] = match rest.first() {
        Some(b'0'..=b'9') => b"",
        Some(b'.') => b"0",
        _ if zeros > 0 => b"0",
        _ => return None,
    };
    let number = if zeros == zero.len() { Cow::Borrowed(text) } else { Cow::Owned([sign, zero, rest].concat()) };
    Written::in_key(&number).is_some().then_some(number)
}

/// A boolean in the words that forms have for it.
#[doc(hidden)]
#[must_use]
pub fn boolean(text: &[u8]) -> Option<bool> {
    match text {
        b"1" | b"yes" | b"on" | b"true" => Some(true),
        b"0" | b"no" | b"off" | b"false" => Some(false),
        _ => None,
    }
}

impl Document<'_> {
    /// Marks the document as made from a form.
    pub(crate) fn of_form(self) -> Self {
        Self { form: Some(FormText::default()), ..self }
    }

    /// Whether this object was read as a list with gaps.
    pub(crate) fn is_list(&self, object: u32) -> bool {
        let Some(form) = &self.form else { return false };
        let lists = form.lists.take();
        let is_list = lists.contains(&object);
        form.lists.set(lists);
        is_list
    }

    /// The objects inside a node that were read as lists with gaps, outermost first.
    pub(crate) fn lists_with_gaps(&self, inside: Node<'_, '_>) -> Vec<u32> {
        let Some(form) = self.form.as_ref().filter(|_| inside.is_open()) else { return Vec::new() };
        let lists = form.lists.take();
        let found = lists.range(inside.index..self.slot(inside.index).end).copied().collect();
        form.lists.set(lists);
        found
    }

    /// Runs something while text is taken for what it looks like, if this is a form.
    pub(crate) fn guessing<R>(&self, run: impl FnOnce() -> R) -> Option<R> {
        let form = self.form.as_ref()?;
        form.guesses.set(true);
        let result = run();
        form.guesses.set(false);
        Some(result)
    }
}

impl<'a, 'de> Node<'a, 'de> {
    #[inline]
    pub(crate) fn is_in_form(self) -> bool {
        self.document.form.is_some()
    }

    /// Whether it is a value without a character, in a form.
    #[inline]
    pub(crate) fn is_left_empty(self) -> bool {
        self.is_in_form() && self.tag() == Tag::Text && self.inside().is_empty()
    }

    /// Whether it is a text in a form in which nothing can be seen. What wants more than text is missing there.
    #[inline]
    pub(crate) fn is_left_blank(self) -> bool {
        self.is_in_form() && self.tag() == Tag::Text && self.shows_nothing()
    }

    #[cold]
    #[inline(never)]
    fn shows_nothing(self) -> bool {
        self.document.text(self.index).is_some_and(|text| is_blank(&text))
    }

    #[inline]
    pub(crate) fn guesses(self) -> bool {
        self.document.form.as_ref().is_some_and(|form| form.guesses.get())
    }

    /// The value as a list. A text is a list of one item. An object whose keys are all numbers is the list of its
    /// values.
    pub(crate) fn form_list(self) -> Option<List<'a, 'de>> {
        let form = self.document.form.as_ref()?;
        match self.tag() {
            Tag::Text | Tag::File => Some(List::of(self, ListKind::Single)),
            Tag::Object => {
                let mut gaps = false;
                for (position, entry) in (0..).zip(self.object().ok()?.entries()) {
                    gaps |= index(entry.key.raw())? != position;
                }
                if gaps {
                    let mut lists = form.lists.take();
                    lists.insert(self.index);
                    form.lists.set(lists);
                }
                Some(List::of(self, ListKind::Values))
            }
            _ => None,
        }
    }

    /// The indexes of a list as they were sent, if they have gaps.
    pub(crate) fn sent_indexes(self) -> Option<Vec<u32>> {
        if !self.is_in_form() || self.tag() != Tag::Object || !self.document.is_list(self.index) {
            return None;
        }
        self.object().ok()?.entries().map(|entry| index(entry.key.raw())).collect()
    }

    /// The number in the notation of JSON.
    pub(crate) fn form_number(self) -> Option<Cow<'de, [u8]>> {
        (self.is_in_form() && self.tag() == Tag::Text).then(|| number(self.inside())).flatten()
    }

    pub(crate) fn form_boolean(self) -> Option<bool> {
        (self.is_in_form() && self.tag() == Tag::Text).then(|| boolean(self.inside())).flatten()
    }

    /// The last value, if several are given where the type takes one. Pages send a hidden field with the value of an
    /// unticked checkbox, and then the checkbox if it is ticked.
    pub(crate) fn form_last(self) -> Self {
        match self.list() {
            Ok(list) if self.is_in_form() && self.tag() == Tag::List => list.items().last().unwrap_or(self),
            _ => self,
        }
    }

    pub(crate) fn guess(self) -> GuessedType<'de> {
        match self.inside() {
            [] => GuessedType::Nothing,
            b"true" => GuessedType::Boolean(true),
            b"false" => GuessedType::Boolean(false),
            _ => self.form_number().map_or(GuessedType::Text, GuessedType::Number),
        }
    }

    /// Its number among the files of a multipart body, if it is one.
    pub(crate) fn file(self) -> Option<u32> {
        let number = (self.tag() == Tag::File).then(|| self.inside())?;
        core::str::from_utf8(number).ok()?.parse().ok()
    }

    /// The source of a text without its quotes, or of bytes without their marks.
    pub(crate) fn inside(self) -> &'de [u8] {
        &self.document.source[self.document.slot(self.index).inside()]
    }
}
