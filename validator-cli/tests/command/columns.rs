//! Columns that no rule is for, fields that no column is for, and files that are none.

use serde_json::{Value, json};

use super::{Folder, RULES, Ran, USERS};

/// All fields are optional, so that every row of any file is valid.
const OPTIONAL: &str = "\
version = 1
[fields]
name = 'text|max:5'
age = 'u8'
'items.*.price' = 'number'
gone = 'prohibited'
";

fn check(header: &str, more: &[&str]) -> Ran {
    let folder = Folder::new(&[("rules.toml", OPTIONAL)]);
    folder.write("a.csv", format!("{header}\n1,2,3\n"));
    folder.run(&[&["check", "a.csv", "--rules", "rules.toml", "--ragged"], more].concat())
}

#[test]
fn columns_without_rules_and_fields_without_columns_are_said() {
    for (header, sentence) in [
        (
            " name,age,items[0][price]",
            "no rule is for the column ` name`; no column is for the field `name`; \
             is ` name` meant to be `name`, without white space?",
        ),
        (
            "NAME,age,items",
            "no rule is for the column `NAME`; no column is for the field `name`; is `NAME` meant to be `name`, in other case?",
        ),
        (
            "Name ,age,items",
            "no rule is for the column `Name `; no column is for the field `name`; \
             is `Name ` meant to be `name`, without white space and in other case?",
        ),
        (
            "nmae2,naem,age,items[0][price],items[1][price]",
            "no rule is for the columns `nmae2` and `naem`; no column is for the field `name`",
        ),
        ("name,age", "no column is for the field `items.*.price`"),
        ("name,age,items[0][prize],items[0][price]", "no rule is for the column `items[0][prize]`"),
        ("name,age,items,a,b,c,d,e,f,g", "no rule is for the columns `a`, `b`, `c`, `d`, `e` and 2 others"),
    ] {
        let ran = check(header, &[]);
        assert_eq!(ran.err, format!("note: a.csv: {sentence}\n"), "{header}");
        check(header, &["--strict-columns"]).says(&format!("a.csv: {sentence}"));
    }
    for header in ["name,age,items", "name,age,items[0][price]", "name,age,items.0.price,"] {
        assert_eq!(check(header, &["--strict-columns"]).err, "", "{header}");
    }
}

#[test]
fn a_file_without_any_column_of_the_rules_is_refused() {
    let both = "no column is for the fields `name`, `age` and `items.*.price`";
    for (header, hint) in [
        ("name;age", "`;` in it: is it --delimiter ';'?"),
        ("name|age", "`|` in it: is it --delimiter '|'?"),
        ("name\tage", "a tab in it: is it --delimiter tab?"),
    ] {
        let shown = header.replace('\t', "\u{fffd}");
        check(header, &[]).says(&format!(
            "a.csv: no column fits any rule: no rule is for the column `{shown}`; {both}; the header is one column with {hint}"
        ));
    }
    check("name,age", &["--delimiter", ";"]).ends(2);
    check("name,age", &["--names", "x,y"])
        .says(&format!("a.csv: no column fits any rule: no rule is for the columns `x` and `y`; {both}"));
    // Nothing is written then.
    let folder = Folder::new(&[("rules.toml", OPTIONAL), ("a.csv", "x\n1\n"), ("bad.csv", "what was there")]);
    folder.run(&["check", "a.csv", "--rules", "rules.toml", "--rejects", "bad.csv"]).ends(2);
    assert_eq!(folder.read("bad.csv"), "what was there");
    // Standard input has columns, too.
    let ran = folder.run_on("x\n1\n", &["check", "-", "--input", "csv", "--rules", "rules.toml"]);
    assert!(ran.ends(2).err.contains("standard input: no column fits any rule"), "{}", ran.err);
    let ran = folder.run_on("x,age\n1,2\n", &["check", "-", "--input", "csv", "--rules", "rules.toml"]);
    assert!(ran.ends(0).err.contains("note: standard input: no rule is for the column `x`"), "{}", ran.err);
}

#[test]
fn the_json_report_has_what_does_not_fit() {
    let ran = check("nmae,age", &["--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (&report["files"][0]["unruled_columns"], &report["files"][0]["missing_fields"]),
        (&json!(["nmae"]), &json!(["name", "items.*.price"])),
    );
}

#[test]
fn the_same_header_is_told_once() {
    let folder = Folder::new(&[("rules.toml", OPTIONAL)]);
    for n in 0..9 {
        folder.write(&format!("{n}.csv"), "name,age,items,more\n,,,\n");
    }
    let ran = folder.run(&["check", "*.csv", "--rules", "rules.toml"]);
    assert_eq!(ran.ends(0).err, "note: 0.csv and 8 others: no rule is for the column `more`\n");
}

#[test]
fn unique_fields_must_be_there() {
    let folder =
        Folder::new(&[("users.toml", RULES), ("users.csv", USERS), ("users.ndjson", "{}\n"), ("users.json", "[]")]);
    let check = |file: &str, unique: &str| folder.run(&["check", file, "--rules", "users.toml", "--unique", unique]);
    check("users.csv", "emial")
        .says("users.csv: --unique emial: the file has no such column; the columns are `email` and `age`");
    check("users.csv", "emai").says("users.csv: --unique emai: the file has no such column; the nearest is `email`");
    check("users.csv", "zzz")
        .says("users.csv: --unique zzz: the file has no such column; the columns are `email` and `age`");
    for file in ["users.ndjson", "users.json"] {
        check(file, "Email").says("--unique Email: the rules have no such field; the nearest is `email`");
        check(file, "zzz").says("--unique zzz: the rules have no such field; the fields are `email` and `age`");
        assert_ne!(check(file, "email").code, Some(2));
    }
}

#[test]
fn one_bad_file_does_not_lose_the_others() {
    let folder = Folder::new(&[("users.toml", RULES), ("users.csv", USERS), ("empty.csv", ""), ("z.csv", USERS)]);
    folder.write("conflict.csv", "email,email.x\n1,2\n");
    folder.write("cut.json", "[{\"email\":\"jane@example.com\",\"age\":34}");
    let files = ["empty.csv", "users.csv", "conflict.csv", "cut.json", "z.csv"];
    let check = |format: &str| {
        folder.run(
            &[&["check"], &files[..], &["--rules", "users.toml", "--format", format, "--rejects", "bad.ndjson"]]
                .concat(),
        )
    };
    for format in ["table", "json", "ndjson", "junit", "github"] {
        let ran = check(format);
        ran.ends(2);
        let said: Vec<&str> = ran.err.lines().collect();
        assert_eq!(said.len(), 3, "{}", ran.err);
        assert!(said[0].starts_with("error: empty.csv: the file is empty"), "{}", ran.err);
        assert!(said[1].starts_with("error: conflict.csv: the header has two names"), "{}", ran.err);
        assert!(said[2].starts_with("error: cut.json: the JSON array is not closed"), "{}", ran.err);
        assert!(ran.out.contains("empty.csv: the file is empty"), "{format}: {}", ran.out);
        assert_eq!(folder.read("bad.ndjson").matches("\"z.csv\"").count(), 4, "{format}");
    }
    let table = check("table").out;
    assert!(table.contains("z.csv: 3 of 4 rows are rejected\n"), "{table}");
    assert!(table.contains("rows are rejected, and 3 files could not be checked\n"), "{table}");
    let report: Value = serde_json::from_str(&check("json").out).expect("JSON");
    assert_eq!((&report["valid"], report["files"].as_array().map(Vec::len)), (&json!(false), Some(5)));
    assert!(report["files"][2]["error"].as_str().is_some_and(|why| why.starts_with("conflict.csv: the header")));
    let junit = check("junit").out;
    let document = roxmltree::Document::parse(&junit).expect("XML");
    let errors: Vec<_> = document.descendants().filter(|node| node.has_tag_name("error")).collect();
    assert_eq!((errors.len(), document.root_element().attribute("errors")), (3, Some("3")));
    for error in errors {
        let suite = error.ancestors().find(|node| node.has_tag_name("testsuite")).expect("a suite");
        assert_eq!(suite.attribute("errors"), Some("1"));
    }
    assert!(check("github").out.contains("::error file=empty.csv::empty.csv: the file is empty"));
    // With valid rows only, the bad file still counts.
    folder.write("users.csv", "email,age\njane@example.com,34\n");
    let ran = folder.run(&["check", "users.csv", "empty.csv", "--rules", "users.toml", "--format", "json"]);
    ran.ends(2);
    assert_eq!(serde_json::from_str::<Value>(&ran.out).expect("JSON")["valid"], false);
}

#[test]
fn a_first_row_of_data_is_not_repeated() {
    for format in ["table", "json", "junit", "github"] {
        let ran = check("jane@example.com,Jane Doe", &["--format", format]);
        ran.says(
            "a.csv: no column fits any rule: no rule is for the columns `column 1` and `column 2`; no column is for the fields \
             `name`, `age` and `items.*.price`; the first row looks like data, not like names; --names a,b,c names the columns \
             of such a file",
        );
        assert!(!ran.out.contains("jane") && !ran.out.contains("Jane"), "{}", ran.out);
    }
}
