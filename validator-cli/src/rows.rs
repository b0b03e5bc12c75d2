//! Opens files as rows that a rule set checks.

use std::io::Read;

use serde_json::Value;
use unprocessable_core::ValidationErrors;
use unprocessable_rows::{self as rows, ArrayProblem, Csv, RowError, Rows, RowsError};
use unprocessable_ruleset::RuleSet;

use crate::args::Format;
#[cfg(not(feature = "parquet"))]
use crate::engine;
use crate::failure::Failure;
use crate::input::Source;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    GoOn,
    Stop,
}

/// The rows of a whole source.
pub(crate) fn of<'r>(source: &Source, set: &'r RuleSet) -> Result<Rows<'r, Value>, Failure> {
    match source.format {
        Format::Parquet => parquet(source, set),
        _ => open(source, source.open()?, set),
    }
}

/// The rows of Parquet, which is read from the end of its file.
#[cfg(feature = "parquet")]
fn parquet<'r>(source: &Source, set: &'r RuleSet) -> Result<Rows<'r, Value>, Failure> {
    rows::parquet_by(source.file()?, set).map_err(|error| failure(source, &error))
}

#[cfg(not(feature = "parquet"))]
fn parquet<'r>(source: &Source, _: &'r RuleSet) -> Result<Rows<'r, Value>, Failure> {
    Err(engine::without_parquet(source))
}

/// The rows of a text that comes from a source.
fn open<'r>(source: &Source, reader: impl Read + Send + 'r, set: &'r RuleSet) -> Result<Rows<'r, Value>, Failure> {
    let opened = match source.format {
        Format::Csv => {
            let csv = Csv::new().delimiter(source.delimiter);
            let csv = match &source.encoding {
                Some(encoding) => csv.encoding(encoding),
                None => csv,
            };
            let csv = match &source.names {
                Some(names) => csv.names(names),
                None => csv,
            };
            let csv = match source.quote {
                Some(quote) => csv.quote(quote),
                None => csv,
            };
            let csv = if source.ragged { csv.ragged() } else { csv };
            csv.read_by(reader, set)
        }
        Format::Ndjson => rows::ndjson_by(reader, set),
        Format::Json => rows::json_by(reader, set),
        Format::Parquet => return Err(Failure::because(format!("{source} is Parquet, which is no text"))),
    };
    opened.map_err(|error| failure(source, &error))
}

/// The names of the columns of CSV.
pub(crate) fn header(source: &Source, reader: impl Read + Send, set: &RuleSet) -> Result<Vec<String>, Failure> {
    Ok(open(source, reader, set)?.columns().map(|(name, _)| name.to_owned()).collect())
}

/// Calls a function with each row of a text, in its order.
pub(crate) fn each(
    source: &Source,
    reader: impl Read + Send,
    set: &RuleSet,
    row: &mut dyn FnMut(u64, Result<Value, ValidationErrors>) -> Flow,
) -> Result<(), Failure> {
    each_of(source, open(source, reader, set)?, row)
}

/// Calls a function with each row.
pub(crate) fn each_of(
    source: &Source,
    rows: Rows<'_, Value>,
    row: &mut dyn FnMut(u64, Result<Value, ValidationErrors>) -> Flow,
) -> Result<(), Failure> {
    for read in rows {
        let outcome = match read.outcome {
            Ok(value) => Ok(value),
            Err(RowError::Invalid(errors)) => Err(errors),
            Err(RowError::Unreadable(error)) => return Err(failure(source, &error)),
        };
        if row(read.line, outcome) == Flow::Stop {
            break;
        }
    }
    Ok(())
}

/// Why a source cannot be read to its end.
pub(crate) fn failure(source: &Source, error: &RowsError) -> Failure {
    let mut sentence = format!("{source}: {}", without_number(&error.to_string()));
    if matches!(error, RowsError::Array(ArrayProblem::NoArray)) {
        sentence.push_str("; if each of its lines is a row, say --input ndjson");
    }
    Failure::because(sentence)
}

/// A sentence without the number that the system has for an error.
fn without_number(sentence: &str) -> String {
    match sentence.split_once(" (os error ") {
        Some((before, after)) => format!("{before}{}", after.split_once(')').map_or("", |(_, rest)| rest)),
        None => sentence.to_owned(),
    }
}
