//! Errors as responses of web frameworks: nothing but the impls, which only this package may write, since the
//! traits are the frameworks' and the types are ours. All else about frameworks is in the facade.
//!
//! Each response carries its [`ErrorBody`](crate::ErrorBody), or with Rocket the request does, so that the facade's
//! settings can write it anew.

/// Gives the macro of a framework every type that a handler can answer with, and says what comes of each.
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "rocket"))]
macro_rules! every_answer {
    ($responses:ident) => {
        $responses! {
            /// The body under its status, with `Retry-After` where it has one.
            $crate::body::error_body::ErrorBody;
            /// 422, or 400 where parameters are missing or unreadable.
            $crate::errors::ValidationErrors;
            /// 400, 413 or 422.
            $crate::decode::rejection::Rejection;
            /// 400 or 413.
            $crate::decode::rejection::Malformed;
            /// The description of the status.
            $crate::status::Status;
        }
    };
}

#[cfg(feature = "actix-web")]
mod actix_web;
#[cfg(feature = "axum")]
mod axum;
#[cfg(feature = "poem")]
mod poem;
#[cfg(feature = "rocket")]
mod rocket;

/// The media type of the documented body.
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
const JSON: &str = "application/json";
