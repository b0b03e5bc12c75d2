//! What is wrong with a pattern, and where.

use std::{fmt, ops::Range};

/// Why a literal is not a pattern. Its `Display` is the message of the compile error.
#[derive(Debug)]
pub(crate) struct PatternMistake {
    source: String,
    reason: String,
    /// The bytes of the pattern that are wrong. `None` for the pattern as a whole.
    place: Option<Range<usize>>,
}

impl PatternMistake {
    pub(super) fn syntax(source: &str, error: &regex_syntax::Error) -> Self {
        let (reason, span) = match error {
            regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(error.span())),
            regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(error.span())),
            other => (other.to_string(), None),
        };
        let place = span.map(|span| span.start.offset..span.end.offset);
        Self { source: source.to_owned(), reason, place }
    }

    pub(super) fn size(source: &str) -> Self {
        let reason = "it asks for too large a machine; repeat less, or check the length with a rule of its own";
        Self { source: source.to_owned(), reason: reason.to_owned(), place: None }
    }
}

impl fmt::Display for PatternMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bad pattern: {}", self.reason)?;
        let Some(place) = &self.place else {
            return Ok(());
        };
        let before = self.source.get(..place.start).unwrap_or(&self.source);
        write!(f, " at character {}", before.chars().count() + 1)?;

        // A pattern in verbose mode can have several lines. The line in which the mistake begins is shown.
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.source[line_start..].lines().next().unwrap_or_default();
        let indent = before[line_start..].chars().count();
        let wrong = self.source.get(place.clone()).and_then(|wrong| wrong.lines().next()).unwrap_or_default();
        let shown: String =
            line.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
        let carets = "^".repeat(wrong.chars().count().max(1));
        write!(f, "\n    {shown}\n    {:indent$}{carets}", "")
    }
}
