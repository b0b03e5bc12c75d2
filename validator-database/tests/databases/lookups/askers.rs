//! A context for each driver and each of its databases.

use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::Connection as _;
use diesel::{QueryableByName, RunQueryDsl as _};
use sqlx::any::AnyPoolOptions;
use sqlx::mysql::MySqlPoolOptions;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqlitePoolOptions;
use unprocessable::{Found, Lookup, Question};
use unprocessable_database::{Bind, Database, LookupStatement, Source, lookup_statements};

use super::stalls;
use crate::cases::On;
use crate::servers::{mariadb, postgres, sqlite};

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Finding<'q> = Pin<Box<dyn Future<Output = Result<Found, BoxError>> + Send + 'q>>;

/// A driver, whatever its type.
pub(super) trait Asker: Send + Sync {
    fn find_boxed<'q>(&'q self, question: Question<'q>) -> Finding<'q>;
}

impl<L: Lookup + Send> Asker for L {
    fn find_boxed<'q>(&'q self, question: Question<'q>) -> Finding<'q> {
        Box::pin(async move { self.find(question).await.map_err(Into::into) })
    }
}

/// The context of the requests.
pub(super) struct Db {
    pub(super) driver: &'static str,
    pub(super) on: On,
    asker: Box<dyn Asker>,
}

impl Db {
    pub(super) fn new(driver: &'static str, on: On, asker: impl Asker + 'static) -> Self {
        Self { driver, on, asker: Box::new(asker) }
    }
}

impl Lookup for Db {
    type Error = BoxError;

    async fn find(&self, question: Question<'_>) -> Result<Found, BoxError> {
        self.asker.find_boxed(question).await
    }
}

/// A driver that blocks. The statements are made by the crate and run by the test.
pub(super) struct Blocking<F> {
    database: Database,
    run: Mutex<F>,
    pub(super) statements: &'static AtomicUsize,
}

impl<F: FnMut(&LookupStatement) -> Result<Vec<i64>, BoxError>> Blocking<F> {
    pub(super) fn new(database: Database, statements: &'static AtomicUsize, run: F) -> Self {
        Self { database, run: Mutex::new(run), statements }
    }
}

impl<F: FnMut(&LookupStatement) -> Result<Vec<i64>, BoxError> + Send> Lookup for Blocking<F> {
    type Error = BoxError;

    async fn find(&self, question: Question<'_>) -> Result<Found, BoxError> {
        let mut found = Vec::new();
        for statement in lookup_statements(self.database, &question) {
            let shown = format!("{question:?} {statement:?} {:?} {}", statement.binds(), statement.sql());
            assert!(!shown.contains("canary"), "{shown}");
            self.statements.fetch_add(1, Ordering::Relaxed);
            let mut run = self.run.lock().unwrap();
            let indexes = match (run(&statement), statement.fallback()) {
                (Err(_), Some(fallback)) => run(&fallback),
                (outcome, _) => outcome,
            };
            found.extend(indexes?.into_iter().map(|index| index as usize));
        }
        Ok(question.found(found))
    }
}

#[derive(QueryableByName)]
struct Index {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    asked_index: i64,
}

macro_rules! diesel {
    ($connection:ty, $database:ident, $url:expr) => {{
        let mut connection = <$connection>::establish($url).unwrap();
        Blocking::new(Database::$database, counter(), move |statement| {
            let mut query = diesel::sql_query(statement.sql()).into_boxed();
            for bind in statement.binds() {
                query = match bind {
                    Bind::Text(text) => query.bind::<diesel::sql_types::Text, _>(text),
                    Bind::Integer(number) => query.bind::<diesel::sql_types::BigInt, _>(number),
                    Bind::Bytes(bytes) => query.bind::<diesel::sql_types::Binary, _>(&bytes[..]),
                };
            }
            let indexes: Vec<Index> = query.load(&mut connection)?;
            Ok(indexes.into_iter().map(|index| index.asked_index).collect())
        })
    }};
}

pub(super) fn counter() -> &'static AtomicUsize {
    Box::leak(Box::new(AtomicUsize::new(0)))
}

pub(super) fn rusqlite(file: &std::path::Path, statements: &'static AtomicUsize) -> impl Asker + use<> {
    let connection = rusqlite::Connection::open(file).unwrap();
    Blocking::new(Database::Sqlite, statements, move |statement| {
        let mut prepared = connection.prepare(statement.sql())?;
        let rows = prepared.query_map(rusqlite::params_from_iter(statement.binds()), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    })
}

async fn sea_orm(url: &str) -> Source<sea_orm::DatabaseConnection> {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(4).sqlx_logging(false);
    Source(sea_orm::Database::connect(options).await.unwrap())
}

/// A database with the rows, and its address. `None` without the server.
pub(super) async fn filled(on: On, name: &str) -> Option<String> {
    match on {
        On::Postgres => {
            let url = postgres(name).await?;
            let mut connection = <sqlx::PgConnection as sqlx::Connection>::connect(&url).await.unwrap();
            sqlx::raw_sql(stalls::POSTGRES).execute(&mut connection).await.unwrap();
            for row in stalls::rows(on) {
                sqlx::raw_sql(sqlx::AssertSqlSafe(row)).execute(&mut connection).await.unwrap();
            }
            Some(url)
        }
        On::MariaDb => {
            let url = mariadb(name).await?;
            let mut connection = <sqlx::MySqlConnection as sqlx::Connection>::connect(&url).await.unwrap();
            sqlx::raw_sql(stalls::MARIADB).execute(&mut connection).await.unwrap();
            for row in stalls::rows(on) {
                sqlx::raw_sql(sqlx::AssertSqlSafe(row)).execute(&mut connection).await.unwrap();
            }
            Some(url)
        }
        On::Sqlite => {
            let file = sqlite(name).await;
            let connection = rusqlite::Connection::open(&file).unwrap();
            connection.execute_batch(stalls::SQLITE).unwrap();
            for row in stalls::rows(on) {
                connection.execute_batch(&row).unwrap();
            }
            Some(file.display().to_string())
        }
    }
}

/// All drivers with all databases whose servers run.
pub(super) async fn all(name: &str) -> Vec<Db> {
    let mut all = Vec::new();
    sqlx::any::install_default_drivers();
    if let Some(url) = filled(On::Postgres, name).await {
        let on = On::Postgres;
        all.push(Db::new("sqlx", on, Source(PgPoolOptions::new().max_connections(4).connect(&url).await.unwrap())));
        all.push(Db::new("any", on, Source(AnyPoolOptions::new().max_connections(4).connect(&url).await.unwrap())));
        all.push(Db::new("sea-orm", on, sea_orm(&url).await));
        let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        all.push(Db::new("tokio-postgres", on, Source(client)));
        all.push(Db::new("diesel", on, diesel!(diesel::PgConnection, Postgres, &url)));
    }
    if let Some(url) = filled(On::MariaDb, name).await {
        let on = On::MariaDb;
        all.push(Db::new("sqlx", on, Source(MySqlPoolOptions::new().max_connections(4).connect(&url).await.unwrap())));
        all.push(Db::new("any", on, Source(AnyPoolOptions::new().max_connections(4).connect(&url).await.unwrap())));
        all.push(Db::new("sea-orm", on, sea_orm(&url).await));
        all.push(Db::new("diesel", on, diesel!(diesel::MysqlConnection, MySql, &url)));
    }
    if let Some(file) = filled(On::Sqlite, name).await {
        let (on, url) = (On::Sqlite, format!("sqlite://{file}"));
        all.push(Db::new("sqlx", on, Source(SqlitePoolOptions::new().max_connections(4).connect(&url).await.unwrap())));
        all.push(Db::new("any", on, Source(AnyPoolOptions::new().max_connections(4).connect(&url).await.unwrap())));
        all.push(Db::new("sea-orm", on, sea_orm(&url).await));
        all.push(Db::new("diesel", on, diesel!(diesel::SqliteConnection, Sqlite, &file)));
        all.push(Db::new("rusqlite", on, rusqlite(file.as_ref(), counter())));
    }
    all
}
