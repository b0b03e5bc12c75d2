//! Declarative validation that answers with the documented HTTP 422 body.
//!
//! A struct declares what its values must be. [`from_json`] gives a value that keeps to it, or a [`Rejection`] that *is* the
//! response: it serialises as the documented JSON, with everything that is wrong, and knows its status.
//!
//! ```
//! use serde::Deserialize;
//! use unprocessable::{Validate, from_json};
//!
//! #[derive(Deserialize, Validate)]
//! struct Payment {
//!     #[validate(required, email)]
//!     email: String,
//!     #[validate(gt(0))]
//!     amount: f64,
//! }
//!
//! let Err(rejection) = from_json::<Payment>(br#"{"email":"","amount":0}"#) else { panic!() };
//!
//! assert_eq!(rejection.status().to_string(), "422 Unprocessable Entity");
//! assert_eq!(
//!     rejection.to_json(),
//!     concat!(
//!         r#"{"message":"The given data was invalid.","errors":{"#,
//!         r#""email":["The email field is required.","The email must be a valid email address."],"#,
//!         r#""amount":["The amount must be greater than 0."]}}"#,
//!     ),
//! );
//! ```
//!
//! # The way a request takes
//!
//! 1. The bytes become a value. serde reads them; only when it refuses does a second pass look for all the reasons. Bytes
//!    that are no document at all are [`Malformed`], with the status 400.
//! 2. The value is checked by the rules of its type, which `#[derive(Validate)]` reads from `#[validate(…)]`. They run
//!    in the order of the fields, and all of them run.
//! 3. A value that keeps them is a [`Valid`] one. A function that takes a `Valid<Payment>` need not check again, and cannot
//!    be called by mistake with a payment that was never checked. Values from elsewhere become valid through
//!    [`into_valid`](Validate::into_valid).
//! 4. Else there are [`ValidationErrors`]: a [`Violation`] for each rule that failed, each at its key, such as
//!    `items.0.price`. Nothing the client sent is in them but the keys of maps and the names of unknown fields, cut to
//!    a length.
//! 5. The sentences are made when the [body](ValidationErrors::body) is written, so that [`Messages`] can put them in another
//!    language without touching a rule.
//!
//! # Where to look
//!
//! | for | see |
//! |---|---|
//! | the words of `#[validate(…)]`, each with an example | the derive macro [`Validate`](macro@Validate) |
//! | every rule, its arguments, its types | [`rules`] |
//! | a rule of your own | [`rules`], [`Rule`](rules::Rule), [`Describe`](rules::Describe) |
//! | why a request was refused | [`Rejection`], [`ValidationErrors`], [`Malformed`] |
//! | errors made by hand, or read back by a client | [`ValidationErrors`] |
//! | another language, another wording | [`Messages`] |
//! | the documented table of status codes | [`Status`], [`ErrorBody`] |
//! | caps for hostile requests | [`Limits`], [`from_json_within`], [`validate_within`](Validate::validate_within) |
//! | a request that changes only what it names | [`Patch`] |
//! | a type that rules shall see as text or a number | [`Subject`] |
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `std` | yes | `HashMap`, `HashSet`, `Path`, `OsString` and `SystemTime` as subjects; without it the crate is `no_std` with `alloc` |
//! | `derive` | yes | `#[derive(Validate)]` |
//! | `json` | yes | [`from_json`] and its like, by `serde_json` |
//! | `regex` | yes | the `regex` crate, for patterns that are too large for tables made at build time |
//! | `graphemes` | no | `length(graphemes)`: what people see as one character |
//! | `idna` | no | `email(idn)`, `hostname(idn)`, `domain(idn)`, and the exact answer for hosts outside of ASCII in `url` |
//! | `jiff`, `chrono`, `time` | no | rules about dates on the types of these crates |
//! | `phonenumber` | no | `phone(region = "DE")`: telephone numbers as people of a country write them |
//! | `rust_decimal` | no | rules for numbers on `rust_decimal::Decimal`, which is refused as a number is |
//! | `uuid`, `url` | no | words for fields of their types: "The id must be a valid UUID."; so do the features of dates |
//! | `actix-web`, `axum`, `poem`, `rocket` | no | extractors, responses and settings for these frameworks: the modules [`actix_web`], [`axum`], [`poem`] and [`rocket`] |
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "web")]
extern crate std;

#[cfg(feature = "actix-web")]
pub mod actix_web;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "poem")]
pub mod poem;
#[cfg(feature = "rocket")]
pub mod rocket;
#[cfg(feature = "web")]
pub mod web;

pub use unprocessable_core::*;

#[cfg(feature = "derive")]
#[doc = include_str!("derive.md")]
pub use unprocessable_derive::Validate;

/// The snippets of the pages around the code, which run as tests.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../DESIGN.md")]
    struct Design;
    #[doc = include_str!("../CONTRIBUTING.md")]
    struct Contributing;
}
