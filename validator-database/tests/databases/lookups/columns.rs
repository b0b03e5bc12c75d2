//! The columns of rules, compared with those of real databases.

use serde::Deserialize;
use sqlx::AssertSqlSafe;
use unprocessable::{Column, Validate};
use unprocessable_database::{Database, Schema};

use super::askers::{Db, filled};
use super::stalls::{EMAIL, NAME};
use crate::cases::On;

const MARKET: Column = Column::new("stalls", "market");
const TOWN: Column = Column::new("stalls", "town");
const LIVE: Column = Column::new("stalls", "market").with_condition("deleted_at IS NULL");

#[derive(Deserialize, Validate)]
#[validate(context = Db, async)]
#[allow(dead_code)]
struct Invite {
    id: Option<i64>,
    #[validate(unique(EMAIL, except = self.id))]
    email: String,
    #[validate(unique(LIVE, message = "Not this {attribute}."))]
    live: Option<String>,
    #[validate(nested)]
    stalls: Vec<Stall>,
}

#[derive(Clone, Deserialize, Validate)]
#[validate(context = Db)]
#[allow(dead_code)]
struct Stall {
    market: String,
    #[validate(unique(NAME, within = (MARKET, self.market)))]
    name: String,
    #[validate(each(exists(TOWN)))]
    towns: Vec<String>,
}

#[derive(Deserialize, Validate)]
#[validate(context = Db)]
#[allow(dead_code)]
struct Lower {
    #[validate(unique(TOWN))]
    town: String,
}

macro_rules! verify {
    ($pool:expr, $database:expr) => {{
        let schema = Schema::new($database, sqlx::query_as($database.query()).fetch_all($pool).await.unwrap());
        let mistakes = |outcome: Result<(), unprocessable_database::Mismatch>| {
            outcome.err().map_or(String::new(), |mismatch| mismatch.to_string())
        };
        (mistakes(schema.verify_lookups::<Invite>()), mistakes(schema.verify_lookups::<Lower>()))
    }};
}

macro_rules! renamed {
    ($pool:expr, $database:expr, $lower:expr) => {{
        let pool = &$pool;
        let run = async |sql: String| sqlx::raw_sql(AssertSqlSafe(sql)).execute(pool).await.map(drop).unwrap();
        let no_town = "`Lower` has `unique` on the column `stalls.town`, which has no unique constraint";
        let no_market = "`Invite` has `unique` on the column `stalls.market`, which has no unique constraint";
        assert_eq!(verify!(pool, $database), (no_market.to_owned(), no_town.to_owned()));
        run("CREATE UNIQUE INDEX live_market ON stalls (market, deleted_at)".into()).await;
        run(format!("CREATE UNIQUE INDEX towns ON stalls ({})", $lower)).await;
        assert_eq!(verify!(pool, $database), (String::new(), String::new()));
        for column in ["id", "email", "town"] {
            run(format!("ALTER TABLE stalls RENAME COLUMN {column} TO new_{column}")).await;
        }
        let (invite, lower) = verify!(pool, $database);
        assert_eq!(
            invite.lines().collect::<Vec<_>>(),
            [
                "`Invite` looks in the column `stalls.email`, which the database does not have",
                "`Invite` looks in the column `stalls.id`, which the database does not have",
                "`Stall` looks in the column `stalls.town`, which the database does not have",
            ],
        );
        assert_eq!(lower, "`Lower` looks in the column `stalls.town`, which the database does not have");
    }};
}

#[tokio::test]
async fn a_column_that_is_renamed_in_postgres_fails_a_test() {
    let Some(url) = filled(On::Postgres, "lookup_columns").await else { return };
    renamed!(sqlx::PgPool::connect(&url).await.unwrap(), Database::Postgres, "lower(town)");
}

#[tokio::test]
async fn a_column_that_is_renamed_in_mariadb_fails_a_test() {
    let Some(url) = filled(On::MariaDb, "lookup_columns").await else { return };
    renamed!(sqlx::MySqlPool::connect(&url).await.unwrap(), Database::MySql, "town");
}

#[tokio::test]
async fn a_column_that_is_renamed_in_sqlite_fails_a_test() {
    let url = format!("sqlite://{}", filled(On::Sqlite, "lookup_columns").await.unwrap());
    renamed!(sqlx::SqlitePool::connect(&url).await.unwrap(), Database::Sqlite, "lower(town)");
}

const QUALIFIED_ON_POSTGRES: Column = Column::new("public.stalls", "name");
const QUALIFIED_ON_SQLITE: Column = Column::new("main.stalls", "name");
const ELSEWHERE: Column = Column::new("elsewhere.stalls", "name");

#[derive(Deserialize, Validate)]
#[validate(context = Db)]
#[allow(dead_code)]
struct OnPostgres {
    #[validate(unique(QUALIFIED_ON_POSTGRES))]
    name: String,
}

#[derive(Deserialize, Validate)]
#[validate(context = Db)]
#[allow(dead_code)]
struct OnSqlite {
    #[validate(unique(QUALIFIED_ON_SQLITE))]
    name: String,
}

#[derive(Deserialize, Validate)]
#[validate(context = Db)]
#[allow(dead_code)]
struct Elsewhere {
    #[validate(unique(ELSEWHERE))]
    name: String,
}

#[tokio::test]
async fn tables_are_found_by_their_schema() {
    if let Some(url) = filled(On::Postgres, "lookup_qualified").await {
        let pool = sqlx::PgPool::connect(&url).await.unwrap();
        let read = async || sqlx::query_as(Database::Postgres.query()).fetch_all(&pool).await.unwrap();
        let schema = Schema::new(Database::Postgres, read().await);
        schema.verify_lookups::<OnPostgres>().unwrap();
        schema.verify_lookups::<Elsewhere>().unwrap_err();
        let table = "CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.stalls (name text UNIQUE)";
        sqlx::raw_sql(table).execute(&pool).await.unwrap();
        Schema::new(Database::Postgres, read().await).verify_lookups::<Elsewhere>().unwrap();
    }
    if let Some(url) = filled(On::MariaDb, "elsewhere").await {
        let pool = sqlx::MySqlPool::connect(&url).await.unwrap();
        let rows = sqlx::query_as(Database::MySql.query()).fetch_all(&pool).await.unwrap();
        Schema::new(Database::MySql, rows).verify_lookups::<Elsewhere>().unwrap();
    }
    let url = format!("sqlite://{}", filled(On::Sqlite, "lookup_qualified").await.unwrap());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let rows = sqlx::query_as(Database::Sqlite.query()).fetch_all(&pool).await.unwrap();
    Schema::new(Database::Sqlite, rows).verify_lookups::<OnSqlite>().unwrap();
}
