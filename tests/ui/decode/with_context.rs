use serde::Deserialize;
use unprocessable::{Validate, from_json};

struct Shop;

#[derive(Deserialize, Validate)]
#[validate(context = Shop)]
struct Order {
    #[validate(required)]
    name: String,
}

fn main() {
    let _ = from_json::<Order>(b"{}");
}
