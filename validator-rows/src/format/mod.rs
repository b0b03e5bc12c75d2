//! How files are opened: their encoding, their header, and what splits them.

#[cfg(feature = "arrow")]
pub(crate) mod arrow;
pub(crate) mod csv;
pub(crate) mod json;

use std::io::{self, Read};

use crate::block::Scan;

/// What was read of a file to find its first row.
pub(crate) struct Start {
    pub(crate) bytes: Vec<u8>,
    /// How many bytes of them are the first row.
    pub(crate) first: usize,
}

/// Reads the first row that is no empty line, and not much more. There is none if it is longer than `most` bytes.
pub(crate) fn first_row(reader: &mut dyn Read, scan: &mut dyn Scan, most: usize) -> io::Result<Option<Start>> {
    let (mut bytes, mut scanned) = (Vec::new(), 0);
    loop {
        let read = reader.take(CHUNK).read_to_end(&mut bytes)?;
        if bytes[..scanned].iter().all(is_line_end) {
            scanned = bytes.iter().position(|byte| !is_line_end(byte)).unwrap_or(bytes.len());
        }
        if let Some((first, _)) = scan.scan(&bytes[scanned..]) {
            return Ok(Some(Start { first: scanned + first, bytes }));
        }
        scanned = bytes.len();
        if (read as u64) < CHUNK {
            return Ok(Some(Start { first: bytes.len(), bytes }));
        }
        if bytes.len() > most {
            return Ok(None);
        }
    }
}

fn is_line_end(byte: &u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

const CHUNK: u64 = 16 * 1024;
