//! Responses of poem.

use std::sync::Arc;

use poem::error::ResponseError;
use poem::http::StatusCode;
use poem::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use poem::{IntoResponse, Response};

use super::JSON;
use crate::body::error_body::ErrorBody;
use crate::status::Status;

fn respond(error: ErrorBody) -> Response {
    let mut response = Response::builder().status(code(error.status())).body(error.to_json());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    if let Some(seconds) = error.retry_after_seconds() {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response.extensions_mut().insert(Arc::new(error));
    response
}

fn code(status: Status) -> StatusCode {
    StatusCode::from_u16(status.code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

macro_rules! responses {
    ($($(#[$doc:meta])+ $type:ty;)+) => {$(
        $(#[$doc])+
        impl ResponseError for $type {
            fn status(&self) -> StatusCode {
                code(ErrorBody::from(self.clone()).status())
            }

            fn as_response(&self) -> Response {
                respond(self.clone().into())
            }
        }

        $(#[$doc])+
        impl IntoResponse for $type {
            fn into_response(self) -> Response {
                respond(self.into())
            }
        }
    )+};
}

every_answer!(responses);
