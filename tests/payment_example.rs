//! The example that README shows first, run as a stranger would.
#![allow(missing_docs, clippy::unwrap_used)]

use std::env::{self, consts::EXE_SUFFIX};
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const DOCUMENTED_BODY: &str = concat!(
    r#"{"message":"The given data was invalid.","errors":{"#,
    r#""email":["The email field is required.","The email must be a valid email address."],"#,
    r#""amount":["The amount must be greater than 0."]}}"#,
);

#[test]
fn without_an_argument_it_prints_the_documented_body() {
    Run::of(&[], "").prints(1, "422 Unprocessable Entity", DOCUMENTED_BODY);
}

#[test]
fn a_dash_reads_standard_input() {
    Run::of(&["-"], r#"{"email":"","amount":0}"#).prints(1, "422 Unprocessable Entity", DOCUMENTED_BODY);
    Run::of(&["-"], r#"{"email":"jane@example.com","amount":-0.0}"#).prints(
        1,
        "422 Unprocessable Entity",
        r#"{"message":"The given data was invalid.","errors":{"amount":["The amount must be greater than 0."]}}"#,
    );
}

#[test]
fn a_valid_payment_is_accepted() {
    Run::of(&["-"], r#"{"email":"jane@example.com","amount":12.5}"#).prints(
        0,
        "200 OK",
        r#"{"message":"The payment was accepted."}"#,
    );
}

#[test]
fn a_file_is_read() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("payment request.json");
    fs::write(&file, r#"{"email":"jane@example.com","amount":0}"#).unwrap();
    Run::of(&[file.to_str().unwrap()], "").prints(
        1,
        "422 Unprocessable Entity",
        r#"{"message":"The given data was invalid.","errors":{"amount":["The amount must be greater than 0."]}}"#,
    );
}

#[test]
fn missing_and_mistyped_fields_are_reported_together() {
    Run::of(&["-"], r#"{"amount":"12"}"#).prints(
        1,
        "422 Unprocessable Entity",
        concat!(
            r#"{"message":"The given data was invalid.","errors":{"#,
            r#""email":["The email field is required."],"amount":["The amount must be a number."]}}"#,
        ),
    );
}

#[test]
fn what_is_no_json_is_malformed_and_not_shown() {
    for request in [&br#"{"email":"hunter2","amount":"#[..], b"", b"\xff", b"hunter2", b"{} hunter2"] {
        let run = Run::of(&["-"], request);
        assert_eq!(run.0.status.code(), Some(1));
        assert_eq!(run.status_line(), "HTTP/1.1 400 Bad Request");
        let body: serde_json::Map<String, serde_json::Value> = serde_json::from_str(run.body()).unwrap();
        assert!(body.len() == 1 && body["message"].is_string(), "{body:?}");
        assert!(!run.body().contains("hunter2") && !run.error().contains("hunter2"));
    }
}

#[test]
fn a_missing_file_is_a_clear_error() {
    let run = Run::of(&["no/such/request.json"], "");
    assert_eq!(run.0.status.code(), Some(2));
    assert_eq!(run.body(), "");
    assert!(run.error().starts_with("error: cannot read `no/such/request.json`: "), "{}", run.error());
}

#[test]
fn two_arguments_are_one_too_many() {
    let run = Run::of(&["-", "-"], "");
    assert_eq!((run.0.status.code(), run.body()), (Some(2), ""));
}

struct Run(Output);

impl Run {
    fn of(arguments: &[&str], input: impl AsRef<[u8]>) -> Self {
        let mut command = Command::new(example());
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the example runs");
        // An example that reads no input may be gone before it is written.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        Self(child.wait_with_output().unwrap())
    }

    #[track_caller]
    fn prints(&self, code: i32, status: &str, body: &str) {
        assert_eq!(self.body(), body);
        assert_eq!(self.status_line(), format!("HTTP/1.1 {status}"));
        assert_eq!(self.0.status.code(), Some(code));
    }

    fn body(&self) -> &str {
        std::str::from_utf8(&self.0.stdout).unwrap()
    }

    fn error(&self) -> &str {
        std::str::from_utf8(&self.0.stderr).unwrap()
    }

    fn status_line(&self) -> &str {
        self.error().lines().next().unwrap_or_default()
    }
}

/// `cargo test` builds the examples beside the tests; `cargo test --test payment_example` does not.
fn example() -> PathBuf {
    let test = env::current_exe().unwrap();
    let example = test.parent().unwrap().parent().unwrap().join("examples").join(format!("payment{EXE_SUFFIX}"));
    assert!(example.exists(), "run `cargo build --example payment` first, or `cargo test` without `--test`");
    example
}
