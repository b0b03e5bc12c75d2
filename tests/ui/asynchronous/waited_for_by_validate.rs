//! A check that cannot wait.

use unprocessable::{Column, InMemory, Validate};

const EMAIL: Column = Column::new("users", "email");

#[derive(Validate)]
#[validate(context = InMemory)]
struct User {
    #[validate(unique(EMAIL))]
    email: String,
}

fn main() {
    let user = User { email: String::new() };
    let _ = user.validate_with(&InMemory::new());
    let _ = user.into_valid_with(&InMemory::new());
}
