//! Whether a file is still the one that a run has read the start of.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

/// What is known of a file when a run reads it. It has no values of the file.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Print {
    size: u64,
    /// In nanoseconds. Nothing if the system does not tell.
    modified: Option<u64>,
    /// How many bytes were read of it, and a hash of the first and the last of them.
    offset: u64,
    hash: u64,
}

/// How many bytes are hashed at either end.
const HASHED: u64 = 64 << 10;

impl Print {
    /// Of a file of which nothing was read yet.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = modified.and_then(|since| u64::try_from(since.as_nanos()).ok());
        Self { size: metadata.len(), modified, offset: 0, hash: 0 }.up_to(path, 0)
    }

    /// With what was read. Size and time stay those of before the first row was read.
    pub(crate) fn up_to(&self, path: &Path, offset: u64) -> Option<Self> {
        // Positions of files in other encodings are not those of their bytes, and may be behind the end.
        let offset = offset.min(self.size);
        let mut file = File::open(path).ok()?;
        let mut hasher = DefaultHasher::new();
        for start in [0, offset.saturating_sub(HASHED)] {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(start)).ok()?;
            file.by_ref().take(HASHED.min(offset)).read_to_end(&mut bytes).ok()?;
            hasher.write(&bytes);
        }
        Some(Self { offset, hash: hasher.finish(), ..self.clone() })
    }

    /// Whether the file at this path is the same one.
    pub(crate) fn is_of(&self, path: &Path) -> bool {
        Self::of(path).and_then(|now| now.up_to(path, self.offset)).is_some_and(|now| now == *self)
    }
}
