//! What is wrong with a configuration, and where.

use std::fmt;

use unprocessable::ValidationErrors;

use crate::report::Report;

/// Everything that is wrong with a configuration, in the order of its sources and lines.
///
/// It displays as [`report`](Self::report) does, without colour and without lines of the source. No values are shown,
/// also not by `Debug`.
#[derive(Clone, Default)]
pub struct Mistakes {
    mistakes: Vec<Mistake>,
    pub(crate) errors: ValidationErrors,
}

/// One thing that is wrong.
#[derive(Clone)]
pub struct Mistake {
    pub(crate) source: Option<String>,
    pub(crate) point: Option<(usize, usize)>,
    pub(crate) key: String,
    pub(crate) message: String,
    /// The line of the source.
    pub(crate) text: Option<String>,
}

impl Mistakes {
    pub(crate) fn of(mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort_by(|a, b| (&a.source, a.point).cmp(&(&b.source, b.point)));
        Self { mistakes, errors: ValidationErrors::new() }
    }

    /// Each mistake.
    pub fn iter(&self) -> impl Iterator<Item = &Mistake> {
        self.mistakes.iter()
    }

    /// How many mistakes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.mistakes.len()
    }

    /// Always `false` for what a function has failed with.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// The same as errors, with codes and arguments. They are empty if the source could not be read at all.
    #[must_use]
    pub fn errors(&self) -> &ValidationErrors {
        &self.errors
    }

    /// The mistakes as compilers print them, for a terminal.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        Report::of(self)
    }
}

impl Mistake {
    /// The name of the file, or what the library calls the source.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The line, from 1, if the format knows it. What is missing in a table is reported at the key of the table.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.point.map(|(line, _)| line)
    }

    /// The column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.point.map(|(_, column)| column)
    }

    /// The key, such as `servers.0.port`. It is empty if the source could not be read.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.report().fmt(f)
    }
}

impl fmt::Debug for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.mistakes).finish()
    }
}

/// Without the line, which may hold a secret.
impl fmt::Debug for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mistake")
            .field("source", &self.source)
            .field("line", &self.line())
            .field("column", &self.column())
            .field("key", &self.key)
            .field("message", &self.message)
            .finish()
    }
}

impl std::error::Error for Mistakes {}
