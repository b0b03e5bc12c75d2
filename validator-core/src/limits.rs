//! Limits for the cost of one request.

use core::time::Duration;

/// The most that one request may cost: violations, bytes, depth, and what asynchronous rules ask. The defaults are safe for requests from strangers.
///
/// ```
/// use unprocessable_core::Limits;
///
/// let limits = Limits::new().violations(20).bytes(64 << 10).depth(8);
/// assert_eq!(limits.max_violations(), 20);
/// assert_eq!(limits.max_key_chars(), 100);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    violations: usize,
    key_chars: usize,
    bytes: usize,
    depth: u32,
    questions: usize,
    wait: Duration,
    multipart_bytes: Option<u64>,
    parts: usize,
    files: usize,
    file_memory: usize,
}

impl Limits {
    /// The defaults: 100 violations, 100 characters of a map key, 2 MiB of input, 127 lists and objects deep, 10,000
    /// questions of asynchronous rules, and 5 seconds for their answers. A body of `multipart/form-data` may have 1,000
    /// parts, of which 100 are files, and 32 KiB of each file are kept in memory.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().max_violations(), 100);
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            violations: 100,
            key_chars: 100,
            bytes: 2 << 20,
            depth: 127,
            questions: 10_000,
            wait: Duration::from_secs(5),
            multipart_bytes: None,
            parts: 1000,
            files: 100,
            file_memory: 32 << 10,
        }
    }

    /// Keeps at most this many violations. Once they are found, the remaining rules do not run. Default: 100.
    ///
    /// At least one violation is kept, because errors without violations would mean that the request is valid. Fewer
    /// are kept if their keys take more than 1 KiB each, which happens with long keys in many nested maps.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().violations(20).max_violations(), 20);
    /// assert_eq!(Limits::new().violations(0).max_violations(), 1);
    /// ```
    #[must_use]
    pub const fn violations(mut self, most: usize) -> Self {
        self.violations = if most == 0 { 1 } else { most };
        self
    }

    /// Shows at most this many characters of a map key or an unknown field's name in a path. Default: 100.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().key_chars(40).max_key_chars(), 40);
    /// ```
    #[must_use]
    pub const fn key_chars(mut self, most: usize) -> Self {
        self.key_chars = most;
        self
    }

    /// Reads at most this many bytes of input. Default: 2 MiB.
    ///
    /// A framework may have a limit of its own, which comes first.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().bytes(64 << 10).max_bytes(), 65_536);
    /// ```
    #[must_use]
    pub const fn bytes(mut self, most: usize) -> Self {
        self.bytes = most;
        self
    }

    /// Reads at most this many bytes of a whole body of `multipart/form-data`, files included. Default: as many as
    /// [`bytes`](Self::bytes), which still limits its text.
    ///
    /// A framework may have a limit of its own, which comes first. actix-web has none for such bodies.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().max_multipart_bytes(), 2 << 20);
    /// assert_eq!(Limits::new().multipart_bytes(50 << 20).max_multipart_bytes(), 50 << 20);
    /// ```
    #[must_use]
    pub const fn multipart_bytes(mut self, most: u64) -> Self {
        self.multipart_bytes = Some(most);
        self
    }

    /// Reads at most this many parts of a body of `multipart/form-data`, files included. Default: 1,000.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().parts(50).max_parts(), 50);
    /// ```
    #[must_use]
    pub const fn parts(mut self, most: usize) -> Self {
        self.parts = most;
        self
    }

    /// Reads at most this many files. Default: 100.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().files(5).max_files(), 5);
    /// ```
    #[must_use]
    pub const fn files(mut self, most: usize) -> Self {
        self.files = most;
        self
    }

    /// Keeps a file of at most this many bytes in memory. A larger one goes to a temporary file. Default: 32 KiB.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().file_memory(1 << 20).max_file_memory(), 1 << 20);
    /// ```
    #[must_use]
    pub const fn file_memory(mut self, most: usize) -> Self {
        self.file_memory = most;
        self
    }

    /// Reads lists and objects to at most this depth. Default: 127, which is also the most.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().depth(8).max_depth(), 8);
    /// assert_eq!(Limits::new().depth(1_000).max_depth(), 127);
    /// ```
    #[must_use]
    pub const fn depth(mut self, most: u32) -> Self {
        self.depth = if most > 127 { 127 } else { most };
        self
    }

    /// Lets asynchronous rules ask about at most this many values of a request. Default: 10,000.
    ///
    /// A request that asks more is answered with 413. Equal values in one column are one question.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().questions(500).max_questions(), 500);
    /// ```
    #[must_use]
    pub const fn questions(mut self, most: usize) -> Self {
        self.questions = most;
        self
    }

    /// Waits at most this long for the answers of all asynchronous rules together. Default: 5 seconds.
    ///
    /// If they are not there by then, the request is answered with 503. In WebAssembly there is no timer, and the
    /// application has to stop waiting by itself.
    ///
    /// ```
    /// use std::time::Duration;
    /// use unprocessable_core::Limits;
    ///
    /// let limits = Limits::new().wait(Duration::from_millis(800));
    /// assert_eq!(limits.max_wait(), Duration::from_millis(800));
    /// ```
    #[must_use]
    pub const fn wait(mut self, longest: Duration) -> Self {
        self.wait = longest;
        self
    }

    /// The most bytes of input that are read.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().max_bytes(), 2 << 20);
    /// ```
    #[must_use]
    pub const fn max_bytes(&self) -> usize {
        self.bytes
    }

    /// The most bytes of a whole body of `multipart/form-data` that are read.
    #[must_use]
    pub const fn max_multipart_bytes(&self) -> u64 {
        match self.multipart_bytes {
            Some(most) => most,
            None => self.bytes as u64,
        }
    }

    /// The most parts of a body of `multipart/form-data` that are read.
    #[must_use]
    pub const fn max_parts(&self) -> usize {
        self.parts
    }

    /// The most files that are read.
    #[must_use]
    pub const fn max_files(&self) -> usize {
        self.files
    }

    /// The most bytes of a file that are kept in memory.
    #[must_use]
    pub const fn max_file_memory(&self) -> usize {
        self.file_memory
    }

    /// The greatest depth of lists and objects that is read.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().max_depth(), 127);
    /// ```
    #[must_use]
    pub const fn max_depth(&self) -> u32 {
        self.depth
    }

    /// The most violations that are kept.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().max_violations(), 100);
    /// ```
    #[must_use]
    pub const fn max_violations(&self) -> usize {
        self.violations
    }

    /// The most characters of a map key that are shown.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().max_key_chars(), 100);
    /// ```
    #[must_use]
    pub const fn max_key_chars(&self) -> usize {
        self.key_chars
    }

    /// How many questions asynchronous rules may ask.
    ///
    /// ```
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().max_questions(), 10_000);
    /// ```
    #[must_use]
    pub const fn max_questions(&self) -> usize {
        self.questions
    }

    /// How long the answers of asynchronous rules may take together.
    ///
    /// ```
    /// use std::time::Duration;
    /// use unprocessable_core::Limits;
    ///
    /// assert_eq!(Limits::new().max_wait(), Duration::from_secs(5));
    /// ```
    #[must_use]
    pub const fn max_wait(&self) -> Duration {
        self.wait
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
