//! The database: one SQLite file.

use std::path::Path;

use serde::Serialize;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use unprocessable::{Found, Lookup, Question};
use unprocessable_database::{Constraints, DatabaseError, OnConstraint};

use crate::request::Signup;

/// The columns of the table `signups` in which rules look.
pub mod signups {
    use unprocessable::Column;

    /// Each address is there once.
    pub const EMAIL: Column = Column::new("signups", "email");
}

/// The constraints of the table `signups`, and the field that each belongs to.
pub fn constraints(table: Constraints<Signup>) -> Constraints<Signup> {
    table.unique(signups::EMAIL, "email")
}

/// The saved sign-ups. Clones share one pool of connections.
#[derive(Clone, Debug)]
pub struct Store {
    pool: SqlitePool,
}

/// The rules of a request ask the same database.
impl Lookup for Store {
    type Error = sqlx::Error;

    async fn find(&self, question: Question<'_>) -> Result<Found, sqlx::Error> {
        unprocessable_database::sqlx::find(&self.pool, question).await
    }
}

/// A saved sign-up as anybody may see it, without the password and the street.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the names of the request
pub struct Saved {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub city: String,
    pub country: String,
    pub first_day: String,
    pub last_day: String,
    pub items: Vec<SavedItem>,
    pub has_photo: bool,
}

/// One of its items.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct SavedItem {
    pub name: String,
    pub price: f64,
    pub pieces: u32,
}

impl Store {
    /// Opens the file, and creates it if it does not exist.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened, or is not a database of this program.
    pub async fn open(file: &Path) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            // Readers do not wait for the writer. With `Full` a row is on the disk before its request is answered, so
            // it survives a power cut.
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
        sqlx::raw_sql(include_str!("schema.sql")).execute(&pool).await?;
        Ok(Self { pool })
    }

    /// Saves a sign-up with all of its items, or nothing.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`] if the address is taken or the database fails.
    pub async fn save(&self, signup: &Signup, password_hash: &str) -> Result<Saved, DatabaseError<sqlx::Error>> {
        // Gets the write lock at once. A transaction that begins with reading may have to give up later.
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let (id,): (i64,) = sqlx::query_as(
            "INSERT INTO signups (name, email, password_hash, street, postal_code, city, country, first_day, last_day)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        )
        .bind(&signup.name)
        .bind(&signup.email)
        .bind(password_hash)
        .bind(&signup.address.street)
        .bind(&signup.address.postal_code)
        .bind(&signup.address.city)
        .bind(&signup.address.country)
        .bind(signup.first_day.to_string())
        .bind(signup.last_day.to_string())
        .fetch_one(&mut *transaction)
        .await
        .on_constraint(constraints)?;
        for (position, item) in (0_i64..).zip(&signup.items) {
            sqlx::query("INSERT INTO items (signup, position, name, cents, pieces) VALUES (?, ?, ?, ?, ?)")
                .bind(id)
                .bind(position)
                .bind(&item.name)
                .bind(cents(item.price))
                .bind(item.pieces)
                .execute(&mut *transaction)
                .await?;
        }
        if let Some(photo) = &signup.photo {
            sqlx::query("INSERT INTO photos (signup, media_type, content) VALUES (?, ?, ?)")
                .bind(id)
                .bind(photo.media_type())
                // It came in the text of the request, so it is in memory.
                .bind(photo.bytes().map_err(sqlx::Error::Io)?)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(Saved::new(id, signup))
    }

    /// The picture of a stall, with its media type.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn photo(&self, signup: i64) -> Result<Option<(String, Vec<u8>)>, sqlx::Error> {
        let photo = sqlx::query_as("SELECT media_type, content FROM photos WHERE signup = ?").bind(signup);
        photo.fetch_optional(&self.pool).await
    }

    /// The last 50 sign-ups, newest first.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub async fn newest(&self) -> Result<Vec<Saved>, sqlx::Error> {
        // In one transaction both tables are in the same state.
        let mut transaction = self.pool.begin().await?;
        let signups: Vec<SignupRow> = sqlx::query_as(
            "SELECT id, name, email, city, country, first_day, last_day,
                    EXISTS (SELECT 1 FROM photos WHERE signup = id)
             FROM signups ORDER BY id DESC LIMIT 50",
        )
        .fetch_all(&mut *transaction)
        .await?;
        let oldest = signups.last().map_or(0, |signup| signup.0);
        let items: Vec<(i64, String, i64, u32)> = sqlx::query_as(
            "SELECT signup, name, cents, pieces FROM items WHERE signup >= ? ORDER BY signup DESC, position",
        )
        .bind(oldest)
        .fetch_all(&mut *transaction)
        .await?;
        let mut items = items.into_iter().peekable();
        let with_items = |(id, name, email, city, country, first_day, last_day, has_photo)| {
            let own = std::iter::from_fn(|| items.next_if(|item| item.0 == id));
            let items = own.map(|(_, name, cents, pieces)| SavedItem { name, price: cents as f64 / 100.0, pieces });
            Saved { id, name, email, city, country, first_day, last_day, items: items.collect(), has_photo }
        };
        Ok(signups.into_iter().map(with_items).collect())
    }

    /// Writes the rest of the log into the file, and closes it.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// The columns of one sign-up, as [`Saved`] has them. The last says whether there is a picture.
type SignupRow = (i64, String, String, String, String, String, String, bool);

/// Money is counted in whole cents. The rule on the price ensures that there are no fractions.
fn cents(price: f64) -> i64 {
    (price * 100.0).round() as i64
}

impl Saved {
    fn new(id: i64, signup: &Signup) -> Self {
        let items = signup.items.iter();
        Self {
            id,
            name: signup.name.clone(),
            email: signup.email.clone(),
            city: signup.address.city.clone(),
            country: signup.address.country.clone(),
            first_day: signup.first_day.to_string(),
            last_day: signup.last_day.to_string(),
            items: items
                .map(|item| SavedItem { name: item.name.clone(), price: item.price, pieces: item.pieces })
                .collect(),
            has_photo: signup.photo.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use unprocessable_database::{Database, Schema};

    use super::*;

    #[tokio::test]
    async fn the_constraints_and_columns_are_those_of_the_database() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = Store::open(&folder.path().join("signup.db")).await?;
        let rows = sqlx::query_as(Database::Sqlite.query()).fetch_all(&store.pool).await?;
        let schema = Schema::new(Database::Sqlite, rows);
        schema.verify(constraints)?;
        schema.verify_lookups::<Signup>()?;
        Ok(())
    }
}
