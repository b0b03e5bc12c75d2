//! The keys of violations. Keys that begin alike share the text of their beginning.

use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

use super::escape::{push_map_key, stands_as_it_is};
use super::key_text::{KeyText, Mark};
use super::pattern::KeyPattern;
use crate::limits::Limits;
use crate::path::name_filter::{Along, NameFilter};

/// The key of one violation: a range of the text in [`Keys`], and a name that follows it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Key {
    pub(super) beginning: Beginning,
    name: &'static str,
}

/// The range in the text of [`Keys`] that holds the beginning of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Beginning {
    start: u32,
    end: u32,
}

impl Beginning {
    pub(super) const NONE: Self = Self { start: 0, end: 0 };

    fn new(range: Range<usize>) -> Self {
        let at = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        Self { start: at(range.start), end: at(range.end) }
    }

    #[inline]
    pub(super) fn is_none(self) -> bool {
        self.end == 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether it ends past the first `length` bytes of the text.
    pub(crate) fn ends_behind(self, length: usize) -> bool {
        self.end as usize > length
    }

    /// The key of this beginning and a name.
    #[inline]
    pub(super) fn and(self, name: &'static str) -> Key {
        Key { beginning: self, name }
    }

    /// The key of this beginning without the dot at its end.
    pub(super) fn without_dot(self) -> Key {
        Self { end: self.end - 1, ..self }.and("")
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Key {
    /// The name at the end. It is empty if the text of the key is all in [`Keys`].
    #[inline]
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The text before the name, and where it begins.
    pub(super) fn beginning_in<'t>(&self, text: &'t str) -> (&'t str, usize) {
        let range = self.beginning.range();
        (text.get(range.clone()).unwrap_or_default(), range.start)
    }

    /// The range of its beginning as one number.
    #[inline]
    pub(super) fn beginning_number(&self) -> u64 {
        u64::from(self.beginning.start) << 32 | u64::from(self.beginning.end)
    }

    /// Whether both have the same range as their beginning. Equal text in another range does not count.
    #[inline]
    pub(crate) fn begins_as(&self, other: &Self) -> bool {
        self.beginning == other.beginning
    }

    /// Whether both are the same, by a quick comparison. Keys with equal text may differ here.
    #[inline]
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.begins_as(other) && core::ptr::eq(self.name, other.name)
    }
}

/// The text of the keys of one request. A beginning that several keys share, such as `items.17.`, is stored once.
#[derive(Clone, Default)]
pub(crate) struct Keys {
    text: KeyText,
    /// The total length of all keys in bytes, shared beginnings counted for each key.
    shown: usize,
    /// How many characters of a map key are shown.
    key_chars: usize,
    /// The keys that a live check asks for; `None` keeps all keys.
    asked: Option<NameFilter>,
    /// Whether a map key may have been cut, so that two paths may have the same key.
    cut: bool,
}

/// The first capacity of the text in bytes, and the factor by which it grows.
const FEW: usize = 128;
const GROWTH: usize = 7;

impl Keys {
    pub(crate) fn within(limits: &Limits) -> Self {
        Self { key_chars: limits.max_key_chars(), ..Self::default() }
    }

    /// Keys for a live check, which keeps only these names.
    pub(crate) fn of(limits: &Limits, names: &NameFilter) -> Self {
        Self { asked: names.are_some().then(|| names.clone()), ..Self::within(limits) }
    }

    /// Whether only some keys are asked for.
    #[inline]
    pub(crate) fn are_asked(&self) -> bool {
        self.asked.is_some()
    }

    /// Empty keys with the same names to keep.
    #[cfg(feature = "json")]
    pub(crate) fn anew(&self) -> Self {
        Self { asked: self.asked.clone(), key_chars: self.key_chars, ..Self::default() }
    }

    /// The position before the first segment of a key.
    pub(crate) fn start(&self) -> Along {
        self.asked.as_ref().map_or_else(|| NameFilter::ALL.start(), NameFilter::start)
    }

    /// The position one segment further.
    #[inline]
    pub(crate) fn step(&self, along: Along, segment: &str) -> Along {
        self.asked.as_ref().map_or(along, |names| names.step(along, segment))
    }

    /// Whether some name matches any next segment.
    #[inline]
    pub(crate) fn take_any(&self, along: Along) -> bool {
        self.asked.as_ref().is_some_and(|names| names.take_any(along))
    }

    /// The position one segment further, for a map key that may need an escape.
    pub(crate) fn step_to(&mut self, along: Along, key: &str) -> Along {
        if stands_as_it_is(key, self.key_chars) {
            return self.step(along, key);
        }
        self.step_as(along, |key_chars, out| push_map_key(key, key_chars, out))
    }

    /// The position one segment further, for a segment that `write` writes.
    pub(crate) fn step_as(&mut self, along: Along, write: impl FnOnce(usize, &mut KeyText)) -> Along {
        if along.is_over() {
            return self.step(along, "");
        }
        let start = self.text.len();
        write(self.key_chars, &mut self.text);
        let further = self.step(along, self.text.get(start..).unwrap_or_default());
        self.text.truncate(start);
        further
    }

    /// Whether a live check asks for the key that ends at this position.
    pub(crate) fn ask_for(&self, along: Along) -> bool {
        self.asked.as_ref().is_none_or(|names| names.are_asked(along))
    }

    /// The total length of all keys in bytes. Errors with long keys are full before they reach the most violations.
    #[inline]
    pub(crate) fn shown(&self) -> usize {
        self.shown
    }

    /// Counts the key of a violation that is kept.
    #[inline]
    pub(crate) fn show(&mut self, key: &Key) {
        self.shown += self.len(key);
    }

    /// Counts the key of a violation that is forgotten.
    pub(crate) fn hide(&mut self, key: &Key) {
        self.shown -= self.len(key);
    }

    pub(crate) fn may_be_cut(&self) -> bool {
        self.cut
    }

    /// Forgets the text after the first `length` bytes.
    pub(crate) fn shorten(&mut self, length: usize) {
        self.text.truncate(length);
    }

    /// All beginnings, one after the other.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    #[inline]
    pub(crate) fn beginning(&self, key: &Key) -> &str {
        self.text.get(key.beginning.range()).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn len(&self, key: &Key) -> usize {
        key.beginning.range().len() + key.name.len()
    }

    /// Which keys this one is counted with.
    pub(crate) fn pattern(&self, key: &Key) -> KeyPattern<'_> {
        KeyPattern { key: *key, text: &self.text }
    }

    /// What is noted of the segments of a key, with their positions in it.
    pub(crate) fn marks(&self, key: &Key) -> impl Iterator<Item = Mark> {
        let Range { start, end } = key.beginning.range();
        let marks = self.text.marks(start, if key.name.is_empty() { end + 1 } else { end }).iter().copied();
        // The name of a field stands as it is, digits or not.
        let is_index = key.name.starts_with(|first: char| first.is_ascii_digit());
        let name = is_index.then_some(Mark { start: key.beginning.end, is_name: true });
        marks.chain(name).map(move |mark| Mark { start: mark.start - key.beginning.start, ..mark })
    }

    pub(crate) fn push(&self, key: &Key, out: &mut String) {
        out.push_str(self.beginning(key));
        out.push_str(key.name);
    }

    /// The text of a key, borrowed if it is in one piece.
    pub(crate) fn get(&self, key: &Key) -> Cow<'_, str> {
        match (self.beginning(key), key.name) {
            (whole, "") | ("", whole) => Cow::Borrowed(whole),
            (beginning, name) => Cow::Owned([beginning, name].concat()),
        }
    }

    /// Whether the text of the key is `text`.
    pub(crate) fn reads(&self, key: &Key, text: &str) -> bool {
        text.strip_prefix(self.beginning(key)) == Some(key.name)
    }

    /// Whether both keys have the same text.
    #[inline]
    pub(crate) fn are_one(&self, key: &Key, other: &Key) -> bool {
        key.is(other) || self.len(key) == self.len(other) && self.read_the_same(key, other)
    }

    #[cold]
    fn read_the_same(&self, key: &Key, other: &Key) -> bool {
        let bytes = |key: &Key| self.beginning(key).bytes().chain(key.name.bytes());
        bytes(key).eq(bytes(other))
    }

    /// Appends what `write` writes. It gets the number of characters of a map key that are shown.
    #[cold]
    pub(super) fn add(&mut self, write: impl FnOnce(usize, &mut KeyText)) -> Beginning {
        if self.text.capacity() - self.text.len() < FEW / 4 {
            // The steps are large at first, so that short texts are seldom moved.
            let more = (self.text.len() * GROWTH).clamp(FEW, 1 << 14);
            self.text.reserve(more);
        }
        let start = self.text.len();
        write(self.key_chars, &mut self.text);
        let end = self.text.len();
        self.cut |= end - start > self.key_chars;
        Beginning::new(start..end)
    }

    /// Adds a key that shares no beginning. If it equals `last`, that key is used again.
    pub(crate) fn whole(&mut self, last: Option<Key>, write: impl FnOnce(usize, &mut KeyText)) -> Key {
        let start = self.text.len();
        let key = self.add(write).and("");
        match last {
            Some(last) if self.are_one(&last, &key) => {
                self.text.truncate(start);
                last
            }
            _ => key,
        }
    }

    /// Whether a live check asks for the key that [`whole`](Self::whole) has just added. If not, the key is forgotten.
    pub(crate) fn keep(&mut self, key: &Key) -> bool {
        let kept = self.asked.as_ref().is_none_or(|names| names.contain(self.beginning(key)));
        if !kept {
            self.text.truncate(key.beginning.start as usize);
        }
        kept
    }
}
