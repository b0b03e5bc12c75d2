//! An extractor that does not say which context the type has.

use unprocessable::web::{Readable, ValidJson};
use unprocessable::{Column, InMemory, Validate};

const EMAIL: Column = Column::new("users", "email");

#[derive(serde::Deserialize, Validate)]
#[validate(context = InMemory)]
struct User {
    #[validate(unique(EMAIL))]
    email: String,
}

async fn register(_: ValidJson<User>) {}

fn needs_readable<T: Readable>() {}

fn main() {
    needs_readable::<User>();
    let _ = register;
}
