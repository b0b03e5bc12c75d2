//! Constraints of a database in handlers of each framework: the error of `unprocessable-database` is a response, and
//! `?` makes an `ErrorBody` of it.

use actix_web::ResponseError as _;
use axum::response::IntoResponse as _;
use poem::error::ResponseError as _;
use serde::Deserialize;
use unprocessable::{ErrorBody, Validate};
use unprocessable_database::{DatabaseError, DriverError, FailedConstraint, OnConstraint};

#[derive(Deserialize, Validate)]
#[allow(dead_code)]
struct User {
    email: String,
}

/// The error of a driver, with a constraint or without.
#[derive(Clone, Copy, Debug)]
struct Failure(Option<&'static str>);

impl DriverError for Failure {
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
        FailedConstraint::sqlite(2067, self.0?)
    }
}

const TAKEN: Failure = Failure(Some("UNIQUE constraint failed: users.email"));
const BODY: &str =
    r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#;
const BROKEN: Failure = Failure(None);

fn insert(failure: Failure) -> Result<String, DatabaseError<Failure>> {
    Err(failure).on_constraint::<User>(|c| c.unique("users.email", "email"))
}

async fn taken() -> Result<String, DatabaseError<Failure>> {
    insert(TAKEN)
}

async fn broken() -> Result<String, DatabaseError<Failure>> {
    insert(BROKEN)
}

async fn by_question_mark() -> Result<String, ErrorBody> {
    Ok(insert(TAKEN)?)
}

fn is_answer_of_a_failure(status: u16, body: &str) {
    assert_eq!(status, 500);
    assert_eq!(body, ErrorBody::from(unprocessable::Status::InternalServerError).to_json());
}

#[tokio::test]
async fn axum() {
    use axum::routing::get;

    let _: axum::Router = axum::Router::new()
        .route("/taken", get(taken))
        .route("/broken", get(broken))
        .route("/by_question_mark", get(by_question_mark));
    let text = async |response: axum::response::Response| {
        let body = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    };
    for response in [taken().await.into_response(), by_question_mark().await.into_response()] {
        assert_eq!(response.status().as_u16(), 409);
        assert_eq!(text(response).await, BODY);
    }
    let response = broken().await.into_response();
    is_answer_of_a_failure(response.status().as_u16(), &text(response).await);
}

#[tokio::test]
async fn actix_web() {
    use actix_web::web::get;

    let _ = actix_web::App::new()
        .route("/taken", get().to(taken))
        .route("/broken", get().to(broken))
        .route("/by_question_mark", get().to(by_question_mark));
    let text = async |response: actix_web::HttpResponse| {
        let body = actix_web::body::to_bytes(response.into_body()).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    };
    let error = taken().await.unwrap_err();
    let own = by_question_mark().await.unwrap_err();
    assert_eq!((error.status_code().as_u16(), own.status_code().as_u16()), (409, 409));
    for response in [error.error_response(), own.error_response()] {
        assert_eq!(response.status().as_u16(), 409);
        assert_eq!(text(response).await, BODY);
    }
    let response = broken().await.unwrap_err().error_response();
    is_answer_of_a_failure(response.status().as_u16(), &text(response).await);
}

#[tokio::test]
async fn poem() {
    #[poem::handler]
    async fn of_poem() -> Result<String, DatabaseError<Failure>> {
        taken().await
    }
    #[poem::handler]
    async fn of_poem_by_question_mark() -> poem::Result<String> {
        Ok(insert(TAKEN)?)
    }
    let _ = poem::Route::new().at("/taken", poem::get(of_poem)).at("/mark", poem::get(of_poem_by_question_mark));

    let error = taken().await.unwrap_err();
    assert_eq!(error.status().as_u16(), 409);
    for error in [poem::Error::from(error), by_question_mark().await.unwrap_err().into()] {
        let response = error.into_response();
        assert_eq!(response.status().as_u16(), 409);
        assert_eq!(response.into_body().into_string().await.unwrap(), BODY);
    }
    let response = poem::Error::from(broken().await.unwrap_err()).into_response();
    is_answer_of_a_failure(response.status().as_u16(), &response.into_body().into_string().await.unwrap());
}

#[rocket::get("/taken")]
async fn of_rocket() -> Result<String, DatabaseError<Failure>> {
    taken().await
}

#[rocket::get("/broken")]
async fn broken_of_rocket() -> Result<String, DatabaseError<Failure>> {
    broken().await
}

#[rocket::get("/by_question_mark")]
async fn of_rocket_by_question_mark() -> Result<String, ErrorBody> {
    by_question_mark().await
}

#[test]
fn rocket() {
    let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
    let server =
        rocket::custom(config).mount("/", rocket::routes![of_rocket, broken_of_rocket, of_rocket_by_question_mark]);
    let client = rocket::local::blocking::Client::untracked(server).unwrap();
    for path in ["/taken", "/by_question_mark"] {
        let response = client.get(path).dispatch();
        assert_eq!(response.status().code, 409);
        assert_eq!(response.into_string().unwrap(), BODY);
    }
    let response = client.get("/broken").dispatch();
    is_answer_of_a_failure(response.status().code, &response.into_string().unwrap());
}
