//! Rows in memory, for tests of types that look something up.

use alloc::vec::Vec;
use core::convert::Infallible;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::asynchronous::key::Key;
use crate::asynchronous::lookup::{Found, Lookup, LookupRow, Question};

/// Rows in memory in place of a database, for tests.
///
/// Text is compared byte for byte, and conditions in SQL are left aside: all rows meet them.
///
/// ```
/// use unprocessable_core::{InMemory, Key};
///
/// let rows = InMemory::new()
///     .row("users", [("id", Key::from(1)), ("email", Key::from("jane@example.com"))])
///     .row("users", [("id", Key::from(2)), ("email", Key::from("joe@example.com"))]);
/// assert_eq!(rows.queries(), 0);
/// ```
#[derive(Debug, Default)]
pub struct InMemory {
    rows: Vec<(&'static str, Vec<(&'static str, Key)>)>,
    queries: AtomicUsize,
}

impl InMemory {
    /// No rows.
    ///
    /// ```
    /// use unprocessable_core::InMemory;
    ///
    /// assert_eq!(InMemory::new().queries(), 0);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row to a table: its columns with their values.
    ///
    /// ```
    /// use unprocessable_core::{InMemory, Key};
    ///
    /// let tags = InMemory::new().row("tags", [("id", Key::from(7))]);
    /// # let _ = tags;
    /// ```
    #[must_use]
    pub fn row(mut self, table: &'static str, columns: impl IntoIterator<Item = (&'static str, Key)>) -> Self {
        self.rows.push((table, columns.into_iter().collect()));
        self
    }

    /// How many questions were answered so far. A database would have answered each with one query.
    ///
    /// ```
    /// use unprocessable_core::InMemory;
    ///
    /// assert_eq!(InMemory::new().queries(), 0);
    /// ```
    #[must_use]
    pub fn queries(&self) -> usize {
        self.queries.load(Ordering::Relaxed)
    }

    fn has(&self, question: &Question<'_>, asked: &LookupRow) -> bool {
        let column = question.column();
        let mut rows = self.rows.iter().filter(|(table, _)| *table == column.table());
        rows.any(|(_, row)| {
            let has = |name: &str, value: &Key| row.iter().any(|(column, held)| *column == name && held == value);
            let is_excepted = asked.except().is_some_and(|key| has(column.key(), key));
            let is_within = match (question.within(), asked.within()) {
                (Some(within), Some(value)) => has(within.name(), value),
                (Some(_), None) => false,
                (None, _) => true,
            };
            has(column.name(), asked.value()) && is_within && !is_excepted
        })
    }
}

impl Lookup for InMemory {
    type Error = Infallible;

    async fn find(&self, question: Question<'_>) -> Result<Found, Infallible> {
        self.queries.fetch_add(1, Ordering::Relaxed);
        let rows = question.rows().iter().enumerate();
        let found = rows.filter(|(_, row)| self.has(&question, row)).map(|(index, _)| index);
        Ok(question.found(found))
    }
}
