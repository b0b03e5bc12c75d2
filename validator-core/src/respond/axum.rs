//! Responses of axum.

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};

use crate::body::error_body::ErrorBody;

http_response!(|status, body: alloc::string::String| {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response
});

every_answer!(into_responses);
