//! The adapter for [axum](https://docs.rs/axum) 0.8.
//!
//! Its extractors replace those of the framework, and the handler gets a value that is proven valid. A request that is not
//! valid is answered before the handler runs: with 400, 413, 415 or 422, and with the documented body.
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
//! [`Answers`] is a layer for `Router::layer`, `Router::route_layer` or one method's `layer`. Bodies are read within axum's own
//! [`DefaultBodyLimit`](axum::extract::DefaultBodyLimit), 2 MB unless it says otherwise.
//! An extractor as `Result<ValidJson<T>, Answered>` leaves the answer to the handler; as `Option<ValidJson<T>>` it is no
//! body, or a valid one. See [`web`](crate::web) for statuses,
//! keys and live checks.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::{BytesRejection, RawPathParamsRejection};
use axum::extract::{
    FromRequest, FromRequestParts, OptionalFromRequest, OptionalFromRequestParts, RawPathParams, Request,
};
use axum::http::header::{CONTENT_TYPE, VARY};
use axum::http::request::Parts as Head;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tower_layer::Layer;
use tower_service::Service;

pub use crate::web::{
    Answered, Answers, Documented, Format, JsonApi, Problem, Readable, ValidForm, ValidHeaders, ValidJson,
    ValidMultipart, ValidPath, ValidQuery, ValidRequest, With, Words,
};
use crate::web::{Client, Extract, Incoming, OF_THE_BODY, PRECOGNITION, Parts, extract, unreadable};
use crate::{ErrorBody, Source};

macro_rules! parts {
    ($($name:ident)+) => {$(
        impl<T: Readable, S: Send + Sync> FromRequestParts<S> for $name<T> {
            type Rejection = Answered;

            async fn from_request_parts(head: &mut Head, state: &S) -> Result<Self, Answered> {
                extract(incoming::<Self, S>(head, state).await).await
            }
        }

        impl<T: Readable, S: Send + Sync> OptionalFromRequestParts<S> for $name<T> {
            type Rejection = Answered;

            async fn from_request_parts(head: &mut Head, state: &S) -> Result<Option<Self>, Answered> {
                extract(incoming::<Option<Self>, S>(head, state).await).await
            }
        }
    )+};
}

parts! { ValidPath ValidQuery ValidHeaders }

macro_rules! bodies {
    ($($name:ident: $bound:ident)+) => {$(
        impl<T: $bound, S: Send + Sync> FromRequest<S> for $name<T> {
            type Rejection = Answered;

            async fn from_request(request: Request, state: &S) -> Result<Self, Answered> {
                extract(with_body::<Self, S>(request, state).await).await
            }
        }
    )+};
}

bodies! { ValidJson: Readable ValidForm: Readable ValidMultipart: Readable ValidRequest: Parts }

macro_rules! optional_bodies {
    ($($name:ident)+) => {$(
        impl<T: Readable, S: Send + Sync> OptionalFromRequest<S> for $name<T> {
            type Rejection = Answered;

            async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Answered> {
                extract(with_body::<Option<Self>, S>(request, state).await).await
            }
        }
    )+};
}

optional_bodies! { ValidJson ValidForm ValidMultipart }

async fn with_body<E: Extract, S: Send + Sync>(request: Request, state: &S) -> Incoming {
    let (mut head, body) = request.into_parts();
    let mut incoming = incoming::<E, S>(&mut head, state).await;
    if incoming.wants_body::<E>() {
        let body = Bytes::from_request(Request::from_parts(head, body), state).await;
        // A layer that decodes bodies takes the header field away.
        incoming.set_body::<E>(body.map_err(|rejection| unreadable(is_too_large(&rejection))), Some(true));
    }
    incoming
}

fn is_too_large(rejection: &BytesRejection) -> bool {
    rejection.status() == StatusCode::PAYLOAD_TOO_LARGE
}

async fn incoming<E: Extract, S: Send + Sync>(head: &mut Head, state: &S) -> Incoming {
    let path = match E::needs(Source::Path) {
        true => Some(RawPathParams::from_request_parts(head, state).await),
        false => None,
    };
    let settings = head.extensions.get::<Arc<Answers>>().cloned();
    let mut incoming = Incoming::new(settings, |name| field(&head.headers, name), head.uri.query());
    match &path {
        Some(Ok(path)) => incoming.set_path(head.uri.path(), path.iter()),
        Some(Err(RawPathParamsRejection::InvalidUtf8InPathParam(_))) => incoming.refuse_path(),
        _ => {}
    }
    if E::needs(Source::Headers) {
        incoming.set_headers(head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())));
    }
    incoming
}

fn field<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h [u8]> {
    headers.get(name).map(HeaderValue::as_bytes)
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        match self.into_error() {
            Some(error) => error.into_response(),
            None => (StatusCode::NO_CONTENT, Self::success_headers()).into_response(),
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
        let client = settings.client(|name| field(request.headers(), name));
        request.extensions_mut().insert(Arc::clone(&settings));
        let response = self.inner.call(request);
        Box::pin(async move { Ok(finish(&settings, &client, response.await?)) })
    }
}

/// Marks a response that is not to be written anew by settings further out.
#[derive(Clone)]
struct Written;

fn finish(settings: &Answers, client: &Client, mut response: Response) -> Response {
    let error = response.extensions_mut().remove::<Arc<ErrorBody>>();
    let is_written = response.extensions().get::<Written>().is_some();
    let content_type = field(response.headers(), "content-type");
    let written = settings.renew(error.as_deref(), is_written, response.status().as_u16(), content_type, client);
    if let Some((media_type, body)) = written {
        for name in OF_THE_BODY {
            response.headers_mut().remove(name);
        }
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        *response.body_mut() = Body::from(body);
        response.extensions_mut().insert(Written);
    }
    let headers = response.headers_mut();
    for name in settings.varies_besides(headers.get_all(VARY).iter().map(HeaderValue::as_bytes)) {
        headers.append(VARY, HeaderValue::from_static(name));
    }
    if client.is_live() {
        headers.insert(HeaderName::from_static(PRECOGNITION), HeaderValue::from_static("true"));
    }
    response
}
