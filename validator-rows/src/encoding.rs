//! Files that are not UTF-8, and marks of byte order.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

/// What stands for bytes that are wrong in an encoding: a byte that is never part of UTF-8, so that the row is refused.
const WRONG: u8 = 0xff;

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// The file as UTF-8, without a mark of byte order. UTF-16 with a mark is known by it.
pub(crate) fn utf8<'r>(
    mut reader: impl Read + Send + 'r,
    encoding: Option<&'static Encoding>,
) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut start = Vec::new();
    reader.by_ref().take(3).read_to_end(&mut start)?;
    let marked = Encoding::for_bom(&start);
    let skipped = marked.map_or(0, |(_, bytes)| bytes);
    let encoding = marked.map(|(encoding, _)| encoding).or(encoding).unwrap_or(UTF_8);
    let source = io::Cursor::new(start.split_off(skipped)).chain(reader);
    Ok(if encoding == UTF_8 {
        Box::new(source)
    } else {
        let decoder = encoding.new_decoder_without_bom_handling();
        Box::new(Utf8 {
            source,
            decoder,
            read: Vec::new(),
            used: 0,
            written: Vec::new(),
            given: 0,
            is_at_end: false,
            is_over: false,
        })
    })
}

struct Utf8<R> {
    source: R,
    decoder: Decoder,
    read: Vec<u8>,
    used: usize,
    written: Vec<u8>,
    given: usize,
    is_at_end: bool,
    /// Whether the decoder has given its last byte.
    is_over: bool,
}

impl<R: Read> Utf8<R> {
    /// Decodes what was read, or reads more.
    fn refill(&mut self) -> io::Result<()> {
        if self.used == self.read.len() && !self.is_at_end {
            self.read.clear();
            self.used = 0;
            let read = self.source.by_ref().take(CHUNK as u64).read_to_end(&mut self.read)?;
            self.is_at_end = read < CHUNK;
        }
        self.written.resize(CHUNK, 0);
        self.given = 0;
        let rest = &self.read[self.used..];
        let (result, read, mut written) =
            self.decoder.decode_to_utf8_without_replacement(rest, &mut self.written[..CHUNK - 1], self.is_at_end);
        self.used += read;
        match result {
            DecoderResult::Malformed(..) => {
                self.written[written] = WRONG;
                written += 1;
            }
            DecoderResult::InputEmpty => self.is_over = self.is_at_end,
            DecoderResult::OutputFull => {}
        }
        self.written.truncate(written);
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.written.len() {
            if self.is_over {
                return Ok(0);
            }
            self.refill()?;
        }
        let count = buffer.len().min(self.written.len() - self.given);
        buffer[..count].copy_from_slice(&self.written[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
