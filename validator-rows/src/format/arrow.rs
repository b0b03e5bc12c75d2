//! Record batches, such as those of Parquet. Each row is written as a document in a line, so that rows of all kinds are
//! checked, ordered and counted by the same code.

use std::error::Error;
use std::io::{self, Read};

use arrow_array::RecordBatch;

/// How many bytes are made at once, unless a row is longer.
const BYTES: usize = 64 * 1024;

/// The rows of batches as NDJSON.
pub(crate) struct Lines<I> {
    batches: I,
    batch: Option<RecordBatch>,
    /// The next row of the batch.
    row: usize,
    text: Vec<u8>,
    /// How much of the text was read.
    at: usize,
    /// Why there is no further batch, until the rows before it were read.
    error: Option<io::Error>,
}

impl<I> Lines<I> {
    pub(crate) fn new(batches: I) -> Self {
        Self { batches, batch: None, row: 0, text: Vec::new(), at: 0, error: None }
    }
}

impl<I, E> Lines<I>
where
    I: Iterator<Item = Result<RecordBatch, E>>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn fill(&mut self) -> io::Result<()> {
        self.at = 0;
        self.text.clear();
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        while self.text.len() < BYTES {
            match &self.batch {
                Some(batch) if self.row < batch.num_rows() => {
                    serde_json::to_writer(&mut self.text, &unprocessable_arrow::row(batch, self.row))?;
                    self.text.push(b'\n');
                    self.row += 1;
                }
                _ => match self.batches.next() {
                    Some(Ok(batch)) => (self.batch, self.row) = (Some(batch), 0),
                    Some(Err(error)) if self.text.is_empty() => return Err(io::Error::other(error)),
                    Some(Err(error)) => {
                        self.error = Some(io::Error::other(error));
                        return Ok(());
                    }
                    None => return Ok(()),
                },
            }
        }
        Ok(())
    }
}

impl<I, E> Read for Lines<I>
where
    I: Iterator<Item = Result<RecordBatch, E>>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.fill()?;
        }
        let count = (self.text.len() - self.at).min(buffer.len());
        buffer[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
