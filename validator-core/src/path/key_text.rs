//! The text of keys, which knows what in it the type did not choose.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

use super::escape::{push_map_key, push_name};

/// The text of keys. It remembers which segments a client has chosen, for those who count keys by their pattern.
///
/// Indexes are not noted, because digits tell them: where digits are a name of the type, that is noted instead.
#[doc(hidden)]
#[derive(Clone, Debug, Default)]
pub struct KeyText {
    text: String,
    marks: Vec<Mark>,
}

/// What is noted of a segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Where the segment begins.
    pub(super) start: u32,
    /// Whether it is a name of the type. Otherwise a client has chosen it.
    pub(super) is_name: bool,
}

impl KeyText {
    /// Appends a map key or an unknown name: escaped, and at most `key_chars` characters of it.
    pub fn push_map_key(&mut self, text: &str, key_chars: usize) {
        self.mark(false);
        push_map_key(text, key_chars, &mut self.text);
    }

    /// Appends a name of the type.
    pub(super) fn push_name(&mut self, name: &str, plain: bool) {
        self.mark_name(name);
        push_name(name, plain, &mut self.text);
    }

    /// Notes that the segment that begins here is this name of the type.
    pub fn mark_name(&mut self, name: &str) {
        if name.starts_with(|first: char| first.is_ascii_digit()) {
            self.mark(true);
        }
    }

    /// Appends a key with what is noted of it.
    pub(crate) fn push_key(&mut self, key: &str, marks: impl Iterator<Item = Mark>) {
        let start = position(self.text.len());
        self.marks.extend(marks.map(|mark| Mark { start: start.saturating_add(mark.start), ..mark }));
        self.text.push_str(key);
    }

    /// Shortens the text.
    pub(crate) fn truncate(&mut self, length: usize) {
        let kept = self.marks.iter().rposition(|mark| (mark.start as usize) < length).map_or(0, |last| last + 1);
        self.marks.truncate(kept);
        self.text.truncate(length);
    }

    /// Whether anything is noted.
    #[inline]
    pub(super) fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    /// What is noted of the segments that begin in this range.
    pub(super) fn marks(&self, start: usize, end: usize) -> &[Mark] {
        let at = |position: usize| self.marks.partition_point(|mark| (mark.start as usize) < position);
        self.marks.get(at(start)..at(end)).unwrap_or_default()
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn mark(&mut self, is_name: bool) {
        self.marks.push(Mark { start: position(self.text.len()), is_name });
    }
}

fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Deref for KeyText {
    type Target = String;

    fn deref(&self) -> &String {
        &self.text
    }
}

impl DerefMut for KeyText {
    fn deref_mut(&mut self) -> &mut String {
        &mut self.text
    }
}
