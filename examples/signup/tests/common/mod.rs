//! Starts the program of the demo, on its own port and with its own database.
#![allow(dead_code, clippy::unwrap_used)] // each test file uses its part

mod sample;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

pub(crate) use sample::good_signup;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A running program. It is stopped when this is dropped.
pub(crate) struct Demo {
    program: Child,
    /// The address, such as `http://127.0.0.1:40123`.
    pub(crate) address: String,
    /// The file of the database.
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
        // The rest must be read, or the program would find its output closed.
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

    /// The address to which sign-ups are sent.
    pub(crate) fn signups(&self) -> String {
        format!("{}/signups", self.address)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Both fail only if the program has already ended.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The body of the answer if an address is taken.
pub(crate) fn taken() -> Value {
    json!({ "message": "The given data was invalid.", "errors": { "email": ["The email has already been taken."] } })
}
