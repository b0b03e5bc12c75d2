//! Rows of files.

#[cfg(all(feature = "parquet", feature = "rule-set"))]
mod arrow;
mod files;
mod hostile;
mod laws;
mod runs;
mod types;
mod unique;

/// All rejects of a run as text.
pub(crate) fn text(rejects: &[u8]) -> &str {
    std::str::from_utf8(rejects).expect("rejects are UTF-8")
}
