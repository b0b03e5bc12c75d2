//! What answers the questions of `unique` and `exists`: a database, or rows in memory.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::Future;
use core::pin::Pin;

use crate::asynchronous::key::Key;
use crate::asynchronous::unanswered::BoxError;
use crate::rule::column::Column;

/// Finds out which values stand in a column of a database, for [`unique`](crate::rules::unique) and
/// [`exists`](crate::rules::exists).
///
/// The context of a type with these rules implements it. The package `unprocessable-database` has implementations for
/// database drivers, to which a context can pass the question on. [`InMemory`](crate::InMemory) is for tests.
///
/// All values that one rule asks about in a request are one question, so an implementation answers it with one query.
///
/// ```
/// use std::collections::HashSet;
/// use unprocessable_core::{Found, Key, Lookup, Question};
///
/// struct Names(HashSet<Key>);
///
/// impl Lookup for Names {
///     type Error = std::convert::Infallible;
///
///     async fn find(&self, question: Question<'_>) -> Result<Found, Self::Error> {
///         let rows = question.rows().iter().enumerate();
///         Ok(question.found(rows.filter(|(_, row)| self.0.contains(row.value())).map(|(index, _)| index)))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot look up rows",
    label = "`unique` and `exists` need a context that implements `Lookup`",
    note = "implement `unprocessable::Lookup` for it; the package `unprocessable-database` does the work for database drivers"
)]
pub trait Lookup: Sync {
    /// Why an answer failed. It becomes [`Unanswered::Failed`](crate::Unanswered::Failed), and no client sees it.
    type Error: Into<Box<dyn core::error::Error + Send + Sync>>;

    /// Which of the rows of the question are in the database.
    fn find(&self, question: Question<'_>) -> impl Future<Output = Result<Found, Self::Error>> + Send;
}

impl<L: Lookup + ?Sized> Lookup for &L {
    type Error = L::Error;

    fn find(&self, question: Question<'_>) -> impl Future<Output = Result<Found, Self::Error>> + Send {
        L::find(self, question)
    }
}

impl<L: Lookup + Send + ?Sized> Lookup for Arc<L> {
    type Error = L::Error;

    fn find(&self, question: Question<'_>) -> impl Future<Output = Result<Found, Self::Error>> + Send {
        L::find(self, question)
    }
}

/// What a rule asks about a column: for each of these rows, whether the database has such a one.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    column: Column,
    within: Option<Column>,
    rows: &'q [LookupRow],
}

impl<'q> Question<'q> {
    pub(crate) fn new(column: Column, within: Option<Column>, rows: &'q [LookupRow]) -> Self {
        Self { column, within, rows }
    }

    /// The column in which the values are looked up.
    #[must_use]
    pub const fn column(&self) -> Column {
        self.column
    }

    /// The column of the same table that has the value of [`LookupRow::within`].
    #[must_use]
    pub const fn within(&self) -> Option<Column> {
        self.within
    }

    /// What is asked, each row once. In all of them, keys at the same place have the same type.
    #[must_use]
    pub const fn rows(&self) -> &'q [LookupRow] {
        self.rows
    }

    /// The answer: the rows at these indexes are in the database.
    #[must_use]
    pub fn found(&self, indexes: impl IntoIterator<Item = usize>) -> Found {
        let mut found = Found(alloc::vec![false; self.rows.len()]);
        for index in indexes {
            if let Some(row) = found.0.get_mut(index) {
                *row = true;
            }
        }
        found
    }
}

/// One value that is looked up, with what else its row must or must not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LookupRow {
    pub(crate) value: Key,
    pub(crate) except: Option<Key>,
    pub(crate) within: Option<Key>,
}

impl LookupRow {
    /// The value of the column.
    #[must_use]
    pub const fn value(&self) -> &Key {
        &self.value
    }

    /// The [key](Column::key) of the row that does not count.
    #[must_use]
    pub const fn except(&self) -> Option<&Key> {
        self.except.as_ref()
    }

    /// The value of the column that [`Question::within`] names.
    #[must_use]
    pub const fn within(&self) -> Option<&Key> {
        self.within.as_ref()
    }

    /// Whether one query can ask about both.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let kinds = |row: &Self| {
            let kind = |key: &Option<Key>| key.as_ref().map(Key::kind);
            (row.value.kind(), kind(&row.except), kind(&row.within))
        };
        kinds(self) == kinds(other)
    }
}

/// The answer to a [`Question`]: which of its rows are in the database. [`Question::found`] makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found(pub(crate) Vec<bool>);

/// A lookup without its error type.
pub(crate) trait ErasedLookup: Sync {
    fn find_boxed<'q>(&'q self, question: Question<'q>) -> Finding<'q>;
}

pub(crate) type Finding<'q> = Pin<Box<dyn Future<Output = Result<Found, BoxError>> + Send + 'q>>;

impl<L: Lookup> ErasedLookup for L {
    fn find_boxed<'q>(&'q self, question: Question<'q>) -> Finding<'q> {
        Box::pin(async move { self.find(question).await.map_err(Into::into) })
    }
}
