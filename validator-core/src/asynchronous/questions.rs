//! The questions of one request, and their answers.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use std::collections::HashMap;
use std::time::Instant;

use futures_util::future::{Either, select};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use crate::asynchronous::check::CheckSite;
use crate::asynchronous::lookup::{ErasedLookup, Lookup, LookupRow, Question};
use crate::asynchronous::timing::{AskedOf, Running, Watcher};
use crate::asynchronous::unanswered::{BoxError, Unanswered};
use crate::errors::violation::Violations;
use crate::limits::Limits;
use crate::rule::column::Column;

/// How many queries and checks of one request run at the same time, so that one request cannot take all connections of
/// a pool.
const CONCURRENT: usize = 8;

/// How long the places of all checks may be together. The place of each repeats the map keys above it, which a client
/// can make as long as its request.
const MOST_PLACE_BYTES: usize = 8 << 20;

/// The questions of one request, and their answers.
#[doc(hidden)]
#[derive(Default)]
pub struct Questions<'c> {
    lookups: Vec<Lookups<'c>>,
    /// What the checks have answered. `None` as long as this is not known.
    checks: HashMap<CheckPlace, Option<Result<(), Violations>>>,
    /// The checks that have not run, in the order in which they were asked for.
    asked: Vec<StartedCheck<'c>>,
    /// How many questions were asked so far, answered ones included.
    count: usize,
    /// The length of the places of all checks in bytes.
    place_bytes: usize,
}

/// A check that has not run, with the name of its function.
type StartedCheck<'c> = (CheckPlace, &'static str, Checking<'c>);

/// Questions about one column that one query can answer.
struct Lookups<'c> {
    source: &'c dyn ErasedLookup,
    column: Column,
    within: Option<Column>,
    /// The types of the keys are those of this row.
    like: LookupRow,
    answers: HashMap<LookupRow, Option<bool>>,
}

/// Where a function of `custom_async` is called: the place in the code, and the place of the value in the request.
type CheckPlace = (usize, String);

type Outcome = Result<Result<(), Violations>, BoxError>;
type Checking<'c> = Pin<Box<dyn Future<Output = Outcome> + Send + 'c>>;

impl<'c> Questions<'c> {
    /// Whether some are not answered.
    fn are_open(&self) -> bool {
        !self.asked.is_empty() || self.lookups.iter().any(|lookups| lookups.answers.values().any(Option::is_none))
    }

    /// The answer to a question about a column, which is asked if it is new.
    pub(super) fn look_up<L: Lookup>(
        &mut self,
        source: &'c L,
        column: Column,
        within: Option<Column>,
        row: LookupRow,
    ) -> Option<bool> {
        let is_same = |known: &Lookups<'c>| {
            let same_columns = known.column == column && known.within == within;
            same_columns && known.like.is_like(&row) && core::ptr::addr_eq(known.source, source)
        };
        // The rule that asks is most often the one that asked last.
        let index = self.lookups.iter().rposition(is_same).unwrap_or_else(|| {
            self.lookups.push(Lookups { source, column, within, like: row.clone(), answers: HashMap::new() });
            self.lookups.len() - 1
        });
        let lookups = self.lookups.get_mut(index)?;
        if let Some(answer) = lookups.answers.get(&row) {
            return *answer;
        }
        self.count += 1;
        lookups.answers.insert(row, None);
        None
    }

    /// The answer of a check, which is started if it is new.
    pub(super) fn ask(
        &mut self,
        site: &'static CheckSite,
        place: impl FnOnce() -> String,
        start: impl FnOnce() -> Checking<'c>,
    ) -> Result<(), Violations> {
        if self.place_bytes > MOST_PLACE_BYTES {
            return Ok(());
        }
        let place = (core::ptr::from_ref(site).addr(), place());
        if let Some(answer) = self.checks.get(&place) {
            return answer.clone().unwrap_or(Ok(()));
        }
        self.count += 1;
        self.place_bytes += place.1.len();
        self.asked.push((place.clone(), site.name, start()));
        self.checks.insert(place, None);
        Ok(())
    }

    /// Answers all questions that are open.
    async fn answer(&mut self, deadline: Deadline, watcher: Option<Watcher<'_>>) -> Result<(), Unanswered> {
        let open: Vec<(usize, Vec<LookupRow>)> = self.lookups.iter().enumerate().map(Lookups::open).collect();
        let answers = answers(&self.lookups, &open, core::mem::take(&mut self.asked), watcher);
        for answer in deadline.limit(answers).await? {
            match answer {
                Answer::Found(index, rows, found) => {
                    // An answer about other rows than those that were asked answers nothing.
                    if found.len() != rows.len() {
                        return Err(Unanswered::failed("a lookup answered another question"));
                    }
                    let found = found.into_iter().map(Some);
                    self.lookups[index].answers.extend(rows.iter().cloned().zip(found));
                }
                Answer::Outcome(place, outcome) => _ = self.checks.insert(place, Some(outcome)),
            }
        }
        Ok(())
    }
}

/// Runs all queries and checks, several at the same time.
async fn answers<'q>(
    lookups: &[Lookups<'_>],
    open: &'q [(usize, Vec<LookupRow>)],
    checks: Vec<StartedCheck<'_>>,
    watcher: Option<Watcher<'_>>,
) -> Result<Vec<Answer<'q>>, Unanswered> {
    let asked = open.iter().filter(|(_, rows)| !rows.is_empty());
    let found = asked.map(|(index, rows)| {
        let Lookups { source, column, within, .. } = &lookups[*index];
        let finding = source.find_boxed(Question::new(*column, *within, rows));
        Box::pin(async move {
            let running = Running::start(watcher, AskedOf::Column(*column));
            Ok(Answer::Found(*index, rows, running.end(finding.await)?.0))
        }) as Answering<'_, 'q>
    });
    let outcomes = checks.into_iter().map(|(place, name, checking)| {
        Box::pin(async move {
            let running = Running::start(watcher, AskedOf::Function(name));
            Ok(Answer::Outcome(place, running.end(checking.await)?))
        }) as Answering<'_, 'q>
    });
    let work: Vec<Answering<'_, 'q>> = found.chain(outcomes).collect();
    let answers = stream::iter(work).buffer_unordered(CONCURRENT);
    answers.try_collect().await.map_err(|error: BoxError| Unanswered::failed(error))
}

type Answering<'w, 'q> = Pin<Box<dyn Future<Output = Result<Answer<'q>, BoxError>> + Send + 'w>>;

enum Answer<'q> {
    Found(usize, &'q [LookupRow], Vec<bool>),
    Outcome(CheckPlace, Result<(), Violations>),
}

impl Lookups<'_> {
    /// The rows whose answers are not known, in ascending order, so that the same request always asks the same.
    fn open((index, lookups): (usize, &Self)) -> (usize, Vec<LookupRow>) {
        let open = lookups.answers.iter().filter(|(_, answer)| answer.is_none());
        let mut rows: Vec<LookupRow> = open.map(|(row, _)| row.clone()).collect();
        rows.sort_unstable();
        (index, rows)
    }
}

/// Runs `judge` until all questions that it asks are answered. Tells `watcher` how long each answer takes.
///
/// # Errors
///
/// Why the questions have no answer.
#[doc(hidden)]
pub async fn settle<'c, R>(
    limits: &Limits,
    watcher: Option<Watcher<'_>>,
    mut judge: impl FnMut(&mut Questions<'c>) -> R,
) -> Result<R, Unanswered> {
    let mut questions = Questions::default();
    let mut deadline = None;
    loop {
        let outcome = judge(&mut questions);
        if !questions.are_open() {
            return Ok(outcome);
        }
        drop(outcome);
        // Each round asks something new, so this also limits the rounds.
        if questions.count > limits.max_questions() || questions.place_bytes > MOST_PLACE_BYTES {
            return Err(Unanswered::TooMany);
        }
        let deadline = *deadline.get_or_insert_with(|| Deadline::of(limits));
        questions.answer(deadline, watcher).await?;
    }
}

/// Runs a future that never waits, such as an example with rows in memory.
///
/// # Panics
///
/// If it waits.
#[doc(hidden)]
pub fn poll_once<F: Future>(future: F) -> F::Output {
    use core::task::{Context, Poll, Waker};
    match core::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

/// The moment at which the answers of a request must be there.
#[derive(Clone, Copy)]
struct Deadline(Option<Instant>);

impl Deadline {
    fn of(limits: &Limits) -> Self {
        // In a browser there is no timer, and neither `Instant` nor threads.
        Self(if cfg!(target_family = "wasm") { None } else { Instant::now().checked_add(limits.max_wait()) })
    }

    async fn limit<R>(self, work: impl Future<Output = Result<R, Unanswered>>) -> Result<R, Unanswered> {
        let Some(end) = self.0 else { return work.await };
        let time = sleep(end.saturating_duration_since(Instant::now()));
        match select(core::pin::pin!(work), core::pin::pin!(time)).await {
            Either::Left((done, _)) => done,
            Either::Right(_) => Err(Unanswered::Late),
        }
    }
}

#[cfg(not(target_family = "wasm"))]
use futures_timer::Delay;

#[cfg(not(target_family = "wasm"))]
fn sleep(time: core::time::Duration) -> Delay {
    Delay::new(time)
}

#[cfg(target_family = "wasm")]
fn sleep(_: core::time::Duration) -> core::future::Pending<()> {
    core::future::pending()
}

impl fmt::Debug for Questions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Questions").field("count", &self.count).finish_non_exhaustive()
    }
}
