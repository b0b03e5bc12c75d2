//! Errors of rusqlite, and values that it binds.

use rusqlite::Error;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::failed::{DriverError, FailedConstraint};
use crate::lookup::Bind;

/// For `rusqlite::params_from_iter(statement.binds())`.
impl ToSql for Bind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

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
