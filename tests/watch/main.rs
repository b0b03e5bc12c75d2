//! What is told of refused requests, through the real server of each framework. The recorder of metrics and what listens to
//! events are those of the whole program.

#![allow(clippy::unwrap_used)]

mod asked;
#[path = "../web/client.rs"]
#[allow(dead_code)]
mod client;
mod hostile;
mod listeners;
mod patterns;
mod prometheus;
mod servers;
mod types;
