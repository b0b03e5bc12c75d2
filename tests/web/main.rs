//! The adapters, each through its real server on a loopback port, all held to one table of requests and answers.

#![cfg(feature = "axum")]
#![allow(clippy::unwrap_used)]

mod axum;
mod client;
mod hostile;
mod suite;
mod types;
