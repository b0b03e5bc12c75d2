//! Finds sources, and writes all of them or none.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sources and manifests below some paths.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) sources: BTreeSet<PathBuf>,
    pub(crate) manifests: BTreeSet<PathBuf>,
    /// What could not be read.
    pub(crate) skipped: Vec<(PathBuf, String)>,
}

/// Looks below a path. Links to folders are not followed, and folders that cargo writes are left out.
pub(crate) fn find(start: &Path, found: &mut Found) {
    let mut folders = Vec::new();
    match fs::metadata(start) {
        Ok(meta) if meta.is_dir() => folders.push(start.to_owned()),
        Ok(_) => take(start, found),
        Err(error) => found.skipped.push((start.to_owned(), error.to_string())),
    }
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found.skipped.push((folder, error.to_string()));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    found.skipped.push((folder.clone(), error.to_string()));
                    continue;
                }
            };
            let path = entry.path();
            // The type of the entry itself: a link is neither a folder nor a file, so a loop of links ends here. What a
            // link leads to is changed where it stands, if it stands below the same start.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !is_left_out(&path) => folders.push(path),
                Ok(kind) if kind.is_file() => take(&path, found),
                _ => {}
            }
        }
    }
}

fn take(path: &Path, found: &mut Found) {
    if path.file_name().is_some_and(|name| name == "Cargo.toml") {
        found.manifests.insert(path.to_owned());
    } else if is_source(path) {
        found.sources.insert(path.to_owned());
    }
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// What cargo, git and npm write.
fn is_left_out(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.starts_with('.')
        || name == "node_modules"
        || folder.join("CACHEDIR.TAG").is_file()
        || name == "target" && folder.parent().is_some_and(|parent| parent.join("Cargo.toml").is_file())
}

/// Whether git keeps what is here, and has nothing that is not committed.
///
/// # Errors
///
/// What speaks against a change.
pub(crate) fn is_clean(folder: &Path) -> Result<(), String> {
    let folder = if folder.is_dir() { folder } else { folder.parent().unwrap_or(folder) };
    let output = Command::new("git").arg("-C").arg(folder).args(["status", "--porcelain"]).output();
    match output {
        Ok(output) if !output.status.success() => {
            Err(format!("{} is in no git repository; commit it first, or say --force", folder.display()))
        }
        Ok(output) if !output.stdout.is_empty() => {
            Err(format!("{} has changes that are not committed; commit them, or say --force", folder.display()))
        }
        Ok(_) => Ok(()),
        Err(error) => Err(format!("git cannot be asked: {error}; say --force")),
    }
}

/// A file with its old and its new content.
pub(crate) struct Change {
    pub(crate) path: PathBuf,
    pub(crate) old: Vec<u8>,
    pub(crate) new: Vec<u8>,
}

/// Writes all files or none: each is written beside its place first, and then all are renamed.
///
/// # Errors
///
/// The file that could not be written. All others are as they were.
pub(crate) fn write(changes: &[Change]) -> Result<(), String> {
    let mut written: Vec<PathBuf> = Vec::new();
    let failed = |path: &Path, error: io::Error| format!("{}: {error}; nothing was changed", path.display());
    for change in changes {
        let beside = beside(&change.path);
        let made = fs::write(&beside, &change.new).and_then(|()| {
            let permissions = fs::metadata(&change.path)?.permissions();
            fs::set_permissions(&beside, permissions)
        });
        written.push(beside);
        // Somebody may have saved the file since it was read.
        let made = made.and_then(|()| match fs::read(&change.path)? == change.old {
            true => Ok(()),
            false => Err(io::Error::other("the file has changed meanwhile")),
        });
        if let Err(error) = made {
            written.iter().for_each(|path| drop(fs::remove_file(path)));
            return Err(failed(&change.path, error));
        }
    }
    for (at, change) in changes.iter().enumerate() {
        if let Err(error) = fs::rename(&written[at], &change.path) {
            written[at..].iter().for_each(|path| drop(fs::remove_file(path)));
            let mut words = failed(&change.path, error);
            for done in &changes[..at] {
                if let Err(error) = restore(done) {
                    words.push_str(&format!("; {} could not be restored: {error}", done.path.display()));
                }
            }
            return Err(words);
        }
    }
    Ok(())
}

fn restore(change: &Change) -> io::Result<()> {
    let beside = beside(&change.path);
    fs::write(&beside, &change.old)?;
    fs::set_permissions(&beside, fs::metadata(&change.path)?.permissions())?;
    fs::rename(&beside, &change.path)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.migrating", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let change = |name: &str, old: &str, new: &str| {
            let path = folder.path().join(name);
            Change { path, old: old.into(), new: new.into() }
        };
        fs::write(folder.path().join("a.rs"), "old a").expect("written");
        // A folder cannot be replaced by a file, so the last rename fails.
        fs::create_dir_all(folder.path().join("b.rs/inside")).expect("made");
        let failing = [change("a.rs", "old a", "new a"), change("b.rs", "", "new b")];
        assert!(write(&failing).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("a.rs")).expect("read"), "old a");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 2, "nothing is left beside");

        let stale = [change("a.rs", "older a", "new a")];
        assert!(write(&stale).expect_err("refused").contains("changed meanwhile"));
        write(&[change("a.rs", "old a", "new a")]).expect("written");
        assert_eq!(fs::read_to_string(folder.path().join("a.rs")).expect("read"), "new a");
    }

    #[test]
    fn a_rename_that_fails_restores_those_before_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.rs");
        fs::write(&path, "new").expect("written");
        restore(&Change { path: path.clone(), old: "old".into(), new: "new".into() }).expect("restored");
        assert_eq!(fs::read_to_string(path).expect("read"), "old");
    }
}
