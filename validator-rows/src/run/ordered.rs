//! What happens to rows in the order of the file: repeated values are found, rejects are written, mistakes are counted.

use std::sync::atomic::{AtomicBool, Ordering};

use unprocessable_core::ValidationErrors;

use crate::columns::Columns;
use crate::error::RowsError;
use crate::report::{Checkpoint, End, Progress, Tally};
use crate::run::Flow;
use crate::run::read::{Outcome, Rejected};
use crate::run::rejects::Rejects;
use crate::unique::{Digest, Unique};

/// What is told how far a run has come.
pub(crate) type OnProgress<'r> = Box<dyn FnMut(&Progress<'_>) + 'r>;

pub(crate) struct Ordered<'r> {
    pub(crate) checkpoint: Checkpoint,
    pub(crate) unique: Unique,
    tally: Tally,
    pub(crate) rejects: Option<Rejects<'r>>,
    pub(crate) max_rejects: u64,
    pub(crate) max_rows: u64,
    /// Ends the run between two blocks.
    pub(crate) stop: Option<&'r AtomicBool>,
    /// Why the run ends before the end of the file.
    pub(crate) end: Option<End>,
    /// How many rows only lead to the one from which a run goes on.
    pub(crate) passed: u64,
    pub(crate) progress: Option<OnProgress<'r>>,
}

impl Ordered<'_> {
    /// At the beginning of a file.
    pub(crate) fn new(checkpoint: Checkpoint) -> Self {
        let unique = Unique::default();
        Self {
            checkpoint,
            unique,
            tally: Tally::default(),
            rejects: None,
            max_rejects: u64::MAX,
            max_rows: u64::MAX,
            stop: None,
            end: None,
            passed: 0,
            progress: None,
        }
    }

    /// Takes the next row. It is nothing if the row was taken in an earlier run.
    pub(crate) fn row<V>(
        &mut self,
        outcome: Outcome<V>,
        values: &[Option<Digest>],
        columns: Option<&Columns>,
    ) -> Result<Option<Result<V, ValidationErrors>>, RowsError> {
        let line = outcome.line;
        let repeated =
            if values.is_empty() { Vec::new() } else { self.unique.add(line, values).map_err(RowsError::Temporary)? };
        if self.passed > 0 {
            self.passed -= 1;
            return Ok(None);
        }
        self.checkpoint.rows += 1;
        let rejected = match outcome.result {
            Ok(value) if repeated.is_empty() => return Ok(Some(Ok(value))),
            Ok(_) => Box::new(Rejected { errors: ValidationErrors::new(), values: Vec::new() }),
            Err(rejected) => rejected,
        };
        let Rejected { mut errors, values } = *rejected;
        for (key, violation) in repeated {
            errors.add(key, violation);
        }
        self.checkpoint.rejected += 1;
        for (key, violation) in errors.iter() {
            self.tally.add(&mut self.checkpoint.counts, key, violation.code(), line);
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.add(line, &errors, &values, columns).map_err(RowsError::Rejects)?;
        }
        Ok(Some(Err(errors)))
    }

    /// Whether there may be more rows.
    pub(crate) fn flow(&mut self) -> Flow {
        if self.checkpoint.rejected >= self.max_rejects {
            self.end = Some(End::MaxRejects);
        } else if self.checkpoint.rows >= self.max_rows {
            self.end = Some(End::MaxRows);
        }
        if self.end.is_some() { Flow::Stop } else { Flow::On }
    }

    /// Notes that all rows up to here were taken.
    pub(crate) fn reach(&mut self, (offset, line): (u64, u64)) -> Result<(), RowsError> {
        if let Some(rejects) = &mut self.rejects {
            self.checkpoint.reject_bytes += rejects.flush().map_err(RowsError::Rejects)?;
        }
        if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            self.end.get_or_insert(End::Stopped);
        }
        if self.passed == 0 {
            (self.checkpoint.offset, self.checkpoint.line) = (offset, line);
            if let Some(progress) = &mut self.progress {
                progress(&Progress { checkpoint: &self.checkpoint, spilled: self.unique.spilled() });
            }
        }
        Ok(())
    }
}
