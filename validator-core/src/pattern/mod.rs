//! Regular expressions that are ready before the first request.
//!
//! `regex("…")` in a derive becomes a [`Pattern`] in a `static`. The derive turns most patterns into tables, so that
//! nothing is built or allocated at run time. The tables give the same answers as the `regex` crate. Patterns that are
//! too large for tables are compiled by that crate when they are first used.

#[cfg(feature = "regex")]
mod lazy;
mod line;
mod machine;

use core::fmt;

use line::{Line, Repeat, Short};
pub use machine::{ALWAYS, FIRST_ROW, NEVER};

use machine::Machine;

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

// The enum has a tag of its own. That is faster to read than a niche in its contents.
#[repr(u8)]
enum Form {
    Short1(Short<1>),
    Short2(Short<2>),
    Long(Long),
}

/// The forms that take more than a few instructions.
enum Long {
    Line1(Line<1>),
    Line2(Line<2>),
    Line4(Line<4>),
    Repeat(Repeat),
    Narrow(Machine<[u8; 256]>),
    Wide(Machine<[u8]>),
    #[cfg(feature = "regex")]
    Lazy(lazy::Lazy),
}

impl Pattern {
    /// A pattern that is compiled by the `regex` crate when it is first used, or by [`verify`](Self::verify).
    ///
    /// A source that is not a regular expression matches no text. The derive refuses it when the crate is built.
    ///
    /// ```
    /// use unprocessable_core::Pattern;
    ///
    /// static DIGITS: Pattern = Pattern::new("^[0-9]+$");
    ///
    /// assert!(DIGITS.is_match("2024"));
    /// ```
    #[cfg(feature = "regex")]
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self { source, form: Form::Long(Long::Lazy(lazy::Lazy::new())) }
    }

    /// The regular expression as it was written.
    ///
    #[cfg_attr(feature = "regex", doc = "```")]
    #[cfg_attr(not(feature = "regex"), doc = "```ignore")]
    /// use unprocessable_core::Pattern;
    ///
    /// static SKU: Pattern = Pattern::new("^[A-Z]{3}-[0-9]{4}$");
    ///
    /// assert_eq!(SKU.source(), "^[A-Z]{3}-[0-9]{4}$");
    /// ```
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern is found anywhere in the text. `^` and `$` tie it to the ends.
    ///
    /// Takes time in proportion to the length of the text, whatever the pattern.
    ///
    #[cfg_attr(feature = "regex", doc = "```")]
    #[cfg_attr(not(feature = "regex"), doc = "```ignore")]
    /// use unprocessable_core::Pattern;
    ///
    /// static DIGIT: Pattern = Pattern::new("[0-9]");
    ///
    /// assert!(DIGIT.is_match("route 66"));
    /// assert!(!DIGIT.is_match("main road"));
    /// ```
    #[must_use]
    #[inline]
    pub fn is_match(&self, text: &str) -> bool {
        // If the pattern is a `static`, the compiler knows its form, and a short form becomes a few instructions.
        match &self.form {
            Form::Short1(line) => line.is_match(text),
            Form::Short2(line) => line.is_match(text),
            Form::Long(long) => long.is_match(self.source, text),
        }
    }

    /// Compiles the pattern if it is not compiled yet, so that the first request does not wait for it.
    ///
    /// # Errors
    ///
    /// If the source is not a regular expression, or if it is too large.
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
            #[cfg(feature = "regex")]
            Form::Long(Long::Lazy(lazy)) => lazy.verify(self.source),
            _ => Ok(()),
        }
    }
}

/// The constructors that the derive calls. The tables have no meaning outside of this crate and the derive.
#[doc(hidden)]
impl Pattern {
    /// A pattern that is only described. It is found in no text.
    #[must_use]
    pub const fn described(source: &'static str) -> Self {
        Self::line1(source, usize::MAX, &[])
    }

    /// `length` ASCII characters, each within a range.
    #[must_use]
    pub const fn line1(source: &'static str, length: usize, words: &'static [[(u64, u64); 1]]) -> Self {
        match Short::new(length, words) {
            Some(short) => Self { source, form: Form::Short1(short) },
            None => Self { source, form: Form::Long(Long::Line1(Line { length, words })) },
        }
    }

    /// `length` ASCII characters, each within two ranges.
    #[must_use]
    pub const fn line2(source: &'static str, length: usize, words: &'static [[(u64, u64); 2]]) -> Self {
        match Short::new(length, words) {
            Some(short) => Self { source, form: Form::Short2(short) },
            None => Self { source, form: Form::Long(Long::Line2(Line { length, words })) },
        }
    }

    /// `length` ASCII characters, each within four ranges.
    #[must_use]
    pub const fn line4(source: &'static str, length: usize, words: &'static [[(u64, u64); 4]]) -> Self {
        Self { source, form: Form::Long(Long::Line4(Line { length, words })) }
    }

    /// Any number of ASCII characters between two lengths, each within the same four ranges. `u32::MAX` stands for no
    /// upper bound.
    #[must_use]
    pub const fn repeat(source: &'static str, shortest: u32, longest: u32, bounds: &'static [(u64, u64); 4]) -> Self {
        let (shortest, longest) = (shortest as usize, if longest == u32::MAX { usize::MAX } else { longest as usize });
        let repeat = Repeat { shortest, longest, bounds };
        Self { source, form: Form::Long(Long::Repeat(repeat)) }
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
        rests: bool,
    ) -> Self {
        Self { source, form: Form::Long(Long::Narrow(Machine { ascii, others, next, start, accepting, rests })) }
    }

    /// A machine with rows of two bytes, in little endian.
    #[must_use]
    pub const fn wide(
        source: &'static str,
        ascii: &'static [u8; 128],
        others: &'static [u8],
        next: &'static [u8],
        start: u16,
        accepting: u16,
        rests: bool,
    ) -> Self {
        Self { source, form: Form::Long(Long::Wide(Machine { ascii, others, next, start, accepting, rests })) }
    }

    /// A pattern that is too large for tables.
    #[cfg(feature = "regex")]
    #[must_use]
    pub const fn lazy(source: &'static str) -> Self {
        Self::new(source)
    }

    /// A pattern that is too large for tables. Without the feature `regex` the build stops here and says why.
    #[cfg(not(feature = "regex"))]
    #[must_use]
    pub const fn lazy(_: &'static str) -> Self {
        panic!("this pattern is too large for tables; enable the feature `regex` of `unprocessable`")
    }
}

impl Long {
    // Only the `regex` crate needs the source.
    #[cfg_attr(not(feature = "regex"), allow(unused_variables))]
    #[inline(never)]
    fn is_match(&self, source: &str, text: &str) -> bool {
        match self {
            Self::Line1(line) => line.is_match(text),
            Self::Line2(line) => line.is_match(text),
            Self::Line4(line) => line.is_match(text),
            Self::Repeat(repeat) => repeat.is_match(text),
            Self::Narrow(machine) => machine.is_match(text),
            Self::Wide(machine) => machine.is_match(text),
            #[cfg(feature = "regex")]
            Self::Lazy(lazy) => lazy.is_match(source, text),
        }
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

/// Why a [`Pattern`] does not compile.
///
#[cfg_attr(feature = "regex", doc = "```")]
#[cfg_attr(not(feature = "regex"), doc = "```ignore")]
/// use unprocessable_core::Pattern;
///
/// static OPEN: Pattern = Pattern::new("[a-z");
///
/// assert!(OPEN.verify().unwrap_err().to_string().starts_with("bad pattern: "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bad pattern: {reason}")]
pub struct PatternError {
    reason: alloc::string::String,
}
