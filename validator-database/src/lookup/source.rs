//! A pool or a client that is the context itself.

use core::ops::Deref;

/// A pool or a client as the context of a type, for an application whose rules need nothing else.
///
/// It is [`Lookup`](unprocessable::Lookup) for a pool of sqlx, for `DatabaseConnection` of sea-orm and for `Client` of
/// tokio-postgres, with the features of these drivers. A context of your own passes its questions on, with the `find` of
/// the driver, such as that of the module `sqlx`.
///
/// ```
/// # #[cfg(feature = "sqlx-sqlite")]
/// # mod example {
/// use sqlx::SqlitePool;
/// use unprocessable::{Column, Validate};
/// use unprocessable_database::Source;
///
/// const EMAIL: Column = Column::new("users", "email");
///
/// #[derive(serde::Deserialize, Validate)]
/// #[validate(context = Source<SqlitePool>)]
/// struct SignUp {
///     #[validate(required, email, unique(EMAIL))]
///     email: String,
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Source<P>(pub P);

impl<P> Deref for Source<P> {
    type Target = P;

    fn deref(&self) -> &P {
        &self.0
    }
}

impl<P> From<P> for Source<P> {
    fn from(pool: P) -> Self {
        Self(pool)
    }
}
