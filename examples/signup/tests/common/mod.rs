//! The demo as its users start it: the program, on a port of its own, with a database of its own.
#![allow(dead_code, clippy::unwrap_used)] // each test file uses its part

mod sample;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

pub(crate) use sample::good_signup;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A running program. It is stopped when this goes away.
pub(crate) struct Demo {
    program: Child,
    /// Such as `http://127.0.0.1:40123`.
    pub(crate) address: String,
    /// Where the rows are.
    pub(crate) database: PathBuf,
    folder: Option<TempDir>,
}

impl Demo {
    /// Starts it with an empty database.
    pub(crate) fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let mut demo = Self::start_on(&folder.path().join("signup.db"));
        demo.folder = Some(folder);
        demo
    }

    /// Starts it with a database that may have rows.
    pub(crate) fn start_on(database: &Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_signup"))
            .env("PORT", "0")
            .env("DATABASE", database)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let address = first.strip_prefix("listening on ").unwrap().to_owned();
        // Somebody must read the rest, or the program would find its output closed.
        std::thread::spawn(move || lines.for_each(drop));
        Self { program, address, database: database.into(), folder: None }
    }

    /// Sends a signal, as `kill` does.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.program.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until the program has ended.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        self.program.wait().unwrap()
    }

    /// Where sign-ups go.
    pub(crate) fn signups(&self) -> String {
        format!("{}/signups", self.address)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The body that says that an address is taken.
pub(crate) fn taken() -> Value {
    json!({ "message": "The given data was invalid.", "errors": { "email": ["The email has already been taken."] } })
}
