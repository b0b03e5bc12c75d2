//! Constraints that fail when a transaction ends, inside of one, or at a type.

use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use sqlx::Connection as _;
use unprocessable_database::{Constraints, Database, DatabaseError, DriverError, OnConstraint, Schema};

use crate::cases::Order;
use crate::servers::{postgres, sqlite};

fn late(table: Constraints<Order>) -> Constraints<Order> {
    table
        .unique("late_code_key", "code")
        .check("positive", "amount")
        .foreign_key("late_customer_fkey", "customer_id")
        .unnamed_foreign_key("customer_id")
}

const TABLE: &str = "
    CREATE DOMAIN natural_number AS integer CONSTRAINT positive CHECK (VALUE > 0);
    CREATE TABLE late (
        code text CONSTRAINT late_code_key UNIQUE DEFERRABLE INITIALLY DEFERRED,
        amount natural_number,
        customer_id bigint CONSTRAINT late_customer_fkey REFERENCES customers DEFERRABLE INITIALLY DEFERRED
    );
    INSERT INTO late VALUES ('canary', 1, NULL)";

fn said<O: std::fmt::Debug, E: DriverError>(result: Result<O, E>) -> String {
    match result.on_constraint::<Order>(late).unwrap_err() {
        DatabaseError::Refused(answer) => {
            let errors = answer.validation_errors().unwrap();
            format!("{} {errors}", answer.status().code())
        }
        failed => panic!("{failed}"),
    }
}

const CODE: &str = "409 code: The code has already been taken.";
const CUSTOMER: &str = "422 customer_id: The selected customer is invalid.";
const AMOUNT: &str = "422 amount: The amount is invalid.";

#[tokio::test]
async fn constraints_of_postgres_that_wait_for_the_end_of_the_transaction() {
    let Some(url) = postgres("late").await else { return };
    let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(TABLE).execute(&mut connection).await.unwrap();

    for (insert, answer) in [("('canary', 1, NULL)", CODE), ("('other', 1, 7)", CUSTOMER)] {
        let insert = format!("INSERT INTO late VALUES {insert}");
        let mut transaction = connection.begin().await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(insert.clone())).execute(&mut *transaction).await.unwrap();
        assert_eq!(said(transaction.commit().await), answer);

        let (mut client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let transaction = client.transaction().await.unwrap();
        transaction.execute(&insert, &[]).await.unwrap();
        assert_eq!(said(transaction.commit().await), answer);

        let mut connection = <diesel::PgConnection as diesel::Connection>::establish(&url).unwrap();
        let result = diesel::Connection::transaction(&mut connection, |connection| {
            diesel::RunQueryDsl::execute(diesel::sql_query(&insert), connection)
        });
        assert_eq!(said::<_, diesel::result::Error>(result), answer);

        let connection = sea_orm::Database::connect(&url).await.unwrap();
        let transaction = connection.begin().await.unwrap();
        transaction.execute_unprepared(&insert).await.unwrap();
        assert_eq!(said(transaction.commit().await), answer);
    }
}

#[tokio::test]
async fn a_check_of_a_domain_and_a_closure_of_sea_orm() {
    let Some(url) = postgres("late_domain").await else { return };
    let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(TABLE).execute(&mut connection).await.unwrap();
    let insert = "INSERT INTO late VALUES ('other', 0, NULL)";
    assert_eq!(said(sqlx::query(insert).execute(&mut connection).await), AMOUNT);
    let rows = sqlx::query_as(Database::Postgres.query()).fetch_all(&mut connection).await.unwrap();
    Schema::new(Database::Postgres, rows).verify::<Order>(|table| late(table).on("late")).unwrap();

    let connection = sea_orm::Database::connect(&url).await.unwrap();
    let result = connection.transaction::<_, (), sea_orm::DbErr>(|transaction| {
        Box::pin(async move { transaction.execute_unprepared(insert).await.map(drop) })
    });
    assert_eq!(said(result.await), AMOUNT);
}

#[tokio::test]
async fn foreign_keys_of_sqlite_that_wait_for_the_end_of_the_transaction() {
    let file = sqlite("late").await;
    let mut connection = rusqlite::Connection::open(&file).unwrap();
    let table = "PRAGMA foreign_keys = ON;
        CREATE TABLE late (code text, customer_id integer REFERENCES customers DEFERRABLE INITIALLY DEFERRED)";
    connection.execute_batch(table).unwrap();
    let insert = "INSERT INTO late VALUES ('canary', 7)";
    let transaction = connection.transaction().unwrap();
    transaction.execute(insert, ()).unwrap();
    assert_eq!(said(transaction.commit()), CUSTOMER);

    let mut connection = sqlx::SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let mut transaction = connection.begin().await.unwrap();
    sqlx::query(insert).execute(&mut *transaction).await.unwrap();
    assert_eq!(said(transaction.commit().await), CUSTOMER);
}
