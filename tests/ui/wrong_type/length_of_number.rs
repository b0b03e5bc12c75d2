use std::num::NonZeroU32;

use unprocessable::Validate;

#[derive(Validate)]
struct Signup {
    #[validate(length(max = 3))]
    age: u8,
    #[validate(length(1..=3))]
    price: f64,
    #[validate(each(length(equal = 3)))]
    counts: Vec<NonZeroU32>,
}

fn main() {}
