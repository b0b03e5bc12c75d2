//! Columns of a database, as rules name them.

/// A column of a table, in which [`unique`](crate::rules::unique) and [`exists`](crate::rules::exists) look.
///
/// Everything in it is written by the developer, and none of it comes from a request.
///
/// ```
/// use unprocessable_core::Column;
///
/// pub mod users {
///     use unprocessable_core::Column;
///
///     pub const EMAIL: Column = Column::new("users", "email").with_condition("deleted_at IS NULL");
/// }
///
/// assert_eq!((users::EMAIL.table(), users::EMAIL.name(), users::EMAIL.key()), ("users", "email", "id"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Column {
    table: &'static str,
    name: &'static str,
    key: &'static str,
    condition: Option<&'static str>,
    sql_type: Option<&'static str>,
}

impl Column {
    /// A column. The table may have a schema before it, as in `shop.users`. The key of the table is `id`.
    ///
    /// ```
    /// use unprocessable_core::Column;
    ///
    /// const EMAIL: Column = Column::new("users", "email");
    /// assert_eq!(EMAIL.name(), "email");
    /// ```
    #[must_use]
    pub const fn new(table: &'static str, name: &'static str) -> Self {
        Self { table, name, key: "id", condition: None, sql_type: None }
    }

    /// Sets the column that identifies a row, for `unique(…, except = self.id)`.
    ///
    /// ```
    /// use unprocessable_core::Column;
    ///
    /// assert_eq!(Column::new("users", "email").with_key("user_id").key(), "user_id");
    /// ```
    #[must_use]
    pub const fn with_key(mut self, key: &'static str) -> Self {
        self.key = key;
        self
    }

    /// Sets a condition in SQL: rows that do not meet it are not looked at.
    ///
    /// ```
    /// use unprocessable_core::Column;
    ///
    /// let email = Column::new("users", "email").with_condition("deleted_at IS NULL");
    /// assert_eq!(email.condition(), Some("deleted_at IS NULL"));
    /// ```
    #[must_use]
    pub const fn with_condition(mut self, sql: &'static str) -> Self {
        self.condition = Some(sql);
        self
    }

    /// Sets the type of the column in SQL, where values must be converted to it before they are compared: `citext` in
    /// PostgreSQL compares without case.
    ///
    /// ```
    /// use unprocessable_core::Column;
    ///
    /// assert_eq!(Column::new("users", "email").with_sql_type("citext").sql_type(), Some("citext"));
    /// ```
    #[must_use]
    pub const fn with_sql_type(mut self, name: &'static str) -> Self {
        self.sql_type = Some(name);
        self
    }

    /// The table, perhaps with a schema before it.
    #[must_use]
    pub const fn table(&self) -> &'static str {
        self.table
    }

    /// The name of the column.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The column that identifies a row.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// The condition in SQL that rows meet.
    #[must_use]
    pub const fn condition(&self) -> Option<&'static str> {
        self.condition
    }

    /// The type of the column in SQL, where it must be told.
    #[must_use]
    pub const fn sql_type(&self) -> Option<&'static str> {
        self.sql_type
    }
}

/// Where a rule of a type looks in a database, as it is declared. `DeclaredRule::lookup` tells it, for tests that compare
/// columns with a real database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeclaredLookup {
    pub(crate) column: Column,
    pub(crate) within: Option<Column>,
    pub(crate) is_excepting: bool,
    pub(crate) is_unique: bool,
}

impl DeclaredLookup {
    pub(crate) const fn new(column: Column, is_unique: bool) -> Self {
        Self { column, within: None, is_excepting: false, is_unique }
    }

    /// The column in which the values are looked up.
    #[must_use]
    pub const fn column(&self) -> Column {
        self.column
    }

    /// The column that `within` names.
    #[must_use]
    pub const fn within(&self) -> Option<Column> {
        self.within
    }

    /// Whether `except` compares the [key](Column::key) of rows.
    #[must_use]
    pub const fn is_excepting(&self) -> bool {
        self.is_excepting
    }

    /// Whether the rule is `unique`, so that the database should have a constraint.
    #[must_use]
    pub const fn is_unique(&self) -> bool {
        self.is_unique
    }
}
