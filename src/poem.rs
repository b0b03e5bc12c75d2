//! The adapter for [poem](https://docs.rs/poem) 3.
//!
//! Its extractors replace those of the framework, and the handler gets a value that is proven valid. A request that is
//! not valid is answered before the handler runs: with 400, 413, 415 or 422, and with the documented body.
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
//! [`ErrorBody`], [`ValidationErrors`], [`Rejection`] and [`Status`] are responses and errors, so handlers can return
//! them with `?`.
//!
//! [`Answers`] is a middleware for `with`. poem reads bodies of any size unless its `SizeLimit` says otherwise. So
//! bodies are read within [`Limits::bytes`](crate::Limits::bytes) of [`Answers::limits`], 2 MiB by default.
//!
//! With `Result<ValidJson<T>>` as argument, the handler decides about the answer. With
//! [`Optional<ValidJson<T>>`](Optional) it accepts a request without a body; an invalid body is still refused. poem's
//! own `Option` of an extractor is also `None` for an invalid body. See [`web`](crate::web) for statuses, keys and live
//! checks.

use core::fmt;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use http_body::Body as _;
use poem::error::{ReadBodyError, ResponseError};
use poem::http::StatusCode;
use poem::http::header::CONTENT_LENGTH;
use poem::{Body, Endpoint, Error, FromRequest, IntoResponse, Middleware, Request, RequestBody, Response, Result};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::web::adapter::{BodyError, Client, Extractor, Needs, RequestData, Rewritten, Route, extract, unreadable};
pub use crate::web::{
    Answers, Asked, Documented, EarlyResponse, For, Format, JsonApi, Optional, Problem, Readable, Refused,
    RefusedField, RequestContext, Seen, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery,
    ValidRequest, With, Wording,
};
use crate::web::{Part, Parts};
use crate::{ErrorBody, Malformed, Rejection, Status, ValidationErrors};

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

async fn take<E: Extractor>(request: &Request, body: &mut RequestBody) -> Result<E> {
    Ok(extract(gather::<E>(request, body).await).await?)
}

async fn gather<E: Extractor>(request: &Request, body: &mut RequestBody) -> RequestData {
    let mut data = request_data(E::NEEDS, request);
    if data.wants_body() {
        if data.wants_parts() {
            match body.take() {
                Ok(body) => {
                    let parts = body.into_bytes_stream().map_err(|_| BodyError::Unreadable);
                    data.read_parts::<E>(parts, None).await;
                }
                Err(_) => data.set_body(Err(unreadable(false)), None),
            }
            return data;
        }
        let (read, is_as_sent) = read(request, body, data.max_bytes()).await;
        let read = read.map_err(|error| unreadable(matches!(error, ReadBodyError::PayloadTooLarge)));
        data.set_body(read, is_as_sent);
    }
    data
}

/// The body, and whether it is still coded as it was sent. A middleware that decodes a body does not know the length of
/// the result. So a body of the announced length was not decoded. Of any other body it is not known.
async fn read(request: &Request, body: &mut RequestBody, most: usize) -> (Result<Bytes, ReadBodyError>, Option<bool>) {
    let body = match body.take() {
        Ok(body) => BoxBody::from(body),
        Err(error) => return (Err(error), None),
    };
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
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

fn request_data(needs: Needs, request: &Request) -> RequestData {
    let settings = request.extensions().get::<Arc<Answers>>().cloned();
    let mut data = RequestData::new(needs, settings, request.headers(), request.uri().query());
    data.set_context(request.extensions().get());
    if needs.path() {
        let parameters = request.path_params().map_or_else(|_| Vec::new(), |Parameters(all)| all);
        data.set_path(request.original_uri().path(), parameters.into_iter());
    }
    data
}

impl ResponseError for EarlyResponse {
    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status_code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn as_response(&self) -> Response {
        match self.error() {
            Some(error) => error.as_response(),
            None => {
                let mut response = StatusCode::NO_CONTENT.into_response();
                Self::set_success_headers(response.headers_mut());
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
        let mut client = self.settings.client(request.headers());
        client.watch(&self.settings, request.method().as_str(), || request.data().cloned().map(Route::Poem));
        request.extensions_mut().insert(Arc::clone(&self.settings));
        let (error, response) = match self.inner.call(request).await {
            Ok(response) => {
                let mut response = response.into_response();
                client.find_route(|| response.data().cloned().map(Route::Poem));
                (response.extensions_mut().remove::<Arc<ErrorBody>>(), response)
            }
            // poem makes a new response from an error, so what another response carries would be lost.
            Err(error) => {
                client.find_route(|| error.data().cloned().map(Route::Poem));
                (body_of(&error).map(Arc::new), error.into_response())
            }
        };
        Ok(finish(&self.settings, &client, error, response))
    }
}

fn body_of(error: &Error) -> Option<ErrorBody> {
    let answered = error.downcast_ref::<EarlyResponse>().and_then(EarlyResponse::error);
    answered
        .or_else(|| error.downcast_ref())
        .cloned()
        .or_else(|| error.downcast_ref::<ValidationErrors>().cloned().map(Into::into))
        .or_else(|| error.downcast_ref::<Rejection>().cloned().map(Into::into))
        .or_else(|| error.downcast_ref::<Malformed>().copied().map(Into::into))
        .or_else(|| error.downcast_ref::<Status>().copied().map(Into::into))
}

fn finish(settings: &Answers, client: &Client, error: Option<Arc<ErrorBody>>, mut response: Response) -> Response {
    let is_rewritten = response.extensions().get::<Rewritten>().is_some();
    let status_code = response.status().as_u16();
    let body = settings.finish(client, error.as_deref(), is_rewritten, status_code, response.headers_mut());
    if let Some(body) = body {
        response.set_body(body);
        response.extensions_mut().insert(Rewritten);
    }
    response
}
