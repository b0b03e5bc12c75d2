//! How much one request may cost.

/// Caps on one validation. The defaults are safe for requests from strangers.
///
/// ```
/// use unprocessable_core::Limits;
///
/// let limits = Limits::new().violations(20);
/// assert_eq!(limits.max_violations(), 20);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    violations: usize,
    key_chars: usize,
}

impl Limits {
    /// The defaults: 100 violations, 100 characters of a map key.
    #[must_use]
    pub const fn new() -> Self {
        Self { violations: 100, key_chars: 100 }
    }

    /// Keeps at most this many violations; once they are full, the remaining rules do not run. Default: 100.
    ///
    /// At least one is always kept, since an answer without a violation would say that all is well.
    #[must_use]
    pub const fn violations(mut self, most: usize) -> Self {
        self.violations = if most == 0 { 1 } else { most };
        self
    }

    /// Shows at most this many characters of a map key or an unknown field's name in a path. Default: 100.
    #[must_use]
    pub const fn key_chars(mut self, most: usize) -> Self {
        self.key_chars = most;
        self
    }

    /// How many violations are kept at most.
    #[must_use]
    pub const fn max_violations(&self) -> usize {
        self.violations
    }

    /// How many characters of a map key are shown at most.
    #[must_use]
    pub const fn max_key_chars(&self) -> usize {
        self.key_chars
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
