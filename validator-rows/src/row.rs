//! One row with its outcome.

use std::fmt;

use unprocessable_core::ValidationErrors;

use crate::error::RowsError;

/// A row of a file: where it stands, and what became of it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Row<V> {
    /// The line in which it begins, counted from 1. A header counts, too.
    pub line: u64,
    /// Its value, which keeps all rules, or what is wrong.
    pub outcome: Result<V, RowError>,
}

/// What is wrong with a row, or why no further row can be read.
#[derive(Debug)]
pub enum RowError {
    /// The row breaks rules or cannot be read. What is wrong with the row as a whole stands at the key `_`.
    Invalid(ValidationErrors),
    /// The file cannot be read from here on. This is the last row.
    Unreadable(RowsError),
}

impl RowError {
    /// What is wrong with the row, if the file could be read.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(Debug, serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let row = rows::ndjson::<User>(&br#"{"email": "jane"}"#[..])?.next().unwrap();
    /// assert_eq!(row.outcome.unwrap_err().errors().unwrap().get("email").count(), 1);
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn errors(&self) -> Option<&ValidationErrors> {
        match self {
            Self::Invalid(errors) => Some(errors),
            Self::Unreadable(_) => None,
        }
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(errors) => errors.fmt(f),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RowError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Invalid(errors) => Some(errors),
            Self::Unreadable(error) => Some(error),
        }
    }
}
