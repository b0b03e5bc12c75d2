//! The routes and their answers.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::LazyLock;

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use axum::{Json, Router};
use serde_json::Value;
use swagger_ui_redist::SwaggerUi;
use unprocessable::axum::{Answers, ValidJson, With};
use unprocessable::{ErrorBody, Status};
use unprocessable_database::OrAll as _;

use crate::document::document;
use crate::languages::{SPOKEN, chosen, field_labels};
use crate::mistakes::Mistakes;
use crate::password;
use crate::request::Signup;
use crate::store::{Saved, Store};

/// The page and the two routes behind it.
pub fn routes(store: Store) -> Router {
    let mistakes = Mistakes::default();
    let shown = mistakes.clone();
    Router::new()
        .route("/signups", get(list).post(create))
        .route("/signups/{id}/photo", get(photo))
        .with_state(store.clone())
        .route("/", file("text/html; charset=utf-8", include_str!("../page/index.html")))
        .route("/style.css", file("text/css; charset=utf-8", include_str!("../page/style.css")))
        .route("/signup.js", file("text/javascript; charset=utf-8", include_str!("../page/signup.js")))
        .route("/schema/en.js", file("text/javascript; charset=utf-8", include_str!("../page/schema/en.js")))
        .route("/schema/de.js", file("text/javascript; charset=utf-8", include_str!("../page/schema/de.js")))
        .route("/schema/fr.js", file("text/javascript; charset=utf-8", include_str!("../page/schema/fr.js")))
        .route("/schema/pl.js", file("text/javascript; charset=utf-8", include_str!("../page/schema/pl.js")))
        .route("/labels.json", get(async || Json(&*LABELS)))
        .route("/form.js", file("text/javascript; charset=utf-8", FORM_HELPER))
        .route("/icon.svg", file("image/svg+xml", include_str!("../page/icon.svg")))
        .route("/docs", file("text/html; charset=utf-8", include_str!("../page/docs.html")))
        .route("/docs.js", file("text/javascript; charset=utf-8", include_str!("../page/docs.js")))
        .route("/docs/{file}", get(swagger))
        .route("/openapi.json", get(async || Json(&*DOCUMENT)))
        .route("/request.rs", file("text/plain; charset=utf-8", include_str!("request.rs")))
        .route("/mistakes", get(async move || (headers("text/html; charset=utf-8"), shown.page())))
        .layer(answers(store, mistakes))
}

/// How live checks and failures are answered, and who counts them. The rules of a sign-up ask the store.
fn answers(store: Store, mistakes: Mistakes) -> Answers {
    let answers = Answers::new().live().every_error().languages(SPOKEN).language_by("cookie", chosen);
    let answers = answers.context(store).observe(move |seen| mistakes.count(seen));
    answers.unanswered(|reason| log("the rules cannot ask the database", reason))
}

async fn list(State(store): State<Store>) -> Result<Json<Vec<Saved>>, ErrorBody> {
    let newest = store.newest().await.map_err(|error| failed("the sign-ups cannot be read", &error))?;
    Ok(Json(newest))
}

/// A picture is served as what its content is. A browser takes it for nothing else.
async fn photo(State(store): State<Store>, Path(id): Path<i64>) -> Result<impl IntoResponse, ErrorBody> {
    let photo = store.photo(id).await.map_err(|error| failed("a photo cannot be read", &error))?;
    let (media_type, content) = photo.ok_or(Status::NotFound)?;
    Ok(([(CONTENT_TYPE, media_type), (X_CONTENT_TYPE_OPTIONS, "nosniff".into())], content))
}

/// Runs only when the form is sent and keeps the rules.
async fn create(
    State(store): State<Store>,
    ValidJson(signup): ValidJson<With<Store, Signup>>,
) -> Result<(StatusCode, Json<Saved>), ErrorBody> {
    let hash =
        password::hash(signup.password.clone()).await.map_err(|error| failed("a password cannot be hashed", &error))?;
    // If somebody was faster, everything else that has changed since is said, too.
    let saved = store.save(&signup, &hash).await.or_all(signup.validate_async(&store)).await;
    let saved = saved.map_err(|error| error.inspect_failure(|error| log("a sign-up cannot be saved", error)))?;
    Ok((StatusCode::CREATED, Json(saved)))
}

/// The helper for forms. A page of your own has a copy of it, or installs its folder.
const FORM_HELPER: &str = include_str!("../../../validator-typescript/form/form.js");

/// They are the same for every request.
static DOCUMENT: LazyLock<Value> = LazyLock::new(document);
static LABELS: LazyLock<BTreeMap<&'static str, BTreeMap<String, String>>> = LazyLock::new(field_labels);

/// The files of Swagger UI, which are part of the program.
async fn swagger(Path(name): Path<String>) -> Result<impl IntoResponse, ErrorBody> {
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        _ => return Err(Status::NotFound.into()),
    };
    let (_, content) =
        SwaggerUi::static_files().iter().find(|(file, _)| file.file_name() == name).ok_or(Status::NotFound)?;
    Ok((headers(kind), *content))
}

/// The cause of a failure goes to the log, not to the client.
fn failed(what: &str, error: &dyn Error) -> ErrorBody {
    log(what, error);
    Status::InternalServerError.into()
}

fn log(what: &str, error: &dyn Error) {
    eprintln!("error: {what}: {error}");
}

/// A file that is part of the program.
fn file(kind: &'static str, content: &'static str) -> MethodRouter {
    get(async move || (headers(kind), content))
}

fn headers(kind: &'static str) -> [(HeaderName, &'static str); 3] {
    // Whatever a row contains, only the page's own script runs.
    const POLICY: &str = "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";
    [(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, POLICY), (X_CONTENT_TYPE_OPTIONS, "nosniff")]
}
