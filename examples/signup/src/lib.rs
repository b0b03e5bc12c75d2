//! A sign-up form with live validation: `cargo run -p signup`, then open the address it names.
//!
//! | file | what |
//! |---|---|
//! | [`request`] | what a sign-up must be, and what is said when it is not |
//! | [`routes`] | what is answered where |
//! | [`store`] | the database, whose unique constraint has the last word on who has an address |
//! | [`password`] | hashes |
//! | `page/` | HTML, CSS and one script, served as they are |
#![forbid(unsafe_code)]

pub mod password;
pub mod request;
pub mod routes;
pub mod store;
