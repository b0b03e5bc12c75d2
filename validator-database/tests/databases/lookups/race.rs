//! Many sign-ups for one address at once, and everything in one answer.

use std::sync::Arc;

use serde::Deserialize;
use sqlx::{AssertSqlSafe, Executor, IntoArguments, Pool};
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use unprocessable::{AsyncRejection, ErrorBody, InMemory, Unanswered, Validate, ValidateAsync as _, from_json_async};
use unprocessable_database::sqlx::Dialect;
use unprocessable_database::{DatabaseError, OnConstraint as _, OrAll as _, Source};

use super::askers::{Db, filled};
use super::stalls::{EMAIL, NAME};
use crate::cases::On;

const REQUESTS: usize = 200;

#[derive(Deserialize, Validate)]
#[validate(context = Db)]
struct SignUp {
    id: i64,
    #[validate(unique(NAME))]
    name: Option<String>,
    #[validate(required, email, unique(EMAIL))]
    email: String,
}

/// As a handler does it: the rules, the row, and everything that is wrong if somebody was faster.
async fn sign_up<D: Dialect>(body: &str, db: &Db, pool: &Pool<D>, everybody: Option<&Barrier>) -> Result<(), ErrorBody>
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    D::Arguments: IntoArguments<D>,
{
    let checked = from_json_async::<SignUp, _>(body.as_bytes(), db).await;
    if let Some(everybody) = everybody {
        everybody.wait().await;
    }
    let user = checked?;
    let name = user.name.as_deref().map_or("NULL".to_owned(), |name| format!("'{name}'"));
    let sql = format!("INSERT INTO stalls (id, name, email) VALUES ({}, {name}, '{}')", user.id, user.email);
    sqlx::query(AssertSqlSafe(sql))
        .execute(pool)
        .await
        .on_constraint::<SignUp>(|c| c.on("stalls").unique(NAME, "name").unique(EMAIL, "email"))
        .or_all(user.validate_async(db))
        .await
        .map_err(|error| error.inspect_failure(|error| panic!("{error:?}")))?;
    Ok(())
}

async fn race<D: Dialect>(on: On, pool: Pool<D>)
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    D::Arguments: IntoArguments<D>,
{
    let db = Arc::new(Db::new("sqlx", on, Source(pool.clone())));
    // First as they come. Then no row is written before all have passed the rules.
    for (round, everybody) in [None, Some(Arc::new(Barrier::new(REQUESTS)))].into_iter().enumerate() {
        let mut requests = JoinSet::new();
        for id in 0..REQUESTS {
            let (db, pool, everybody) = (db.clone(), pool.clone(), everybody.clone());
            let body = format!(r#"{{"id":{},"email":"jane{round}@example.org"}}"#, 1_000 * (round + 1) + id);
            requests.spawn(async move { sign_up(&body, &db, &pool, everybody.as_deref()).await });
        }
        let (mut saved, mut invalid, mut refused) = (0, 0, 0);
        while let Some(result) = requests.join_next().await {
            let Err(answer) = result.unwrap() else {
                saved += 1;
                continue;
            };
            match answer.status().code() {
                422 => invalid += 1,
                409 => refused += 1,
                other => panic!("{other}"),
            }
            let expected =
                r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#;
            assert_eq!(answer.to_json(), expected);
        }
        assert_eq!((saved, invalid + refused), (1, REQUESTS - 1));
        if everybody.is_some() {
            assert_eq!(invalid, 0);
        }
    }

    // A name and an address are taken. The database tells one of the two.
    let body = r#"{"id":5000,"name":"jane","email":"new@example.org"}"#;
    assert_eq!(sign_up(body, &db, &pool, None).await.unwrap_err().status().code(), 422);
    let user = SignUp { id: 5_000, name: Some("jane".into()), email: "JANE@example.com".into() };
    let insert = "INSERT INTO stalls (id, name, email) VALUES (5000, 'jane', 'JANE@example.com')";
    let answered = async |check: bool| {
        let result = sqlx::query(AssertSqlSafe(insert)).execute(&pool).await;
        let result = result.on_constraint::<SignUp>(|c| c.unique(NAME, "name").unique(EMAIL, "email"));
        let result = if check { result.or_all(user.validate_async(&*db)).await } else { result };
        ErrorBody::from(result.map(drop).unwrap_err())
    };
    let alone = answered(false).await;
    assert_eq!((alone.status().code(), alone.validation_errors().unwrap().len()), (409, 1));
    let all = answered(true).await;
    assert_eq!(all.status().code(), 409);
    let expected =
        r#""errors":{"name":["The name has already been taken."],"email":["The email has already been taken."]}"#;
    assert!(all.to_json().contains(expected), "{}", all.to_json());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_200_wins_on_postgres() {
    let Some(url) = filled(On::Postgres, "lookup_race").await else { return };
    race(On::Postgres, sqlx::postgres::PgPoolOptions::new().max_connections(12).connect(&url).await.unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_200_wins_on_mariadb() {
    let Some(url) = filled(On::MariaDb, "lookup_race").await else { return };
    race(On::MariaDb, sqlx::mysql::MySqlPoolOptions::new().max_connections(12).connect(&url).await.unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_200_wins_on_sqlite() {
    let url = format!("sqlite://{}", filled(On::Sqlite, "lookup_race").await.unwrap());
    race(On::Sqlite, sqlx::sqlite::SqlitePoolOptions::new().max_connections(4).connect(&url).await.unwrap()).await;
}

#[derive(Deserialize, Validate)]
#[validate(context = InMemory)]
struct Taken {
    #[validate(length(min = 3))]
    name: String,
    email: String,
}

fn failure(sql: &str) -> rusqlite::Result<usize> {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch("CREATE TABLE t (name UNIQUE, email UNIQUE); INSERT INTO t VALUES (1, 2)").unwrap();
    connection.execute(sql, ())
}

#[tokio::test]
async fn the_answer_of_the_constraint_stands_if_the_check_says_nothing() {
    let taken = |name: &str| Taken { name: name.into(), email: String::new() };
    let constraint = || failure("INSERT INTO t VALUES (3, 2)").on_constraint::<Taken>(|c| c.unique("t.email", "email"));
    let alone = constraint().unwrap_err().refused().unwrap().to_json();

    // The check finds nothing.
    let valid = taken("jane");
    let answer = constraint().or_all(valid.validate_async(&InMemory::new())).await.unwrap_err();
    assert_eq!(answer.refused().unwrap().to_json(), alone);
    // The check cannot find out.
    for reason in [Unanswered::Late, Unanswered::failed("canary")] {
        let answer = constraint().or_all(async { Err(AsyncRejection::from(reason)) }).await.unwrap_err();
        assert_eq!(
            (answer.refused().unwrap().status().code(), answer.refused().unwrap().to_json()),
            (409, alone.clone())
        );
    }
    // The check finds something else.
    let short = taken("ja");
    let answer = constraint().or_all(short.validate_async(&InMemory::new())).await.unwrap_err();
    let answer = answer.refused().unwrap();
    assert_eq!(answer.status().code(), 409);
    let keys: Vec<_> = answer.validation_errors().unwrap().iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["name", "email"]);
}

#[tokio::test]
async fn the_check_does_not_start_without_a_constraint_of_a_field() {
    let never = async || -> Result<(), AsyncRejection> { panic!("the check has started") };
    failure("INSERT INTO t VALUES (3, 4)").on_constraint::<Taken>(|c| c).or_all(never()).await.unwrap();
    for sql in ["INSERT INTO t VALUES (1, 4)", "SELECT canary FROM nowhere"] {
        let result = failure(sql).on_constraint::<Taken>(|c| c.unique("t.email", "email")).or_all(never()).await;
        assert!(matches!(result, Err(DatabaseError::Failed(_))), "{sql}");
    }
}
