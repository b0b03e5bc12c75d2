//! Fresh databases with the table of the tests.

use std::env;
use std::io::Write as _;
use std::path::PathBuf;

use sqlx::{Connection, MySqlConnection, PgConnection, SqliteConnection};

pub(crate) const POSTGRES: &str = "
    CREATE TABLE customers (id bigint PRIMARY KEY);
    CREATE TABLE orders (
        id bigint CONSTRAINT orders_pkey PRIMARY KEY,
        email text NOT NULL CONSTRAINT orders_email_key UNIQUE,
        street text,
        zip text,
        code text,
        customer_id bigint CONSTRAINT orders_customer_fkey REFERENCES customers,
        amount integer CONSTRAINT amount_positive CHECK (amount > 0),
        pieces integer CHECK (pieces <> 13),
        note varchar(60) NOT NULL,
        room integer,
        other text UNIQUE,
        CONSTRAINT orders_place_key UNIQUE (street, zip),
        CONSTRAINT orders_room_excl EXCLUDE USING gist (int4range(room, room + 3) WITH &&)
    );
    CREATE UNIQUE INDEX orders_lower_code ON orders (lower(code));";

pub(crate) const MARIADB: &str = "
    CREATE TABLE customers (id bigint PRIMARY KEY);
    CREATE TABLE orders (
        id bigint PRIMARY KEY,
        email varchar(190) NOT NULL,
        street varchar(190),
        zip varchar(190),
        code varchar(190),
        customer_id bigint,
        amount integer,
        pieces integer CHECK (pieces <> 13),
        note varchar(60) NOT NULL,
        room integer,
        other varchar(190) UNIQUE,
        UNIQUE KEY orders_email_key (email),
        UNIQUE KEY orders_place_key (street, zip),
        UNIQUE KEY orders_lower_code (code),
        CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id),
        CONSTRAINT amount_positive CHECK (amount > 0)
    );";

pub(crate) const SQLITE: &str = "
    PRAGMA foreign_keys = ON;
    CREATE TABLE customers (id integer PRIMARY KEY);
    CREATE TABLE orders (
        id integer PRIMARY KEY,
        email text NOT NULL UNIQUE,
        street text,
        zip text,
        code text,
        customer_id integer REFERENCES customers,
        amount integer CONSTRAINT amount_positive CHECK (amount > 0),
        pieces integer CHECK (pieces <> 13),
        note text NOT NULL,
        room integer,
        other text UNIQUE,
        UNIQUE (street, zip)
    );
    CREATE UNIQUE INDEX orders_lower_code ON orders (lower(code));";

/// The address of a database of this name on the PostgreSQL that runs for the tests.
pub(crate) async fn postgres(name: &str) -> Option<String> {
    let server = server("POSTGRES_URL")?;
    let mut connection = PgConnection::connect(&server).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let mut connection = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(POSTGRES).execute(&mut connection).await.unwrap();
    Some(url)
}

/// The same on the MariaDB.
pub(crate) async fn mariadb(name: &str) -> Option<String> {
    let server = server("MARIADB_URL")?;
    let mut connection = MySqlConnection::connect(&server).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
    let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
    let mut connection = MySqlConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(MARIADB).execute(&mut connection).await.unwrap();
    Some(url)
}

/// A file of SQLite.
pub(crate) async fn sqlite(name: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&file);
    let url = format!("sqlite://{}?mode=rwc", file.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(SQLITE).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    file
}

fn server(variable: &str) -> Option<String> {
    let url = env::var(variable).ok();
    if url.is_none() {
        assert!(env::var_os("DATABASE_TESTS").is_none_or(|tests| tests != "required"), "{variable} is not set");
        let test = std::thread::current().name().unwrap_or_default().to_owned();
        // The output of a test that passes is not shown, unless it is written like this.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: a part of `{test}`, because {variable} is not set; run `bash tests/with_servers cargo test`"
        );
    }
    url
}
