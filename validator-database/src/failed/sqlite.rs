//! SQLite has numbers, and names columns in its messages, which are English everywhere and hold no values.

use super::{ConstraintKind, FailedConstraint, Named};

const FOREIGN_KEY: &str = "FOREIGN KEY constraint failed";

impl<'e> FailedConstraint<'e> {
    /// What SQLite reports: its extended result code and its message.
    ///
    /// ```
    /// use unprocessable_database::FailedConstraint;
    ///
    /// let failed = FailedConstraint::sqlite(1299, "NOT NULL constraint failed: users.email").unwrap();
    /// assert!(failed.is_named("users.email"));
    /// ```
    #[must_use]
    pub fn sqlite(extended_code: i32, message: &'e str) -> Option<Self> {
        let kind = match extended_code {
            // Of a unique index, of a primary key, of a row's number.
            2067 | 1555 | 2579 => ConstraintKind::Unique,
            787 => ConstraintKind::ForeignKey,
            // RESTRICT is a trigger to SQLite. Triggers of the application say something else.
            1811 if message == FOREIGN_KEY => ConstraintKind::ForeignKey,
            275 => ConstraintKind::Check,
            1299 => ConstraintKind::NotNull,
            _ => return None,
        };
        Some(Self::new(kind, listed(kind, message)))
    }

    /// What SQLite reports, by its message alone.
    #[cfg(feature = "diesel")]
    pub(crate) fn by_message_of_sqlite(message: &'e str) -> Option<Self> {
        let kinds =
            [ConstraintKind::Unique, ConstraintKind::Check, ConstraintKind::NotNull, ConstraintKind::ForeignKey];
        kinds.into_iter().find(|kind| message.starts_with(beginning(*kind))).map(|kind| {
            let named = listed(kind, message);
            Self::new(kind, named)
        })
    }
}

/// The list of columns, or the name, behind the colon.
fn listed(kind: ConstraintKind, message: &str) -> Named<'_> {
    let Some(list) = message.strip_prefix(beginning(kind)).filter(|list| !list.is_empty()) else {
        return Named::Nothing;
    };
    let index = list.strip_prefix("index '").and_then(|index| index.strip_suffix('\''));
    Named::Whole(index.filter(|_| kind == ConstraintKind::Unique).unwrap_or(list))
}

fn beginning(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Unique | ConstraintKind::Exclusion => "UNIQUE constraint failed: ",
        ConstraintKind::Check => "CHECK constraint failed: ",
        ConstraintKind::NotNull => "NOT NULL constraint failed: ",
        ConstraintKind::ForeignKey => FOREIGN_KEY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_a_whole() {
        for (code, message, name) in [
            (2067, "UNIQUE constraint failed: t.a, t.b", "t.a, t.b"),
            (2067, "UNIQUE constraint failed: index 'lower_email'", "lower_email"),
            (1555, "UNIQUE constraint failed: t.id", "t.id"),
            (275, "CHECK constraint failed: amount > 0", "amount > 0"),
            (275, "CHECK constraint failed: index 'a'", "index 'a'"),
            (1299, "NOT NULL constraint failed: t.a", "t.a"),
        ] {
            let failed = FailedConstraint::sqlite(code, message).unwrap();
            assert!(failed.is_named(name), "{message}");
            for other in ["t.b", "a", "", "t.a, ", "t", "amount"] {
                assert!(!failed.is_named(other), "{message}: {other}");
            }
        }
    }

    #[test]
    fn foreign_keys_have_no_name() {
        for code in [787, 1811] {
            let failed = FailedConstraint::sqlite(code, FOREIGN_KEY).unwrap();
            assert!(failed.is_unnamed() && failed.kind() == ConstraintKind::ForeignKey);
            assert!(!failed.is_named(""));
        }
    }

    #[test]
    fn triggers_and_other_failures_are_no_constraints() {
        for (code, message) in
            [(1811, "the shop is closed"), (5, "database is locked"), (3091, "cannot store TEXT value")]
        {
            assert!(FailedConstraint::sqlite(code, message).is_none(), "{message}");
        }
    }
}
