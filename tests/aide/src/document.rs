//! The document of a server with aide, fetched from the server and compared with a file.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;
use std::path::Path;

use aide::axum::routing::{get, post, put_with};
use aide::axum::{ApiRouter, IntoApiResponse};
use aide::openapi::{Info, OpenApi};
use axum::{Extension, Json};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use unprocessable::axum::{
    Answers, EarlyResponse, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery, ValidRequest,
    With,
};
use unprocessable::{ErrorBody, Status, Validate, Violation};

/// What a customer pays.
#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
#[validate(json_schema)]
struct Payment {
    /// Where the receipt goes.
    #[validate(required, email)]
    email: String,
    #[validate(gt(0))]
    amount: f64,
    #[validate(nested, length(max = 10))]
    items: Vec<Item>,
    #[serde(default)]
    #[validate(nested)]
    address: Option<Address>,
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Item {
    #[validate(length(2..=20))]
    name: String,
    #[validate(nested)]
    parts: Option<Vec<Item>>,
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Address {
    #[validate(length(max = 80))]
    street: String,
    #[validate(regex("^[A-Z]{2}$"))]
    country: String,
}

#[derive(Serialize, JsonSchema)]
struct Receipt {
    number: u32,
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Id {
    /// The number of the payment.
    #[validate(gte(1))]
    id: u32,
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Search {
    #[validate(range(1..=100))]
    page: Option<u32>,
    #[validate(nested)]
    near: Option<Address>,
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Trace {
    #[serde(rename = "x-request-id")]
    #[validate(uuid)]
    request_id: String,
}

#[derive(Deserialize, Validate)]
#[validate(json_schema)]
struct Comment {
    #[validate(required, length(max = 500))]
    text: String,
}

struct Shop {
    country: &'static str,
}

#[derive(Deserialize, Validate)]
#[validate(json_schema, context = Shop)]
struct Delivery {
    #[validate(custom(delivered_to, context))]
    country: String,
}

fn delivered_to(country: &str, shop: &Shop) -> Result<(), Violation> {
    match country == shop.country {
        true => Ok(()),
        false => Err(Violation::new("delivery", "We do not deliver to this {attribute}.")),
    }
}

async fn pay(ValidJson(payment): ValidJson<Payment>) -> Result<Json<Receipt>, ErrorBody> {
    match payment.amount > 1000.0 {
        true => Err(ErrorBody::new(Status::Forbidden)),
        false => Ok(Json(Receipt { number: 1 })),
    }
}

async fn show(ValidPath(id): ValidPath<Id>, ValidQuery(_): ValidQuery<Search>) -> Json<Receipt> {
    Json(Receipt { number: id.id })
}

type Change = (ValidPath<Id>, ValidQuery<Search>, ValidHeaders<Trace>, Option<ValidJson<Payment>>);

async fn change(ValidRequest((id, search, trace, payment)): ValidRequest<Change>) -> Json<Receipt> {
    drop((search, trace, payment));
    Json(Receipt { number: id.0.id })
}

async fn comment(comment: Result<ValidForm<Comment>, EarlyResponse>) -> Result<Json<Receipt>, EarlyResponse> {
    comment.map(|_| Json(Receipt { number: 1 }))
}

async fn upload(ValidMultipart(_): ValidMultipart<Comment>) -> Json<Receipt> {
    Json(Receipt { number: 1 })
}

async fn deliver(ValidJson(_): ValidJson<With<Shop, Delivery>>) -> Json<Receipt> {
    Json(Receipt { number: 1 })
}

async fn document(Extension(document): Extension<OpenApi>) -> impl IntoApiResponse {
    Json(document)
}

/// Starts the server, with what aide took for a mistake.
async fn serve() -> (SocketAddr, Vec<String>) {
    let (sender, mistakes) = std::sync::mpsc::channel();
    aide::generate::on_error(move |error| sender.send(error.to_string()).unwrap());
    let mut document = OpenApi {
        info: Info { title: "Payments".into(), version: "1".into(), ..Info::default() },
        ..OpenApi::default()
    };
    let app = ApiRouter::new()
        .api_route("/payments", post(pay))
        .api_route("/payments/{id}", get(show).put_with(change, |operation| operation.summary("Change a payment")))
        .api_route("/comments", post(comment))
        .api_route("/uploads", post(upload))
        .api_route("/deliveries", put_with(deliver, |operation| operation))
        .route("/openapi.json", axum::routing::get(self::document))
        .finish_api(&mut document)
        .layer(Answers::new().context(Shop { country: "AT" }))
        .layer(Extension(document));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    (address, mistakes.try_iter().collect())
}

/// The status and the body of the answer.
async fn ask(
    address: SocketAddr,
    method: &'static str,
    path: &'static str,
    media: &'static str,
    body: &str,
) -> (u16, Value) {
    let body = body.to_owned();
    let asked = move || {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let request = ureq::http::Request::builder().method(method).uri(format!("http://{address}{path}"));
        let request = match media {
            "" => request.body(String::new()),
            media => request.header("content-type", media).body(body),
        };
        let mut response = agent.run(request.unwrap()).unwrap();
        (response.status().as_u16(), response.body_mut().read_json().unwrap())
    };
    tokio::task::spawn_blocking(asked).await.unwrap()
}

#[tokio::test]
async fn the_document_is_the_reviewed_one() {
    let (address, mistakes) = serve().await;
    assert_eq!(mistakes, Vec::<String>::new());
    let (status, document) = ask(address, "GET", "/openapi.json", "", "").await;
    assert_eq!(status, 200);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let written = format!("{}\n", serde_json::to_string_pretty(&document).unwrap());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &written).unwrap();
    }
    assert_eq!(written, std::fs::read_to_string(&file).unwrap(), "UPDATE=1 writes {}", file.display());
}

#[tokio::test]
async fn answers_are_as_documented() {
    let (address, _) = serve().await;
    let (_, document) = ask(address, "GET", "/openapi.json", "", "").await;
    let json = "application/json";
    for (method, path, route, media, body, expected) in [
        ("POST", "/payments", "/payments", json, r#"{"email":"a@b.example","amount":1,"items":[]}"#, 200),
        ("POST", "/payments", "/payments", json, r#"{"email":"a@b.example","amount":1001,"items":[]}"#, 403),
        ("POST", "/payments", "/payments", json, r#"{"email":"","amount":0,"items":[{"name":"a"}]}"#, 422),
        ("POST", "/payments", "/payments", json, "{", 400),
        ("POST", "/payments", "/payments", "text/plain", "{}", 415),
        ("GET", "/payments/1?page=2&near[street]=a&near[country]=AT", "/payments/{id}", "", "", 200),
        ("GET", "/payments/0?page=1", "/payments/{id}", "", "", 422),
        ("GET", "/payments/1?page=0", "/payments/{id}", "", "", 422),
        ("GET", "/payments/x", "/payments/{id}", "", "", 400),
        ("PUT", "/payments/0?page=0", "/payments/{id}", json, "{}", 400),
        ("POST", "/comments", "/comments", "application/x-www-form-urlencoded", "text=a", 200),
        ("POST", "/comments", "/comments", "application/x-www-form-urlencoded", "text=", 422),
        ("PUT", "/deliveries", "/deliveries", json, r#"{"country":"AT"}"#, 200),
        ("PUT", "/deliveries", "/deliveries", json, r#"{"country":"DE"}"#, 422),
    ] {
        let (status, answer) = ask(address, method, path, media, body).await;
        assert_eq!(status, expected, "{method} {path} {body}: {answer}");
        let responses = &document["paths"][route][method.to_lowercase()]["responses"];
        let response = responses.get(status.to_string()).or_else(|| responses.get("default")).unwrap();
        let mut schema = json!({ "components": document["components"] });
        schema["allOf"] = json!([response["content"]["application/json"]["schema"]]);
        assert!(jsonschema::is_valid(&schema, &answer), "{method} {path} {status}: {answer}\n{schema}");
        if media == json && expected != 400 {
            let body: Value = serde_json::from_str(body).unwrap();
            let documented = &document["paths"][route][method.to_lowercase()]["requestBody"]["content"][json];
            schema["allOf"] = json!([documented["schema"]]);
            // What a function refuses, no schema does.
            let is_said = !matches!(route, "/deliveries");
            assert_eq!(jsonschema::is_valid(&schema, &body), expected != 422 || !is_said, "{body}");
        }
    }
}
