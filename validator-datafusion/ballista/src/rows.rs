//! A Parquet set of several files, in which some rows are wrong.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Float64Array, Int64Array, ListBuilder, StringArray, StringBuilder};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;

use crate::Error;

/// Writes the rows, a fraction of them to each file. One in twenty is wrong in some field.
pub fn write(folder: &Path, rows: usize, files: usize) -> Result<(), Error> {
    std::fs::create_dir_all(folder)?;
    let per_file = rows.div_ceil(files);
    for file in 0..files {
        let (first, end) = (file * per_file, ((file + 1) * per_file).min(rows));
        let mut writer = None;
        for start in (first..end).step_by(10_000) {
            let batch = batch(start..end.min(start + 10_000))?;
            let writer = match &mut writer {
                Some(writer) => writer,
                None => {
                    let file = File::create(folder.join(format!("users-{file}.parquet")))?;
                    writer.insert(ArrowWriter::try_new(file, batch.schema(), None)?)
                }
            };
            writer.write(&batch)?;
        }
        if let Some(writer) = writer {
            writer.close()?;
        }
    }
    Ok(())
}

fn batch(rows: std::ops::Range<usize>) -> Result<RecordBatch, Error> {
    let is_wrong = |row: usize, field: usize| row % 20 == 7 && row / 20 % 7 == field;
    let text = |of: &dyn Fn(usize) -> String| Arc::new(StringArray::from_iter_values(rows.clone().map(of))) as ArrayRef;
    let email = text(&|row| if is_wrong(row, 0) { format!("user{row}") } else { format!("user{row}@example.org") });
    let name = text(&|row| if is_wrong(row, 1) { "J".into() } else { format!("Jane {row}") });
    let age: Int64Array = rows
        .clone()
        .map(|row| (!is_wrong(row, 2)).then(|| i64::try_from(18 + row % 100).unwrap_or_default()))
        .collect();
    let country = text(&|row| if is_wrong(row, 3) { "de".into() } else { "DE".into() });
    let balance: Float64Array =
        rows.clone().map(|row| Some(if is_wrong(row, 4) { -1.0 } else { row as f64 / 4.0 })).collect();
    let city = text(&|row| if is_wrong(row, 5) { "x".repeat(81) } else { "Berlin".into() });
    let mut tags = ListBuilder::new(StringBuilder::new());
    for row in rows.clone() {
        for tag in 0..row % 3 {
            tags.values().append_value(if is_wrong(row, 6) { "no tag".into() } else { format!("tag-{tag}") });
        }
        tags.append(true);
    }
    let columns: [(&str, ArrayRef); 7] = [
        ("email", email),
        ("name", name),
        ("age", Arc::new(age)),
        ("country", country),
        ("balance", Arc::new(balance)),
        ("city", city),
        ("tags", Arc::new(tags.finish())),
    ];
    Ok(RecordBatch::try_from_iter(columns)?)
}
