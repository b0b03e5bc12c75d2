//! The media types or extensions of which a file must have one.

use crate::argument::{Argument, Arguments};

/// The most that can be listed.
const MOST: usize = 16;

/// A few texts. Their number is no part of the type, so that a rule with several lists has no parameters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choices {
    texts: [&'static str; MOST],
    count: usize,
}

impl Choices {
    #[track_caller]
    pub(crate) const fn of<const N: usize>(given: [&'static str; N]) -> Self {
        assert!(N > 0, "the list is empty; write at least one");
        assert!(N <= MOST, "the list is too long; write at most 16");
        let mut texts = [""; MOST];
        let mut at = 0;
        while at < N {
            texts[at] = given[at];
            at += 1;
        }
        Self { texts, count: N }
    }

    pub(crate) const fn as_slice(&self) -> &[&'static str] {
        self.texts.split_at(self.count).0
    }

    /// As the argument of a sentence: the only one, or all.
    pub(crate) fn argument(&self) -> Argument<'_> {
        match self.as_slice() {
            [only] => Argument::Text(only),
            _ => Argument::List(self),
        }
    }

    pub(crate) fn is_one(&self) -> bool {
        self.count == 1
    }
}

impl Arguments for Choices {
    fn at(&self, index: usize) -> Option<Argument<'_>> {
        self.as_slice().get(index).map(|text| Argument::Text(text))
    }
}

/// Whether each is a media type in lower case, such as `image/png`, or a family of them, such as `image/*`.
pub(crate) const fn are_media_types(texts: &[&str]) -> bool {
    let mut at = 0;
    while at < texts.len() {
        let text = texts[at].as_bytes();
        let (mut slashes, mut index) = (0, 0);
        while index < text.len() {
            match text[index] {
                b'/' if index > 0 && index + 1 < text.len() => slashes += 1,
                b'a'..=b'z' | b'0'..=b'9' | b'.' | b'+' | b'-' | b'_' => {}
                b'*' if index > 0 && text[index - 1] == b'/' && index + 1 == text.len() => {}
                _ => return false,
            }
            index += 1;
        }
        if slashes != 1 {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether each is an extension in lower case, without a dot at its beginning.
pub(crate) const fn are_extensions(texts: &[&str]) -> bool {
    let mut at = 0;
    while at < texts.len() {
        let text = texts[at].as_bytes();
        if text.is_empty() {
            return false;
        }
        let mut index = 0;
        while index < text.len() {
            match text[index] {
                b'a'..=b'z' | b'0'..=b'9' => {}
                b'.' if index > 0 => {}
                _ => return false,
            }
            index += 1;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_and_extensions_are_checked() {
        assert!(are_media_types(&["image/png", "image/*", "application/vnd.ms-excel", "image/svg+xml"]));
        for text in ["", "png", "image/", "/png", "image/p/g", "Image/png", "*/*", "*", "image/png; q=1", "image/*x"] {
            assert!(!are_media_types(&["image/png", text]), "{text:?}");
        }
        assert!(are_extensions(&["pdf", "7z", "tar.gz"]));
        for text in ["", ".pdf", "PDF", "p df", "*"] {
            assert!(!are_extensions(&["pdf", text]), "{text:?}");
        }
    }
}
