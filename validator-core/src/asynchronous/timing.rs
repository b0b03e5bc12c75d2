//! How long the answers to questions take, for those who watch.

use core::time::Duration;
use std::time::Instant;

use crate::rule::column::Column;

/// One query, or one call of a function of `custom_async`, that has ended.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct Timing {
    /// What was asked.
    pub asked: AskedOf,
    /// How long it took.
    pub time: Duration,
    /// Whether there was an answer. `None` if nobody waited for it any more.
    pub succeeded: Option<bool>,
}

/// What a question is about. Nothing in it comes from a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum AskedOf {
    /// The values of a column.
    Column(Column),
    /// A function of `custom_async`, as it is written there.
    Function(&'static str),
}

/// Who wants to know how long it takes.
#[doc(hidden)]
pub type Watcher<'w> = &'w (dyn Fn(Timing) + Send + Sync);

/// A question that is being answered. When it is dropped, it tells how long that took.
pub(super) struct Running<'w> {
    watcher: Option<(Watcher<'w>, Instant)>,
    asked: AskedOf,
    succeeded: Option<bool>,
}

impl<'w> Running<'w> {
    pub(super) fn start(watcher: Option<Watcher<'w>>, asked: AskedOf) -> Self {
        // In a browser there is no clock.
        let watcher = watcher.filter(|_| cfg!(not(target_family = "wasm")));
        Self { watcher: watcher.map(|watcher| (watcher, Instant::now())), asked, succeeded: None }
    }

    pub(super) fn end<T, E>(mut self, answer: Result<T, E>) -> Result<T, E> {
        self.succeeded = Some(answer.is_ok());
        answer
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if let Some((watcher, started)) = self.watcher.take() {
            watcher(Timing { asked: self.asked, time: started.elapsed(), succeeded: self.succeeded });
        }
    }
}
