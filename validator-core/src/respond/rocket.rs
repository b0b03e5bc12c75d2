//! Responses of Rocket.

use std::io::Cursor;
use std::string::ToString;
use std::sync::{Arc, Mutex, PoisonError};

use rocket::http::{ContentType, Status as Code};
use rocket::response::{Responder, Response, Result};
use rocket::{Request, response};

use crate::body::error_body::ErrorBody;

/// A response of Rocket cannot carry the error, so it is kept with the request.
fn respond(error: ErrorBody, request: &Request<'_>) -> response::Result<'static> {
    let body = error.to_json();
    let mut response = Response::build();
    response.status(Code::new(error.status().code())).header(ContentType::JSON);
    if let Some(seconds) = error.retry_after_seconds() {
        response.raw_header("Retry-After", seconds.to_string());
    }
    let answered = request.local_cache(Mutex::<Option<Arc<ErrorBody>>>::default);
    *answered.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(error));
    response.sized_body(body.len(), Cursor::new(body)).ok()
}

macro_rules! responders {
    ($($(#[$doc:meta])+ $type:ty;)+) => {$(
        $(#[$doc])+
        impl<'r> Responder<'r, 'static> for $type {
            fn respond_to(self, request: &'r Request<'_>) -> Result<'static> {
                respond(self.into(), request)
            }
        }
    )+};
}

every_answer!(responders);
