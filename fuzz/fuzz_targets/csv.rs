//! Files of rows, whatever is in them. The rows of CSV are those of the crate `csv`. One thread and two, the iterator, and a
//! run that goes on from a checkpoint find the same. Rejects are whole lines, and have nothing of the file.
//!
//! The library reads blocks of a few bytes here, so that a small file has several. The first two bytes are options.

#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use serde::Deserialize;
use serde_json::Value;
use unprocessable::{Valid, Validate, from_json};
use unprocessable_rows::{self as rows, Checkpoint, Csv, Report, RowError, Rows, RowsError};
use unprocessable_ruleset::RuleSet;

#[derive(Debug, Deserialize, Validate)]
struct Any {
    #[validate(length(max = 9))]
    a: Option<String>,
    #[validate(range(1..=9))]
    #[serde(default)]
    b: u8,
    #[validate(nested)]
    #[serde(default)]
    c: Vec<Item>,
}

#[derive(Debug, Deserialize, Validate)]
struct Item {
    #[validate(gt(0))]
    d: f64,
}

/// Values that stand nowhere else.
const SECRETS: [&str; 2] = ["zq9vXsecret", "8675309421"];

const HEADER: &[u8] = b"a,b,c[0][d],c.1.d\n";

/// More columns than most rows have cells.
const COLUMNS: usize = 8;

fuzz_target!(|source: &[u8]| {
    let [options, most, body @ ..] = source else { return };
    let has = |bit: u8| options >> bit & 1 == 1;
    let (lines, array) = (has(0) && !has(1), has(0) && has(1));
    let dialect = Dialect { delimiter: if has(2) { b';' } else { b',' }, escape: has(3).then_some(b'\\') };
    let how = How {
        kind: match (lines, array) {
            (true, _) => Kind::Lines,
            (_, true) => Kind::Array,
            _ => Kind::Csv(if has(4) { dialect.ours().ragged() } else { dialect.ours() }),
        },
        max_row_bytes: if has(5) { 40 } else { usize::MAX },
        is_unique: has(6),
    };
    let file = match &how.kind {
        Kind::Csv(_) if has(7) => [HEADER, body].concat(),
        _ => body.to_vec(),
    };
    match how.kind {
        Kind::Csv(_) => rows_of_csv(&dialect, body),
        Kind::Lines => lines_are_documents(body),
        Kind::Array => items_are_documents(body),
    }
    same_however_it_runs(&how, &file, u64::from(*most));
    nothing_of_the_file_is_said(&how, &dialect, &file);
    by_set(&how, &file);
});

struct Dialect {
    delimiter: u8,
    escape: Option<u8>,
}

impl Dialect {
    fn ours(&self) -> Csv {
        let csv = Csv::new().delimiter(self.delimiter);
        self.escape.map_or(csv.clone(), |escape| csv.escape(escape))
    }

    fn theirs(&self) -> csv::ReaderBuilder {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(self.delimiter).escape(self.escape).double_quote(self.escape.is_none());
        builder.flexible(true).has_headers(false);
        builder
    }
}

enum Kind {
    Csv(Csv),
    Lines,
    Array,
}

struct How {
    kind: Kind,
    max_row_bytes: usize,
    is_unique: bool,
}

impl How {
    fn open<'r>(&self, file: &'r [u8]) -> Result<Rows<'r, Valid<Any>>, RowsError> {
        let rows = match &self.kind {
            Kind::Csv(csv) => csv.read(file)?,
            Kind::Lines => rows::ndjson(file)?,
            Kind::Array => rows::json(file)?,
        };
        let is_unique = self.is_unique && (rows.columns().count() == 0 || rows.columns().any(|(name, _)| name == "a"));
        let rows = rows.max_row_bytes(self.max_row_bytes);
        Ok(if is_unique { rows.unique_in_file("a") } else { rows })
    }

    fn run(&self, file: &[u8], threads: usize, most: Option<u64>, from: Option<Checkpoint>) -> Ran {
        let mut rejects = Vec::new();
        let report = self.open(file).and_then(|rows| {
            let rows = rows.threads(threads).rejects(&mut rejects);
            let rows = rows.max_rows(most.unwrap_or(u64::MAX));
            let rows = match from {
                Some(from) => rows.resume(from),
                None => rows,
            };
            rows.check()
        });
        Ran { report: report.map_err(|error| error.to_string()), rejects: String::from_utf8(rejects).expect("text") }
    }
}

/// What a run has found.
struct Ran {
    report: Result<Report, String>,
    rejects: String,
}

/// With blocks of whatever size, a row has the cells and the line that the crate `csv` finds.
fn rows_of_csv(dialect: &Dialect, file: &[u8]) {
    // What has a meaning for us alone: other encodings, and the line in which spreadsheets name the delimiter.
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let is_other = [&b"\xff\xfe"[..], b"\xfe\xff", b"sep="].iter().any(|start| text.starts_with(start));
    if is_other || text.starts_with(b"\xef\xbb\xbf") {
        return;
    }
    let set = RuleSet::from_toml("version = 1\n[fields]").expect("a set");
    let names: Vec<_> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
    let rows = dialect.ours().names(names).ragged().read_by(text, &set).expect("rows").max_row_bytes(usize::MAX);
    let mut theirs = dialect.theirs().from_reader(text);
    let line_end = if text.contains(&b'\r') && !text.contains(&b'\n') { b'\r' } else { b'\n' };
    let mut count = 0;
    let mut records = theirs.byte_records();
    let mut is_open = false;
    for row in rows {
        let record = records.next().expect("a row of `csv`").expect("bytes are no error");
        let mut start = record.position().expect("a position").byte() as usize;
        start += text[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let line = 1 + text[..start].iter().filter(|byte| **byte == line_end).count() as u64;
        assert_eq!(row.line, line);
        assert!(!is_open, "an open quote is in the last row");
        let cells: Option<Vec<&str>> = record.iter().map(|cell| std::str::from_utf8(cell).ok()).collect();
        match (row.outcome, cells) {
            (Ok(row), Some(cells)) => {
                for column in 0..COLUMNS {
                    assert_eq!(row[format!("c{column}")], *cells.get(column).unwrap_or(&""));
                }
            }
            (Err(RowError::Invalid(errors)), cells) => {
                let codes: Vec<_> = errors.iter().map(|(key, violation)| (key, violation.code())).collect();
                is_open = codes == [("_", "quotes")];
                assert!(is_open || cells.is_none() && codes == [("_", "encoding")], "{errors}");
            }
            (row, cells) => panic!("{row:?} {cells:?}"),
        }
        count += 1;
    }
    assert!(records.next().is_none(), "there are more rows than {count}");
}

/// Each line that is not blank is a row, which means what it means as a request.
fn lines_are_documents(file: &[u8]) {
    if has_mark(file) {
        return;
    }
    let lines = (1..).zip(file.split(|byte| *byte == b'\n'));
    let lines: Vec<_> = lines.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace)).collect();
    let rows: Vec<_> = rows::ndjson::<Any>(file).expect("lines").collect();
    assert_eq!(rows.len(), lines.len());
    for (row, (line, document)) in rows.into_iter().zip(lines) {
        assert_eq!(row.line, line);
        same_as_request(row.outcome, document);
    }
}

/// Each item of an array is a row.
fn items_are_documents(file: &[u8]) {
    let Ok(items) = serde_json::from_slice::<Vec<&serde_json::value::RawValue>>(file) else { return };
    let rows: Vec<_> = rows::json::<Any>(file).expect("an array").collect();
    assert_eq!(rows.len(), items.len());
    for (row, item) in rows.into_iter().zip(items) {
        same_as_request(row.outcome, item.get().as_bytes());
    }
}

fn has_mark(file: &[u8]) -> bool {
    [&b"\xff\xfe"[..], b"\xfe\xff", b"\xef\xbb\xbf"].iter().any(|mark| file.starts_with(mark))
}

fn same_as_request(row: Result<Valid<Any>, RowError>, document: &[u8]) {
    match (row, from_json::<Any>(document)) {
        (Ok(row), Ok(request)) => assert_eq!(format!("{row:?}"), format!("{request:?}")),
        (Err(RowError::Invalid(errors)), Err(rejection)) => {
            if let Some(expected) = rejection.errors() {
                assert_eq!(errors.to_json(), expected.to_json());
            } else {
                assert_eq!(errors.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["_"]);
            }
        }
        (row, request) => panic!("{row:?} {request:?}"),
    }
}

fn same_however_it_runs(how: &How, file: &[u8], most: u64) {
    let (one, two) = (how.run(file, 1, None, None), how.run(file, 2, None, None));
    assert_eq!(one.rejects, two.rejects);
    whole_lines(&one.rejects);
    let report = match (one.report, two.report) {
        (Ok(one), Ok(two)) => {
            assert_eq!((one.checkpoint(), one.end(), one.spilled()), (two.checkpoint(), two.end(), two.spilled()));
            one
        }
        (Err(one), Err(two)) => return assert_eq!(one, two),
        (one, two) => panic!("{one:?} {two:?}"),
    };
    let rejected_lines: Vec<_> = how
        .open(file)
        .expect("it was open before")
        .filter_map(|row| row.outcome.is_err().then_some(row.line))
        .collect();
    assert_eq!(rejected_lines.len() as u64, report.rejected());
    let named: BTreeSet<_> = rejected_lines.iter().copied().collect();
    assert_eq!(named, lines_of(&one.rejects).into_iter().collect());
    assert_eq!(one.rejects.len() as u64, report.checkpoint().reject_bytes);
    // Stopped after some rows, and taken up again.
    let first = how.run(file, 2, Some(most), None);
    let stopped = first.report.expect("a part of what could be read");
    assert_eq!(stopped.rows(), report.rows().min(most));
    let again = how.run(file, 1, Some(most), Some(stopped.checkpoint().clone()));
    assert_eq!((again.report.expect("nothing").rows(), again.rejects.len()), (stopped.rows(), 0));
    let rest = how.run(file, 1, None, Some(stopped.checkpoint().clone()));
    assert_eq!(rest.report.expect("the rest").checkpoint(), report.checkpoint());
    assert_eq!(first.rejects + &rest.rejects, one.rejects);
}

/// Each line of rejects is an object with the members that are documented.
fn whole_lines(rejects: &str) {
    assert!(rejects.is_empty() || rejects.ends_with('\n'));
    for line in rejects.lines() {
        let reject: Value = serde_json::from_str(line).expect("an object");
        let names: BTreeSet<_> = reject.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(names, BTreeSet::from(["code", "column", "key", "line", "message"]), "{line}");
        assert!(reject["message"].as_str().is_some_and(|message| !message.is_empty()), "{line}");
    }
    assert!(lines_of(rejects).is_sorted());
}

fn lines_of(rejects: &str) -> Vec<u64> {
    let line = |reject: &str| serde_json::from_str::<Value>(reject).ok()?["line"].as_u64();
    rejects.lines().map(|reject| line(reject).expect("a line")).collect()
}

/// Words of the file become a secret, which is then in no reject, error or report. Names are said, so those of the header
/// and of documents stay.
fn nothing_of_the_file_is_said(how: &How, dialect: &Dialect, file: &[u8]) {
    if SECRETS.iter().any(|secret| file.windows(4).any(|part| part == &secret.as_bytes()[..4])) {
        return;
    }
    let names: &[&[u8]] = match how.kind {
        Kind::Lines | Kind::Array => &[b"a", b"b", b"c", b"d"],
        Kind::Csv(_) => &[],
    };
    let header = match how.kind {
        Kind::Csv(_) => {
            let mut reader = dialect.theirs().from_reader(file);
            let mut records = reader.byte_records().skip(1);
            records.next().and_then(|record| Some(record.ok()?.position()?.byte() as usize)).unwrap_or(file.len())
        }
        _ => 0,
    };
    for secret in SECRETS {
        let (mut planted, mut rest) = (file[..header].to_vec(), &file[header..]);
        while let Some(byte) = rest.first() {
            let word = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if word == 0 {
                planted.push(*byte);
            } else if names.contains(&&rest[..word]) {
                planted.extend_from_slice(&rest[..word]);
            } else {
                planted.extend_from_slice(secret.as_bytes());
            }
            rest = &rest[word.max(1)..];
        }
        let ran = how.run(&planted, 1, None, None);
        let rows = how.open(&planted).into_iter().flatten();
        let errors: Vec<_> = rows.filter_map(|row| row.outcome.err()).collect();
        let said = format!("{:?} {} {errors:?}", ran.report, ran.rejects);
        assert!(!said.contains(secret), "{said}");
    }
}

/// A rule set finds the same with one thread and with two.
fn by_set(how: &How, file: &[u8]) {
    let set = "version = 1\n[fields]\na = 'text|max:9'\nb = 'u8|between:1,9'\n'c.*.d' = 'required|number|gt:0'";
    let set = RuleSet::from_toml(set).expect("a set");
    let run = |threads| {
        let mut rejects = Vec::new();
        let rows = match &how.kind {
            Kind::Csv(csv) => csv.read_by(file, &set),
            Kind::Lines => rows::ndjson_by(file, &set),
            Kind::Array => rows::json_by(file, &set),
        };
        let report = rows.and_then(|rows| rows.threads(threads).rejects(&mut rejects).check());
        (report.map(|report| report.checkpoint().clone()).map_err(|error| error.to_string()), rejects)
    };
    let one = run(1);
    whole_lines(std::str::from_utf8(&one.1).expect("text"));
    assert_eq!(one, run(2));
}
