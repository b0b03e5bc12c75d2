//! Where refusals gather while decoding goes on.

use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt;

use super::refusal::{Reason, Refusal};

/// Collects what is refused, up to a limit at which decoding stops.
///
/// It is shared by all decoders of a pass, so it is filled through a shared reference.
pub struct Refusals {
    kept: Cell<Vec<Refusal>>,
    /// How many came, kept or not.
    count: Cell<usize>,
    limit: usize,
}

impl Refusals {
    /// Room for this many refusals.
    #[must_use]
    pub const fn up_to(limit: usize) -> Self {
        Self { kept: Cell::new(Vec::new()), count: Cell::new(0), limit }
    }

    /// Adds a refusal, unless it only says that others were recorded.
    pub fn record(&self, refusal: Refusal) {
        if refusal.reason == Reason::Recorded {
            return;
        }
        if !self.is_full() {
            let mut kept = self.kept.take();
            if kept.is_empty() {
                kept.reserve(self.limit.min(16));
            }
            kept.push(refusal);
            self.kept.set(kept);
        }
        self.count.set(self.count.get() + 1);
    }

    /// How many have come, those past the limit included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count.get()
    }

    /// Whether there is no room for more, so that it makes no sense to go on.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.count.get() >= self.limit
    }

    /// Those that were kept, in the order in which they came.
    #[must_use]
    pub fn into_vec(self) -> Vec<Refusal> {
        self.kept.into_inner()
    }

    /// Takes out those that were kept and makes room for as many new ones: for between two decodings, as
    /// after each field.
    #[must_use]
    pub fn take(&self) -> Vec<Refusal> {
        self.count.set(0);
        self.kept.take()
    }

    /// Forgets what came after there were `count`.
    ///
    /// Types may try a value, and take another way when it is refused: such a refusal never was one.
    pub(super) fn forget_after(&self, count: usize) {
        if self.count.get() > count {
            let mut kept = self.kept.take();
            kept.truncate(count);
            self.kept.set(kept);
            self.count.set(count);
        }
    }

    /// Records why an element or a whole value was refused, where there were `before` refusals when its
    /// decoding began.
    ///
    /// A type that wraps the error of its parts says "invalid" again about what they have said already.
    pub(super) fn conclude(&self, before: usize, refusal: Refusal) {
        if self.count.get() == before || refusal.reason != Reason::Invalid {
            self.record(refusal);
        }
    }
}

impl fmt::Debug for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusals").field("count", &self.count).finish_non_exhaustive()
    }
}
