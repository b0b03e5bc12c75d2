//! What the command reads: files, patterns of files, standard input; their formats and encodings.

use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::args::{Format, Input};
use crate::failure::{Failure, reason};
use crate::same::SameFile;
use crate::show;

/// One file, or standard input, and what it holds.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Nothing for standard input.
    pub(crate) path: Option<PathBuf>,
    pub(crate) format: Format,
    pub(crate) delimiter: u8,
    /// The name of the encoding of CSV. The others are UTF-8.
    pub(crate) encoding: Option<String>,
    pub(crate) quote: Option<u8>,
    /// The names of the columns of CSV without a header.
    pub(crate) names: Option<Vec<String>>,
    pub(crate) ragged: bool,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => f.write_str(&show::name(&path.to_string_lossy())),
            None => f.write_str("standard input"),
        }
    }
}

impl Source {
    pub(crate) fn open(&self) -> Result<Box<dyn Read + Send>, Failure> {
        Ok(match &self.path {
            Some(path) => Box::new(self.open_file(path)?),
            None => Box::new(io::stdin()),
        })
    }

    /// Whether it is a file that can be read once more.
    pub(crate) fn is_regular(&self) -> bool {
        self.path.as_ref().is_some_and(|path| std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file()))
    }

    /// The file, which Parquet needs: it is read from its end.
    pub(crate) fn file(&self) -> Result<File, Failure> {
        match &self.path {
            Some(path) => self.open_file(path),
            None => {
                Err(Failure::because("Parquet is read from its end, so that it cannot be standard input; name a file"))
            }
        }
    }

    /// How many bytes are read of it, if that is known. Of Parquet only the rows are counted.
    pub(crate) fn size(&self) -> Option<u64> {
        if self.format == Format::Parquet {
            return None;
        }
        let metadata = std::fs::metadata(self.path.as_ref()?).ok()?;
        metadata.is_file().then_some(metadata.len())
    }

    fn open_file(&self, path: &Path) -> Result<File, Failure> {
        let opened = File::open(path).and_then(|file| {
            if file.metadata()?.is_dir() { Err(io::Error::from(io::ErrorKind::IsADirectory)) } else { Ok(file) }
        });
        opened.map_err(|error| match error.kind() {
            io::ErrorKind::IsADirectory => Failure::because(format!(
                "{self} is a directory; name its files, as in '{}/*.csv'",
                show::name(path.to_string_lossy().trim_end_matches('/')),
            )),
            _ => Failure::because(format!("{self} cannot be read: {}", reason(&error))),
        })
    }

    /// The failure of reading it.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::because(format!("{self} cannot be read: {}", reason(error)))
    }
}

/// The files that the arguments name, in their order; those of a pattern by their names. A file that is named twice is there
/// once. A pattern passes over what the run itself writes.
pub(crate) fn sources(input: &Input, written: &[SameFile]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    let mut known = HashSet::new();
    for argument in &input.files {
        if argument == "-" {
            let format = input.input.ok_or_else(|| {
                Failure::because("say what standard input holds: --input csv, --input ndjson or --input json")
            })?;
            sources.push(source(input, None, format, None));
            continue;
        }
        for path in paths(argument, written)? {
            if SameFile::of(&path).path().is_some_and(|path| !known.insert(path.to_owned())) {
                continue;
            }
            let (format, delimiter) = match (input.input, of_name(&path)) {
                (Some(format), Some((named, delimiter))) if format == named => (format, delimiter),
                (Some(format), _) => (format, None),
                (None, Some(found)) => found,
                (None, None) => {
                    return Err(Failure::because(format!(
                        "the name of {} does not tell what it holds; say it: --input csv, --input ndjson, \
                         --input json or --input parquet",
                        show::name(&path.to_string_lossy()),
                    )));
                }
            };
            sources.push(source(input, Some(path), format, delimiter));
        }
    }
    let others = sources.iter().find(|source| source.format != Format::Csv);
    let given = [
        ("--delimiter", input.delimiter.is_some()),
        ("--encoding", input.encoding.is_some()),
        ("--names", input.names.is_some()),
        ("--quote", input.quote.is_some()),
        ("--ragged", input.ragged),
    ];
    if let (Some(other), Some((option, _))) = (others, given.iter().find(|(_, is_given)| *is_given)) {
        return Err(Failure::because(format!("{option} is for CSV, and {other} is none")));
    }
    if sources.iter().any(|source| input.quote == Some(source.delimiter)) {
        return Err(Failure::because("--quote and --delimiter must differ"));
    }
    if let Some(parquet) = sources.iter().find(|source| source.path.is_none() && source.format == Format::Parquet) {
        parquet.file()?;
    }
    if sources.iter().filter(|source| source.path.is_none()).count() > 1 {
        return Err(Failure::because("`-` is standard input, which can be read once"));
    }
    Ok(sources)
}

fn source(input: &Input, path: Option<PathBuf>, format: Format, delimiter: Option<u8>) -> Source {
    let delimiter = input.delimiter.or(delimiter).unwrap_or(b',');
    let Input { encoding, quote, names, ragged, .. } = input;
    Source { path, format, delimiter, encoding: encoding.clone(), quote: *quote, names: names.clone(), ragged: *ragged }
}

/// The file of this name, or those that fit the pattern and are not written by the run.
fn paths(argument: &str, written: &[SameFile]) -> Result<Vec<PathBuf>, Failure> {
    let path = PathBuf::from(argument);
    // A name with brackets may be that of a file.
    if path.exists() || !argument.contains(['*', '?', '[']) {
        return Ok(vec![path]);
    }
    let shown = show::name(argument);
    let found = glob::glob(argument)
        .map_err(|error| Failure::because(format!("the pattern {shown} is wrong: {}", error.msg)))?;
    let mut files = Vec::new();
    for path in found {
        match path {
            Ok(path) if path.is_dir() || written.iter().any(|file| file.is(&SameFile::of(&path))) => {}
            Ok(path) => files.push(path),
            Err(error) => {
                return Err(Failure::because(format!(
                    "the pattern {shown} cannot be followed: {}",
                    reason(error.error())
                )));
            }
        }
    }
    if files.is_empty() {
        return Err(Failure::because(format!("no file fits the pattern {shown}")));
    }
    files.sort();
    Ok(files)
}

/// What the name of a file says of its format and of its delimiter.
fn of_name(path: &Path) -> Option<(Format, Option<u8>)> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match extension.as_str() {
        "csv" => (Format::Csv, None),
        "tsv" | "tab" => (Format::Csv, Some(b'\t')),
        "ndjson" | "jsonl" | "ldjson" => (Format::Ndjson, None),
        "json" => (Format::Json, None),
        "parquet" | "pq" => (Format::Parquet, None),
        _ => return None,
    })
}

/// Whether the name of a column looks like a value: an address, a number, a date.
pub(crate) fn is_like_data(name: &str) -> bool {
    let name = name.trim();
    let is_address = name.split_once('@').is_some_and(|(before, host)| !before.is_empty() && host.contains('.'));
    let is_number = name.contains(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '/' | ':' | ' '));
    is_address || is_number
}
