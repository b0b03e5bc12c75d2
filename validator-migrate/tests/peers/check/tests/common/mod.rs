//! Packages in temporary folders.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use unprocessable_migrate::{Options, Origin, Report, migrate};

/// The folder of this workspace.
pub fn peers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("a folder")
}

fn repository() -> PathBuf {
    peers().join("../../..").canonicalize().expect("a folder")
}

pub struct Package(TempDir);

impl Package {
    /// A copy that is a workspace of its own, with the versions of this one.
    pub fn copy(folder: &Path) -> Self {
        let package = Self::empty();
        copy(folder, package.0.path());
        let manifest = package.read("Cargo.toml");
        package.write("Cargo.toml", &format!("{manifest}\n[workspace]\n"));
        package
    }

    /// A folder with nothing but the lock file.
    pub fn empty() -> Self {
        let package = Self(TempDir::new().expect("a folder"));
        fs::copy(peers().join("Cargo.lock"), package.0.path().join("Cargo.lock")).expect("copied");
        package
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("a file")
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub fn sources(&self) -> Vec<String> {
        let files = fs::read_dir(self.0.path().join("src")).expect("a folder");
        files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("text")).collect()
    }

    pub fn migrate(&self) -> Report {
        let options = Options {
            paths: vec![self.0.path().to_owned()],
            force: true,
            origin: Origin::Path(repository()),
            ..Options::default()
        };
        migrate(&options).expect("it can be written")
    }

    /// cargo in this folder, with the dependencies that are built already and nothing from the network.
    pub fn cargo(&self, arguments: &[&str]) -> (bool, String) {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..").canonicalize().expect("a folder");
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(self.0.path())
            .env("CARGO_TARGET_DIR", target)
            .output()
            .expect("cargo");
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        (output.status.success(), text)
    }

    /// How many of its tests pass. All have to.
    pub fn tests_that_pass(&self) -> usize {
        let (ok, text) = self.cargo(&["test", "--lib"]);
        assert!(ok, "{text}");
        let result = text.lines().find(|line| line.starts_with("test result: ok.")).expect("a result");
        let count = result.split(' ').nth(3).and_then(|count| count.parse().ok()).expect("a count");
        assert!(count > 5, "{text}");
        count
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("copied");
        }
    }
}
