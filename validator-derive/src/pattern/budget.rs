//! A bound on the work that one pattern may cost the build.

/// What is left of the work; every step that a pattern can multiply spends from it.
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    pub(super) const fn new(steps: usize) -> Self {
        Self { left: steps }
    }

    /// `None` when the work is more than was allowed: whoever gets it gives up.
    pub(super) fn spend(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps)?;
        Some(())
    }
}
