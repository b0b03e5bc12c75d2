//! What the adapters for web frameworks have in common. Each adapter re-exports these names.
//!
//! Nothing here depends on a framework. An adapter gathers what an extractor needs from a request, and turns the result
//! into a response.
//!
//! # Statuses
//!
//! | status | when |
//! |---|---|
//! | 400 | the body is not a document; a parameter of path, query or headers is missing, unreadable or not UTF-8 |
//! | 413 | the body is larger than the framework's limit, or a body of multipart has too many parts |
//! | 415 | `Content-Type` is missing, is not the one the extractor reads, has a charset that is not UTF-8, or is multipart without a boundary; or the body is still compressed, as its `Content-Encoding` says |
//! | 422 | the request can be read, and it breaks a rule |
//!
//! Every body is `{"message": …}`. It has `errors` if something is missing, has a wrong type or breaks a rule.
//!
//! # Several parts in one answer
//!
//! [`ValidRequest`] reads several parts and reports everything that is wrong with them at once. Keys of the body are as
//! usual. Keys of other parts begin with `path`, `query` or `header`, as in `query.page`. If a key of the body itself
//! begins with one of these three names, a backslash stands before it: `\query.page` is a key of the body.
//!
//! # Parts that may be left out
//!
//! `Option<ValidJson<T>>` in axum, and [`Optional<ValidJson<T>>`](Optional) in the other frameworks, accept a request
//! without a body. An invalid body is still answered with an error.
//!
//! # Live checks
//!
//! With [`Answers::live`], a request with the header `Precognition: true` is only checked, and the handler does not
//! run. The answer is 204 with `Precognition-Success: true`, or the errors that the real request would get. The
//! protocol is Laravel's Precognition, so its clients on npm work unchanged. `Precognition-Validate-Only:
//! name,items.*.price` keeps only what is found at these keys. Rules inside `on_submit(…)` wait for the real request.
//!
//! Body extractors and [`ValidRequest`] always answer such a request. [`ValidQuery`] answers it if no body is
//! announced. [`ValidPath`] and [`ValidHeaders`] answer it if there is no query string either. Parameters beside the
//! extractor that answers are checked as always.
//!
//! A handler without any of these extractors would run, so enable live checks only on routes that have one. A handler
//! also runs if the framework's own extractor reads its body beside [`ValidQuery`], because [`ValidQuery`] leaves a
//! request with a body to the extractor of the body. Use [`ValidJson`] for the body, or [`ValidRequest`] for both.
//! [`Answers::check`] checks what needs a database.

// Without an adapter, as in `fuzz/`, nobody uses what only adapters need.
#![cfg_attr(
    not(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "rocket")),
    allow(dead_code, unused_imports)
)]

mod accept;
mod answers;
mod early_response;
mod extractor;
mod field_check;
mod format;
mod header_names;
mod headers;
mod languages;
mod media;
#[cfg(feature = "metrics")]
mod metering;
mod multipart;
mod needs;
mod optional;
mod pairs;
mod part_parser;
mod readable;
mod request_context;
mod request_data;
mod response;
mod seen;
mod series;
mod valid_request;
mod watch;

/// What an adapter calls, and tests that have no server.
#[doc(hidden)]
pub mod adapter {
    pub use super::extractor::{Extractor, extract};
    pub use super::headers::Headers;
    pub(crate) use super::headers::ResponseHeaders;
    #[cfg(feature = "actix-web")]
    pub(crate) use super::headers::header_map;
    pub use super::languages::negotiate;
    pub use super::media::Media;
    pub use super::multipart::BodyError;
    pub use super::needs::Needs;
    pub use super::request_data::RequestData;
    #[cfg(feature = "rocket")]
    pub(crate) use super::response::TypedBody;
    pub(crate) use super::response::unreadable;
    #[cfg(any(feature = "actix-web", feature = "axum", feature = "poem"))]
    pub(crate) use super::response::{Client, Rewritten};
    pub use super::watch::{Route, see};
}

pub use crate::For;
pub use answers::Answers;
pub use early_response::EarlyResponse;
pub use extractor::{Part, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery};
pub use format::{Documented, Format, JsonApi, Problem, Wording};
pub use optional::Optional;
pub use readable::{Readable, With};
pub use request_context::RequestContext;
pub use seen::{Asked, Refused, RefusedField, Seen};
pub use valid_request::{Parts, ValidRequest};
