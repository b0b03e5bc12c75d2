//! Writes the same address twice, and shows the answer: `cargo run --example taken`.

use rusqlite::Connection;
use serde::Deserialize;
use unprocessable::{ErrorBody, Validate};
use unprocessable_database::OnConstraint;

#[derive(Deserialize, Validate)]
struct User {
    #[validate(required, email)]
    email: String,
}

fn insert(user: &User, database: &Connection) -> Result<(), ErrorBody> {
    database
        .execute("INSERT INTO users VALUES (?1)", [&user.email])
        .on_constraint::<User>(|c| c.unique(["users_email_key", "users.email"], "email"))?;
    Ok(())
}

fn main() -> rusqlite::Result<()> {
    let database = Connection::open_in_memory()?;
    database.execute_batch("CREATE TABLE users (email text UNIQUE)")?;
    let jane = User { email: "jane@example.com".into() };
    for _ in 0..2 {
        match insert(&jane, &database) {
            Ok(()) => println!("201 Created"),
            Err(answer) => println!("{}\n{}", answer.status(), answer.to_json()),
        }
    }
    Ok(())
}
