//! A sign-up form with live validation. Run `cargo run -p signup` and open the address that it prints.
//!
//! | file | what |
//! |---|---|
//! | [`request`] | the rules of a sign-up and their sentences |
//! | [`document`] | the OpenAPI document, made from the rules |
//! | [`languages`] | what the fields are called in other languages |
//! | [`routes`] | the routes and their answers |
//! | [`mistakes`] | which fields people get wrong: the counts, and the page that shows them |
//! | [`store`] | the database, whose unique constraint decides who gets an address |
//! | [`password`] | hashes of passwords |
//! | `page/` | HTML, CSS and scripts, served as they are, and beside them the helper for forms |
//! | `page/schema.ts` | the rules once more, for the page: `tests/schema.rs` makes it, and `tests/bundle/` the file that is served |
#![forbid(unsafe_code)]

pub mod document;
pub mod languages;
pub mod mistakes;
pub mod password;
pub mod request;
pub mod routes;
pub mod store;
