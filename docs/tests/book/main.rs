//! What the book must be: every page stands in the summary and is tested once, the pages of statuses are made from the
//! table in the code, and the book that mdbook builds has no dead link and needs no network.
#![allow(missing_docs)]
// Functions beside the tests fail a test, too.
#![allow(clippy::unwrap_used)]

mod built;
mod pages;
mod statuses;

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("pages")
}
