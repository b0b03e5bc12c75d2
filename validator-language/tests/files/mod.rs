//! The files of the languages.

use std::fs;
use std::path::{Path, PathBuf};

/// Their paths, sorted.
pub(crate) fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let paths = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let is_language = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "toml")
            && path.file_stem().is_some_and(|stem| stem != "codes")
    };
    let mut paths: Vec<PathBuf> = paths.filter(is_language).collect();
    paths.sort();
    paths
}
