//! The rows of a file, and what is done with them.

use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::io::{self, Seek as _, SeekFrom, Write};
use std::num::NonZero;
use std::sync::atomic::AtomicBool;
use std::thread;

use unprocessable_core::{Limits, Messages};

use crate::block::array::ArrayScan;
use crate::block::csv::CsvScan;
use crate::block::lines::LineScan;
use crate::block::{Blocks, Scan};
use crate::check::{Check, Discard};
use crate::error::RowsError;
use crate::report::{Checkpoint, End, Progress, Report};
use crate::row::{Row, RowError};
use crate::run::ordered::{OnProgress, Ordered};
use crate::run::read::{Format, Outcome, Reader, Room, Settings};
use crate::run::rejects::{Lines, Reject, RejectFormat, Rejects, TakeReject, To};
use crate::run::{self, Flow};
use crate::unique::{Digest, Finder, Unique};

/// How long a row may be by default, in bytes.
pub(crate) const MAX_ROW_BYTES: usize = 1024 * 1024;

/// How many bytes of memory the values of unique fields may take by default.
const UNIQUE_MEMORY: usize = 16 * 1024 * 1024;

/// The rows of a file that is open. It is an iterator over them, on one thread. [`run`](Self::run) and
/// [`check`](Self::check) use all cores.
///
/// Memory does not grow with the file: about 256 kB of it are read at once, for each thread a few times.
///
/// The options are set before the first row is read.
pub struct Rows<'r, V> {
    blocks: Blocks<'r>,
    format: Format,
    check: Box<dyn Check<Value = V> + 'r>,
    settings: Settings,
    options: Options<'r>,
    /// The state of the iteration, once it has begun.
    reading: Option<Reading<'r, V>>,
}

struct Options<'r> {
    threads: usize,
    batch_rows: usize,
    max_rejects: u64,
    max_rows: u64,
    stop: Option<&'r AtomicBool>,
    rejects: Option<Destination<'r>>,
    format: RejectFormat,
    messages: Option<&'r dyn Messages>,
    progress: Option<OnProgress<'r>>,
    unique: Vec<String>,
    unique_memory: usize,
    resume: Option<Checkpoint>,
}

/// Where rejects go.
enum Destination<'r> {
    Writer(Box<dyn Write + 'r>),
    Function(Box<TakeReject<'r>>),
}

impl Options<'_> {
    fn new() -> Self {
        Self {
            threads: thread::available_parallelism().map_or(1, NonZero::get),
            batch_rows: 1000,
            max_rejects: u64::MAX,
            max_rows: u64::MAX,
            stop: None,
            rejects: None,
            format: RejectFormat::Ndjson,
            messages: None,
            progress: None,
            unique: Vec::new(),
            unique_memory: UNIQUE_MEMORY,
            resume: None,
        }
    }
}

struct Reading<'r, V> {
    ordered: Ordered<'r>,
    finder: Option<Finder>,
    room: Room,
    rows: VecDeque<Outcome<V>>,
    /// The values of each row that must be unique.
    digests: VecDeque<Vec<Option<Digest>>>,
    /// The end of the block that these rows are from.
    end: Option<(u64, u64)>,
    is_over: bool,
}

impl<'r, V: Send> Rows<'r, V> {
    pub(crate) fn new(blocks: Blocks<'r>, format: Format, check: Box<dyn Check<Value = V> + 'r>) -> Self {
        let settings = Settings { limits: Limits::new(), max_row_bytes: MAX_ROW_BYTES, shows_values: false };
        Self { blocks, format, check, settings, options: Options::new(), reading: None }
    }

    /// How many threads check rows, of which the one that calls is the first: with 1, no thread is started. Without this, it is
    /// the number of cores.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.options.threads = threads.max(1);
        self
    }

    /// How many rows a batch has at most. Without this, it is 1,000.
    #[must_use]
    pub fn batch_rows(mut self, rows: usize) -> Self {
        self.options.batch_rows = rows.max(1);
        self
    }

    /// How long a row may be, in bytes. A longer one is invalid, and nothing of it is kept. Without this, it is 1 MiB.
    #[must_use]
    pub fn max_row_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_row_bytes = bytes;
        self
    }

    /// What one row may cost. The number of bytes is set by [`max_row_bytes`](Self::max_row_bytes).
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Ends after this many invalid rows.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let report = rows::csv::<User>("email\n1\n2\n3\n".as_bytes())?.max_rejects(2).check()?;
    /// assert_eq!((report.rejected(), report.is_stopped()), (2, true));
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn max_rejects(mut self, rows: u64) -> Self {
        self.options.max_rejects = rows;
        self
    }

    /// Ends after this many rows, counted from the beginning of the file.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let report = rows::csv::<User>("email\n1\n2\n3\n".as_bytes())?.max_rows(2).check()?;
    /// assert_eq!((report.rows(), report.end()), (2, rows::End::MaxRows));
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn max_rows(mut self, rows: u64) -> Self {
        self.options.max_rows = rows;
        self
    }

    /// Ends when this becomes true, such as when the user has pressed Ctrl-C. It is looked at about once for every 256 kB of
    /// the file, when the rows before were handed over and their rejects written.
    ///
    /// ```
    /// # use std::sync::atomic::AtomicBool;
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let stop = AtomicBool::new(true);
    /// let report = rows::csv::<User>("email\n1\n2\n3\n".as_bytes())?.stop_on(&stop).check()?;
    /// assert_eq!(report.end(), rows::End::Stopped);
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn stop_on(mut self, stop: &'r AtomicBool) -> Self {
        self.options.stop = Some(stop);
        self
    }

    /// Writes what is wrong with each row: its line, column, key, code and message. The writer gets whole lines only.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let mut rejects = Vec::new();
    /// rows::csv::<User>("email\njane\n".as_bytes())?.rejects(&mut rejects).check()?;
    /// assert_eq!(
    ///     String::from_utf8(rejects).unwrap(),
    ///     r#"{"line":2,"column":"email","key":"email","code":"email","message":"The email must be a valid email address."}
    /// "#,
    /// );
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn rejects(mut self, writer: impl Write + 'r) -> Self {
        self.options.rejects = Some(Destination::Writer(Box::new(writer)));
        self
    }

    /// Calls a function with each mistake, in the order of the file, instead of writing rejects. If it fails, the run ends.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let mut codes = Vec::new();
    /// let users = rows::csv::<User>("email\njane\n".as_bytes())?.each_reject(|reject| {
    ///     codes.push(reject.code.to_owned());
    ///     Ok(())
    /// });
    /// users.check()?;
    /// assert_eq!(codes, ["email"]);
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn each_reject(mut self, take: impl FnMut(&Reject<'_>) -> io::Result<()> + 'r) -> Self {
        self.options.rejects = Some(Destination::Function(Box::new(take)));
        self
    }

    /// How rejects are written. Without this, as NDJSON.
    #[must_use]
    pub fn reject_format(mut self, format: RejectFormat) -> Self {
        self.options.format = format;
        self
    }

    /// Also writes into rejects what stands in the file at each mistake. Then they are as private as the file.
    #[must_use]
    pub fn reject_values(mut self) -> Self {
        self.settings.shows_values = true;
        self
    }

    /// The language and the words of the messages in rejects.
    #[must_use]
    pub fn messages(mut self, messages: &'r dyn Messages) -> Self {
        self.options.messages = Some(messages);
        self
    }

    /// Calls a function about once for every 256 kB of the file.
    #[must_use]
    pub fn progress(mut self, report: impl FnMut(&Progress<'_>) + 'r) -> Self {
        self.options.progress = Some(Box::new(report));
        self
    }

    /// Demands that no two rows have the same value in a field. It is called by the name of its column or by its key, and
    /// may be called for several fields. Of two rows with the same value, the second one is invalid, whether the first
    /// one is or not. An empty cell or a missing value is not compared.
    ///
    /// Values are compared as they are written, by a keyed hash of 128 bits each.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let file = "email\njane@example.com\njane@example.com\n";
    /// let row = rows::csv::<User>(file.as_bytes())?.unique_in_file("email").nth(1).unwrap();
    /// let error = row.outcome.map(|_| ()).unwrap_err();
    /// assert_eq!(error.to_string(), "email: The email is in line 2 of the file already.");
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn unique_in_file(mut self, field: impl Into<String>) -> Self {
        self.options.unique.push(field.into());
        self
    }

    /// How many bytes of memory the values of unique fields may take. When there are more, they are kept in a temporary
    /// file, and [`Progress::spilled`] and [`Report::spilled`] say so. Without this, it is 16 MiB, which is enough for a
    /// quarter of a million rows.
    #[must_use]
    pub fn unique_memory(mut self, bytes: usize) -> Self {
        self.options.unique_memory = bytes;
        self
    }

    /// Goes on where an earlier run of the same file with the same options ended. If fields must be unique, the rows before
    /// are read again for their values; nothing else happens to them.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let file = "email\njane\n".to_owned();
    /// let first = rows::csv::<User>(file.as_bytes())?.check()?;
    ///
    /// let longer = file + "joe\n";
    /// let second = rows::csv::<User>(longer.as_bytes())?.resume(first.checkpoint().clone()).check()?;
    /// assert_eq!((second.rows(), second.rejected()), (2, 2));
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    #[must_use]
    pub fn resume(mut self, checkpoint: Checkpoint) -> Self {
        self.options.resume = Some(checkpoint);
        self
    }

    /// The columns of CSV: the name of each in the header, and the key at which its mistakes stand. A column without a name
    /// has no key. Other files have no columns.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let users = rows::csv::<User>("email,address[zip],\n".as_bytes())?;
    /// let columns: Vec<_> = users.columns().collect();
    /// assert_eq!(columns, [("email", Some("email")), ("address[zip]", Some("address.zip")), ("", None)]);
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    pub fn columns(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let columns = self.format.columns();
        let named = columns.into_iter().flat_map(|columns| columns.names().enumerate());
        named.map(move |(position, name)| (name, columns.and_then(|columns| columns.key(position))))
    }

    /// Checks all rows and hands none over.
    ///
    /// # Errors
    ///
    /// If the file cannot be read to its end, or rejects cannot be written.
    pub fn check(self) -> Result<Report, RowsError> {
        let Self { mut blocks, format, check, settings, options, .. } = self;
        let reader = Reader { format: &format, check: &Discard(&*check), settings: &settings };
        let threads = options.threads;
        let (mut ordered, finder) = begin(options, &reader, &mut blocks)?;
        pass(&mut blocks, &reader, finder.as_ref(), &mut ordered, threads, None)?;
        Ok(report(ordered, 0))
    }

    /// Hands over all valid rows, in batches and in order. All cores check rows; the function runs on this thread.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let mut users = Vec::new();
    /// let report = rows::csv::<User>("email\njane@example.com\njoe\n".as_bytes())?.run(|batch| {
    ///     users.extend(batch);
    ///     Ok::<_, std::io::Error>(())
    /// })?;
    /// assert_eq!((report.valid(), report.rejected()), (1, 1));
    /// assert_eq!(users[0].email, "jane@example.com");
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the file cannot be read to its end, rejects cannot be written, or the function fails. What was handed over
    /// before stays so.
    pub fn run<O, E: Into<Box<dyn Error + Send + Sync>>>(
        self,
        mut batch: impl FnMut(Vec<V>) -> Result<O, E>,
    ) -> Result<Report, RowsError> {
        let Self { mut blocks, format, check, settings, options, .. } = self;
        let reader = Reader { format: &format, check: &*check, settings: &settings };
        let (threads, most) = (options.threads, options.batch_rows);
        let (mut ordered, finder) = begin(options, &reader, &mut blocks)?;
        let mut handed_over = 0;
        let mut take = |rows, line| hand_over(&mut batch, rows, line, &mut handed_over);
        let taker = Batches { most, take: &mut take };
        pass(&mut blocks, &reader, finder.as_ref(), &mut ordered, threads, Some(taker))?;
        Ok(report(ordered, handed_over))
    }

    /// Hands over all rows if every one of them is valid, and otherwise none; also none if the run ends before the file. A first pass decides, and copies the file to a
    /// temporary one, from which a second pass reads.
    ///
    /// ```
    /// # use unprocessable::Validate;
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { #[validate(email)] email: String }
    /// use unprocessable_rows as rows;
    ///
    /// let mut users = Vec::new();
    /// let file = "email\njane@example.com\njoe\n";
    /// let report = rows::csv::<User>(file.as_bytes())?.run_all_or_nothing(|batch| {
    ///     users.extend(batch);
    ///     Ok::<_, std::io::Error>(())
    /// })?;
    /// assert_eq!((report.valid(), report.rejected(), report.handed_over()), (1, 1, 0));
    /// assert!(users.is_empty());
    /// # Ok::<(), rows::RowsError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run), and if the temporary file cannot be written. In the first pass nothing is handed over.
    pub fn run_all_or_nothing<O, E: Into<Box<dyn Error + Send + Sync>>>(
        self,
        mut batch: impl FnMut(Vec<V>) -> Result<O, E>,
    ) -> Result<Report, RowsError> {
        let Self { mut blocks, format, check, settings, options, .. } = self;
        let first = Reader { format: &format, check: &Discard(&*check), settings: &settings };
        let (threads, most) = (options.threads, options.batch_rows);
        let (mut ordered, finder) = begin(options, &first, &mut blocks)?;
        let mut copy = tempfile::tempfile().map_err(RowsError::Temporary)?;
        blocks.copy_to(copy.try_clone().map_err(RowsError::Temporary)?);
        let (offset, line) = (blocks.offset(), blocks.line());
        pass(&mut blocks, &first, finder.as_ref(), &mut ordered, threads, None)?;
        let mut handed_over = 0;
        let has_read = blocks.offset() > offset;
        if ordered.checkpoint.rejected == 0 && ordered.end.is_none() && has_read {
            copy.seek(SeekFrom::Start(0)).map_err(RowsError::Temporary)?;
            let second = Reader { format: &format, check: &*check, settings: &settings };
            let mut blocks = Blocks::new(Box::new(copy), scan(&format), Vec::new(), offset, line);
            let mut again = Ordered::new(Checkpoint::new(offset, line));
            let mut take = |rows, line| hand_over(&mut batch, rows, line, &mut handed_over);
            let taker = Batches { most, take: &mut take };
            pass(&mut blocks, &second, None, &mut again, threads, Some(taker))?;
        }
        Ok(report(ordered, handed_over))
    }
}

/// Hands a batch over, and counts its rows.
fn hand_over<V, O, E: Into<Box<dyn Error + Send + Sync>>>(
    batch: &mut impl FnMut(Vec<V>) -> Result<O, E>,
    rows: Vec<V>,
    line: u64,
    handed_over: &mut u64,
) -> Result<(), RowsError> {
    let count = rows.len() as u64;
    batch(rows).map_err(|error| RowsError::Batch { line, source: error.into() })?;
    *handed_over += count;
    Ok(())
}

/// What takes the valid rows.
struct Batches<'b, V> {
    /// How many rows a batch has at most.
    most: usize,
    take: &'b mut Take<'b, V>,
}

/// Takes a batch, the last row of which is in this line or before.
type Take<'b, V> = dyn FnMut(Vec<V>, u64) -> Result<(), RowsError> + 'b;

/// Reads the file once.
fn pass<V: Send>(
    blocks: &mut Blocks<'_>,
    reader: &Reader<'_, V>,
    finder: Option<&Finder>,
    ordered: &mut Ordered<'_>,
    threads: usize,
    mut batches: Option<Batches<'_, V>>,
) -> Result<(), RowsError> {
    // The earlier run may have ended at the same limit.
    if ordered.flow() == Flow::Stop {
        return ordered.reach((ordered.checkpoint.offset, ordered.checkpoint.line));
    }
    run::run(blocks, reader, finder, threads, &mut |rows| {
        let fields = rows.digests.len().checked_div(rows.rows.len()).unwrap_or(0);
        let (mut valid, mut end) = (Vec::new(), rows.end);
        for (nth, outcome) in rows.rows.drain(..).enumerate() {
            let (line, values) = (outcome.line, &rows.digests[nth * fields..(nth + 1) * fields]);
            let row_end = outcome.end;
            let taken = ordered.row(outcome, values, reader.format.columns())?;
            if let (Some(Ok(value)), Some(batches)) = (taken, &mut batches) {
                valid.push(value);
                if valid.len() == batches.most {
                    (batches.take)(std::mem::take(&mut valid), line)?;
                }
            }
            if ordered.flow() == Flow::Stop {
                end = row_end;
                break;
            }
        }
        match &mut batches {
            Some(batches) if !valid.is_empty() => (batches.take)(valid, end.1)?,
            _ => {}
        }
        ordered.reach(end)?;
        Ok(ordered.flow())
    })
}

/// Makes everything ready for the first row.
fn begin<'r, V>(
    options: Options<'r>,
    reader: &Reader<'_, V>,
    blocks: &mut Blocks<'_>,
) -> Result<(Ordered<'r>, Option<Finder>), RowsError> {
    blocks.limit_rows(reader.settings.max_row_bytes);
    let unique = Unique::new(&options.unique, reader.format.columns(), options.unique_memory)?;
    let finder = (!unique.is_empty()).then(|| unique.finder());
    let mut ordered = Ordered::new(Checkpoint::new(blocks.offset(), blocks.line()));
    ordered.rejects = options.rejects.map(|destination| {
        let to = match destination {
            Destination::Writer(writer) => {
                let shows_values = reader.settings.shows_values;
                To::Lines(Lines { writer, format: options.format, shows_values, lines: Vec::new() })
            }
            Destination::Function(take) => To::Each(take),
        };
        Rejects { to, messages: options.messages }
    });
    match (options.resume, &mut ordered.rejects) {
        (Some(checkpoint), _) => {
            if unique.is_empty() {
                let offset = checkpoint.offset;
                if !blocks.skip_to(offset, checkpoint.line)? {
                    return Err(RowsError::Shorter { offset });
                }
            } else {
                ordered.passed = checkpoint.rows;
            }
            ordered.checkpoint = checkpoint;
        }
        (None, Some(rejects)) => rejects.begin(),
        (None, None) => {}
    }
    (ordered.unique, ordered.progress, ordered.stop) = (unique, options.progress, options.stop);
    (ordered.max_rejects, ordered.max_rows) = (options.max_rejects, options.max_rows);
    Ok((ordered, finder))
}

fn report(ordered: Ordered<'_>, handed_over: u64) -> Report {
    let end = ordered.end.unwrap_or(End::File);
    Report { spilled: ordered.unique.spilled(), checkpoint: ordered.checkpoint, end, handed_over }
}

/// What finds the ends of rows, from the first one on.
fn scan(format: &Format) -> Box<dyn Scan> {
    match format {
        Format::Csv { csv, .. } => Box::new(CsvScan::new(csv.dialect)),
        Format::Lines => Box::new(LineScan),
        Format::Array => Box::new(ArrayScan::default()),
    }
}

impl<V: Send> Iterator for Rows<'_, V> {
    type Item = Row<V>;

    fn next(&mut self) -> Option<Row<V>> {
        let Some(reading) = &mut self.reading else {
            return match self.begin() {
                Ok(()) => self.next(),
                Err(error) => Some(self.end_with(error)),
            };
        };
        if reading.is_over || reading.ordered.flow() == Flow::Stop {
            return None;
        }
        let reader = Reader { format: &self.format, check: &*self.check, settings: &self.settings };
        match reading.next(&mut self.blocks, &reader) {
            Ok(row) => row,
            Err(error) => Some(self.end_with(error)),
        }
    }
}

impl<V: Send> std::iter::FusedIterator for Rows<'_, V> {}

impl<'r, V: Send> Rows<'r, V> {
    /// Begins the iteration.
    fn begin(&mut self) -> Result<(), RowsError> {
        let options = std::mem::replace(&mut self.options, Options::new());
        let reader = Reader { format: &self.format, check: &*self.check, settings: &self.settings };
        let mut reading = Reading::new(&reader, &self.blocks);
        let begun = begin(options, &reader, &mut self.blocks);
        // If it cannot begin, there is one row that says so.
        let result = begun.map(|(ordered, finder)| (reading.ordered, reading.finder) = (ordered, finder));
        self.reading = Some(reading);
        result
    }

    /// The last row, which says why there are no others.
    fn end_with(&mut self, error: RowsError) -> Row<V> {
        if let Some(reading) = &mut self.reading {
            reading.is_over = true;
        }
        Row { line: self.blocks.line(), outcome: Err(RowError::Unreadable(error)) }
    }
}

impl<'r, V> Reading<'r, V> {
    fn new(reader: &Reader<'_, V>, blocks: &Blocks<'_>) -> Self {
        Self {
            ordered: Ordered::new(Checkpoint::new(blocks.offset(), blocks.line())),
            finder: None,
            room: reader.room(),
            rows: VecDeque::new(),
            digests: VecDeque::new(),
            end: None,
            is_over: false,
        }
    }

    fn next(&mut self, blocks: &mut Blocks<'_>, reader: &Reader<'_, V>) -> Result<Option<Row<V>>, RowsError> {
        loop {
            while let Some(outcome) = self.rows.pop_front() {
                let line = outcome.line;
                let values = self.digests.pop_front().unwrap_or_default();
                if let Some(result) = self.ordered.row(outcome, &values, reader.format.columns())? {
                    return Ok(Some(Row { line, outcome: result.map_err(RowError::Invalid) }));
                }
            }
            if let Some(end) = self.end.take() {
                self.ordered.reach(end)?;
            }
            let Some(block) = blocks.next(Vec::new())? else {
                self.is_over = true;
                return blocks.ended_well().map(|()| None);
            };
            let rows = reader.read(block, run::read::Rows::default(), &mut self.room, self.finder.as_ref());
            let fields = rows.digests.len().checked_div(rows.rows.len()).unwrap_or(0);
            self.digests = rows.digests.chunks(fields.max(1)).map(<[_]>::to_vec).collect();
            (self.rows, self.end) = (rows.rows.into(), Some(rows.end));
        }
    }
}

impl<V> fmt::Debug for Rows<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("line", &self.blocks.line()).finish_non_exhaustive()
    }
}
