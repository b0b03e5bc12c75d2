//! Asynchronous rules: they ask while a value is walked, and the walk is repeated once everything is answered.
//!
//! The walk itself never waits. A rule whose answer is not known yet asks and passes. The answers of all such rules are
//! fetched together, one query for each rule and table, and then the request is read and walked again from the start.
//! So violations stand in their usual order, live checks and limits need nothing of their own, and a value is returned
//! only by a walk in which every answer was known.

pub(crate) mod check;
pub(crate) mod context;
pub(crate) mod in_memory;
pub(crate) mod key;
pub(crate) mod lookup;
pub(crate) mod questions;
pub(crate) mod timing;
pub(crate) mod unanswered;
