use serde::Deserialize;
use unprocessable::from_json;

#[derive(Deserialize)]
struct Order {
    name: String,
}

fn main() {
    let _ = from_json::<Order>(b"{}");
    let _ = from_json::<Vec<Order>>(b"{}");
}
