//! How long asynchronous rules take.

use std::time::Duration;

use axum::Router;
use axum::routing::post;
use serde::Deserialize;
use unprocessable::axum::{ValidJson, With};
use unprocessable::{CheckError, Column, Found, Key, Limits, Lookup, Question, Validate};

use crate::client::Connection;
use crate::listeners::{RECORDED, observed};

const EMAIL: Column = Column::new("users", "email");

struct Database;

impl Lookup for Database {
    type Error = std::io::Error;

    async fn find(&self, question: Question<'_>) -> Result<Found, Self::Error> {
        tokio::time::sleep(Duration::from_millis(1)).await;
        match *question.rows()[0].value() == Key::from("broken") {
            true => Err(std::io::Error::other("evil")),
            false => Ok(question.found([0])),
        }
    }
}

#[derive(Deserialize, Validate)]
#[validate(context = Database, async)]
struct Account {
    #[validate(unique(EMAIL))]
    email: String,
    #[validate(custom_async(not_blocked, context))]
    name: String,
}

async fn not_blocked(name: &str, _: &Database) -> Result<(), CheckError> {
    if name == "slow" {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(Duration::from_millis(1)).await;
    Ok(())
}

#[test]
fn queries_and_functions_are_timed() {
    let _ = &*RECORDED;
    let (answers, told) = observed();
    let answers = answers.context(Database).limits(Limits::new().wait(Duration::from_millis(200)));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let account =
                post(async |account: ValidJson<With<Database, Account>>| format!("{}{}", account.email, account.name));
            let app = Router::new().route("/accounts", account).layer(answers);
            axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), app).await.unwrap();
        });
    });
    let mut client = Connection::new(address);
    let mut send = |body: &str| {
        client.send("POST", "/accounts", &[("content-type", Some("application/json"))], body.as_bytes()).status
    };
    assert_eq!(send(r#"{"email":"evil","name":"b"}"#), 422);
    let ended = ["POST /accounts 422: email unique 1", "not_blocked None", "users.email None"];
    assert_eq!(told.take(""), ended);
    assert_eq!(send(r#"{"email":"broken","name":"evil"}"#), 500);
    let failed = told.take("");
    assert!(failed.contains(&r#"users.email Some("failed")"#.into()), "{failed:?}");
    assert_eq!(send(r#"{"email":"evil","name":"slow"}"#), 503);
    assert_eq!(told.take(""), [r#"not_blocked Some("unfinished")"#, "users.email None"]);
    let recorded = RECORDED.with("unprocessable.rule.duration");
    assert_eq!(recorded["unprocessable.rule.duration unprocessable.rule=users.email"].0, 2);
    assert!(recorded["unprocessable.rule.duration unprocessable.rule=users.email"].1 >= 0.002);
    assert!(recorded.contains_key("unprocessable.rule.duration unprocessable.rule=users.email error.type=failed"));
    assert!(recorded.keys().all(|key| !key.contains("evil")), "{recorded:?}");
}
