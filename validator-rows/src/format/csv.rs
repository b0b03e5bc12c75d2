//! CSV: its dialect and its header.

use std::io::{self, Read};

use encoding_rs::Encoding;
use memchr::memchr_iter;

use super::{Start, first_row};
use crate::block::Blocks;
use crate::block::csv::CsvScan;
use crate::columns::Columns;
use crate::columns::cells::Cells;
use crate::dialect::Dialect;
use crate::encoding;
use crate::error::{HeaderProblem, RowsError};

/// How many bytes are looked at to see how lines end.
const SEEN: u64 = 16 * 1024;

/// How a file of CSV is written. By default its cells stand between commas and may be quoted as RFC 4180 says.
///
/// ```
/// use unprocessable::Validate;
/// use unprocessable_rows::Csv;
///
/// #[derive(serde::Deserialize, Validate)]
/// struct User {
///     #[validate(email)]
///     email: String,
/// }
///
/// let file = "name;email\nJane;jane@example.com\n";
/// let mut rows = Csv::new().delimiter(b';').read::<User>(file.as_bytes())?;
/// assert_eq!(rows.next().unwrap().outcome.unwrap().email, "jane@example.com");
/// # Ok::<(), unprocessable_rows::RowsError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Csv {
    pub(crate) dialect: Dialect,
    encoding: Option<String>,
    names: Option<Vec<String>>,
    pub(crate) ragged: bool,
}

impl Default for Csv {
    fn default() -> Self {
        Self::new()
    }
}

impl Csv {
    /// Commas, double quotes, UTF-8, and a header in the first row.
    #[must_use]
    pub fn new() -> Self {
        let dialect = Dialect { delimiter: b',', quote: b'"', escape: None, double_quote: true, line_end: b'\n' };
        Self { dialect, encoding: None, names: None, ragged: false }
    }

    /// What stands between two cells, such as `b';'` or `b'\t'`.
    #[must_use]
    pub fn delimiter(mut self, delimiter: u8) -> Self {
        self.dialect.delimiter = delimiter;
        self
    }

    /// What stands around a cell that has a delimiter or a line feed in it. Twice inside of a cell, it stands for itself.
    #[must_use]
    pub fn quote(mut self, quote: u8) -> Self {
        self.dialect.quote = quote;
        self
    }

    /// What stands before a quote inside of quotes, such as `b'\\'`, instead of another quote.
    #[must_use]
    pub fn escape(mut self, escape: u8) -> Self {
        self.dialect.escape = Some(escape);
        self.dialect.double_quote = false;
        self
    }

    /// The encoding, by a name of the [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels), such as
    /// `latin1` or `shift_jis`. A mark of byte order at the beginning of the file says more than this. Bytes that mean
    /// nothing in the encoding make their row invalid; nothing is replaced.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(length(max = 5))] name: String }
    /// use unprocessable_rows::Csv;
    ///
    /// let file = b"name\nJos\xe9\n";
    /// let mut rows = Csv::new().encoding("latin1").read::<User>(&file[..])?;
    /// assert_eq!(rows.next().unwrap().outcome.unwrap().name, "José");
    /// # Ok::<(), unprocessable_rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }

    /// The names of the columns, for a file without a header.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows::Csv;
    ///
    /// let file = "1,jane@example.com\n";
    /// let mut rows = Csv::new().names(["id", "email"]).read::<User>(file.as_bytes())?;
    /// assert!(rows.next().unwrap().outcome.is_ok());
    /// # Ok::<(), unprocessable_rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn names(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.names = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Takes rows with fewer or more cells than the header: cells that are missing are empty, and others are ignored.
    /// Otherwise such a row is invalid.
    #[must_use]
    pub fn ragged(mut self) -> Self {
        self.ragged = true;
        self
    }

    /// Reads the header. Gives the rows, their columns, and the format with what was seen of it.
    pub(crate) fn open<'r>(
        mut self,
        reader: impl Read + Send + 'r,
        max_row_bytes: usize,
    ) -> Result<(Blocks<'r>, Columns, Self), RowsError> {
        let read = |source| RowsError::Read { line: 1, source };
        let mut reader = encoding::utf8(reader, self.known_encoding()?).map_err(read)?;
        let mut seen = Vec::new();
        reader.by_ref().take(SEEN).read_to_end(&mut seen).map_err(read)?;
        if seen.contains(&b'\r') && !seen.contains(&b'\n') {
            self.dialect.line_end = b'\r';
        }
        let hint = self.take_hint(&seen);
        let mut reader = io::Cursor::new(seen.split_off(hint)).chain(reader);
        let scan = || Box::new(CsvScan::new(self.dialect));
        let (names, start) = match &self.names {
            Some(names) => (names.clone(), Start { bytes: Vec::new(), first: 0 }),
            None => {
                let start = first_row(&mut reader, &mut *scan(), max_row_bytes).map_err(read)?;
                let too_long = RowsError::Header(HeaderProblem::TooLong { most: max_row_bytes });
                let start = start.ok_or(too_long)?;
                (self.cells_of(&start.bytes[..start.first]).map_err(RowsError::Header)?, start)
            }
        };
        if names.is_empty() {
            return Err(RowsError::Empty);
        }
        let columns = Columns::new(names).map_err(RowsError::Header)?;
        let (header, rest) = start.bytes.split_at(start.first);
        let line = 1 + u64::from(hint > 0) + memchr_iter(self.dialect.line_end, header).count() as u64;
        let offset = (hint + header.len()) as u64;
        let blocks = Blocks::new(Box::new(reader), scan(), rest.to_vec(), offset, line);
        Ok((blocks, columns, self))
    }

    /// Takes the delimiter from a line `sep=;` at the beginning, which spreadsheets write. Gives how long it is.
    fn take_hint(&mut self, seen: &[u8]) -> usize {
        let Some([delimiter, rest @ ..]) = seen.strip_prefix(b"sep=") else { return 0 };
        let end = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => return 0,
        };
        self.dialect.delimiter = *delimiter;
        b"sep=".len() + 1 + end
    }

    fn known_encoding(&self) -> Result<Option<&'static Encoding>, RowsError> {
        let Some(label) = &self.encoding else { return Ok(None) };
        let known = Encoding::for_label_no_replacement(label.as_bytes());
        known.map(Some).ok_or_else(|| RowsError::NoSuchEncoding { label: label.clone() })
    }

    /// The cells of one row.
    fn cells_of(&self, row: &[u8]) -> Result<Vec<String>, HeaderProblem> {
        let mut splitter = self.dialect.splitter();
        let (mut text, mut ends) = (vec![0; row.len() + 1], vec![0; row.len() + 1]);
        let (_, _, written, count) = splitter.read_record(row, &mut text, &mut ends);
        let (_, _, more_written, more) = splitter.read_record(&[], &mut text[written..], &mut ends[count..]);
        let ends = &ends[..count + more];
        let cells = Cells::new(&text[..written + more_written], ends, 0).ok_or(HeaderProblem::Encoding)?;
        Ok((0..ends.len()).map(|column| cells.get(column).to_owned()).collect())
    }
}
