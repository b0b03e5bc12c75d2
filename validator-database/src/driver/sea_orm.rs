//! Lookups with sea-orm 2: [`find`].

// The errors of sea-orm wrap those of sqlx.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, RuntimeErr, Statement, TransactionError, Value};
use unprocessable::{Found, Lookup, Question};

use crate::failed::{DriverError, FailedConstraint};
use crate::lookup::{Bind, LookupStatement, Source, lookup_statements};
use crate::schema::Database;

/// Answers a question with a connection or a transaction of sea-orm.
///
/// A context passes its questions on:
///
/// ```
/// use sea_orm::{DatabaseConnection, DbErr};
/// use unprocessable::{Found, Lookup, Question};
///
/// struct Db {
///     connection: DatabaseConnection,
/// }
///
/// impl Lookup for Db {
///     type Error = DbErr;
///
///     async fn find(&self, question: Question<'_>) -> Result<Found, DbErr> {
///         unprocessable_database::sea_orm::find(&self.connection, question).await
///     }
/// }
/// ```
///
/// What each database compares stands at [`lookup_statements`]. A lookup is a courtesy, and the constraint decides:
/// nothing keeps the answer true until a row is written.
///
/// # Errors
///
/// Those of sea-orm.
pub async fn find<C>(connection: &C, question: Question<'_>) -> Result<Found, DbErr>
where
    C: ConnectionTrait + ?Sized,
{
    let database = match connection.get_database_backend() {
        DbBackend::Postgres => Database::Postgres,
        DbBackend::MySql => Database::MySql,
        DbBackend::Sqlite => Database::Sqlite,
        other => return Err(DbErr::Custom(format!("lookups do not know {other:?}"))),
    };
    let mut found = Vec::new();
    for statement in lookup_statements(database, &question) {
        let indexes = match run(connection, statement.clone()).await {
            Err(error) => match refusal(&error).and_then(|code| statement.after(&code)) {
                Some(fallback) => run(connection, fallback).await?,
                None => return Err(error),
            },
            Ok(indexes) => indexes,
        };
        found.extend(indexes.into_iter().filter_map(|index| usize::try_from(index).ok()));
    }
    Ok(question.found(found))
}

async fn run<C>(connection: &C, statement: LookupStatement) -> Result<Vec<i64>, DbErr>
where
    C: ConnectionTrait + ?Sized,
{
    let (sql, binds) = statement.into_parts();
    let values = binds.into_iter().map(|bind| match bind {
        Bind::Text(text) => Value::String(Some(text)),
        Bind::Integer(number) => Value::BigInt(Some(number)),
        Bind::Bytes(bytes) => Value::Bytes(Some(bytes.into())),
    });
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
    let rows = connection.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// The SQLSTATE of an error.
fn refusal(error: &DbErr) -> Option<std::borrow::Cow<'_, str>> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            error.as_database_error()?.code()
        }
        _ => None,
    }
}

impl Lookup for Source<DatabaseConnection> {
    type Error = DbErr;

    async fn find(&self, question: Question<'_>) -> Result<Found, DbErr> {
        find(&self.0, question).await
    }
}

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
