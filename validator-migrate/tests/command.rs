//! The command: options, output, exit codes.

mod common;

use std::process::Command;

use common::Package;
use unprocessable_migrate::Peer;

/// The exit code, the output and the errors.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-unprocessable")).args(arguments).output().expect("it runs");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
    (output.status.code().expect("a code"), out, err)
}

#[test]
fn a_difference_is_shown_and_nothing_is_changed() {
    let source = "#[derive(garde::Validate)]\nstruct A {\n    #[garde(dive)]\n    b: B,\n}\n";
    let package = Package::of(Peer::Garde, source);
    let path = package.path("");
    let path = path.to_str().expect("text");
    // cargo names the command first.
    let (code, out, err) = run(&["unprocessable", "migrate", "--dry-run", path]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("-    #[garde(dive)]\n+    #[validate(nested)]\n"), "{out}");
    assert!(out.ends_with("1 of 1 attributes rewritten in 2 files; 0 to check, 0 left to do by hand\n"), "{out}");
    assert_eq!(package.read("src/lib.rs"), source);

    let (code, _, err) = run(&["migrate", path]);
    assert_eq!(code, 2);
    assert!(err.contains("no git repository"), "{err}");
    assert_eq!(package.read("src/lib.rs"), source);

    let (code, out, _) = run(&["migrate", "--force", "--path=../unprocessable", path]);
    assert_eq!((code, out.lines().count()), (0, 1));
    assert!(package.read("Cargo.toml").contains("path = "));
}

#[test]
fn what_is_left_has_an_exit_code_and_a_line() {
    let source = "#[derive(garde::Validate)]\nstruct A {\n    #[garde(adapt(c))]\n    b: B,\n}\n";
    let package = Package::of(Peer::Garde, source);
    let path = package.path("");
    let (code, out, _) = run(&["migrate", "--dry-run", "--format", "json", path.to_str().expect("text")]);
    assert_eq!(code, 1);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["attributes"], 1);
    assert_eq!(report["rewritten"], 0);
    let entry = &report["entries"][0];
    assert_eq!((entry["kind"].as_str(), entry["line"].as_u64()), (Some("left"), Some(3)));
    assert!(entry["file"].as_str().expect("a path").ends_with("src/lib.rs"));
    assert!(entry["text"].as_str().expect("words").contains("`adapt`"));
}

#[test]
fn mistakes_in_arguments_are_named() {
    for (arguments, words) in [
        (&["move"][..], "the command `move` is not known"),
        (&["migrate", "--from", "joi"], "`joi` is none of"),
        (&["migrate", "--from"], "`--from` needs a value"),
        (&["migrate", "--format", "xml"], "the format `xml`"),
        (&["migrate", "--what"], "the option `--what` is not known"),
    ] {
        let (code, out, err) = run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(words), "{err}");
    }
    let (code, out, _) = run(&["--help"]);
    assert_eq!(code, 0);
    assert!(out.contains("--dry-run"));
    let (code, out, _) = run(&["migrate", "--dry-run", "--", "--no-such-folder"]);
    assert_eq!(code, 1, "after `--` it is a path");
    assert!(out.contains("skipped: --no-such-folder: there is no such file or folder"), "{out}");
    let (code, out, _) = run(&["migrate", "--dry-run", "no/such/folder"]);
    assert_eq!(code, 1);
    assert!(out.contains("skipped: no/such/folder: there is no such file or folder"), "{out}");
}
