//! A supper with few seats: a form with live checks, SQLite, two languages, and a page that documents the API.

use std::sync::LazyLock;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::SqlitePool;
use swagger_ui_redist::SwaggerUi;
use tokio::net::TcpListener;
use unprocessable::axum::{Answers, ValidJson, With};
use unprocessable::openapi::{self, Components};
use unprocessable::{ErrorBody, Found, Locale, Lookup, Messages, Question, Status, Validate};
use unprocessable::{ValidationErrors, Violation, labels};
use unprocessable_database::OnConstraint;

// ANCHOR: request
/// Somebody who comes to the supper.
#[derive(Deserialize, Validate)]
#[validate(context = Db, normalize(trim, blank_to_none))]
struct Guest {
    #[validate(required, length(max = 80))]
    name: String,
    /// The confirmation goes here.
    #[validate(bail, normalize(lowercase), required, email, unique(guests::EMAIL))]
    email: String,
    #[validate(range(1..=8))]
    seats: u8,
    #[validate(length(max = 500))]
    note: Option<String>,
}
// ANCHOR_END: request

// ANCHOR: database
mod guests {
    use unprocessable::Column;

    pub(crate) const EMAIL: Column = Column::new("guests", "email");
}

/// All seats of the house.
const SEATS: i64 = 40;

#[derive(Clone)]
struct Db {
    pool: SqlitePool,
}

impl Db {
    async fn open(address: &str) -> Result<Self, sqlx::Error> {
        // One connection, because each one to `sqlite::memory:` would have a database of its own.
        let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect(address).await?;
        let table = "CREATE TABLE IF NOT EXISTS guests (name text, email text UNIQUE, seats integer, note text)";
        sqlx::raw_sql(table).execute(&pool).await?;
        Ok(Self { pool })
    }

    /// Saves a guest, unless the seats are taken. One statement, so that two guests cannot get the same seat.
    async fn save(&self, guest: &Guest) -> Result<(), ErrorBody> {
        let saved = sqlx::query(
            "INSERT INTO guests (name, email, seats, note)
             SELECT ?1, ?2, ?3, ?4 WHERE (SELECT coalesce(sum(seats), 0) FROM guests) + ?3 <= ?5",
        )
        .bind(&guest.name)
        .bind(&guest.email)
        .bind(guest.seats)
        .bind(&guest.note)
        .bind(SEATS)
        .execute(&self.pool)
        .await
        .on_constraint::<Guest>(|table| table.unique(guests::EMAIL, "email"))?;
        if saved.rows_affected() > 0 {
            return Ok(());
        }
        let left = sqlx::query_scalar::<_, i64>("SELECT ? - coalesce(sum(seats), 0) FROM guests").bind(SEATS);
        let left = left.fetch_one(&self.pool).await.map_err(|_| Status::InternalServerError)?;
        let mut errors = ValidationErrors::new();
        errors.add("seats", Violation::from_code("full").argument("left", left));
        Err(ErrorBody::new(Status::Conflict).errors(errors))
    }
}

/// What the rule `unique` asks.
impl Lookup for Db {
    type Error = sqlx::Error;

    async fn find(&self, question: Question<'_>) -> Result<Found, sqlx::Error> {
        unprocessable_database::sqlx::find(&self.pool, question).await
    }
}
// ANCHOR_END: database

// ANCHOR: languages
/// English first, then German, with the labels and sentences in `locales/`.
static SPOKEN: &[&Locale] = labels!("locales/");

/// The form, with the labels that sentences use.
async fn form(language: Option<Path<String>>) -> Result<Html<String>, Status> {
    let tag = language.map_or("en".to_owned(), |Path(tag)| tag);
    let is_asked = |locale: &&&Locale| locale.language().is_some_and(|language| language.tag() == tag);
    let locale = SPOKEN.iter().find(is_asked).ok_or(Status::NotFound)?;
    let mut page = include_str!("page.html").replace("{lang}", &tag);
    for name in ["name", "email", "seats", "note"] {
        page = page.replace(&format!("{{{name}}}"), &label(name, locale));
    }
    Ok(Html(page))
}

/// What sentences at this key call the field, also at keys such as `items.0.price`.
fn label(key: &str, locale: &Locale) -> String {
    let mut errors = ValidationErrors::new();
    errors.add(key, Violation::new("label", "{attribute}"));
    errors.iter().map(|(key, violation)| violation.message_at(key, locale).to_string()).collect()
}
// ANCHOR_END: languages

// ANCHOR: routes
/// Runs only with a guest that keeps the rules.
async fn reserve(
    State(db): State<Db>,
    ValidJson(guest): ValidJson<With<Db, Guest>>,
) -> Result<(StatusCode, Json<Value>), ErrorBody> {
    db.save(&guest).await?;
    Ok((StatusCode::CREATED, Json(json!({ "welcome": format!("{}: {}", guest.name, guest.seats) }))))
}

fn routes(db: Db) -> Router {
    let script = [(CONTENT_TYPE, "text/javascript")];
    Router::new()
        .route("/", get(form))
        .route("/{language}", get(form))
        .route("/form.js", get(async move || (script, include_str!("form.js"))))
        .route("/guests", post(reserve))
        .route("/openapi.json", get(async || Json(&*DOCUMENT)))
        .route("/docs/", get(async || Html(DOCS)))
        .route("/docs/{file}", get(swagger))
        .with_state(db.clone())
        .layer(Answers::new().live().every_error().languages(SPOKEN).context(db))
}
// ANCHOR_END: routes

// ANCHOR: document
/// Nothing of the rules is written here again.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut components = Components::new();
    let guest = components.schema::<Guest>();
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Supper", "version": "1" },
        "paths": { "/guests": { "post": {
            "requestBody": { "required": true, "content": { "application/json": { "schema": guest } } },
            "responses": {
                "201": { "description": "The seats are reserved." },
                "400": openapi::message_response(Status::BadRequest),
                "409": openapi::message_response(Status::Conflict),
                "415": openapi::message_response(Status::UnsupportedMediaType),
                "422": openapi::validation_response::<Guest>(),
            },
        } } },
        "components": { "schemas": components.schemas() },
    })
});

const DOCS: &str = r##"<!doctype html><title>Supper: the API</title>
<link rel="stylesheet" href="swagger-ui.css"><script src="swagger-ui-bundle.js"></script>
<div id="docs"></div>
<script>SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", validatorUrl: null });</script>"##;

/// The files of Swagger UI are part of the program.
async fn swagger(Path(name): Path<String>) -> Result<impl IntoResponse, Status> {
    let kind = if name.ends_with(".css") { "text/css" } else { "text/javascript" };
    let file = SwaggerUi::static_files().iter().find(|(file, _)| file.file_name() == name);
    file.map(|(_, content)| ([(CONTENT_TYPE, kind)], *content)).ok_or(Status::NotFound)
}
// ANCHOR_END: document

// ANCHOR: main
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let db = Db::open("sqlite:supper.db?mode=rwc").await?;
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, routes(db)).await?;
    Ok(())
}
// ANCHOR_END: main

// ANCHOR: tests
#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::extract::Request;
    use tower_service::Service as _;

    use super::*;

    async fn ask(app: &Router, request: axum::http::request::Builder, body: &str) -> (u16, String) {
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = app.clone().call(request).await.unwrap();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    fn guest() -> axum::http::request::Builder {
        Request::post("/guests").header("content-type", "application/json")
    }

    #[tokio::test]
    async fn an_address_comes_once_and_is_refused_in_the_language_of_the_client() {
        let app = routes(Db::open("sqlite::memory:").await.unwrap());
        let jane = r#"{"name":"Jane","email":"Jane@example.com","seats":2,"note":" "}"#;
        assert_eq!(ask(&app, guest(), jane).await, (201, r#"{"welcome":"Jane: 2"}"#.to_owned()));

        let again = r#"{"name":"","email":"jane@example.com","seats":9}"#;
        let (status, body) = ask(&app, guest().header("accept-language", "de"), again).await;
        assert_eq!(status, 422);
        for sentence in [
            "Das Feld „Name“ ist erforderlich.",
            "Der Wert im Feld „E-Mail-Adresse“ ist bereits vergeben.",
            "Das Feld „Plätze“ muss zwischen 1 und 8 liegen.",
        ] {
            assert!(body.contains(sentence), "{body}");
        }
    }

    #[tokio::test]
    async fn the_house_is_never_overbooked() {
        let app = routes(Db::open("sqlite::memory:").await.unwrap());
        for number in 0..5 {
            let body = format!(r#"{{"name":"A","email":"{number}@example.com","seats":7}}"#);
            assert_eq!(ask(&app, guest(), &body).await.0, 201);
        }
        let (status, body) = ask(&app, guest(), r#"{"name":"B","email":"b@example.com","seats":6}"#).await;
        assert_eq!(status, 409);
        assert!(body.contains(r#""seats":["Only 5 seats are left."]"#), "{body}");
    }

    #[tokio::test]
    async fn a_live_check_saves_nothing() {
        let app = routes(Db::open("sqlite::memory:").await.unwrap());
        let live = || guest().header("precognition", "true").header("precognition-validate-only", "email");
        let (status, body) = ask(&app, live(), r#"{"email":"jane"}"#).await;
        assert_eq!(status, 422);
        assert!(body.ends_with(r#"{"email":["The e-mail address must be a valid email address."]}}"#), "{body}");
        let jane = r#"{"name":"Jane","email":"jane@example.com","seats":2}"#;
        assert_eq!(ask(&app, live(), jane).await.0, 204);
        assert_eq!(ask(&app, guest(), jane).await.0, 201);
    }

    #[tokio::test]
    async fn pages_are_there() {
        let app = routes(Db::open("sqlite::memory:").await.unwrap());
        assert!(ask(&app, Request::get("/de"), "").await.1.contains("<label>Plätze"));
        assert_eq!(ask(&app, Request::get("/fr"), "").await.0, 404);
        assert!(ask(&app, Request::get("/openapi.json"), "").await.1.contains(r#""maximum":8"#));
        assert_eq!(ask(&app, Request::get("/docs/swagger-ui-bundle.js"), "").await.0, 200);
    }
}
// ANCHOR_END: tests
