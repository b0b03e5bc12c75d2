//! Runs the command on files, as a user does.

#[cfg(feature = "ballista")]
mod ballista;
mod check;
mod columns;
mod explain;
mod files;
mod hostile;
mod infer;
mod interrupted;
#[cfg(feature = "parquet")]
mod parquet;
mod readme;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder with files in which the command runs.
struct Folder(TempDir);

/// What a run has left.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, content) in files {
            folder.write(name, content);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unprocessable"));
        command.args(args).current_dir(self.path()).env_remove("NO_COLOR").stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().expect("the command"))
    }

    fn run_on(&self, stdin: impl AsRef<[u8]>, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command");
        // It may end before it has read everything.
        let _ = child.stdin.take().expect("standard input").write_all(stdin.as_ref());
        Ran::of(child.wait_with_output().expect("its end"))
    }

    /// Runs a line of a shell, in which the command is `unprocessable`.
    fn shell(&self, line: &str) -> Ran {
        let program = Path::new(env!("CARGO_BIN_EXE_unprocessable"));
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let folders =
            std::iter::once(program.parent().expect("a folder").to_owned()).chain(std::env::split_paths(&folders));
        let mut command = Command::new("bash");
        command.args(["-c", line]).current_dir(self.path()).env("PATH", std::env::join_paths(folders).expect("a path"));
        Ran::of(command.env_remove("NO_COLOR").stdin(Stdio::null()).output().expect("a shell"))
    }
}

impl Ran {
    fn of(output: std::process::Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// It has ended with this code, without a panic.
    #[track_caller]
    fn ends(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// It cannot run, and says this.
    #[track_caller]
    fn says(&self, sentence: &str) {
        self.ends(2);
        assert_eq!(self.err.trim_end(), format!("error: {sentence}"));
    }
}

const RULES: &str = "\
version = 1

[fields]
email = 'required|email|max:255'
age = 'required|u8|min:18'
";

const USERS: &str = "email,age\njane@example.com,34\njoe,17\nmax@example.com,x\n,20\n";
