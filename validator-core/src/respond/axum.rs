//! Responses of axum.

use std::sync::Arc;

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};

use super::JSON;
use crate::errors::ValidationErrors;
use crate::rejection::{Malformed, Rejection};
use crate::status::{ErrorBody, Status};

/// The body under its status, with `Retry-After` where it has one.
impl IntoResponse for ErrorBody {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.to_json()));
        *response.status_mut() =
            StatusCode::from_u16(self.status().code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        if let Some(seconds) = self.retry_after_seconds() {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// 422, or 400 where parameters are missing or unreadable.
impl IntoResponse for ValidationErrors {
    fn into_response(self) -> Response {
        ErrorBody::from(self).into_response()
    }
}

/// 400, 413 or 422.
impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        ErrorBody::from(self).into_response()
    }
}

/// 400 or 413.
impl IntoResponse for Malformed {
    fn into_response(self) -> Response {
        Rejection::from(self).into_response()
    }
}

/// The description of the status.
impl IntoResponse for Status {
    fn into_response(self) -> Response {
        ErrorBody::new(self).into_response()
    }
}
