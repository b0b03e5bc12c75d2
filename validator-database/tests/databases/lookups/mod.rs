//! `unique` and `exists` with each driver and each of its databases.

mod askers;
mod columns;
mod count;
mod failures;
mod keys;
mod logs;
mod race;
mod stalls;
