//! Words of asynchronous rules in wrong places.

use unprocessable::Validate;

#[derive(Validate)]
#[validate(async = true)]
struct A {
    #[validate(async)]
    a: String,
    #[validate(unikue(crate::COLUMN))]
    b: String,
    #[validate(custom_asinc(check))]
    c: String,
}

fn main() {}
