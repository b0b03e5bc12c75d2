//! How many queries a long list costs, by the statistics of the server.

use serde_json::json;
use sqlx::Row as _;
use sqlx::mysql::MySqlPoolOptions;
use sqlx::postgres::PgPoolOptions;
use unprocessable::from_json_async;
use unprocessable_database::Source;

use super::askers::{Db, counter, filled, rusqlite};
use super::stalls::Asked;
use crate::cases::On;

/// Asks about 10,000 ids and then about 9,999 names. Two of each are there.
async fn ask(db: &Db) {
    let ids: Vec<i64> = (1..=10_000).collect();
    let names: Vec<String> =
        ids.iter().skip(3).map(|id| format!("name {id}")).chain(["jane".into(), "joe".into()]).collect();
    for (body, first) in [(json!({ "ids": ids }), "ids.2"), (json!({ "names": names }), "names.0")] {
        let rejection = from_json_async::<Asked, _>(body.to_string().as_bytes(), db).await.unwrap_err();
        let errors = rejection.errors().unwrap();
        assert_eq!(errors.iter().next().unwrap().0, first);
        assert!(errors.is_truncated());
    }
    // Without those that are missing, nothing is wrong.
    let body = json!({ "ids": vec![1; 5_000], "names": ["jane", "joe"] });
    from_json_async::<Asked, _>(body.to_string().as_bytes(), db).await.unwrap();
}

#[tokio::test]
async fn postgres_runs_one_query_for_each_list() {
    let Some(url) = filled(On::Postgres, "lookup_count").await else { return };
    let pool = PgPoolOptions::new().max_connections(2).connect(&url).await.unwrap();
    ask(&Db::new("sqlx", On::Postgres, Source(pool.clone()))).await;
    let calls = "
        SELECT sum(calls)::bigint FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
        WHERE d.datname = current_database() AND s.query LIKE '%unprocessable_asked%' AND s.query NOT LIKE '%sum(calls)%'";
    let calls: i64 = sqlx::query_scalar(calls).fetch_one(&pool).await.unwrap();
    assert_eq!(calls, 4);
}

#[tokio::test]
async fn mariadb_runs_one_query_for_each_thousand() {
    let Some(url) = filled(On::MariaDb, "lookup_count").await else { return };
    let pool = MySqlPoolOptions::new().max_connections(1).connect(&url).await.unwrap();
    let calls = async || {
        let row = sqlx::raw_sql("SHOW SESSION STATUS LIKE 'Com_stmt_execute'").fetch_one(&pool).await.unwrap();
        row.get::<String, _>(1).parse::<i64>().unwrap()
    };
    let before = calls().await;
    ask(&Db::new("sqlx", On::MariaDb, Source(pool.clone()))).await;
    assert_eq!(calls().await - before, 10 + 10 + 2);
}

#[tokio::test]
async fn sqlite_runs_one_query_for_each_list() {
    let Some(file) = filled(On::Sqlite, "lookup_count").await else { return };
    let statements = counter();
    ask(&Db::new("rusqlite", On::Sqlite, rusqlite(file.as_ref(), statements))).await;
    assert_eq!(statements.load(std::sync::atomic::Ordering::Relaxed), 4);
}
