//! NDJSON and JSON arrays. Both are UTF-8; a mark of byte order is passed over.

use std::io::Read;

use crate::block::Blocks;
use crate::block::array::ArrayScan;
use crate::block::lines::LineScan;
use crate::encoding;
use crate::error::{ArrayProblem, RowsError};

/// Opens a file with a document in each line.
pub(crate) fn open_lines<'r>(reader: impl Read + Send + 'r) -> Result<Blocks<'r>, RowsError> {
    let reader = encoding::utf8(reader, None).map_err(|source| RowsError::Read { line: 1, source })?;
    Ok(Blocks::new(reader, Box::new(LineScan), Vec::new(), 0, 1))
}

/// Opens a file that is an array of documents, and reads its bracket.
pub(crate) fn open_array<'r>(reader: impl Read + Send + 'r) -> Result<Blocks<'r>, RowsError> {
    let mut reader = encoding::utf8(reader, None).map_err(|source| RowsError::Read { line: 1, source })?;
    let (mut offset, mut line) = (0, 1);
    let mut byte = [0];
    loop {
        let read = reader.read(&mut byte).map_err(|source| RowsError::Read { line, source })?;
        offset += read as u64;
        match byte {
            [b'\n'] if read > 0 => line += 1,
            [b' ' | b'\t' | b'\r'] if read > 0 => {}
            [b'['] if read > 0 => {
                return Ok(Blocks::new(reader, Box::new(ArrayScan::default()), Vec::new(), offset, line));
            }
            _ => return Err(RowsError::Array(ArrayProblem::NoArray)),
        }
    }
}
