//! Each kind of constraint on each driver and each of its databases, with real servers.
//!
//! `bash tests/with_servers cargo test` starts PostgreSQL and MariaDB. Without them their tests say so and pass, unless
//! `DATABASE_TESTS=required`.
#![allow(missing_docs, clippy::unwrap_used)]

mod cases;
mod drivers;
mod early;
mod languages;
mod late;
mod lookups;
mod race;
mod schema;
mod servers;
