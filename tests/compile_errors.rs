//! What rustc says about mistakes in `#[validate(…)]`: each file in `tests/ui/<kind of mistake>/` has beside it the
//! errors that a user sees.
//!
//! The wording of rustc's own part changes from version to version, so that with any other than this one nothing is
//! compared. After a change, `TRYBUILD=overwrite cargo test -p unprocessable-tests --test compile_errors` writes the files anew; read them.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

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
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}

#[test]
fn compile_errors_stand_under_what_the_user_wrote() {
    for (path, errors) in written() {
        let source = fs::read_to_string(path.with_extension("rs")).expect("each file of errors has a source");
        for error in errors.split("\n\nerror") {
            let place = error.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
            let line: usize = place
                .and_then(|place| place.split(':').nth(1))
                .and_then(|line| line.parse().ok())
                .unwrap_or_else(|| panic!("no place in {}:\n{error}", path.display()));
            let line = source.lines().nth(line - 1).expect("the place is in the source");
            assert!(!line.contains("derive("), "under the derive in {}:\n{error}", path.display());
        }
    }
}

#[test]
fn compile_errors_name_nothing_of_generated_code() {
    // `__AnyContext` is left: the parameter that stands for the context of a type that declares none.
    let internal = [
        "__generated",
        "__walker",
        "__subject",
        "__value",
        "__item",
        "__field",
        "__rule",
        "__context",
        "__slot",
        "__whole",
        "__perhaps",
        "__before",
        "__start",
        "__open",
        "__kind",
        "__pass",
        "__node",
        "Probe",
        "OpaqueValue<",
        "__private::infer",
        "__private::holds",
        "Parts::",
    ];
    for (path, errors) in written() {
        for name in internal {
            assert!(!errors.contains(name), "`{name}` in {}", path.display());
        }
    }
}

#[test]
fn compile_errors_of_the_derive_are_in_one_style() {
    for (path, errors) in written() {
        for message in errors.lines().filter_map(|line| line.strip_prefix("error: ")) {
            let begins_small = message.starts_with(|first: char| first.is_lowercase() || first == '`');
            assert!(begins_small && !message.ends_with('.'), "{message} in {}", path.display());
        }
    }
}

/// Every file of errors with its text.
fn written() -> Vec<(PathBuf, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("ui");
    let kinds = fs::read_dir(root).expect("tests/ui is there").map(|kind| kind.expect("it can be read").path());
    let files = kinds.flat_map(|kind| fs::read_dir(kind).expect("a kind of mistake is a folder"));
    let files = files.map(|file| file.expect("it can be read").path());
    let files = files.filter(|file| file.extension().is_some_and(|extension| extension == "stderr"));
    files.map(|file| (file.clone(), fs::read_to_string(file).expect("errors are text"))).collect()
}
