//! Each driver with each of its databases.

use std::cell::RefCell;

use diesel::RunQueryDsl as _;
use diesel::connection::{Connection as _, SimpleConnection as _};
use sea_orm::ConnectionTrait as _;
use sqlx::AssertSqlSafe;

use crate::cases::{On, run};
use crate::servers::{mariadb, postgres, sqlite};

macro_rules! sqlx {
    ($connection:ty, $url:expr, $on:expr) => {
        let mut connection = <$connection as sqlx::Connection>::connect(&$url).await.unwrap();
        // Once by the protocol of prepared statements, once by the simple one.
        run($on, if $on == On::Sqlite { 0 } else { 5 }, async |sql| {
            let prepared = sqlx::query(AssertSqlSafe(sql.clone())).execute(&mut connection).await;
            let Err(_) = prepared else { return Ok(()) };
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap_err();
            prepared.map(drop)
        })
        .await;
    };
}

#[tokio::test]
async fn sqlx_with_postgres() {
    let Some(url) = postgres("sqlx").await else { return };
    sqlx!(sqlx::PgConnection, url, On::Postgres);
}

#[tokio::test]
async fn sqlx_with_mariadb() {
    let Some(url) = mariadb("sqlx").await else { return };
    sqlx!(sqlx::MySqlConnection, url, On::MariaDb);
}

#[tokio::test]
async fn sqlx_with_sqlite() {
    let url = format!("sqlite://{}", sqlite("sqlx").await.display());
    sqlx!(sqlx::SqliteConnection, url, On::Sqlite);
}

async fn sea_orm(url: &str, on: On) {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let connection = sea_orm::Database::connect(options).await.unwrap();
    let backend = connection.get_database_backend();
    run(on, if on == On::Sqlite { 0 } else { 5 }, async |sql| {
        // Entities are inserted by such statements, whose failures are those of a query.
        if sql.starts_with("INSERT INTO orders") {
            let statement = sea_orm::Statement::from_string(backend, format!("{sql} RETURNING id"));
            return connection.query_one_raw(statement).await.map(drop);
        }
        connection.execute_raw(sea_orm::Statement::from_string(backend, sql)).await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn sea_orm_with_postgres() {
    let Some(url) = postgres("sea_orm").await else { return };
    sea_orm(&url, On::Postgres).await;
}

#[tokio::test]
async fn sea_orm_with_mariadb() {
    let Some(url) = mariadb("sea_orm").await else { return };
    sea_orm(&url, On::MariaDb).await;
}

#[tokio::test]
async fn sea_orm_with_sqlite() {
    sea_orm(&format!("sqlite://{}", sqlite("sea_orm").await.display()), On::Sqlite).await;
}

macro_rules! diesel {
    ($connection:ty, $url:expr, $on:expr) => {
        let connection = RefCell::new(<$connection>::establish(&$url).unwrap());
        if $on == On::Sqlite {
            connection.borrow_mut().batch_execute("PRAGMA foreign_keys = ON").unwrap();
        }
        run($on, if $on == On::MariaDb { 5 } else { 0 }, async |sql| {
            diesel::sql_query(sql).execute(&mut *connection.borrow_mut()).map(drop)
        })
        .await;
    };
}

#[tokio::test]
async fn diesel_with_postgres() {
    let Some(url) = postgres("diesel").await else { return };
    diesel!(diesel::PgConnection, url, On::Postgres);
}

#[tokio::test]
async fn diesel_with_mariadb() {
    let Some(url) = mariadb("diesel").await else { return };
    diesel!(diesel::MysqlConnection, url, On::MariaDb);
}

#[tokio::test]
async fn diesel_with_sqlite() {
    let url = sqlite("diesel").await.display().to_string();
    diesel!(diesel::SqliteConnection, url, On::Sqlite);
}

#[tokio::test]
async fn tokio_postgres_with_postgres() {
    let Some(url) = postgres("tokio_postgres").await else { return };
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    run(On::Postgres, 5, async |sql| client.execute(&sql, &[]).await.map(drop)).await;
}

#[tokio::test]
async fn rusqlite_with_sqlite() {
    let connection = rusqlite::Connection::open(sqlite("rusqlite").await).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    run(On::Sqlite, 0, async |sql| connection.execute(&sql, ()).map(drop)).await;
}
