//! How databases answer the questions of [`unique`](unprocessable::rules::unique) and
//! [`exists`](unprocessable::rules::exists).

mod mysql;
mod postgres;
mod source;
mod sqlite;

use core::fmt;

use unprocessable::{Key, LookupRow, Question};

pub use source::Source;

use crate::schema::Database;

/// The statements that answer a question, for a driver that this crate does not know or that blocks.
///
/// It is one statement for Postgres, and for the others one for each chunk of rows. Each row of their results is one
/// integer: the index of a row of the question that is in the database. The statements own what they need, so they can
/// move to another thread, such as one of `spawn_blocking`.
///
/// ```
/// use unprocessable::{Found, Question};
/// use unprocessable_database::{Bind, Database, LookupStatement, lookup_statements};
/// # type Rows = Vec<i64>;
/// # fn query(_: &str, _: &[Bind]) -> Rows { Vec::new() }
///
/// fn find(question: &Question<'_>) -> Found {
///     let statements = lookup_statements(Database::Sqlite, question);
///     let rows = statements.iter().flat_map(|statement| query(statement.sql(), statement.binds()));
///     question.found(rows.filter_map(|index| usize::try_from(index).ok()))
/// }
/// ```
///
/// # What is compared
///
/// The database compares: its collation decides whether `Jane` is `jane`. Values are bound, never written into the text.
/// The names of [`Column`](unprocessable::Column) are quoted, so they must be written as in the database, upper and
/// lower case included. Its condition is SQL of the developer and stands in the text as it is.
///
/// | key | Postgres | MySQL, MariaDB | SQLite |
/// |---|---|---|---|
/// | text | `text`; with [`with_sql_type`](unprocessable::Column::with_sql_type) cast to that type, which `citext`, `uuid` and an enum need | as it is | as it is |
/// | integer | `bigint`, compared with integers of any size | `SIGNED` | as it is |
/// | UUID | `uuid`; cast to the type that the column names | its 16 bytes, for `BINARY(16)`; as hyphenated text, if the column names another type, such as `CHAR(36)` or MariaDB's `UUID` | both its 16 bytes and its hyphenated text |
///
/// Text with a zero byte stands in no text of Postgres, so there it is not found. What the database refuses to compare,
/// such as a word with a `uuid`, is compared by [`fallback`](LookupStatement::fallback), which the drivers of this crate
/// run by themselves. So no value of a stranger is an error of the application.
#[must_use]
pub fn lookup_statements(database: Database, question: &Question<'_>) -> Vec<LookupStatement> {
    match database {
        Database::Postgres => vec![postgres::statement(question)],
        Database::MySql => in_chunks(question, mysql::CHUNK, mysql::statement),
        Database::Sqlite => in_chunks(question, sqlite::chunk(question), sqlite::statement),
    }
}

fn in_chunks(
    question: &Question<'_>,
    size: usize,
    statement: impl Fn(&Question<'_>, &[LookupRow], usize) -> LookupStatement,
) -> Vec<LookupStatement> {
    let chunks = question.rows().chunks(size).enumerate();
    chunks.map(|(number, rows)| statement(question, rows, number * size)).collect()
}

/// A statement that finds out which rows of a question are in the database. [`lookup_statements`] makes it.
///
/// `Debug` shows the text and not the values.
#[derive(Clone)]
pub struct LookupStatement {
    sql: String,
    binds: Vec<Bind>,
    fallback: Option<String>,
    is_constant: bool,
}

impl LookupStatement {
    /// The text. It has `$1`, `$2` and so on for Postgres, and `?` for the others.
    #[must_use]
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// The values of the parameters, in order.
    #[must_use]
    pub fn binds(&self) -> &[Bind] {
        &self.binds
    }

    /// What to run if the database refuses a value. It compares texts in a form that has every value, and no index helps.
    ///
    /// Postgres refuses a word as a UUID, with an SQLSTATE that begins with 22, or 23514 for a domain. MySQL and MariaDB
    /// refuse a character that the character set of the column does not have, with `HY000`.
    #[must_use]
    pub fn fallback(&self) -> Option<Self> {
        let sql = self.fallback.clone()?;
        Some(Self { sql, binds: self.binds.clone(), fallback: None, is_constant: self.is_constant })
    }

    /// The statement to run in place of this one after an error with this SQLSTATE.
    #[cfg(any(feature = "sqlx", feature = "tokio-postgres"))]
    pub(crate) fn after(&self, sqlstate: &str) -> Option<Self> {
        let is_refusal = sqlstate.starts_with("22") || matches!(sqlstate, "23514" | "HY000");
        if is_refusal { self.fallback() } else { None }
    }

    /// The text and the values.
    #[cfg(any(
        feature = "sea-orm",
        feature = "sqlx-any",
        feature = "sqlx-mysql",
        feature = "sqlx-postgres",
        feature = "sqlx-sqlite"
    ))]
    pub(crate) fn into_parts(self) -> (String, Vec<Bind>) {
        (self.sql, self.binds)
    }

    /// Whether the text is the same for any number of rows, so that a driver may keep it prepared.
    #[cfg(any(feature = "sqlx-any", feature = "sqlx-mysql", feature = "sqlx-postgres", feature = "sqlx-sqlite"))]
    pub(crate) fn is_constant(&self) -> bool {
        self.is_constant
    }
}

impl fmt::Debug for LookupStatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.binds.len();
        f.debug_struct("LookupStatement").field("sql", &self.sql).field("binds", &count).finish_non_exhaustive()
    }
}

/// The value of a parameter. It is made from values of a request, so `Debug` shows only its type.
#[derive(Clone, PartialEq, Eq)]
pub enum Bind {
    /// Text. For Postgres it is the text of an array, in which all values of one kind stand.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Bytes.
    Bytes([u8; 16]),
}

impl fmt::Debug for Bind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text",
            Self::Integer(_) => "Integer",
            Self::Bytes(_) => "Bytes",
        })
    }
}

/// The three values that a row of a question may have.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Value,
    Except,
    Within,
}

impl Role {
    /// The values that the rows have. All rows have the same ones.
    fn of<'q>(question: &Question<'q>) -> impl Iterator<Item = (Self, &'q Key)> + use<'q> {
        let first = question.rows().first();
        [Self::Value, Self::Except, Self::Within].into_iter().filter_map(move |role| Some((role, role.key(first?)?)))
    }

    fn key(self, row: &LookupRow) -> Option<&Key> {
        match self {
            Self::Value => Some(row.value()),
            Self::Except => row.except(),
            Self::Within => row.within(),
        }
    }

    /// The name of its column among the rows that are asked for.
    fn name(self) -> &'static str {
        match self {
            Self::Value => "asked_value",
            Self::Except => "asked_except",
            Self::Within => "asked_within",
        }
    }

    /// The name of the column of the table, and its type where it is told.
    fn column(self, question: &Question<'_>) -> (&'static str, Option<&'static str>) {
        let column = question.column();
        match self {
            Self::Value => (column.name(), column.sql_type()),
            Self::Except => (column.key(), None),
            Self::Within => question.within().map_or(("", None), |within| (within.name(), within.sql_type())),
        }
    }
}

/// The name of the rows that are asked for. It hides a table of the same name, so it is none that a table has.
const ASKED: &str = "unprocessable_asked";

/// The condition that the developer wrote. A comment at its end does not reach further.
fn condition(question: &Question<'_>) -> String {
    question.column().condition().map_or(String::new(), |sql| format!(" AND ({sql}\n)"))
}

/// A table, perhaps with its schema, in quotes.
fn table(question: &Question<'_>, quote: char) -> String {
    let parts = question.column().table().split('.');
    parts.map(|part| quoted(part, quote)).collect::<Vec<_>>().join(".")
}

fn quoted(name: &str, quote: char) -> String {
    let mut quoted = String::with_capacity(name.len() + 2);
    quoted.push(quote);
    for character in name.chars() {
        quoted.push(character);
        if character == quote {
            quoted.push(quote);
        }
    }
    quoted.push(quote);
    quoted
}

/// A UUID as text with hyphens and small letters.
fn hyphenated(bytes: &[u8; 16]) -> String {
    use core::fmt::Write as _;

    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether a type of a column is one of bytes.
fn is_binary(sql_type: &str) -> bool {
    let name = sql_type.to_ascii_lowercase();
    name.contains("binary") || name.contains("blob")
}
