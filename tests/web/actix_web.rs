//! The server of actix-web.

use std::net::SocketAddr;
use std::sync::OnceLock;

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::error::ErrorForbidden;
use actix_web::web::{self, PayloadConfig, ServiceConfig, get, post};
use actix_web::{App, HttpMessage as _, HttpRequest, HttpResponse, HttpServer};
use unprocessable::actix_web::{
    EarlyResponse, For, Optional, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery,
    ValidRequest, With,
};
use unprocessable::{ErrorBody, Rejection, Status, ValidationErrors};

use crate::client;
use crate::languages::spoken;
use crate::request_context::context_of;
use crate::shared::{
    self, Abroad, All, Asking, MaybeAll, email_of, everything, formats, listen, live, message, of_code,
    option_of_the_framework, own, rejected, taken, tests_of_every_server, text_of_all, text_of_asking,
    text_of_confusing, text_of_maybe_all, text_of_search,
};
use crate::types::{
    Account, Address, Branch, Caller, Confusing, Create, Id, Order, Post, Ran, Search, Shelf, Shop, Trace, Update,
    UserId, created, searched, updated,
};

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
        .route("/asking", post().to(asking))
        .route("/context", post().to(context))
        .route("/post", post().to(async |ValidJson(post): ValidJson<With<Caller, Post>>| post.blog.to_string()))
        .route("/post_multipart", post().to(post_multipart))
        .route("/post_abroad", post().to(post_abroad))
        .route("/created", post().to(async |account: ValidJson<For<Create, Account>>| created(&account)))
        .route("/updated", post().to(async |account: ValidForm<For<Update, Account>>| updated(&account)))
        .route("/found", get().to(async |account: ValidQuery<For<Create, Account>>| created(&account)))
        .route("/branch", post().to(branch))
        .route("/by_hand", post().to(by_hand))
        .route("/status/{code}", get().to(status))
        .route("/coded", get().to(coded))
        .route("/errors", get().to(errors))
        .route("/by_from_query", get().to(async |request: HttpRequest| searched(request.uri().query())))
        .route("/rejection", get().to(rejection))
        .service(small);
}

async fn post_multipart(ValidMultipart(post): ValidMultipart<With<Caller, Post>>) -> String {
    post.blog.to_string()
}

async fn post_abroad(ValidRequest((_, post)): ValidRequest<Abroad>) -> String {
    post.blog.to_string()
}

async fn branch(branch: ValidJson<For<Create, With<Shop, Branch>>>) -> String {
    branch.country.clone().unwrap_or_default()
}

async fn json(order: ValidJson<Order>) -> String {
    order.email.clone()
}

async fn all(ValidRequest(all): ValidRequest<All>) -> String {
    text_of_all(&all)
}

async fn confusing(ValidRequest(both): ValidRequest<(ValidQuery<Search>, ValidJson<Confusing>)>) -> String {
    text_of_confusing(&both)
}

async fn both(ValidQuery(search): ValidQuery<Search>, order: ValidJson<Order>) -> String {
    format!("{} {}", search.q, order.email)
}

async fn asking(ValidRequest(parts): ValidRequest<Asking>) -> String {
    text_of_asking(&parts)
}

async fn context(ValidJson(address): ValidJson<With<Shop, Address>>) -> String {
    address.country.clone()
}

async fn maybe_query(Optional(search): Optional<ValidQuery<Search>>) -> String {
    text_of_search(search.as_ref())
}

async fn maybe_all(ValidRequest(all): ValidRequest<MaybeAll>) -> String {
    text_of_maybe_all(&all)
}

static RAN: Ran = Ran::new();

async fn counted(_: ValidJson<Order>) -> &'static str {
    RAN.add();
    "ran"
}

async fn by_hand(order: Result<ValidJson<Order>, EarlyResponse>) -> String {
    shared::by_hand(order.as_ref())
}

async fn status(code: web::Path<u16>) -> Result<String, ErrorBody> {
    Err(of_code(*code))
}

async fn coded() -> HttpResponse {
    let mut response = HttpResponse::NotFound();
    response.insert_header(("content-encoding", "gzip")).insert_header(("etag", "\"a\"")).body("coded")
}

async fn errors() -> Result<String, ValidationErrors> {
    Err(taken())
}

async fn rejection() -> Result<String, Rejection> {
    rejected()
}

fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let (listener, address) = listen();
        let app = || {
            App::new()
                .app_data(PayloadConfig::new(2 << 20))
                .service(web::scope("/live").wrap(live()).configure(routes))
                .service(web::scope("/formats").wrap(formats()).configure(routes))
                .service(web::scope("/own").wrap(own()).configure(routes))
                .service(web::scope("/forbidden").wrap_fn(|request, service| {
                    // As if something had failed behind the handler.
                    let response = service.call(request);
                    async move { response.await.and_then(|_| Err::<ServiceResponse, _>(ErrorForbidden("s3cr3t"))) }
                }))
                .service(web::scope("/unauthorized").wrap_fn(|request, service| {
                    let response = service.call(request);
                    async move { response.await.and_then(|_| Err::<ServiceResponse, _>(Status::Unauthorized.into())) }
                }))
                .service(web::scope("/message").wrap(message()).configure(routes))
                .service(web::scope("/languages").wrap(spoken()).configure(routes))
                .configure(routes)
                .wrap_fn(|request, service| {
                    let context = context_of(|name| request.headers().get(name)?.to_str().ok());
                    if let Some(context) = context {
                        request.extensions_mut().insert(context);
                    }
                    service.call(request)
                })
                .wrap(everything())
        };
        std::thread::spawn(move || {
            let server = HttpServer::new(app).workers(2).listen(listener).unwrap().disable_signals().run();
            actix_web::rt::System::new().block_on(server).unwrap();
        });
        address
    })
}

tests_of_every_server!(Kept);

option_of_the_framework!(the_own_option_of_actix_web_takes_what_is_invalid_for_none);

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
