//! What the adapters of all frameworks have in common; each of them gives these names again.
//!
//! Nothing here knows a framework. An adapter turns a request of its framework into an [`Incoming`], and what comes
//! of it into a response.
//!
//! # Statuses
//!
//! | status | when |
//! |---|---|
//! | 400 | the body is no document; a parameter of path, query or headers is missing, unreadable or not UTF-8 |
//! | 413 | the body is larger than the framework's limit |
//! | 415 | `Content-Type` is missing, another than the extractor reads, has a charset that is not UTF-8, or of multipart no boundary; or there is a `Content-Encoding` that nothing has decoded |
//! | 422 | what can be read is against a rule |
//!
//! Every body is `{"message": …}`, with `errors` where something is missing, mistyped or against a rule.
//!
//! # Several parts in one answer
//!
//! [`ValidRequest`] reads several parts and gives what is wrong with all of them at once. Keys of the body are as they
//! always are; those of other parts begin with `path`, `query` or `header`, as in `query.page`. A key of the body
//! whose own first name is one of these three gets a backslash before it: `\query.page` stands in the body.
//!
//! # Parts that may be left out
//!
//! `Option<ValidJson<T>>` in axum, and [`Optional<ValidJson<T>>`](Optional) in the other frameworks, is no body or a valid
//! one. What is there and invalid is answered all the same.
//!
//! # Live checks
//!
//! With [`Answers::live`] a request with the header `Precognition: true` is only checked, and the handler does not
//! run: the answer is 204 with `Precognition-Success: true`, or the same as for a real request. It speaks Laravel's
//! Precognition, so its clients on npm work unchanged. `Precognition-Validate-Only: name,items.*.price` keeps what is
//! found at these keys; rules inside of `on_submit(…)` wait for the real request. Body extractors and [`ValidRequest`]
//! always answer such a request; [`ValidQuery`] where no body is announced; [`ValidPath`] and [`ValidHeaders`] where
//! there is no query string either. Parameters beside what answers are checked as always.
//!
//! A handler without any of these extractors would run, so switch it on where they are. So would one whose body is read
//! by the framework's own extractor beside [`ValidQuery`], which leaves a request with a body to whoever reads that: take
//! [`ValidJson`] for the body, or [`ValidRequest`] for both. What needs a database is checked by [`Answers::check`].

// Without an adapter, as in `fuzz/`, nobody uses what only adapters need.
#![cfg_attr(
    not(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "rocket")),
    allow(dead_code, unused_imports)
)]

mod answers;
mod extract;
mod format;
mod incoming;
mod media;
mod multipart;
mod names;
mod optional;
mod outcome;
mod pairs;
mod request;

pub use answers::{Answers, Client};
pub use extract::{
    Extract, Part, Readable, ValidForm, ValidHeaders, ValidJson, ValidMultipart, ValidPath, ValidQuery, With,
};
pub use format::{Documented, Format, JsonApi, Problem, Words};
pub use incoming::{Incoming, extract};
#[cfg(feature = "rocket")]
pub(crate) use media::Media;
pub(crate) use names::{OF_THE_BODY, PRECOGNITION};
pub use optional::Optional;
pub use outcome::Answered;
pub(crate) use outcome::unreadable;
pub use request::{Parts, ValidRequest};
