//! The server of Rocket.

use std::io::Cursor;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{OnceLock, mpsc};

use rocket::config::LogLevel;
use rocket::data::{Limits as Sizes, ToByteUnit as _};
use rocket::fairing::AdHoc;
use rocket::http::uri::Origin;
use rocket::http::{Accept, ContentType, Method, Status as Code};
use rocket::local::blocking::Client;
use rocket::request::{FromRequest, Outcome};
use rocket::response::{self, Responder, Response};
use rocket::{Config, Request, Route, catch, catchers, get, post, routes};
use unprocessable::rocket::{
    Answers, EarlyResponse, For, Optional, RequestContext, ValidForm, ValidHeaders, ValidJson, ValidMultipart,
    ValidPath, ValidQuery, ValidRequest, With,
};
use unprocessable::{ErrorBody, Limits, Rejection, ValidationErrors};

use crate::client;
use crate::languages::spoken;
use crate::request_context::context_of;
use crate::shared::{
    self, Abroad, All, Asking, MaybeAll, email_of, everything, formats, live, message, of_code,
    option_of_the_framework, own, rejected, serve, taken, tests_of_every_server, text_of_all, text_of_asking,
    text_of_confusing, text_of_maybe_all, text_of_search,
};
use crate::types::{
    Account, Address, Branch, Caller, Confusing, Create, Id, Order, Post, Ran, Search, Shelf, Shop, Trace, Update,
    UserId, created, searched, updated,
};

fn all_routes() -> Vec<Route> {
    let mut routes = routes![
        json,
        no_get,
        form,
        multipart,
        query,
        path,
        user,
        shelf,
        miscounted,
        maybe,
        maybe_query,
        maybe_all,
        swallowed,
        rest,
        headers,
        parts,
        all,
        confusing,
        both,
        asking,
        context,
        json_post,
        multipart_post,
        post_abroad,
        guarded_post,
        created_account,
        updated_account,
        found_account,
        branch,
        by_hand,
        small,
        status,
        by_from_query,
        coded,
        errors,
        rejection
    ];
    for route in routes![counted] {
        // Rocket answers HEAD by the route for GET.
        for method in [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Options] {
            let mut route = route.clone();
            route.method = method;
            routes.push(route);
        }
    }
    routes
}

#[post("/post", data = "<post>")]
async fn json_post(post: ValidJson<With<Caller, Post>>) -> String {
    post.blog.to_string()
}

#[post("/post_multipart", data = "<post>")]
async fn multipart_post(post: ValidMultipart<With<Caller, Post>>) -> String {
    post.blog.to_string()
}

#[post("/post_abroad", data = "<parts>")]
async fn post_abroad(parts: ValidRequest<Abroad>) -> String {
    parts.0.1.blog.to_string()
}

/// A guard of the query string has read the context before another guard adds to it, and one reads it afterwards.
#[post("/guarded_post", data = "<post>")]
async fn guarded_post(
    _before: ValidQuery<With<Shop, Address>>,
    _login: Login,
    _after: ValidQuery<With<Shop, Address>>,
    post: ValidJson<With<Caller, Post>>,
) -> String {
    post.blog.to_string()
}

struct Login;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Login {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        RequestContext::new(Caller { user: 3 }).insert_into(request);
        Outcome::Success(Self)
    }
}

#[post("/created", data = "<account>")]
async fn created_account(account: ValidJson<For<Create, Account>>) -> String {
    created(&account)
}

#[post("/updated", data = "<account>")]
async fn updated_account(account: ValidForm<For<Update, Account>>) -> String {
    updated(&account)
}

#[get("/found")]
async fn found_account(account: ValidQuery<For<Create, Account>>) -> String {
    created(&account)
}

#[post("/branch", data = "<branch>")]
async fn branch(branch: ValidJson<For<Create, With<Shop, Branch>>>) -> String {
    branch.country.clone().unwrap_or_default()
}

#[post("/json", data = "<order>")]
async fn json(order: ValidJson<Order>) -> String {
    order.email.clone()
}

/// Rocket knows no 405: a route has to say so.
#[get("/json")]
async fn no_get() -> Code {
    Code::MethodNotAllowed
}

#[post("/form", data = "<order>")]
async fn form(order: ValidForm<Order>) -> String {
    order.email.clone()
}

#[post("/multipart", data = "<order>")]
async fn multipart(order: ValidMultipart<Order>) -> String {
    order.email.clone()
}

#[get("/query")]
async fn query(search: ValidQuery<Search>) -> String {
    search.q.clone()
}

#[get("/path/<_id>")]
async fn path(_id: &str, path: ValidPath<Id>) -> String {
    path.id.to_string()
}

#[get("/rest/<id>/<_q..>")]
async fn rest(id: &str, _q: std::path::PathBuf, path: ValidPath<Search>) -> String {
    format!("{id} {}", path.q)
}

#[get("/headers")]
async fn headers(trace: ValidHeaders<Trace>) -> String {
    trace.trace.clone()
}

#[get("/parts/<_id>")]
async fn parts(_id: &str, parts: ValidRequest<(ValidPath<Id>, ValidQuery<Search>)>) -> String {
    let ValidRequest((id, search)) = parts;
    format!("{} {}", id.id, search.q)
}

#[post("/all/<_id>", data = "<all>")]
async fn all(_id: &str, all: ValidRequest<All>) -> String {
    text_of_all(&all.0)
}

#[post("/confusing", data = "<both>")]
async fn confusing(both: ValidRequest<(ValidQuery<Search>, ValidJson<Confusing>)>) -> String {
    text_of_confusing(&both.0)
}

#[post("/both", data = "<order>")]
async fn both(search: ValidQuery<Search>, order: ValidJson<Order>) -> String {
    format!("{} {}", search.q, order.email)
}

#[post("/asking", data = "<parts>")]
async fn asking(parts: ValidRequest<Asking>) -> String {
    text_of_asking(&parts.0)
}

#[post("/context", data = "<address>")]
async fn context(address: ValidJson<With<Shop, Address>>) -> String {
    address.country.clone()
}

#[get("/user/<_id>")]
async fn user(_id: &str, id: ValidPath<UserId>) -> String {
    id.0.0.to_string()
}

#[get("/shelf/<_row>/<_place>")]
async fn shelf(_row: &str, _place: &str, shelf: ValidPath<Shelf>) -> String {
    format!("{} {}", shelf.0.0, shelf.0.1)
}

#[get("/miscounted/<_row>/<_place>")]
async fn miscounted(_row: &str, _place: &str, id: ValidPath<UserId>) -> String {
    id.0.0.to_string()
}

#[post("/maybe", data = "<order>")]
async fn maybe(order: Optional<ValidJson<Order>>) -> String {
    email_of(order.as_ref())
}

#[get("/maybe_query")]
async fn maybe_query(search: Optional<ValidQuery<Search>>) -> String {
    text_of_search(search.as_ref())
}

#[post("/maybe_all", data = "<all>")]
async fn maybe_all(all: ValidRequest<MaybeAll>) -> String {
    text_of_maybe_all(&all.0)
}

#[post("/swallowed", data = "<order>")]
async fn swallowed(order: Option<ValidJson<Order>>) -> String {
    email_of(order.as_ref())
}

static RAN: Ran = Ran::new();

#[post("/counted", data = "<_order>")]
async fn counted(_order: ValidJson<Order>) -> &'static str {
    RAN.add();
    "ran"
}

#[post("/by_hand", data = "<order>")]
async fn by_hand(order: Result<ValidJson<Order>, EarlyResponse>) -> String {
    shared::by_hand(order.as_ref())
}

#[post("/small", data = "<order>")]
async fn small(order: ValidJson<Order>) -> String {
    order.email.clone()
}

#[get("/status/<code>")]
async fn status(code: u16) -> Result<String, ErrorBody> {
    Err(of_code(code))
}

#[get("/coded")]
async fn coded() -> Coded {
    Coded
}

struct Coded;

impl<'r> Responder<'r, 'static> for Coded {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let mut response = Response::build();
        response.status(Code::NotFound).raw_header("content-encoding", "gzip").raw_header("etag", "\"a\"");
        response.sized_body(5, Cursor::new("coded")).ok()
    }
}

#[get("/errors")]
async fn errors() -> Result<String, ValidationErrors> {
    Err(taken())
}

#[get("/by_from_query")]
async fn by_from_query(uri: &Origin<'_>) -> Result<String, Rejection> {
    searched(uri.query().map(|query| query.as_str()))
}

#[get("/rejection")]
async fn rejection() -> Result<String, Rejection> {
    rejected()
}

/// A catcher of the application's own.
#[catch(default)]
fn caught(status: Code, _: &Request<'_>) -> (ContentType, String) {
    (ContentType::JSON, format!(r#"{{"caught":{}}}"#, status.code))
}

fn server() -> SocketAddr {
    static SERVER: OnceLock<SocketAddr> = OnceLock::new();
    *SERVER.get_or_init(|| {
        let config = Config {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            log_level: LogLevel::Off,
            limits: Sizes::default().limit("json", 2.mebibytes()).limit("form", 2.mebibytes()),
            ..Config::default()
        };
        let limits = Limits::new().bytes(100);
        let (started, address) = mpsc::channel();
        let app = rocket::custom(config)
            .mount("/", all_routes())
            .mount("/live", all_routes())
            .mount("/formats", all_routes())
            .mount("/own", all_routes())
            .mount("/message", all_routes())
            .mount("/languages", all_routes())
            .attach(everything().limits(limits).below("/small"))
            .attach(live().limits(limits).below("/live/small"))
            .attach(everything())
            .attach(live().below("/live"))
            .attach(formats().below("/formats/"))
            .attach(own().below("own"))
            .attach(message().below("/message"))
            .attach(spoken().limits(limits).below("/languages/small"))
            .attach(spoken().below("/languages"))
            .attach(AdHoc::on_request("context", |request, _| {
                Box::pin(async {
                    if let Some(context) = context_of(|name| request.headers().get_one(name)) {
                        context.insert_into(request);
                    }
                })
            }))
            .attach(AdHoc::on_liftoff("address", move |rocket| {
                let address = SocketAddr::new(rocket.config().address, rocket.config().port);
                Box::pin(async move { started.send(address).unwrap() })
            }));
        serve(async { drop(app.launch().await.unwrap()) });
        address.recv().unwrap()
    })
}

tests_of_every_server!(Dropped);

#[test]
fn a_guard_of_several_parts_needs_no_body() {
    let get = |path| client::send(&client::agent(), server(), "GET", path, &[], b"");
    assert_eq!(get("/parts/12?q=red").body, "12 red");
    let answer = get("/parts/2?q=lengthy");
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("path.id") && answer.body.contains("query.q"), "{}", answer.body);
}

#[test]
fn a_request_guard_adds_to_the_context() {
    let post = |blog: &str| {
        let headers = [("content-type", "application/json"), ("x-user", "1"), ("x-swiss", "yes")];
        let path = "/guarded_post?country=CH";
        client::send(&client::agent(), server(), "POST", path, &headers, blog.as_bytes())
    };
    assert_eq!(post(r#"{"blog":30}"#).body, "30");
    assert_eq!(post(r#"{"blog":10}"#).status, 422);
}

#[test]
fn the_rest_of_a_path_is_one_parameter() {
    let get = |path| client::send(&client::agent(), server(), "GET", path, &[], b"");
    assert_eq!(get("/rest/1/a%62/c").body, "1 ab/c");
    assert_eq!(get("/rest/1/lengthy").status, 422);
}

#[test]
fn what_rocket_answers_in_json_has_the_documented_shape() {
    let json = [("accept", "application/json")];
    let answer = client::send(&client::agent(), server(), "GET", "/nowhere", &json, b"");
    assert_eq!(answer.body, r#"{"message":"Requested resource does not exist or was not found."}"#);
    let answer = client::send(&client::agent(), server(), "GET", "/live/nowhere", &json, b"");
    assert_eq!(answer.body, r#"{"message":"Requested resource does not exist or was not found."}"#);
}

#[test]
fn catchers_are_for_what_guards_have_not_answered() {
    let app = rocket::custom(Config { log_level: LogLevel::Off, ..Config::default() });
    let app = app.mount("/", all_routes()).register("/", catchers![caught]).attach(Answers::new().every_error());
    let client = Client::untracked(app).unwrap();
    let required = r#"{"message":"The given data was invalid.","errors":{"q":["The q field is required."]}}"#;
    let get = |path| client.get(path).header(Accept::JSON).dispatch().into_string().unwrap();
    assert_eq!(get("/query"), required);
    assert_eq!(get("/nowhere"), r#"{"caught":404}"#);
}

#[test]
fn guards_answer_beside_the_own_errors_of_rocket() {
    let app = rocket::custom(Config { log_level: LogLevel::Off, ..Config::default() });
    let client = Client::untracked(app.mount("/", all_routes()).attach(Answers::new().live())).unwrap();
    let required = r#"{"message":"The given data was invalid.","errors":{"q":["The q field is required."]}}"#;
    let get = |path| client.get(path).header(Accept::JSON).dispatch().into_string().unwrap();
    assert_eq!(get("/query"), required);
    assert!(get("/nowhere").contains("reason"));
    // Rocket reads a form of more than 32 KiB only where it is told to.
    let form = client.post("/form").header(ContentType::Form).body("a=1&".repeat(10_000)).dispatch();
    assert_eq!(form.into_string().unwrap(), r#"{"message":"The request body is too large."}"#);
}

option_of_the_framework!(the_own_option_of_rocket_takes_what_is_invalid_for_none);
