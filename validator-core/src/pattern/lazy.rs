//! Patterns that the `regex` crate runs.

use alloc::{boxed::Box, string::ToString};

use once_cell::race::OnceBox;
use regex::{Regex, RegexBuilder};

use super::PatternError;

/// A `Regex` that is built when it is first asked.
pub(super) struct Lazy {
    built: OnceBox<Result<Regex, PatternError>>,
}

impl Lazy {
    /// Bytes that the compiled pattern may take. The derive refuses patterns that would take more, so that what was
    /// accepted when the crate was built also works when it runs; `tests` of the derive check that this holds.
    const SIZE_LIMIT: usize = 64 << 20;

    pub(super) const fn new() -> Self {
        Self { built: OnceBox::new() }
    }

    pub(super) fn is_match(&self, source: &str, text: &str) -> bool {
        self.regex(source).as_ref().is_ok_and(|regex| regex.is_match(text))
    }

    pub(super) fn verify(&self, source: &str) -> Result<(), PatternError> {
        self.regex(source).as_ref().map(|_| ()).map_err(PatternError::clone)
    }

    fn regex(&self, source: &str) -> &Result<Regex, PatternError> {
        self.built.get_or_init(|| {
            let regex = RegexBuilder::new(source).size_limit(Self::SIZE_LIMIT).build();
            Box::new(regex.map_err(|error| PatternError { reason: error.to_string() }))
        })
    }
}
