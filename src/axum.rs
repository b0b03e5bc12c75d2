//! The adapter for [axum](https://docs.rs/axum) 0.8.
//!
//! Its extractors replace those of the framework, and the handler gets a value that is proven valid. A request that is
//! not valid is answered before the handler runs: with 400, 413, 415 or 422, and with the documented body.
//!
//! ```
//! use axum::{Router, routing::post};
//! use serde::Deserialize;
//! use unprocessable::axum::{Answers, ValidJson};
//! use unprocessable::{ErrorBody, Status, Validate};
//!
//! #[derive(Deserialize, Validate)]
//! struct Payment {
//!     #[validate(required, email)]
//!     email: String,
//!     #[validate(gt(0))]
//!     amount: f64,
//! }
//!
//! async fn pay(ValidJson(payment): ValidJson<Payment>) -> Result<String, ErrorBody> {
//!     if payment.amount > 1000.0 {
//!         return Err(ErrorBody::new(Status::Forbidden));
//!     }
//!     Ok(format!("{} pays {}", payment.email, payment.amount))
//! }
//!
//! let app: Router = Router::new()
//!     .route("/payments", post(pay))
//!     // Optional: live checks, and the same shape for what axum answers itself, such as 404 and 405.
//!     .layer(Answers::new().live().every_error());
//! # let _ = app;
//! ```
//!
//! [`ErrorBody`], [`ValidationErrors`](crate::ValidationErrors), [`Rejection`](crate::Rejection) and
//! [`Status`](crate::Status) are responses, so handlers can return them with `?`.
//!
//! [`Answers`] is a layer for `Router::layer`, `Router::route_layer` or one method's `layer`. Bodies are read within
//! axum's own [`DefaultBodyLimit`](axum::extract::DefaultBodyLimit), 2 MB unless it says otherwise.
//!
//! With `Result<ValidJson<T>, EarlyResponse>` as argument, the handler decides about the answer. With
//! `Option<ValidJson<T>>` it accepts a request without a body; an invalid body is still refused. See
//! [`web`](crate::web) for statuses, keys and live checks.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;
use std::sync::Arc;

use axum::RequestExt as _;
use axum::body::{Body, Bytes};
use axum::extract::rejection::{BytesRejection, RawPathParamsRejection};
use axum::extract::{
    FromRequest, FromRequestParts, MatchedPath, OptionalFromRequest, OptionalFromRequestParts, RawPathParams, Request,
};
use axum::http::StatusCode;
use axum::http::request::Parts as Head;
use axum::response::{IntoResponse, Response};
use futures_util::TryStreamExt as _;
use tower_layer::Layer;
use tower_service::Service;

use crate::ErrorBody;
use crate::web::Parts;
use crate::web::adapter::{BodyError, Client, Extractor, Needs, RequestData, Rewritten, Route, extract, unreadable};
pub use crate::web::{
    Answers, Asked, Documented, EarlyResponse, For, Format, JsonApi, Problem, Readable, Refused, RefusedField,
    RequestContext, Seen, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery, ValidRequest,
    With, Wording,
};

macro_rules! parts {
    ($($name:ident)+) => {$(
        impl<T: Readable, S: Send + Sync> FromRequestParts<S> for $name<T> {
            type Rejection = EarlyResponse;

            async fn from_request_parts(head: &mut Head, state: &S) -> Result<Self, EarlyResponse> {
                extract(request_data(Self::NEEDS, head, state).await).await
            }
        }

        impl<T: Readable, S: Send + Sync> OptionalFromRequestParts<S> for $name<T> {
            type Rejection = EarlyResponse;

            async fn from_request_parts(head: &mut Head, state: &S) -> Result<Option<Self>, EarlyResponse> {
                extract(request_data(Option::<Self>::NEEDS, head, state).await).await
            }
        }
    )+};
}

parts! { ValidPath ValidQuery ValidHeaders }

macro_rules! bodies {
    ($($name:ident: $bound:ident)+) => {$(
        impl<T: $bound, S: Send + Sync> FromRequest<S> for $name<T> {
            type Rejection = EarlyResponse;

            async fn from_request(request: Request, state: &S) -> Result<Self, EarlyResponse> {
                extract(with_body::<Self, _>(request, state).await).await
            }
        }
    )+};
}

bodies! { ValidJson: Readable ValidForm: Readable ValidMultipart: Readable ValidRequest: Parts }

macro_rules! optional_bodies {
    ($($name:ident)+) => {$(
        impl<T: Readable, S: Send + Sync> OptionalFromRequest<S> for $name<T> {
            type Rejection = EarlyResponse;

            async fn from_request(request: Request, state: &S) -> Result<Option<Self>, EarlyResponse> {
                extract(with_body::<Option<Self>, _>(request, state).await).await
            }
        }
    )+};
}

optional_bodies! { ValidJson ValidForm ValidMultipart }

async fn with_body<E: Extractor, S: Send + Sync>(request: Request, state: &S) -> RequestData {
    let (mut head, body) = request.into_parts();
    let mut data = request_data(E::NEEDS, &mut head, state).await;
    if data.wants_body() {
        if data.wants_parts() {
            let body = Request::from_parts(head, body).into_limited_body().into_data_stream();
            data.read_parts::<E>(body.map_err(|error| body_error(&error)), Some(true)).await;
            return data;
        }
        let body = Bytes::from_request(Request::from_parts(head, body), state).await;
        // A layer that decodes bodies removes the header field.
        data.set_body(body.map_err(|rejection| unreadable(is_too_large(&rejection))), Some(true));
    }
    data
}

/// Why no more of a body comes.
fn body_error(error: &axum::Error) -> BodyError {
    let mut source: Option<&(dyn core::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        if error.is::<http_body_util::LengthLimitError>() {
            return BodyError::TooLarge;
        }
        source = error.source();
    }
    BodyError::Unreadable
}

fn is_too_large(rejection: &BytesRejection) -> bool {
    rejection.status() == StatusCode::PAYLOAD_TOO_LARGE
}

async fn request_data<S: Send + Sync>(needs: Needs, head: &mut Head, state: &S) -> RequestData {
    let path = match needs.path() {
        true => Some(RawPathParams::from_request_parts(head, state).await),
        false => None,
    };
    let settings = head.extensions.get::<Arc<Answers>>().cloned();
    let mut data = RequestData::new(needs, settings, &head.headers, head.uri.query());
    data.set_context(head.extensions.get());
    match &path {
        Some(Ok(path)) => data.set_path(head.uri.path(), path.iter()),
        Some(Err(RawPathParamsRejection::InvalidUtf8InPathParam(_))) => data.refuse_path(),
        _ => {}
    }
    data
}

impl IntoResponse for EarlyResponse {
    fn into_response(self) -> Response {
        match self.into_error() {
            Some(error) => error.into_response(),
            None => {
                let mut response = StatusCode::NO_CONTENT.into_response();
                Self::set_success_headers(response.headers_mut());
                response
            }
        }
    }
}

impl<S> Layer<S> for Answers {
    type Service = Answering<S>;

    fn layer(&self, inner: S) -> Answering<S> {
        Answering { inner, settings: Arc::new(self.clone()) }
    }
}

/// A service whose failures are answered by some [`Answers`].
#[derive(Clone, Debug)]
pub struct Answering<S> {
    inner: S,
    settings: Arc<Answers>,
}

impl<S> Service<Request> for Answering<S>
where
    S: Service<Request, Response = Response, Future: Send + 'static>,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let settings = Arc::clone(&self.settings);
        let mut client = settings.client(request.headers());
        let route = || request.extensions().get::<MatchedPath>().cloned().map(Route::Axum);
        client.watch(&settings, request.method().as_str(), route);
        request.extensions_mut().insert(Arc::clone(&settings));
        let response = self.inner.call(request);
        Box::pin(async move { Ok(finish(&settings, &client, response.await?)) })
    }
}

fn finish(settings: &Answers, client: &Client, mut response: Response) -> Response {
    let error = response.extensions_mut().remove::<Arc<ErrorBody>>();
    let is_rewritten = response.extensions().get::<Rewritten>().is_some();
    let status_code = response.status().as_u16();
    let body = settings.finish(client, error.as_deref(), is_rewritten, status_code, response.headers_mut());
    if let Some(body) = body {
        *response.body_mut() = Body::from(body);
        response.extensions_mut().insert(Rewritten);
    }
    response
}
