//! Which files are read and which are written: nothing that is read is overwritten, and nothing is read twice.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::{Folder, RULES, Ran, USERS};

fn folder() -> Folder {
    Folder::new(&[("users.toml", RULES), ("users.csv", USERS)])
}

#[test]
fn rejects_never_take_the_place_of_what_is_read() {
    let folder = folder();
    folder.write("bad.csv", USERS);
    folder.write("bad.csv.checkpoint", USERS);
    folder.write("more/x", "");
    fs::hard_link(folder.path().join("users.csv"), folder.path().join("hard.csv")).expect("a link");
    #[cfg(unix)]
    std::os::unix::fs::symlink("users.csv", folder.path().join("soft.csv")).expect("a link");
    #[cfg(unix)]
    std::os::unix::fs::symlink("new.ndjson.checkpoint", folder.path().join("new.ndjson")).expect("a link");
    folder.write("new.ndjson.checkpoint", "what was there");
    let absolute = folder.path().join("users.csv").to_string_lossy().into_owned();
    let input = "a file that is to be checked";
    for (rejects, what) in [
        ("users.csv", input),
        ("./users.csv", input),
        ("more/../users.csv", input),
        ("hard.csv", input),
        ("soft.csv", input),
        (&*absolute, input),
        ("users.toml", "the file of the rules"),
        ("./users.toml", "the file of the rules"),
    ] {
        for more in [&[][..], &["--resume"]] {
            let args = ["check", "users.csv", "--rules", "users.toml", "--rejects", rejects];
            folder.run(&[&args[..], more].concat()).says(&format!("--rejects may not be {rejects}: it is {what}"));
        }
    }
    folder
        .run(&["check", "bad.csv.checkpoint", "--input", "csv", "--rules", "users.toml", "--rejects", "bad.csv"])
        .says(&format!("the checkpoint of --rejects may not be bad.csv.checkpoint: it is {input}"));
    folder
        .run(&["check", "users.csv", "--rules", "users.toml", "--rejects", "new.ndjson"])
        .says("--rejects may not be new.ndjson.checkpoint: it is the file of the checkpoint");
    folder
        .shell("unprocessable check - --input csv --rules users.toml --rejects users.csv < users.csv")
        .says(&format!("--rejects may not be users.csv: it is {input}"));
    for (name, content) in [
        ("users.csv", USERS),
        ("users.toml", RULES),
        ("bad.csv.checkpoint", USERS),
        ("new.ndjson.checkpoint", "what was there"),
    ] {
        assert_eq!(folder.read(name), content, "{name}");
    }
    // A device is nobody's file.
    folder.shell("cat users.csv | unprocessable check - --input csv --rules users.toml --rejects /dev/null").ends(1);
}

#[test]
fn a_pattern_passes_over_the_rejects_and_names_a_file_once() {
    let folder = folder();
    for _ in 0..2 {
        let ran = folder.run(&["check", "*.csv", "--rules", "users.toml", "--rejects", "bad.csv"]);
        ran.ends(1);
        assert!(ran.out.contains("users.csv: 3 of 4 rows are rejected\n"), "{}", ran.out);
        assert_eq!(folder.read("bad.csv").lines().count(), 5);
    }
    fs::remove_file(folder.path().join("bad.csv")).expect("it was there");
    let ran = folder.run(&["check", "users.csv", "*.csv", "./users.csv", "--rules", "users.toml"]);
    ran.ends(1);
    assert!(ran.out.ends_with("\nusers.csv: 3 of 4 rows are rejected\n"), "{}", ran.out);
}

#[test]
fn rejects_are_no_standard_output() {
    let folder = folder();
    folder
        .run(&["check", "users.csv", "--rules", "users.toml", "--rejects", "-"])
        .says("--rejects names a file, and `-` is none; --format ndjson writes every mistake to standard output");
    assert!(!folder.path().join("-").exists());
}

#[test]
fn what_cannot_be_read_again_promises_no_resume() {
    let folder = folder();
    let args = ["check", "-", "--input", "csv", "--rules", "users.toml", "--rejects", "bad.csv"];
    let mut command = folder.command(&args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command");
    let mut stdin = child.stdin.take().expect("standard input");
    // So many rows that some are checked before the end is seen.
    let rows = format!("email,age\n{}", "joe,17\n".repeat(50_000));
    let writer = thread::spawn(move || {
        let _ = std::io::Write::write_all(&mut stdin, rows.as_bytes());
        thread::sleep(Duration::from_millis(1500));
        let _ = std::io::Write::write_all(&mut stdin, rows.split_at(10).1.as_bytes());
    });
    for _ in 0..1000 {
        if fs::metadata(folder.path().join("bad.csv")).is_ok_and(|file| file.len() > 10_000) {
            break;
        }
        thread::sleep(Duration::from_millis(2));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill").success());
    let ran = Ran::of(child.wait_with_output().expect("its end"));
    writer.join().expect("the writer");
    ran.ends(130);
    assert!(ran.out.contains("Interrupted in standard input"), "{}", ran.out);
    assert!(!ran.out.contains("The same command"), "{}", ran.out);
    assert!(ran.out.contains("cannot be read once more") || ran.out.contains("there is no --resume"), "{}", ran.out);
    assert!(!folder.path().join("bad.csv.checkpoint").exists());
}

#[test]
fn rules_that_are_no_toml_are_told_in_a_sentence() {
    let folder = folder();
    let yaml = format!("version: 1\nfields:\n{}", "  a: text\n".repeat(100));
    for (name, content) in [("rules.yaml", &*yaml), ("rules.csv", USERS)] {
        folder.write(name, content);
        let ran = folder.run(&["check", "users.csv", "--rules", name]);
        ran.ends(2);
        assert!(ran.err.starts_with(&format!("error: the rules {name} cannot be read: this is no TOML: line 1: ")));
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
    // A set with many mistakes is no reason for many lines.
    folder.write(
        "users.toml",
        format!("version = 1\n[fields]\n{}", (0..100).map(|n| format!("a{n} = 'x'\n")).collect::<String>()),
    );
    let ran = folder.run(&["check", "users.csv", "--rules", "users.toml"]);
    assert!(ran.ends(2).err.lines().count() < 40, "{}", ran.err);
}

#[test]
fn lines_of_json_in_a_file_named_json_are_hinted_at() {
    let folder = folder();
    folder.write(
        "users.json",
        "{\"email\":\"jane@example.com\",\"age\":34}\n{\"email\":\"joe@example.com\",\"age\":35}\n",
    );
    let args = ["check", "users.json", "--rules", "users.toml"];
    let ran = folder.run(&args);
    assert!(ran.ends(2).err.contains("if each of its lines is a row, say --input ndjson"), "{}", ran.err);
    folder.run(&[&args[..], &["--input", "ndjson"]].concat()).ends(0);
}

#[test]
fn csv_without_a_header_and_with_other_quotes_is_read() {
    let folder = folder();
    let check = |more: &[&str]| folder.run(&[&["check", "odd.csv", "--rules", "users.toml"], more].concat());
    folder.write("odd.csv", "jane@example.com,34\njoe,17\n");
    let ran = check(&["--names", "email,age"]);
    ran.ends(1);
    assert!(ran.out.ends_with("odd.csv: 1 of 2 rows is rejected\n") && ran.out.contains(" 2 "), "{}", ran.out);
    folder.write("odd.csv", "email,age,note\n'jane@example.com',34,'a,b'\n");
    check(&["--quote", "'"]).ends(0);
    check(&[]).ends(1);
    folder.write("odd.csv", "email,age,note\njane@example.com,34\njane@example.com,34,x,y\n");
    check(&[]).ends(1);
    check(&["--ragged"]).ends(0);
    check(&["--quote", ","]).says("--quote and --delimiter must differ");
    check(&["--quote", "ab"]).ends(2);
    folder
        .run(&["check", "users.csv", "--rules", "users.toml", "--input", "ndjson", "--ragged"])
        .says("--ragged is for CSV, and users.csv is none");
    folder.write("odd.csv", "jane@example.com,34\njoe@example.com,17\n");
    let ran = folder.run(&["infer", "odd.csv", "--names", "email,age"]);
    assert!(ran.ends(0).out.contains("email = \"required|text|email\""), "{}", ran.out);
}
