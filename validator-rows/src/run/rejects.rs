//! Rejects: what is wrong with each row, as CSV or NDJSON.

use std::io::{self, Write};

use serde::Serialize;
use unprocessable_core::{Messages, ValidationErrors, Violation};

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

/// A line of NDJSON.
#[derive(Serialize)]
struct Line<'l> {
    line: u64,
    column: Option<&'l str>,
    key: &'l str,
    code: &'l str,
    message: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Option<&'l str>>,
}

/// Writes rejects. Only whole lines are given to the writer.
pub(crate) struct Rejects<'r> {
    pub(crate) writer: Box<dyn Write + 'r>,
    pub(crate) format: RejectFormat,
    pub(crate) messages: Option<&'r dyn Messages>,
    pub(crate) shows_values: bool,
    pub(crate) lines: Vec<u8>,
}

impl Rejects<'_> {
    /// Writes the header, if the format has one.
    pub(crate) fn begin(&mut self) {
        if self.format == RejectFormat::Csv {
            self.lines.extend_from_slice(b"line,column,key,code,message");
            self.lines.extend_from_slice(if self.shows_values { b",value\n" } else { b"\n" });
        }
    }

    pub(crate) fn add(
        &mut self,
        line: u64,
        errors: &ValidationErrors,
        values: &[Option<String>],
        columns: Option<&Columns>,
    ) {
        for (nth, (key, violation)) in errors.iter().enumerate() {
            let column = columns.and_then(|columns| Some(columns.name(columns.at(key)?)));
            let value = values.get(nth).and_then(Option::as_deref);
            self.line(line, column, key, violation, value);
        }
    }

    fn line(&mut self, line: u64, column: Option<&str>, key: &str, violation: &Violation, value: Option<&str>) {
        let message = match self.messages {
            Some(messages) => violation.message_at(key, messages).to_string(),
            None => violation.message().to_string(),
        };
        match self.format {
            RejectFormat::Ndjson => {
                let value = self.shows_values.then_some(value);
                let object = Line { line, column, key, code: violation.code(), message: &message, value };
                // It is only text and a number, and writing to memory does not fail.
                let _ = serde_json::to_writer(&mut self.lines, &object);
            }
            RejectFormat::Csv => {
                self.lines.extend_from_slice(line.to_string().as_bytes());
                let cells = [Some(column.unwrap_or_default()), Some(key), Some(violation.code()), Some(&message)];
                let value = self.shows_values.then(|| value.unwrap_or_default());
                for cell in cells.into_iter().chain([value]).flatten() {
                    self.lines.push(b',');
                    push_cell(cell, &mut self.lines);
                }
            }
        }
        self.lines.push(b'\n');
    }

    /// Gives all lines to the writer. Gives how many bytes there were.
    pub(crate) fn flush(&mut self) -> io::Result<u64> {
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
fn push_cell(text: &str, line: &mut Vec<u8>) {
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
