//! Ends of rows in NDJSON: a row is a line.

use memchr::{memchr, memrchr};

use super::Scan;

pub(crate) struct LineScan;

impl Scan for LineScan {
    fn scan(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        Some((memchr(b'\n', bytes)? + 1, memrchr(b'\n', bytes)? + 1))
    }
}
