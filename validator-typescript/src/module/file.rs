//! The file of a module: written when it changes, and checked in tests.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Module;
use super::diff::Diff;

/// Why the file of a module cannot be written, or that it is stale.
///
/// `Debug` says the same as `Display`, so that a test that unwraps it, or returns it, is readable.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// The folder of the file does not exist.
    #[error("`{}` cannot be written, because there is no folder `{}`; create it first", path.display(), folder.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// The file cannot be read.
    #[error("`{}` cannot be read: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// The file cannot be written.
    #[error("`{}` cannot be written: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// The file is not what the types say.
    #[error("`{}` {difference}\nto write it anew, run\n    {command}", path.display())]
    Stale {
        /// The file.
        path: PathBuf,
        /// What differs.
        difference: Difference,
        /// What writes it anew.
        command: String,
    },
}

impl fmt::Debug for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How a file differs from what the types say.
#[derive(Clone, Debug)]
pub struct Difference(Option<Diff>);

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(diff) => write!(f, "is stale:\n\n{diff}"),
            None => f.write_str("does not exist yet"),
        }
    }
}

impl Module<'_> {
    /// Writes the module to a file, unless it stands there already. Tells whether it wrote.
    ///
    /// Relative paths begin in the working directory. In a test and in a build script, that is the folder of the package.
    ///
    /// ```no_run
    /// # use unprocessable_typescript::{FileError, Module};
    /// # #[derive(unprocessable::Validate, serde::Deserialize)]
    /// # struct SignUp {}
    /// if Module::new().add::<SignUp>().write("../web/src/api.ts")? {
    ///     println!("the types have changed");
    /// }
    /// # Ok::<_, FileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the file cannot be read or written, or if its folder does not exist.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<bool, FileError> {
        write(path.as_ref(), &self.to_typescript())
    }

    /// Compares the module with a file. For a test, so that a file in version control cannot become stale:
    ///
    /// ```no_run
    /// # use unprocessable_typescript::{FileError, Module};
    /// # #[derive(unprocessable::Validate, serde::Deserialize)]
    /// # struct SignUp {}
    /// // #[test]
    /// fn front_end_has_the_types() -> Result<(), FileError> {
    ///     Module::new().add::<SignUp>().check("web/api.ts")
    /// }
    /// ```
    ///
    /// With `UPDATE=1` in the environment it writes the file, as [`write`](Self::write) does.
    ///
    /// # Errors
    ///
    /// If the file is stale; the error shows what differs, and the command that writes it anew. Also if it cannot be read
    /// or written.
    pub fn check(&self, path: impl AsRef<Path>) -> Result<(), FileError> {
        check(path.as_ref(), &self.to_typescript())
    }
}

/// Writes a text to a file, unless it stands there already.
pub(crate) fn write(path: &Path, text: &str) -> Result<bool, FileError> {
    if read(path)?.is_some_and(|old| is_same(&old, text)) {
        return Ok(false);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(FileError::NoFolder { path: path.into(), folder: folder.into() });
    }
    fs::write(path, text).map_err(|error| FileError::Write { path: path.into(), error })?;
    Ok(true)
}

/// Compares a text with a file, or writes it if the environment asks for that.
pub(crate) fn check(path: &Path, text: &str) -> Result<(), FileError> {
    if std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty() && value != "0") {
        return write(path, text).map(drop);
    }
    let old = read(path)?;
    if old.as_ref().is_some_and(|old| is_same(old, text)) {
        return Ok(());
    }
    let difference = Difference(old.map(|old| Diff::of(&old, text)));
    Err(FileError::Stale { path: path.into(), difference, command: command() })
}

fn read(path: &Path) -> Result<Option<String>, FileError> {
    match fs::read(path) {
        // What is no text is not what this writes, so it differs.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FileError::Read { path: path.into(), error }),
    }
}

/// Whether two texts are the same. Git may have changed the ends of lines.
fn is_same(old: &str, new: &str) -> bool {
    old == new || old.replace("\r\n", "\n") == new
}

/// The command that runs the test anew and lets it write. Cargo tells the package, and the harness names the thread after
/// the test.
fn command() -> String {
    let mut command = "UPDATE=1 cargo test".to_owned();
    if let Some(package) = std::env::var_os("CARGO_PKG_NAME").and_then(|name| name.into_string().ok()) {
        command += &format!(" -p {package}");
    }
    if let Some(test) = std::thread::current().name().filter(|name| *name != "main") {
        command += &format!(" {test}");
    }
    command
}
