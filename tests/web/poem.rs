//! The server of poem.

use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;

use poem::http::{StatusCode, Uri};
use poem::listener::TcpAcceptor;
use poem::web::Path;
use poem::{EndpointExt as _, Response, Route, Server, get, handler, post};
use unprocessable::poem::{
    Answers, EarlyResponse, JsonApi, Optional, Problem, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath,
    ValidQuery, ValidRequest, With,
};
use unprocessable::{ErrorBody, Limits, Rejection, Status, Valid, ValidationErrors, Violation, from_json};

use crate::types::{
    Address, Confusing, Id, Order, Ran, Search, Shelf, Shop, Trace, UserId, by_language, not_taken, searched,
};
use crate::{bytes, client, hostile, live_table, suite};

type All = (ValidPath<Id>, ValidQuery<Search>, ValidHeaders<Trace>, ValidJson<Order>);

/// The routes; what is small has settings of its own, since they say how large bodies may be.
fn routes(small: Answers) -> Route {
    Route::new()
        .at("/json", post(json))
        .at("/form", post(form))
        .at("/multipart", post(multipart))
        .at("/query", get(query))
        .at("/path/:id", get(path))
        .at("/user/:id", get(user))
        .at("/shelf/:row/:place", get(shelf))
        .at("/miscounted/:row/:place", get(user))
        .at("/maybe", post(maybe))
        .at("/maybe_query", get(maybe_query))
        .at("/maybe_all", post(maybe_all))
        .at("/swallowed", post(swallowed))
        .at("/counted", counted)
        .at("/headers", get(headers))
        .at("/all/:id", post(all))
        .at("/confusing", post(confusing))
        .at("/both", post(both))
        .at("/context", post(context))
        .at("/by_hand", post(by_hand))
        .at("/small", post(json).with(small.limits(Limits::new().bytes(100))))
        .at("/status/:code", get(status))
        .at("/coded", get(coded))
        .at("/errors", get(errors))
        .at("/by_from_query", get(by_from_query))
        .at("/rejection", get(rejection))
}

#[handler]
async fn json(order: ValidJson<Order>) -> String {
    order.email.clone()
}

#[handler]
async fn form(ValidForm(order): ValidForm<Order>) -> String {
    order.email.clone()
}

#[handler]
async fn multipart(ValidMultipart(order): ValidMultipart<Order>) -> String {
    order.email.clone()
}

#[handler]
async fn query(ValidQuery(search): ValidQuery<Search>) -> String {
    search.q.clone()
}

#[handler]
async fn path(ValidPath(id): ValidPath<Id>) -> String {
    id.id.to_string()
}

#[handler]
async fn headers(ValidHeaders(trace): ValidHeaders<Trace>) -> String {
    trace.trace.clone()
}

#[handler]
async fn all(ValidRequest((id, search, trace, order)): ValidRequest<All>) -> String {
    format!("{} {} {} {}", id.id, search.q, trace.trace, order.email)
}

#[handler]
async fn confusing(ValidRequest((search, body)): ValidRequest<(ValidQuery<Search>, ValidJson<Confusing>)>) -> String {
    format!("{} {}", search.q, body.query)
}

#[handler]
async fn both(ValidQuery(search): ValidQuery<Search>, order: ValidJson<Order>) -> String {
    format!("{} {}", search.q, order.email)
}

#[handler]
async fn context(ValidJson(address): ValidJson<With<Shop, Address>>) -> String {
    address.country.clone()
}

#[handler]
async fn user(ValidPath(id): ValidPath<UserId>) -> String {
    id.0.to_string()
}

#[handler]
async fn shelf(ValidPath(shelf): ValidPath<Shelf>) -> String {
    format!("{} {}", shelf.0, shelf.1)
}

#[handler]
async fn maybe(order: Optional<ValidJson<Order>>) -> String {
    email_of(order.as_ref())
}

#[handler]
async fn maybe_query(Optional(search): Optional<ValidQuery<Search>>) -> String {
    search.map_or("none".into(), |search| search.q.clone())
}

type MaybeAll = (ValidQuery<Search>, Option<ValidJson<Order>>);

#[handler]
async fn maybe_all(ValidRequest((search, order)): ValidRequest<MaybeAll>) -> String {
    format!("{} {}", search.q, email_of(order.as_ref()))
}

#[handler]
async fn swallowed(order: Option<ValidJson<Order>>) -> String {
    email_of(order.as_ref())
}

fn email_of(order: Option<&ValidJson<Order>>) -> String {
    order.map_or("none".into(), |order| order.email.clone())
}

static RAN: Ran = Ran::new();

#[handler]
async fn counted(_: ValidJson<Order>) -> &'static str {
    RAN.add();
    "ran"
}

#[handler]
async fn by_hand(order: poem::Result<ValidJson<Order>>) -> String {
    match order {
        Ok(order) => order.email.clone(),
        Err(error) => format!("refused with {}", error.downcast_ref::<EarlyResponse>().unwrap().status_code()),
    }
}

#[handler]
async fn status(Path(code): Path<u16>) -> Result<String, ErrorBody> {
    Err(ErrorBody::new(Status::from_code(code).unwrap()).retry_after(Duration::from_secs(30)))
}

#[handler]
async fn coded() -> Response {
    let response = Response::builder().status(StatusCode::NOT_FOUND).header("content-encoding", "gzip");
    response.header("etag", "\"a\"").body("coded")
}

#[handler]
async fn errors() -> Result<String, ValidationErrors> {
    let mut errors = ValidationErrors::new();
    errors.add("email", Violation::new("taken", "The {attribute} has already been taken."));
    Err(errors)
}

#[handler]
async fn by_from_query(uri: &Uri) -> Result<String, Rejection> {
    searched(uri.query())
}

#[handler]
async fn rejection() -> Result<String, Rejection> {
    let order: Valid<Order> = from_json(b"{")?;
    Ok(order.email.clone())
}

#[handler]
async fn nowhere() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "no such page")
}

fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        let live = Answers::new().live().check("email", not_taken);
        let formats = Answers::new().offer(Problem).offer(JsonApi).choose_messages(by_language);
        let own =
            Answers::new().body(|error, wording| format!("[{},{:?}]", error.status().code(), wording.message(error)));
        let message = Answers::new().message("Please check the form.");
        let everything = Answers::new().every_error().context(Shop { country: "AT" });
        let nested = |settings: Answers| routes(settings.clone()).with(settings);
        let app = routes(everything.clone())
            .nest("/live", nested(live))
            .nest("/formats", nested(formats))
            .nest("/own", nested(own))
            .nest("/message", nested(message))
            .at("/*", nowhere)
            .with(everything);
        std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(async {
                Server::new_with_acceptor(TcpAcceptor::from_std(listener).unwrap()).run(app).await.unwrap();
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

#[test]
fn the_own_option_of_poem_takes_what_is_invalid_for_none() {
    let sent_as = [("content-type", "application/json")];
    let answer = client::send(&client::agent(), server(), "POST", "/swallowed", &sent_as, b"{");
    assert_eq!((answer.status, &*answer.body), (200, "none"));
}
