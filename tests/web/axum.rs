//! The server of axum.

use std::net::SocketAddr;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{any, get, post};
use unprocessable::axum::{
    EarlyResponse, For, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery, ValidRequest, With,
};
use unprocessable::{ErrorBody, Rejection, ValidationErrors};

use crate::languages::spoken;
use crate::request_context::context_of;
use crate::shared::{
    self, Abroad, All, Asking, MaybeAll, email_of, everything, formats, listen, live, message, of_code, own, rejected,
    serve, taken, tests_of_every_server, text_of_all, text_of_asking, text_of_confusing, text_of_maybe_all,
    text_of_search,
};
use crate::types::{
    Account, Address, Branch, Caller, Confusing, Create, Id, Order, Post, Ran, Search, Shelf, Shop, Trace, Update,
    UserId, created, searched, updated,
};

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
        .route("/maybe_query", get(async |search: Option<ValidQuery<Search>>| text_of_search(search.as_ref())))
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
        .route("/asking", post(async |ValidRequest(parts): ValidRequest<Asking>| text_of_asking(&parts)))
        .route("/context", post(async |ValidJson(address): ValidJson<With<Shop, Address>>| address.country.clone()))
        .route("/post", post(async |ValidJson(post): ValidJson<With<Caller, Post>>| post.blog.to_string()))
        .route(
            "/post_multipart",
            post(async |ValidMultipart(post): ValidMultipart<With<Caller, Post>>| post.blog.to_string()),
        )
        .route("/post_abroad", post(async |ValidRequest((_, post)): ValidRequest<Abroad>| post.blog.to_string()))
        .route("/created", post(async |account: ValidJson<For<Create, Account>>| created(&account)))
        .route("/updated", post(async |account: ValidForm<For<Update, Account>>| updated(&account)))
        .route("/found", get(async |account: ValidQuery<For<Create, Account>>| created(&account)))
        .route(
            "/branch",
            post(async |branch: ValidJson<For<Create, With<Shop, Branch>>>| branch.country.clone().unwrap_or_default()),
        )
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

async fn all(ValidRequest(all): ValidRequest<All>) -> String {
    text_of_all(&all)
}

async fn confusing(ValidRequest(both): ValidRequest<(ValidQuery<Search>, ValidJson<Confusing>)>) -> String {
    text_of_confusing(&both)
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

async fn status(Path(code): Path<u16>) -> Result<(), ErrorBody> {
    Err(of_code(code))
}

async fn errors() -> Result<(), ValidationErrors> {
    taken().into_result()
}

async fn rejection() -> Result<String, Rejection> {
    rejected()
}

fn app() -> Router {
    Router::new()
        .nest("/live", routes().layer(live()))
        .nest("/formats", routes().layer(formats()))
        .nest("/own", routes().layer(own()))
        .nest("/message", routes().layer(message()))
        .nest("/languages", routes().fallback(async || (StatusCode::NOT_FOUND, "no such page")).layer(spoken()))
        .nest("/plain", routes())
        .merge(routes())
        .fallback(async || (StatusCode::NOT_FOUND, "no such page"))
        .layer(from_fn(keep_context))
        .layer(everything())
}

async fn keep_context(mut request: Request, next: Next) -> Response {
    let context = context_of(|name| request.headers().get(name)?.to_str().ok());
    if let Some(context) = context {
        request.extensions_mut().insert(context);
    }
    next.run(request).await
}

fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let (listener, address) = listen();
        serve(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, app()).await.unwrap();
        });
        address
    })
}

tests_of_every_server!(Kept);
