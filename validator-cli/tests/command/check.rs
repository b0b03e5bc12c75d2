//! `check`: the report, rejects, options, exit codes.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Folder, RULES, USERS};

fn folder() -> Folder {
    Folder::new(&[("users.toml", RULES), ("users.csv", USERS)])
}

#[test]
fn a_table_counts_mistakes_by_field_and_code() {
    let ran = folder().run(&["check", "users.csv", "--rules", "users.toml"]);
    ran.ends(1);
    assert_eq!(
        ran.out,
        "\
field  code      mistakes  first lines  sentence
email  email            1  3            The email must be a valid email address.
age    min              1  3            The age must be at least 18.
age    integer          1  4            The age must be an integer.
email  required         1  5            The email field is required.

users.csv: 3 of 4 rows are rejected
"
    );
    assert_eq!(ran.err, "");
}

#[test]
fn valid_files_end_with_0() {
    let folder = folder();
    folder.write("users.csv", "email,age\njane@example.com,34\n");
    let ran = folder.run(&["check", "users.csv", "--rules", "users.toml"]);
    ran.ends(0);
    assert_eq!(ran.out, "users.csv: 1 row is valid\n");
}

#[test]
fn a_json_report_has_everything_that_the_table_has() {
    let ran = folder().run(&["check", "users.csv", "--rules", "users.toml", "--format", "json"]);
    ran.ends(1);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let first = &report["summary"][0];
    assert_eq!(
        (&report["valid"], &report["rows"], &report["rejected"], &report["mistakes"], &report["stopped"]),
        (&json!(false), &json!(4), &json!(3), &json!(4), &Value::Null),
    );
    assert_eq!(
        report["files"],
        json!([{ "file": "users.csv", "rows": 4, "rejected": 3, "unruled_columns": [], "missing_fields": [] }])
    );
    assert_eq!(
        *first,
        json!({
            "field": "email",
            "code": "email",
            "sentence": "The email must be a valid email address.",
            "count": 1,
            "lines": [{ "file": "users.csv", "line": 3 }],
        }),
    );
}

#[test]
fn ndjson_has_every_mistake_and_then_the_summary() {
    let ran = folder().run(&["check", "users.csv", "--rules", "users.toml", "--format", "ndjson"]);
    ran.ends(1);
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(
        lines[0],
        json!({
            "file": "users.csv",
            "line": 3,
            "column": "email",
            "key": "email",
            "code": "email",
            "message": "The email must be a valid email address.",
        }),
    );
    assert_eq!(lines[4]["summary"]["rejected"], 3);
}

#[test]
fn github_gets_annotations() {
    let folder = folder();
    folder.write("a,b:100%.csv", USERS);
    let ran = folder.run(&["check", "a,b:100%.csv", "--rules", "users.toml", "--format", "github"]);
    ran.ends(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[0],
        "::error file=a%2Cb%3A100%25.csv,line=3,title=email%3A email::The email must be a valid email address."
    );
    assert_eq!(lines[4..], ["::error::a,b:100%25.csv: 3 of 4 rows are rejected"]);
}

/// The elements and attributes that the schema of Jenkins knows: https://github.com/jenkinsci/xunit-plugin, junit-10.xsd.
#[test]
fn junit_has_the_shape_that_ci_systems_read() {
    let folder = folder();
    folder.write("more.csv", "email,age\njane@example.com,34\n");
    let ran = folder.run(&["check", "users.csv", "more.csv", "--rules", "users.toml", "--format", "junit"]);
    ran.ends(1);
    let document = roxmltree::Document::parse(&ran.out).expect("XML");
    let root = document.root_element();
    let known = |name: &str| -> (&[&str], &[&str]) {
        match name {
            "testsuites" => (&["name", "time", "tests", "failures", "disabled", "errors"], &["testsuite"]),
            "testsuite" => (
                &[
                    "name",
                    "tests",
                    "failures",
                    "errors",
                    "group",
                    "time",
                    "skipped",
                    "timestamp",
                    "hostname",
                    "id",
                    "package",
                ],
                &["testcase", "properties", "system-out", "system-err"],
            ),
            "testcase" => (
                &["name", "assertions", "time", "timestamp", "classname", "status", "class", "file", "line"],
                &["failure", "error", "skipped", "system-out", "system-err"],
            ),
            "failure" => (&["type", "message"], &[]),
            other => panic!("there is no element {other}"),
        }
    };
    for node in root.descendants().filter(|node| node.is_element()) {
        let (attributes, children) = known(node.tag_name().name());
        assert!(node.attributes().all(|attribute| attributes.contains(&attribute.name())), "{node:?}");
        assert!(
            node.children().filter(|child| child.is_element()).all(|child| children.contains(&child.tag_name().name()))
        );
    }
    let suites: Vec<_> = root.children().filter(|node| node.is_element()).collect();
    let counts = |node: &roxmltree::Node<'_, '_>| {
        ["tests", "failures"].map(|name| node.attribute(name).expect(name).parse::<usize>().expect("a number"))
    };
    assert_eq!(suites.len(), 2);
    for suite in &suites {
        let cases = suite.children().filter(|node| node.has_tag_name("testcase"));
        let failures = suite.descendants().filter(|node| node.has_tag_name("failure"));
        assert_eq!(counts(suite), [cases.count(), failures.count()]);
    }
    // The rules are required and email and max, required and min; the type of age is a case because it has failed.
    assert_eq!([counts(&suites[0]), counts(&suites[1])], [[6, 4], [5, 0]]);
    let sum: Vec<usize> =
        suites.iter().map(counts).fold(vec![0, 0], |sum, [tests, failures]| vec![sum[0] + tests, sum[1] + failures]);
    assert_eq!(counts(&root).to_vec(), sum);
    let failure = root.descendants().find(|node| node.has_tag_name("failure")).expect("a failure");
    assert_eq!(failure.parent().and_then(|case| case.attribute("classname")), Some("users.csv"));
}

#[test]
fn rejects_are_ndjson_or_csv_by_the_name_of_the_file() {
    let folder = folder();
    let check = |rejects: &str| {
        folder.run(&["check", "users.csv", "--rules", "users.toml", "--rejects", rejects]).ends(1);
        folder.read(rejects)
    };
    assert_eq!(
        check("bad.ndjson").lines().next(),
        Some(
            r#"{"file":"users.csv","line":3,"column":"email","key":"email","code":"email","message":"The email must be a valid email address."}"#
        ),
    );
    assert_eq!(
        check("bad.csv"),
        "\
file,line,column,key,code,message
users.csv,3,email,email,email,The email must be a valid email address.
users.csv,3,age,age,min,The age must be at least 18.
users.csv,4,age,age,integer,The age must be an integer.
users.csv,5,email,email,required,The email field is required.
"
    );
    assert!(!folder.path().join("bad.csv.checkpoint").exists());
}

#[test]
fn values_are_in_no_output_unless_they_are_asked_for() {
    let folder = folder();
    let secret = "canary-4711";
    folder.write("users.csv", format!("email,age\n{secret},{secret}\n\"{secret}\nx\",1\n{secret}\n"));
    folder.write("users.ndjson", format!("{{\"email\":\"{secret}\",\"age\":\"{secret}\"}}\n{{\"email\":\"{secret}\n"));
    for file in ["users.csv", "users.ndjson"] {
        for format in ["table", "json", "ndjson", "junit", "github"] {
            for rejects in ["bad.csv", "bad.ndjson"] {
                let args = ["check", file, "--rules", "users.toml", "--format", format, "--rejects", rejects];
                let ran = folder.run(&args);
                ran.ends(1);
                for text in [&ran.out, &ran.err, &folder.read(rejects)] {
                    assert!(!text.contains(secret), "{file} as {format}: {text}");
                }
                let ran = folder.run(&[&args[..], &["--with-values"]].concat());
                assert!(folder.read(rejects).contains(secret));
                assert_eq!(ran.out.contains(secret), format == "ndjson", "{}", ran.out);
            }
        }
    }
}

#[test]
fn a_run_ends_after_so_many_rejects_or_rows() {
    let folder = folder();
    folder.write("more.csv", USERS);
    let ran = folder.run(&[
        "check",
        "users.csv",
        "more.csv",
        "--rules",
        "users.toml",
        "--format",
        "json",
        "--max-rejects",
        "4",
    ]);
    ran.ends(1);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&report["rejected"], &report["stopped"]), (&json!(4), &json!("max_rejects")));
    let ran =
        folder.run(&["check", "users.csv", "more.csv", "--rules", "users.toml", "--format", "json", "--sample", "5"]);
    ran.ends(1);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&report["rows"], &report["rejected"], &report["stopped"]), (&json!(5), &json!(3), &json!("sample")));
    let ran = folder.run(&["check", "users.csv", "--rules", "users.toml", "--sample", "1"]);
    ran.ends(0);
    assert_eq!(ran.out, "users.csv: 1 row is valid\nNot all rows were checked: --sample names how many.\n");
}

#[test]
fn a_field_can_be_demanded_to_be_unique() {
    let folder = folder();
    folder.write("users.csv", "email,age\na@example.com,30\nb@example.com,30\na@example.com,30\n");
    let check = |field| folder.run(&["check", "users.csv", "--rules", "users.toml", "--unique", field]);
    let ran = check("email");
    ran.ends(1);
    assert!(ran.out.contains("The email is in line 2 of the file already."), "{}", ran.out);
    assert!(check("nothing").ends(2).err.contains("--unique nothing: the file has no such column"));
}

#[test]
fn sentences_come_in_other_languages() {
    let folder = folder();
    let ran = folder.run(&["check", "users.csv", "--rules", "users.toml", "--lang", "pl"]);
    ran.ends(1);
    assert!(ran.out.contains("Pole „email” musi zawierać prawidłowy adres e-mail."), "{}", ran.out);
    let ran = folder.run(&["check", "users.csv", "--rules", "users.toml", "--lang", "tlh"]);
    assert!(ran.ends(2).err.contains("ar, cs, de"), "{}", ran.err);
}

#[test]
fn standard_input_needs_its_format() {
    let folder = folder();
    let ran = folder.run_on(USERS, &["check", "-", "--input", "csv", "--rules", "users.toml"]);
    ran.ends(1);
    assert!(ran.out.ends_with("standard input: 3 of 4 rows are rejected\n"), "{}", ran.out);
    folder
        .run_on(USERS, &["check", "-", "--rules", "users.toml"])
        .says("say what standard input holds: --input csv, --input ndjson or --input json");
    folder
        .run_on(USERS, &["check", "-", "-", "--input", "csv", "--rules", "users.toml"])
        .says("`-` is standard input, which can be read once");
}

#[test]
fn the_same_rows_in_all_formats_have_the_same_mistakes() {
    let folder = folder();
    folder.write("users.tsv", USERS.replace(',', "\t"));
    folder.write("users.txt", USERS.replace(',', ";"));
    let rows = [
        json!({ "email": "jane@example.com", "age": 34 }),
        json!({ "email": "joe", "age": 17 }),
        json!({ "email": "max@example.com", "age": "x" }),
        json!({ "age": 20 }),
    ];
    let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
    folder.write("users.jsonl", lines.join("\n"));
    folder.write("users.json", Value::from(rows.to_vec()).to_string());
    let sums = |args: &[&str]| {
        let ran = folder.run(&[&["check", "--rules", "users.toml", "--format", "json"], args].concat());
        ran.ends(1);
        let report: Value = serde_json::from_str(&ran.out).expect("JSON");
        let entries = report["summary"].as_array().expect("entries").iter();
        let entries = entries
            .map(|entry| [&entry["field"], &entry["code"], &entry["count"], &entry["sentence"]].map(Value::to_string));
        entries.collect::<BTreeSet<_>>()
    };
    let expected = sums(&["users.csv"]);
    assert_eq!(expected.len(), 4);
    for args in
        [&["users.tsv"][..], &["users.txt", "--input", "csv", "--delimiter", ";"], &["users.jsonl"], &["users.json"]]
    {
        assert_eq!(sums(args), expected, "{args:?}");
    }
}

#[test]
fn patterns_of_files_are_one_word_or_several() {
    let folder = folder();
    folder.write("export/b.csv", "email,age\nx,30\n");
    folder.write("export/a.csv", "email,age\njane@example.com,30\ny,30\n");
    folder.write("export/[odd].csv", "email,age\njane@example.com,30\n");
    let in_quotes = folder.run(&["check", "export/*.csv", "--rules", "users.toml"]);
    in_quotes.ends(1);
    assert_eq!(
        in_quotes.out,
        "\
field  code   mistakes  first lines                   sentence
email  email         2  export/a.csv:3, export/b.csv:2  The email must be a valid email address.

export/a.csv: 1 of 2 rows is rejected
export/b.csv: 1 of 1 row is rejected

3 files: 2 of 4 rows are rejected
"
        .replace("first lines                 ", "first lines                   ")
    );
    let by_shell = folder.shell("unprocessable check export/*.csv --rules users.toml");
    by_shell.ends(1);
    // A shell sorts by the habits of a language, the command by bytes.
    assert_eq!(by_shell.out.lines().last(), in_quotes.out.lines().last());
    folder.run(&["check", "export/[odd].csv", "--rules", "users.toml"]).ends(0);
    folder.run(&["check", "nothing/*.csv", "--rules", "users.toml"]).says("no file fits the pattern nothing/*.csv");
}

#[test]
fn an_engine_that_cannot_be_had_is_said() {
    let folder = folder();
    let check = |args: &[&str]| folder.run(&[&["check", "--rules", "users.toml"], args].concat());
    #[cfg(not(feature = "ballista"))]
    for args in [&["users.csv", "--engine", "ballista"][..], &["users.csv", "--scheduler", "localhost:50050"]] {
        check(args).says(
            "this build of the command has no engine `ballista`; install one that has: \
             cargo install unprocessable-cli --features ballista",
        );
    }
    #[cfg(not(feature = "datafusion"))]
    check(&["users.csv", "--engine", "datafusion"]).says(
        "this build of the command has no engine `datafusion`; install one that has: \
         cargo install unprocessable-cli --features datafusion",
    );
    check(&["users.csv", "--engine", "rows", "--scheduler", "localhost:50050"])
        .says("--scheduler is for `--engine ballista`");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_how_to_have_it() {
    let folder = folder();
    folder.write("users.parquet", "PAR1");
    let sentence = "users.parquet is Parquet, which this build of the command cannot read; install one that can: \
                    cargo install unprocessable-cli --features parquet";
    folder.run(&["check", "users.parquet", "--rules", "users.toml"]).says(sentence);
    folder.run(&["check", "users.parquet", "--rules", "users.toml", "--engine", "rows"]).says(sentence);
    folder.run(&["infer", "users.parquet"]).says(sentence);
}

#[test]
fn what_cannot_run_is_said_before_anything_is_written() {
    let folder = folder();
    folder.write("bad.ndjson", "what was there\n");
    let check = |args: &[&str]| folder.run(&[&["check", "--rejects", "bad.ndjson"], args].concat());
    check(&["nothing.csv", "--rules", "users.toml"]).says("nothing.csv cannot be read: no such file or directory");
    check(&["users.csv", "--rules", "nothing.toml"])
        .says("the rules nothing.toml cannot be read: no such file or directory");
    check(&["users.csv", "--rules", "."]).ends(2);
    folder.write("data/users.csv", USERS);
    check(&["data", "--input", "csv", "--rules", "users.toml"])
        .says("data is a directory; name its files, as in 'data/*.csv'");
    check(&["users.toml", "--rules", "users.toml"]).says(
        "the name of users.toml does not tell what it holds; say it: --input csv, --input ndjson, --input json or \
         --input parquet",
    );
    check(&["users.csv", "--rules", "users.toml", "--max-rejects", "0"]).ends(2);
    check(&["users.csv", "--rules", "users.toml", "--delimiter", "ab"]).ends(2);
    check(&["users.csv"]).ends(2);
    assert_eq!(folder.read("bad.ndjson"), "what was there\n");
    folder
        .run(&["check", "users.csv", "--rules", "users.toml", "--rejects", "no/such/folder.csv"])
        .says("the rejects no/such/folder.csv cannot be written: no such file or directory");
}

#[test]
fn mistakes_in_rules_are_told_with_their_lines() {
    let folder = folder();
    folder.write("users.toml", "version = 1\n[fields]\nemail = 'required|emial'\nage = 'u8|min:x'\n");
    folder.run(&["check", "users.csv", "--rules", "users.toml"]).says(
        "the rules users.toml have 2 mistakes:\n  \
         line 3: `email`: there is no rule `emial`; there is `email`\n  \
         line 4: `age`: `min`: `min` is a whole number, or the name of another field; there is no field `x` beside it",
    );
}

#[test]
fn rules_come_in_toml_json_and_json_schema() {
    let folder = folder();
    folder.write(
        "users.json",
        r#"{ "version": 1, "fields": { "email": "required|email", "age": "required|u8|min:18" } }"#,
    );
    folder.write(
        "schema.json",
        r#"{ "type": "object", "required": ["email", "age"],
             "properties": { "email": { "type": "string", "format": "email" }, "age": { "type": "integer", "minimum": 18 } } }"#,
    );
    for rules in ["users.toml", "users.json", "schema.json"] {
        let ran = folder.run(&["check", "users.csv", "--rules", rules]);
        ran.ends(1);
        assert!(ran.out.ends_with("users.csv: 3 of 4 rows are rejected\n"), "{rules}: {}", ran.out);
    }
}

#[test]
fn colours_are_for_terminals_or_for_those_who_ask() {
    let folder = folder();
    let args = ["check", "users.csv", "--rules", "users.toml"];
    assert!(!folder.run(&args).out.contains('\u{1b}'));
    assert!(folder.run(&[&args[..], &["--color", "always"]].concat()).out.contains('\u{1b}'));
    // `script` gives the command a terminal.
    let on_terminal =
        |before: &str| folder.shell(&format!("{before} script -qec 'unprocessable {}' /dev/null", args.join(" ")));
    let ran = on_terminal("TERM=xterm");
    if ran.code == Some(127) {
        return;
    }
    assert!(ran.out.contains("\u{1b}[31m"), "{}", ran.out);
    assert!(!on_terminal("NO_COLOR=1 TERM=xterm").out.contains("\u{1b}[31m"));
}

#[test]
fn help_teaches() {
    let folder = folder();
    for command in ["check", "infer", "explain"] {
        let ran = folder.run(&[command, "--help"]);
        ran.ends(0);
        assert!(ran.out.contains("Examples:\n  unprocessable "), "{}", ran.out);
    }
    let ran = folder.run(&["--help"]);
    ran.ends(0);
    for words in
        ["0    all rows are valid", "1    some rows are rejected", "2    the command cannot run", "130  Ctrl-C"]
    {
        assert!(ran.out.contains(words), "{}", ran.out);
    }
    folder.run(&[]).ends(2);
}
