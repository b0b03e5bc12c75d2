//! The extractors as guards: what they gather of a request, and the outcome.

use std::boxed::Box;
use std::string::String;
use std::vec::Vec;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream};
use rocket::data::{ByteUnit, Data, FromData, Limits, ToByteUnit};
use rocket::http::Status as Code;
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest, Request};
use rocket::tokio::io::AsyncReadExt as _;

use super::{fairing, kept};
use crate::ErrorBody;
use crate::web::adapter::{BodyError, Extractor, Media, Needs, RequestData, extract, unreadable};
use crate::web::{
    EarlyResponse, Optional, Part, Parts, Readable, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath,
    ValidQuery, ValidRequest,
};

macro_rules! data_guards {
    ($($name:ident: $bound:ident)+) => {$(
        #[rocket::async_trait]
        impl<'r, T: $bound> FromData<'r> for $name<T> {
            type Error = EarlyResponse;

            async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<Self, (Code, EarlyResponse), (Data<'r>, Code)> {
                take_data(request, data).await
            }
        }
    )+};
}

macro_rules! request_guards {
    ($($name:ident: $bound:ident)+) => {$(
        #[rocket::async_trait]
        impl<'r, T: $bound> FromRequest<'r> for $name<T> {
            type Error = EarlyResponse;

            async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, EarlyResponse> {
                take(request).await
            }
        }
    )+};
}

data_guards! {
    ValidJson: Readable ValidForm: Readable ValidMultipart: Readable ValidRequest: Parts
}

request_guards! {
    ValidPath: Readable ValidQuery: Readable ValidHeaders: Readable ValidRequest: Parts
}

#[rocket::async_trait]
impl<'r, P: Part> FromData<'r> for Optional<P> {
    type Error = EarlyResponse;

    async fn from_data(
        request: &'r Request<'_>,
        data: Data<'r>,
    ) -> Outcome<Self, (Code, EarlyResponse), (Data<'r>, Code)> {
        take_data(request, data).await
    }
}

#[rocket::async_trait]
impl<'r, P: Part> FromRequest<'r> for Optional<P> {
    type Error = EarlyResponse;

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, EarlyResponse> {
        take(request).await
    }
}

async fn take_data<E: Extractor, F>(request: &Request<'_>, data: Data<'_>) -> Outcome<E, (Code, EarlyResponse), F> {
    decide(request, extract(gather::<E>(request, data).await).await)
}

async fn gather<E: Extractor>(request: &Request<'_>, data: Data<'_>) -> RequestData {
    let needs = E::NEEDS;
    let mut gathered = request_data(needs, request);
    if gathered.wants_body() {
        if gathered.wants_parts() {
            let limit = limit(needs, request, &gathered);
            gathered.read_parts::<E>(parts(data, limit), Some(true)).await;
            return gathered;
        }
        let body = read(data, limit(needs, request, &gathered)).await;
        gathered.set_body(body, Some(true));
    }
    gathered
}

async fn take<E: Extractor>(request: &Request<'_>) -> request::Outcome<E, EarlyResponse> {
    const { assert!(E::NEEDS.body().is_none(), "a body is read by a data guard") };
    decide(request, extract(request_data(E::NEEDS, request)).await)
}

/// The outcome of a guard. Its answer stays with the request, for the fairing to write.
fn decide<E, F>(request: &Request<'_>, extracted: Result<E, EarlyResponse>) -> Outcome<E, (Code, EarlyResponse), F> {
    match extracted {
        Ok(value) => Outcome::Success(value),
        Err(answered) => {
            *kept::answer_of_guard(request) = Some(answered.clone());
            Outcome::Error((Code::new(answered.status_code()), answered))
        }
    }
}

fn limit(needs: Needs, request: &Request<'_>, data: &RequestData) -> ByteUnit {
    let (name, usual) = match needs.body() {
        Some(Media::Form) => ("form", Limits::FORM),
        Some(Media::Multipart) => ("data-form", Limits::DATA_FORM),
        Some(Media::Json) | None => ("json", Limits::JSON),
    };
    let own = match needs.body() {
        Some(Media::Multipart) => data.max_multipart_bytes().bytes(),
        _ => data.max_bytes().bytes(),
    };
    request.limits().get(name).unwrap_or(usual).min(own)
}

/// The body, as it comes. One byte more than the limit shows that it is too large.
fn parts(data: Data<'_>, limit: ByteUnit) -> impl Stream<Item = Result<Bytes, BodyError>> + Send {
    let body = (Some(data.open(limit + 1)), limit.as_u64());
    stream::unfold(body, |(body, left)| async move {
        let mut body = body?;
        let mut chunk = BytesMut::with_capacity(16 << 10);
        match body.read_buf(&mut chunk).await {
            Ok(0) => None,
            Ok(count) => match left.checked_sub(count as u64) {
                Some(left) => Some((Ok(chunk.freeze()), (Some(body), left))),
                None => Some((Err(BodyError::TooLarge), (None, 0))),
            },
            Err(_) => Some((Err(BodyError::Unreadable), (None, 0))),
        }
    })
}

async fn read(data: Data<'_>, limit: ByteUnit) -> Result<Bytes, ErrorBody> {
    match data.open(limit).into_bytes().await {
        Ok(body) if body.is_complete() => Ok(body.into_inner().into()),
        Ok(_) => Err(unreadable(true)),
        Err(_) => Err(unreadable(false)),
    }
}

fn request_data(needs: Needs, request: &Request<'_>) -> RequestData {
    let settings = fairing::settings(request).into_iter().next().map(|(_, settings)| settings);
    let query = request.uri().query().map(|query| query.as_str());
    let mut data = RequestData::new(needs, settings, request.headers(), query);
    data.set_context(Some(&kept::context(request)));
    if needs.path() {
        data.set_path(request.uri().path().raw().as_str(), parameters(request));
    }
    data
}

/// The dynamic parts of the path by their names in the route: `<id>`, `<_id>`, `<rest..>`.
fn parameters<'r>(request: &'r Request<'_>) -> impl Iterator<Item = (&'r str, String)> {
    let route = request.route().map_or("", |route| route.uri.unmounted_origin.path().as_str());
    let segments = route.split('/').filter(|segment| !segment.is_empty());
    segments.enumerate().filter_map(|(at, segment)| {
        let name = segment.strip_prefix('<')?.strip_suffix('>')?;
        let (name, value) = match name.strip_suffix("..") {
            Some(name) => (name, request.routed_segments(at..).collect::<Vec<_>>().join("/")),
            None => (name, request.routed_segment(at)?.into()),
        };
        Some((name.strip_prefix('_').unwrap_or(name), value))
    })
}
