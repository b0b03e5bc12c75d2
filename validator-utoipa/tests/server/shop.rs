// A shop, included once for each version of utoipa.

use adapter::{
    ErrorMessage, HeaderParams, ParamResponses, PathParams, QueryParams, Rules, ValidationResponses, to_schema,
};
use axum::extract::Json;
use axum::routing::{get, post};
use serde::Deserialize;
use unprocessable::Validate;
use unprocessable::axum::{ValidHeaders, ValidJson, ValidPath, ValidQuery};
use utoipa::{OpenApi, ToSchema};

/// What a customer orders.
#[derive(Deserialize, ToSchema, Validate)]
pub(super) struct Order {
    /// Where the receipt goes.
    #[validate(required, email, length(max = 100))]
    #[schema(examples("jane@example.org"))]
    email: String,
    #[validate(length(1..=20), nested)]
    items: Vec<Item>,
    #[validate(nested)]
    address: Option<Address>,
    #[validate(date)]
    starts_at: String,
    #[validate(date, after(self.starts_at))]
    ends_at: String,
    #[validate(one_of(["card", "invoice"]))]
    pay_by: String,
    #[validate(required_if(self.pay_by == "invoice"), iban)]
    iban: Option<String>,
    #[validate(length(max = 5), each(length(2..=20)), distinct)]
    tags: Vec<String>,
}

#[derive(Deserialize, ToSchema, Validate)]
struct Item {
    #[validate(starts_with("SKU"), length(max = 12))]
    sku: String,
    #[validate(range(1..=99))]
    pieces: u8,
    #[validate(gt(0), multiple_of(0.05))]
    price: f64,
}

// No derive of utoipa stands here.
#[derive(Deserialize, Validate)]
struct Address {
    #[validate(required, length(max = 80))]
    street: String,
    #[validate(required, country)]
    country: String,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "camelCase", tag = "kind")]
enum Contact {
    Mail {
        #[validate(required, email)]
        address: String,
    },
    Phone {
        #[validate(required, phone)]
        number: String,
    },
}

to_schema!(Address, Contact);

#[derive(Deserialize, Validate)]
struct Search {
    /// What the name contains.
    #[validate(length(max = 50))]
    name: Option<String>,
    #[serde(default)]
    #[validate(range(..=1000))]
    page: u32,
}

#[derive(Deserialize, Validate)]
struct OrderPath {
    #[validate(gt(0))]
    id: u64,
}

#[derive(Deserialize, Validate)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Headers {
    #[validate(required, uuid)]
    idempotency_key: String,
}

/// Takes an order.
#[utoipa::path(
    post,
    path = "/orders",
    request_body = Order,
    params(HeaderParams<Headers>),
    responses((status = 200, description = "It is taken."), ValidationResponses<Order>),
)]
pub(super) async fn order(_: ValidHeaders<Headers>, ValidJson(order): ValidJson<Order>) -> String {
    let order = order.into_inner();
    let prices: f64 = order.items.iter().map(|item| item.price * f64::from(item.pieces)).sum();
    format!("{prices} {}", order.email)
}

/// Finds orders.
#[utoipa::path(
    get,
    path = "/orders",
    params(QueryParams<Search>),
    responses((status = 200, description = "The orders."), ParamResponses<Search>),
)]
async fn orders(_: ValidQuery<Search>) {}

/// How to reach the customer of an order.
#[utoipa::path(
    put,
    path = "/orders/{id}/contact",
    request_body = Contact,
    params(PathParams<OrderPath>),
    responses(
        (status = 200, description = "It is saved."),
        (status = 404, description = "There is no such order.", body = ErrorMessage),
        ValidationResponses<Contact>,
    ),
)]
async fn contact(_: ValidPath<OrderPath>, _: ValidJson<Contact>) {}

const RULES: Rules<(Order,)> = Rules::new();

#[derive(OpenApi)]
#[openapi(info(title = "Shop", version = "1", description = "A shop."), paths(order, orders, contact), modifiers(&RULES))]
struct Document;

pub(super) fn app() -> axum::Router {
    axum::Router::new()
        .route("/orders", post(order).get(orders))
        .route("/orders/{id}/contact", axum::routing::put(contact))
        .route("/openapi.json", get(async || Json(Document::openapi())))
}
