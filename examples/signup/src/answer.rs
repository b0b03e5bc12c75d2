//! Requests that keep their rules, and the documented answer to all others.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{ErrorBody, Rejection, Status, Valid, Validate, from_json};

/// A body of JSON that keeps the rules of its type.
#[derive(Debug)]
pub struct ValidJson<T>(pub Valid<T>);

impl<S, T> FromRequest<S> for ValidJson<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    type Rejection = Answer;

    async fn from_request(request: Request, state: &S) -> Result<Self, Answer> {
        let body = read_body(request, state).await?;
        Ok(Self(from_json(&body)?))
    }
}

/// The bytes of a body that says that it is JSON, within the limit that axum sets.
///
/// # Errors
///
/// 415 for another kind of body, 413 for one that is too large, 400 for one that breaks off.
pub async fn read_body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Answer> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Status::UnsupportedMediaType.into());
    }
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| Status::from_code(rejection.status().as_u16()).unwrap_or(Status::BadRequest).into())
}

/// An [`ErrorBody`] with its status.
#[derive(Debug)]
pub struct Answer(pub ErrorBody);

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status().code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.0)).into_response()
    }
}

impl From<ErrorBody> for Answer {
    fn from(body: ErrorBody) -> Self {
        Self(body)
    }
}

impl From<Rejection> for Answer {
    fn from(rejection: Rejection) -> Self {
        Self(rejection.into())
    }
}

impl From<Status> for Answer {
    fn from(status: Status) -> Self {
        Self(status.into())
    }
}

/// What failed here is for the log, not for the client.
impl From<sqlx::Error> for Answer {
    fn from(error: sqlx::Error) -> Self {
        eprintln!("error: the database: {error}");
        Status::InternalServerError.into()
    }
}
