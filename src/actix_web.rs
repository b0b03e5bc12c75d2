//! The adapter for [actix-web](https://docs.rs/actix-web) 4.
//!
//! Its extractors replace those of the framework, and the handler gets a value that is proven valid. A request that is
//! not valid is answered before the handler runs: with 400, 413, 415 or 422, and with the documented body.
//!
//! ```
//! use actix_web::{App, web};
//! use serde::Deserialize;
//! use unprocessable::actix_web::{Answers, ValidJson};
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
//! let app = App::new()
//!     .route("/payments", web::post().to(pay))
//!     // Optional: live checks, and the same shape for what actix-web answers itself, such as 404 and 405.
//!     .wrap(Answers::new().live().every_error());
//! # let _ = app;
//! ```
//!
//! [`ErrorBody`], [`ValidationErrors`](crate::ValidationErrors), [`Rejection`](crate::Rejection) and
//! [`Status`](crate::Status) are responses and errors, so handlers can return them with `?`.
//!
//! [`Answers`] is a middleware for `App::wrap`, and for `wrap` of a scope or resource. Bodies are read within the limit
//! of actix-web's own [`PayloadConfig`](actix_web::web::PayloadConfig), 256 KiB unless it says otherwise. Bodies of
//! multipart are read within [`Limits::multipart_bytes`](crate::Limits::multipart_bytes) of [`Answers::limits`].
//!
//! With `Result<ValidJson<T>, EarlyResponse>` as argument, the handler decides about the answer. With
//! [`Optional<ValidJson<T>>`](Optional) it accepts a request without a body; an invalid body is still refused. The
//! `Option` of actix-web itself is also `None` for an invalid body. See [`web`](crate::web) for statuses, keys and live
//! checks.

use core::cell::RefCell;
use core::future::{Future, Ready, ready};
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::error::{InternalError, PayloadError};
use actix_web::http::StatusCode;
use actix_web::{Error, FromRequest, HttpMessage as _, HttpRequest, HttpResponse, ResponseError};
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use percent_encoding::percent_decode_str;

use crate::ErrorBody;
use crate::web::adapter::{
    BodyError, Client, Extractor, Needs, RequestData, Rewritten, Route, extract, header_map, unreadable,
};
pub use crate::web::{
    Answers, Asked, Documented, EarlyResponse, For, Format, JsonApi, Optional, Problem, Readable, Refused,
    RefusedField, RequestContext, Seen, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery,
    ValidRequest, With, Wording,
};
use crate::web::{Part, Parts};

macro_rules! extractors {
    ($($name:ident: $bound:ident)+) => {$(
        impl<T: $bound + 'static> FromRequest for $name<T> {
            type Error = EarlyResponse;
            type Future = Taking<Self>;

            fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
                take(request, payload)
            }
        }
    )+};
}

extractors! {
    ValidJson: Readable ValidForm: Readable ValidMultipart: Readable ValidPath: Readable ValidQuery: Readable
    ValidHeaders: Readable ValidRequest: Parts
}

impl<P: Part + 'static> FromRequest for Optional<P> {
    type Error = EarlyResponse;
    type Future = Taking<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        take(request, payload)
    }
}

type Taking<E> = Pin<Box<dyn Future<Output = Result<E, EarlyResponse>>>>;

fn take<E: Extractor + 'static>(request: &HttpRequest, payload: &mut Payload) -> Taking<E> {
    let mut data = request_data(E::NEEDS, request);
    if !data.wants_body() {
        return Box::pin(extract(data));
    }
    if data.wants_parts() {
        let parts = payload.take().map_err(|error| match error {
            PayloadError::Overflow => BodyError::TooLarge,
            _ => BodyError::Unreadable,
        });
        return Box::pin(async move {
            data.read_parts::<E>(parts, None).await;
            extract(data).await
        });
    }
    let sent = Rc::new(RefCell::new(Sent::default()));
    if data.is_coded() {
        let sent = Rc::clone(&sent);
        let seen = payload.take().inspect_ok(move |chunk| sent.borrow_mut().see(chunk));
        *payload = Payload::Stream { payload: Box::pin(seen) };
    }
    let body = Bytes::from_request(request, payload);
    Box::pin(async move {
        let body = body.await.map_err(|error| unreadable(is_too_large(&error)));
        let is_as_sent = body.as_ref().is_ok_and(|body| sent.borrow().is(body));
        data.set_body(body, Some(is_as_sent));
        extract(data).await
    })
}

/// What is remembered of a body as it was sent, because actix-web decodes bodies if its features say so.
#[derive(Default)]
struct Sent {
    beginning: Bytes,
    bytes: usize,
}

impl Sent {
    fn see(&mut self, chunk: &Bytes) {
        if self.beginning.is_empty() {
            self.beginning = chunk.clone();
        }
        self.bytes += chunk.len();
    }

    fn is(&self, body: &Bytes) -> bool {
        self.bytes == body.len() && body.starts_with(&self.beginning)
    }
}

fn is_too_large(error: &Error) -> bool {
    error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE
}

fn request_data(needs: Needs, request: &HttpRequest) -> RequestData {
    let settings = request.extensions().get::<Arc<Answers>>().cloned();
    let mut data = RequestData::new(needs, settings, request.headers(), request.uri().query());
    data.set_context(request.extensions().get());
    if needs.path() {
        let decoded = |value| percent_decode_str(value).decode_utf8_lossy();
        data.set_path(request.uri().path(), request.match_info().iter().map(|(name, value)| (name, decoded(value))));
    }
    data
}

header_map!(actix_web::http::header);

impl ResponseError for EarlyResponse {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(Self::status_code(self)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        match self.error() {
            Some(error) => error.error_response(),
            None => {
                let mut response = HttpResponse::NoContent().finish();
                Self::set_success_headers(response.headers_mut());
                response
            }
        }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Answers
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error, Future: 'static>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = Answering<S>;
    type InitError = ();
    type Future = Ready<Result<Answering<S>, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(Answering { inner, settings: Arc::new(self.clone()) }))
    }
}

/// A service whose failures are answered by some [`Answers`].
#[derive(Debug)]
pub struct Answering<S> {
    inner: S,
    settings: Arc<Answers>,
}

impl<S, B> Service<ServiceRequest> for Answering<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error, Future: 'static>,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>>>>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let settings = Arc::clone(&self.settings);
        let mut client = settings.client(request.headers());
        client.watch(&settings, request.method().as_str(), || None);
        request.extensions_mut().insert(Arc::clone(&settings));
        let response = self.inner.call(request);
        Box::pin(async move {
            match response.await {
                Ok(response) => {
                    let (request, response) = response.into_parts();
                    client.find_route(|| request.match_pattern().map(Route::Text));
                    Ok(ServiceResponse::new(request, finish(&settings, &client, response)))
                }
                // An error of a middleware further inside becomes a response in one further out.
                Err(error) if settings.changes_bodies() || client.is_watched() => {
                    let response = error.as_response_error().error_response();
                    let response = finish(&settings, &client, response).map_into_boxed_body();
                    Err(InternalError::from_response(error, response).into())
                }
                Err(error) => Err(error),
            }
        })
    }
}

fn finish<B>(settings: &Answers, client: &Client, mut response: HttpResponse<B>) -> HttpResponse<EitherBody<B>> {
    let error = response.extensions_mut().remove::<Arc<ErrorBody>>();
    let is_rewritten = response.extensions().contains::<Rewritten>();
    let status_code = response.status().as_u16();
    match settings.finish(client, error.as_deref(), is_rewritten, status_code, response.headers_mut()) {
        Some(body) => {
            response.extensions_mut().insert(Rewritten);
            response.map_body(|_, _| EitherBody::right(BoxBody::new(body)))
        }
        None => response.map_into_left_body(),
    }
}
