//! Packages in temporary folders, and what becomes of them.
#![allow(dead_code, unreachable_pub)]

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use unprocessable_migrate::{Kind, Options, Peer, Report, migrate};

pub struct Package(TempDir);

impl Package {
    /// A package with one source, which depends on this crate.
    pub fn of(peer: Peer, source: &str) -> Self {
        let manifest = format!("[package]\nname = \"it\"\n\n[dependencies]\n{} = \"*\"\n", peer.name());
        Self::with(&[("Cargo.toml", &manifest), ("src/lib.rs", source)])
    }

    pub fn with(files: &[(&str, &str)]) -> Self {
        let package = Self(TempDir::new().expect("a folder"));
        for (name, text) in files {
            package.write(name, text.as_bytes());
        }
        package
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    pub fn options(&self) -> Options {
        Options { paths: vec![self.0.path().to_owned()], force: true, ..Options::default() }
    }

    pub fn migrate(&self) -> Report {
        migrate(&self.options()).expect("it can be written")
    }
}

/// What a source becomes, with the entries of the report.
pub fn becomes(peer: Peer, source: &str) -> (String, Report) {
    let package = Package::of(peer, source);
    let report = package.migrate();
    (package.read("src/lib.rs"), report)
}

/// What the attribute of one field becomes, without the lines above it.
pub fn field(peer: Peer, attribute: &str, ty: &str) -> String {
    let krate = peer.name();
    let source = format!("#[derive({krate}::Validate)]\nstruct It {{\n    {attribute}\n    it: {ty},\n}}\n");
    let (text, _) = becomes(peer, &source);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.starts_with("// CHECK")).collect();
    let end = lines.iter().position(|line| line.ends_with(',')).expect("the field");
    lines[2..end].join(" ")
}

/// The words of all entries of this kind.
pub fn words(report: &Report, kind: Kind) -> Vec<&str> {
    report.entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.text.as_str()).collect()
}
