#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]

mod column;
mod document;
mod time;

use arrow_array::{Array, BooleanArray};
use unprocessable_core::ValidationErrors;
use unprocessable_ruleset::RuleSet;
use unprocessable_ruleset::columns::Verdict;

pub use document::{document, row};

/// Which rows have no errors: those whose [`document`] passes [`RuleSet::check`]. Nothing is null in the answer.
///
/// The rules run column by column. A document is only made of a row where the columns cannot tell.
///
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{ArrayRef, BooleanArray, Int64Array, StructArray};
/// use unprocessable_ruleset::RuleSet;
///
/// let set = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8|min:18'")?;
/// let ages: ArrayRef = Arc::new(Int64Array::from(vec![Some(30), Some(17), None]));
/// let rows = StructArray::try_from(vec![("age", ages)])?;
/// assert_eq!(unprocessable_arrow::valid(&set, &rows), BooleanArray::from(vec![true, false, false]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn valid(set: &RuleSet, rows: &dyn Array) -> BooleanArray {
    let verdicts = set.verdicts(&column::column(rows, 0..rows.len()));
    let is_valid = |(row, verdict)| match verdict {
        Verdict::Passed => true,
        Verdict::Failed => false,
        Verdict::Unknown => set.check(&document(rows, row)).is_ok(),
    };
    BooleanArray::from_iter(verdicts.into_iter().enumerate().map(|row| Some(is_valid(row))))
}

/// The rows that have errors, in their order, each with what [`RuleSet::check`] says of its [`document`].
///
/// The rules run column by column. A document is only made of a row that the columns do not find right.
///
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{ArrayRef, Int64Array, StructArray};
/// use unprocessable_ruleset::RuleSet;
///
/// let set = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8|min:18'")?;
/// let ages: ArrayRef = Arc::new(Int64Array::from(vec![Some(30), Some(17), None]));
/// let rows = StructArray::try_from(vec![("age", ages)])?;
/// let said: Vec<String> =
///     unprocessable_arrow::errors(&set, &rows).map(|(row, errors)| format!("{row}: {errors}")).collect();
/// assert_eq!(said, ["1: age: The age must be at least 18.", "2: age: The age field is required."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn errors<'r>(set: &'r RuleSet, rows: &'r dyn Array) -> impl Iterator<Item = (usize, ValidationErrors)> + 'r {
    let verdicts = set.verdicts(&column::column(rows, 0..rows.len()));
    let suspects = verdicts.into_iter().enumerate().filter(|(_, verdict)| *verdict != Verdict::Passed);
    suspects.filter_map(|(row, _)| set.check(&document(rows, row)).err().map(|errors| (row, errors)))
}
