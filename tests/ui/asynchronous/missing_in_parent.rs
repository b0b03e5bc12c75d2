//! The type around one with asynchronous rules does not say `async`.

use unprocessable::{Column, InMemory, Validate};

const EMAIL: Column = Column::new("users", "email");

#[derive(Validate)]
#[validate(context = InMemory)]
struct Team {
    #[validate(nested)]
    users: Vec<User>,
}

#[derive(Validate)]
#[validate(context = InMemory)]
struct User {
    #[validate(unique(EMAIL))]
    email: String,
}

fn main() {}
