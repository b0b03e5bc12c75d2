//! Parquet, by DataFusion: rules run on columns, and a file is read in parts on all cores.

use std::collections::HashSet;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;

use datafusion::arrow::array::{AsArray, RecordBatch, StringArray, StructArray};
use datafusion::common::{Column, ScalarValue};
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::FunctionRegistry;
use datafusion::execution::context::DataFilePaths;
use datafusion::functions::core::expr_fn::named_struct;
use datafusion::physical_plan::execute_stream_partitioned;
use datafusion::prelude::{Expr, ParquetReadOptions, SessionConfig, SessionContext, lit};
use futures_util::StreamExt;
use serde_json::json;
use tokio::sync::{Semaphore, mpsc};
use unprocessable_datafusion::RuleSets;
use unprocessable_ruleset::RuleSet;
use url::Url;

use crate::args::Check;
use crate::check::{Collector, Ended, INTERRUPTED, Mistake};
use crate::failure::{Failure, reason};
use crate::input::Source;
use crate::keys::segments;
use crate::rows;
use crate::show;

/// How many mistakes of a part may wait for the parts before it, so that memory has an end.
const WAITING: u32 = 200_000;

/// What is wrong in a batch: how many rows it has, and the mistakes, whose lines begin at 0.
struct Found {
    rows: u64,
    mistakes: Vec<Mistake>,
}

/// A part of a file that a task reads.
struct Part {
    found: mpsc::UnboundedReceiver<Result<Found>>,
    /// How many more mistakes may wait.
    room: Arc<Semaphore>,
}

/// Checks one file. What is called a line is the number of the row.
pub(crate) fn file(
    args: &Check,
    set: &Arc<RuleSet>,
    source: &Source,
    collector: &mut Collector<'_>,
) -> Result<Option<Ended>, Failure> {
    // What is no Parquet is said as without the engine, which takes an empty file for one without rows.
    if let Err(failure) = rows::of(source, set) {
        return collector.cannot_be_checked(failure);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::because(format!("no threads can be started: {}", reason(&error))))?;
    let ended = runtime.block_on(check(args, set, source, collector));
    // What still reads is not waited for.
    runtime.shutdown_background();
    ended
}

async fn check(
    args: &Check,
    set: &Arc<RuleSet>,
    source: &Source,
    collector: &mut Collector<'_>,
) -> Result<Option<Ended>, Failure> {
    let failed = |error: DataFusionError| Failure::because(format!("{source}: {}", sentence(&error)));
    let sets = RuleSets::from(set.clone()).messages(args.lang);
    let mut parts = match parts(sets, set, source).await {
        Ok(parts) => parts,
        Err(error) => return collector.cannot_be_checked(failed(error)),
    };
    let mut before = 0;
    for part in &mut parts {
        while let Some(found) = part.found.recv().await {
            let found = match found {
                Ok(found) => found,
                Err(error) => return collector.cannot_be_checked(failed(error)),
            };
            if INTERRUPTED.load(Ordering::Relaxed) {
                return Ok(Some(Ended::Interrupted));
            }
            if let Some(ended) = collector.take_batch(before, found.rows, &found.mistakes)? {
                return Ok(Some(ended));
            }
            part.room.add_permits(room_for(&found) as usize);
            before += found.rows;
        }
    }
    Ok(None)
}

/// How much room the mistakes of a batch take. A batch with more than there ever is waits until it is alone.
fn room_for(found: &Found) -> u32 {
    u32::try_from(found.mistakes.len()).unwrap_or(WAITING).min(WAITING)
}

/// A file with its name as it is, in which others would find patterns and parts of addresses.
struct OneFile(ListingTableUrl);

impl DataFilePaths for OneFile {
    fn to_urls(self) -> Result<Vec<ListingTableUrl>> {
        Ok(vec![self.0])
    }
}

impl OneFile {
    fn of(source: &Source) -> Result<Self> {
        let path = fs::canonicalize(source.path.as_deref().unwrap_or("".as_ref()))?;
        let url = Url::from_file_path(&path);
        let url = url.map_err(|()| DataFusionError::Execution("the name of the file is no address".into()))?;
        Ok(Self(ListingTableUrl::try_new(url, None)?))
    }
}

/// The parts of a file in their order, each of which is read by a task of its own.
async fn parts(sets: RuleSets, set: &RuleSet, source: &Source) -> Result<Vec<Part>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    // Rows stay in their part and in their order, so that they can be counted: no task takes batches of another one.
    let config = SessionConfig::new()
        .with_target_partitions(cores)
        .with_round_robin_repartition(false)
        .set_bool("datafusion.execution.enable_file_stream_work_stealing", false);
    let context = SessionContext::new_with_config(config);
    unprocessable_datafusion::register(&context, sets);
    let options = ParquetReadOptions { file_extension: "", ..ParquetReadOptions::default() };
    let frame = context.read_parquet(OneFile::of(source)?, options).await?;
    let violations = context.udf("violations")?.call(vec![row(set, frame.schema().fields().iter().map(|f| f.name()))]);
    let plan = frame.select(vec![violations.alias("violations")])?.create_physical_plan().await?;
    let streams = execute_stream_partitioned(plan, context.task_ctx())?;
    let parts = streams.into_iter().map(|mut stream| {
        let (sender, found) = mpsc::unbounded_channel();
        let room = Arc::new(Semaphore::new(WAITING as usize));
        let its_room = room.clone();
        tokio::spawn(async move {
            while let Some(batch) = stream.next().await {
                let found = batch.and_then(|batch| found_in(&batch));
                let needed = found.as_ref().map_or(0, room_for);
                if let Ok(permits) = its_room.acquire_many(needed).await {
                    permits.forget();
                }
                if sender.send(found).is_err() {
                    return;
                }
            }
        });
        Part { found, room }
    });
    Ok(parts.collect())
}

/// A row as the functions take it. Columns that the set does not know are not read, unless it refuses them.
fn row<'c>(set: &RuleSet, columns: impl Iterator<Item = &'c String>) -> Expr {
    let fields: Vec<&str> = set.fields().filter_map(|field| segments(field.at()).next()).collect();
    let names: HashSet<&str> = fields.iter().copied().filter(|name| !name.is_empty()).collect();
    let is_known = |column: &str| names.contains(&*unprocessable_core::escape_segment(column));
    let takes_all = names.is_empty() || is_closed(set);
    let (mut members, mut knows_one) = (Vec::new(), names.is_empty());
    for column in columns {
        knows_one |= is_known(column);
        if takes_all || is_known(column) {
            members.extend([lit(column.clone()), Expr::Column(Column::from_name(column))]);
        }
    }
    // Where a file has none of the fields, each of its rows is without them, which one of them as NULL also says.
    if let Some(field) = fields.iter().find(|name| !knows_one && !name.is_empty()) {
        members.extend([lit(unescaped(field)), lit(ScalarValue::Null)]);
    }
    named_struct(members)
}

/// The name of a field whose key this is.
fn unescaped(segment: &str) -> String {
    let mut is_escaped = false;
    let kept = segment.chars().filter(|c| {
        is_escaped = *c == '\\' && !is_escaped;
        !is_escaped
    });
    kept.collect()
}

/// Whether the set refuses fields that it does not know.
fn is_closed(set: &RuleSet) -> bool {
    let refused = set.check(&json!({ "\u{0}": null }));
    refused.is_err_and(|errors| errors.iter().any(|(_, violation)| violation.code() == "unknown"))
}

/// The mistakes of a batch.
fn found_in(batch: &RecordBatch) -> Result<Found> {
    let lists = batch.columns().first().and_then(|column| column.as_list_opt::<i32>());
    let lists = lists.ok_or_else(|| DataFusionError::Internal("`violations` gave no list".into()))?;
    let violations = lists.values().as_struct_opt();
    let violations = violations.ok_or_else(|| DataFusionError::Internal("`violations` gave no structs".into()))?;
    let [keys, codes, messages] = ["key", "code", "message"].map(|name| texts(violations, name));
    let (keys, codes, messages) = (keys?, codes?, messages?);
    let mut found = Found { rows: batch.num_rows() as u64, mistakes: Vec::new() };
    for (line, bounds) in (0..).zip(lists.value_offsets().windows(2)) {
        let &[start, end] = bounds else { continue };
        for at in start..end {
            let at = usize::try_from(at).unwrap_or_default();
            let [key, code, message] = [keys, codes, messages].map(|texts| texts.value(at).to_owned());
            found.mistakes.push(Mistake { line, column: None, key, code, message, value: None });
        }
    }
    Ok(found)
}

fn texts<'v>(violations: &'v StructArray, name: &str) -> Result<&'v StringArray> {
    let column = violations.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
    column.ok_or_else(|| DataFusionError::Internal(format!("`violations` gave no `{name}`")))
}

/// What the engine says, in a line that is not too long.
fn sentence(error: &DataFusionError) -> String {
    show::name(&error.strip_backtrace())
}
