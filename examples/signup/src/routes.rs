//! What is answered where.

use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::map_response;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get};
use axum::{Json, Router};
use serde::Deserialize;
use unprocessable::{ErrorBody, Rejection, Status, Valid, ValidationErrors, from_json};

use crate::answer::{Answer, read_body};
use crate::live::{Live, vary};
use crate::password;
use crate::request::{Signup, taken};
use crate::store::{Refused, Saved, Store};

/// The page and the two routes behind it.
pub fn routes(store: Store) -> Router {
    Router::new()
        .route("/signups", get(list).post(create).layer(map_response(vary)))
        .with_state(store)
        .route("/", file("text/html; charset=utf-8", include_str!("../page/index.html")))
        .route("/style.css", file("text/css; charset=utf-8", include_str!("../page/style.css")))
        .route("/form.js", file("text/javascript; charset=utf-8", include_str!("../page/form.js")))
        .route("/icon.svg", file("image/svg+xml", include_str!("../page/icon.svg")))
        .route("/request.rs", file("text/plain; charset=utf-8", include_str!("request.rs")))
        .fallback(async || Answer::from(Status::NotFound))
        .method_not_allowed_fallback(async || Answer::from(Status::MethodNotAllowed))
}

async fn list(State(store): State<Store>) -> Result<Json<Vec<Saved>>, Answer> {
    Ok(Json(store.newest().await?))
}

async fn create(State(store): State<Store>, NewSignup(signup): NewSignup) -> Result<(StatusCode, Json<Saved>), Answer> {
    let hash = password::hash(signup.password.clone()).await.map_err(|error| {
        eprintln!("error: a password cannot be hashed: {error}");
        Status::InternalServerError
    })?;
    match store.save(&signup, &hash).await {
        Ok(saved) => Ok((StatusCode::CREATED, Json(saved))),
        Err(Refused::EmailTaken) => Err(ErrorBody::new(Status::Conflict).errors(email_taken()).into()),
        Err(Refused::Failed(error)) => Err(error.into()),
    }
}

/// A sign-up that keeps the rules. A live check ends here: it never comes to the handler.
struct NewSignup(Valid<Signup>);

impl FromRequest<Store> for NewSignup {
    type Rejection = Response;

    async fn from_request(request: Request, store: &Store) -> Result<Self, Response> {
        let live = Live::asked_for_by(request.headers());
        let body = read_body(request, store).await.map_err(Answer::into_response)?;
        let signup = from_json(&body);
        let Some(live) = live else {
            return signup.map(Self).map_err(|rejection| Answer::from(rejection).into_response());
        };
        let mut errors = match signup {
            Ok(_) => ValidationErrors::new(),
            Err(Rejection::Invalid(errors)) => errors,
            Err(malformed) => return Err(Answer::from(malformed).into_response()),
        };
        // An address that breaks rules need not be looked up.
        let look_up = live.is_about("email") && errors.get("email").next().is_none();
        if look_up && is_taken(&body, store).await.map_err(|error| Answer::from(error).into_response())? {
            errors.merge(email_taken());
        }
        Err(live.answer(&errors))
    }
}

/// Whether the e-mail in a body is another one's. The rest of it may still be empty, so it need not be a sign-up.
async fn is_taken(body: &[u8], store: &Store) -> Result<bool, sqlx::Error> {
    #[derive(Deserialize)]
    struct Contact {
        email: String,
    }

    match serde_json::from_slice::<Contact>(body) {
        Ok(contact) => store.has_email(&contact.email).await,
        Err(_) => Ok(false),
    }
}

fn email_taken() -> ValidationErrors {
    let mut errors = ValidationErrors::new();
    errors.add("email", taken());
    errors
}

/// A file that was built in.
fn file(kind: &'static str, content: &'static str) -> MethodRouter {
    // Whatever a row may hold, no script but the page's own runs in it.
    const POLICY: &str = "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";
    get(async move || {
        ([(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, POLICY), (X_CONTENT_TYPE_OPTIONS, "nosniff")], content)
    })
}
