//! Lookups with sqlx 0.9: [`find`].

// The errors of sqlx tell numbers and fields the same way for all databases.

use sqlx::error::ErrorKind;
use sqlx::{Acquire, Pool};
use unprocessable::{Found, Lookup, Question};

use crate::failed::{ConstraintKind, DriverError, FailedConstraint};
#[cfg(any(feature = "sqlx-any", feature = "sqlx-mysql", feature = "sqlx-postgres", feature = "sqlx-sqlite"))]
use crate::lookup::Bind;
use crate::lookup::{LookupStatement, Source, lookup_statements};
use crate::schema::Database;

/// Answers a question with a pool, a connection or a transaction of sqlx.
///
/// A context passes its questions on:
///
/// ```
/// # #[cfg(feature = "sqlx-postgres")]
/// # mod example {
/// use sqlx::PgPool;
/// use unprocessable::{Found, Lookup, Question};
///
/// struct Db {
///     pool: PgPool,
/// }
///
/// impl Lookup for Db {
///     type Error = sqlx::Error;
///
///     async fn find(&self, question: Question<'_>) -> Result<Found, sqlx::Error> {
///         unprocessable_database::sqlx::find(&self.pool, question).await
///     }
/// }
/// # }
/// ```
///
/// The features `sqlx-postgres`, `sqlx-mysql`, `sqlx-sqlite` and `sqlx-any` switch on the databases. What each of them
/// compares stands at [`lookup_statements`].
///
/// A lookup with a pool does not see what an open transaction has written, and nothing keeps its answer true until a row
/// is written. So it is a courtesy, and the constraint decides. A lookup inside of a transaction is no safer, unless the
/// transaction is serializable. A transaction of Postgres ends when it refuses a value, as a word for a `uuid`, so give
/// the field a rule for its form first.
///
/// # Errors
///
/// Those of sqlx. With a pool that has no free connection, [`Limits::wait`](unprocessable::Limits::wait) most often ends
/// the wait before the pool does.
pub async fn find<'a, A>(source: A, question: Question<'_>) -> Result<Found, sqlx::Error>
where
    A: Acquire<'a, Database: Dialect>,
{
    let mut connection = source.acquire().await?;
    let mut found = Vec::new();
    let Some(database) = A::Database::database(&connection) else {
        return Err(sqlx::Error::Configuration("lookups need Postgres, MySQL, MariaDB or SQLite".into()));
    };
    for statement in lookup_statements(database, &question) {
        let indexes = match A::Database::run(&mut connection, statement.clone()).await {
            Err(error) => match refusal(&error).and_then(|code| statement.after(&code)) {
                Some(fallback) => A::Database::run(&mut connection, fallback).await?,
                None => return Err(error),
            },
            Ok(indexes) => indexes,
        };
        found.extend(indexes.into_iter().filter_map(|index| usize::try_from(index).ok()));
    }
    Ok(question.found(found))
}

/// The SQLSTATE of an error.
fn refusal(error: &sqlx::Error) -> Option<std::borrow::Cow<'_, str>> {
    error.as_database_error()?.code()
}

impl<D: Dialect> Lookup for Source<Pool<D>> {
    type Error = sqlx::Error;

    async fn find(&self, question: Question<'_>) -> Result<Found, sqlx::Error> {
        find(&self.0, question).await
    }
}

/// A database of sqlx in which values can be looked up. The features of this crate switch on the implementations.
#[diagnostic::on_unimplemented(
    message = "values cannot be looked up in `{Self}`",
    note = "switch on the feature of the database: `sqlx-postgres`, `sqlx-mysql`, `sqlx-sqlite` or `sqlx-any`"
)]
pub trait Dialect: sqlx::Database {
    /// The database behind a connection.
    #[doc(hidden)]
    fn database(connection: &Self::Connection) -> Option<Database>;

    /// The integers that a statement answers with.
    #[doc(hidden)]
    fn run(
        connection: &mut Self::Connection,
        statement: LookupStatement,
    ) -> impl Future<Output = Result<Vec<i64>, sqlx::Error>> + Send;
}

#[allow(unused_macros)]
macro_rules! dialect {
    ($($feature:literal $database:ident |$connection:ident| $which:expr;)+) => {$(
        #[cfg(feature = $feature)]
        impl Dialect for sqlx::$database {
            fn database($connection: &Self::Connection) -> Option<Database> {
                $which
            }

            async fn run(
                connection: &mut Self::Connection,
                statement: LookupStatement,
            ) -> Result<Vec<i64>, sqlx::Error> {
                let is_constant = statement.is_constant();
                let (sql, binds) = statement.into_parts();
                // Values are bound, and the names in the text are those of the developer.
                let mut query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).persistent(is_constant);
                for bind in binds {
                    query = match bind {
                        Bind::Text(text) => query.bind(text),
                        Bind::Integer(number) => query.bind(number),
                        Bind::Bytes(bytes) => query.bind(Vec::from(bytes)),
                    };
                }
                query.fetch_all(connection).await
            }
        }
    )+};
}

dialect! {
    "sqlx-postgres" Postgres |_connection| Some(Database::Postgres);
    "sqlx-mysql" MySql |_connection| Some(Database::MySql);
    "sqlx-sqlite" Sqlite |_connection| Some(Database::Sqlite);
    "sqlx-any" Any |connection| match connection.backend_name() {
        "PostgreSQL" => Some(Database::Postgres),
        "MySQL" => Some(Database::MySql),
        "SQLite" => Some(Database::Sqlite),
        _ => None,
    };
}

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
