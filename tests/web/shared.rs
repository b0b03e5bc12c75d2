//! What the servers have in common: settings, answers of handlers, and the tests.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use unprocessable::web::{
    Answers, EarlyResponse, JsonApi, Problem, ValidHeaders, ValidJson, ValidPath, ValidQuery, With,
};
use unprocessable::{ErrorBody, Limits, Rejection, Status, Valid, ValidationErrors, Violation, from_json};

use crate::types::{
    Address, Caller, Confusing, Friend, Guest, Guests, Id, Order, Post, Search, Shop, Trace, by_language, not_taken,
};

/// All parts of a request at once.
pub(crate) type All = (ValidPath<Id>, ValidQuery<Search>, ValidHeaders<Trace>, ValidJson<Order>);

pub(crate) fn text_of_all((path, query, headers, json): &All) -> String {
    format!("{} {} {} {}", path.id, query.q, headers.trace, json.email)
}

/// Two parts that ask the same database.
pub(crate) type Asking = (ValidQuery<With<Guests, Friend>>, ValidJson<With<Guests, Guest>>);

pub(crate) fn text_of_asking((friend, account): &Asking) -> String {
    format!("{} {}", friend.friend, account.email)
}

/// Two parts with contexts of their own.
pub(crate) type Abroad = (ValidQuery<With<Shop, Address>>, ValidJson<With<Caller, Post>>);

pub(crate) fn text_of_confusing((search, body): &(ValidQuery<Search>, ValidJson<Confusing>)) -> String {
    format!("{} {}", search.q, body.query)
}

/// A query string, and a body that may be left out.
pub(crate) type MaybeAll = (ValidQuery<Search>, Option<ValidJson<Order>>);

pub(crate) fn text_of_maybe_all((search, order): &MaybeAll) -> String {
    format!("{} {}", search.q, email_of(order.as_ref()))
}

pub(crate) fn text_of_search(search: Option<&ValidQuery<Search>>) -> String {
    search.map_or("none".into(), |search| search.q.clone())
}

pub(crate) fn email_of(order: Option<&ValidJson<Order>>) -> String {
    order.map_or("none".into(), |order| order.email.clone())
}

pub(crate) fn by_hand(order: Result<&ValidJson<Order>, &EarlyResponse>) -> String {
    match order {
        Ok(order) => order.email.clone(),
        Err(response) => format!("refused with {}", response.status_code()),
    }
}

pub(crate) fn of_code(code: u16) -> ErrorBody {
    ErrorBody::new(Status::from_code(code).unwrap()).retry_after(Duration::from_secs(30))
}

pub(crate) fn taken() -> ValidationErrors {
    let mut errors = ValidationErrors::new();
    errors.add("email", Violation::new("taken", "The {attribute} has already been taken."));
    errors
}

pub(crate) fn rejected() -> Result<String, Rejection> {
    let order: Valid<Order> = from_json(b"{")?;
    Ok(order.email.clone())
}

/// The settings of `/live`.
pub(crate) fn live() -> Answers {
    Answers::new().live().check("email", not_taken).context(Guests)
}

/// The settings of `/formats`.
pub(crate) fn formats() -> Answers {
    Answers::new().offer(Problem).offer(JsonApi).choose_messages(by_language)
}

/// The settings of `/own`.
pub(crate) fn own() -> Answers {
    Answers::new().body(|error, wording| format!("[{},{:?}]", error.status().code(), wording.message(error)))
}

/// The settings of `/message`.
pub(crate) fn message() -> Answers {
    Answers::new().message("Please check the form.")
}

/// The settings of everything else.
pub(crate) fn everything() -> Answers {
    let limits = Limits::new().wait(Duration::from_millis(100));
    Answers::new()
        .every_error()
        .context(Shop { country: "AT" })
        .context(Guests)
        .context(Caller { user: 9 })
        .limits(limits)
}

/// A free port on the loopback.
pub(crate) fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Runs a server beside the tests.
pub(crate) fn serve(server: impl Future<Output = ()> + Send + 'static) {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(server);
    });
}

/// The tests that every server passes. It stands beside `server` and `RAN`.
macro_rules! tests_of_every_server {
    ($headers:ident) => {
        #[test]
        fn every_request_has_its_answer() {
            crate::suite::run(server());
        }

        #[test]
        fn every_answer_is_said_in_the_language_of_the_client() {
            crate::languages::run(server());
        }

        #[test]
        fn a_request_has_a_context_of_its_own() {
            crate::request_context::run(server());
        }

        #[test]
        fn hostile_requests_do_no_harm() {
            crate::hostile::run(server(), &RAN);
        }

        #[test]
        fn bytes_that_are_no_text_are_named() {
            crate::bytes::run(server(), crate::bytes::Headers::$headers);
        }

        #[test]
        fn no_handler_runs_on_a_bad_or_live_request() {
            crate::live_table::run(server(), &RAN);
        }
    };
}
pub(crate) use tests_of_every_server;

/// The framework's own `Option` of an extractor, which is `None` for whatever is invalid.
macro_rules! option_of_the_framework {
    ($name:ident) => {
        #[test]
        fn $name() {
            let sent_as = [("content-type", "application/json")];
            let answer = crate::client::send(&crate::client::agent(), server(), "POST", "/swallowed", &sent_as, b"{");
            assert_eq!((answer.status, &*answer.body), (200, "none"));
        }
    };
}
pub(crate) use option_of_the_framework;
