//! Why a file cannot be read to its end.

use std::error::Error;
use std::io;

/// Why a file cannot be read, or its rows cannot be handed over. What is wrong with single rows is no such error.
///
/// No text of it repeats what stands in the file, except a name of its header.
///
/// ```
/// use unprocessable_rows::{self as rows, RowsError};
/// # use unprocessable::Validate;
/// # #[derive(Debug, serde::Deserialize, Validate)]
/// # struct User { #[validate(email)] email: String }
///
/// let error = rows::csv::<User>(&b""[..]).unwrap_err();
/// assert!(matches!(error, RowsError::Empty));
/// assert_eq!(error.to_string(), "the file is empty: its first row must be the header");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RowsError {
    /// The file cannot be read.
    #[error("the file cannot be read from line {line} on: {source}")]
    Read {
        /// The line that was read last, counted from 1.
        line: u64,
        /// What the reader says.
        source: io::Error,
    },
    /// A file of CSV that has nothing in it.
    #[error("the file is empty: its first row must be the header")]
    Empty,
    /// The header of a file of CSV cannot be used.
    #[error("the header {0}")]
    Header(HeaderProblem),
    /// A file of JSON that is not one array.
    #[error("{0}")]
    Array(ArrayProblem),
    /// A field that must be unique in the file, and is no column of it.
    #[error("`{name}` must be unique in the file, and the file has no such column")]
    NoSuchColumn {
        /// The name that was asked for.
        name: String,
    },
    /// A name of an encoding that nobody knows.
    #[error("there is no encoding `{label}`; `utf-8`, `windows-1252` and `latin1` are some")]
    NoSuchEncoding {
        /// The name that was asked for.
        label: String,
    },
    /// A file that ends before the position from which it is to be read.
    #[error("the file ends before byte {offset}, from which it is to be read: it is not the file that was read before")]
    Shorter {
        /// The position in the file, in bytes of UTF-8.
        offset: u64,
    },
    /// The rejects cannot be written.
    #[error("the rejects cannot be written: {0}")]
    Rejects(#[source] io::Error),
    /// A file beside, which holds what does not fit into memory, cannot be written or read.
    #[error("the temporary file cannot be used: {0}")]
    Temporary(#[source] io::Error),
    /// What takes the rows has failed.
    #[error("the rows up to line {line} were not taken: {source}")]
    Batch {
        /// The last line of the batch.
        line: u64,
        /// What it says.
        source: Box<dyn Error + Send + Sync>,
    },
}

/// What is wrong with a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderProblem {
    /// It is not text in the encoding.
    #[error("is not valid UTF-8: if the file has another encoding, name it")]
    Encoding,
    /// It takes more bytes than a row may.
    #[error("is longer than {most} bytes")]
    TooLong {
        /// How many bytes it may have.
        most: usize,
    },
    /// Two of its names put their values at the same place, or one puts its value where the other has nested ones.
    #[error("has two names for the same value, or a value and nested ones under the same name")]
    Conflict,
    /// A name is nested too deeply.
    #[error("has a name with more than {most} steps")]
    TooDeep {
        /// How many steps it may have.
        most: u32,
    },
}

/// What is wrong with a file of JSON as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArrayProblem {
    /// It does not begin with a bracket.
    #[error("the file is not a JSON array: it must begin with `[`")]
    NoArray,
    /// The bracket at the end is missing. The rows before the last comma were read.
    #[error("the JSON array is not closed: the file ends without its `]`")]
    NotClosed,
    /// Something follows the bracket at the end.
    #[error("something follows the JSON array: a file is one array, and a document in each line is NDJSON")]
    More,
}
