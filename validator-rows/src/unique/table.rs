//! What was seen, and in which line first: in memory, and beyond a limit in a temporary file.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};

use super::Digest;

/// How much memory an entry takes, with the room that a table keeps free.
const ENTRY_BYTES: usize = 64;

/// A slot in the file: a digest and a line. A slot without a line is free.
const SLOT_BYTES: usize = 24;

pub(super) enum Table {
    Memory { seen: HashMap<Digest, u64, BuildHasherDefault<AsIs>>, most: usize },
    File(FileTable),
}

/// A digest is spread evenly already.
#[derive(Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u128(&mut self, value: u128) {
        self.0 = value as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Table {
    pub(super) fn new(memory: usize) -> Self {
        Self::Memory { seen: HashMap::default(), most: (memory / ENTRY_BYTES).max(1) }
    }

    /// Adds a value. Gives the line in which it was before.
    pub(super) fn add(&mut self, digest: Digest, line: u64) -> io::Result<Option<u64>> {
        match self {
            Self::Memory { seen, most } => {
                if let Some(first) = seen.get(&digest) {
                    return Ok(Some(*first));
                }
                if seen.len() < *most {
                    seen.insert(digest, line);
                    return Ok(None);
                }
                let mut table = FileTable::new((seen.len() as u64 + 1).next_power_of_two() * 4)?;
                for (digest, line) in seen.drain() {
                    table.add(digest, line)?;
                }
                table.add(digest, line)?;
                *self = Self::File(table);
                Ok(None)
            }
            Self::File(table) => table.add(digest, line),
        }
    }

    pub(super) fn has_spilled(&self) -> bool {
        matches!(self, Self::File(_))
    }
}

/// A hash table with open addressing, which grows when it is half full. What is used of it stays in the cache of the
/// operating system, if there is room.
pub(super) struct FileTable {
    file: File,
    /// A power of two.
    slots: u64,
    used: u64,
}

impl FileTable {
    fn new(slots: u64) -> io::Result<Self> {
        let file = tempfile::tempfile()?;
        file.set_len(slots * SLOT_BYTES as u64)?;
        Ok(Self { file, slots, used: 0 })
    }

    fn add(&mut self, digest: Digest, line: u64) -> io::Result<Option<u64>> {
        if self.used * 2 >= self.slots {
            self.grow()?;
        }
        let mut slot = digest as u64 & (self.slots - 1);
        loop {
            match self.read(slot)? {
                (_, 0) => break,
                (known, first) if known == digest => return Ok(Some(first)),
                _ => slot = (slot + 1) & (self.slots - 1),
            }
        }
        let mut bytes = [0; SLOT_BYTES];
        bytes[..16].copy_from_slice(&digest.to_le_bytes());
        bytes[16..].copy_from_slice(&line.to_le_bytes());
        self.file.seek(SeekFrom::Start(slot * SLOT_BYTES as u64))?;
        self.file.write_all(&bytes)?;
        self.used += 1;
        Ok(None)
    }

    fn read(&mut self, slot: u64) -> io::Result<(Digest, u64)> {
        let mut bytes = [0; SLOT_BYTES];
        self.file.seek(SeekFrom::Start(slot * SLOT_BYTES as u64))?;
        self.file.read_exact(&mut bytes)?;
        Ok(entry(&bytes))
    }

    fn grow(&mut self) -> io::Result<()> {
        let mut larger = Self::new(self.slots * 4)?;
        self.file.seek(SeekFrom::Start(0))?;
        let mut reader = io::BufReader::with_capacity(SLOT_BYTES * 4096, &self.file);
        let mut bytes = [0; SLOT_BYTES];
        for _ in 0..self.slots {
            reader.read_exact(&mut bytes)?;
            if let (digest, line @ 1..) = entry(&bytes) {
                larger.add(digest, line)?;
            }
        }
        *self = larger;
        Ok(())
    }
}

fn entry(bytes: &[u8; SLOT_BYTES]) -> (Digest, u64) {
    let (mut digest, mut line) = ([0; 16], [0; 8]);
    digest.copy_from_slice(&bytes[..16]);
    line.copy_from_slice(&bytes[16..]);
    (u128::from_le_bytes(digest), u64::from_le_bytes(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_the_line_in_which_it_was_first_however_many_there_are() {
        for memory in [0, 1000 * ENTRY_BYTES, usize::MAX] {
            let mut table = Table::new(memory);
            // Digests that collide in the low bits, now and then.
            let digest = |n: u64| u128::from(n) << 64 | u128::from(n.wrapping_mul(0x9e37_79b9) % 65_521);
            for n in 1..=2000 {
                assert_eq!(table.add(digest(n), n).unwrap(), None, "{n} of {memory}");
            }
            for n in 1..=2000 {
                assert_eq!(table.add(digest(n), n + 2000).unwrap(), Some(n), "{n} of {memory}");
            }
            assert_eq!(table.has_spilled(), memory != usize::MAX);
        }
    }
}
