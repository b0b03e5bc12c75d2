use unprocessable::Validate;

use unprocessable::from_json;

#[derive(Validate)]
struct Order {
    #[validate(required)]
    name: String,
}

fn main() {
    let _ = from_json::<Order>(b"{}");
}
