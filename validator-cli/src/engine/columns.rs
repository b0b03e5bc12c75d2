//! What the engines share: how a file becomes a query, and what it answers.

use std::collections::HashSet;
use std::fs;
use std::sync::atomic::Ordering;

use datafusion::arrow::array::{AsArray, RecordBatch, StringArray, StructArray};
use datafusion::common::{Column, ScalarValue};
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::FunctionRegistry;
use datafusion::execution::context::DataFilePaths;
use datafusion::functions::core::expr_fn::named_struct;
use datafusion::prelude::{DataFrame, Expr, ParquetReadOptions, SessionContext, lit};
use serde_json::json;
use unprocessable_ruleset::RuleSet;
use url::Url;

use crate::check::{Collector, Ended, INTERRUPTED, Mistake};
use crate::failure::Failure;
use crate::input::Source;
use crate::keys::segments;
use crate::show;

/// What is wrong in a batch: how many rows it has, and the mistakes, whose lines begin at 0.
pub(crate) struct Found {
    pub(crate) rows: u64,
    pub(crate) mistakes: Vec<Mistake>,
}

/// Takes a batch of a file behind so many rows, which are counted on.
pub(crate) fn take(
    found: &Found,
    before: &mut u64,
    collector: &mut Collector<'_>,
) -> std::result::Result<Option<Ended>, Failure> {
    if INTERRUPTED.load(Ordering::Relaxed) {
        return Ok(Some(Ended::Interrupted));
    }
    let ended = collector.take_batch(*before, found.rows, &found.mistakes)?;
    *before += found.rows;
    Ok(ended)
}

/// The mistakes of each row of a file. `more` are further arguments of the function.
pub(crate) async fn query(
    context: &SessionContext,
    set: &RuleSet,
    source: &Source,
    more: Vec<Expr>,
) -> Result<DataFrame> {
    let options = ParquetReadOptions { file_extension: "", ..ParquetReadOptions::default() };
    let frame = context.read_parquet(OneFile::of(source)?, options).await?;
    let mut arguments = vec![row(set, frame.schema().fields().iter().map(|f| f.name()))];
    arguments.extend(more);
    let violations = context.udf("violations")?.call(arguments);
    frame.select(vec![violations.alias("violations")])
}

/// A file with its name as it is, in which others would find patterns and parts of addresses.
struct OneFile(ListingTableUrl);

impl DataFilePaths for OneFile {
    fn to_urls(self) -> Result<Vec<ListingTableUrl>> {
        Ok(vec![self.0])
    }
}

impl OneFile {
    fn of(source: &Source) -> Result<Self> {
        let path = fs::canonicalize(source.path.as_deref().unwrap_or("".as_ref()))?;
        let url = Url::from_file_path(&path);
        let url = url.map_err(|()| DataFusionError::Execution("the name of the file is no address".into()))?;
        Ok(Self(ListingTableUrl::try_new(url, None)?))
    }
}

/// A row as the functions take it. Columns that the set does not know are not read, unless it refuses them.
fn row<'c>(set: &RuleSet, columns: impl Iterator<Item = &'c String>) -> Expr {
    let fields: Vec<&str> = set.fields().filter_map(|field| segments(field.at()).next()).collect();
    let names: HashSet<&str> = fields.iter().copied().filter(|name| !name.is_empty()).collect();
    let is_known = |column: &str| names.contains(&*unprocessable_core::escape_segment(column));
    let takes_all = names.is_empty() || is_closed(set);
    let (mut members, mut knows_one) = (Vec::new(), names.is_empty());
    for column in columns {
        knows_one |= is_known(column);
        if takes_all || is_known(column) {
            members.extend([lit(column.clone()), Expr::Column(Column::from_name(column))]);
        }
    }
    // Where a file has none of the fields, each of its rows is without them, which one of them as NULL also says.
    if let Some(field) = fields.iter().find(|name| !knows_one && !name.is_empty()) {
        members.extend([lit(unprocessable_core::unescape_segment(field)), lit(ScalarValue::Null)]);
    }
    named_struct(members)
}

/// Whether the set refuses fields that it does not know.
fn is_closed(set: &RuleSet) -> bool {
    let refused = set.check(&json!({ "\u{0}": null }));
    refused.is_err_and(|errors| errors.iter().any(|(_, violation)| violation.code() == "unknown"))
}

/// The mistakes of a batch.
pub(crate) fn found_in(batch: &RecordBatch) -> Result<Found> {
    let lists = batch.columns().first().and_then(|column| column.as_list_opt::<i32>());
    let lists = lists.ok_or_else(|| DataFusionError::Internal("`violations` gave no list".into()))?;
    let violations = lists.values().as_struct_opt();
    let violations = violations.ok_or_else(|| DataFusionError::Internal("`violations` gave no structs".into()))?;
    let [keys, codes, messages] = ["key", "code", "message"].map(|name| texts(violations, name));
    let (keys, codes, messages) = (keys?, codes?, messages?);
    let mut found = Found { rows: batch.num_rows() as u64, mistakes: Vec::new() };
    for (line, bounds) in (0..).zip(lists.value_offsets().windows(2)) {
        let &[start, end] = bounds else { continue };
        for at in start..end {
            let at = usize::try_from(at).unwrap_or_default();
            let [key, code, message] = [keys, codes, messages].map(|texts| texts.value(at).to_owned());
            found.mistakes.push(Mistake { line, column: None, key, code, message, value: None });
        }
    }
    Ok(found)
}

fn texts<'v>(violations: &'v StructArray, name: &str) -> Result<&'v StringArray> {
    let column = violations.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
    column.ok_or_else(|| DataFusionError::Internal(format!("`violations` gave no `{name}`")))
}

/// What the engine says, in a line that is not too long.
pub(crate) fn sentence(error: &DataFusionError) -> String {
    show::name(&error.strip_backtrace())
}
