//! Errors as responses of web frameworks: nothing but the impls, which only this package may write, since the
//! traits are the frameworks' and the types are ours. All else about frameworks is in the facade.
//!
//! Each response carries its [`ErrorBody`](crate::ErrorBody), or with Rocket the request does, so that the facade's
//! settings can write it anew.

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
