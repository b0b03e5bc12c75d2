//! A file of CSV is read like its rows as forms, whatever is in it, and a row is a row of the crate `csv`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::Deserialize;
use unprocessable::Validate;
use unprocessable_rows::{self as rows, Csv};
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

fuzz_target!(|file: &[u8]| {
    let [options, file @ ..] = file else { return };
    let csv = Csv::new().delimiter(if options & 1 == 0 { b',' } else { b';' });
    let csv = if options & 2 == 0 { csv } else { csv.ragged() };
    let csv = if options & 4 == 0 { csv } else { csv.escape(b'\\') };
    if let Ok(rows) = csv.read::<Any>(file) {
        let rejected = rows.unique_in_file("a").filter(|row| row.outcome.is_err()).count();
        let again = csv.read::<Any>(file).map(|rows| rows.threads(2).unique_in_file("a").check());
        match again {
            Ok(Ok(report)) => assert_eq!(report.rejected(), rejected as u64),
            // A name that is no column.
            _ => assert_eq!(rejected, 1),
        }
    }
    let set = RuleSet::from_toml("version = 1\n[fields]\na = 'text|max:9'\n'c.*.d' = 'number|gt:0'").expect("a set");
    let _ = csv.read_by(file, &set).map(|rows| rows.check());
    let _ = rows::ndjson::<Any>(file).map(|rows| rows.check());
    let _ = rows::json::<Any>(file).map(|rows| rows.check());
});
