//! The requests of a clinic, checked with garde.

pub mod appointment;
pub mod checks;
pub mod http;
pub mod patient;
pub mod staff;
pub mod stay;

/// The keys at which something is wrong.
pub fn keys(result: Result<(), garde::Report>) -> Vec<String> {
    match result {
        Ok(()) => Vec::new(),
        Err(report) => report.iter().map(|(path, _)| path.to_string()).collect(),
    }
}
