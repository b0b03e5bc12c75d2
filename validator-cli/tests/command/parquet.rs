//! Parquet: the same mistakes as in CSV and NDJSON, at the same rows, whatever checks them.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use serde_json::{Value, json};

use super::{Folder, RULES};

/// What checks Parquet in this build.
const ENGINES: &[&str] = if cfg!(feature = "datafusion") { &["rows", "datafusion"] } else { &["rows"] };

/// Rows of which some are wrong in one field or in both.
pub(super) fn rows(count: usize) -> Vec<(String, Option<i64>)> {
    let row = |n: usize| {
        let email = if n % 7 == 3 { format!("user{n}") } else { format!("user{n}@example.com") };
        (email, if n % 11 == 5 { None } else { Some((n % 90) as i64 + 10) })
    };
    (0..count).map(row).collect()
}

/// Whether a row of them has a mistake.
fn is_wrong(row: &(String, Option<i64>)) -> bool {
    !row.0.contains('@') || row.1.is_none_or(|age| age < 18)
}

/// Writes columns in groups of so many rows.
fn write_columns(path: &Path, columns: Vec<(&str, ArrayRef)>, group: usize) {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)));
    let batch = batch.expect("a batch");
    let file = File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("rows");
    writer.close().expect("the end");
}

/// Writes rows, with a column that no rule is about.
pub(super) fn write(path: &Path, rows: &[(String, Option<i64>)], group: usize) {
    let emails = Arc::new(StringArray::from_iter_values(rows.iter().map(|row| &row.0))) as ArrayRef;
    let ages = Arc::new(rows.iter().map(|row| row.1).collect::<Int64Array>()) as ArrayRef;
    let notes = Arc::new(StringArray::from_iter_values(rows.iter().map(|_| "canary"))) as ArrayRef;
    write_columns(path, vec![("note", notes), ("email", emails), ("age", ages)], group);
}

fn folder() -> Folder {
    Folder::new(&[("users.toml", RULES)])
}

/// The report of a check that finds mistakes.
#[track_caller]
fn report(folder: &Folder, args: &[&str]) -> Value {
    let ran = folder.run(&[&["check", "--rules", "users.toml", "--format", "json"], args].concat());
    ran.ends(1);
    assert!(!ran.out.contains("canary"));
    serde_json::from_str(&ran.out).expect("JSON")
}

/// The mistakes in their order, each with its row counted from 0, and the report.
#[track_caller]
fn mistakes(folder: &Folder, args: &[&str], before: u64) -> (Vec<String>, Value) {
    let ran = folder.run(&[&["check", "--rules", "users.toml", "--format", "ndjson", "--lang", "de"], args].concat());
    ran.ends(1);
    let mut lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let mut report = lines.pop().expect("the report")["summary"].take();
    for entry in report["summary"].as_array_mut().expect("entries") {
        for place in entry["lines"].as_array_mut().expect("lines") {
            *place = json!(place["line"].as_u64().expect("a line") - before);
        }
    }
    let mistakes = lines.iter().map(|line| {
        let row = line["line"].as_u64().expect("a line") - before;
        format!("{row} {} {} {}", line["key"], line["code"], line["message"])
    });
    (mistakes.collect(), report)
}

#[test]
fn the_same_rows_have_the_same_mistakes_in_every_format() {
    let folder = folder();
    let rows = rows(20_000);
    let (mut csv, mut ndjson) = (String::from("note,email,age\n"), String::new());
    for (email, age) in &rows {
        csv.push_str(&format!("canary,{email},{}\n", age.map_or_else(String::new, |age| age.to_string())));
        ndjson.push_str(&format!("{}\n", json!({ "note": "canary", "email": email, "age": age })));
    }
    folder.write("users.csv", csv);
    folder.write("users.ndjson", ndjson);
    let (wanted, wanted_report) = mistakes(&folder, &["users.csv"], 2);
    assert!(wanted.len() > 4_000);
    let is_as_wanted = |args: &[&str], before| {
        let (found, report) = mistakes(&folder, args, before);
        let different = wanted.iter().zip(&found).find(|(wanted, found)| wanted != found);
        assert!(found.len() == wanted.len() && different.is_none(), "{args:?}: {different:?}");
        for part in ["rows", "rejected", "mistakes", "summary"] {
            assert_eq!(report[part], wanted_report[part], "{args:?}");
        }
    };
    is_as_wanted(&["users.ndjson"], 1);
    for group in [20_000, 3_000, 500] {
        write(&folder.path().join("users.parquet"), &rows, group);
        is_as_wanted(&["users.parquet"], 1);
        for engine in ENGINES {
            is_as_wanted(&["users.parquet", "--engine", engine], 1);
        }
    }
}

#[test]
fn several_files_are_checked_one_after_the_other() {
    let folder = folder();
    let rows = rows(1_000);
    write(&folder.path().join("a.parquet"), &rows[..400], 100);
    write(&folder.path().join("b.parquet"), &rows[400..], 100);
    let wrong: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| is_wrong(row)).map(|(at, _)| at).collect();
    for engine in ENGINES {
        let report = |args: &[&str]| report(&folder, &[&["*.parquet", "--engine", engine], args].concat());
        let whole = report(&["--rejects", "bad.csv"]);
        assert_eq!((&whole["rows"], &whole["stopped"]), (&json!(1_000), &Value::Null));
        assert_eq!(whole["rejected"], json!(wrong.len()));
        let rejects = folder.read("bad.csv");
        assert_eq!(rejects.lines().count() as u64, whole["mistakes"].as_u64().expect("a number") + 1);
        // It ends with the row that is one too many, and counts the rows up to it.
        for most in [1, 150, wrong.len() - 1] {
            let part = report(&["--max-rejects", &most.to_string()]);
            assert_eq!((&part["rejected"], &part["stopped"]), (&json!(most), &json!("max_rejects")));
            assert_eq!(part["rows"], json!(wrong[most - 1] + 1));
        }
        for most in [10, 399, 400, 401, 999] {
            let part = report(&["--sample", &most.to_string()]);
            assert_eq!((&part["rows"], &part["stopped"]), (&json!(most), &json!("sample")));
            assert_eq!(part["rejected"], json!(wrong.iter().filter(|at| **at < most).count()));
        }
    }
}

#[test]
fn a_column_that_is_missing_is_missing_in_every_row() {
    let folder = folder();
    let emails = Arc::new(StringArray::from(vec!["jane@example.com", "max@example.com"])) as ArrayRef;
    write_columns(&folder.path().join("users.parquet"), vec![("email", emails)], 10);
    let others = Arc::new(StringArray::from(vec!["canary"])) as ArrayRef;
    write_columns(&folder.path().join("others.parquet"), vec![("note", others)], 10);
    for engine in ENGINES {
        let entries = report(&folder, &["users.parquet", "--engine", engine])["summary"].take();
        assert_eq!(entries.as_array().map(Vec::len), Some(1), "{entries}");
        assert_eq!(entries[0]["field"], "age");
        assert_eq!((&entries[0]["code"], &entries[0]["count"]), (&json!("required"), &json!(2)));
        let report = report(&folder, &["others.parquet", "--engine", engine]);
        assert_eq!((&report["rejected"], &report["mistakes"]), (&json!(1), &json!(2)));
    }
}

#[test]
fn a_closed_set_refuses_other_columns() {
    let folder = folder();
    write(&folder.path().join("users.parquet"), &rows(12)[10..], 10);
    let closed = RULES.replace("[fields]", "closed = true\n[fields]");
    for engine in ENGINES {
        folder.write("users.toml", RULES);
        let check = || folder.run(&["check", "users.parquet", "--rules", "users.toml", "--engine", engine]);
        assert!(!check().out.contains("This field is not allowed."));
        folder.write("users.toml", &closed);
        assert!(check().out.contains("This field is not allowed."));
    }
}

#[test]
fn names_are_not_taken_for_anything_else() {
    let folder = folder();
    let rows = rows(50);
    // Names that are patterns, addresses or parts of SQL to others.
    let files = ["[a]*.parquet", "a b's \"x\"; --.parquet", "memory:%20\u{e9}?#.parquet", "no-end", "x.pq"];
    for file in files {
        write(&folder.path().join(file), &rows, 10);
    }
    folder.write("hostile.toml", "version = 1\n[fields]\n'a\"b; DROP' = 'text|max:3'\n'C\\.d' = 'required|text'\n");
    let texts = || Arc::new(StringArray::from(vec!["abc", "abcd"])) as ArrayRef;
    let columns = vec![("a\"b; DROP", texts()), ("C.d", texts()), ("A\"B; DROP", texts()), ("\u{1b}[31m\n", texts())];
    write_columns(&folder.path().join("hostile"), columns, 10);
    for engine in ENGINES {
        for file in files {
            let report = report(&folder, &[file, "--input", "parquet", "--engine", engine]);
            assert_eq!(report["rows"], 50, "{file}");
            assert_eq!(report["rejected"], json!(rows.iter().filter(|row| is_wrong(row)).count()), "{file}");
        }
        let args = ["check", "hostile", "--input", "parquet", "--rules", "hostile.toml", "--engine", engine];
        let ran = folder.run(&args);
        ran.ends(1);
        assert!(ran.out.contains("a\"b; DROP  max") && ran.out.contains("1 of 2 rows is rejected"), "{}", ran.out);
        assert!(!ran.out.contains('\u{1b}'));
    }
}

#[test]
fn what_is_no_parquet_is_said() {
    let folder = folder();
    write(&folder.path().join("users.parquet"), &rows(3_000), 500);
    let whole = std::fs::read(folder.path().join("users.parquet")).expect("a file");
    let mut page = whole.clone();
    let middle = whole.len() / 4..whole.len() / 2;
    page[middle].fill(0xff);
    folder.write("page.parquet", page);
    folder.write("cut.parquet", &whole[..whole.len() / 2]);
    folder.write("empty.parquet", "");
    folder.write("words.parquet", "PAR1 and nothing else");
    folder.write("lengths.parquet", [&b"PAR1"[..], &[0xff; 8], b"PAR1"].concat());
    for engine in ENGINES {
        for file in ["page.parquet", "cut.parquet", "empty.parquet", "words.parquet", "lengths.parquet"] {
            let ran = folder.run(&["check", file, "--rules", "users.toml", "--engine", engine]);
            ran.ends(2);
            assert!(ran.err.starts_with(&format!("error: {file}: ")), "{}", ran.err);
            assert!(ran.err.len() < 400 && ran.err.trim_end().lines().count() == 1, "{}", ran.err);
        }
    }
    folder
        .run_on(whole, &["check", "-", "--input", "parquet", "--rules", "users.toml"])
        .says("Parquet is read from its end, so that it cannot be standard input; name a file");
}

#[test]
fn options_of_rows_are_for_parquet_too() {
    let folder = folder();
    let mut twice = rows(30);
    twice[20] = twice[19].clone();
    write(&folder.path().join("users.parquet"), &twice, 10);
    let report = report(&folder, &["users.parquet", "--unique", "email"]);
    assert!(
        report["summary"].as_array().expect("entries").iter().any(|entry| entry["code"] == "unique_in_file"),
        "{report}"
    );
    let ran = folder.run(&["check", "users.parquet", "--rules", "users.toml", "--format", "ndjson", "--with-values"]);
    ran.ends(1);
    assert!(ran.out.contains("user3"), "{}", ran.out);
    let args = ["check", "users.parquet", "--rules", "users.toml", "--rejects", "bad.ndjson"];
    folder.run(&args).ends(1);
    let wanted = folder.read("bad.ndjson");
    let ran = folder.run(&[&args[..], &["--resume"]].concat());
    ran.ends(1);
    assert!(ran.err.contains("no run was interrupted"), "{}", ran.err);
    assert_eq!(folder.read("bad.ndjson"), wanted);
}

#[test]
fn a_set_is_inferred_that_accepts_its_sample() {
    let folder = folder();
    let right: Vec<_> = rows(500).into_iter().filter(|row| !is_wrong(row)).collect();
    write(&folder.path().join("right.parquet"), &right, 100);
    let ran = folder.run(&["infer", "right.parquet"]);
    ran.ends(0);
    assert!(
        ran.out.contains("email = \"required|text|email") && ran.out.contains("age = \"required|integer"),
        "{}",
        ran.out
    );
    folder.write("inferred.toml", &ran.out);
    folder.run(&["check", "right.parquet", "--rules", "inferred.toml"]).ends(0);
    let ran = folder.run(&["infer", "right.parquet", "--sample", "7"]);
    ran.ends(0);
    assert!(ran.out.contains("made from 7 rows"), "{}", ran.out);
}

#[cfg(feature = "datafusion")]
#[test]
fn parts_of_a_large_file_stay_in_their_order() {
    let folder = folder();
    // Large enough to be read in parts, with most mistakes in the first of them.
    let mut rows = rows(300_000);
    rows[..60_000].iter_mut().for_each(|row| row.1 = None);
    write(&folder.path().join("users.parquet"), &rows, 20_000);
    assert!(std::fs::metadata(folder.path().join("users.parquet")).expect("a file").len() > 2 << 20);
    for engine in ENGINES {
        let args = ["check", "users.parquet", "--rules", "users.toml", "--engine", engine, "--rejects"];
        folder.run(&[&args[..], &[&format!("{engine}.csv")]].concat()).ends(1);
    }
    let [by_rows, by_columns] = ["rows.csv", "datafusion.csv"].map(|name| folder.read(name));
    let different = by_rows.lines().zip(by_columns.lines()).find(|(one, other)| one != other);
    assert!(by_rows.len() == by_columns.len() && different.is_none(), "{different:?}");
}

#[cfg(feature = "datafusion")]
#[test]
fn the_engine_is_chosen_by_what_is_asked_for() {
    let folder = folder();
    write(&folder.path().join("users.parquet"), &rows(3_000), 500);
    folder.write("users.csv", "email,age\n");
    let check = |args: &[&str]| folder.run(&[&["check", "--rules", "users.toml"], args].concat());
    for option in [&["--unique", "email"][..], &["--with-values"], &["--rejects", "bad.csv", "--resume"]] {
        let args = [&["users.parquet"], option].concat();
        check(&args).ends(1);
        let refused = option.iter().rev().find(|word| word.starts_with("--")).expect("an option");
        check(&[&args[..], &["--engine", "datafusion"]].concat())
            .says(&format!("{refused} is not for the engine `datafusion`; leave out --engine, or say --engine rows"));
    }
    check(&["users.csv", "users.parquet", "--engine", "datafusion"])
        .says("users.csv is no Parquet, which is all that the engine `datafusion` reads; leave out --engine");
    check(&["users.csv", "users.parquet"]).ends(1);
    // Engines leave no checkpoint, and take away that of an earlier run, whose rejects they replace.
    folder.write("bad.ndjson.checkpoint", "{}");
    check(&["users.parquet", "--rejects", "bad.ndjson"]).ends(1);
    assert!(!folder.path().join("bad.ndjson.checkpoint").exists());
}
