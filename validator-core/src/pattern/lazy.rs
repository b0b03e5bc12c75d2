//! Patterns that the `regex` crate runs.

use alloc::{
    boxed::Box,
    string::{String, ToString},
};

use once_cell::race::OnceBox;
use regex::{Regex, RegexBuilder};

use super::PatternError;

/// A `Regex` that is built when it is first asked.
///
/// Only [`Lazy::new`] knows that it is one. A program in which every pattern became tables calls that nowhere, and its
/// linker leaves the whole of `regex` out.
pub(super) struct Lazy {
    build: fn(&str) -> Built,
    built: OnceBox<Built>,
}

type Built = Result<Box<dyn Search>, PatternError>;

trait Search: Send + Sync {
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

/// Bytes that a compiled pattern may take. The derive refuses patterns that would take more, so that what was accepted
/// when the crate was built also works when it runs; a test of the derive holds it to that.
const SIZE_LIMIT: usize = 64 << 20;

fn build(source: &str) -> Built {
    match RegexBuilder::new(source).size_limit(SIZE_LIMIT).build() {
        Ok(regex) => Ok(Box::new(regex)),
        Err(error) => Err(PatternError { reason: reason(&error) }),
    }
}

/// `regex` draws its syntax errors over several lines, the last of which says what is wrong.
fn reason(error: &regex::Error) -> String {
    let whole = error.to_string();
    let last = whole.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_string()
}
