//! The functions that open a file.

#[cfg(feature = "arrow")]
use std::error::Error;
use std::io::Read;

#[cfg(feature = "arrow")]
use arrow_array::RecordBatch;
#[cfg(feature = "parquet")]
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
#[cfg(feature = "parquet")]
use parquet::file::reader::ChunkReader;
use serde::de::DeserializeOwned;
#[cfg(feature = "rule-set")]
use serde_json::Value;
use unprocessable_core::decode::Inspect;
use unprocessable_core::{Group, Valid, Validate};
#[cfg(feature = "rule-set")]
use unprocessable_ruleset::RuleSet;

use crate::check::Check;
#[cfg(feature = "rule-set")]
use crate::check::rule_set::BySet;
use crate::check::typed::Typed;
use crate::error::RowsError;
#[cfg(feature = "arrow")]
use crate::format::arrow::Lines;
use crate::format::csv::Csv;
use crate::format::json;
use crate::rows::{MAX_ROW_BYTES, Rows};
use crate::run::read::Format;

/// Opens a file of CSV and reads its header.
///
/// The names of the header are the names on the wire, as in forms: `address.zip` and `items[0][price]` are nested, and
/// columns of the same name are a list. The types decide what the text of a cell means, as in forms. An empty cell of an
/// `Option` is `None`. A nested value is absent if all of its cells are empty. A column without a name is passed over.
///
/// ```
/// use unprocessable::Validate;
/// use unprocessable_rows as rows;
///
/// #[derive(serde::Deserialize, Validate)]
/// struct User {
///     #[validate(email)]
///     email: String,
///     #[validate(range(18..=120))]
///     age: u8,
/// }
///
/// let file = "email,age\njane@example.com,34\njoe,17\n";
/// let (mut users, mut mistakes) = (Vec::new(), Vec::new());
/// for row in rows::csv::<User>(file.as_bytes())? {
///     match row.outcome {
///         Ok(user) => users.push(user),
///         Err(errors) => mistakes.push(format!("line {}: {errors}", row.line)),
///     }
/// }
/// assert_eq!(users[0].age, 34);
/// assert_eq!(
///     mistakes,
///     ["line 3: email: The email must be a valid email address.\nage: The age must be between 18 and 120."],
/// );
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// If there is no header, or it cannot be used.
pub fn csv<'r, T>(reader: impl Read + Send + 'r) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
{
    Csv::new().read(reader)
}

/// As [`csv`], with the context that rules of your own need.
///
/// ```
/// use std::collections::HashSet;
///
/// use unprocessable::Validate;
/// use unprocessable_rows as rows;
///
/// struct Countries(HashSet<&'static str>);
///
/// fn is_known(country: &str, countries: &Countries) -> Result<(), &'static str> {
///     if countries.0.contains(country) { Ok(()) } else { Err("The {attribute} is not one that we ship to.") }
/// }
///
/// #[derive(serde::Deserialize, Validate)]
/// #[validate(context = Countries)]
/// struct Order {
///     #[validate(custom(is_known, context))]
///     country: String,
/// }
///
/// let countries = Countries(HashSet::from(["DE", "PL"]));
/// let report = rows::csv_with::<Order, _>("country\nDE\nXX\n".as_bytes(), &countries)?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`csv`].
pub fn csv_with<'r, T, C>(reader: impl Read + Send + 'r, context: &'r C) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C> + Send + 'r,
    C: ?Sized + Sync,
{
    Csv::new().read_with(reader, context)
}

/// As [`csv`], with the rules of a [`Group`] and with those that are in none.
///
/// ```
/// use unprocessable::{Group, Validate};
/// use unprocessable_rows as rows;
///
/// struct Import;
/// impl Group for Import {}
///
/// #[derive(serde::Deserialize, Validate)]
/// struct User {
///     #[validate(on(Import, required))]
///     number: Option<u32>,
/// }
///
/// let report = rows::csv_for::<User, Import>("number,name\n1,Jane\n,Joe\n".as_bytes())?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`csv`].
pub fn csv_for<'r, T, G: Group>(reader: impl Read + Send + 'r) -> Result<Rows<'r, Valid<T, G>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
{
    Csv::new().read_for(reader)
}

/// As [`csv`], with the rules of a set that was read at run time. The rows are documents.
///
/// ```
/// use unprocessable_rows as rows;
/// use unprocessable_ruleset::RuleSet;
///
/// let rules = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8|min:18'").unwrap();
/// let report = rows::csv_by("age\n34\n17\n".as_bytes(), &rules)?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`csv`].
#[cfg(feature = "rule-set")]
pub fn csv_by<'r>(reader: impl Read + Send + 'r, rules: &'r RuleSet) -> Result<Rows<'r, Value>, RowsError> {
    Csv::new().read_by(reader, rules)
}

/// Opens a file of NDJSON, which is also called JSON Lines: every line is a JSON document. Empty lines are passed over.
///
/// ```
/// # use unprocessable::Validate;
/// # #[derive(serde::Deserialize, Validate)]
/// # struct Order { #[validate(range(1..=100))] count: u32 }
/// use unprocessable_rows as rows;
///
/// let file = "{\"count\": 3}\n{\"count\": 300}\n{\"count\": \"three\"}\n";
/// let report = rows::ndjson::<Order>(file.as_bytes())?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 2));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// If the file cannot be read.
pub fn ndjson<'r, T>(reader: impl Read + Send + 'r) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
{
    ndjson_with(reader, &())
}

/// As [`ndjson`], with the context that rules of your own need.
///
/// ```
/// use std::collections::HashSet;
///
/// use unprocessable::Validate;
/// use unprocessable_rows as rows;
///
/// struct Countries(HashSet<&'static str>);
///
/// fn is_known(country: &str, countries: &Countries) -> Result<(), &'static str> {
///     if countries.0.contains(country) { Ok(()) } else { Err("The {attribute} is not one that we ship to.") }
/// }
///
/// #[derive(serde::Deserialize, Validate)]
/// #[validate(context = Countries)]
/// struct Order {
///     #[validate(custom(is_known, context))]
///     country: String,
/// }
///
/// let countries = Countries(HashSet::from(["DE", "PL"]));
/// let report = rows::ndjson_with::<Order, _>("{\"country\": \"DE\"}\n{\"country\": \"XX\"}\n".as_bytes(), &countries)?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`ndjson`].
pub fn ndjson_with<'r, T, C>(reader: impl Read + Send + 'r, context: &'r C) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C> + Send + 'r,
    C: ?Sized + Sync,
{
    Ok(Rows::new(json::open_lines(reader)?, Format::Lines, Box::new(Typed::<T, (), C>::new(context))))
}

/// As [`ndjson`], with the rules of a [`Group`] and with those that are in none.
///
/// ```
/// use unprocessable::{Group, Validate};
/// use unprocessable_rows as rows;
///
/// struct Import;
/// impl Group for Import {}
///
/// #[derive(serde::Deserialize, Validate)]
/// struct User {
///     #[validate(on(Import, required))]
///     number: Option<u32>,
/// }
///
/// let report = rows::ndjson_for::<User, Import>("{\"number\": 1}\n{}\n".as_bytes())?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`ndjson`].
pub fn ndjson_for<'r, T, G: Group>(reader: impl Read + Send + 'r) -> Result<Rows<'r, Valid<T, G>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
{
    Ok(Rows::new(json::open_lines(reader)?, Format::Lines, Box::new(Typed::<T, G, ()>::new(&()))))
}

/// As [`ndjson`], with the rules of a set that was read at run time. The rows are documents.
///
/// ```
/// use unprocessable_rows as rows;
/// use unprocessable_ruleset::RuleSet;
///
/// let rules = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8|min:18'").unwrap();
/// let report = rows::ndjson_by("{\"age\": 34}\n{\"age\": 17}\n".as_bytes(), &rules)?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`ndjson`].
#[cfg(feature = "rule-set")]
pub fn ndjson_by<'r>(reader: impl Read + Send + 'r, rules: &'r RuleSet) -> Result<Rows<'r, Value>, RowsError> {
    Ok(Rows::new(json::open_lines(reader)?, Format::Lines, Box::new(BySet::new(rules))))
}

/// Opens a file that is one JSON array. Its items are rows. It may be larger than memory.
///
/// ```
/// # use unprocessable::Validate;
/// # #[derive(serde::Deserialize, Validate)]
/// # struct Order { #[validate(range(1..=100))] count: u32 }
/// use unprocessable_rows as rows;
///
/// let file = "[\n  {\"count\": 3},\n  {\"count\": 300}\n]\n";
/// let row = rows::json::<Order>(file.as_bytes())?.nth(1).unwrap();
/// assert_eq!((row.line, row.outcome.is_ok()), (3, false));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// If the file cannot be read, or does not begin with a bracket. If its bracket is not closed, the rows before the last
/// comma are read, and then the error is that of the run.
pub fn json<'r, T>(reader: impl Read + Send + 'r) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
{
    json_with(reader, &())
}

/// As [`json`], with the context that rules of your own need.
///
/// ```
/// use std::collections::HashSet;
///
/// use unprocessable::Validate;
/// use unprocessable_rows as rows;
///
/// struct Countries(HashSet<&'static str>);
///
/// fn is_known(country: &str, countries: &Countries) -> Result<(), &'static str> {
///     if countries.0.contains(country) { Ok(()) } else { Err("The {attribute} is not one that we ship to.") }
/// }
///
/// #[derive(serde::Deserialize, Validate)]
/// #[validate(context = Countries)]
/// struct Order {
///     #[validate(custom(is_known, context))]
///     country: String,
/// }
///
/// let countries = Countries(HashSet::from(["DE", "PL"]));
/// let report = rows::json_with::<Order, _>("[{\"country\": \"DE\"}, {\"country\": \"XX\"}]".as_bytes(), &countries)?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`json`].
pub fn json_with<'r, T, C>(reader: impl Read + Send + 'r, context: &'r C) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C> + Send + 'r,
    C: ?Sized + Sync,
{
    Ok(Rows::new(json::open_array(reader)?, Format::Array, Box::new(Typed::<T, (), C>::new(context))))
}

/// As [`json`], with the rules of a [`Group`] and with those that are in none.
///
/// ```
/// use unprocessable::{Group, Validate};
/// use unprocessable_rows as rows;
///
/// struct Import;
/// impl Group for Import {}
///
/// #[derive(serde::Deserialize, Validate)]
/// struct User {
///     #[validate(on(Import, required))]
///     number: Option<u32>,
/// }
///
/// let report = rows::json_for::<User, Import>("[{\"number\": 1}, {}]".as_bytes())?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`json`].
pub fn json_for<'r, T, G: Group>(reader: impl Read + Send + 'r) -> Result<Rows<'r, Valid<T, G>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
{
    Ok(Rows::new(json::open_array(reader)?, Format::Array, Box::new(Typed::<T, G, ()>::new(&()))))
}

/// As [`json`], with the rules of a set that was read at run time. The rows are documents.
///
/// ```
/// use unprocessable_rows as rows;
/// use unprocessable_ruleset::RuleSet;
///
/// let rules = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8|min:18'").unwrap();
/// let report = rows::json_by("[{\"age\": 34}, {\"age\": 17}]".as_bytes(), &rules)?.check()?;
/// assert_eq!((report.valid(), report.rejected()), (1, 1));
/// # Ok::<(), rows::RowsError>(())
/// ```
///
/// # Errors
///
/// As [`json`].
#[cfg(feature = "rule-set")]
pub fn json_by<'r>(reader: impl Read + Send + 'r, rules: &'r RuleSet) -> Result<Rows<'r, Value>, RowsError> {
    Ok(Rows::new(json::open_array(reader)?, Format::Array, Box::new(BySet::new(rules))))
}

impl Csv {
    /// Opens a file that is written like this.
    ///
    /// # Errors
    ///
    /// As [`csv`].
    pub fn read<'r, T>(&self, reader: impl Read + Send + 'r) -> Result<Rows<'r, Valid<T>>, RowsError>
    where
        T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
    {
        self.read_with(reader, &())
    }

    /// As [`read`](Self::read), with the context that rules of your own need.
    ///
    /// # Errors
    ///
    /// As [`csv`].
    pub fn read_with<'r, T, C>(
        &self,
        reader: impl Read + Send + 'r,
        context: &'r C,
    ) -> Result<Rows<'r, Valid<T>>, RowsError>
    where
        T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C> + Send + 'r,
        C: ?Sized + Sync,
    {
        self.rows(reader, Box::new(Typed::<T, (), C>::new(context)))
    }

    /// As [`read`](Self::read), with the rules of a [`Group`] and with those that are in none.
    ///
    /// # Errors
    ///
    /// As [`csv`].
    pub fn read_for<'r, T, G: Group>(&self, reader: impl Read + Send + 'r) -> Result<Rows<'r, Valid<T, G>>, RowsError>
    where
        T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
    {
        self.rows(reader, Box::new(Typed::<T, G, ()>::new(&())))
    }

    /// As [`read`](Self::read), with the rules of a set that was read at run time.
    ///
    /// # Errors
    ///
    /// As [`csv`].
    #[cfg(feature = "rule-set")]
    pub fn read_by<'r>(&self, reader: impl Read + Send + 'r, rules: &'r RuleSet) -> Result<Rows<'r, Value>, RowsError> {
        self.rows(reader, Box::new(BySet::new(rules)))
    }

    fn rows<'r, V: Send>(
        &self,
        reader: impl Read + Send + 'r,
        check: Box<dyn Check<Value = V> + 'r>,
    ) -> Result<Rows<'r, V>, RowsError> {
        let (blocks, columns, csv) = self.clone().open(reader, MAX_ROW_BYTES)?;
        Ok(Rows::new(blocks, Format::Csv { csv, columns }, check))
    }
}

/// Takes the rows of record batches of Arrow. Each is the document that [`unprocessable_arrow::row`] says. The line of a row
/// is its number, counted from 1.
///
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
/// use unprocessable::Validate;
/// use unprocessable_rows as rows;
///
/// #[derive(serde::Deserialize, Validate)]
/// struct User {
///     #[validate(email)]
///     email: String,
///     #[validate(range(18..=120))]
///     age: Option<u8>,
/// }
///
/// let emails: ArrayRef = Arc::new(StringArray::from(vec!["jane@example.com", "joe"]));
/// let ages: ArrayRef = Arc::new(Int64Array::from(vec![None, Some(17)]));
/// let batch = RecordBatch::try_from_iter([("email", emails), ("age", ages)])?;
/// let mistakes: Vec<String> = rows::arrow::<User, _, _>([Ok::<_, std::io::Error>(batch)])?
///     .filter_map(|row| row.outcome.err().map(|errors| format!("row {}: {errors}", row.line)))
///     .collect();
/// assert_eq!(
///     mistakes,
///     ["row 2: email: The email must be a valid email address.\nage: The age must be between 18 and 120."],
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If the first batches cannot be read. An error of a later one ends the rows, as [`RowsError::Read`].
#[cfg(feature = "arrow")]
pub fn arrow<'r, T, I, E>(batches: I) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
    I: IntoIterator<Item = Result<RecordBatch, E>, IntoIter: Send + 'r>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    ndjson(Lines::new(batches.into_iter()))
}

/// As [`arrow`](arrow()), with the context that rules of your own need.
///
/// # Errors
///
/// As [`arrow`](arrow()).
#[cfg(feature = "arrow")]
pub fn arrow_with<'r, T, C, I, E>(batches: I, context: &'r C) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C> + Send + 'r,
    C: ?Sized + Sync,
    I: IntoIterator<Item = Result<RecordBatch, E>, IntoIter: Send + 'r>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    ndjson_with(Lines::new(batches.into_iter()), context)
}

/// As [`arrow`](arrow()), with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`arrow`](arrow()).
#[cfg(feature = "arrow")]
pub fn arrow_for<'r, T, G, I, E>(batches: I) -> Result<Rows<'r, Valid<T, G>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
    G: Group,
    I: IntoIterator<Item = Result<RecordBatch, E>, IntoIter: Send + 'r>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    ndjson_for::<T, G>(Lines::new(batches.into_iter()))
}

/// As [`arrow`](arrow()), with the rules of a set that was read at run time. The rows are documents.
/// [`unprocessable_arrow::errors`] is faster, where only what is wrong is asked for.
///
/// # Errors
///
/// As [`arrow`](arrow()).
#[cfg(all(feature = "arrow", feature = "rule-set"))]
pub fn arrow_by<'r, I, E>(batches: I, rules: &'r RuleSet) -> Result<Rows<'r, Value>, RowsError>
where
    I: IntoIterator<Item = Result<RecordBatch, E>, IntoIter: Send + 'r>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    ndjson_by(Lines::new(batches.into_iter()), rules)
}

/// Opens a Parquet file: a [`File`](std::fs::File), or [`Bytes`](https://docs.rs/bytes). Its rows are those of its batches,
/// as [`arrow`](arrow()) takes them. The line of a row is its number, counted from 1.
///
/// ```no_run
/// # use unprocessable::Validate;
/// # #[derive(serde::Deserialize, Validate)]
/// # struct User { #[validate(email)] email: String }
/// use std::fs::File;
///
/// use unprocessable_rows as rows;
///
/// let report = rows::parquet::<User>(File::open("users.parquet")?)?.rejects(File::create("rejects.ndjson")?).check()?;
/// println!("{} of {} rows are wrong", report.rejected(), report.rows());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If it is no Parquet file. Where it cannot be read further, the rows end with [`RowsError::Read`].
#[cfg(feature = "parquet")]
pub fn parquet<'r, T>(file: impl ChunkReader + 'static) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
{
    arrow(batches(file)?)
}

/// As [`parquet`](parquet()), with the context that rules of your own need.
///
/// # Errors
///
/// As [`parquet`](parquet()).
#[cfg(feature = "parquet")]
pub fn parquet_with<'r, T, C>(file: impl ChunkReader + 'static, context: &'r C) -> Result<Rows<'r, Valid<T>>, RowsError>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C> + Send + 'r,
    C: ?Sized + Sync,
{
    arrow_with(batches(file)?, context)
}

/// As [`parquet`](parquet()), with the rules of a [`Group`] and with those that are in none.
///
/// # Errors
///
/// As [`parquet`](parquet()).
#[cfg(feature = "parquet")]
pub fn parquet_for<'r, T, G: Group>(file: impl ChunkReader + 'static) -> Result<Rows<'r, Valid<T, G>>, RowsError>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de> + Send + 'r,
{
    arrow_for::<T, G, _, _>(batches(file)?)
}

/// As [`parquet`](parquet()), with the rules of a set that was read at run time. The rows are documents.
///
/// # Errors
///
/// As [`parquet`](parquet()).
#[cfg(all(feature = "parquet", feature = "rule-set"))]
pub fn parquet_by<'r>(file: impl ChunkReader + 'static, rules: &'r RuleSet) -> Result<Rows<'r, Value>, RowsError> {
    arrow_by(batches(file)?, rules)
}

#[cfg(feature = "parquet")]
fn batches(file: impl ChunkReader + 'static) -> Result<ParquetRecordBatchReader, RowsError> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|builder| builder.build());
    reader.map_err(|error| RowsError::Read { line: 1, source: std::io::Error::other(error) })
}
