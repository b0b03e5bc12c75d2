//! Reading an upload.

use std::io::{self, Read, Seek, SeekFrom};

use super::{Content, Upload, lock};

/// Reads the content of an [`Upload`]. Each reader has its own position.
#[derive(Debug)]
pub struct UploadReader {
    upload: Upload,
    at: u64,
}

impl UploadReader {
    pub(super) fn new(upload: Upload) -> Self {
        Self { upload, at: 0 }
    }
}

impl Read for UploadReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = match &self.upload.0.content {
            Content::Memory(content) => {
                let start = usize::try_from(self.at).unwrap_or(usize::MAX).min(content.len());
                (&content[start..]).read(out)?
            }
            Content::File(file) => {
                let mut file = lock(file);
                file.seek(SeekFrom::Start(self.at))?;
                file.read(out)?
            }
            Content::Announced | Content::Asking(_) => return Err(io::Error::other("the file was only announced")),
        };
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for UploadReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.upload.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
