//! The adapters, each through its real server on a loopback port, all held to one table of requests and answers.

#![cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "rocket"))]
#![allow(clippy::unwrap_used)]

#[cfg(feature = "actix-web")]
mod actix_web;
#[cfg(feature = "axum")]
mod axum;
mod bytes;
mod client;
mod hostile;
mod incoming;
mod live_table;
#[cfg(feature = "poem")]
mod poem;
#[cfg(feature = "rocket")]
mod rocket;
mod suite;
mod types;
