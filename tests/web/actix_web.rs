//! The server of actix-web.

use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::error::ErrorForbidden;
use actix_web::web::{self, PayloadConfig, ServiceConfig, get, post};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use unprocessable::actix_web::{
    Answers, EarlyResponse, JsonApi, Optional, Problem, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath,
    ValidQuery, ValidRequest, With,
};
use unprocessable::{ErrorBody, Rejection, Status, Valid, ValidationErrors, Violation, from_json};

use crate::types::{
    Address, Confusing, Id, Order, Ran, Search, Shelf, Shop, Trace, UserId, by_language, not_taken, searched,
};
use crate::{bytes, client, hostile, live_table, suite};

type All = (ValidPath<Id>, ValidQuery<Search>, ValidHeaders<Trace>, ValidJson<Order>);

fn routes(config: &mut ServiceConfig) {
    let small = web::resource("/small").app_data(PayloadConfig::new(100)).route(post().to(json));
    config
        // Of a resource it is known which methods it has.
        .service(web::resource("/json").route(post().to(json)))
        .route("/form", post().to(async |ValidForm(order): ValidForm<Order>| order.email.clone()))
        .route("/multipart", post().to(async |ValidMultipart(order): ValidMultipart<Order>| order.email.clone()))
        .route("/query", get().to(async |ValidQuery(search): ValidQuery<Search>| search.q.clone()))
        .route("/path/{id}", get().to(async |ValidPath(id): ValidPath<Id>| id.id.to_string()))
        .route("/user/{id}", get().to(async |ValidPath(id): ValidPath<UserId>| id.0.to_string()))
        .route(
            "/shelf/{row}/{place}",
            get().to(async |ValidPath(shelf): ValidPath<Shelf>| format!("{} {}", shelf.0, shelf.1)),
        )
        .route("/miscounted/{row}/{place}", get().to(async |ValidPath(id): ValidPath<UserId>| id.0.to_string()))
        .route("/maybe", post().to(async |order: Optional<ValidJson<Order>>| email_of(order.as_ref())))
        .route("/maybe_query", get().to(maybe_query))
        .route("/maybe_all", post().to(maybe_all))
        .route("/swallowed", post().to(async |order: Option<ValidJson<Order>>| email_of(order.as_ref())))
        .service(web::resource("/counted").to(counted))
        .route("/headers", get().to(async |ValidHeaders(trace): ValidHeaders<Trace>| trace.trace.clone()))
        .route("/all/{id}", post().to(all))
        .route("/confusing", post().to(confusing))
        .route("/both", post().to(both))
        .route("/context", post().to(context))
        .route("/by_hand", post().to(by_hand))
        .route("/status/{code}", get().to(status))
        .route("/coded", get().to(coded))
        .route("/errors", get().to(errors))
        .route("/by_from_query", get().to(async |request: HttpRequest| searched(request.uri().query())))
        .route("/rejection", get().to(rejection))
        .service(small);
}

async fn json(order: ValidJson<Order>) -> String {
    order.email.clone()
}

async fn all(ValidRequest((path, query, headers, json)): ValidRequest<All>) -> String {
    format!("{} {} {} {}", path.id, query.q, headers.trace, json.email)
}

async fn confusing(ValidRequest((search, body)): ValidRequest<(ValidQuery<Search>, ValidJson<Confusing>)>) -> String {
    format!("{} {}", search.q, body.query)
}

async fn both(ValidQuery(search): ValidQuery<Search>, order: ValidJson<Order>) -> String {
    format!("{} {}", search.q, order.email)
}

async fn context(ValidJson(address): ValidJson<With<Shop, Address>>) -> String {
    address.country.clone()
}

async fn maybe_query(Optional(search): Optional<ValidQuery<Search>>) -> String {
    search.map_or("none".into(), |search| search.q.clone())
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

async fn status(code: web::Path<u16>) -> Result<String, ErrorBody> {
    Err(ErrorBody::new(Status::from_code(*code).unwrap()).retry_after(Duration::from_secs(30)))
}

async fn coded() -> HttpResponse {
    let mut response = HttpResponse::NotFound();
    response.insert_header(("content-encoding", "gzip")).insert_header(("etag", "\"a\"")).body("coded")
}

async fn errors() -> Result<String, ValidationErrors> {
    let mut errors = ValidationErrors::new();
    errors.add("email", Violation::new("taken", "The {attribute} has already been taken."));
    Err(errors)
}

async fn rejection() -> Result<String, Rejection> {
    let order: Valid<Order> = from_json(b"{")?;
    Ok(order.email.clone())
}

fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let app = || {
            let live = Answers::new().live().check("email", not_taken);
            let formats = Answers::new().offer(Problem).offer(JsonApi).choose_messages(by_language);
            let own = Answers::new()
                .body(|error, wording| format!("[{},{:?}]", error.status().code(), wording.message(error)));
            let message = Answers::new().message("Please check the form.");
            App::new()
                .app_data(PayloadConfig::new(2 << 20))
                .service(web::scope("/live").wrap(live).configure(routes))
                .service(web::scope("/formats").wrap(formats).configure(routes))
                .service(web::scope("/own").wrap(own).configure(routes))
                .service(web::scope("/forbidden").wrap_fn(|request, service| {
                    // As if something had failed behind the handler.
                    let response = service.call(request);
                    async move { response.await.and_then(|_| Err::<ServiceResponse, _>(ErrorForbidden("s3cr3t"))) }
                }))
                .service(web::scope("/unauthorized").wrap_fn(|request, service| {
                    let response = service.call(request);
                    async move { response.await.and_then(|_| Err::<ServiceResponse, _>(Status::Unauthorized.into())) }
                }))
                .service(web::scope("/message").wrap(message).configure(routes))
                .configure(routes)
                .wrap(Answers::new().every_error().context(Shop { country: "AT" }))
        };
        std::thread::spawn(move || {
            let server = HttpServer::new(app).workers(2).listen(listener).unwrap().disable_signals().run();
            actix_web::rt::System::new().block_on(server).unwrap();
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
fn the_own_option_of_actix_web_takes_what_is_invalid_for_none() {
    let sent_as = [("content-type", "application/json")];
    let answer = client::send(&client::agent(), server(), "POST", "/swallowed", &sent_as, b"{");
    assert_eq!((answer.status, &*answer.body), (200, "none"));
}

#[test]
fn what_a_middleware_fails_with_has_the_documented_shape() {
    for (path, status, body) in [
        (
            "/forbidden/a",
            403,
            r#"{"message":"Authentication succeeded, but insufficient permissions for this resource."}"#,
        ),
        ("/unauthorized/a", 401, r#"{"message":"Authentication required. API key missing, invalid, or revoked."}"#),
    ] {
        let answer = client::send(&client::agent(), server(), "GET", path, &[], b"");
        assert_eq!((answer.status, &*answer.body), (status, body));
        assert_eq!(answer.header("content-type").as_deref(), Some("application/json"));
    }
}
