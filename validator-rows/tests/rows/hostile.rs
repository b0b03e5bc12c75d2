//! Files that were made to hurt.

use std::io::{self, Read};

use fastrand::Rng;
use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_rows::{self as rows, Csv, RowsError};
use unprocessable_ruleset::RuleSet;

#[derive(Debug, Deserialize, Validate)]
struct Cell {
    #[validate(length(max = 10))]
    a: Option<String>,
}

/// A row of a hundred megabytes, which is never in memory as a whole.
fn long_row(quoted: bool) -> impl Read + Send {
    let start = if quoted { "a\nx\n\"" } else { "a\nx\n" };
    let end = if quoted { "\"\ny\n" } else { "\ny\n" };
    start.as_bytes().chain(io::repeat(b'z').take(100 << 20)).chain(end.as_bytes())
}

#[test]
fn a_cell_of_100_megabytes_is_passed_over() {
    for quoted in [false, true] {
        let outcomes: Vec<_> = rows::csv::<Cell>(long_row(quoted)).expect("a header").collect();
        let lines: Vec<_> = outcomes.iter().map(|row| (row.line, row.outcome.is_ok())).collect();
        assert_eq!(lines, [(2, true), (3, false), (4, true)]);
        let error = outcomes[1].outcome.as_ref().unwrap_err();
        assert_eq!(error.to_string(), "_: The row must not be longer than 1,048,576 bytes.");
    }
    let report = rows::csv::<Cell>(long_row(false)).expect("a header").threads(2).check().expect("it runs");
    assert_eq!((report.rows(), report.rejected()), (3, 1));
    let header = io::repeat(b'z').take(100 << 20);
    let error = rows::csv::<Cell>(header).map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), "the header is longer than 1048576 bytes");
    let document = "{\"a\": \"".as_bytes().chain(io::repeat(b'z').take(20 << 20)).chain("\"}\n{}\n".as_bytes());
    let lines: Vec<_> =
        rows::ndjson::<Cell>(document).expect("lines").map(|row| (row.line, row.outcome.is_ok())).collect();
    assert_eq!(lines, [(1, false), (2, true)]);
}

#[test]
fn ten_thousand_columns_take_no_longer_than_their_bytes() {
    let names: Vec<_> = (0..10_000).map(|column| format!("c{column}")).collect();
    let row = vec!["x"; 10_000].join(",");
    let file = format!("a,{}\n{}", names.join(","), format!("1,{row}\n").repeat(50));
    assert_eq!(rows::csv::<Cell>(file.as_bytes()).expect("a header").filter(|row| row.outcome.is_ok()).count(), 50);
    let set = RuleSet::from_toml("version = 1\n[fields]\na = 'required|text'").expect("a set");
    assert_eq!(rows::csv_by(file.as_bytes(), &set).expect("a header").filter(|row| row.outcome.is_ok()).count(), 50);
    let cells = format!("a\n{}\n1\n", ",".repeat(900_000));
    let lines: Vec<_> = rows::csv::<Cell>(cells.as_bytes()).expect("a header").map(|row| row.outcome.is_ok()).collect();
    assert_eq!(lines, [false, true]);
}

#[test]
fn keys_of_the_file_do_not_make_a_report_grow() {
    #[derive(Deserialize, Validate)]
    struct Map {
        #[validate(values(length(max = 1)))]
        map: std::collections::BTreeMap<String, String>,
    }
    let file: String = (0..5_000).map(|key| format!("{{\"map\": {{\"key{key}\": \"long\"}}}}\n")).collect();
    let report = rows::ndjson::<Map>(file.as_bytes()).expect("lines").check().expect("it runs");
    assert_eq!(report.counts().len(), 1001);
    let other = report.counts().last().expect("one");
    assert_eq!((&*other.key, &*other.code, other.violations), ("_", "other", 4000));
}

#[test]
fn what_stands_in_a_file_is_in_no_error() {
    let secret = "s3cr3t";
    let files = [
        format!("a\n{secret}{secret}\n"),
        format!("a\n{secret}\n{secret}"),
        format!("a\n\"{secret}{secret}"),
        format!("a,b\n{secret}\n"),
    ];
    for file in &files {
        let mut rejects = Vec::new();
        let rows = rows::csv::<Cell>(file.as_bytes()).expect("a header").rejects(&mut rejects).unique_in_file("a");
        let report = rows.check().expect("it runs");
        assert!(!format!("{report:?}{}", String::from_utf8_lossy(&rejects)).contains(secret), "{file}");
    }
    let documents = format!("{{\"a\": [\"{secret}\"]}}\n{{\"a\": {secret}}}\n\"{secret}\"\n");
    for row in rows::ndjson::<Cell>(documents.as_bytes()).expect("lines") {
        let error = row.outcome.unwrap_err();
        assert!(!format!("{error}{error:?}").contains(secret));
    }
}

/// Random bytes that mean something in CSV are split as the crate `csv` splits them, in blocks of whatever size.
#[test]
fn random_files_have_the_rows_that_csv_finds() {
    #[derive(Debug, Deserialize, Validate)]
    struct Any {
        #[validate(skip)]
        a: Option<String>,
        #[validate(skip)]
        b: Option<String>,
    }
    let mut random = Rng::with_seed(3);
    for round in 0..1_000 {
        let bytes = b"\"\",,\n\n\r\r\nxy";
        let mut body: Vec<u8> = (0..random.usize(..60)).map(|_| bytes[random.usize(..bytes.len())]).collect();
        if round % 100 == 0 {
            // More than a block.
            body = body.repeat(4_000);
        }
        let file = [b"a,b\n", &body[..]].concat();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&file[..]);
        let cell = |record: &csv::StringRecord, at| record.get(at).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let expected: Vec<_> = reader
            .records()
            .map(|record| record.expect("it is UTF-8"))
            .map(|record| (cell(&record, 0), cell(&record, 1)))
            .collect();
        let rows = Csv::new().ragged().read::<Any>(&file[..]).expect("a header").max_row_bytes(usize::MAX);
        let outcomes: Vec<_> = rows.map(|row| row.outcome).collect();
        let count = outcomes.len();
        let read: Vec<_> = outcomes
            .into_iter()
            .filter_map(|outcome| match outcome {
                Ok(any) => Some(any.into_inner()),
                Err(error) => {
                    assert_eq!(error.to_string(), "_: The row has a quote that is never closed.");
                    None
                }
            })
            .map(|any| (any.a, any.b))
            .collect();
        // `csv` takes the rest of a file for a row where a quote is not closed.
        assert_eq!(count, expected.len());
        assert!(count - read.len() <= 1);
        let expected = &expected[..read.len()];
        assert_eq!(read, expected, "{:?}", String::from_utf8_lossy(&file[..file.len().min(100)]));
    }
}

/// The bytes of a character in two cells are no character, though they follow one another when the quotes are gone.
#[test]
fn a_character_that_is_cut_in_two_is_no_character() {
    let file = b"a,b\n\"\xc3\",\xa9\nx,y\n";
    let outcomes: Vec<_> = rows::csv::<Cell>(&file[..]).expect("a header").map(|row| row.outcome.is_ok()).collect();
    assert_eq!(outcomes, [false, true]);
    let error = rows::csv::<Cell>(&b"\"a\xc3\",\xa9\n"[..]).map(|_| ()).unwrap_err();
    assert!(error.to_string().starts_with("the header is not valid UTF-8"), "{error}");
}

#[test]
fn random_bytes_never_panic() {
    let set =
        RuleSet::from_toml("version = 1\n[fields]\na = 'required|u8|min:3'\n'b.*' = 'text|max:2'").expect("a set");
    let mut random = Rng::with_seed(4);
    for _ in 0..5_000 {
        let bytes = b"\"',;\n\r[]{}:01ab\\.\xff\xef\xbb\xbf\0 \xfe";
        let file: Vec<u8> = (0..random.usize(..50)).map(|_| bytes[random.usize(..bytes.len())]).collect();
        let csv = Csv::new().delimiter(bytes[random.usize(..4)]).quote(bytes[random.usize(..4)]);
        let _ = csv.read::<Cell>(&file[..]).map(|rows| rows.unique_in_file("a").check());
        let _ = csv.encoding("utf-16le").read_by(&file[..], &set).map(|rows| rows.check());
        let _ = rows::ndjson::<Cell>(&file[..]).map(|rows| rows.unique_in_file("a").check());
        let _ = rows::json_by(&file[..], &set).map(|rows| rows.unique_in_file("a").check());
        assert!(!matches!(rows::json::<Cell>(&file[..]).map(|rows| rows.check()), Ok(Err(RowsError::Read { .. }))));
    }
}
