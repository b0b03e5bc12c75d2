//! Lookups with tokio-postgres 0.7: [`find`].

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, Error, GenericClient};
use unprocessable::{Found, Lookup, Question};

use crate::failed::{DriverError, FailedConstraint};
use crate::lookup::{Bind, LookupStatement, Source, lookup_statements};
use crate::schema::Database;

/// Answers a question with a client or a transaction of tokio-postgres, also one that a pool lends.
///
/// A context passes its questions on:
///
/// ```
/// use tokio_postgres::{Client, Error};
/// use unprocessable::{Found, Lookup, Question};
///
/// struct Db {
///     client: Client,
/// }
///
/// impl Lookup for Db {
///     type Error = Error;
///
///     async fn find(&self, question: Question<'_>) -> Result<Found, Error> {
///         unprocessable_database::tokio_postgres::find(&self.client, question).await
///     }
/// }
/// ```
///
/// What Postgres compares stands at [`lookup_statements`]. A lookup is a courtesy, and the constraint decides: nothing
/// keeps the answer true until a row is written.
///
/// # Errors
///
/// Those of tokio-postgres.
pub async fn find<C: GenericClient + Sync>(client: &C, question: Question<'_>) -> Result<Found, Error> {
    let mut found = Vec::new();
    for statement in lookup_statements(Database::Postgres, &question) {
        let indexes = match run(client, &statement).await {
            Err(error) => match error.code().and_then(|state| statement.after(state.code())) {
                Some(fallback) => run(client, &fallback).await?,
                None => return Err(error),
            },
            Ok(indexes) => indexes,
        };
        found.extend(indexes.into_iter().filter_map(|index| usize::try_from(index).ok()));
    }
    Ok(question.found(found))
}

async fn run<C: GenericClient + Sync>(client: &C, statement: &LookupStatement) -> Result<Vec<i64>, Error> {
    let values: Vec<_> = statement.binds().iter().map(|bind| bind as &(dyn ToSql + Sync)).collect();
    let rows = client.query(statement.sql(), &values).await?;
    rows.iter().map(|row| row.try_get(0)).collect()
}

/// For a client that blocks. `Debug` shows no value, because the driver logs parameters by it.
impl ToSql for Bind {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn core::error::Error + Sync + Send>> {
        match self {
            Self::Text(text) => text.to_sql(ty, out),
            Self::Integer(number) => number.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.as_slice().to_sql(ty, out),
        }
    }

    // All parameters of statements for Postgres are text.
    fn accepts(ty: &Type) -> bool {
        <String as ToSql>::accepts(ty)
    }

    to_sql_checked!();
}

impl Lookup for Source<Client> {
    type Error = Error;

    async fn find(&self, question: Question<'_>) -> Result<Found, Error> {
        find(&self.0, question).await
    }
}

impl DriverError for Error {
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
        let error = self.as_db_error()?;
        FailedConstraint::postgres(error.code().code(), error.constraint(), error.table(), error.column())
    }
}
