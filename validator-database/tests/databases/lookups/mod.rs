//! `unique` and `exists` with each driver and each of its databases.

mod askers;
mod keys;
mod stalls;
