//! Which constraint belongs to which field.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use unprocessable::declaration::{Declare, declaration};
use unprocessable::{Column, ErrorBody, Status, ValidationErrors, Violation};

use crate::failed::{ConstraintKind, FailedConstraint};
use crate::field::{self, Found};
use crate::schema::Mismatch;

/// The constraints of a table, and the field of `T` that each belongs to.
///
/// A function from empty constraints to full ones declares them once for a table. It is what
/// [`on_constraint`](crate::OnConstraint::on_constraint), [`verify`] and [`Schema::verify`](crate::Schema::verify) take.
/// It runs only when a statement fails, and once more in builds with debug assertions.
///
/// ```
/// use unprocessable::declaration::Declare;
/// use unprocessable_database::{Constraints, at, verify};
/// # use unprocessable::Validate;
/// # #[derive(serde::Deserialize, Validate)]
/// # struct Booking { room: String, customer_id: i64, nights: i32 }
///
/// fn bookings<T: Declare>(table: Constraints<T>) -> Constraints<T> {
///     table
///         .on("bookings")
///         .unique("bookings_room_key", "room")
///         .foreign_key("bookings_customer_fkey", "customer_id")
///         .check("nights_positive", at("nights").message("Stay for {attribute} of one or more.").code("min"))
/// }
///
/// verify::<Booking>(bookings).unwrap();
/// ```
pub struct Constraints<T: ?Sized> {
    pub(crate) table: Option<Cow<'static, str>>,
    pub(crate) entries: Vec<Entry>,
    of: PhantomData<fn(&T)>,
}

/// One constraint with its field.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: ConstraintKind,
    /// Empty for the foreign key that has no name.
    pub(crate) names: Vec<Cow<'static, str>>,
    pub(crate) at: At,
}

/// The name of a constraint, or its names on several databases: `["users_pkey", "PRIMARY", "users.id"]`.
#[derive(Clone, Debug)]
pub struct Names(Vec<Cow<'static, str>>);

macro_rules! names {
    ($($text:ty)+) => {$(
        impl From<$text> for Names {
            fn from(name: $text) -> Self {
                Self(vec![name.into()])
            }
        }

        impl<const N: usize> From<[$text; N]> for Names {
            fn from(names: [$text; N]) -> Self {
                Self(names.into_iter().map(Into::into).collect())
            }
        }
    )+};
}

names! { &'static str String }

/// The names that the databases give by themselves to a unique constraint of one column: `users.email` of SQLite,
/// `users_email_key` of Postgres, and `email` of MySQL and MariaDB.
///
/// ```
/// use unprocessable::{Column, Validate};
/// use unprocessable_database::verify;
/// # #[derive(serde::Deserialize, Validate)]
/// # struct User { email: String }
///
/// const EMAIL: Column = Column::new("users", "email");
///
/// verify::<User>(|users| users.on("users").unique(EMAIL, "email")).unwrap();
/// ```
impl From<Column> for Names {
    fn from(column: Column) -> Self {
        let table = column.table().rsplit('.').next().unwrap_or_default();
        let name = column.name();
        [format!("{table}.{name}"), format!("{table}_{name}_key"), name.to_owned()].into()
    }
}

/// The key of a field, and what is said there.
///
/// [`at`] makes it. Text alone is a key with everything by default.
#[derive(Clone, Debug)]
pub struct At {
    pub(crate) key: Cow<'static, str>,
    attribute: Option<Cow<'static, str>>,
    message: Option<Cow<'static, str>>,
    code: Option<Cow<'static, str>>,
    status: Option<Status>,
}

/// The field with this key, such as `email` or `address.zip`, with the names on the wire.
///
/// ```
/// use unprocessable::Status;
/// use unprocessable_database::at;
///
/// let email = at("email").attribute("e-mail address").status(Status::UnprocessableEntity);
/// # let _ = email;
/// ```
#[must_use]
pub fn at(key: impl Into<Cow<'static, str>>) -> At {
    At { key: key.into(), attribute: None, message: None, code: None, status: None }
}

impl At {
    /// Replaces what the message calls the field.
    #[must_use]
    pub fn attribute(mut self, label: impl Into<Cow<'static, str>>) -> Self {
        self.attribute = Some(label.into());
        self
    }

    /// Replaces the sentence. In it `{attribute}` stands for the label.
    #[must_use]
    pub fn message(mut self, sentence: impl Into<Cow<'static, str>>) -> Self {
        self.message = Some(sentence.into());
        self
    }

    /// Replaces the code of the violation.
    #[must_use]
    pub fn code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Replaces the status of the answer.
    #[must_use]
    pub fn status(mut self, status: Status) -> Self {
        self.status = Some(status);
        self
    }
}

impl From<&'static str> for At {
    fn from(key: &'static str) -> Self {
        at(key)
    }
}

impl From<String> for At {
    fn from(key: String) -> Self {
        at(key)
    }
}

impl<T: ?Sized> Constraints<T> {
    pub(crate) fn new() -> Self {
        Self { table: None, entries: Vec::new(), of: PhantomData }
    }

    /// Names the table. Constraints of the same name on other tables are then other ones, where the database tells the
    /// table. A partition of a table is a table of its own to Postgres.
    #[must_use]
    pub fn on(mut self, table: impl Into<Cow<'static, str>>) -> Self {
        self.table = Some(table.into());
        self
    }

    /// A unique constraint, a unique index or a primary key: 409, "The email has already been taken."
    ///
    /// The name is that of the constraint or index. SQLite names the columns instead, as in `users.email` or
    /// `users.street, users.city`. The names of several databases stand in an array, or in a call for each.
    #[must_use]
    pub fn unique(self, names: impl Into<Names>, field: impl Into<At>) -> Self {
        self.with(ConstraintKind::Unique, names.into().0, field)
    }

    /// An exclusion constraint of Postgres: 409, "The room has already been taken."
    #[must_use]
    pub fn exclusion(self, names: impl Into<Names>, field: impl Into<At>) -> Self {
        self.with(ConstraintKind::Exclusion, names.into().0, field)
    }

    /// A foreign key: 422, "The selected customer is invalid."
    ///
    /// It also fails when a row is deleted that others need. That deserves a sentence of its own, by [`At::message`].
    #[must_use]
    pub fn foreign_key(self, names: impl Into<Names>, field: impl Into<At>) -> Self {
        self.with(ConstraintKind::ForeignKey, names.into().0, field)
    }

    /// The foreign key of a database that does not say which one it was: 422, "The selected customer is invalid."
    ///
    /// SQLite never says it. So this is only right for a table with one foreign key.
    /// [`Schema::verify`](crate::Schema::verify) checks that.
    #[must_use]
    pub fn unnamed_foreign_key(self, field: impl Into<At>) -> Self {
        self.with(ConstraintKind::ForeignKey, Vec::new(), field)
    }

    /// A check constraint: 422, "The amount is invalid." SQLite names a check without a name by its expression.
    #[must_use]
    pub fn check(self, names: impl Into<Names>, field: impl Into<At>) -> Self {
        self.with(ConstraintKind::Check, names.into().0, field)
    }

    /// A column that must not be null: 422, "The email field is required." Its name is `users.email` on each database.
    #[must_use]
    pub fn not_null(self, column: impl Into<Names>, field: impl Into<At>) -> Self {
        self.with(ConstraintKind::NotNull, column.into().0, field)
    }

    fn with(mut self, kind: ConstraintKind, names: Vec<Cow<'static, str>>, field: impl Into<At>) -> Self {
        self.entries.push(Entry { kind, names, at: field.into() });
        self
    }
}

impl<T: Declare + ?Sized> Constraints<T> {
    /// The answer to a constraint that failed, if it is one of these.
    pub(crate) fn answer(&self, failed: &FailedConstraint<'_>) -> Option<ErrorBody> {
        let table = self.table.as_deref();
        let is_it = |entry: &&Entry| {
            let is_unnamed = entry.names.is_empty() && failed.is_unnamed() && failed.is_on(table);
            entry.kind == failed.kind()
                && (is_unnamed || entry.names.iter().any(|name| failed.is_named_on(name, table)))
        };
        self.entries.iter().find(is_it).map(|entry| entry.answer::<T>())
    }

    /// The keys that are not declared.
    pub(crate) fn unknown_fields(&self) -> impl Iterator<Item = String> {
        let unknown = |entry: &&Entry| field::find(declaration::<T>(), &entry.at.key).is_none();
        let keys = self.entries.iter().filter(unknown).map(|entry| &entry.at.key);
        keys.map(|key| format!("`{}` has no field `{key}`", declaration::<T>().name()))
    }
}

/// Finds keys that the type does not declare, without a database.
///
/// # Errors
///
/// [`Mismatch`] if there are some.
///
/// ```
/// use unprocessable_database::verify;
/// # use unprocessable::Validate;
/// # #[derive(serde::Deserialize, Validate)]
/// # struct User { email: String }
///
/// let mismatch = verify::<User>(|c| c.unique("users_email_key", "emial")).unwrap_err();
/// assert_eq!(mismatch.to_string(), "`User` has no field `emial`");
/// ```
pub fn verify<T: Declare + ?Sized>(map: impl FnOnce(Constraints<T>) -> Constraints<T>) -> Result<(), Mismatch> {
    Mismatch::of(map(Constraints::new()).unknown_fields().collect())
}

impl Entry {
    fn answer<T: Declare + ?Sized>(&self) -> ErrorBody {
        let (code, message, status) = match self.kind {
            ConstraintKind::Unique => ("unique", TAKEN, Status::Conflict),
            ConstraintKind::Exclusion => ("exclusion", TAKEN, Status::Conflict),
            ConstraintKind::ForeignKey => {
                ("exists", "The selected {attribute} is invalid.", Status::UnprocessableEntity)
            }
            ConstraintKind::Check => ("check", "The {attribute} is invalid.", Status::UnprocessableEntity),
            ConstraintKind::NotNull => ("required", "The {attribute} field is required.", Status::UnprocessableEntity),
        };
        let At { key, attribute, message: own_message, code: own_code, status: own_status } = &self.at;
        let message = own_message.clone().unwrap_or(message.into());
        let mut violation = Violation::new(own_code.clone().unwrap_or(code.into()), message);
        if let Some(label) = attribute.clone().or_else(|| self.label::<T>()) {
            violation = violation.attribute(label);
        }
        let mut errors = ValidationErrors::new();
        errors.add(key, violation);
        ErrorBody::new(own_status.unwrap_or(status)).errors(errors)
    }

    /// The label, unless it is made of the name of the field alone.
    fn label<T: Declare + ?Sized>(&self) -> Option<Cow<'static, str>> {
        let Some(Found::Field(field)) = field::find(declaration::<T>(), &self.at.key) else { return None };
        let label = field.label().to_string();
        if field.has_own_label() {
            return Some(label.into());
        }
        // `customer_id` is the customer.
        let selected = label.strip_suffix(" id").filter(|_| self.kind == ConstraintKind::ForeignKey)?;
        Some(selected.to_owned().into())
    }
}

const TAKEN: &str = "The {attribute} has already been taken.";

impl<T: ?Sized> fmt::Debug for Constraints<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Constraints").field("table", &self.table).field("entries", &self.entries).finish()
    }
}
