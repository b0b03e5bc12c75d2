//! The server of poem.

use std::net::SocketAddr;
use std::sync::OnceLock;

use poem::http::{StatusCode, Uri};
use poem::listener::TcpAcceptor;
use poem::web::Path;
use poem::{EndpointExt as _, Request, Response, Route, Server, get, handler, post};
use unprocessable::poem::{
    Answers, EarlyResponse, For, Optional, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery,
    ValidRequest, With,
};
use unprocessable::{ErrorBody, Limits, Rejection, ValidationErrors};

use crate::languages::spoken;
use crate::request_context::context_of;
use crate::shared::{
    self, Abroad, All, Asking, MaybeAll, email_of, everything, formats, listen, live, message, of_code,
    option_of_the_framework, own, rejected, serve, taken, tests_of_every_server, text_of_all, text_of_asking,
    text_of_confusing, text_of_maybe_all, text_of_search,
};
use crate::types::{
    Account, Address, Branch, Caller, Confusing, Create, Id, Order, Post, Ran, Search, Shelf, Shop, Trace, Update,
    UserId, created, searched, updated,
};

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
        .at("/asking", post(asking))
        .at("/context", post(context))
        .at("/post", post(json_post))
        .at("/post_multipart", post(multipart_post))
        .at("/post_abroad", post(post_abroad))
        .at("/created", post(created_account))
        .at("/updated", post(updated_account))
        .at("/found", get(found_account))
        .at("/branch", post(branch))
        .at("/by_hand", post(by_hand))
        .at("/small", post(json).with(small.limits(Limits::new().bytes(100))))
        .at("/status/:code", get(status))
        .at("/coded", get(coded))
        .at("/errors", get(errors))
        .at("/by_from_query", get(by_from_query))
        .at("/rejection", get(rejection))
}

#[handler]
async fn json_post(ValidJson(post): ValidJson<With<Caller, Post>>) -> String {
    post.blog.to_string()
}

#[handler]
async fn multipart_post(ValidMultipart(post): ValidMultipart<With<Caller, Post>>) -> String {
    post.blog.to_string()
}

#[handler]
async fn post_abroad(ValidRequest((_, post)): ValidRequest<Abroad>) -> String {
    post.blog.to_string()
}

#[handler]
async fn created_account(account: ValidJson<For<Create, Account>>) -> String {
    created(&account)
}

#[handler]
async fn updated_account(account: ValidForm<For<Update, Account>>) -> String {
    updated(&account)
}

#[handler]
async fn found_account(account: ValidQuery<For<Create, Account>>) -> String {
    created(&account)
}

#[handler]
async fn branch(branch: ValidJson<For<Create, With<Shop, Branch>>>) -> String {
    branch.country.clone().unwrap_or_default()
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
async fn all(ValidRequest(parts): ValidRequest<All>) -> String {
    text_of_all(&parts)
}

#[handler]
async fn confusing(ValidRequest(parts): ValidRequest<(ValidQuery<Search>, ValidJson<Confusing>)>) -> String {
    text_of_confusing(&parts)
}

#[handler]
async fn both(ValidQuery(search): ValidQuery<Search>, order: ValidJson<Order>) -> String {
    format!("{} {}", search.q, order.email)
}

#[handler]
async fn asking(ValidRequest(parts): ValidRequest<Asking>) -> String {
    text_of_asking(&parts)
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
    text_of_search(search.as_ref())
}

#[handler]
async fn maybe_all(ValidRequest(parts): ValidRequest<MaybeAll>) -> String {
    text_of_maybe_all(&parts)
}

#[handler]
async fn swallowed(order: Option<ValidJson<Order>>) -> String {
    email_of(order.as_ref())
}

static RAN: Ran = Ran::new();

#[handler]
async fn counted(_: ValidJson<Order>) -> &'static str {
    RAN.add();
    "ran"
}

#[handler]
async fn by_hand(order: poem::Result<ValidJson<Order>>) -> String {
    shared::by_hand(order.as_ref().map_err(|error| error.downcast_ref::<EarlyResponse>().unwrap()))
}

#[handler]
async fn status(Path(code): Path<u16>) -> Result<String, ErrorBody> {
    Err(of_code(code))
}

#[handler]
async fn coded() -> Response {
    let response = Response::builder().status(StatusCode::NOT_FOUND).header("content-encoding", "gzip");
    response.header("etag", "\"a\"").body("coded")
}

#[handler]
async fn errors() -> Result<String, ValidationErrors> {
    Err(taken())
}

#[handler]
async fn by_from_query(uri: &Uri) -> Result<String, Rejection> {
    searched(uri.query())
}

#[handler]
async fn rejection() -> Result<String, Rejection> {
    rejected()
}

#[handler]
async fn nowhere() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "no such page")
}

fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let (listener, address) = listen();
        let nested = |settings: Answers| routes(settings.clone()).with(settings);
        let app = routes(everything())
            .nest("/live", nested(live()))
            .nest("/formats", nested(formats()))
            .nest("/own", nested(own()))
            .nest("/message", nested(message()))
            .nest("/languages", routes(spoken()).at("/*", nowhere).with(spoken()))
            .at("/*", nowhere)
            .before(async |mut request: Request| {
                let kept = context_of(|name| request.headers().get(name)?.to_str().ok());
                if let Some(kept) = kept {
                    request.extensions_mut().insert(kept);
                }
                Ok(request)
            })
            .with(everything());
        serve(async {
            Server::new_with_acceptor(TcpAcceptor::from_std(listener).unwrap()).run(app).await.unwrap();
        });
        address
    })
}

tests_of_every_server!(Kept);

option_of_the_framework!(the_own_option_of_poem_takes_what_is_invalid_for_none);
