//! Parquet, by DataFusion: rules run on columns, and a file is read in parts on all cores.

use std::sync::Arc;
use std::thread;

use datafusion::error::{DataFusionError, Result};
use datafusion::physical_plan::execute_stream_partitioned;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures_util::StreamExt;
use tokio::sync::{Semaphore, mpsc};
use unprocessable_datafusion::RuleSets;
use unprocessable_ruleset::RuleSet;

use crate::args::Check;
use crate::check::{Collector, Ended};
use crate::engine::columns::{Found, found_in, query, sentence, take};
use crate::engine::threads;
use crate::failure::Failure;
use crate::input::Source;
use crate::rows;

/// How many mistakes of a part may wait for the parts before it, so that memory has an end.
const WAITING: u32 = 200_000;

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
    let runtime = threads()?;
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
            if let Some(ended) = take(&found, &mut before, collector)? {
                return Ok(Some(ended));
            }
            part.room.add_permits(room_for(&found) as usize);
        }
    }
    Ok(None)
}

/// How much room the mistakes of a batch take. A batch with more than there ever is waits until it is alone.
fn room_for(found: &Found) -> u32 {
    u32::try_from(found.mistakes.len()).unwrap_or(WAITING).min(WAITING)
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
    let plan = query(&context, set, source, Vec::new()).await?.create_physical_plan().await?;
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
