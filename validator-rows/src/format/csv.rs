//! CSV: its dialect and its header.

use std::io::Read;
use std::str;

use encoding_rs::Encoding;

use super::first_row;
use crate::block::Blocks;
use crate::block::csv::CsvScan;
use crate::columns::Columns;
use crate::dialect::Dialect;
use crate::encoding;
use crate::error::{HeaderProblem, RowsError};

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
        let dialect = Dialect { delimiter: b',', quote: b'"', escape: None, double_quote: true };
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

    /// Reads the header.
    pub(crate) fn open<'r>(
        &self,
        reader: impl Read + Send + 'r,
        max_row_bytes: usize,
    ) -> Result<(Blocks<'r>, Columns), RowsError> {
        let read = |source| RowsError::Read { line: 1, source };
        let mut reader = encoding::utf8(reader, self.known_encoding()?).map_err(read)?;
        if let Some(names) = &self.names {
            let columns = Columns::new(names.clone()).map_err(RowsError::Header)?;
            let blocks = Blocks::new(reader, Box::new(CsvScan::new(self.dialect)), Vec::new(), 0, 1);
            return Ok((blocks, columns));
        }
        let mut scan = CsvScan::new(self.dialect);
        let too_long = RowsError::Header(HeaderProblem::TooLong { most: max_row_bytes });
        let Some(mut start) = first_row(&mut *reader, &mut scan, max_row_bytes).map_err(read)? else {
            return Err(too_long);
        };
        let header = self.cells_of(&start.bytes[..start.first]).map_err(RowsError::Header)?;
        if header.is_empty() {
            return Err(RowsError::Empty);
        }
        let columns = Columns::new(header).map_err(RowsError::Header)?;
        let line = 1 + memchr::memchr_iter(b'\n', &start.bytes[..start.first]).count() as u64;
        let (offset, rest) = (start.first as u64, start.bytes.split_off(start.first));
        Ok((Blocks::new(reader, Box::new(CsvScan::new(self.dialect)), rest, offset, line), columns))
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
        let text = str::from_utf8(&text[..written + more_written]).map_err(|_| HeaderProblem::Encoding)?;
        let mut start = 0;
        Ok(ends[..count + more].iter().map(|end| text[std::mem::replace(&mut start, *end)..*end].to_owned()).collect())
    }
}
