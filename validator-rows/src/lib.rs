#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]

mod block;
mod check;
mod columns;
mod dialect;
mod encoding;
mod error;
mod format;
mod open;
mod report;
mod row;
mod rows;
mod run;
mod unique;

pub use error::{ArrayProblem, HeaderProblem, RowsError};
pub use format::csv::Csv;
#[cfg(all(feature = "arrow", feature = "rule-set"))]
pub use open::arrow_by;
#[cfg(all(feature = "parquet", feature = "rule-set"))]
pub use open::parquet_by;
#[cfg(feature = "arrow")]
pub use open::{arrow, arrow_for, arrow_with};
pub use open::{csv, csv_for, csv_with, json, json_for, json_with, ndjson, ndjson_for, ndjson_with};
#[cfg(feature = "rule-set")]
pub use open::{csv_by, json_by, ndjson_by};
#[cfg(feature = "parquet")]
pub use open::{parquet, parquet_for, parquet_with};
pub use report::{Checkpoint, Count, End, Progress, Report};
pub use row::{Row, RowError};
pub use rows::Rows;
#[doc(hidden)]
pub use run::rejects::push_csv_cell;
pub use run::rejects::{Reject, RejectFormat};
