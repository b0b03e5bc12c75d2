//! A real server, and what its client reads.

#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use async_graphql::{EmptySubscription, InputObject, Object, Result, Schema};
use async_graphql_axum::GraphQL;
use axum::Router;
use axum::routing::post_service;
use serde::Deserialize;
use serde_json::{Value, json};
use unprocessable::{ErrorBody, Status, Validate, Violation, lang};
use unprocessable_graphql::ToError as _;

#[derive(Deserialize, InputObject, Validate)]
#[serde(rename_all = "camelCase")]
#[validate(custom(not_both))]
struct Order {
    #[validate(required, email)]
    email_address: String,
    #[validate(length(max = 50), nested)]
    items: Vec<Item>,
}

#[derive(Deserialize, InputObject, Validate)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[validate(gte(1))]
    unit_price: i32,
}

fn not_both(order: &Order) -> Result<(), Violation> {
    match order.items.len() {
        13 => Err(Violation::new("unlucky", "Thirteen is too many.")),
        _ => Ok(()),
    }
}

struct Query;

#[Object]
impl Query {
    async fn shop(&self) -> &'static str {
        "open"
    }

    async fn secret(&self) -> Result<i32> {
        Err(ErrorBody::new(Status::Forbidden).to_error(""))
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn place(&self, order: Order, german: Option<bool>) -> Result<usize> {
        match order.validate() {
            Ok(()) => Ok(order.items.len()),
            Err(errors) if german == Some(true) => Err(errors.to_error_in("order", &lang::DE)),
            Err(errors) => Err(errors.to_error("order")),
        }
    }
}

fn server() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let schema = Schema::new(Query, Mutation, EmptySubscription);
            let app = Router::new().route("/", post_service(GraphQL::new(schema)));
            axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), app).await.unwrap();
        });
    });
    address
}

fn send(server: SocketAddr, query: &str, variables: &Value) -> Value {
    let request = json!({ "query": query, "variables": variables });
    let mut answer = ureq::post(format!("http://{server}/")).send_json(&request).unwrap();
    answer.body_mut().read_json().unwrap()
}

const PLACE: &str = "mutation ($order: Order!, $german: Boolean) { place(order: $order, german: $german) }";

#[test]
fn a_client_reads_which_fields_are_wrong() {
    let server = server();
    let valid = json!({ "order": { "emailAddress": "a@b.example", "items": [{ "unitPrice": 1 }] } });
    assert_eq!(send(server, PLACE, &valid), json!({ "data": { "place": 1 } }));

    let wrong = json!({ "order": { "emailAddress": "jane", "items": [{ "unitPrice": 1 }, { "unitPrice": 0 }] } });
    let error = &send(server, PLACE, &wrong)["errors"][0];
    assert_eq!((&error["message"], &error["path"]), (&json!("The given data was invalid."), &json!(["place"])));
    let (email, price) =
        ("The email address must be a valid email address.", "The unit price must be greater than or equal to 1.");
    assert_eq!(
        error["extensions"],
        json!({
            "code": "BAD_USER_INPUT",
            "errors": { "order.emailAddress": [email], "order.items.1.unitPrice": [price] },
            "violations": [
                { "path": ["order", "emailAddress"], "code": "email", "message": email },
                { "path": ["order", "items", 1, "unitPrice"], "code": "gte", "message": price },
            ],
        })
    );
}

#[test]
fn two_sentences_of_a_field_stand_together_and_the_whole_has_the_key_of_the_argument() {
    let items = vec![json!({ "unitPrice": 1 }); 13];
    let wrong = json!({ "order": { "emailAddress": "", "items": items } });
    let extensions = &send(server(), PLACE, &wrong)["errors"][0]["extensions"];
    assert_eq!(extensions["errors"]["order.emailAddress"].as_array().unwrap().len(), 2);
    assert_eq!(extensions["errors"]["order"], json!(["Thirteen is too many."]));
    assert_eq!(extensions["violations"][2]["path"], json!(["order"]));
}

#[test]
fn a_client_gets_its_language_and_no_value() {
    let wrong = json!({ "order": { "emailAddress": "secret-value", "items": [] }, "german": true });
    let answer = send(server(), PLACE, &wrong);
    let error = &answer["errors"][0];
    assert_eq!(error["message"], "Die Angaben sind ungültig.");
    assert!(error["extensions"]["violations"][0]["message"].as_str().unwrap().contains("gültig"), "{error}");
    assert!(!answer.to_string().contains("secret-value"));
}

#[test]
fn other_resolvers_answer_and_other_statuses_have_codes() {
    let answer = send(server(), "{ shop secret }", &json!({}));
    assert_eq!(answer["errors"][0]["extensions"], json!({ "code": "FORBIDDEN" }));
    assert_eq!(send(server(), "{ shop }", &json!({}))["data"]["shop"], "open");
}
