//! A server of axum whose document utoipa makes, for each version of utoipa. The document is compared with a reviewed file,
//! which `UPDATE=1` renews.

#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use serde_json::{Value, json};

mod with_utoipa5 {
    use unprocessable_utoipa::utoipa5 as adapter;
    use utoipa5 as utoipa;

    include!("shop.rs");
}

mod with_utoipa6 {
    use unprocessable_utoipa::utoipa6 as adapter;

    include!("shop.rs");
}

#[tokio::test]
async fn the_document_of_utoipa_5_has_the_rules() {
    let document = fetch(with_utoipa5::app()).await;
    compare(&document, "openapi-utoipa5.json");
    has_the_rules(&document);
}

#[tokio::test]
async fn the_document_of_utoipa_6_has_the_rules() {
    let document = fetch(with_utoipa6::app()).await;
    compare(&document, "openapi-utoipa6.json");
    has_the_rules(&document);
}

#[tokio::test]
async fn routes_of_utoipa_axum_have_the_rules() {
    let document = fetch(with_utoipa6_axum::app()).await;
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["Order"]["properties"]["email"]["maxLength"], 100);
    assert_eq!(schemas["Item"]["properties"]["pieces"]["maximum"], 99);
    assert_eq!(schemas["ValidationErrors"]["type"], "object");
}

/// The router of `utoipa-axum` adds components after the document was made, so the rules come last.
mod with_utoipa6_axum {
    use unprocessable_utoipa::Rules;
    use utoipa::Modify as _;
    use utoipa_axum::{router::OpenApiRouter, routes};

    use super::with_utoipa6::{__path_order, Order, order};

    pub(super) fn app() -> axum::Router {
        let (router, mut document) = OpenApiRouter::new().routes(routes!(order)).split_for_parts();
        Rules::<(Order,)>::new().modify(&mut document);
        router.route("/openapi.json", axum::routing::get(async || axum::Json(document)))
    }
}

/// Each sentence of the example is what the server answers.
#[tokio::test]
async fn the_answer_is_what_the_document_says() {
    let document = fetch(with_utoipa6::app()).await;
    let answer = &document["paths"]["/orders"]["post"]["responses"]["422"]["content"]["application/json"]["example"];
    let address = serve(with_utoipa6::app()).await;
    let order = json!({
        "email": "",
        "items": [{ "sku": "", "pieces": 1, "price": 1.0 }],
        "address": { "street": "a".repeat(81), "country": "DE" },
        "starts_at": "soon",
        "ends_at": "2030-01-02",
        "pay_by": "card",
        "tags": [],
    });
    let post = move || {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let request = agent.post(&format!("http://{address}/orders")).header("content-type", "application/json");
        let request = request.header("idempotency-key", "67e55044-10b1-426f-9247-bb680e5fe0c8");
        let mut response = request.send(order.to_string())?;
        Ok::<_, ureq::Error>((response.status().as_u16(), response.body_mut().read_to_string()?))
    };
    let (status, body) = tokio::task::spawn_blocking(post).await.unwrap().unwrap();
    assert_eq!(status, 422);
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["message"], answer["message"]);
    let documented = answer["errors"].as_object().unwrap();
    assert_eq!(documented.len(), 4);
    for (key, sentences) in documented {
        assert!(body["errors"][key].as_array().unwrap().contains(&sentences[0]), "{key}: {body}");
    }
}

async fn fetch(app: axum::Router) -> Value {
    let address = serve(app).await;
    let get = move || ureq::get(&format!("http://{address}/openapi.json")).call()?.body_mut().read_to_string();
    serde_json::from_str(&tokio::task::spawn_blocking(get).await.unwrap().unwrap()).unwrap()
}

async fn serve(app: axum::Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await });
    address
}

/// What stands in the file is reviewed by people; this is what must not be lost.
fn has_the_rules(document: &Value) {
    let order = &document["components"]["schemas"]["Order"]["properties"];
    assert_eq!(order["starts_at"]["format"], "date", "a format");
    assert_eq!(order["email"]["maxLength"], 100, "a limit");
    assert_eq!(order["email"]["examples"][0], "jane@example.org", "what utoipa wrote");
    assert_eq!(order["ends_at"]["x-rules"][0]["message"], "The ends at must be after the starts at.", "a sentence");
    let item = &document["components"]["schemas"]["Item"]["properties"];
    assert_eq!(item["pieces"]["minimum"], 1, "a nested type");
    let search = &document["paths"]["/orders"]["get"]["parameters"][0];
    assert_eq!(search["schema"]["maxLength"], 50, "a parameter");
}

fn compare(document: &Value, file: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/server").join(file);
    let written = serde_json::to_string_pretty(document).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == reviewed, "{} is not the document; UPDATE=1 renews it", path.display());
}
