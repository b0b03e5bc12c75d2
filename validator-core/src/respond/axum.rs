//! Responses of axum.

use std::sync::Arc;

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};

use super::JSON;
use crate::body::error_body::ErrorBody;

fn respond(error: ErrorBody) -> Response {
    let mut response = Response::new(Body::from(error.to_json()));
    *response.status_mut() = StatusCode::from_u16(error.status().code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    if let Some(seconds) = error.retry_after_seconds() {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    response.extensions_mut().insert(Arc::new(error));
    response
}

macro_rules! responses {
    ($($(#[$doc:meta])+ $type:ty;)+) => {$(
        $(#[$doc])+
        impl IntoResponse for $type {
            fn into_response(self) -> Response {
                respond(self.into())
            }
        }
    )+};
}

every_answer!(responses);
