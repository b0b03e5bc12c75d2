//! Validation of requests by rules on a struct, answered with the documented HTTP 422 body.
//!
//! A struct declares what its values must be. [`from_json`] returns a value that keeps the rules, or a [`Rejection`].
//! The rejection is the response: it serialises as the documented JSON with everything that is wrong, and it knows its
//! status.
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
//! # How a request is processed
//!
//! 1. The bytes become a value. serde reads them. Only if serde refuses them, a second pass looks for all the reasons.
//!    Bytes that are not a document are [`Malformed`], with the status 400.
//! 2. What `normalize(…)` says puts the value in order, such as the ends of its text.
//! 3. The rules of the type check the value. `#[derive(Validate)]` reads them from `#[validate(…)]`. They run in the
//!    order of the fields, and all of them run.
//! 4. A value that keeps the rules becomes a [`Valid`] value. A function that takes a `Valid<Payment>` need not check
//!    again, and nobody can call it with a payment that was never checked. [`into_valid`](Validate::into_valid) does
//!    the same for a value from elsewhere.
//! 5. A value that breaks rules becomes [`ValidationErrors`]. They hold a [`Violation`] for each rule that failed, at
//!    its key, such as `items.0.price`. The only words of the client in them are keys of maps and names of unknown
//!    fields, cut to a fixed length.
//! 6. The sentences are made when the [body](ValidationErrors::body) is written. [`Messages`] can therefore put them
//!    into another language without changing a rule.
//!
//! # Where to look
//!
//! | for | see |
//! |---|---|
//! | examples of everything, in fourteen pages | the [`guide`] |
//! | the words of `#[validate(…)]`, each with an example | the derive macro [`Validate`](macro@Validate) |
//! | every rule, its arguments, its types | [`rules`] |
//! | a rule of your own | [`rules`], [`Rule`](rules::Rule), [`Describe`](rules::Describe) |
//! | why a request was refused | [`Rejection`], [`ValidationErrors`], [`Malformed`] |
//! | errors made by hand, or read back by a client | [`ValidationErrors`] |
//! | constraints of a database as errors at their fields | the package `unprocessable-database` |
//! | another language, another wording | [`Messages`] |
//! | the documented table of status codes | [`Status`], [`ErrorBody`] |
//! | limits for hostile requests | [`Limits`], [`from_json_within`], [`validate_within`](Validate::validate_within) |
//! | values that are put in order before their rules run | [`Normalize`], `normalize(…)` in the derive macro [`Validate`](macro@Validate) |
//! | a request that changes only what it names | [`Patch`] |
//! | requests that create and that update told apart | [`Group`], the page [`guide::groups`] |
//! | a type of yours that rules check as text or as a number | [`Subject`] |
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `std` | yes | `HashMap`, `HashSet`, `Path`, `OsString` and `SystemTime` as subjects; without it the crate is `no_std` with `alloc` |
//! | `derive` | yes | `#[derive(Validate)]` |
//! | `json` | yes | [`from_json`] and the other functions that decode, with `serde_json` |
//! | `regex` | yes | the `regex` crate, for patterns that are too large for tables made at build time |
//! | `async` | no | rules that ask a database or a service: `unique`, `exists`, `custom_async`, [`from_json_async`]; the page [`guide::asynchronous`] shows them; each framework's feature has it |
//! | `declaration` | no | what a type demands as data: the module [`declaration`](mod@declaration); the JSON Schema of a type: [`json_schema`](fn@json_schema); OpenAPI documents: the module [`openapi`] |
//! | `files` | no | [`Upload`]: files in `multipart/form-data` and in JSON, and what their content tells; the page [`guide::files`] shows it |
//! | `schemars` | no | `#[validate(json_schema)]`, which implements `JsonSchema` of schemars 1; the page [`guide::openapi`] shows it |
//! | `aide` | no | with `axum`: the extractors document themselves in aide 0.16 |
//! | `graphemes` | no | `length(graphemes)`, which counts what people see as one character |
//! | `idna` | no | `email(idn)`, `hostname(idn)`, `domain(idn)`, and the exact answer of `url` for hosts outside ASCII |
//! | `normal-forms` | no | the words `nfc` and `nfkc` of `normalize(…)` |
//! | `jiff`, `chrono`, `time` | no | rules about dates on the types of these crates |
//! | `lang-de` | no | the sentences in German: [`lang::DE`](mod@lang) |
//! | `languages` | no | the sentences in all languages that there are |
//! | `labels` | no | the macro [`labels!`], for the labels and sentences of a team in files |
//! | `fluent` | no | `labels!` also reads files in the format of Project Fluent |
//! | `message-files` | no | languages from files that are read while the program runs |
//! | `phonenumber` | no | `phone(region = "DE")`, for telephone numbers as people in a country write them |
//! | `rust_decimal` | no | rules about numbers on `rust_decimal::Decimal`, and the sentences of numbers when such a field cannot be read |
//! | `uuid`, `url` | no | sentences for fields of their types, such as "The id must be a valid UUID."; `jiff`, `chrono` and `time` add such sentences too |
//! | `tracing`, `metrics` | no | an event for each refused request, and counts of what is wrong with which field; the page [`guide::watching`] shows them |
//! | `actix-web`, `axum`, `poem`, `rocket` | no | extractors, responses and settings for these frameworks: the modules [`actix_web`], [`axum`], [`poem`] and [`rocket`] |
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
// A link to an item leads nowhere where its feature is off. The build with all features checks them.
#![cfg_attr(
    not(all(
        feature = "std",
        feature = "derive",
        feature = "json",
        feature = "actix-web",
        feature = "axum",
        feature = "poem",
        feature = "rocket"
    )),
    allow(rustdoc::broken_intra_doc_links)
)]

#[cfg(feature = "web")]
extern crate std;

#[cfg(feature = "actix-web")]
pub mod actix_web;
#[cfg(feature = "aide")]
mod aide;
#[cfg(feature = "axum")]
pub mod axum;
mod group;
#[cfg(doc)]
pub mod guide;
#[cfg(feature = "poem")]
pub mod poem;
#[cfg(feature = "rocket")]
pub mod rocket;
#[cfg(feature = "web")]
pub mod web;

pub use group::For;
pub use unprocessable_core::*;

#[cfg(feature = "derive")]
#[doc = include_str!("derive.md")]
pub use unprocessable_derive::Validate;
#[cfg(feature = "labels")]
#[doc = include_str!("labels.md")]
pub use unprocessable_derive::labels;

/// The snippets of the pages beside the code, which run as tests.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../DESIGN.md")]
    struct Design;
    #[doc = include_str!("../CONTRIBUTING.md")]
    struct Contributing;
}
