//! Patterns that allow each ASCII character by its place alone. Eight characters are checked at a time.

use crate::scan::word::{self, Bounds, fits, halves};

/// As many ASCII characters as `length`, each in one of `N` ranges of its own.
///
/// The text is read in words of eight bytes from its start, and then in its [last](word::last) word.
pub(super) struct Line<const N: usize> {
    pub(super) length: usize,
    pub(super) words: &'static [[Bounds; N]],
}

/// A line that is one word: four to eight ASCII characters.
pub(super) struct Short<const N: usize> {
    length: usize,
    bounds: [Bounds; N],
}

/// Any number of ASCII characters from the shortest to the longest length, each in one of the same four ranges.
pub(super) struct Repeat {
    pub(super) shortest: usize,
    pub(super) longest: usize,
    pub(super) bounds: &'static [Bounds; 4],
}

impl<const N: usize> Short<N> {
    /// The line, if it is short.
    pub(super) const fn new(length: usize, words: &'static [[Bounds; N]]) -> Option<Self> {
        match (length, words) {
            (4..=8, [bounds]) => Some(Self { length, bounds: *bounds }),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn is_match(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        if bytes.len() != self.length {
            return false;
        }
        let word = match (bytes.first_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
            (Some(&word), ..) => u64::from_le_bytes(word),
            (None, Some(&first), Some(&last)) => halves(first, last),
            _ => return false,
        };
        fits(word, &self.bounds)
    }
}

impl<const N: usize> Line<N> {
    pub(super) fn is_match(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        if bytes.len() != self.length {
            return false;
        }
        let Some((last, words)) = self.words.split_last() else {
            return true;
        };
        let whole =
            |(word, bounds): (&[u8], _)| word.first_chunk().is_some_and(|&word| fits(u64::from_le_bytes(word), bounds));
        bytes.chunks_exact(8).zip(words).all(whole) && fits(word::last(bytes), last)
    }
}

impl Repeat {
    pub(super) fn is_match(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        (self.shortest..=self.longest).contains(&bytes.len())
            && (bytes.is_empty() || word::all_in_any_order(bytes, |word| fits(word, self.bounds)))
    }
}
