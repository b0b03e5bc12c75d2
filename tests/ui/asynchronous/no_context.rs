//! Rules that ask a database, and nothing to ask.

use unprocessable::{Column, Validate};

const EMAIL: Column = Column::new("users", "email");

#[derive(Validate)]
struct User {
    #[validate(unique(EMAIL))]
    email: String,
    #[validate(exists(EMAIL))]
    friend: String,
}

fn main() {}
