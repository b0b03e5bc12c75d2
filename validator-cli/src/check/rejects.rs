//! The file of rejects: every mistake in a line, and only whole lines, whatever happens.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use unprocessable_rows::push_csv_cell;

use super::tally::Mistake;
use crate::failure::{Failure, reason};
use crate::show;

pub(crate) struct RejectsFile {
    path: PathBuf,
    file: File,
    /// Whether it can be cut, which a pipe or a device cannot.
    is_regular: bool,
    is_csv: bool,
    with_values: bool,
    lines: Vec<u8>,
    /// How many bytes of whole lines are in the file.
    written: u64,
}

impl RejectsFile {
    /// A new file.
    pub(crate) fn create(path: &Path, with_values: bool) -> Result<Self, Failure> {
        let file = File::create(path).map_err(|error| failure(path, &error))?;
        let mut rejects = Self::of(path, file, with_values);
        if rejects.is_csv {
            rejects.lines.extend_from_slice(b"file,line,column,key,code,message");
            rejects.lines.extend_from_slice(if with_values { b",value\n" } else { b"\n" });
        }
        rejects.flush()?;
        Ok(rejects)
    }

    /// The file of a run that was interrupted, up to where it is known to be whole.
    pub(crate) fn reopen(path: &Path, with_values: bool, bytes: u64) -> Result<Self, Failure> {
        let opened = OpenOptions::new().write(true).open(path).and_then(|mut file| {
            if file.metadata()?.len() < bytes {
                return Err(io::Error::other("it is shorter than it was, so that the run cannot go on"));
            }
            file.set_len(bytes)?;
            file.seek(SeekFrom::Start(bytes))?;
            Ok(file)
        });
        let file = opened.map_err(|error| failure(path, &error))?;
        Ok(Self { written: bytes, ..Self::of(path, file, with_values) })
    }

    fn of(path: &Path, file: File, with_values: bool) -> Self {
        let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        let is_regular = file.metadata().is_ok_and(|metadata| metadata.is_file());
        Self { path: path.to_owned(), file, is_regular, is_csv, with_values, lines: Vec::new(), written: 0 }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.written
    }

    pub(crate) fn add(&mut self, file: &str, mistake: &Mistake) {
        if self.is_csv {
            self.add_cells(file, mistake);
        } else {
            let line = ndjson(file, mistake, self.with_values);
            self.lines.extend_from_slice(line.as_bytes());
        }
        self.lines.push(b'\n');
    }

    fn add_cells(&mut self, file: &str, mistake: &Mistake) {
        let line = mistake.line.to_string();
        let column = mistake.column.as_deref().unwrap_or_default();
        let cells = [file, &line, column, &mistake.key, &mistake.code, &mistake.message];
        let value = self.with_values.then(|| mistake.value.as_deref().unwrap_or_default());
        for (index, cell) in cells.into_iter().chain(value).enumerate() {
            if index > 0 {
                self.lines.push(b',');
            }
            push_csv_cell(cell, &mut self.lines);
        }
    }

    /// Writes all lines. If that fails, what was written of them is taken back.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        match self.file.write_all(&self.lines).and_then(|()| self.file.flush()) {
            Ok(()) => {
                self.written += self.lines.len() as u64;
                self.lines.clear();
                Ok(())
            }
            Err(error) => {
                if self.is_regular {
                    let _ = self.file.set_len(self.written);
                }
                Err(failure(&self.path, &error))
            }
        }
    }

    /// Forgets the lines that were not written.
    pub(crate) fn forget(&mut self) {
        self.lines.clear();
    }
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    let path = show::name(&path.to_string_lossy());
    Failure::because(format!("the rejects {path} cannot be written: {}", reason(error)))
}

/// A mistake as a JSON object.
pub(crate) fn ndjson(file: &str, mistake: &Mistake, with_values: bool) -> String {
    let Mistake { line, column, key, code, message, value } = mistake;
    let mut object =
        json!({ "file": file, "line": line, "column": column, "key": key, "code": code, "message": message });
    if with_values {
        object["value"] = json!(value);
    }
    object.to_string()
}
