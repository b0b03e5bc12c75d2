//! What a run leaves that does not come to its end: Ctrl-C, `kill -9`, a full disk, readers that stop reading.

use std::fmt::Write as _;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::{Folder, RULES, Ran, USERS};

/// Rows of which every fifth is rejected, in so many bytes that a run takes a while.
fn many(megabytes: usize) -> String {
    let mut csv = String::from("email,age\n");
    let mut n = 0_u64;
    while csv.len() < megabytes << 20 {
        let at = if n.is_multiple_of(5) { "." } else { "@" };
        let _ = writeln!(csv, "user{n}{at}example.com,{}", 18 + n % 80);
        n += 1;
    }
    csv
}

fn folder(megabytes: usize) -> Folder {
    let folder = Folder::new(&[("users.toml", RULES)]);
    folder.write("users.csv", many(megabytes));
    folder.write("more.csv", USERS);
    folder
}

const CHECK: [&str; 6] = ["check", "users.csv", "more.csv", "--rules", "users.toml", "--rejects"];

fn start(folder: &Folder, rejects: &str) -> Child {
    let mut command = folder.command(&[&CHECK[..], &[rejects]].concat());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command")
}

/// Waits until some rejects were written and the run can go on from there.
fn wait_for_rejects(folder: &Folder, rejects: &str, child: &mut Child) {
    let (path, state) = (folder.path().join(rejects), folder.path().join(format!("{rejects}.checkpoint")));
    for _ in 0..2000 {
        let bytes = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        if bytes > 10_000 && state.exists() {
            return;
        }
        assert!(child.try_wait().expect("its state").is_none(), "the run was over before it could be interrupted");
        thread::sleep(Duration::from_millis(2));
    }
    panic!("no rejects were written");
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
}

/// Every line is whole.
#[track_caller]
fn are_whole(rejects: &str) -> usize {
    assert!(rejects.ends_with('\n'));
    for line in rejects.lines() {
        serde_json::from_str::<Value>(line).expect("a whole line");
    }
    rejects.lines().count()
}

#[test]
fn after_kill_a_run_goes_on_to_the_same_result() {
    let folder = folder(8);
    let whole = folder.run(&[&CHECK[..], &["whole.ndjson"]].concat());
    whole.ends(1);
    for nth in 0..3 {
        let mut child = start(&folder, "bad.ndjson");
        wait_for_rejects(&folder, "bad.ndjson", &mut child);
        thread::sleep(Duration::from_millis(nth * 20));
        signal(&child, "-9");
        child.wait().expect("its end");
        let before = are_whole(&folder.read("bad.ndjson"));
        let resumed = folder.run(&[&CHECK[..], &["bad.ndjson", "--resume"]].concat());
        resumed.ends(1);
        assert_eq!(resumed.out.replace("bad.ndjson", "whole.ndjson"), whole.out);
        assert!(folder.read("bad.ndjson") == folder.read("whole.ndjson"), "other rejects than in an undisturbed run");
        assert!(before < are_whole(&folder.read("bad.ndjson")));
        assert!(!folder.path().join("bad.ndjson.checkpoint").exists());
    }
}

#[test]
fn ctrl_c_says_how_far_it_came_and_leaves_whole_rejects() {
    let folder = folder(8);
    folder.run(&[&CHECK[..], &["whole.csv"]].concat()).ends(1);
    let mut child = start(&folder, "bad.csv");
    wait_for_rejects(&folder, "bad.csv", &mut child);
    signal(&child, "-INT");
    let ran = Ran::of(child.wait_with_output().expect("its end"));
    ran.ends(130);
    assert!(ran.out.contains("Interrupted in users.csv before line "), "{}", ran.out);
    assert!(ran.out.contains("The same command with --resume goes on from there."), "{}", ran.out);
    let (bad, whole) = (folder.read("bad.csv"), folder.read("whole.csv"));
    assert!(bad.ends_with('\n') && whole.starts_with(&bad) && bad.len() < whole.len());
    // Other rules would not go on where these have ended.
    let rules = folder.read("users.toml");
    folder.write("users.toml", rules.replace("min:18", "min:19"));
    folder
        .run(&[&CHECK[..], &["bad.csv", "--resume"]].concat())
        .says("bad.csv.checkpoint is that of a run with other rules, files or options; run without --resume");
    folder.write("users.toml", rules);
    folder.run(&[&CHECK[..], &["bad.csv", "--resume"]].concat()).ends(1);
    assert!(folder.read("bad.csv") == whole);
}

#[test]
fn resume_without_an_interruption_begins_at_the_start() {
    let folder = Folder::new(&[("users.toml", RULES), ("users.csv", USERS)]);
    let ran = folder.run(&["check", "users.csv", "--rules", "users.toml", "--rejects", "bad.csv", "--resume"]);
    ran.ends(1);
    assert_eq!(ran.err, "no run was interrupted, so this one begins at the start\n");
    folder.run(&["check", "users.csv", "--rules", "users.toml", "--resume"]).ends(2);
    folder
        .run_on(USERS, &["check", "-", "--input", "csv", "--rules", "users.toml", "--rejects", "bad.csv", "--resume"])
        .says("standard input cannot be read once more, so --resume cannot go on");
    folder.write("bad.csv.checkpoint", "{");
    folder
        .run(&["check", "users.csv", "--rules", "users.toml", "--rejects", "bad.csv", "--resume"])
        .says("bad.csv.checkpoint is no checkpoint; remove it, and run without --resume");
}

#[test]
fn a_full_disk_is_said() {
    let folder = Folder::new(&[("users.toml", RULES), ("users.csv", USERS)]);
    let full = "no space left on device";
    for format in ["table", "json", "ndjson", "junit", "github"] {
        let line = format!("unprocessable check users.csv --rules users.toml --format {format} > /dev/full");
        folder.shell(&line).says(&format!("standard output cannot be written: {full}"));
    }
    for line in ["infer users.csv", "explain users.toml", "explain users.toml --as sentences"] {
        folder
            .shell(&format!("unprocessable {line} > /dev/full"))
            .says(&format!("standard output cannot be written: {full}"));
    }
    folder
        .run(&["check", "users.csv", "--rules", "users.toml", "--rejects", "/dev/full"])
        .says(&format!("the rejects /dev/full cannot be written: {full}"));
}

#[test]
fn a_limit_in_the_middle_of_the_rejects_leaves_whole_lines() {
    let folder = folder(4);
    // Files of at most 512 KiB, and no signal about it, as on a disk that is full.
    let line = format!("trap '' XFSZ; ulimit -f 512; unprocessable {} bad.ndjson", CHECK.join(" "));
    let ran = folder.shell(&line);
    assert!(ran.ends(2).err.contains("the rejects bad.ndjson cannot be written: file too large"), "{}", ran.err);
    assert!(are_whole(&folder.read("bad.ndjson")) > 0);
    folder.run(&[&CHECK[..], &["whole.ndjson"]].concat()).ends(1);
    folder.run(&[&CHECK[..], &["bad.ndjson", "--resume"]].concat()).ends(1);
    assert!(folder.read("bad.ndjson") == folder.read("whole.ndjson"));
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let folder = folder(2);
    for (line, code) in [
        ("check users.csv --rules users.toml --format ndjson", 1),
        ("check users.csv --rules users.toml --format ndjson --rejects bad.csv", 1),
        ("infer users.csv", 0),
        ("explain users.toml", 0),
        ("check --help", 0),
    ] {
        let ran = folder.shell(&format!("unprocessable {line} | head -n 1; exit ${{PIPESTATUS[0]}}"));
        ran.ends(code);
        assert_eq!((ran.out.lines().count(), ran.err.as_str()), (1, ""), "{line}");
        folder.shell(&format!("unprocessable {line} | true; exit ${{PIPESTATUS[0]}}")).ends(code);
    }
}

#[test]
fn a_file_that_was_changed_is_not_gone_on_with() {
    let folder = folder(8);
    folder.run(&[&CHECK[..], &["whole.ndjson"]].concat()).ends(1);
    let mut child = start(&folder, "bad.ndjson");
    wait_for_rejects(&folder, "bad.ndjson", &mut child);
    signal(&child, "-INT");
    Ran::of(child.wait_with_output().expect("its end")).ends(130);
    let path = folder.path().join("users.csv");
    let content = folder.read("users.csv");
    let modified = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
    // With the time of before, as some programs keep it.
    let write = |content: &str| {
        fs::write(&path, content).expect("a file");
        fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(modified)).expect("a time");
    };
    let before = folder.read("bad.ndjson");
    let resume = || folder.run(&[&CHECK[..], &["bad.ndjson", "--resume"]].concat());
    let sentence = "users.csv was changed since the run that is to go on; run without --resume";
    for changed in [
        content.replacen("email,age\n", "email,age\nnew@example.com,20\n", 1),
        // Neither longer nor newer.
        content.replacen("user0.example", "user0@example", 1),
        content.clone() + "new@example.com,20\n",
    ] {
        write(&changed);
        resume().says(sentence);
        assert!(folder.read("bad.ndjson") == before);
    }
    fs::write(&path, &content).expect("a file");
    resume().says(sentence);
    write(&content);
    resume().ends(1);
    assert!(folder.read("bad.ndjson") == folder.read("whole.ndjson"));
}
