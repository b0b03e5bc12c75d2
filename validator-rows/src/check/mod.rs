//! What checks a row: a type with its rules, or a set of rules.

#[cfg(feature = "rule-set")]
pub(crate) mod rule_set;
pub(crate) mod typed;

use unprocessable_core::decode::ProblemKind;
use unprocessable_core::{Limits, Malformed, ValidationErrors, Violation};

use crate::columns::Columns;
use crate::columns::cells::Cells;

/// Reads a row and checks it.
pub(crate) trait Check: Send + Sync {
    type Value;

    /// A row of CSV. `json` has room for the row as a document.
    fn cells(
        &self,
        columns: &Columns,
        cells: &Cells<'_>,
        limits: &Limits,
        json: &mut Vec<u8>,
    ) -> Result<Self::Value, ValidationErrors>;

    /// A row that is a JSON document.
    fn json(&self, document: &[u8], limits: &Limits) -> Result<Self::Value, ValidationErrors>;
}

/// Checks a row and keeps nothing of it.
pub(crate) struct Discard<'c, V>(pub(crate) &'c dyn Check<Value = V>);

impl<V> Check for Discard<'_, V> {
    type Value = ();

    fn cells(
        &self,
        columns: &Columns,
        cells: &Cells<'_>,
        limits: &Limits,
        json: &mut Vec<u8>,
    ) -> Result<(), ValidationErrors> {
        self.0.cells(columns, cells, limits, json).map(drop)
    }

    fn json(&self, document: &[u8], limits: &Limits) -> Result<(), ValidationErrors> {
        self.0.json(document, limits).map(drop)
    }
}

/// What is wrong with a row as a whole.
pub(crate) enum RowProblem {
    Encoding,
    TooLong { most: usize },
    CellCount { columns: usize },
    OpenQuote,
    Json(ProblemKind),
}

/// The key of what is wrong with a row as a whole, as that of a whole request.
pub(crate) const WHOLE: &str = "_";

impl RowProblem {
    pub(crate) fn errors(self) -> ValidationErrors {
        let violation = match self {
            Self::Encoding => Violation::new("encoding", "The row must be valid UTF-8."),
            Self::TooLong { most } => {
                Violation::new("row_size", "The row must not be longer than {max} bytes.").argument("max", most as u64)
            }
            Self::CellCount { columns } => {
                Violation::new("cells", "The number of cells must be {count}, as in the header.")
                    .argument("count", columns as u64)
            }
            Self::OpenQuote => Violation::new("quotes", "The row has a quote that is never closed."),
            Self::Json(ProblemKind::TooLarge) => Violation::new("row_size", "The row is too long."),
            Self::Json(ProblemKind::Encoding) => Violation::new("encoding", "The row must be valid UTF-8."),
            Self::Json(ProblemKind::Depth) => Violation::new("depth", "The row is nested too deeply."),
            Self::Json(ProblemKind::DuplicateKey) => Violation::new("duplicate_key", "The row has a key twice."),
            Self::Json(_) => Violation::new("malformed", "The row must be a JSON document."),
        };
        let mut errors = ValidationErrors::new();
        errors.add(WHOLE, violation);
        errors
    }
}

impl From<&Malformed> for RowProblem {
    fn from(malformed: &Malformed) -> Self {
        Self::Json(malformed.kind())
    }
}
