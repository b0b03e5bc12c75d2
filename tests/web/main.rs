//! The adapters, each through its real server on a loopback port, all held to one table of requests and answers.

#![allow(clippy::unwrap_used)]

mod actix_web;
mod axum;
mod bytes;
mod client;
mod database;
mod hostile;
mod incoming;
mod languages;
mod live_table;
mod poem;
mod request_context;
mod rocket;
mod shared;
mod suite;
mod types;
