//! A constraint that fails is an error at its field: 409 or 422 in the documented format of
//! [`unprocessable`](https://docs.rs/unprocessable).
//!
//! A sign-up may keep all rules and still fail, because the e-mail address is taken. Only the database knows that, and
//! it says so with the name of a constraint. [`on_constraint`](OnConstraint::on_constraint) finds the field by that name:
//!
//! ```
//! use unprocessable::Validate;
//! use unprocessable::declaration::Declare;
//! use unprocessable_database::{Constraints, DatabaseError, OnConstraint};
//! # use unprocessable_database::{DriverError, FailedConstraint};
//! # struct Failure;
//! # impl DriverError for Failure {
//! #     fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
//! #         FailedConstraint::postgres("23505", Some("users_email_key"), Some("users"), None)
//! #     }
//! # }
//! # fn insert(_: &User) -> Result<(), Failure> { Err(Failure) }
//!
//! #[derive(serde::Deserialize, Validate)]
//! struct User {
//!     #[validate(required, email)]
//!     email: String,
//!     country_id: i64,
//! }
//!
//! /// The constraints of the table, for every type that is written to it.
//! fn users<T: Declare>(table: Constraints<T>) -> Constraints<T> {
//!     table
//!         .unique("users_email_key", "email") // Postgres, MySQL: the name of the constraint or index
//!         .unique("users.email", "email") // SQLite: the columns
//!         .foreign_key("users_country_fkey", "country_id")
//! }
//!
//! # let user = User { email: String::new(), country_id: 1 };
//! let result = insert(&user).on_constraint::<User>(users);
//!
//! let Err(DatabaseError::Refused(answer)) = result else { panic!() };
//! assert_eq!(answer.status().code(), 409);
//! assert_eq!(
//!     answer.to_json(),
//!     r#"{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}"#,
//! );
//! ```
//!
//! What is not mapped stays the error of the driver, in [`DatabaseError::Failed`].
//!
//! # Rules that ask before
//!
//! [`unique`](unprocessable::rules::unique) and [`exists`](unprocessable::rules::exists) look into the database before
//! the row is written. The context of the type answers them: a pool or a client in [`Source`], or a type of your own,
//! whose [`Lookup`](unprocessable::Lookup) calls `sqlx::find`, `sea_orm::find` or `tokio_postgres::find` of this crate.
//! A list of values is one query; [`lookup_statements`] says what each database compares.
//!
//! `unique` is a courtesy, the constraint decides. Another request may insert the value between the rule and the
//! `INSERT`. Then the constraint refuses it, with the same sentence at the same field. [`or_all`](OrAll::or_all) runs
//! the rules once more after that, so that the client learns of everything at once:
//!
//! ```
//! # use unprocessable::{Column, ErrorBody, InMemory, Validate, ValidateAsync};
//! # use unprocessable_database::{DriverError, FailedConstraint, OnConstraint, OrAll};
//! # struct Failure;
//! # impl DriverError for Failure {
//! #     fn failed_constraint(&self) -> Option<FailedConstraint<'_>> { None }
//! # }
//! # async fn insert(_: &User) -> Result<(), Failure> { Err(Failure) }
//! const EMAIL: Column = Column::new("users", "email");
//!
//! #[derive(serde::Deserialize, Validate)]
//! #[validate(context = InMemory)] // a database outside of this example
//! struct User {
//!     #[validate(required, email, unique(EMAIL))]
//!     email: String,
//! }
//!
//! # async fn sign_up(user: User, db: InMemory) -> Result<(), ErrorBody> {
//! insert(&user).await.on_constraint::<User>(|c| c.unique(EMAIL, "email")).or_all(user.validate_async(&db)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # What each constraint says
//!
//! | constraint | default sentence | code | status |
//! |---|---|---|---|
//! | [`unique`](Constraints::unique) | The email has already been taken. | `unique` | 409 |
//! | [`exclusion`](Constraints::exclusion) | The room has already been taken. | `exclusion` | 409 |
//! | [`foreign_key`](Constraints::foreign_key) | The selected customer is invalid. | `exists` | 422 |
//! | [`check`](Constraints::check) | The amount is invalid. | `check` | 422 |
//! | [`not_null`](Constraints::not_null) | The email field is required. | `required` | 422 |
//!
//! [`at`] changes each of them. The label is that of the field, with its `attribute = "…"`. The label of a foreign key
//! is without the word "id" at its end.
//!
//! # What each database says
//!
//! | | Postgres | MySQL, MariaDB | SQLite |
//! |---|---|---|---|
//! | unique | name of the constraint or index | name of the index | columns: `users.email` or `users.street, users.city`; of an index on expressions its name |
//! | foreign key | name | name | nothing: [`unnamed_foreign_key`](Constraints::unnamed_foreign_key) |
//! | check | name | name | name, or the expression if it has no name |
//! | not null | `users.email` | `email`, which `users.email` stands for too | `users.email` |
//! | exclusion | name | | |
//!
//! Names are compared as a whole. Names for several databases can stand side by side. Errors are recognised by numbers and
//! fields, never by words that a server translates.
//!
//! Postgres says nothing about values that are too long (22001) or out of range (22003), so these stay errors of the
//! driver. So do errors of triggers.
//!
//! # No value of a row
//!
//! Postgres' DETAIL and the messages of MySQL hold the values of the row. None of them gets into the body, nor into
//! `Display` or `Debug` of [`DatabaseError`], which also has no `source`. The error of the driver in
//! [`DatabaseError::Failed`] still holds them.
//!
//! # Mistakes are found early
//!
//! A field that the type does not declare is a mistake in the program. A build with debug assertions panics at the first
//! call of `on_constraint`, also if the statement succeeds. Any test of the handler therefore finds it, and
//! [`verify`] finds it without a database. A release build does not look.
//!
//! [`Schema`] compares the names with those of a real database, so that a renamed constraint fails a test. So does a
//! renamed column in which a rule looks, by [`verify_lookups`](Schema::verify_lookups).
//!
//! # Features
//!
//! | feature | for errors of and lookups with |
//! |---|---|
//! | `sqlx` | sqlx 0.9, with any database: errors only |
//! | `sqlx-postgres` | sqlx 0.9 with Postgres; it knows the column of a `NOT NULL` |
//! | `sqlx-mysql`, `sqlx-sqlite`, `sqlx-any` | sqlx 0.9 with MySQL and MariaDB, SQLite, `Any` |
//! | `sea-orm` | sea-orm 2; add `sqlx-postgres` for Postgres |
//! | `diesel` | diesel 2.3, and diesel-async: errors, and [statements](lookup_statements) for lookups |
//! | `tokio-postgres` | tokio-postgres 0.7 |
//! | `rusqlite` | rusqlite 0.37 to 0.43: errors, and [statements](lookup_statements) for lookups |
//!
//! | feature | [`DatabaseError`] is a response of |
//! |---|---|
//! | `actix-web`, `axum`, `poem`, `rocket` | the framework; without it, [`ErrorBody`](unprocessable::ErrorBody) is one that `?` converts to |
//!
//! For another driver, or for an error of your own that wraps one, implement [`DriverError`].
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod constraints;
mod driver;
mod error;
mod failed;
mod field;
mod lookup;
#[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "rocket"))]
mod respond;
mod schema;

pub use constraints::{At, Constraints, Names, at, verify};
#[cfg(feature = "sea-orm")]
pub use driver::sea_orm;
#[cfg(feature = "sqlx")]
pub use driver::sqlx;
#[cfg(feature = "tokio-postgres")]
pub use driver::tokio_postgres;
pub use error::{DatabaseError, OnConstraint, OrAll};
pub use failed::{ConstraintKind, DriverError, FailedConstraint};
pub use lookup::{Bind, LookupStatement, Source, lookup_statements};
pub use schema::{Database, Mismatch, Schema};

/// The snippets of the page beside the code, which run as tests.
#[cfg(all(
    doctest,
    feature = "sqlx-sqlite",
    feature = "sea-orm",
    feature = "diesel",
    feature = "tokio-postgres",
    feature = "rusqlite"
))]
#[doc = include_str!("../README.md")]
struct Readme;
