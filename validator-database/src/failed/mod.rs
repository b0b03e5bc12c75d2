//! A constraint that failed, as a database reports it.

mod mysql;
mod postgres;
mod sqlite;

use core::fmt;

/// An error of a driver, which may be a constraint that failed.
///
/// Implement it for an error of your own that wraps one of a driver:
///
/// ```
/// use unprocessable_database::{DriverError, FailedConstraint};
/// # struct Driver;
/// # impl DriverError for Driver {
/// #     fn failed_constraint(&self) -> Option<FailedConstraint<'_>> { None }
/// # }
///
/// enum StoreError {
///     Database(Driver),
///     Closed,
/// }
///
/// impl DriverError for StoreError {
///     fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
///         match self {
///             Self::Database(error) => error.failed_constraint(),
///             Self::Closed => None,
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known as an error of a database",
    label = "not an error of a driver",
    note = "switch on the feature of the driver, such as `sqlx`, or implement `DriverError`"
)]
pub trait DriverError {
    /// The constraint that failed. `None` if the error is another one.
    fn failed_constraint(&self) -> Option<FailedConstraint<'_>>;
}

/// The kinds of constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConstraintKind {
    /// A value that is there already, or a primary key.
    Unique,
    /// A row that is not there, or one that others still need.
    ForeignKey,
    /// A condition.
    Check,
    /// A value that is missing.
    NotNull,
    /// A value that conflicts with that of another row. Only Postgres has these.
    Exclusion,
}

/// A constraint that failed, as the database reports it.
///
/// It borrows from the error of the driver, which may hold values of the row. `Debug` and `Display` show only names of the
/// schema.
#[derive(Clone, Copy)]
pub struct FailedConstraint<'e> {
    kind: ConstraintKind,
    named: Named<'e>,
    table: Option<&'e str>,
}

/// How a database tells which constraint it was.
#[derive(Clone, Copy)]
enum Named<'e> {
    /// Not at all.
    Nothing,
    /// By this name, or this list of columns.
    Whole(&'e str),
    /// By a column of the table.
    Column(&'e str),
    /// In a message of MySQL, which may hold values.
    Message(mysql::Message<'e>),
}

impl<'e> FailedConstraint<'e> {
    fn new(kind: ConstraintKind, named: Named<'e>) -> Self {
        Self { kind, named, table: None }
    }

    /// What kind of constraint it is.
    #[must_use]
    pub fn kind(&self) -> ConstraintKind {
        self.kind
    }

    /// Whether the constraint has this name: that of the constraint or index, a column such as `users.email`, or a list
    /// of columns as SQLite writes it.
    ///
    /// ```
    /// use unprocessable_database::FailedConstraint;
    ///
    /// let message = "UNIQUE constraint failed: users.street, users.city";
    /// let failed = FailedConstraint::sqlite(2067, message).unwrap();
    /// assert!(failed.is_named("users.street, users.city"));
    /// assert!(!failed.is_named("users.city"));
    /// ```
    #[must_use]
    pub fn is_named(&self, name: &str) -> bool {
        self.is_named_on(name, None)
    }

    /// Whether the database does not say which constraint it was.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        matches!(self.named, Named::Nothing)
    }

    /// As [`is_named`](Self::is_named), of a constraint of this table, where the database tells the table.
    pub(crate) fn is_named_on(&self, name: &str, table: Option<&str>) -> bool {
        self.is_on(table)
            && match self.named {
                Named::Nothing => false,
                Named::Whole(whole) => whole == name,
                Named::Column(column) => is_column(name, self.table, column),
                Named::Message(message) => message.names(name, table),
            }
    }

    pub(crate) fn is_on(&self, table: Option<&str>) -> bool {
        table.zip(self.table).is_none_or(|(wanted, told)| wanted == told)
    }
}

/// Whether a name is that of the column, with its table in front.
fn is_column(name: &str, table: Option<&str>, column: &str) -> bool {
    let before = name.strip_suffix(column).and_then(|before| before.strip_suffix('.'));
    before.is_some_and(|before| table.is_none_or(|table| table == before))
}

impl fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique constraint",
            Self::ForeignKey => "foreign key",
            Self::Check => "check constraint",
            Self::NotNull => "not null constraint",
            Self::Exclusion => "exclusion constraint",
        })
    }
}

/// The kind and the name, unless the name stands in a message that may hold values.
impl fmt::Display for FailedConstraint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)?;
        match (self.named, self.table) {
            (Named::Whole(name), _) => write!(f, " `{name}`"),
            (Named::Column(column), Some(table)) => write!(f, " `{table}.{column}`"),
            (Named::Column(column), None) => write!(f, " `{column}`"),
            (Named::Nothing | Named::Message(_), _) => Ok(()),
        }
    }
}

impl fmt::Debug for FailedConstraint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FailedConstraint({self})")
    }
}
