//! Writing an upload while a request is read.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::sync::Mutex;

use super::{Content, Upload, file_name, sniff};

/// Takes the content of an [`Upload`] piece by piece, for adapters of web frameworks.
///
/// [`take`](Self::take) only fills memory. Once [`is_full`](Self::is_full), the content is written to a temporary file by
/// [`flush`](Self::flush), which blocks, as [`finish`](Self::finish) does.
///
/// ```
/// use unprocessable_core::UploadWriter;
///
/// let mut writer = UploadWriter::new(Some("notes.txt"), 4);
/// let mut rest: &[u8] = b"hello";
/// while !rest.is_empty() {
///     rest = writer.take(rest);
///     if writer.is_full() {
///         writer.flush().unwrap();
///     }
/// }
/// let upload = writer.finish().unwrap();
/// assert!(!upload.is_in_memory());
/// assert_eq!((upload.file_name(), upload.bytes().unwrap()), (Some("notes.txt"), b"hello".to_vec()));
/// ```
#[derive(Debug)]
pub struct UploadWriter {
    /// What is not in the file yet.
    buffer: Vec<u8>,
    most: usize,
    file: Option<File>,
    len: u64,
    file_name: Option<String>,
}

impl UploadWriter {
    /// An upload with a name as the client sent it, of which so many bytes are kept in memory.
    #[must_use]
    pub fn new(name: Option<&str>, memory: usize) -> Self {
        Self { buffer: Vec::new(), most: memory.max(1), file: None, len: 0, file_name: name.and_then(file_name::safe) }
    }

    /// Takes as many bytes as there is room for, and returns the others.
    pub fn take<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let (taken, rest) = bytes.split_at(bytes.len().min(self.most - self.buffer.len()));
        if self.buffer.capacity() - self.buffer.len() < taken.len() {
            // No more than there is room for, even if that is no power of two.
            let wanted = (self.buffer.len() * 2).max(self.buffer.len() + taken.len()).min(self.most);
            self.buffer.reserve_exact(wanted - self.buffer.len());
        }
        self.buffer.extend_from_slice(taken);
        self.len += taken.len() as u64;
        rest
    }

    /// How many bytes there are by now.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there are no bytes yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether there is no more room in memory.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.buffer.len() >= self.most
    }

    /// Whether [`finish`](Self::finish) has to do with a file.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.file.is_none()
    }

    /// Writes what is in memory to the temporary file.
    ///
    /// # Errors
    ///
    /// If there is no place for temporary files, or none left.
    pub fn flush(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// As [`flush`](Self::flush), for a thread that takes the writer and gives it back.
    ///
    /// # Errors
    ///
    /// As [`flush`](Self::flush).
    #[doc(hidden)]
    pub fn flushed(mut self) -> io::Result<Self> {
        self.flush()?;
        Ok(self)
    }

    /// Counts bytes that are not kept, because the file is too large already.
    #[doc(hidden)]
    pub fn skip(&mut self, count: u64) {
        self.len = self.len.saturating_add(count);
    }

    /// The upload, with all that its content tells.
    ///
    /// # Errors
    ///
    /// As [`flush`](Self::flush).
    pub fn finish(mut self) -> io::Result<Upload> {
        if self.file.is_some() && !self.buffer.is_empty() {
            self.flush()?;
        }
        let (len, file_name) = (self.len, self.file_name.take());
        let (content, found) = match self.file {
            Some(mut file) => {
                file.rewind()?;
                let mut head = mem::take(&mut self.buffer);
                (&mut file).take(sniff::HEAD as u64).read_to_end(&mut head)?;
                let found = sniff::of(&head, &mut file);
                (Content::File(Mutex::new(file)), found)
            }
            None => {
                let mut buffer = mem::take(&mut self.buffer);
                buffer.shrink_to_fit();
                let found = sniff::of(&buffer, &mut io::Cursor::new(&buffer));
                (Content::Memory(buffer), found)
            }
        };
        Ok(Upload::new(content, len, file_name, found))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Seek as _, SeekFrom};

    use super::*;

    fn written(content: &[u8], memory: usize, pieces: usize) -> Upload {
        let mut writer = UploadWriter::new(None, memory);
        for piece in content.chunks(pieces) {
            let mut rest = piece;
            while !rest.is_empty() {
                rest = writer.take(rest);
                assert!(writer.buffer.capacity() <= memory);
                if writer.is_full() {
                    writer.flush().unwrap();
                }
            }
        }
        assert_eq!(writer.len(), content.len() as u64);
        writer.finish().unwrap()
    }

    #[test]
    fn content_is_the_same_in_memory_and_in_a_file() {
        let mut random = fastrand::Rng::with_seed(0);
        for length in [0, 1, 15, 16, 17, 100, 16 << 10, (16 << 10) + 1, 40_000] {
            let content: Vec<u8> = (0..length).map(|_| random.u8(b' '..b'~')).collect();
            for memory in [1, 16, 100, 50_000] {
                for pieces in [1 + random.usize(..200), 20_000] {
                    if memory == 1 && length > 1000 {
                        continue;
                    }
                    let upload = written(&content, memory, pieces);
                    assert_eq!(upload.is_in_memory(), length < memory, "{length} {memory}");
                    assert_eq!(upload.bytes().unwrap(), content);
                    assert_eq!(upload.media_type(), (length > 0).then_some("text/plain"));
                }
            }
        }
    }

    #[test]
    fn the_type_is_found_across_pieces() {
        let mut content = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x20\0\0\0\x10\x08\x06\0\0\0\0\0\0\0".to_vec();
        content.resize(20_000, 0);
        for memory in [3, 8, 1000, 30_000] {
            let upload = written(&content, memory, 7);
            assert_eq!((upload.media_type(), upload.image_size()), (Some("image/png"), Some((32, 16))), "{memory}");
        }
    }

    #[test]
    fn readers_do_not_disturb_each_other() {
        for memory in [4, 100] {
            let upload = written(b"0123456789", memory, 3);
            let (mut one, mut other) = (upload.reader(), upload.reader());
            let mut two = [0; 2];
            one.read_exact(&mut two).unwrap();
            assert_eq!(other.seek(SeekFrom::End(-3)).unwrap(), 7);
            one.read_exact(&mut two).unwrap();
            assert_eq!(&two, b"23");
            other.read_exact(&mut two).unwrap();
            assert_eq!(&two, b"78");
            assert!(other.seek(SeekFrom::Current(-10)).is_err());
            other.seek(SeekFrom::Start(u64::MAX)).unwrap_or_default();
            drop(upload);
            assert_eq!(one.read(&mut two).unwrap(), 2);
        }
    }
}
