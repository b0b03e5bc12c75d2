//! Errors of sqlx, which tells numbers and fields the same way for all databases.

use sqlx::error::ErrorKind;

use crate::failed::{ConstraintKind, DriverError, FailedConstraint};

impl DriverError for sqlx::Error {
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
        let error = self.as_database_error()?;
        let code = error.code()?;
        if code.len() < 5 {
            return FailedConstraint::sqlite(code.parse().ok()?, error.message());
        }
        let (constraint, table) = (error.constraint(), error.table());
        if let Some(failed) = FailedConstraint::postgres(&code, constraint, table, column(error)) {
            return Some(failed);
        }
        // The SQLSTATE of MySQL is that of many errors. The kind is made from its number.
        let kind = match error.kind() {
            ErrorKind::UniqueViolation => ConstraintKind::Unique,
            ErrorKind::ForeignKeyViolation => ConstraintKind::ForeignKey,
            ErrorKind::CheckViolation => ConstraintKind::Check,
            ErrorKind::NotNullViolation => ConstraintKind::NotNull,
            _ => return None,
        };
        Some(FailedConstraint::by_message_of_mysql(kind, error.message()))
    }
}

#[cfg(feature = "sqlx-postgres")]
fn column(error: &dyn sqlx::error::DatabaseError) -> Option<&str> {
    error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()?.column()
}

#[cfg(not(feature = "sqlx-postgres"))]
fn column(_: &dyn sqlx::error::DatabaseError) -> Option<&str> {
    None
}
