//! The types of generated modules. What needs no compiler of TypeScript is checked here; the rest is written to the folder
//! that `TYPESCRIPT_MODULES` names, for the tests in `tests/node/`.
#![allow(missing_docs, dead_code, unreachable_pub)]
#![allow(clippy::unwrap_used)]

#[path = "../../../tests/zoo/animals/mod.rs"]
mod animals;
mod golden;
mod hostile;
#[path = "../../../tests/zoo/json.rs"]
mod json;
mod laws;
#[path = "../../../tests/zoo/mutate.rs"]
mod mutate;
mod readme;
mod zoo;

use std::path::PathBuf;

/// Writes a file for the tests in `tests/node/`, if they are to run.
fn write(name: &str, text: &str) {
    let Some(folder) = std::env::var_os("TYPESCRIPT_MODULES") else { return };
    let path = PathBuf::from(folder).join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
