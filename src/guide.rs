//! A guide in fifteen pages. Its examples run as tests.
//!
//! | page | what it shows |
//! |---|---|
//! | [`one_request`] | a request that uses most attributes, and how keys and labels are made |
//! | [`decoding`] | JSON, forms, query strings, other formats, `Valid<T>`, `Patch<T>` |
//! | [`groups`] | create and update told apart: groups, `Patch`, `when`, two structs |
//! | [`frameworks`] | extractors and settings for axum, actix-web, poem and Rocket; live validation |
//! | [`files`] | files in forms and in JSON, where their content is, and what clients cannot say |
//! | [`rules`] | every rule in one table, and the words that stand around rules |
//! | [`own_rules`] | functions, rules with arguments, context, types that check themselves |
//! | [`asynchronous`] | rules that ask a database or a service |
//! | [`watching`] | which requests are refused and which fields people get wrong: events, metrics, a function of yours |
//! | [`languages`] | sentences and labels in another language or wording |
//! | [`declaration`] | what a type demands, as data |
//! | [`openapi`] | OpenAPI documents that know the rules |
//! | [`typescript`] | the types of requests and the keys of errors in the front end |
//! | [`wasm`] | the same types and rules in a front end in Rust, and what they weigh |
//! | [`errors`] | errors made by hand, errors read back by a client, status codes |
//! | [`testing`] | assertions on errors and responses, values that keep or break the rules |

#[cfg(feature = "async")]
#[doc = include_str!("guide/asynchronous.md")]
pub mod asynchronous {}
#[cfg(feature = "declaration")]
#[doc = include_str!("guide/declaration.md")]
pub mod declaration {}
#[doc = include_str!("guide/decoding.md")]
pub mod decoding {}
#[doc = include_str!("guide/errors.md")]
pub mod errors {}
#[cfg(feature = "files")]
#[doc = include_str!("guide/files.md")]
pub mod files {}
#[doc = include_str!("guide/frameworks.md")]
pub mod frameworks {}
#[doc = include_str!("guide/groups.md")]
pub mod groups {}
#[doc = include_str!("guide/languages.md")]
pub mod languages {}
#[doc = include_str!("guide/one_request.md")]
pub mod one_request {}
#[cfg(feature = "declaration")]
#[doc = include_str!("guide/openapi.md")]
pub mod openapi {}
#[doc = include_str!("guide/own_rules.md")]
pub mod own_rules {}
#[doc = include_str!("guide/rules.md")]
pub mod rules {}
#[doc = include_str!("guide/testing.md")]
pub mod testing {}
#[doc = include_str!("guide/typescript.md")]
pub mod typescript {}
#[doc = include_str!("guide/wasm.md")]
pub mod wasm {}
#[cfg(feature = "web")]
#[doc = include_str!("guide/watching.md")]
pub mod watching {}
