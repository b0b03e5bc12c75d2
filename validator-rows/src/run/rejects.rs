//! Rejects: what is wrong with each row, as CSV or NDJSON.

use std::io::{self, Write};

use serde::Serialize;
use unprocessable_core::{Messages, ValidationErrors};

use crate::columns::Columns;

/// How rejects are written. Each violation is a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RejectFormat {
    /// A JSON object in each line: `{"line":2,"column":"e-mail","key":"email","code":"email","message":"…"}`. The column is
    /// `null` in files without columns.
    #[default]
    Ndjson,
    /// CSV with the header `line,column,key,code,message`.
    Csv,
}

/// One mistake in a row, with its message.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct Reject<'r> {
    /// The line in which the row begins, counted from 1.
    pub line: u64,
    /// The name of the column in the header, if it is one.
    pub column: Option<&'r str>,
    /// The key, such as `items.0.price`. It is `_` for a row as a whole.
    pub key: &'r str,
    /// The code of the rule, or of what cannot be read.
    pub code: &'r str,
    /// The sentence.
    pub message: &'r str,
    /// What stands in the file there, if [`Rows::reject_values`](crate::Rows::reject_values) asks for it.
    #[serde(skip)]
    pub value: Option<&'r str>,
}

/// A line of NDJSON.
#[derive(Serialize)]
struct Line<'l> {
    #[serde(flatten)]
    reject: &'l Reject<'l>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Option<&'l str>>,
}

/// What takes rejects one by one.
pub(crate) type TakeReject<'r> = dyn FnMut(&Reject<'_>) -> io::Result<()> + 'r;

/// What is done with rejects.
pub(crate) struct Rejects<'r> {
    pub(crate) to: To<'r>,
    pub(crate) messages: Option<&'r dyn Messages>,
}

pub(crate) enum To<'r> {
    Lines(Lines<'r>),
    Each(Box<TakeReject<'r>>),
}

/// Writes rejects. Only whole lines are given to the writer.
pub(crate) struct Lines<'r> {
    pub(crate) writer: Box<dyn Write + 'r>,
    pub(crate) format: RejectFormat,
    pub(crate) shows_values: bool,
    pub(crate) lines: Vec<u8>,
}

impl Rejects<'_> {
    /// Writes the header, if there is one.
    pub(crate) fn begin(&mut self) {
        if let To::Lines(lines) = &mut self.to {
            lines.begin();
        }
    }

    pub(crate) fn add(
        &mut self,
        line: u64,
        errors: &ValidationErrors,
        values: &[Option<String>],
        columns: Option<&Columns>,
    ) -> io::Result<()> {
        for (nth, (key, violation)) in errors.iter().enumerate() {
            let column = columns.and_then(|columns| Some(columns.name(columns.at(key)?)));
            let value = values.get(nth).and_then(Option::as_deref);
            let message = match self.messages {
                Some(messages) => violation.message_at(key, messages).to_string(),
                None => violation.message().to_string(),
            };
            let reject = Reject { line, column, key, code: violation.code(), message: &message, value };
            match &mut self.to {
                To::Lines(lines) => lines.add(&reject),
                To::Each(take) => take(&reject)?,
            }
        }
        Ok(())
    }

    /// Gives all lines to the writer. Gives how many bytes there were.
    pub(crate) fn flush(&mut self) -> io::Result<u64> {
        match &mut self.to {
            To::Lines(lines) => lines.flush(),
            To::Each(_) => Ok(0),
        }
    }
}

impl Lines<'_> {
    fn begin(&mut self) {
        if self.format == RejectFormat::Csv {
            self.lines.extend_from_slice(b"line,column,key,code,message");
            self.lines.extend_from_slice(if self.shows_values { b",value\n" } else { b"\n" });
        }
    }

    fn add(&mut self, reject: &Reject<'_>) {
        match self.format {
            RejectFormat::Ndjson => {
                let value = self.shows_values.then_some(reject.value);
                // It is only text and a number, and writing to memory does not fail.
                let _ = serde_json::to_writer(&mut self.lines, &Line { reject, value });
            }
            RejectFormat::Csv => {
                self.lines.extend_from_slice(reject.line.to_string().as_bytes());
                let cells = [reject.column.unwrap_or_default(), reject.key, reject.code, reject.message];
                let value = self.shows_values.then(|| reject.value.unwrap_or_default());
                for cell in cells.into_iter().chain(value) {
                    self.lines.push(b',');
                    push_csv_cell(cell, &mut self.lines);
                }
            }
        }
        self.lines.push(b'\n');
    }

    fn flush(&mut self) -> io::Result<u64> {
        let bytes = self.lines.len() as u64;
        if bytes > 0 {
            self.writer.write_all(&self.lines)?;
            self.writer.flush()?;
            self.lines.clear();
        }
        Ok(bytes)
    }
}

/// Writes a cell of CSV. Text that a spreadsheet would take for a formula begins with an apostrophe.
#[doc(hidden)]
pub fn push_csv_cell(text: &str, line: &mut Vec<u8>) {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !is_formula && !text.contains(['"', ',', '\n', '\r']) {
        return line.extend_from_slice(text.as_bytes());
    }
    line.push(b'"');
    if is_formula {
        line.push(b'\'');
    }
    for byte in text.bytes() {
        if byte == b'"' {
            line.push(b'"');
        }
        line.push(byte);
    }
    line.push(b'"');
}
