//! Postgres tells everything in fields of their own, whatever the language of its messages.

use super::{ConstraintKind, FailedConstraint, Named};

impl<'e> FailedConstraint<'e> {
    /// What Postgres reports: its SQLSTATE, and the names of constraint, table and column.
    ///
    /// ```
    /// use unprocessable_database::FailedConstraint;
    ///
    /// let failed = FailedConstraint::postgres("23502", None, Some("users"), Some("email")).unwrap();
    /// assert!(failed.is_named("users.email"));
    /// // A value that is too long.
    /// assert!(FailedConstraint::postgres("22001", None, None, None).is_none());
    /// ```
    #[must_use]
    pub fn postgres(
        sqlstate: &str,
        constraint: Option<&'e str>,
        table: Option<&'e str>,
        column: Option<&'e str>,
    ) -> Option<Self> {
        let kind = match sqlstate {
            "23505" => ConstraintKind::Unique,
            // 23001 is RESTRICT, which has a number of its own since Postgres 18.
            "23503" | "23001" => ConstraintKind::ForeignKey,
            "23514" => ConstraintKind::Check,
            "23502" => ConstraintKind::NotNull,
            "23P01" => ConstraintKind::Exclusion,
            _ => return None,
        };
        Some(Self::by_fields(kind, constraint, table, column))
    }

    pub(crate) fn by_fields(
        kind: ConstraintKind,
        constraint: Option<&'e str>,
        table: Option<&'e str>,
        column: Option<&'e str>,
    ) -> Self {
        // Since Postgres 18 a `NOT NULL` is a constraint with a name. The column is the name on all versions.
        let named = match (kind, constraint, column) {
            (ConstraintKind::NotNull, _, Some(column)) => Named::Column(column),
            (_, Some(constraint), _) => Named::Whole(constraint),
            _ => Named::Nothing,
        };
        Self { kind, named, table }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_a_not_null_is_its_name() {
        let failed = FailedConstraint::postgres("23502", Some("users_email_not_null"), Some("users"), Some("email"));
        let failed = failed.unwrap();
        assert_eq!(failed.kind(), ConstraintKind::NotNull);
        for (name, is_it) in [
            ("users.email", true),
            ("email", false),
            (".email", false),
            ("guests.email", false),
            ("users.mail", false),
            ("x.users.email", false),
        ] {
            assert_eq!(failed.is_named(name), is_it, "{name}");
        }
    }

    #[test]
    fn a_constraint_of_another_table_is_another_one() {
        let failed = FailedConstraint::postgres("23514", Some("amount_positive"), Some("orders"), None).unwrap();
        assert!(failed.is_named_on("amount_positive", Some("orders")));
        assert!(!failed.is_named_on("amount_positive", Some("refunds")));
    }
}
