//! A crate in a temporary folder that depends on a contender, and what cargo needs for it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::generated::Dialect;

/// A temporary folder, gone when dropped.
pub struct Scratch(PathBuf);

/// A crate that nothing depends on.
pub struct Leaf {
    pub package: String,
    folder: PathBuf,
}

/// What a command took, in seconds.
#[derive(Clone, Copy)]
pub struct Spent {
    pub wall: f64,
    /// Of all threads and processes, so that waiting for other work on the machine is not in it.
    pub processor: f64,
}

/// Where this package and the crate under test are.
const BENCHES: &str = env!("CARGO_MANIFEST_DIR");
const MANIFEST: &str = include_str!("../Cargo.toml");

impl Scratch {
    pub fn new(purpose: &str) -> Self {
        let folder = env::temp_dir().join(format!("unprocessable-{purpose}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }

    /// A folder for cargo's output.
    pub fn target(&self, name: &str) -> PathBuf {
        self.0.join("target").join(name)
    }

    /// A crate with the structs of a dialect, locked to the versions of this package.
    pub fn leaf(&self, dialect: &Dialect, structs: usize) -> Leaf {
        let mut dependencies: Vec<String> = dialect.packages.iter().map(|name| line(name)).collect();
        if let Some(features) = dialect.checkout {
            dependencies.push(checkout(features));
        }
        dependencies.push(line("serde"));
        let leaf = self.leaf_with(dialect.name, &dependencies);
        fs::write(leaf.folder.join("src/lib.rs"), dialect.source(structs)).expect("its source");
        leaf
    }

    /// An empty crate with these lines of dependencies.
    pub fn leaf_with(&self, name: &str, dependencies: &[String]) -> Leaf {
        let package = format!("leaf-{}", name.to_lowercase().replace([' ', ','], "-"));
        let folder = self.0.join(&package);
        fs::create_dir_all(folder.join("src")).expect("a folder for the crate");
        let manifest = format!(
            "[package]\nname = \"{package}\"\nedition = \"2024\"\n[dependencies]\n{}\n[workspace]\n",
            dependencies.join("\n")
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("its manifest");
        fs::copy(Path::new(BENCHES).join("Cargo.lock"), folder.join("Cargo.lock")).expect("its lock");
        fs::write(folder.join("src/lib.rs"), "").expect("its source");
        Leaf { package, folder }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Leaf {
    /// How many crates are built for it, itself not counted. Looks up what was never fetched.
    pub fn crates(&self) -> usize {
        let tree = ["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"];
        let (_, tree) = self.run(&tree, &self.folder);
        // What was shown before has a star behind it.
        let crates = tree.lines().map(|line| line.trim_end_matches(" (*)"));
        crates.filter(|line| !line.starts_with("leaf-")).collect::<BTreeSet<_>>().len()
    }

    /// Runs cargo in the crate, from what was fetched, and tells what it took.
    pub fn cargo(&self, arguments: &[&str], target: &Path) -> Spent {
        self.run(&[arguments, &["--offline"]].concat(), target).0
    }

    fn run(&self, arguments: &[&str], target: &Path) -> (Spent, String) {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments).arg("--quiet");
        cargo.current_dir(&self.folder).env("CARGO_TARGET_DIR", target).env_remove("RUSTFLAGS");
        let (start, before) = (Instant::now(), processor_time_of_children());
        let output = cargo.output().expect("cargo runs");
        let spent = Spent {
            wall: start.elapsed().as_secs_f64(),
            processor: (processor_time_of_children() - before).as_secs_f64(),
        };
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {arguments:?}\n{errors}", self.package);
        (spent, String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// The line of this package's manifest that asks for a package.
pub fn line(package: &str) -> String {
    let line = MANIFEST.lines().find(|line| line.starts_with(&format!("{package} = ")));
    let line = line.unwrap_or_else(|| panic!("no dependency {package}"));
    line.replace(", optional = true", "")
}

/// A line that asks for this checkout of the crate, with more keys such as `, features = […]`.
pub fn checkout(keys: &str) -> String {
    let folder = Path::new(BENCHES).parent().expect("benches lies in the checkout");
    format!("unprocessable = {{ path = {folder:?}{keys} }}")
}

/// User and system time of every child waited for; Linux only, else nothing.
fn processor_time_of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks = after_name.split(' ').skip(13).take(2).filter_map(|field| field.parse::<u64>().ok());
    Duration::from_millis(10 * ticks.sum::<u64>())
}
