//! Why the command cannot run.

use std::fmt;
use std::io;

/// Why the command cannot run, in a sentence.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever read the output has stopped, as `head` does.
    NobodyReads,
    Because(String),
}

impl Failure {
    pub(crate) fn because(reason: impl Into<String>) -> Self {
        Self::Because(reason.into())
    }

    /// Standard output cannot be written.
    pub(crate) fn of_output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::Because(format!("standard output cannot be written: {}", reason(error))),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NobodyReads => f.write_str("nobody reads standard output"),
            Self::Because(reason) => f.write_str(reason),
        }
    }
}

/// What the system says, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let said = error.to_string();
    let words = said.split(" (os error").next().unwrap_or(&said);
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
