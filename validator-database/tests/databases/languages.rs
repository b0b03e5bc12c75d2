//! Servers that speak another language.

use std::cell::RefCell;

use diesel::RunQueryDsl as _;
use diesel::connection::Connection as _;
use sqlx::{AssertSqlSafe, Connection as _};

use crate::cases::{On, again, run};
use crate::servers::{mariadb, postgres};

/// Those of MariaDB that translate the words of errors, by a locale of each.
const LOCALES: &[&str] = &[
    "zh_CN", "cs_CZ", "da_DK", "nl_NL", "en_US", "et_EE", "fr_FR", "de_DE", "ka_GE", "el_GR", "hi_IN", "hu_HU",
    "it_IT", "ja_JP", "ko_KR", "no_NO", "nb_NO", "pl_PL", "pt_PT", "ro_RO", "ru_RU", "sr_RS", "sk_SK", "es_ES",
    "sv_SE", "uk_UA", "bg_BG",
];

#[tokio::test]
async fn a_postgres_that_speaks_german_changes_nothing() {
    let Some(url) = postgres("languages").await else { return };
    const GERMAN: &str = "SET lc_messages TO 'de_DE.UTF-8'";

    let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
    sqlx::query(GERMAN).execute(&mut connection).await.unwrap();
    let error = sqlx::query("SELECT 1 / 0").execute(&mut connection).await.unwrap_err().to_string();
    assert!(error.contains("Division durch Null"), "the server does not speak German: {error}");
    run(On::Postgres, 5, async |sql| sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.map(drop)).await;

    let diesel = RefCell::new(diesel::PgConnection::establish(&url).unwrap());
    diesel::sql_query(GERMAN).execute(&mut *diesel.borrow_mut()).unwrap();
    again(On::Postgres, 0, &mut async |sql| diesel::sql_query(sql).execute(&mut *diesel.borrow_mut()).map(drop)).await;

    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.execute(GERMAN, &[]).await.unwrap();
    again(On::Postgres, 5, &mut async |sql| client.execute(&sql, &[]).await.map(drop)).await;
}

#[tokio::test]
async fn a_mariadb_that_speaks_any_language_changes_nothing() {
    let Some(url) = mariadb("languages").await else { return };
    let mut connection = sqlx::MySqlConnection::connect(&url).await.unwrap();
    let diesel = RefCell::new(diesel::MysqlConnection::establish(&url).unwrap());
    run(On::MariaDb, 5, async |sql| sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.map(drop)).await;

    let mut words = Vec::new();
    for locale in LOCALES {
        let set = format!("SET lc_messages = '{locale}'");
        sqlx::query(AssertSqlSafe(set.clone())).execute(&mut connection).await.unwrap();
        diesel::sql_query(set).execute(&mut *diesel.borrow_mut()).unwrap();
        let error = sqlx::query("INSERT INTO customers VALUES (7686760)").execute(&mut connection).await.unwrap_err();
        words.push(error.to_string());
        again(On::MariaDb, 5, &mut async |sql| {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.map(drop)
        })
        .await;
        again(On::MariaDb, 5, &mut async |sql| diesel::sql_query(sql).execute(&mut *diesel.borrow_mut()).map(drop))
            .await;
    }
    words.sort();
    words.dedup();
    assert!(words.len() > 20, "the server speaks {} languages: {words:#?}", words.len());
}
