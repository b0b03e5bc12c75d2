//! The adapter for [Rocket](https://docs.rs/rocket) 0.5.
//!
//! Its guards replace those of the framework, and the handler gets a value that is proven valid. A request that is not
//! valid is answered before the handler runs: with 400, 413, 415 or 422, and with the documented body.
//!
//! ```
//! use rocket::{post, routes};
//! use serde::Deserialize;
//! use unprocessable::rocket::{Answers, ValidJson};
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
//! #[post("/payments", data = "<payment>")]
//! async fn pay(payment: ValidJson<Payment>) -> Result<String, ErrorBody> {
//!     if payment.amount > 1000.0 {
//!         return Err(ErrorBody::new(Status::Forbidden));
//!     }
//!     Ok(format!("{} pays {}", payment.email, payment.amount))
//! }
//!
//! let app = rocket::build()
//!     .mount("/", routes![pay])
//!     // Guards need it for their answers. Optional: live checks, and the same shape for what Rocket answers itself.
//!     .attach(Answers::new().live().every_error());
//! # let _ = app;
//! ```
//!
//! [`ErrorBody`](crate::ErrorBody), [`ValidationErrors`](crate::ValidationErrors), [`Rejection`](crate::Rejection) and
//! [`Status`](crate::Status) are responders, so handlers can return them with `?`.
//!
//! [`Answers`] is a fairing. [`Answers::below`] makes a fairing for the routes below a path. A guard of Rocket can give
//! a status but no body, so one of the two must be attached. Without it failures have the right status and Rocket's own
//! body. The fairing writes the answer of a guard over any response with the same status, also over that of a catcher,
//! but not over a response of this crate. If a path has no route for the method, Rocket answers 404. To answer 405
//! instead, add a route that does so.
//!
//! [`ValidJson`], [`ValidForm`], [`ValidMultipart`] and [`ValidRequest`] are data guards. [`ValidQuery`], [`ValidPath`]
//! and [`ValidHeaders`] are request guards. [`ValidRequest`] is a request guard, too, if none of its parts is the body.
//! Rocket demands an argument for each dynamic part of a path. [`ValidPath`] is an argument beside them, and reads both
//! `<id>` and `<_id>` as `id`:
//!
//! ```
//! use rocket::get;
//! # #[derive(serde::Deserialize, unprocessable::Validate)]
//! # struct Id { #[validate(gt(0))] id: u32 }
//! use unprocessable::rocket::ValidPath;
//!
//! #[get("/payments/<_id>")]
//! async fn show(_id: &str, path: ValidPath<Id>) -> String {
//!     path.id.to_string()
//! }
//! # let _ = rocket::routes![show];
//! ```
//!
//! Bodies are read within Rocket's limits `json`, `form` and `data-form`, and within
//! [`Limits::bytes`](crate::Limits::bytes) of [`Answers::limits`].
//!
//! With `Result<ValidJson<T>, EarlyResponse>` as argument, the handler decides about the answer. The fairing leaves an
//! answer as it is if it has another status, or if it is a response of this crate such as [`EarlyResponse`] itself.
//! With [`Optional<ValidJson<T>>`](Optional) the handler accepts a request without a body; an invalid body is still
//! refused. Rocket's own `Option` of a guard is also `None` for an invalid body. See [`web`](crate::web) for statuses,
//! keys and live checks.

mod context;
mod fairing;
mod guards;
mod headers;
mod kept;

use rocket::http::Status as Code;
use rocket::request::Request;
use rocket::response::{self, Responder, Response};

pub use crate::web::{
    Answers, Asked, Documented, EarlyResponse, For, Format, JsonApi, Optional, Problem, Readable, Refused,
    RefusedField, RequestContext, Seen, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery,
    ValidRequest, With, Wording,
};
pub use fairing::Below;

impl<'r> Responder<'r, 'static> for EarlyResponse {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        match self.into_error() {
            Some(error) => error.respond_to(request),
            None => {
                let mut response = Response::new();
                set_success(&mut response);
                Ok(response)
            }
        }
    }
}

/// Turns a response into the answer of a live check that found nothing.
fn set_success(response: &mut Response<'_>) {
    response.set_status(Code::NoContent);
    response.remove_header("content-type");
    *response.body_mut() = response::Body::default();
    EarlyResponse::set_success_headers(response);
}
