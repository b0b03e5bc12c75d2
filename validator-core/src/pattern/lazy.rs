//! Patterns that the `regex` crate runs.

use alloc::{
    boxed::Box,
    format,
    string::{String, ToString},
};

use core::panic::{RefUnwindSafe, UnwindSafe};

use once_cell::race::OnceBox;
use regex::{Regex, RegexBuilder};

use super::PatternError;

/// A `Regex` that is built when it is first used.
///
/// Only [`Lazy::new`] refers to the `regex` crate. If all patterns of a program are tables, nothing calls it, and the
/// linker leaves that crate out.
pub(super) struct Lazy {
    build: fn(&str) -> Built,
    built: OnceBox<Built>,
}

type Built = Result<Box<dyn Search>, PatternError>;

trait Search: Send + Sync + UnwindSafe + RefUnwindSafe {
    fn is_match(&self, text: &str) -> bool;
}

impl Search for Regex {
    fn is_match(&self, text: &str) -> bool {
        Regex::is_match(self, text)
    }
}

impl Lazy {
    pub(super) const fn new() -> Self {
        Self { build, built: OnceBox::new() }
    }

    pub(super) fn is_match(&self, source: &str, text: &str) -> bool {
        self.built(source).as_ref().is_ok_and(|regex| regex.is_match(text))
    }

    pub(super) fn verify(&self, source: &str) -> Result<(), PatternError> {
        self.built(source).as_ref().map(|_| ()).map_err(PatternError::clone)
    }

    fn built(&self, source: &str) -> &Built {
        self.built.get_or_init(|| Box::new((self.build)(source)))
    }
}

/// The greatest size of a compiled pattern in bytes. The derive refuses larger ones with the same limit, so that a
/// pattern that compiles also works at run time. A test of the derive compares the limits.
const SIZE_LIMIT: usize = 64 << 20;

fn build(source: &str) -> Built {
    match RegexBuilder::new(source).size_limit(SIZE_LIMIT).build() {
        Ok(regex) => Ok(Box::new(regex)),
        Err(error) => Err(PatternError { reason: reason(&error) }),
    }
}

/// `regex` draws its syntax errors over several lines, the last of which says what is wrong.
fn reason(error: &regex::Error) -> String {
    if let regex::Error::CompiledTooBig(limit) = error {
        return format!("it takes more than {limit} bytes");
    }
    let drawn = error.to_string();
    let last = drawn.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_string()
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use crate::Pattern;

    #[test]
    fn is_compiled_when_it_is_first_used() {
        static LETTERS: Pattern = Pattern::new(r"^\p{L}+$");
        assert!(LETTERS.is_match("日本"));
        assert!(!LETTERS.is_match("日本 "));
        assert_eq!(LETTERS.verify(), Ok(()));
    }

    #[test]
    fn what_is_not_a_pattern_matches_nothing_and_says_why() {
        for (source, reason) in [
            ("a(b", "bad pattern: unclosed group"),
            ("x{1000}{1000}{1000}", "bad pattern: it takes more than 67108864 bytes"),
        ] {
            let pattern = Pattern::new(source);
            assert!(!pattern.is_match("ab"));
            assert_eq!(pattern.verify().map_err(|error| error.to_string()), Err(reason.into()));
        }
    }

    #[test]
    fn is_ready_for_threads() {
        fn shared<T: Send + Sync + core::panic::UnwindSafe + core::panic::RefUnwindSafe>() {}
        shared::<Pattern>();
    }
}
