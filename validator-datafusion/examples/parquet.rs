//! Measures the functions beside SQL predicates that say the same, over a Parquet file that it makes.
//!
//! ```sh
//! cargo run --release --example parquet -- 10000000
//! ```

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{ArrayRef, Float64Array, Int32Array, Int64Array, StringArray};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use unprocessable_ruleset::RuleSet;

type Error = Box<dyn std::error::Error + Send + Sync>;

const RULES: &str = "
version = 1
[fields]
email = 'required|email|max:255'
name = 'required|text|length:2,50'
age = 'required|u8|between:18,120'
country = 'required|text|one_of:DE,AT,CH,PL,FR,IT,ES,NL'
price = 'required|number|gt:0'
quantity = 'required|u32|between:1,1000'
";

const ROW: &str = "named_struct('email', email, 'name', name, 'age', age, 'country', country, 'price', price, \
                   'quantity', quantity)";

/// What SQL says of the same rows: less, because no predicate is an email address.
const PREDICATES: &str = "email LIKE '%_@%_.%_' AND character_length(email) <= 255
    AND character_length(name) BETWEEN 2 AND 50 AND age BETWEEN 18 AND 120
    AND country IN ('DE', 'AT', 'CH', 'PL', 'FR', 'IT', 'ES', 'NL') AND price > 0 AND quantity BETWEEN 1 AND 1000";

#[tokio::main]
async fn main() -> Result<(), Error> {
    let rows = std::env::args().nth(1).map_or(Ok(1_000_000), |rows| rows.parse())?;
    let folder = std::env::temp_dir().join(format!("unprocessable-parquet-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = measure(&folder, rows).await;
    let _ = std::fs::remove_dir_all(folder);
    measured
}

async fn measure(folder: &Path, rows: usize) -> Result<(), Error> {
    let file = folder.join("rows.parquet");
    write(&file, rows)?;
    println!("{rows} rows, {} MB of Parquet", std::fs::metadata(&file)?.len() / 1_000_000);
    for cores in [1, 2] {
        let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(cores));
        unprocessable_datafusion::register(
            &context,
            RuleSet::from_toml(RULES).map_err(|mistakes| mistakes.to_string())?,
        );
        context.register_parquet("t", file.display().to_string(), ParquetReadOptions::default()).await?;
        let queries = [
            ("SQL predicates", format!("SELECT count(*) FROM t WHERE ({PREDICATES}) IS NOT TRUE")),
            ("is_valid", format!("SELECT count(*) FROM t WHERE NOT is_valid({ROW})")),
            ("violations", format!("SELECT count(*) FROM (SELECT unnest(violations({ROW})) FROM t)")),
        ];
        let mut best = [Duration::MAX; 3];
        let mut counts = [0; 3];
        // In turn, so that a busy moment of the machine does not meet one of them alone.
        for _ in 0..5 {
            for ((best, count), (_, sql)) in best.iter_mut().zip(&mut counts).zip(&queries) {
                let started = Instant::now();
                *count = counted(&context, sql).await?;
                *best = (*best).min(started.elapsed());
            }
        }
        for ((name, _), (time, count)) in queries.iter().zip(best.iter().zip(counts)) {
            println!(
                "{cores} partitions, {name}: {:.3} s, {:.1} million rows a second, {:.2} of the predicates, {count} found",
                time.as_secs_f64(),
                rows as f64 / time.as_secs_f64() / 1e6,
                time.as_secs_f64() / best[0].as_secs_f64(),
            );
        }
        if counts.iter().any(|count| *count != counts[0]) {
            return Err(format!("the counts differ: {counts:?}").into());
        }
    }
    Ok(())
}

async fn counted(context: &SessionContext, sql: &str) -> Result<i64, Error> {
    let batches = context.sql(sql).await?.collect().await?;
    let count = batches.first().and_then(|batch| batch.column(0).as_any().downcast_ref::<Int64Array>());
    Ok(count.ok_or("no count")?.value(0))
}

/// One row in twenty is wrong in one field.
fn write(file: &Path, rows: usize) -> Result<(), Error> {
    let mut writer = None;
    for start in (0..rows).step_by(10_000) {
        let batch = batch(start..rows.min(start + 10_000))?;
        let writer = match &mut writer {
            Some(writer) => writer,
            None => writer.insert(ArrowWriter::try_new(File::create(file)?, batch.schema(), None)?),
        };
        writer.write(&batch)?;
    }
    writer.ok_or("no rows")?.close()?;
    Ok(())
}

fn batch(rows: std::ops::Range<usize>) -> Result<RecordBatch, Error> {
    let is_wrong = |row: usize, field: usize| row % 20 == 7 && row / 20 % 6 == field;
    let text = |of: &dyn Fn(usize) -> String| Arc::new(StringArray::from_iter_values(rows.clone().map(of))) as ArrayRef;
    let email = text(&|row| if is_wrong(row, 0) { format!("user{row}") } else { format!("user{row}@example.org") });
    let name = text(&|row| if is_wrong(row, 1) { "J".into() } else { format!("Jane {}", row * 31 % 100_003) });
    let country = text(&|row| {
        if is_wrong(row, 3) { "XX".into() } else { ["DE", "AT", "CH", "PL", "FR", "IT", "ES", "NL"][row % 8].into() }
    });
    let numbers =
        |of: &dyn Fn(usize) -> usize| rows.clone().map(|row| i32::try_from(of(row)).unwrap_or_default()).collect();
    let age: Int64Array = rows.clone().map(|row| (!is_wrong(row, 2)).then_some((18 + row * 7 % 100) as i64)).collect();
    let price: Float64Array = rows
        .clone()
        .map(|row| Some(if is_wrong(row, 4) { -1.0 } else { (row * 13 % 100_000 + 1) as f64 / 100.0 }))
        .collect();
    let quantity: Vec<i32> = numbers(&|row| if is_wrong(row, 5) { 1_001 } else { row % 1_000 + 1 });
    Ok(RecordBatch::try_from_iter([
        ("email", email),
        ("name", name),
        ("age", Arc::new(age) as ArrayRef),
        ("country", country),
        ("price", Arc::new(price)),
        ("quantity", Arc::new(Int32Array::from(quantity))),
    ])?)
}
