//! A cluster on loopback ports: the same reports as of one machine, and what is said of clusters that cannot do it.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::parquet::{rows, write};
use super::{Folder, RULES};

/// A scheduler and its executors, which end with it.
struct Cluster {
    process: Child,
    scheduler: String,
}

impl Cluster {
    /// By the program of the example, which is built in the same workspace.
    fn start(kind: &str) -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_unprocessable")).with_file_name("unprocessable-on-ballista");
        let mut command = Command::new(&program);
        command.args([kind, "2"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap_or_else(|error| {
            panic!("{}: {error}; cargo build --bin unprocessable-on-ballista makes it", program.display())
        });
        let mut port = String::new();
        let said = process.stdout.take().expect("output");
        BufReader::new(said).read_line(&mut port).expect("a port");
        Self { process, scheduler: format!("127.0.0.1:{}", port.trim()) }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        self.process.wait().expect("its end");
    }
}

/// Some files with mistakes, one without rows, one with a name that is no address, and one that is no Parquet.
fn folder() -> Folder {
    let folder = Folder::new(&[("users.toml", RULES), ("set/broken.parquet", "PAR1 and no more")]);
    for (name, count, group) in
        [("a.parquet", 20_000, 3_000), ("b #1?%20.parquet", 300, 500), ("c.parquet", 0, 1), ("d.parquet", 5_000, 100)]
    {
        write(&folder.path().join("set").join(name), &rows(count), group);
    }
    folder
}

#[test]
fn a_cluster_reports_what_one_machine_reports() {
    let folder = folder();
    let cluster = Cluster::start("cluster");
    let on_cluster = ["--engine", "ballista", "--scheduler", &cluster.scheduler];
    for more in [&[][..], &["--max-rejects", "30"], &["--sample", "20100"], &["--lang", "pl"]] {
        for format in ["ndjson", "json"] {
            let check = |engine: &[&str]| {
                let args = ["check", "set/*.parquet", "--rules", "users.toml", "--format", format];
                folder.run(&[&args[..], more, engine].concat())
            };
            let (alone, together) = (check(&["--engine", "rows"]), check(&on_cluster));
            assert_eq!((alone.code, &alone.out), (together.code, &together.out), "{more:?}: {}", together.err);
            assert_eq!(alone.err, together.err, "{more:?}");
            assert!(!together.out.contains("canary"));
        }
    }
    // An address alone chooses the engine.
    let args =
        ["check", "set/d.parquet", "--rules", "users.toml", "--format", "json", "--scheduler", &cluster.scheduler];
    let ran = folder.run(&[&args[..], &["--rejects", "bad.csv"]].concat());
    ran.ends(1);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["rows"], 5_000);
    assert_eq!(folder.read("bad.csv").lines().count() as u64, 1 + report["mistakes"].as_u64().expect("a count"));
}

#[test]
fn rules_in_each_format_travel_with_the_query() {
    let folder = folder();
    folder.write(
        "users.json",
        r#"{ "version": 1, "fields": { "email": "required|email", "age": "required|u8|min:18" } }"#,
    );
    folder.write(
        "schema",
        r#"{ "type": "object", "required": ["age"], "properties": { "age": { "type": "integer", "minimum": 18 } } }"#,
    );
    let cluster = Cluster::start("cluster");
    for rules in ["users.json", "schema"] {
        let check = |engine: &[&str]| folder.run(&[&["check", "set/d.parquet", "--rules", rules], engine].concat());
        let (alone, together) = (check(&["--engine", "rows"]), check(&["--scheduler", &cluster.scheduler]));
        alone.ends(1);
        assert_eq!(alone.out, together.out, "{rules}: {}", together.err);
    }
    // What the file says it is, and not what its content shows, is nothing that a cluster could know.
    folder
        .run(&["check", "set/d.parquet", "--rules", "users.json", "--rules-format", "toml", "--engine", "rows"])
        .ends(2);
}

#[test]
fn what_a_cluster_lacks_is_said() {
    let folder = folder();
    let check = |args: &[&str]| folder.run(&[&["check", "set/a.parquet", "--rules", "users.toml"], args].concat());
    let plain = Cluster::start("plain-cluster");
    check(&["--scheduler", &plain.scheduler, "--rejects", "bad.ndjson"]).says(
        "the cluster has no function `violations`: its scheduler and its executors must register \
         `unprocessable_datafusion::functions(RuleSets::new().inline())`",
    );
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").to_string();
    check(&["--scheduler", &nobody, "--rejects", "bad.ndjson"])
        .says(&format!("the scheduler {nobody} cannot be reached: connection refused"));
    for wrong in ["http://127.0.0.1:50050", "", ":50050"] {
        check(&["--scheduler", wrong])
            .says(format!("--scheduler is HOST:PORT, or HOST for the port 50050, and not {wrong}").trim_end());
    }
    check(&["--engine", "ballista"]).says("`--engine ballista` needs the address of a cluster: --scheduler HOST:PORT");
    check(&["--scheduler", &nobody, "--unique", "email"])
        .says("--unique is not for the engine `ballista`; leave out --scheduler, or say --engine rows");
    folder.write("users.csv", "email,age\n");
    folder
        .run(&["check", "users.csv", "--rules", "users.toml", "--scheduler", &nobody])
        .says("users.csv is no Parquet, which is all that the engine `ballista` reads; leave out --scheduler");
}

/// What was found before stays, and the run does not ask a cluster that is gone about all other files.
#[test]
fn a_cluster_that_ends_ends_the_run() {
    let folder = Folder::new(&[("users.toml", RULES), ("set/other.csv", "")]);
    for n in 0..200 {
        write(&folder.path().join(format!("set/{n:03}.parquet")), &rows(2_000), 500);
    }
    let cluster = Cluster::start("cluster");
    let args = ["check", "set/*.parquet", "--rules", "users.toml", "--rejects", "bad.ndjson", "--scheduler"];
    let command = folder
        .command(&[&args[..], &[&cluster.scheduler]].concat())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let command = command.expect("the command");
    while std::fs::metadata(folder.path().join("bad.ndjson")).is_ok_and(|file| file.len() == 0)
        || !folder.path().join("bad.ndjson").exists()
    {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let scheduler = cluster.scheduler.clone();
    drop(cluster);
    let ran = super::Ran::of(command.wait_with_output().expect("its end"));
    ran.says(&format!("the scheduler {scheduler} cannot be reached: connection refused"));
    for line in folder.read("bad.ndjson").lines() {
        serde_json::from_str::<Value>(line).expect("a whole line");
    }
}
