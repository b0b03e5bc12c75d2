//! Patterns that say of each ASCII character, by its place alone, what it may be: checked eight at a time.

/// As many ASCII characters as `length`, each in one of `N` ranges of its own.
///
/// The text is read in words of eight bytes: from the start, then the last eight, whether or not some were read
/// before. A text of four to seven bytes makes one word of its first and its last four, a shorter one of its bytes and
/// as many copies of its first as are missing.
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

/// A range for each byte of a word: what, added to it, reaches the highest bit from the first character of the range
/// on, and what does behind the last one.
pub(super) type Bounds = (u64, u64);

const HIGHEST_BITS: u64 = 0x8080_8080_8080_8080;

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
        bytes.chunks_exact(8).zip(words).all(whole) && fits(last_word(bytes), last)
    }
}

impl Repeat {
    pub(super) fn is_match(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let whole = |word: &[u8]| word.first_chunk().is_some_and(|&word| fits(u64::from_le_bytes(word), self.bounds));
        (self.shortest..=self.longest).contains(&bytes.len())
            && bytes.chunks_exact(8).all(whole)
            && (bytes.is_empty() || fits(last_word(bytes), self.bounds))
    }
}

/// Whether each byte lies in one of its ranges; where it is ASCII, no sum reaches the next byte.
#[inline]
fn fits<const N: usize>(word: u64, bounds: &[Bounds; N]) -> bool {
    let within = |(first, last): &Bounds| word.wrapping_add(*first) & !word.wrapping_add(*last);
    let inside = bounds.iter().fold(0, |inside, bounds| inside | within(bounds));
    inside & !word & HIGHEST_BITS == HIGHEST_BITS
}

#[inline]
fn last_word(bytes: &[u8]) -> u64 {
    if let Some(&last) = bytes.last_chunk() {
        return u64::from_le_bytes(last);
    }
    if let (Some(&first), Some(&last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return halves(first, last);
    }
    let copies = u64::from_le_bytes([bytes.first().copied().unwrap_or_default(); 8]);
    let ahead = |word, &byte| word << 8 | u64::from(byte);
    bytes.iter().rev().fold(copies, ahead)
}

#[inline]
fn halves(first: [u8; 4], last: [u8; 4]) -> u64 {
    u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << 32
}
