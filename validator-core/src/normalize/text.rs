//! Text in every wrapper, and in lists and maps, on which the words of `normalize(…)` run.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, VecDeque};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Deref;

use super::word::{self, Word};
use crate::patch::Patch;
use crate::scan::visible;
use crate::walk::change_items::ChangeItems as _;

/// Text, or a container of text.
pub trait Texts {
    /// Whether the words would leave it as it is.
    fn are_in_order(&self, words: &[Word]) -> bool;

    /// Runs the words on each text that is not in order.
    fn put_in_order(&mut self, words: &[Word]);

    /// Whether it is a text in which nothing can be seen.
    fn is_blank(&self) -> bool {
        false
    }
}

/// One text, which may be absent or behind a pointer.
#[diagnostic::on_unimplemented(
    message = "`normalize(…)` puts text in order, and `{Self}` is not text that it can change",
    label = "not a `String`, `Box<str>` or `Cow<str>`",
    note = "the elements of a list are put in order by `each(normalize(…))`, those of a map by `values(normalize(…))`; \
            a `&str` cannot change, so make it a `Cow<str>`"
)]
pub trait Text: Texts {}

/// What the derive writes for words on a field.
#[inline]
pub fn words<T: Text + ?Sized>(value: &mut T, words: &[Word]) {
    value.put_in_order(words);
}

/// Whether words would leave a text as it is, for an element of a set.
#[inline]
pub fn are_in_order<T: Text + ?Sized>(value: &T, words: &[Word]) -> bool {
    value.are_in_order(words)
}

/// A type whose values can be absent, which `blank_to_none` needs.
#[diagnostic::on_unimplemented(
    message = "`blank_to_none` makes a blank text absent, and `{Self}` always has a value",
    label = "not an `Option` or `Patch`",
    note = "make it an `Option`, or remove `blank_to_none`"
)]
pub trait CanBeNone {}

impl<T> CanBeNone for Option<T> {}
impl<T> CanBeNone for Patch<T> {}
impl<T: CanBeNone> CanBeNone for Box<T> {}

/// Compiles for fields that `blank_to_none` can be on.
#[inline]
pub fn can_be_none<T: CanBeNone>(_: &T) {}

/// Looks for text in a field whose type has a name that does not tell, for words above the struct.
///
/// `(&mut TextProbe(&mut field)).put_in_order(…)` finds the inherent method if the type has text, and otherwise
/// [`NoText`], which does nothing.
pub struct TextProbe<'v, T: ?Sized>(pub &'v mut T);

impl<T: Texts + ?Sized> TextProbe<'_, T> {
    /// Runs the words.
    #[inline]
    pub fn put_in_order(&mut self, words: &[Word]) {
        self.0.put_in_order(words);
    }
}

/// Types without text that can change.
pub trait NoText {
    /// Does nothing.
    #[inline]
    fn put_in_order(&mut self, _: &[Word]) {}
}

impl<T: ?Sized> NoText for &mut TextProbe<'_, T> {}

impl Text for String {}
impl Text for Cow<'_, str> {}
impl Text for Box<str> {}
impl Text for Rc<str> {}
impl Text for Arc<str> {}

/// Texts that own their characters. They differ only in how a text that is not in order gets its new characters.
macro_rules! texts {
    ($($type:ty, |$text:ident, $words:ident| $put:expr;)+) => {$(
        impl Texts for $type {
            #[inline]
            fn are_in_order(&self, words: &[Word]) -> bool {
                word::are_in_order(self, words)
            }

            #[inline]
            fn put_in_order(&mut self, words: &[Word]) {
                if !word::are_in_order(self, words) {
                    let ($text, $words) = (self, words);
                    $put;
                }
            }

            #[inline]
            fn is_blank(&self) -> bool {
                visible::is_blank(self)
            }
        }
    )+};
}

texts! {
    String, |text, words| {
        let mut changed = Cow::Owned(core::mem::take(text));
        word::put_in_order(&mut changed, words);
        *text = changed.into_owned();
    };
    Cow<'_, str>, |text, words| word::put_in_order(text, words);
    Box<str>, |text, words| put_anew(text, words);
    Rc<str>, |text, words| put_anew(text, words);
    Arc<str>, |text, words| put_anew(text, words);
}

/// Gives a text a new pointer, so that a text that others share stays as it is there.
fn put_anew<P: Deref<Target = str> + From<String>>(pointer: &mut P, words: &[Word]) {
    let mut text = Cow::Borrowed(&**pointer);
    word::put_in_order(&mut text, words);
    let changed = text.into_owned();
    *pointer = changed.into();
}

impl<T: Text + ?Sized> Text for Box<T> {}
impl<T: Texts + ?Sized> Texts for Box<T> {
    fn are_in_order(&self, words: &[Word]) -> bool {
        (**self).are_in_order(words)
    }

    fn put_in_order(&mut self, words: &[Word]) {
        (**self).put_in_order(words);
    }

    fn is_blank(&self) -> bool {
        (**self).is_blank()
    }
}

impl<T: Text> Text for Option<T> {}
impl<T: Texts> Texts for Option<T> {
    #[inline]
    fn are_in_order(&self, words: &[Word]) -> bool {
        self.as_ref().is_none_or(|value| value.are_in_order(words) && !becomes_none(value, words))
    }

    #[inline]
    fn put_in_order(&mut self, words: &[Word]) {
        if let Some(value) = self {
            value.put_in_order(words);
            if becomes_none(value, words) {
                *self = None;
            }
        }
    }

    fn is_blank(&self) -> bool {
        self.as_ref().is_some_and(Texts::is_blank)
    }
}

impl<T: Text> Text for Patch<T> {}
impl<T: Texts> Texts for Patch<T> {
    fn are_in_order(&self, words: &[Word]) -> bool {
        self.new_value().is_none_or(|value| value.are_in_order(words) && !becomes_none(value, words))
    }

    fn put_in_order(&mut self, words: &[Word]) {
        if let Self::Value(value) = self {
            value.put_in_order(words);
            if becomes_none(value, words) {
                *self = Self::Null;
            }
        }
    }

    fn is_blank(&self) -> bool {
        self.new_value().is_some_and(Texts::is_blank)
    }
}

/// Whether a text in an option is taken away.
#[inline]
fn becomes_none<T: Texts>(value: &T, words: &[Word]) -> bool {
    words.iter().any(|word| matches!(word, Word::BlankToNone)) && value.is_blank()
}

impl<T: Texts> Texts for [T] {
    fn are_in_order(&self, words: &[Word]) -> bool {
        self.iter().all(|item| item.are_in_order(words))
    }

    fn put_in_order(&mut self, words: &[Word]) {
        self.iter_mut().for_each(|item| item.put_in_order(words));
    }
}

macro_rules! lists {
    ($([$($generics:tt)*] $type:ty;)+) => {$(
        impl<$($generics)*> Texts for $type {
            fn are_in_order(&self, words: &[Word]) -> bool {
                self.iter().all(|item| item.are_in_order(words))
            }

            fn put_in_order(&mut self, words: &[Word]) {
                self.change_items(|item| item.are_in_order(words), |item| item.put_in_order(words));
            }
        }
    )+};
}

lists! {
    [T: Texts] Vec<T>;
    [T: Texts, const N: usize] [T; N];
    [T: Texts] VecDeque<T>;
    [T: Texts] LinkedList<T>;
    [T: Texts + Ord] BTreeSet<T>;
    [T: Texts + Ord] BinaryHeap<T>;
}

#[cfg(feature = "std")]
lists! {
    [T: Texts + Eq + core::hash::Hash, S: core::hash::BuildHasher] std::collections::HashSet<T, S>;
}

macro_rules! maps {
    ($([$($generics:tt)*] $type:ty;)+) => {$(
        impl<$($generics)*> Texts for $type {
            fn are_in_order(&self, words: &[Word]) -> bool {
                self.values().all(|value| value.are_in_order(words))
            }

            fn put_in_order(&mut self, words: &[Word]) {
                self.values_mut().for_each(|value| value.put_in_order(words));
            }
        }
    )+};
}

maps! {
    [K, V: Texts] BTreeMap<K, V>;
}

#[cfg(feature = "std")]
maps! {
    [K, V: Texts, S] std::collections::HashMap<K, V, S>;
}
