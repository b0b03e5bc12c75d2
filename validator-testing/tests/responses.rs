//! Responses of axum and actix-web, and those that ureq and reqwest get from a server.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used)]
#![cfg(all(feature = "axum", feature = "actix-web", feature = "reqwest", feature = "ureq"))]

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use tower::ServiceExt as _;
use unprocessable::axum::ValidJson;
use unprocessable::{ErrorBody, Status, Validate};
use unprocessable_testing::assert_422;

#[derive(Debug, Deserialize, Validate)]
struct Order {
    #[validate(required, email)]
    email: String,
    #[validate(length(min = 1), each(gte(1)))]
    counts: Vec<u32>,
}

const GOOD: &str = r#"{"email": "jane@example.com", "counts": [1]}"#;
const BAD: &str = r#"{"email": "", "counts": [1, 0, "x"]}"#;

fn app() -> Router {
    Router::new().route("/orders", post(async |ValidJson(_): ValidJson<Order>| "ok")).route(
        "/broken",
        post(async || {
            Response::from(axum::response::IntoResponse::into_response(ErrorBody::new(Status::InternalServerError)))
        }),
    )
}

async fn ask(body: &str) -> Response {
    let request = Request::post("/orders").header("content-type", "application/json").body(Body::from(body.to_owned()));
    app().oneshot(request.unwrap()).await.unwrap()
}

fn said(failed: Result<(), Box<dyn std::any::Any + Send>>) -> String {
    failed.unwrap_err().downcast_ref::<String>().unwrap().clone()
}

#[tokio::test]
async fn responses_of_axum() {
    assert_422!(ask(BAD).await, "email" => [required, email], "counts.1" => gte, "counts.2" => integer, only);
    let response = ask(BAD).await;
    let text = said(catch_unwind(AssertUnwindSafe(|| assert_422!(response, "email" => length, only))));
    assert!(text.contains("email    | length   | required, email <- differs"), "{text}");
    let response = ask(GOOD).await;
    let text = said(catch_unwind(AssertUnwindSafe(|| assert_422!(response, "email" => required))));
    assert_eq!(text, "status 422 was expected; it is 200");
}

#[actix_web::test]
async fn responses_of_actix_web() {
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, HttpResponse, web};
    use unprocessable::actix_web::ValidJson;

    let app = App::new().route("/orders", web::post().to(async |_: ValidJson<Order>| HttpResponse::Ok().finish()));
    let app = init_service(app).await;
    let ask = |body: &'static str| {
        TestRequest::post()
            .uri("/orders")
            .insert_header(("content-type", "application/json"))
            .set_payload(body)
            .to_request()
    };
    let response = call_service(&app, ask(BAD)).await;
    assert_422!(response, "email" => [required, email], "counts.1" => gte, "counts.2" => integer, only);
    let response = call_service(&app, ask(BAD)).await.into_parts().1;
    assert_422!(response, "email" => [required, email]);
    let response = call_service(&app, ask(GOOD)).await;
    let text = said(catch_unwind(AssertUnwindSafe(|| assert_422!(response))));
    assert_eq!(text, "status 422 was expected; it is 200");
}

/// A server that runs as long as the tests.
fn serve() -> SocketAddr {
    let (send, receive) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            send.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, app()).await.unwrap();
        });
    });
    receive.recv().unwrap()
}

#[test]
fn responses_that_ureq_gets() {
    let url = format!("http://{}/orders", serve());
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let ask = |body: &str| agent.post(&url).header("content-type", "application/json").send(body);
    assert_422!(ask(BAD), "email" => [required, email], "counts.1" => gte, "counts.2" => integer, only);
    assert_422!(ask(BAD).unwrap(), "email" => [required, email]);
    let text = said(catch_unwind(AssertUnwindSafe(|| assert_422!(ask(GOOD)))));
    assert_eq!(text, "status 422 was expected; it is 200");
    let text = said(catch_unwind(AssertUnwindSafe(|| {
        assert_422!(ureq::post(&url).header("content-type", "application/json").send(BAD));
    })));
    assert!(text.contains("http_status_as_error(false)"), "{text}");
}

#[tokio::test]
async fn responses_that_reqwest_gets() {
    let url = format!("http://{}/orders", serve());
    let client = reqwest::Client::new();
    let ask = async |body: &'static str| {
        client.post(&url).header("content-type", "application/json").body(body).send().await.unwrap()
    };
    assert_422!(ask(BAD).await, "email" => [required, email], "counts.1" => gte, "counts.2" => integer, only).await;
    let response = ask(BAD).await;
    let failed = tokio::spawn(async move { assert_422!(response, "email" => gte).await }).await.unwrap_err();
    let text = said(Err(failed.into_panic()));
    assert!(
        text.contains("tests/responses.rs:") && text.contains("email    | gte         | required, email <- differs"),
        "{text}"
    );
    // One that nobody waits for has checked nothing.
    let response = ask(BAD).await;
    let text = said(catch_unwind(AssertUnwindSafe(|| drop(assert_422!(response, "email" => gte)))));
    assert!(text.contains("was not awaited"), "{text}");
}
