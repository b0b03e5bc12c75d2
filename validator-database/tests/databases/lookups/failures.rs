//! Databases that hang, answer late, go away or have no such table. Nothing of it is ever "valid".

use std::time::{Duration, Instant};

use serde::Deserialize;
use sqlx::mysql::{MySqlPool, MySqlPoolOptions};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::SqlitePoolOptions;
use tokio::net::TcpListener;
use unprocessable::{
    AsyncRejection, Column, ErrorBody, Limits, Unanswered, Validate, from_json_async, from_json_async_within,
};
use unprocessable_database::Source;

use super::askers::{Db, filled};
use crate::cases::On;

const PATIENCE: Duration = Duration::from_millis(400);

/// The conditions are true, after a while.
const LATE_ON_POSTGRES: Column = Column::new("stalls", "name").with_condition("(SELECT pg_sleep(20)) IS NOT NULL");
const LATE_ON_MARIADB: Column = Column::new("stalls", "name").with_condition("SLEEP(20) = 0");
const NAME: Column = Column::new("stalls", "name");
const MISSING: Column = Column::new("stalls", "renamed");
const MISSING_TABLE: Column = Column::new("renamed", "name");

macro_rules! asking {
    ($($Type:ident $column:ident;)+) => {$(
        #[derive(Debug, Deserialize, Validate)]
        #[validate(context = Db)]
        struct $Type {
            #[validate(unique($column))]
            #[allow(dead_code)]
            name: String,
        }
    )+};
}

asking! {
    LateOnPostgres LATE_ON_POSTGRES;
    LateOnMariaDb LATE_ON_MARIADB;
    Free NAME;
    WithoutColumn MISSING;
    WithoutTable MISSING_TABLE;
}

const BODY: &[u8] = br#"{"name":"jane canary"}"#;
/// A name that is there, because a condition is only looked at for such rows.
const THERE: &[u8] = br#"{"name":"jane"}"#;

macro_rules! late {
    ($Type:ty, $body:expr, $db:expr) => {{
        let (started, db) = (Instant::now(), $db);
        let limits = Limits::new().wait(PATIENCE);
        let rejection = from_json_async_within::<$Type, _>($body, &limits, &db).await.unwrap_err();
        assert!(matches!(rejection, AsyncRejection::Unanswered(Unanswered::Late)), "{rejection:?}");
        assert!(started.elapsed() < Duration::from_secs(10));
        told(rejection, 503);
    }};
}

/// No value and no error of the database is in the answer.
fn told(rejection: AsyncRejection, status: u16) {
    assert_eq!(rejection.status().code(), status);
    assert!(!format!("{rejection} {rejection:?}").contains("canary"), "{rejection:?}");
    let body = ErrorBody::from(rejection);
    assert_eq!(body.to_json(), format!(r#"{{"message":"{}"}}"#, body.usual_message()));
}

#[tokio::test]
async fn a_server_that_hangs_is_503() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut silent = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            silent.push(stream);
        }
    });
    let url = format!("postgres://postgres@{address}/none");
    late!(Free, BODY, Db::new("sqlx", On::Postgres, Source(PgPool::connect_lazy(&url).unwrap())));
    let mut options = sea_orm::ConnectOptions::new(&url);
    options.connect_lazy(true).sqlx_logging(false);
    let connection = sea_orm::Database::connect(options).await.unwrap();
    late!(Free, BODY, Db::new("sea-orm", On::Postgres, Source(connection)));
    let url = format!("mysql://root@{address}/none");
    late!(Free, BODY, Db::new("sqlx", On::MariaDb, Source(MySqlPool::connect_lazy(&url).unwrap())));
}

#[tokio::test]
async fn a_server_that_does_not_listen_is_503() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("postgres://postgres@{closed}/none");
    late!(Free, BODY, Db::new("sqlx", On::Postgres, Source(PgPool::connect_lazy(&url).unwrap())));
}

#[tokio::test]
async fn an_answer_that_is_late_is_503_and_the_pool_goes_on() {
    if let Some(url) = filled(On::Postgres, "lookup_late").await {
        let pool = PgPoolOptions::new().max_connections(2).connect(&url).await.unwrap();
        let db = Db::new("sqlx", On::Postgres, Source(pool));
        late!(LateOnPostgres, THERE, db);
        let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        late!(LateOnPostgres, THERE, Db::new("tokio-postgres", On::Postgres, Source(client)));
        let connection = sea_orm::Database::connect(&url).await.unwrap();
        late!(LateOnPostgres, THERE, Db::new("sea-orm", On::Postgres, Source(connection)));
    }
    if let Some(url) = filled(On::MariaDb, "lookup_late").await {
        let pool = MySqlPoolOptions::new().max_connections(2).connect(&url).await.unwrap();
        late!(LateOnMariaDb, THERE, Db::new("sqlx", On::MariaDb, Source(pool)));
    }
    let file = filled(On::Sqlite, "lookup_late").await.unwrap();
    let pool = SqlitePoolOptions::new().max_connections(2).connect(&format!("sqlite://{file}")).await.unwrap();
    let db = || Db::new("sqlx", On::Sqlite, Source(pool.clone()));
    let lock = rusqlite::Connection::open(&file).unwrap();
    lock.execute_batch("BEGIN EXCLUSIVE").unwrap();
    late!(Free, BODY, db());
    lock.execute_batch("COMMIT").unwrap();
    from_json_async::<Free, _>(BODY, &db()).await.unwrap();
}

/// All connections are taken by others.
#[tokio::test]
async fn a_pool_without_a_free_connection_is_503() {
    let file = filled(On::Sqlite, "lookup_pool").await.unwrap();
    let pool = SqlitePoolOptions::new().max_connections(1).connect(&format!("sqlite://{file}")).await.unwrap();
    let taken = pool.acquire().await.unwrap();
    late!(Free, BODY, Db::new("sqlx", On::Sqlite, Source(pool.clone())));
    drop(taken);
    from_json_async::<Free, _>(BODY, &Db::new("sqlx", On::Sqlite, Source(pool))).await.unwrap();
}

#[tokio::test]
async fn a_server_that_goes_away_is_500() {
    if let Some(url) = filled(On::Postgres, "lookup_gone").await {
        let pool = PgPoolOptions::new().max_connections(2).connect(&url).await.unwrap();
        let db = Db::new("sqlx", On::Postgres, Source(pool.clone()));
        let end = async {
            let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event = 'PgSleep'";
            for _ in 0..500 {
                if sqlx::query_scalar::<_, i64>(sql).fetch_one(&pool).await.unwrap() > 0 {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let limits = Limits::new().wait(Duration::from_secs(15));
        let (answer, ()) = tokio::join!(from_json_async_within::<LateOnPostgres, _>(THERE, &limits, &db), end);
        let rejection = answer.unwrap_err();
        assert!(matches!(rejection, AsyncRejection::Unanswered(Unanswered::Failed(_))), "{rejection:?}");
        told(rejection, 500);
        from_json_async::<Free, _>(BODY, &db).await.unwrap();
    }
    if let Some(url) = filled(On::MariaDb, "lookup_gone").await {
        let pool = MySqlPoolOptions::new().max_connections(2).connect(&url).await.unwrap();
        let db = Db::new("sqlx", On::MariaDb, Source(pool.clone()));
        let end = async {
            let sql = "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND state = 'User sleep'";
            for _ in 0..500 {
                if let Some(id) = sqlx::query_scalar::<_, i64>(sql).fetch_optional(&pool).await.unwrap() {
                    let kill = sqlx::AssertSqlSafe(format!("KILL CONNECTION {id}"));
                    sqlx::raw_sql(kill).execute(&pool).await.unwrap();
                    break;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let limits = Limits::new().wait(Duration::from_secs(15));
        let (answer, ()) = tokio::join!(from_json_async_within::<LateOnMariaDb, _>(THERE, &limits, &db), end);
        let rejection = answer.unwrap_err();
        assert!(matches!(rejection, AsyncRejection::Unanswered(Unanswered::Failed(_))), "{rejection:?}");
        told(rejection, 500);
        from_json_async::<Free, _>(BODY, &db).await.unwrap();
    }
}

#[tokio::test]
async fn a_column_or_a_table_that_is_missing_is_500() {
    for db in super::askers::all("lookup_missing").await {
        let column = from_json_async::<WithoutColumn, _>(BODY, &db).await.map(drop);
        let table = from_json_async::<WithoutTable, _>(BODY, &db).await.map(drop);
        for answer in [column, table] {
            let Err(rejection) = answer else { panic!("{} with {:?}", db.driver, db.on) };
            assert!(matches!(rejection, AsyncRejection::Unanswered(Unanswered::Failed(_))), "{rejection:?}");
            told(rejection, 500);
        }
    }
}
