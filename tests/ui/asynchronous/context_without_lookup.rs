//! A context that looks nothing up.

use unprocessable::{Column, Validate};

const EMAIL: Column = Column::new("users", "email");

struct App;

#[derive(Validate)]
#[validate(context = App)]
struct User {
    #[validate(unique(EMAIL))]
    email: String,
}

fn main() {}
