//! What the command reads: files, patterns of files, standard input; their formats and encodings.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::args::{Format, Input};
use crate::failure::{Failure, reason};
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

    /// How many bytes it has, if that is known.
    pub(crate) fn size(&self) -> Option<u64> {
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

/// The files that the arguments name, in their order; those of a pattern by their names.
pub(crate) fn sources(input: &Input) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for argument in &input.files {
        if argument == "-" {
            let format = input.input.ok_or_else(|| {
                Failure::because("say what standard input holds: --input csv, --input ndjson or --input json")
            })?;
            sources.push(source(input, None, format, None));
            continue;
        }
        for path in paths(argument)? {
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
    if let Some(other) = others.filter(|_| input.encoding.is_some() || input.delimiter.is_some()) {
        return Err(Failure::because(format!("--encoding and --delimiter are for CSV, and {other} is none")));
    }
    if sources.iter().filter(|source| source.path.is_none()).count() > 1 {
        return Err(Failure::because("`-` is standard input, which can be read once"));
    }
    Ok(sources)
}

fn source(input: &Input, path: Option<PathBuf>, format: Format, delimiter: Option<u8>) -> Source {
    let delimiter = input.delimiter.or(delimiter).unwrap_or(b',');
    Source { path, format, delimiter, encoding: input.encoding.clone() }
}

/// The file of this name, or those that fit the pattern.
fn paths(argument: &str) -> Result<Vec<PathBuf>, Failure> {
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
            Ok(path) if path.is_dir() => {}
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
