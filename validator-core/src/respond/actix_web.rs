//! Responses of actix-web.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse as Response, Responder, ResponseError};

use crate::body::error_body::ErrorBody;

http_response!(|status, body: alloc::string::String| Response::with_body(status, BoxBody::new(body)));

every_answer!(response_errors(status_code error_response));

macro_rules! responders {
    ($($(#[$doc:meta])+ $type:ty;)+) => {$(
        $(#[$doc])+
        impl Responder for $type {
            type Body = BoxBody;

            fn respond_to(self, _: &HttpRequest) -> Response {
                respond(self.into())
            }
        }
    )+};
}

every_answer!(responders);
