use unprocessable::Validate;
use unprocessable::rules::{Email, email};

pub const fn sku(_: &'static str) -> Email {
    email()
}

#[derive(Validate)]
struct Item {
    #[validate(sku("A"))]
    code: String,
}

fn main() {}
