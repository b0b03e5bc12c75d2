//! The adapter for [actix-web](https://docs.rs/actix-web) 4.
//!
//! Its extractors replace those of the framework, and the handler gets a value that is proven valid. A request that is not
//! valid is answered before the handler runs: with 400, 413, 415 or 422, and with the documented body.
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
//! [`Answers`] is a middleware for `App::wrap`, and for `wrap` of a scope or resource. Bodies are read within the limit of
//! actix-web's own [`PayloadConfig`](actix_web::web::PayloadConfig), 256 KiB unless it says otherwise.
//! An extractor as `Result<ValidJson<T>, Answered>` leaves the answer to the handler. As
//! [`Optional<ValidJson<T>>`](Optional) it is no body, or a valid one; the `Option` of actix-web itself is `None` for
//! whatever is invalid, too. See [`web`](crate::web) for statuses, keys and live checks.

use core::cell::RefCell;
use core::future::{Future, Ready, ready};
use core::pin::Pin;
use core::task::{Context, Poll};
use std::boxed::Box;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, VARY};
use actix_web::{Error, FromRequest, HttpMessage as _, HttpRequest, HttpResponse, ResponseError};
use bytes::Bytes;
use futures_util::TryStreamExt as _;
use percent_encoding::percent_decode_str;

pub use crate::web::{
    Answered, Answers, Documented, Format, JsonApi, Optional, Problem, Readable, ValidForm, ValidHeaders, ValidJson,
    ValidMultipart, ValidPath, ValidQuery, ValidRequest, With, Words,
};
use crate::web::{Client, Extract, Incoming, OF_THE_BODY, PRECOGNITION, Part, Parts, extract, unreadable};
use crate::{ErrorBody, Source};

macro_rules! extractors {
    ($($name:ident: $bound:ident)+) => {$(
        impl<T: $bound + 'static> FromRequest for $name<T> {
            type Error = Answered;
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
    type Error = Answered;
    type Future = Taking<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        take(request, payload)
    }
}

type Taking<E> = Pin<Box<dyn Future<Output = Result<E, Answered>>>>;

fn take<E: Extract + 'static>(request: &HttpRequest, payload: &mut Payload) -> Taking<E> {
    let mut incoming = incoming::<E>(request);
    if !incoming.wants_body::<E>() {
        return Box::pin(extract(incoming));
    }
    let sent = Rc::new(RefCell::new(Sent::default()));
    if incoming.is_coded() {
        let sent = Rc::clone(&sent);
        let seen = payload.take().inspect_ok(move |chunk| sent.borrow_mut().see(chunk));
        *payload = Payload::Stream { payload: Box::pin(seen) };
    }
    let body = Bytes::from_request(request, payload);
    Box::pin(async move {
        let body = body.await.map_err(|error| unreadable(is_too_large(&error)));
        let is_as_sent = body.as_ref().is_ok_and(|body| sent.borrow().is(body));
        incoming.set_body::<E>(body, Some(is_as_sent));
        extract(incoming).await
    })
}

/// What is remembered of a body as it was sent, since actix-web may decode it, depending on its features.
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

fn incoming<E: Extract>(request: &HttpRequest) -> Incoming {
    let settings = request.extensions().get::<Arc<Answers>>().cloned();
    let mut incoming = Incoming::new(settings, |name| field(request.headers(), name), request.uri().query());
    if E::needs(Source::Path) {
        let decoded = |value| percent_decode_str(value).decode_utf8_lossy();
        incoming
            .set_path(request.uri().path(), request.match_info().iter().map(|(name, value)| (name, decoded(value))));
    }
    if E::needs(Source::Headers) {
        incoming.set_headers(request.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())));
    }
    incoming
}

fn field<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h [u8]> {
    headers.get(name).map(HeaderValue::as_bytes)
}

impl ResponseError for Answered {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(Self::status_code(self)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        match self.error() {
            Some(error) => error.error_response(),
            None => {
                let mut response = HttpResponse::NoContent();
                for header in Self::success_headers() {
                    response.insert_header(header);
                }
                response.finish()
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
        let client = settings.client(|name| field(request.headers(), name));
        request.extensions_mut().insert(Arc::clone(&settings));
        let response = self.inner.call(request);
        Box::pin(async move {
            match response.await {
                Ok(response) => {
                    let (request, response) = response.into_parts();
                    Ok(ServiceResponse::new(request, finish(&settings, &client, response)))
                }
                // What a middleware further inside fails with becomes a response further out.
                Err(error) if settings.writes_anew() => {
                    let response = error.as_response_error().error_response();
                    let response = finish(&settings, &client, response).map_into_boxed_body();
                    Err(InternalError::from_response(error, response).into())
                }
                Err(error) => Err(error),
            }
        })
    }
}

/// Marks a response that is not to be written anew by settings further out.
struct Written;

fn finish<B>(settings: &Answers, client: &Client, mut response: HttpResponse<B>) -> HttpResponse<EitherBody<B>> {
    let error = response.extensions_mut().remove::<Arc<ErrorBody>>();
    let is_written = response.extensions().contains::<Written>();
    let content_type = field(response.headers(), "content-type");
    let written = settings.renew(error.as_deref(), is_written, response.status().as_u16(), content_type, client);
    let mut response = match written {
        Some((media_type, body)) => {
            for name in OF_THE_BODY {
                response.headers_mut().remove(name);
            }
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            response.extensions_mut().insert(Written);
            response.map_body(|_, _| EitherBody::right(BoxBody::new(body)))
        }
        None => response.map_into_left_body(),
    };
    let headers = response.headers_mut();
    for name in settings.varies_besides(headers.get_all(VARY).map(HeaderValue::as_bytes)) {
        headers.append(VARY, HeaderValue::from_static(name));
    }
    if client.is_live() {
        headers.insert(HeaderName::from_static(PRECOGNITION), HeaderValue::from_static("true"));
    }
    response
}
