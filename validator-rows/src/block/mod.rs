//! Blocks: pieces of a file that hold whole rows, so that each can be read on a thread of its own.

pub(crate) mod array;
pub(crate) mod csv;
pub(crate) mod lines;

use std::fs::File;
use std::io::{self, Read, Write as _};

use memchr::memchr_iter;

use crate::error::{ArrayProblem, RowsError};

/// How many bytes a block has, unless a row is longer. What fuzzing makes up is short, and should have several blocks.
const BLOCK_BYTES: usize = if cfg!(fuzzing) { 16 } else { 256 * 1024 };

/// Finds where rows end.
pub(crate) trait Scan: Send {
    /// Looks through the next bytes. Gives the ends of the first and of the last row that end in them.
    fn scan(&mut self, bytes: &[u8]) -> Option<(usize, usize)>;

    /// The byte that ends every line.
    fn line_end(&self) -> u8 {
        b'\n'
    }

    /// Whether the rows are over, though the file may have more bytes.
    fn is_over(&self) -> bool {
        false
    }

    /// Rows before were passed over. This byte is their last.
    fn pass_over(&mut self, _last: u8) {}

    /// Whether the last byte stands between quotes.
    fn is_in_quotes(&self) -> bool {
        false
    }

    /// Whether the file may end here.
    fn may_end(&self) -> bool {
        true
    }
}

/// A piece of a file.
pub(crate) struct Block {
    /// Whether no row stands before it.
    pub(crate) is_first: bool,
    /// Where it begins in the file, in bytes of UTF-8.
    pub(crate) offset: u64,
    /// The line in which it begins, counted from 1.
    pub(crate) line: u64,
    /// Whether a quote of its last row is never closed.
    pub(crate) ends_in_quotes: bool,
    pub(crate) content: Content,
    /// The end of the block in the file, and the line after it.
    pub(crate) end: (u64, u64),
}

pub(crate) enum Content {
    /// Whole rows.
    Rows(Vec<u8>),
    /// One row that is longer than a row may be.
    TooLong,
    /// The rest of a file, of which the last row is so long and has a quote that is not closed.
    TooLongInQuotes,
}

/// Reads a file block by block.
pub(crate) struct Blocks<'r> {
    reader: Box<dyn Read + Send + 'r>,
    scan: Box<dyn Scan + 'r>,
    /// What was read and is not in a block yet. All of it was scanned.
    rest: Vec<u8>,
    /// How many bytes of it are whole rows.
    whole: usize,
    offset: u64,
    line: u64,
    max_row_bytes: usize,
    is_first: bool,
    is_at_end: bool,
    /// Whether more than white space follows the last row.
    has_more: bool,
    /// What is read is also written here.
    copy: Option<File>,
}

impl<'r> Blocks<'r> {
    /// Begins in a line, after the bytes of a header. `rest` was read already.
    pub(crate) fn new(
        reader: Box<dyn Read + Send + 'r>,
        scan: Box<dyn Scan + 'r>,
        rest: Vec<u8>,
        offset: u64,
        line: u64,
    ) -> Self {
        // What was read ahead is read again, by the scanner of rows.
        let reader = Box::new(io::Cursor::new(rest).chain(reader));
        Self {
            reader,
            scan,
            rest: Vec::new(),
            whole: 0,
            offset,
            line,
            max_row_bytes: usize::MAX,
            is_first: true,
            is_at_end: false,
            has_more: false,
            copy: None,
        }
    }

    pub(crate) fn limit_rows(&mut self, max_row_bytes: usize) {
        self.max_row_bytes = max_row_bytes;
    }

    /// Passes over the bytes before an offset, at which this line begins. Whether the file is that long.
    pub(crate) fn skip_to(&mut self, offset: u64, line: u64) -> Result<bool, RowsError> {
        let bytes = offset.saturating_sub(self.offset);
        let skipped = io::copy(&mut self.reader.by_ref().take(bytes.saturating_sub(1)), &mut io::sink());
        let mut skipped = skipped.map_err(|source| self.cannot_read(source))?;
        let mut last = Vec::new();
        let read = self.reader.by_ref().take(bytes.min(1)).read_to_end(&mut last);
        skipped += read.map_err(|source| self.cannot_read(source))? as u64;
        (self.offset, self.line) = (self.offset + skipped, line);
        self.is_first &= skipped == 0;
        if let [last] = last[..] {
            self.scan.pass_over(last);
        }
        if self.scan.is_over() {
            self.look_behind(&[])?;
        }
        Ok(skipped == bytes)
    }

    /// Whether the end of the file is where one may be.
    pub(crate) fn ended_well(&self) -> Result<(), RowsError> {
        if self.has_more {
            Err(RowsError::Array(ArrayProblem::More))
        } else if !self.scan.may_end() {
            Err(RowsError::Array(ArrayProblem::NotClosed))
        } else {
            Ok(())
        }
    }

    /// Writes all that is read from now on to a file.
    pub(crate) fn copy_to(&mut self, file: File) {
        self.copy = Some(file);
    }

    fn cannot_read(&self, source: io::Error) -> RowsError {
        RowsError::Read { line: self.line, source }
    }

    /// The position of the next byte.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// The line of the next byte.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The next block, in `buffer` if it has room.
    pub(crate) fn next(&mut self, mut buffer: Vec<u8>) -> Result<Option<Block>, RowsError> {
        buffer.clear();
        buffer.append(&mut self.rest);
        if self.scan.is_over() {
            return Ok(None);
        }
        if self.whole > 0 {
            let whole = std::mem::take(&mut self.whole);
            return Ok(Some(self.cut(buffer, whole)));
        }
        loop {
            let scanned = buffer.len();
            if scanned > self.max_row_bytes {
                return self.pass_over_row(buffer).map(Some);
            }
            self.fill(&mut buffer)?;
            let found = self.scan.scan(&buffer[scanned..]);
            if self.scan.is_over() {
                self.look_behind(&buffer[scanned + found.map_or(0, |(_, last)| last)..])?;
            }
            match found {
                Some((_, last)) => return Ok(Some(self.cut(buffer, scanned + last))),
                // The last row need not be ended.
                None if self.is_at_end && buffer.is_empty() => return Ok(None),
                None if self.is_at_end && self.scan.may_end() => {
                    let ends_in_quotes = self.scan.is_in_quotes();
                    return Ok(Some(Block { ends_in_quotes, ..self.block(buffer) }));
                }
                None if self.is_at_end => return Ok(None),
                None => {}
            }
        }
    }

    /// Reads until there is one more block, or the file ends.
    fn fill(&mut self, buffer: &mut Vec<u8>) -> Result<(), RowsError> {
        if self.is_at_end {
            return Ok(());
        }
        let most = if buffer.len() < BLOCK_BYTES { BLOCK_BYTES - buffer.len() } else { BLOCK_BYTES };
        let read = self.reader.by_ref().take(most as u64).read_to_end(buffer);
        let read = read.map_err(|source| self.cannot_read(source))?;
        self.is_at_end = read < most;
        if let Some(copy) = &mut self.copy {
            copy.write_all(&buffer[buffer.len() - read..]).map_err(RowsError::Temporary)?;
        }
        Ok(())
    }

    fn lines(&self, bytes: &[u8]) -> u64 {
        memchr_iter(self.scan.line_end(), bytes).count() as u64
    }

    /// Notes whether something follows the last row.
    fn look_behind(&mut self, rest: &[u8]) -> Result<(), RowsError> {
        let is_more = |bytes: &[u8]| !bytes.iter().all(u8::is_ascii_whitespace);
        self.has_more = is_more(rest);
        let mut bytes = [0; 4096];
        while !self.has_more && !self.is_at_end {
            let read = self.reader.read(&mut bytes).map_err(|source| self.cannot_read(source))?;
            self.has_more = is_more(&bytes[..read]);
            self.is_at_end = read == 0;
        }
        self.is_at_end = true;
        Ok(())
    }

    /// A block of these bytes, of which the others are kept for the next one.
    fn cut(&mut self, mut buffer: Vec<u8>, end: usize) -> Block {
        if !self.scan.is_over() {
            self.rest.extend_from_slice(&buffer[end..]);
        }
        buffer.truncate(end);
        self.block(buffer)
    }

    fn block(&mut self, rows: Vec<u8>) -> Block {
        let lines = self.lines(&rows);
        let (offset, line) = (self.offset, self.line);
        self.offset += rows.len() as u64;
        self.line += lines;
        let is_first = std::mem::take(&mut self.is_first);
        Block {
            is_first,
            offset,
            line,
            ends_in_quotes: false,
            content: Content::Rows(rows),
            end: (self.offset, self.line),
        }
    }

    /// Reads to the end of a row and keeps nothing of it.
    fn pass_over_row(&mut self, mut buffer: Vec<u8>) -> Result<Block, RowsError> {
        let (offset, line) = (self.offset, self.line);
        loop {
            self.offset += buffer.len() as u64;
            self.line += self.lines(&buffer);
            buffer.clear();
            self.fill(&mut buffer)?;
            let found = self.scan.scan(&buffer);
            let end = match found {
                Some((first, last)) => {
                    self.rest.extend_from_slice(&buffer[first..]);
                    self.whole = last - first;
                    first
                }
                None if self.is_at_end => buffer.len(),
                None => continue,
            };
            self.offset += end as u64;
            self.line += self.lines(&buffer[..end]);
            let is_first = std::mem::take(&mut self.is_first);
            let is_open = found.is_none() && self.scan.is_in_quotes();
            let content = if is_open { Content::TooLongInQuotes } else { Content::TooLong };
            return Ok(Block { is_first, offset, line, ends_in_quotes: false, content, end: (self.offset, self.line) });
        }
    }
}
