//! Problems: why bytes are not a document.

use thiserror::Error;

/// The kinds of problem that make a body unreadable as a whole.
///
/// ```
/// use unprocessable_core::decode::{Document, ProblemKind};
///
/// assert_eq!(Document::parse(b"[1").unwrap_err().kind, ProblemKind::UnexpectedEnd);
/// assert_eq!(Document::parse(b"[1] 2").unwrap_err().kind, ProblemKind::TrailingText);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A byte does not fit the grammar of JSON.
    #[error("the syntax is not that of a JSON document")]
    Syntax,
    /// The document stops before it is complete.
    #[error("the document ends too early")]
    UnexpectedEnd,
    /// Something follows the document.
    #[error("there is text after the end of the document")]
    TrailingText,
    /// A text that is read is not valid UTF-8, or holds half a surrogate pair.
    #[error("the text is not valid Unicode")]
    Encoding,
    /// Lists and objects are nested deeper than allowed.
    #[error("the document is nested too deeply")]
    Depth,
    /// A struct or map that is read has the same key twice.
    #[error("a key is repeated")]
    DuplicateKey,
    /// The input could not be read, for example because the connection broke.
    #[error("the document cannot be read")]
    Unreadable,
    /// The document has more bytes than allowed.
    #[error("the document is too large")]
    TooLarge,
}

/// A problem and its position. It contains nothing of the input.
///
/// ```
/// use unprocessable_core::decode::{Document, Problem, ProblemKind};
///
/// let problem = Document::parse(b"[1, ?]").unwrap_err();
/// assert_eq!(problem, Problem { kind: ProblemKind::Syntax, offset: 4 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("{kind}")]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The byte at which it was noticed, counted from zero.
    pub offset: usize,
}

impl Problem {
    /// Counts line and column in the source that the problem was found in.
    ///
    /// This reads the source up to the problem, so it is done on demand and not when parsing fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use unprocessable_core::decode::{Document, Place, ProblemKind};
    ///
    /// let source = b"{\n  \"age\": ?\n}";
    /// let problem = Document::parse(source).unwrap_err();
    /// assert_eq!(problem.kind, ProblemKind::Syntax);
    /// assert_eq!(problem.place(source), Place { line: 2, column: 10 });
    /// ```
    #[must_use]
    pub fn place(&self, source: &[u8]) -> Place {
        let before = source.get(..self.offset).unwrap_or(source);
        let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let (lines, line) = before.split_at(start);
        Place {
            line: 1 + memchr::memchr_iter(b'\n', lines).count(),
            column: 1 + line.iter().filter(|byte| !is_continuation(**byte)).count(),
        }
    }
}

/// A position as an editor shows it: both numbers count from one, columns count characters.
///
/// ```
/// use unprocessable_core::decode::{Document, Place};
///
/// let source = b"[\n?]";
/// let problem = Document::parse(source).unwrap_err();
/// assert_eq!(problem.place(source), Place { line: 2, column: 1 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(source: &str, offset: usize) -> (usize, usize) {
        let place = Problem { kind: ProblemKind::Syntax, offset }.place(source.as_bytes());
        (place.line, place.column)
    }

    #[test]
    fn counts_from_one() {
        assert_eq!(place("", 0), (1, 1));
        assert_eq!(place("ab", 1), (1, 2));
        assert_eq!(place("a\nb", 2), (2, 1));
        assert_eq!(place("a\n\nbc", 4), (3, 2));
    }

    #[test]
    fn counts_characters_and_not_bytes() {
        assert_eq!(place("\"日本\"?", 8), (1, 5));
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(place("ab", 99), (1, 3));
    }
}
