//! The crate beside hand-written checks and every peer, in one run.
//!
//! `bin/bench.rs` is the run. A [`workload`] is a request in JSON, valid and invalid; each of the
//! [`contenders`] declares the same request with the same rules; a [`suite`] puts them beside each
//! other, operation by operation; [`measure`] times them in turn; [`table`] prints the ratios.
//!
//! `bin/build_time.rs` and `bin/cold_check.rs` measure cargo instead: on [`generated`] structs, in
//! a [`leaf`] crate for each contender.

pub mod allocations;
pub mod arguments;
pub mod contenders;
pub mod generated;
pub mod instructions;
pub mod leaf;
pub mod machine;
pub mod measure;
pub mod nestings;
pub mod suite;
pub mod table;
pub mod workload;
