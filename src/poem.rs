//! The adapter for [poem](https://docs.rs/poem) 3.
//!
//! Its extractors replace those of the framework, and the handler gets a value that is proven valid. A request that is not
//! valid is answered before the handler runs: with 400, 413, 415 or 422, and with the documented body.
//!
//! ```
//! use poem::{EndpointExt, Route, handler, post};
//! use serde::Deserialize;
//! use unprocessable::poem::{Answers, ValidJson};
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
//! #[handler]
//! async fn pay(ValidJson(payment): ValidJson<Payment>) -> Result<String, ErrorBody> {
//!     if payment.amount > 1000.0 {
//!         return Err(ErrorBody::new(Status::Forbidden));
//!     }
//!     Ok(format!("{} pays {}", payment.email, payment.amount))
//! }
//!
//! let app = Route::new()
//!     .at("/payments", post(pay))
//!     // Optional: live checks, and the same shape for what poem answers itself, such as 404 and 405.
//!     .with(Answers::new().live().every_error());
//! # let _ = app;
//! ```
//!
//! [`ErrorBody`], [`ValidationErrors`], [`Rejection`] and
//! [`Status`] are responses and errors, so handlers can return them with `?`.
//!
//! [`Answers`] is a middleware for `with`. poem reads bodies of any size unless its `SizeLimit` says otherwise, so bodies
//! are read within [`Limits::bytes`](crate::Limits::bytes) of [`Answers::limits`], 2 MiB by default.
//! An extractor as `Result<ValidJson<T>>` leaves the answer to the handler. As [`Optional<ValidJson<T>>`](Optional) it is no
//! body, or a valid one; poem's own `Option` of an extractor is `None` for whatever is invalid, too. See
//! [`web`](crate::web) for statuses, keys and live checks.

use core::fmt;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use bytes::Bytes;
use http_body::Body as _;
use poem::error::{ReadBodyError, ResponseError};
use poem::http::header::{CONTENT_TYPE, VARY};
use poem::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use poem::{Body, Endpoint, Error, FromRequest, IntoResponse, Middleware, Request, RequestBody, Response, Result};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

pub use crate::web::{
    Answered, Answers, Documented, Format, JsonApi, Optional, Problem, Readable, ValidForm, ValidHeaders, ValidJson,
    ValidMultipart, ValidPath, ValidQuery, ValidRequest, With, Words,
};
use crate::web::{Client, Extract, Incoming, OF_THE_BODY, PRECOGNITION, Part, Parts, extract, unreadable};
use crate::{ErrorBody, Malformed, Rejection, Source, Status, ValidationErrors};

macro_rules! extractors {
    ($($name:ident: $bound:ident)+) => {$(
        impl<'a, T: $bound> FromRequest<'a> for $name<T> {
            async fn from_request(request: &'a Request, body: &mut RequestBody) -> Result<Self> {
                take(request, body).await
            }
        }
    )+};
}

extractors! {
    ValidJson: Readable ValidForm: Readable ValidMultipart: Readable ValidPath: Readable ValidQuery: Readable
    ValidHeaders: Readable ValidRequest: Parts
}

impl<'a, P: Part + Send> FromRequest<'a> for Optional<P> {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> Result<Self> {
        take(request, body).await
    }
}

async fn take<E: Extract>(request: &Request, body: &mut RequestBody) -> Result<E> {
    let mut incoming = incoming::<E>(request);
    if incoming.wants_body::<E>() {
        let (read, is_as_sent) = read(request, body, incoming.most_bytes()).await;
        let read = read.map_err(|error| unreadable(matches!(error, ReadBodyError::PayloadTooLarge)));
        incoming.set_body::<E>(read, is_as_sent);
    }
    Ok(extract(incoming).await?)
}

/// The body, and whether it is as it was sent where that is known: what decodes one does not know how long it will be.
async fn read(request: &Request, body: &mut RequestBody, most: usize) -> (Result<Bytes, ReadBodyError>, Option<bool>) {
    let body = match body.take() {
        Ok(body) => BoxBody::from(body),
        Err(error) => return (Err(error), None),
    };
    let announced =
        field(request.headers(), "content-length").and_then(|length| core::str::from_utf8(length).ok()?.parse().ok());
    let is_as_sent = (announced.is_some() && announced == body.size_hint().exact()).then_some(true);
    (Body::from(body).into_bytes_limit(most).await, is_as_sent)
}

type BoxBody = http_body_util::combinators::BoxBody<Bytes, std::io::Error>;

/// The parameters of a path, in its order.
struct Parameters(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Parameters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Parameters;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the parameters of a path")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parameters, A::Error> {
        let mut parameters = Vec::new();
        while let Some(parameter) = map.next_entry()? {
            parameters.push(parameter);
        }
        Ok(Parameters(parameters))
    }
}

fn incoming<E: Extract>(request: &Request) -> Incoming {
    let settings = request.extensions().get::<Arc<Answers>>().cloned();
    let mut incoming = Incoming::new(settings, |name| field(request.headers(), name), request.uri().query());
    if E::needs(Source::Path) {
        let parameters = request.path_params().map_or_else(|_| Vec::new(), |Parameters(all)| all);
        incoming.set_path(request.original_uri().path(), parameters.into_iter());
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
    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status_code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn as_response(&self) -> Response {
        match self.error() {
            Some(error) => error.as_response(),
            None => {
                let mut response = StatusCode::NO_CONTENT.into_response();
                for (name, value) in Self::success_headers() {
                    response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
                }
                response
            }
        }
    }
}

impl<E: Endpoint> Middleware<E> for Answers {
    type Output = Answering<E>;

    fn transform(&self, inner: E) -> Answering<E> {
        Answering { inner, settings: Arc::new(self.clone()) }
    }
}

/// An endpoint whose failures are answered by some [`Answers`].
#[derive(Debug)]
pub struct Answering<E> {
    inner: E,
    settings: Arc<Answers>,
}

impl<E: Endpoint> Endpoint for Answering<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        let client = self.settings.client(|name| field(request.headers(), name));
        request.extensions_mut().insert(Arc::clone(&self.settings));
        let (error, response) = match self.inner.call(request).await {
            Ok(response) => {
                let mut response = response.into_response();
                (response.extensions_mut().remove::<Arc<ErrorBody>>(), response)
            }
            // What a response carries is lost where poem makes it of an error.
            Err(error) => (body_of(&error).map(Arc::new), error.into_response()),
        };
        Ok(finish(&self.settings, &client, error, response))
    }
}

fn body_of(error: &Error) -> Option<ErrorBody> {
    let answered = error.downcast_ref::<Answered>().and_then(Answered::error);
    answered
        .or_else(|| error.downcast_ref())
        .cloned()
        .or_else(|| error.downcast_ref::<ValidationErrors>().cloned().map(Into::into))
        .or_else(|| error.downcast_ref::<Rejection>().cloned().map(Into::into))
        .or_else(|| error.downcast_ref::<Malformed>().copied().map(Into::into))
        .or_else(|| error.downcast_ref::<Status>().copied().map(Into::into))
}

/// Marks a response that is not to be written anew by settings further out.
#[derive(Clone)]
struct Written;

fn finish(settings: &Answers, client: &Client, error: Option<Arc<ErrorBody>>, mut response: Response) -> Response {
    let is_written = response.extensions().get::<Written>().is_some();
    let content_type = field(response.headers(), "content-type");
    let written = settings.renew(error.as_deref(), is_written, response.status().as_u16(), content_type, client);
    if let Some((media_type, body)) = written {
        for name in OF_THE_BODY {
            response.headers_mut().remove(name);
        }
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        response.set_body(body);
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
