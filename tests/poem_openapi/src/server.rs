//! A server of poem whose document poem-openapi makes. The rules are laid over it, and the document that is fetched is
//! compared with a reviewed file, which `UPDATE=1` renews.

#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;
use std::path::Path;

use poem::endpoint::make_sync;
use poem::listener::TcpAcceptor;
use poem::web::Json as JsonDocument;
use poem::{Route, Server, get};
use poem_openapi::payload::{Json, PlainText};
use poem_openapi::{Object, OpenApi, OpenApiService};
use serde::Deserialize;
use serde_json::Value;
use unprocessable::{Validate, openapi};

/// What a customer orders.
#[derive(Deserialize, Object, Validate)]
struct Order {
    /// Where the receipt goes.
    #[validate(required, email, length(max = 100))]
    email: String,
    #[validate(length(1..=20), nested)]
    items: Vec<Item>,
    #[validate(nested)]
    address: Option<Address>,
    #[validate(date)]
    starts_at: String,
    #[validate(date, after(self.starts_at))]
    ends_at: String,
    #[validate(length(max = 5), each(length(2..=20)), distinct)]
    tags: Vec<String>,
}

#[derive(Deserialize, Object, Validate)]
struct Item {
    #[validate(starts_with("SKU"), length(max = 12))]
    sku: String,
    #[validate(range(1..=99))]
    pieces: u8,
    #[validate(gt(0), multiple_of(0.05))]
    price: f64,
}

#[derive(Deserialize, Object, Validate)]
struct Address {
    #[validate(required, length(max = 80))]
    street: String,
    #[validate(required, country)]
    country: String,
}

struct Shop;

#[OpenApi]
impl Shop {
    /// Takes an order.
    #[oai(path = "/orders", method = "post")]
    async fn order(&self, order: Json<Order>) -> poem::Result<PlainText<String>> {
        let order = order.0.into_valid()?.into_inner();
        let prices: f64 = order.items.iter().map(|item| item.price * f64::from(item.pieces)).sum();
        Ok(PlainText(format!("{prices} {}", order.email)))
    }
}

/// What poem writes, with the rules and with the answer to orders that break them.
fn document(poem: &str) -> Value {
    let mut document: Value = serde_json::from_str(poem).unwrap();
    openapi::lay_over::<Order>(&mut document).unwrap();
    let responses = document.pointer_mut("/paths/~1orders/post/responses").and_then(Value::as_object_mut).unwrap();
    responses.insert("422".into(), openapi::validation_response::<Order>());
    let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut).unwrap();
    schemas.extend(openapi::error_schemas());
    document
}

async fn serve() -> SocketAddr {
    let service = OpenApiService::new(Shop, "Shop", "1");
    let document = document(&service.spec());
    let shown = make_sync(move |_| JsonDocument(document.clone()));
    let app = Route::new().at("/openapi.json", get(shown)).nest("/", service);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TcpAcceptor::from_tokio(listener).unwrap();
    tokio::spawn(Server::new_with_acceptor(acceptor).run(app));
    address
}

#[tokio::test]
async fn the_document_has_the_rules() {
    let address = serve().await;
    let get = move || ureq::get(&format!("http://{address}/openapi.json")).call()?.body_mut().read_to_string();
    let document: Value = serde_json::from_str(&tokio::task::spawn_blocking(get).await.unwrap().unwrap()).unwrap();

    let order = &document["components"]["schemas"]["Order"]["properties"];
    assert_eq!(order["email"]["maxLength"], 100);
    assert_eq!(order["ends_at"]["x-rules"][0]["message"], "The ends at must be after the starts at.");
    assert_eq!(document["components"]["schemas"]["Item"]["properties"]["pieces"]["maximum"], 99);

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let written = serde_json::to_string_pretty(&document).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == reviewed, "{} is not the document; UPDATE=1 renews it", path.display());
}

#[tokio::test]
async fn the_answer_is_what_the_document_says() {
    let address = serve().await;
    let post = move || {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let order = r#"{"email":"","items":[],"starts_at":"2030-01-01","ends_at":"2030-01-02","tags":[]}"#;
        let mut response =
            agent.post(&format!("http://{address}/orders")).header("content-type", "application/json").send(order)?;
        Ok::<_, ureq::Error>((response.status().as_u16(), response.body_mut().read_to_string()?))
    };
    let (status, body) = tokio::task::spawn_blocking(post).await.unwrap().unwrap();
    assert_eq!(status, 422);
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["errors"]["email"][0], "The email field is required.");
}
