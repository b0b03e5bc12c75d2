//! Errors of sea-orm, which wrap those of sqlx.

use sea_orm::{DbErr, RuntimeErr, TransactionError};

use crate::failed::{DriverError, FailedConstraint};

impl DriverError for DbErr {
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
        match self {
            Self::Conn(RuntimeErr::SqlxError(error))
            | Self::Exec(RuntimeErr::SqlxError(error))
            | Self::Query(RuntimeErr::SqlxError(error)) => error.failed_constraint(),
            _ => None,
        }
    }
}

impl<E: DriverError + core::error::Error> DriverError for TransactionError<E> {
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
        match self {
            Self::Connection(error) => error.failed_constraint(),
            Self::Transaction(error) => error.failed_constraint(),
        }
    }
}
