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
    bytes: usize,
    depth: u32,
}

impl Limits {
    /// The defaults: 100 violations, 100 characters of a map key, 2 MiB of input, 127 lists and objects deep.
    #[must_use]
    pub const fn new() -> Self {
        Self { violations: 100, key_chars: 100, bytes: 2 << 20, depth: 127 }
    }

    /// Keeps at most this many violations; once they are full, the remaining rules do not run. Default: 100.
    ///
    /// At least one is always kept, since an answer without a violation would say that all is well. Fewer than this are
    /// kept when their keys take more than 1 KiB each, as long names in many maps that lie in one another do.
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

    /// Reads at most this many bytes of input. Default: 2 MiB.
    ///
    /// A framework that limits the size of bodies itself does so before.
    #[must_use]
    pub const fn bytes(mut self, most: usize) -> Self {
        self.bytes = most;
        self
    }

    /// Reads at most this many lists and objects inside of each other. Default, and most that is possible: 127.
    #[must_use]
    pub const fn depth(mut self, most: u32) -> Self {
        self.depth = if most > 127 { 127 } else { most };
        self
    }

    /// How many bytes of input are read at most.
    #[must_use]
    pub const fn max_bytes(&self) -> usize {
        self.bytes
    }

    /// How deep the input may be nested at most.
    #[must_use]
    pub const fn max_depth(&self) -> u32 {
        self.depth
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
