//! Errors as responses of web frameworks: only the impls of the frameworks' traits, which Rust allows only in the package
//! of the types. May use all other folders. The adapters are in the facade.
//!
//! Each response carries its [`ErrorBody`](crate::ErrorBody), so that the facade's settings can write it again. A response
//! of Rocket cannot carry anything, so there the request does.

/// Passes every type that a handler can answer with to the macro of a framework, with what the response is.
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "rocket"))]
macro_rules! every_answer {
    ($responses:ident $(($($argument:ident)+))?) => {
        $responses! {
            $(($($argument)+))?
            /// The body with its status, and with `Retry-After` if it has one.
            $crate::body::error_body::ErrorBody;
            /// 422, or 400 if parameters are missing or unreadable.
            $crate::errors::ValidationErrors;
            /// 400, 413 or 422.
            $crate::decode::rejection::Rejection;
            /// As a rejection; or 500, 503 or 413 if asynchronous rules have no answer.
            $crate::decode::asynchronous::AsyncRejection;
            /// 500, 503 or 413.
            $crate::asynchronous::unanswered::Unanswered;
            /// 400 or 413.
            $crate::decode::rejection::Malformed;
            /// The status and its description.
            $crate::status::Status;
        }
    };
}

/// Defines how a response is made for a framework whose responses have the status codes, header fields and extensions of
/// the crate `http`, of whichever version.
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
macro_rules! http_response {
    ($new:expr) => {
        fn respond(error: ErrorBody) -> Response {
            let mut response: Response = $new(status_code(error.status()), error.to_json());
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            if let Some(seconds) = error.retry_after_seconds() {
                headers.insert(RETRY_AFTER, seconds.into());
            }
            response.extensions_mut().insert(std::sync::Arc::new(error));
            response
        }

        fn status_code(status: crate::status::Status) -> StatusCode {
            StatusCode::from_u16(status.code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        }
    };
}

/// Implements the `ResponseError` of actix-web or poem, which differ in the names of the two methods.
#[cfg(any(feature = "actix-web", feature = "poem"))]
macro_rules! response_errors {
    (($status:ident $response:ident) $($(#[$doc:meta])+ $type:ty;)+) => {$(
        $(#[$doc])+
        impl ResponseError for $type {
            fn $status(&self) -> StatusCode {
                status_code(ErrorBody::from(self.clone()).status())
            }

            fn $response(&self) -> Response {
                respond(self.clone().into())
            }
        }
    )+};
}

/// Implements the `IntoResponse` of axum or poem.
#[cfg(any(feature = "axum", feature = "poem"))]
macro_rules! into_responses {
    ($($(#[$doc:meta])+ $type:ty;)+) => {$(
        $(#[$doc])+
        impl IntoResponse for $type {
            fn into_response(self) -> Response {
                respond(self.into())
            }
        }
    )+};
}

#[cfg(feature = "actix-web")]
mod actix_web;
#[cfg(feature = "aide")]
pub(crate) mod aide;
#[cfg(feature = "axum")]
mod axum;
#[cfg(feature = "poem")]
mod poem;
#[cfg(feature = "rocket")]
mod rocket;
