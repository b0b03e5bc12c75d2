//! Many sign-ups for one address at once.

use sqlx::{AssertSqlSafe, Database, Executor, IntoArguments, Pool};
use tokio::task::JoinSet;
use unprocessable_database::{DatabaseError, OnConstraint};

use crate::cases::{Order, orders};
use crate::servers::{mariadb, postgres, sqlite};

const REQUESTS: u32 = 200;

async fn race<D: Database>(pool: Pool<D>)
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    D::Arguments: IntoArguments<D>,
{
    let mut requests = JoinSet::new();
    for id in 0..REQUESTS {
        let pool = pool.clone();
        requests.spawn(async move {
            let sql = format!("INSERT INTO orders (id, email, note) VALUES ({id}, 'jane@example.com', '')");
            sqlx::query(AssertSqlSafe(sql)).execute(&pool).await.on_constraint::<Order>(orders).map(drop)
        });
    }
    let (mut saved, mut refused) = (0, 0);
    while let Some(result) = requests.join_next().await {
        match result.unwrap() {
            Ok(()) => saved += 1,
            Err(DatabaseError::Refused(body)) => {
                assert_eq!(body.status().code(), 409);
                assert_eq!(body.validation_errors().unwrap().get("email").count(), 1);
                refused += 1;
            }
            Err(DatabaseError::Failed(error)) => panic!("{error:?}"),
        }
    }
    assert_eq!((saved, refused), (1, REQUESTS - 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_200_wins_on_postgres() {
    let Some(url) = postgres("race").await else { return };
    race(sqlx::postgres::PgPoolOptions::new().max_connections(12).connect(&url).await.unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_200_wins_on_mariadb() {
    let Some(url) = mariadb("race").await else { return };
    race(sqlx::mysql::MySqlPoolOptions::new().max_connections(12).connect(&url).await.unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_200_wins_on_sqlite() {
    let url = format!("sqlite://{}", sqlite("race").await.display());
    race(sqlx::sqlite::SqlitePoolOptions::new().max_connections(4).connect(&url).await.unwrap()).await;
}
