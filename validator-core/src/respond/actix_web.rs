//! Responses of actix-web.

use std::sync::Arc;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};

use super::JSON;
use crate::body::error_body::ErrorBody;
use crate::status::Status;

fn respond(error: ErrorBody) -> HttpResponse {
    let mut response = HttpResponse::build(code(error.status()));
    response.content_type(JSON);
    if let Some(seconds) = error.retry_after_seconds() {
        response.insert_header((RETRY_AFTER, seconds));
    }
    let mut response = response.body(error.to_json());
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
            fn status_code(&self) -> StatusCode {
                code(ErrorBody::from(self.clone()).status())
            }

            fn error_response(&self) -> HttpResponse {
                respond(self.clone().into())
            }
        }

        $(#[$doc])+
        impl Responder for $type {
            type Body = BoxBody;

            fn respond_to(self, _: &HttpRequest) -> HttpResponse {
                respond(self.into())
            }
        }
    )+};
}

every_answer!(responses);
