//! Where our rules mean something else than a suite does.

use super::Verdict;

/// Cases of one kind on which we do not agree, and why.
pub(crate) struct Difference {
    /// Suites whose names begin so.
    pub(crate) suite: &'static str,
    /// Rules as they are written in the suite; all that begin so.
    pub(crate) rule: &'static str,
    /// What the suite says.
    pub(crate) valid: bool,
    /// Which values.
    pub(crate) values: fn(&str) -> bool,
    pub(crate) reason: &'static str,
}

pub(crate) const DIFFERENCES: &[Difference] = &[];

impl Difference {
    pub(crate) fn explains(&self, verdict: &Verdict) -> bool {
        verdict.suite.starts_with(self.suite)
            && verdict.rule.starts_with(self.rule)
            && verdict.valid == self.valid
            && verdict.value.as_str().is_some_and(self.values)
    }
}
