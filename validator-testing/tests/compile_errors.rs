//! What rustc says about mistakes in assertions: each file in `tests/ui/` has beside it the errors that a user sees.
//!
//! The wording of rustc's own part changes from version to version, so that with any other than this one nothing is
//! compared. After a change, `TRYBUILD=overwrite cargo test --all-features --test compile_errors` writes the files
//! anew; read them.
#![allow(missing_docs)]

use std::env;
use std::process::Command;

/// The version whose words are written down.
const RUSTC: &str = "rustc 1.95.";

#[test]
fn compile_errors_say_what_is_wrong_and_what_to_do() {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("rustc is there");
    let version = String::from_utf8_lossy(&version.stdout);
    if !version.starts_with(RUSTC) {
        eprintln!("skipped: the errors are those of {RUSTC}*, this is {version}");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
