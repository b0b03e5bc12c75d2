//! A limit on the work that the build does for one pattern.

/// How many steps are left. Each step that a pattern can multiply is counted.
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    pub(super) const fn new(steps: usize) -> Self {
        Self { left: steps }
    }

    /// Counts steps. `None` if that is more than the limit, so that the caller gives up.
    pub(super) fn spend(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps)?;
        Some(())
    }
}
