//! The names in the program, compared with those of real databases.

use sqlx::{AssertSqlSafe, Connection as _};
use unprocessable_database::{Constraints, Database, Schema, at};

use crate::cases::{Order, orders, orders_of_postgres};
use crate::servers::{mariadb, postgres, sqlite};

macro_rules! schema {
    ($connection:expr, $database:expr) => {
        Schema::new($database, sqlx::query_as($database.query()).fetch_all(&mut $connection).await.unwrap())
    };
}

macro_rules! execute {
    ($connection:expr, $sql:expr) => {
        sqlx::raw_sql($sql).execute(&mut $connection).await.unwrap()
    };
}

fn mistakes(schema: &Schema, map: impl FnOnce(Constraints<Order>) -> Constraints<Order>) -> String {
    schema.verify(map).unwrap_err().to_string()
}

#[tokio::test]
async fn a_constraint_that_is_renamed_in_postgres_fails_a_test() {
    let Some(url) = postgres("schema").await else { return };
    let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
    schema!(connection, Database::Postgres).verify::<Order>(orders_of_postgres).unwrap();

    for (change, mistake) in [
        ("RENAME CONSTRAINT orders_email_key TO new_key", "unique constraint `orders_email_key`"),
        ("RENAME CONSTRAINT orders_customer_fkey TO new_fkey", "foreign key `orders_customer_fkey`"),
        ("RENAME CONSTRAINT amount_positive TO new_check", "check constraint `amount_positive`"),
        ("RENAME CONSTRAINT orders_room_excl TO new_excl", "exclusion constraint `orders_room_excl`"),
        ("RENAME CONSTRAINT orders_pkey TO new_pkey", "unique constraint `orders_pkey` or `PRIMARY` or `orders.id`"),
        ("ALTER COLUMN note DROP NOT NULL", "not null constraint `orders.note`"),
        ("DROP COLUMN code", "unique constraint `orders_lower_code`"),
    ] {
        let mut transaction = connection.begin().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("ALTER TABLE orders {change}"))).execute(&mut *transaction).await.unwrap();
        let schema = schema!(*transaction, Database::Postgres);
        assert_eq!(
            mistakes(&schema, orders_of_postgres).lines().next(),
            Some(&*format!("the table `orders` has no {mistake}"))
        );
        transaction.rollback().await.unwrap();
    }
    execute!(connection, "ALTER TABLE orders RENAME TO bookings");
    let schema = schema!(connection, Database::Postgres);
    assert!(mistakes(&schema, orders).starts_with("the database has no constraint on a table `orders`\n"));
}

#[tokio::test]
async fn a_constraint_that_is_renamed_in_mariadb_fails_a_test() {
    let Some(url) = mariadb("schema_names").await else { return };
    let mut connection = sqlx::MySqlConnection::connect(&url).await.unwrap();
    schema!(connection, Database::MySql).verify::<Order>(orders).unwrap();
    for change in [
        "RENAME INDEX orders_email_key TO new_key",
        "DROP FOREIGN KEY orders_customer_fkey",
        "DROP CONSTRAINT amount_positive",
        "MODIFY note varchar(60) NULL",
    ] {
        sqlx::raw_sql(AssertSqlSafe(format!("ALTER TABLE orders {change}"))).execute(&mut connection).await.unwrap();
    }
    let schema = schema!(connection, Database::MySql);
    assert_eq!(
        mistakes(&schema, orders).lines().collect::<Vec<_>>(),
        [
            "the table `orders` has no unique constraint `orders_email_key`",
            "the table `orders` has no unique constraint `orders.email`",
            "the table `orders` has no foreign key `orders_customer_fkey`",
            "the table `orders` has no check constraint `amount_positive`",
            "the table `orders` has no not null constraint `orders.note`",
        ],
    );
}

#[tokio::test]
async fn a_constraint_that_is_changed_in_sqlite_fails_a_test() {
    let url = format!("sqlite://{}", sqlite("schema").await.display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    schema!(connection, Database::Sqlite).verify::<Order>(orders).unwrap();

    execute!(connection, "ALTER TABLE orders RENAME COLUMN zip TO postal_code");
    execute!(connection, "ALTER TABLE orders RENAME COLUMN note TO remark");
    execute!(connection, "DROP INDEX orders_lower_code");
    execute!(connection, "ALTER TABLE orders ADD COLUMN friend_id integer REFERENCES customers");
    let schema = schema!(connection, Database::Sqlite);
    assert_eq!(
        mistakes(&schema, orders).lines().collect::<Vec<_>>(),
        [
            "the table `orders` has no unique constraint `orders_place_key` or `orders.street, orders.zip`",
            "the table `orders` has no unique constraint `orders_lower_code`",
            "the table `orders` has 2 foreign keys, of which none has a name",
            "the table `orders` has no not null constraint `orders.note`",
        ],
    );
    for (check, is_there) in [
        ("amount_positive", true),
        ("amount_positiv", false),
        ("amount > 0", true),
        ("amount >  0", true),
        ("amount", false),
        ("pieces <> 13", true),
        ("pieces <> 1", false),
        ("amount_negative", false),
    ] {
        assert_eq!(schema.verify::<Order>(|c| c.check(check, "amount")).is_ok(), is_there, "{check}");
    }
    let mistake = mistakes(&schema, |c| c.unnamed_foreign_key(at("customer_id")));
    assert_eq!(mistake, "a foreign key without a name needs the name of its table, by `on`");
    assert_eq!(mistakes(&schema, |c| c.not_null("orders.email", "mail")), "`Order` has no field `mail`");
}
