//! Reads the rows of a block, each with its line.

use csv_core::ReadRecordResult;
use memchr::memchr_iter;
use unprocessable_core::decode::Document;
use unprocessable_core::{Limits, ValidationErrors};

use crate::block::{Block, Content, array};
use crate::check::{Check, RowProblem};
use crate::columns::Columns;
use crate::columns::cells::Cells;
use crate::format::csv::Csv;
use crate::run::plain;
use crate::unique::{Digest, Finder};

/// How rows stand in a file.
pub(crate) enum Format {
    Csv { csv: Csv, columns: Columns },
    Lines,
    Array,
}

impl Format {
    pub(crate) fn columns(&self) -> Option<&Columns> {
        match self {
            Self::Csv { columns, .. } => Some(columns),
            _ => None,
        }
    }
}

/// What all rows of a file are read with.
pub(crate) struct Reader<'r, V> {
    pub(crate) format: &'r Format,
    pub(crate) check: &'r dyn Check<Value = V>,
    pub(crate) settings: &'r Settings,
}

/// What the user says about reading rows.
pub(crate) struct Settings {
    pub(crate) limits: Limits,
    pub(crate) max_row_bytes: usize,
    /// Whether what is wrong is kept.
    pub(crate) shows_values: bool,
}

/// The rows of a block. When they are taken, it is room for those of another block.
pub(crate) struct Rows<V> {
    pub(crate) rows: Vec<Outcome<V>>,
    /// The values that must be unique, row by row.
    pub(crate) digests: Vec<Option<Digest>>,
    /// The end of the block in the file, and the line after it.
    pub(crate) end: (u64, u64),
    /// Room for the bytes of the next block.
    pub(crate) buffer: Vec<u8>,
}

impl<V> Default for Rows<V> {
    fn default() -> Self {
        Self { rows: Vec::new(), digests: Vec::new(), end: (0, 0), buffer: Vec::new() }
    }
}

pub(crate) struct Outcome<V> {
    pub(crate) line: u64,
    /// Where it ends in the file, and the line in which that is.
    pub(crate) end: (u64, u64),
    pub(crate) result: Result<V, Box<Rejected>>,
}

pub(crate) struct Rejected {
    pub(crate) errors: ValidationErrors,
    /// What stands in the file at each violation, if it is kept.
    pub(crate) values: Vec<Option<String>>,
}

/// What a thread needs to read blocks.
pub(crate) struct Room {
    splitter: Option<csv_core::Reader>,
    text: Vec<u8>,
    ends: Vec<usize>,
    plain_ends: Vec<usize>,
    json: Vec<u8>,
}

impl<V> Reader<'_, V> {
    pub(crate) fn room(&self) -> Room {
        let (splitter, columns) = match self.format {
            Format::Csv { csv, columns } => (Some(csv.dialect.splitter()), columns.len()),
            _ => (None, 0),
        };
        Room {
            splitter,
            text: Vec::new(),
            ends: vec![0; columns + 1],
            plain_ends: Vec::with_capacity(columns + 1),
            json: Vec::new(),
        }
    }

    /// Reads the rows of a block and checks them. `spare` is what was left of another block.
    pub(crate) fn read(&self, block: Block, spare: Rows<V>, room: &mut Room, finder: Option<&Finder>) -> Rows<V> {
        let Rows { mut rows, mut digests, mut buffer, .. } = spare;
        rows.clear();
        digests.clear();
        let mut into = Collected { reader: self, finder, start: block.offset, end: block.end, rows, digests };
        match block.content {
            Content::TooLong => into.refuse(block.line, RowProblem::TooLong { most: self.settings.max_row_bytes }),
            Content::TooLongInQuotes => into.refuse(block.line, RowProblem::OpenQuote),
            Content::Rows(bytes) => {
                match (self.format, &mut room.splitter) {
                    (Format::Csv { csv, columns }, Some(splitter)) => {
                        let Room { text, ends, plain_ends, .. } = room;
                        let mut table = Table { csv, columns, splitter, text, ends, plain_ends };
                        table.read(&bytes, block.line, block.ends_in_quotes, &mut room.json, &mut into);
                    }
                    (Format::Array, _) => into.items(&bytes, block.line, block.is_first),
                    _ => into.lines(&bytes, block.line),
                }
                buffer = bytes;
            }
        }
        Rows { rows: into.rows, digests: into.digests, end: block.end, buffer }
    }
}

/// The rows that were read so far.
struct Collected<'a, 'r, V> {
    reader: &'a Reader<'r, V>,
    finder: Option<&'a Finder>,
    /// Where the block begins.
    start: u64,
    /// The end of the block.
    end: (u64, u64),
    rows: Vec<Outcome<V>>,
    digests: Vec<Option<Digest>>,
}

impl<V> Collected<'_, '_, V> {
    fn push(&mut self, line: u64, result: Result<V, Box<Rejected>>) {
        self.rows.push(Outcome { line, end: self.end, result });
    }

    /// Says where the last row ends, counted from the beginning of the block.
    fn end_at(&mut self, at: usize, line: u64) {
        if let Some(row) = self.rows.last_mut() {
            row.end = (self.start + at as u64, line);
        }
    }

    fn refuse(&mut self, line: u64, problem: RowProblem) {
        if let Some(finder) = self.finder {
            finder.in_nothing(&mut self.digests);
        }
        self.push(line, Err(Box::new(Rejected { errors: problem.errors(), values: Vec::new() })));
    }

    fn cells(&mut self, line: u64, columns: &Columns, cells: &Cells<'_>, json: &mut Vec<u8>) {
        if let Some(finder) = self.finder {
            finder.in_cells(cells, &mut self.digests);
        }
        let result = self.reader.check.cells(columns, cells, &self.reader.settings.limits, json).map_err(|errors| {
            let values = if self.reader.settings.shows_values {
                errors.iter().map(|(key, _)| columns.at(key).map(|column| cells.get(column).to_owned())).collect()
            } else {
                Vec::new()
            };
            Box::new(Rejected { errors, values })
        });
        self.push(line, result);
    }

    fn document(&mut self, line: u64, document: &[u8]) {
        if document.len() > self.reader.settings.max_row_bytes {
            return self.refuse(line, RowProblem::TooLong { most: self.reader.settings.max_row_bytes });
        }
        if let Some(finder) = self.finder {
            finder.in_json(document, &mut self.digests);
        }
        let result = self.reader.check.json(document, &self.reader.settings.limits).map_err(|errors| {
            let values = if self.reader.settings.shows_values { values(document, &errors) } else { Vec::new() };
            Box::new(Rejected { errors, values })
        });
        self.push(line, result);
    }

    fn lines(&mut self, block: &[u8], first: u64) {
        let mut end = 0;
        for (line, document) in (first..).zip(block.split(|byte| *byte == b'\n')) {
            end = block.len().min(end + document.len() + 1);
            if !document.iter().all(u8::is_ascii_whitespace) {
                self.document(line, document);
                self.end_at(end, line + u64::from(end > 0 && block[end - 1] == b'\n'));
            }
        }
    }

    fn items(&mut self, block: &[u8], first: u64, is_first: bool) {
        let (mut line, mut counted) = (first, 0);
        for (start, item) in array::items(block) {
            let space = item.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let start = start + space;
            line += memchr_iter(b'\n', &block[counted..start]).count() as u64;
            counted = start;
            // An empty array has an item without a document. Elsewhere, that is a comma too many.
            let is_empty_array = is_first && self.rows.is_empty() && block.get(start) == Some(&b']');
            if !is_empty_array {
                self.document(line, &item[space..]);
                // Behind the comma or bracket.
                let end = start + item.len() - space + 1;
                self.end_at(end, line + memchr_iter(b'\n', &block[start..end]).count() as u64);
            }
        }
    }
}

/// What stands in a document at each violation, as JSON.
fn values(document: &[u8], errors: &ValidationErrors) -> Vec<Option<String>> {
    let Ok(document) = Document::parse(document) else { return Vec::new() };
    let value = |key| Some(String::from_utf8_lossy(document.root().at(key)?.source()).into_owned());
    errors.iter().map(|(key, _)| value(key)).collect()
}

/// The rows of CSV.
struct Table<'a> {
    csv: &'a Csv,
    columns: &'a Columns,
    splitter: &'a mut csv_core::Reader,
    text: &'a mut Vec<u8>,
    ends: &'a mut Vec<usize>,
    plain_ends: &'a mut Vec<usize>,
}

impl Table<'_> {
    fn read<V>(
        &mut self,
        block: &[u8],
        first: u64,
        ends_in_quotes: bool,
        json: &mut Vec<u8>,
        into: &mut Collected<'_, '_, V>,
    ) {
        self.text.resize(self.text.len().max(block.len()), 0);
        let (most, line_end) = (into.reader.settings.max_row_bytes, self.csv.dialect.line_end);
        let (mut at, mut line) = (0, first);
        loop {
            while let Some(b'\r' | b'\n') = block.get(at) {
                line += u64::from(block[at] == line_end);
                at += 1;
            }
            if at == block.len() {
                return;
            }
            let this = line;
            let rest = &block[at..];
            let (bytes, text, ends, gap) = match plain::split(rest, &self.csv.dialect, self.plain_ends) {
                Some(bytes) => (bytes, &rest[..bytes], &self.plain_ends[..], 1),
                None => {
                    let (bytes, written, cells) = self.split(rest);
                    line += memchr_iter(line_end, &rest[..bytes]).count() as u64;
                    (bytes, &self.text[..written], &self.ends[..cells], 0)
                }
            };
            at += bytes;
            if ends_in_quotes && at == block.len() {
                into.refuse(this, RowProblem::OpenQuote);
            } else if bytes > most {
                into.refuse(this, RowProblem::TooLong { most });
            } else if ends.len() != self.columns.len() && !self.csv.ragged {
                into.refuse(this, RowProblem::CellCount { columns: self.columns.len() });
            } else {
                match Cells::new(text, ends, gap) {
                    Some(cells) => into.cells(this, self.columns, &cells, json),
                    None => into.refuse(this, RowProblem::Encoding),
                }
            }
            into.end_at(at, line);
        }
    }

    /// Splits the next row. Gives how many bytes were read and written, and how many cells there are.
    fn split(&mut self, block: &[u8]) -> (usize, usize, usize) {
        let (mut read, mut written, mut cells) = (0, 0, 0);
        loop {
            // The text of a row is never longer than the row. At its end, an empty input says so.
            let (result, bytes, text, ends) =
                self.splitter.read_record(&block[read..], &mut self.text[written..], &mut self.ends[cells..]);
            read += bytes;
            written += text;
            cells += ends;
            match result {
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2 + 1, 0),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => return (read, written, cells),
            }
        }
    }
}
