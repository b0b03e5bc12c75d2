//! Rows of record batches and of Parquet files: as documents, on any number of threads, and files that are broken.

#[path = "../../../validator-arrow/tests/support/arrays.rs"]
mod arrays;
#[allow(dead_code)]
#[path = "../../../validator-ruleset/tests/agreement/documents.rs"]
mod documents;
#[allow(dead_code)]
#[path = "../../../validator-ruleset/tests/agreement/types.rs"]
mod types;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray, StructArray};
use arrow_schema::Schema;
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde_json::Value;
use unprocessable::declaration::declaration;
use unprocessable::{Rejection, ValidationErrors, from_value};
use unprocessable_rows::{self as rows, RowError, RowsError};
use unprocessable_ruleset::RuleSet;

use super::text;
use arrays::Arrays;
use documents::Documents;
use types::Shop;

const DOCUMENTS: usize = 10_000;

/// The same documents in arrays of all types through the derived struct, and as rows of batches.
#[test]
fn rows_of_batches_are_their_documents() {
    let valid: Value = serde_json::from_str(documents::SHOP).expect("JSON");
    let set = RuleSet::from_json(&declaration::<Shop>().to_json().to_string()).expect("a set");
    let (mut documents, mut arrays) = (Documents::new(7), Arrays { random: fastrand::Rng::with_seed(7) });
    let (mut checked, mut invalid) = (0, 0);
    while checked < DOCUMENTS {
        let given: Vec<Value> = (0..arrays.random.usize(1..60))
            .map(|_| if arrays.random.bool() { valid.clone() } else { documents.like(&valid) })
            .filter(Value::is_object)
            .collect();
        let (array, stored) = arrays.array(&given);
        // A map and an array of nulls are no batch.
        let Some(rows_array) = array.as_struct_opt().filter(|rows| rows.null_count() == 0 && rows.num_columns() > 0)
        else {
            continue;
        };
        let batch = || Ok::<_, io::Error>(RecordBatch::from(rows_array.clone()));
        let typed =
            rows::arrow::<Shop, _, _>([batch()]).expect("a batch").map(|row| (row.line, said(row.outcome.err())));
        let by_set = rows::arrow_by([batch()], &set).expect("a batch").map(|row| (row.line, said(row.outcome.err())));
        let wanted: Vec<(u64, Option<String>)> = (1..)
            .zip(&stored)
            .map(|(line, document)| match from_value::<Shop>(document.clone()) {
                Ok(_) => (line, None),
                Err(Rejection::Invalid(errors)) => (line, Some(words(&errors))),
                Err(rejection) => panic!("{document}: {rejection:?}"),
            })
            .collect();
        assert_eq!(typed.collect::<Vec<_>>(), wanted);
        assert_eq!(by_set.collect::<Vec<_>>(), wanted);
        invalid += wanted.iter().filter(|(_, said)| said.is_some()).count();
        checked += stored.len();
    }
    assert!(invalid > checked / 4 && invalid < checked, "{invalid} of {checked} documents are invalid");
}

fn said(error: Option<RowError>) -> Option<String> {
    error.map(|error| words(error.errors().expect("errors of a row")))
}

fn words(errors: &ValidationErrors) -> String {
    errors.iter().map(|(key, violation)| format!("{key} {} {}\n", violation.code(), violation.message())).collect()
}

#[derive(Debug, serde::Deserialize, unprocessable::Validate)]
struct User {
    #[validate(email)]
    email: String,
    #[validate(range(18..=120))]
    age: Option<u8>,
}

/// Rows of several batches; every seventh has a wrong email address, and every hundredth repeats one.
fn users(rows: i64) -> Vec<RecordBatch> {
    let batch = |start: i64| {
        let ids = start..rows.min(start + 1_000);
        let email = |id: i64| match id {
            id if id % 7 == 3 => format!("user{id}"),
            id if id % 100 == 99 => "same@example.org".to_owned(),
            id => format!("user{id}@example.org"),
        };
        let emails: ArrayRef = Arc::new(StringArray::from_iter_values(ids.clone().map(email)));
        let ages: Int64Array = ids.map(|id| (id % 2 == 0).then_some(18 + id % 100)).collect();
        RecordBatch::try_from_iter([("email", emails), ("age", Arc::new(ages) as ArrayRef)]).expect("a batch")
    };
    (0..rows).step_by(1_000).map(batch).collect()
}

fn file(batches: &[RecordBatch], compression: Compression) -> Vec<u8> {
    let properties =
        WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(1_500)).build();
    let schema = batches.first().map_or_else(|| Arc::new(Schema::empty()), RecordBatch::schema);
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties)).expect("a writer");
    batches.iter().for_each(|batch| writer.write(batch).expect("rows"));
    writer.into_inner().expect("a file")
}

#[test]
fn parquet_is_checked_as_the_same_rows_in_ndjson() {
    let batches = users(5_000);
    let lines: String = batches
        .iter()
        .flat_map(|batch| (0..batch.num_rows()).map(|row| format!("{}\n", unprocessable_arrow::row(batch, row))))
        .collect();
    let mut wanted = Vec::new();
    let by_lines =
        rows::ndjson::<User>(lines.as_bytes()).expect("lines").unique_in_file("email").rejects(&mut wanted).check();
    let by_lines = by_lines.expect("a report");
    assert_eq!(by_lines.rows(), 5_000);
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(Default::default()),
        Compression::LZ4_RAW,
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        for threads in [1, 2] {
            let mut rejects = Vec::new();
            let parquet =
                rows::parquet::<User>(Bytes::from(file(&batches, compression))).expect("a file").threads(threads);
            let report = parquet.unique_in_file("email").rejects(&mut rejects).check().expect("a report");
            assert_eq!((report.rows(), report.rejected()), (by_lines.rows(), by_lines.rejected()));
            assert_eq!(text(&rejects), text(&wanted), "{compression:?}");
        }
    }
}

#[test]
fn runs_of_parquet_hand_over_end_early_and_go_on() {
    let parquet = || rows::parquet::<User>(Bytes::from(file(&users(20_000), Compression::SNAPPY))).expect("a file");
    let mut ages = 0;
    let report = parquet().run(|batch| {
        ages += batch.iter().filter(|user| user.age.is_some()).count();
        Ok::<_, io::Error>(())
    });
    let report = report.expect("a report");
    assert_eq!(report.valid() + report.rejected(), 20_000);
    assert!(ages > 1_000 && (ages as u64) < report.valid());

    let none = parquet().run_all_or_nothing(|_| Err::<(), _>(io::Error::other("nothing is handed over")));
    assert_eq!(none.expect("a report").handed_over(), 0);

    let stop = AtomicBool::new(false);
    let first = parquet().threads(1).stop_on(&stop).run(|_| {
        stop.store(true, Ordering::Relaxed);
        Ok::<_, io::Error>(())
    });
    let first = first.expect("a report");
    assert!(first.rows() > 0 && first.rows() < 20_000, "{first:?}");
    let second = parquet().resume(first.checkpoint().clone()).check().expect("a report");
    assert_eq!((second.rows(), second.rejected()), (20_000, report.rejected()));
}

#[test]
fn files_that_are_no_parquet_or_broken_say_so() {
    let refused = |bytes: Vec<u8>| match rows::parquet::<User>(Bytes::from(bytes)).and_then(|rows| rows.check()) {
        Ok(report) => panic!("{report:?}"),
        Err(error @ RowsError::Read { .. }) => error.to_string(),
        Err(error) => panic!("{error:?}"),
    };
    let whole = file(&users(3_000), Compression::SNAPPY);
    assert!(refused(Vec::new()).starts_with("the file cannot be read from line 1 on: "));
    refused(b"email,age\njane@example.org,30\n".to_vec());
    refused(whole[..whole.len() / 2].to_vec());
    // A page in the middle that is no page. Half of the bytes, so that it is not in a place that nobody reads.
    let mut broken = whole.clone();
    let middle = whole.len() / 4..whole.len() / 2;
    broken[middle].fill(0xff);
    refused(broken);
}

#[test]
fn empty_files_have_no_rows() {
    let empty: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
    let batch = RecordBatch::try_from_iter([("email", empty)]).expect("a batch");
    let report = rows::parquet::<User>(Bytes::from(file(&[batch], Compression::SNAPPY))).expect("a file").check();
    assert_eq!(report.expect("a report").rows(), 0);
    let report = rows::arrow::<User, _, _>(Vec::<Result<RecordBatch, io::Error>>::new()).expect("no batch").check();
    assert_eq!(report.expect("a report").rows(), 0);
    // Rows without columns are rows without fields.
    let rows = StructArray::new_empty_fields(2, None);
    let batch = RecordBatch::from(rows);
    let report = rows::arrow::<User, _, _>([Ok::<_, io::Error>(batch)]).expect("a batch").check().expect("a report");
    assert_eq!((report.rows(), report.rejected()), (2, 2));
}

#[test]
fn a_batch_that_cannot_be_read_ends_the_rows() {
    let batches = users(1_000).into_iter().map(Ok).chain([Err(io::Error::other("the disk is gone"))]);
    let mut handed_over = 0;
    let error = rows::arrow::<User, _, _>(batches).expect("a batch").run(|batch| {
        handed_over += batch.len();
        Ok::<_, io::Error>(())
    });
    let error = error.expect_err("no disk").to_string();
    assert!(error.ends_with("the disk is gone"), "{error}");
}
