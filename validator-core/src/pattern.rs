//! Patterns that text is checked against, ready before the first request.
//!
//! `regex("…")` in a derive becomes a [`Pattern`] in a `static`. Where the pattern is small enough, which most are, the
//! derive has already turned it into tables, and nothing is built or allocated at run time; the tables answer exactly
//! as the `regex` crate does. Other patterns are handed to that crate when they are first used.

#[cfg(feature = "regex")]
mod lazy;
mod table;

use core::fmt;

use table::{Line, Machine};

/// A regular expression, in the syntax of the `regex` crate, that can live in a `static`.
///
#[cfg_attr(feature = "regex", doc = "```")]
#[cfg_attr(not(feature = "regex"), doc = "```ignore")]
/// use unprocessable_core::Pattern;
///
/// static SKU: Pattern = Pattern::new("^[A-Z]{3}-[0-9]{4}$");
///
/// assert!(SKU.is_match("ABC-0001"));
/// assert!(!SKU.is_match("ABC-1"));
/// ```
pub struct Pattern {
    source: &'static str,
    form: Form,
}

enum Form {
    Line(Line),
    Narrow(Machine<[u8; 256]>),
    Wide(Machine<[u8]>),
    #[cfg(feature = "regex")]
    Lazy(lazy::Lazy),
}

impl Pattern {
    /// A pattern that is compiled by the `regex` crate when it is first used, or by [`verify`](Self::verify).
    ///
    /// A source that is not a regular expression matches no text; the derive refuses it when the crate is built.
    #[cfg(feature = "regex")]
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self { source, form: Form::Lazy(lazy::Lazy::new()) }
    }

    /// The regular expression as it was written.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern is found anywhere in the text: `^` and `$` tie it to the ends.
    ///
    /// Takes time in proportion to the length of the text, whatever the pattern.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match &self.form {
            Form::Line(line) => line.is_match(text),
            Form::Narrow(machine) => machine.is_match(text),
            Form::Wide(machine) => machine.is_match(text),
            #[cfg(feature = "regex")]
            Form::Lazy(lazy) => lazy.is_match(self.source, text),
        }
    }

    /// Compiles the pattern if that has not been done, so that the first request need not wait for it.
    ///
    /// # Errors
    ///
    /// When the source is not a regular expression, or is too large a one.
    ///
    #[cfg_attr(feature = "regex", doc = "```")]
    #[cfg_attr(not(feature = "regex"), doc = "```ignore")]
    /// # use unprocessable_core::Pattern;
    /// static OPEN: Pattern = Pattern::new("[a-z");
    ///
    /// assert!(OPEN.verify().is_err());
    /// assert!(!OPEN.is_match("a"));
    /// ```
    pub fn verify(&self) -> Result<(), PatternError> {
        match &self.form {
            Form::Line(_) | Form::Narrow(_) | Form::Wide(_) => Ok(()),
            #[cfg(feature = "regex")]
            Form::Lazy(lazy) => lazy.verify(self.source),
        }
    }
}

/// What the derive writes; the tables have no meaning outside of this crate and the derive.
#[doc(hidden)]
impl Pattern {
    /// `steps.len()` ASCII characters: `sets` says for every byte of which sets it is, a step from which one it has to be.
    #[must_use]
    pub const fn line(source: &'static str, sets: &'static [u8; 256], steps: &'static [u8]) -> Self {
        Self { source, form: Form::Line(Line { sets, steps }) }
    }

    /// A machine with rows of bytes.
    #[must_use]
    pub const fn narrow(
        source: &'static str,
        ascii: &'static [u8; 128],
        others: &'static [u8],
        next: &'static [u8; 256],
        start: u16,
        accepting: u16,
    ) -> Self {
        Self { source, form: Form::Narrow(Machine { ascii, others, next, start, accepting }) }
    }

    /// A machine with rows of two bytes, the lower one first.
    #[must_use]
    pub const fn wide(
        source: &'static str,
        ascii: &'static [u8; 128],
        others: &'static [u8],
        next: &'static [u8],
        start: u16,
        accepting: u16,
    ) -> Self {
        Self { source, form: Form::Wide(Machine { ascii, others, next, start, accepting }) }
    }

    /// A pattern that is too large for tables.
    #[cfg(feature = "regex")]
    #[must_use]
    pub const fn lazy(source: &'static str) -> Self {
        Self::new(source)
    }

    /// A pattern that is too large for tables: the build stops here, and this says why.
    #[cfg(not(feature = "regex"))]
    #[must_use]
    pub const fn lazy(_: &'static str) -> Self {
        panic!("this pattern is too large for tables; enable the feature `regex` of `unprocessable`")
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.source)
    }
}

/// Why a [`Pattern`] matches nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bad pattern: {reason}")]
pub struct PatternError {
    reason: alloc::string::String,
}
