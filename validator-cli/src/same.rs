//! Whether two names are those of one file.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// A file, whatever name it goes by. Devices and pipes are nobody's file.
#[derive(Debug)]
pub(crate) struct SameFile {
    /// Without links and dots. Nothing for standard input.
    path: Option<PathBuf>,
    node: Option<(u64, u64)>,
    is_special: bool,
}

impl SameFile {
    /// The file at a path, which need not be there yet.
    pub(crate) fn of(path: &Path) -> Self {
        let metadata = fs::metadata(path).ok();
        let whole = fs::canonicalize(path).ok().or_else(|| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
        });
        Self::new(Some(whole.unwrap_or_else(|| path.to_owned())), metadata)
    }

    /// The file that a shell has made standard input, as in `< users.csv`.
    #[cfg(unix)]
    pub(crate) fn of_standard_input() -> Self {
        use std::os::fd::AsFd;

        let file = std::io::stdin().as_fd().try_clone_to_owned().map(fs::File::from);
        Self::new(None, file.and_then(|file| file.metadata()).ok())
    }

    #[cfg(not(unix))]
    pub(crate) fn of_standard_input() -> Self {
        Self::new(None, None)
    }

    fn new(path: Option<PathBuf>, metadata: Option<Metadata>) -> Self {
        let is_special = metadata.as_ref().is_some_and(|metadata| !metadata.is_file());
        Self { path, node: metadata.and_then(|metadata| node(&metadata)), is_special }
    }

    /// Whether both are one file.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let has_path = self.path.is_some() && self.path == other.path;
        let has_node = self.node.is_some() && self.node == other.node;
        !self.is_special && !other.is_special && (has_path || has_node)
    }

    /// Its path, by which it is known that it was named before.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref().filter(|_| !self.is_special)
    }
}

/// The device and the number on it, which all links to a file share.
#[cfg(unix)]
fn node(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;

    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn node(_: &Metadata) -> Option<(u64, u64)> {
    None
}
