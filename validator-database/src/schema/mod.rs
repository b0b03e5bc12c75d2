//! The constraints and columns that a database has, compared with those that a program names.

mod lookups;

use core::fmt;

use unprocessable::declaration::{Declare, declaration};

use crate::constraints::{Constraints, Entry};
use crate::failed::ConstraintKind;

/// The databases whose schema can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Database {
    /// PostgreSQL.
    Postgres,
    /// MySQL from 8.0.16 on, and MariaDB.
    MySql,
    /// SQLite.
    Sqlite,
}

impl Database {
    /// The statement that reads the constraints and columns of the current schema. Each of its rows is three texts: what
    /// it is, its table and its name. The rows are for [`Schema::new`].
    #[must_use]
    pub const fn query(self) -> &'static str {
        match self {
            Self::Postgres => include_str!("postgres.sql"),
            Self::MySql => include_str!("mysql.sql"),
            Self::Sqlite => include_str!("sqlite.sql"),
        }
    }
}

/// The constraints of a database, for a test that compares them with the names in a program.
///
/// Any driver can read them:
///
/// ```
/// use unprocessable_database::{Database, Schema};
/// # use unprocessable::Validate;
/// # #[derive(serde::Deserialize, Validate)]
/// # struct User { email: String }
/// # #[cfg(feature = "rusqlite")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let connection = rusqlite::Connection::open_in_memory()?;
/// # connection.execute_batch("CREATE TABLE users (email TEXT UNIQUE)")?;
///
/// let mut rows = connection.prepare(Database::Sqlite.query())?;
/// let rows = rows.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
/// let schema = Schema::new(Database::Sqlite, rows.collect::<Result<Vec<_>, _>>()?);
///
/// schema.verify::<User>(|c| c.unique("users.email", "email"))?;
///
/// let mismatch = schema.verify::<User>(|c| c.unique("users.mail", "email")).unwrap_err();
/// assert_eq!(mismatch.to_string(), "the database has no unique constraint `users.mail`");
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "rusqlite"))]
/// # fn main() {}
/// ```
#[derive(Clone, Debug)]
pub struct Schema {
    database: Database,
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    kind: String,
    table: String,
    name: String,
}

impl Schema {
    /// A schema by the rows of [`Database::query`].
    pub fn new(database: Database, rows: impl IntoIterator<Item = (String, String, String)>) -> Self {
        let rows = rows.into_iter().map(|(kind, table, name)| Row { kind, table, name }).collect();
        Self { database, rows }
    }

    /// Finds names that the database does not have, and keys that the type does not declare.
    ///
    /// Of the names in an array one must be there. A name in a call of its own may also be missing if it has another form
    /// than the database uses, and the same field has a name of the right form that is there. SQLite uses lists of columns
    /// and expressions, the others use identifiers. SQLite has no names for foreign keys, so they are not looked for there.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if there are some.
    pub fn verify<T: Declare + ?Sized>(
        &self,
        map: impl FnOnce(Constraints<T>) -> Constraints<T>,
    ) -> Result<(), Mismatch> {
        let constraints = map(Constraints::new());
        let table = constraints.table.as_deref();
        let mut mistakes: Vec<_> = constraints.unknown_fields().collect();
        let is_constraint = |row: &Row| !matches!(&*row.kind, "column" | "unique columns");
        let has = |table: &str| self.rows.iter().any(|row| row.table == table && is_constraint(row));
        if let Some(table) = table.filter(|table| !has(table)) {
            mistakes.push(format!("the database has no constraint on a table `{table}`"));
        }
        for entry in &constraints.entries {
            mistakes.extend(self.mistake(entry, table, &constraints.entries));
        }
        Mismatch::of(mistakes)
    }

    /// Finds columns in which the rules [`unique`](unprocessable::rules::unique) and
    /// [`exists`](unprocessable::rules::exists) of a type look and which the database does not have, also those of types
    /// inside it. The column of `unique` needs a unique constraint or index, alone or with the column of `within`. One on
    /// an expression, such as `lower(email)`, will do.
    ///
    /// Tables of other schemas are found by their name with the schema, as in `shop.users`. SQLite knows `main` only.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] if there are some.
    ///
    /// ```
    /// use unprocessable::{Column, InMemory, Validate};
    /// use unprocessable_database::{Database, Schema};
    ///
    /// const EMAIL: Column = Column::new("users", "email");
    ///
    /// #[derive(serde::Deserialize, Validate)]
    /// #[validate(context = InMemory)]
    /// struct User {
    ///     #[validate(unique(EMAIL))]
    ///     email: String,
    /// }
    ///
    /// # let rows = [("column".into(), "users".into(), "email".into())];
    /// let schema = Schema::new(Database::Postgres, rows); // read as above
    /// let mismatch = schema.verify_lookups::<User>().unwrap_err();
    /// assert_eq!(
    ///     mismatch.to_string(),
    ///     "`User` has `unique` on the column `users.email`, which has no unique constraint",
    /// );
    /// ```
    pub fn verify_lookups<T: Declare + ?Sized>(&self) -> Result<(), Mismatch> {
        Mismatch::of(self.mistakes_of_lookups(declaration::<T>()))
    }

    fn mistake(&self, entry: &Entry, table: Option<&str>, all: &[Entry]) -> Option<String> {
        if entry.names.is_empty() {
            return self.mistake_of_unnamed(table);
        }
        if self.database == Database::Sqlite && entry.kind == ConstraintKind::ForeignKey || self.has(entry, table) {
            return None;
        }
        let has_right_form = |entry: &Entry| entry.names.iter().any(|name| self.writes(name));
        let is_for_another_database = !has_right_form(entry)
            && all.iter().any(|other| {
                other.kind == entry.kind
                    && other.at.key == entry.at.key
                    && has_right_form(other)
                    && self.has(other, table)
            });
        (!is_for_another_database).then(|| {
            let whose = table.map_or("the database".to_owned(), |table| format!("the table `{table}`"));
            format!("{whose} has no {} `{}`", entry.kind, entry.names.join("` or `"))
        })
    }

    /// A foreign key without a name must be the only one of its table, or it could be another one.
    fn mistake_of_unnamed(&self, table: Option<&str>) -> Option<String> {
        if self.database != Database::Sqlite {
            return None;
        }
        let Some(table) = table else {
            return Some("a foreign key without a name needs the name of its table, by `on`".to_owned());
        };
        let count = self.rows.iter().filter(|row| row.kind == "foreign key" && row.table == table).count();
        (count != 1).then(|| format!("the table `{table}` has {count} foreign keys, of which none has a name"))
    }

    /// Whether the database writes names of this form.
    fn writes(&self, name: &str) -> bool {
        let is_identifier = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'));
        is_identifier != (self.database == Database::Sqlite)
    }

    fn has(&self, entry: &Entry, table: Option<&str>) -> bool {
        let kind = match entry.kind {
            ConstraintKind::Unique => "unique",
            ConstraintKind::ForeignKey => "foreign key",
            ConstraintKind::Check => "check",
            ConstraintKind::NotNull => "not null",
            ConstraintKind::Exclusion => "exclusion",
        };
        // A check of a domain belongs to no table.
        let is_there = |row: &&Row| table.is_none_or(|table| row.table == table || row.table.is_empty());
        let rows = self.rows.iter().filter(|row| row.kind == kind).filter(is_there);
        rows.into_iter().any(|row| entry.names.iter().any(|name| self.is_named(row, name)))
    }

    fn is_named(&self, row: &Row, name: &str) -> bool {
        if self.database == Database::Sqlite && row.kind == "check" {
            return has_check(&row.name, name);
        }
        // Of MySQL a name with its table is that of the key.
        row.name == name || self.database == Database::MySql && name.split_once('.') == Some((&*row.table, &*row.name))
    }
}

/// Whether the text of a table of SQLite has a check with this name or this expression.
fn has_check(sql: &str, wanted: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (sql, wanted) = (words(sql), words(wanted));
    let lower = sql.to_ascii_lowercase();
    let behind = |word: &'static str| lower.match_indices(word).map(move |(at, _)| at + word.len());
    let is_named = behind("constraint ").any(|at| {
        let name = sql[at..].trim_start_matches(['"', '`', '[']);
        let rest = name.strip_prefix(&*wanted).map(|rest| rest.trim_start_matches(['"', '`', ']', ' ']));
        rest.is_some_and(|rest| rest.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("check")))
    });
    is_named
        || behind("check").any(|at| {
            let inside = sql[at..].trim_start().strip_prefix('(').map(str::trim_start);
            let rest = inside.and_then(|inside| inside.strip_prefix(&*wanted));
            rest.is_some_and(|rest| rest.trim_start().starts_with(')'))
        })
}

/// What a program names and a database or a type does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(Vec<String>);

impl Mismatch {
    pub(crate) fn of(mistakes: Vec<String>) -> Result<(), Self> {
        if mistakes.is_empty() { Ok(()) } else { Err(Self(mistakes)) }
    }

    /// Each mistake in a sentence.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// One mistake a line.
impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl core::error::Error for Mismatch {}
