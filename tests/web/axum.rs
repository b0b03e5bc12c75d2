//! The server of axum.

use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, RawQuery};
use axum::http::StatusCode;
use axum::routing::{any, get, post};
use unprocessable::axum::{
    Answers, EarlyResponse, JsonApi, Problem, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath,
    ValidQuery, ValidRequest, With,
};
use unprocessable::{ErrorBody, Rejection, Status, Valid, ValidationErrors, Violation, from_json};

use crate::types::{
    Address, Confusing, Id, Order, Ran, Search, Shelf, Shop, Trace, UserId, by_language, not_taken, searched,
};
use crate::{bytes, hostile, live_table, suite};

type All = (ValidPath<Id>, ValidQuery<Search>, ValidHeaders<Trace>, ValidJson<Order>);

fn routes() -> Router {
    Router::new()
        .route("/json", post(async |ValidJson(order): ValidJson<Order>| order.email.clone()))
        .route("/form", post(async |ValidForm(order): ValidForm<Order>| order.email.clone()))
        .route("/multipart", post(async |ValidMultipart(order): ValidMultipart<Order>| order.email.clone()))
        .route("/query", get(async |ValidQuery(search): ValidQuery<Search>| search.q.clone()))
        .route("/path/{id}", get(async |ValidPath(id): ValidPath<Id>| id.id.to_string()))
        .route("/user/{id}", get(async |ValidPath(id): ValidPath<UserId>| id.0.to_string()))
        .route(
            "/shelf/{row}/{place}",
            get(async |ValidPath(shelf): ValidPath<Shelf>| format!("{} {}", shelf.0, shelf.1)),
        )
        .route("/miscounted/{row}/{place}", get(async |ValidPath(id): ValidPath<UserId>| id.0.to_string()))
        .route("/maybe", post(async |order: Option<ValidJson<Order>>| email_of(order.as_ref())))
        .route(
            "/maybe_query",
            get(async |search: Option<ValidQuery<Search>>| search.map_or("none".into(), |search| search.q.clone())),
        )
        .route("/maybe_all", post(maybe_all))
        .route("/counted", any(counted))
        .route("/headers", get(async |ValidHeaders(trace): ValidHeaders<Trace>| trace.trace.clone()))
        .route("/all/{id}", post(all))
        .route("/confusing", post(confusing))
        .route(
            "/both",
            post(async |ValidQuery(search): ValidQuery<Search>, order: ValidJson<Order>| {
                format!("{} {}", search.q, order.email)
            }),
        )
        .route("/context", post(async |ValidJson(address): ValidJson<With<Shop, Address>>| address.country.clone()))
        .route("/by_hand", post(by_hand))
        .route("/small", post(async |order: ValidJson<Order>| order.email.clone()).layer(DefaultBodyLimit::max(100)))
        .route("/status/{code}", get(status))
        .route(
            "/coded",
            get(async || (StatusCode::NOT_FOUND, [("content-encoding", "gzip"), ("etag", "\"a\"")], "coded")),
        )
        .route("/errors", get(errors))
        .route("/by_from_query", get(async |RawQuery(query): RawQuery| searched(query.as_deref())))
        .route("/rejection", get(rejection))
}

async fn all(ValidRequest((path, query, headers, json)): ValidRequest<All>) -> String {
    format!("{} {} {} {}", path.id, query.q, headers.trace, json.email)
}

async fn confusing(ValidRequest((search, body)): ValidRequest<(ValidQuery<Search>, ValidJson<Confusing>)>) -> String {
    format!("{} {}", search.q, body.query)
}

type MaybeAll = (ValidQuery<Search>, Option<ValidJson<Order>>);

async fn maybe_all(ValidRequest((search, order)): ValidRequest<MaybeAll>) -> String {
    format!("{} {}", search.q, email_of(order.as_ref()))
}

fn email_of(order: Option<&ValidJson<Order>>) -> String {
    order.map_or("none".into(), |order| order.email.clone())
}

static RAN: Ran = Ran::new();

async fn counted(_: ValidJson<Order>) -> &'static str {
    RAN.add();
    "ran"
}

async fn by_hand(order: Result<ValidJson<Order>, EarlyResponse>) -> String {
    match order {
        Ok(order) => order.email.clone(),
        Err(response) => format!("refused with {}", response.status_code()),
    }
}

async fn status(Path(code): Path<u16>) -> Result<(), ErrorBody> {
    Err(ErrorBody::new(Status::from_code(code).unwrap()).retry_after(Duration::from_secs(30)))
}

async fn errors() -> Result<(), ValidationErrors> {
    let mut errors = ValidationErrors::new();
    errors.add("email", Violation::new("taken", "The {attribute} has already been taken."));
    errors.into_result()
}

async fn rejection() -> Result<String, Rejection> {
    let order: Valid<Order> = from_json(b"{")?;
    Ok(order.email.clone())
}

fn app() -> Router {
    let live = Answers::new().live().check("email", not_taken);
    let formats = Answers::new().offer(Problem).offer(JsonApi).choose_messages(by_language);
    let own = Answers::new().body(|error, wording| format!("[{},{:?}]", error.status().code(), wording.message(error)));
    let everything = Answers::new().every_error().context(Shop { country: "AT" });
    Router::new()
        .nest("/live", routes().layer(live))
        .nest("/formats", routes().layer(formats))
        .nest("/own", routes().layer(own))
        .nest("/message", routes().layer(Answers::new().message("Please check the form.")))
        .nest("/plain", routes())
        .merge(routes())
        .fallback(async || (StatusCode::NOT_FOUND, "no such page"))
        .layer(everything)
}

fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, app()).await.unwrap();
            });
        });
        address
    })
}

#[test]
fn every_request_has_its_answer() {
    suite::run(server());
}

#[test]
fn hostile_requests_do_no_harm() {
    hostile::run(server(), &RAN);
}

#[test]
fn bytes_that_are_no_text_are_named() {
    bytes::run(server(), bytes::Headers::Kept);
}

#[test]
fn no_handler_runs_on_a_bad_or_live_request() {
    live_table::run(server(), &RAN);
}
