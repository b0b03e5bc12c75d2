//! Errors of tokio-postgres.

use tokio_postgres::Error;

use crate::failed::{DriverError, FailedConstraint};

impl DriverError for Error {
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
        let error = self.as_db_error()?;
        FailedConstraint::postgres(error.code().code(), error.constraint(), error.table(), error.column())
    }
}
