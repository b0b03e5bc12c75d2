use axum::Router;
use axum::routing::post;
use serde::Deserialize;
use unprocessable::axum::{ValidForm, ValidJson};
use unprocessable::{Validate, from_json};

#[derive(Deserialize, Validate)]
struct Address {
    #[validate(nestd)]
    city: String,
}

#[derive(Deserialize, Validate)]
struct Signup {
    #[validate(nested)]
    address: Address,
    #[validate(nested)]
    others: Vec<Address>,
}

#[derive(Deserialize, Validate)]
struct Page<'p, T> {
    #[validate(nested, lenght(max = 3, max = 4))]
    items: Vec<T>,
    name: &'p str,
}

#[derive(Deserialize, Validate)]
enum Payment {
    Card(#[validate(required(message = 3))] String),
}

async fn signup(ValidJson(_): ValidJson<Signup>) {}

async fn address(ValidForm(_): ValidForm<Address>) {}

async fn pay(ValidJson(_): ValidJson<Vec<Payment>>) {}

fn main() {
    let _: Router = Router::new().route("/", post(signup)).route("/address", post(address)).route("/pay", post(pay));
    let _ = from_json::<Address>(b"{}");
    let _ = from_json::<Page<Signup>>(b"{}");
}
