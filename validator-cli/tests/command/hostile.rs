//! Files from the world, and from people who mean no good: a clear sentence each, the right code, and never much output.

use std::fmt::Write as _;

use super::{Folder, RULES, Ran};

/// The most that a report is, whatever the file.
const MOST: usize = 20_000;

fn check(content: impl AsRef<[u8]>, name: &str, more: &[&str]) -> Ran {
    let folder = Folder::new(&[("users.toml", RULES)]);
    folder.write(name, content);
    let ran = folder.run(&[&["check", name, "--rules", "users.toml"], more].concat());
    assert!(ran.out.len() + ran.err.len() < MOST, "{} bytes", ran.out.len() + ran.err.len());
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

fn csv(content: impl AsRef<[u8]>) -> Ran {
    check(content, "users.csv", &[])
}

#[track_caller]
fn rejects(ran: &Ran, sentence: &str, summary: &str) {
    ran.ends(1);
    assert!(ran.out.contains(sentence) && ran.out.ends_with(&format!("{summary}\n")), "{}", ran.out);
}

#[test]
fn marks_line_ends_and_empty_lines_change_nothing() {
    for content in [
        "email,age\njane@example.com,34\n",
        "email,age\njane@example.com,34",
        "\u{feff}email,age\njane@example.com,34\n",
        "email,age\r\njane@example.com,34\r\n",
        "email,age\rjane@example.com,34\r",
        "\n\nemail,age\n\n\njane@example.com,34\n\n",
        "\"email\",\"age\"\n\"jane@example.com\",\"34\"\n",
    ] {
        let ran = csv(content);
        ran.ends(0);
        assert_eq!(ran.out, "users.csv: 1 row is valid\n", "{content:?}");
    }
    let utf16: Vec<u8> = "\u{feff}email,age\njane@example.com,34\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    csv(utf16).ends(0);
}

#[test]
fn other_encodings_are_said_or_named() {
    let latin1 = b"email,age,name\njane@example.com,34,Jos\xe9\n";
    rejects(&csv(latin1), "The row must be valid UTF-8.", "1 of 1 row is rejected");
    check(latin1, "users.csv", &["--encoding", "latin1"]).ends(0);
    let header = csv(b"email,age,pr\xe9nom\njane@example.com,34,x\n");
    assert!(header.ends(2).err.contains("valid UTF-8"), "{}", header.err);
    let unknown = check(latin1, "users.csv", &["--encoding", "klingon"]);
    assert!(unknown.ends(2).err.contains("there is no encoding `klingon`"), "{}", unknown.err);
    check("{}", "users.ndjson", &["--encoding", "latin1"]).says("--encoding is for CSV, and users.ndjson is none");
}

#[test]
fn rows_that_are_no_rows_are_rejected_in_words() {
    let ragged = "email,age\njane@example.com\njane@example.com,34,x\njane@example.com,34\n";
    rejects(&csv(ragged), "The number of cells must be 2, as in the header.", "2 of 3 rows are rejected");
    // A quote that is not closed takes all that follows.
    csv("email,age\n\"jane@example.com,34\njoe@example.com,35\n").ends(1);
    csv("email,age\nja\"ne@example.com,34\n").ends(1);
    csv("email,age\n\"jane@example.com\"\"\",34\n").ends(1);
    rejects(&csv("email,age\n\0,\0\n"), "The email must be a valid email address.", "1 of 1 row is rejected");
}

#[test]
fn empty_files_and_wrong_headers_cannot_be_checked() {
    for content in ["", "\n\n", "\u{feff}"] {
        csv(content).says("users.csv: the file is empty: its first row must be the header");
    }
    let header_only = csv("email,age\n");
    header_only.ends(0);
    assert_eq!(header_only.out, "users.csv: no rows\n");
    csv("name\nJane\n").says(
        "users.csv: no column fits any rule: no rule is for the column `name`; no column is for the fields `email` and `age`",
    );
    // What is demanded and has no column is missing in every row.
    rejects(&csv("age\n34\n"), "The email field is required.", "1 of 1 row is rejected");
    let conflict = csv("a,a.b\n1,2\n");
    assert!(conflict.ends(2).err.contains("the header has two names for the same value"), "{}", conflict.err);
}

#[test]
fn wide_and_long_files_are_read() {
    let one = Folder::new(&[("one.toml", "version = 1\n[fields]\nid = 'required|integer'\n")]);
    one.write("one.csv", "id\n1\nx\n3\n");
    let ran = one.run(&["check", "one.csv", "--rules", "one.toml"]);
    ran.ends(1);
    assert!(ran.out.contains("id     integer         1  3            The id must be an integer."), "{}", ran.out);

    let (mut header, mut row, mut rules) = (String::new(), String::new(), String::from("version = 1\n[fields]\n"));
    for column in 0..10_000 {
        let comma = if column > 0 { "," } else { "" };
        let _ = (write!(header, "{comma}c{column}"), write!(row, "{comma}x"), writeln!(rules, "c{column} = 'u8'"));
    }
    let wide = Folder::new(&[("wide.toml", &rules), ("wide.csv", &format!("{header}\n{row}\n"))]);
    let ran = wide.run(&["check", "wide.csv", "--rules", "wide.toml"]);
    ran.ends(1);
    // One row has at most so many violations as a request.
    assert!(ran.out.len() < MOST && ran.out.ends_with("wide.csv: 1 of 1 row is rejected\n"), "{}", ran.out.len());
}

#[test]
fn a_huge_cell_is_refused_and_the_next_row_is_read() {
    let content = format!("email,age\n{},34\njane@example.com,34\n", "x".repeat(5_000_000));
    rejects(&csv(content), "The row must not be longer than 1,048,576 bytes.", "1 of 2 rows is rejected");
}

#[test]
fn json_that_is_none_is_rejected_line_by_line() {
    let deep = "[".repeat(100_000);
    let lines = format!(
        "{{\"email\":\"jane@example.com\",\"age\":34}}\n{{\"email\":\n\n[]\n{deep}\n{{\"age\":1,\"age\":2}}\nnull\n"
    );
    let ran = check(lines, "users.ndjson", &[]);
    rejects(&ran, "The row must be a JSON document.", "users.ndjson: 5 of 6 rows are rejected");
    for sentence in ["The row has a key twice.", "The row is nested too deeply."] {
        assert!(ran.out.contains(sentence), "{}", ran.out);
    }
    check("{\"email\":1}", "users.json", &[]).says("users.json: the file is not a JSON array: it must begin with `[`; if each of its lines is a row, say --input ndjson");
    let cut = check("[{\"email\":\"jane@example.com\",\"age\":34}", "users.json", &[]);
    assert!(cut.ends(2).err.contains("not closed"), "{}", cut.err);
    check("[]", "users.json", &[]).ends(0);
}

#[test]
fn names_of_the_file_stay_on_their_line() {
    let folder = Folder::new(&[("users.toml", "version = 1\nclosed = true\n[fields]\nemail = 'email'\n")]);
    let long = "n".repeat(50_000);
    folder.write("users.ndjson", format!("{{\"a\\nb\\u001b[31m\":1}}\n{{\"{long}\":1}}\n"));
    for format in ["table", "junit", "github"] {
        let ran = folder.run(&["check", "users.ndjson", "--rules", "users.toml", "--format", format]);
        ran.ends(1);
        assert!(ran.out.len() < MOST && !ran.out.contains('\u{1b}'), "{format}: {}", ran.out);
    }
    let ran = folder.run(&["check", "users.ndjson", "--rules", "users.toml", "--format", "junit"]);
    roxmltree::Document::parse(&ran.out).expect("XML");
}

#[test]
fn any_bytes_are_survived() {
    let mut random = fastrand::Rng::with_seed(7);
    let pieces: [&[u8]; 14] = [
        b"\"",
        b",",
        b"\n",
        b"\r\n",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"email",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\0",
        b"1e999",
    ];
    let folder = Folder::new(&[("users.toml", RULES)]);
    for _ in 0..60 {
        let content: Vec<u8> =
            (0..random.usize(..200)).flat_map(|_| pieces[random.usize(..pieces.len())]).copied().collect();
        for name in ["any.csv", "any.ndjson", "any.json"] {
            folder.write(name, &content);
            let ran = folder.run(&["check", name, "--rules", "users.toml"]);
            assert!(matches!(ran.code, Some(0..=2)) && !ran.err.contains("panicked"), "{name}: {content:?}: {ran:?}");
            assert!(ran.out.len() + ran.err.len() < MOST, "{name}: {content:?}");
        }
    }
}
