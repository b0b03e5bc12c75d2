//! Errors of diesel, which tells a kind in place of a number, and fields for Postgres only.

use diesel::result::{DatabaseErrorKind, Error};

use crate::failed::{ConstraintKind, DriverError, FailedConstraint};

impl DriverError for Error {
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
        let Self::DatabaseError(kind, error) = self else { return None };
        let (constraint, table, column) = (error.constraint_name(), error.table_name(), error.column_name());
        let is_postgres = constraint.is_some() || table.is_some();
        let kind = match kind {
            DatabaseErrorKind::UniqueViolation => ConstraintKind::Unique,
            DatabaseErrorKind::ForeignKeyViolation | DatabaseErrorKind::RestrictViolation => ConstraintKind::ForeignKey,
            DatabaseErrorKind::CheckViolation => ConstraintKind::Check,
            DatabaseErrorKind::NotNullViolation => ConstraintKind::NotNull,
            DatabaseErrorKind::ExclusionViolation => ConstraintKind::Exclusion,
            // It has no kind for some constraints of SQLite, nor for checks of MariaDB.
            _ if !is_postgres => return by_message(error.message()),
            _ => return None,
        };
        if is_postgres {
            return Some(FailedConstraint::by_fields(kind, constraint, table, column));
        }
        let sqlite = FailedConstraint::by_message_of_sqlite(error.message());
        Some(sqlite.unwrap_or_else(|| FailedConstraint::by_message_of_mysql(kind, error.message())))
    }
}

fn by_message(message: &str) -> Option<FailedConstraint<'_>> {
    FailedConstraint::by_message_of_sqlite(message).or_else(|| FailedConstraint::by_message_of_mariadb(message))
}
