//! The bar on a terminal: rows per second, and how many were rejected.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::show::Count;

pub(crate) struct Bar {
    bar: ProgressBar,
    started: Instant,
    /// The rows that an earlier run has checked.
    before: u64,
}

impl Bar {
    /// A bar up to so many bytes, or one without an end. It is drawn only where standard error is a terminal.
    pub(crate) fn new(bytes: Option<u64>, is_quiet: bool, before: u64) -> Self {
        let bar = match (is_quiet, bytes) {
            (true, _) => ProgressBar::hidden(),
            (false, Some(bytes)) => ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr_with_hz(8)),
            (false, None) => ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8)),
        };
        let template = match bytes {
            Some(_) => "{bar:30} {percent:>3} %  {msg}  {eta} left",
            None => "{spinner} {msg}",
        };
        // A template that is wrong would be found by the tests.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now(), before }
    }

    pub(crate) fn show(&self, bytes: u64, rows: u64, rejected: u64) {
        if self.bar.is_hidden() {
            return;
        }
        let seconds = self.started.elapsed().max(Duration::from_millis(1)).as_secs_f64();
        let rate = (rows.saturating_sub(self.before) as f64 / seconds) as u64;
        self.bar.set_message(format!("{} rows, {} rows/s, {} rejected", Count(rows), Count(rate), Count(rejected)));
        self.bar.set_position(bytes);
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
