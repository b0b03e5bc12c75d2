//! Errors of rusqlite.

use rusqlite::Error;

use crate::failed::{DriverError, FailedConstraint};

impl DriverError for Error {
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
        match self {
            Self::SqliteFailure(failure, message) => {
                FailedConstraint::sqlite(failure.extended_code, message.as_deref().unwrap_or_default())
            }
            _ => None,
        }
    }
}
