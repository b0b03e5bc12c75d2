//! What a statement fails with.

use core::fmt;

use unprocessable::declaration::Declare;
use unprocessable::{AsyncRejection, ErrorBody, Limits, Status, ValidationErrors};

use crate::constraints::Constraints;
use crate::failed::DriverError;

/// Why a statement failed: a constraint with a field, or anything else.
///
/// It converts to [`ErrorBody`], which is a response of axum, actix-web, poem and Rocket. So `?` works in a handler that
/// returns `Result<_, ErrorBody>`. With the feature of the framework it is a response itself. Either way an error of the
/// driver is answered with 500, and what it says is lost: [`inspect_failure`](Self::inspect_failure) logs it before. For
/// an error of your own, see [`into_error`](Self::into_error).
#[derive(Clone, PartialEq)]
pub enum DatabaseError<E> {
    /// A constraint failed that belongs to a field. This is the answer, with 409, 422 or the status that was chosen.
    Refused(ErrorBody),
    /// The error of the driver, as it was.
    Failed(E),
}

/// Puts the constraints that fail on their fields, for the result of any [driver](DriverError).
pub trait OnConstraint {
    /// What a statement gives if it succeeds.
    type Output;
    /// The error of the driver.
    type Error;

    /// Turns the error of a constraint into an error at its field. Other errors and other constraints pass through.
    ///
    /// `map` names the constraints and the fields of `T`, which is usually the request.
    ///
    /// # Errors
    ///
    /// [`DatabaseError::Refused`] if a constraint of `map` failed, else [`DatabaseError::Failed`].
    ///
    /// # Panics
    ///
    /// In a build with debug assertions, if `T` does not declare a field that `map` names: at each call, also if the
    /// statement has succeeded. Other builds do not look for that.
    ///
    /// ```
    /// use unprocessable::ErrorBody;
    /// use unprocessable_database::OnConstraint;
    /// # use unprocessable::Validate;
    /// # use unprocessable_database::{DriverError, FailedConstraint};
    /// # struct Failure;
    /// # impl DriverError for Failure {
    /// #     fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
    /// #         FailedConstraint::sqlite(2067, "UNIQUE constraint failed: users.email")
    /// #     }
    /// # }
    /// # fn insert(_: &User) -> Result<(), Failure> { Err(Failure) }
    /// # #[derive(serde::Deserialize, Validate)]
    /// # struct User { email: String }
    ///
    /// fn sign_up(user: &User) -> Result<(), ErrorBody> {
    ///     insert(user).on_constraint::<User>(|c| c.unique("users_email_key", "email").unique("users.email", "email"))?;
    ///     Ok(())
    /// }
    ///
    /// assert_eq!(sign_up(&User { email: "jane@example.com".into() }).unwrap_err().status().code(), 409);
    /// ```
    #[track_caller]
    fn on_constraint<T: Declare + ?Sized>(
        self,
        map: impl FnOnce(Constraints<T>) -> Constraints<T>,
    ) -> Result<Self::Output, DatabaseError<Self::Error>>;
}

impl<O, E: DriverError> OnConstraint for Result<O, E> {
    type Output = O;
    type Error = E;

    fn on_constraint<T: Declare + ?Sized>(
        self,
        map: impl FnOnce(Constraints<T>) -> Constraints<T>,
    ) -> Result<O, DatabaseError<E>> {
        if cfg!(debug_assertions) {
            let constraints = map(Constraints::new());
            if let Some(mistake) = constraints.unknown_fields().next() {
                panic!("{mistake}");
            }
            return self.map_err(|error| sorted(error, &constraints));
        }
        self.map_err(|error| sorted(error, &map(Constraints::new())))
    }
}

#[cold]
fn sorted<T: Declare + ?Sized, E: DriverError>(error: E, constraints: &Constraints<T>) -> DatabaseError<E> {
    match error.failed_constraint().and_then(|failed| constraints.answer(&failed)) {
        Some(answer) => DatabaseError::Refused(answer),
        None => DatabaseError::Failed(error),
    }
}

/// Adds what else is wrong to the answer of a constraint, after [`on_constraint`](OnConstraint::on_constraint).
pub trait OrAll {
    /// What a statement gives if it succeeds.
    type Output;
    /// The error of the driver.
    type Error;

    /// Runs the check if a constraint failed, so that the client learns of a taken address and a taken name at once: a
    /// statement reports one constraint only.
    ///
    /// The check is most often [`validate_async`](unprocessable::ValidateAsync::validate_async) of the request, whose
    /// rules [`unique`](unprocessable::rules::unique) and [`exists`](unprocessable::rules::exists) look up every value. It
    /// does not start if the statement has succeeded, or failed for another reason. The answer has the violations of the
    /// check in their order, then those of the constraint at fields and with codes that the check did not find. The status
    /// is that of the constraint. If the check finds nothing or cannot find out, the answer of the constraint stands.
    ///
    /// Await it after the transaction has ended. The check takes a connection of its own from the pool.
    ///
    /// # Errors
    ///
    /// As [`on_constraint`](OnConstraint::on_constraint).
    ///
    /// ```
    /// use unprocessable::{Column, ErrorBody, InMemory, Key, Validate, ValidateAsync};
    /// use unprocessable_database::{OnConstraint, OrAll};
    /// # use unprocessable_database::{DriverError, FailedConstraint};
    /// # struct Failure;
    /// # impl DriverError for Failure {
    /// #     fn failed_constraint(&self) -> Option<FailedConstraint<'_>> {
    /// #         FailedConstraint::sqlite(2067, "UNIQUE constraint failed: users.name")
    /// #     }
    /// # }
    /// # async fn insert(_: &User) -> Result<(), Failure> { Err(Failure) }
    ///
    /// const NAME: Column = Column::new("users", "name");
    /// const EMAIL: Column = Column::new("users", "email");
    ///
    /// #[derive(serde::Deserialize, Validate)]
    /// #[validate(context = InMemory)]
    /// struct User {
    ///     #[validate(required, unique(NAME))]
    ///     name: String,
    ///     #[validate(required, email, unique(EMAIL))]
    ///     email: String,
    /// }
    ///
    /// async fn sign_up(user: &User, database: &InMemory) -> Result<(), ErrorBody> {
    ///     insert(user)
    ///         .await
    ///         .on_constraint::<User>(|c| c.unique("users.name", "name").unique("users.email", "email"))
    ///         .or_all(user.validate_async(database))
    ///         .await?;
    ///     Ok(())
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let database = InMemory::new().row("users", [("name", Key::from("jane")), ("email", Key::from("jane@example.com"))]);
    /// let jane = User { name: "jane".into(), email: "jane@example.com".into() };
    /// let answer = sign_up(&jane, &database).await.unwrap_err();
    /// assert_eq!(answer.status().code(), 409);
    /// assert!(answer.to_json().contains(
    ///     r#"{"name":["The name has already been taken."],"email":["The email has already been taken."]}"#
    /// ));
    /// # }
    /// ```
    fn or_all(
        self,
        check: impl Future<Output = Result<(), AsyncRejection>>,
    ) -> impl Future<Output = Result<Self::Output, DatabaseError<Self::Error>>>;
}

impl<O, E> OrAll for Result<O, DatabaseError<E>> {
    type Output = O;
    type Error = E;

    async fn or_all(self, check: impl Future<Output = Result<(), AsyncRejection>>) -> Result<O, DatabaseError<E>> {
        match self {
            Err(DatabaseError::Refused(answer)) => Err(DatabaseError::Refused(with_all(answer, check).await)),
            other => other,
        }
    }
}

async fn with_all(answer: ErrorBody, check: impl Future<Output = Result<(), AsyncRejection>>) -> ErrorBody {
    let Err(rejection) = check.await else { return answer };
    let (Some(found), Some(own)) = (rejection.errors(), answer.validation_errors()) else { return answer };
    // There is room for both, also if the check stopped at its limit.
    let mut errors = ValidationErrors::within(&Limits::new().violations(found.len() + own.len()));
    errors.merge(found.clone());
    for (key, violation) in own.iter() {
        if !found.get(key).any(|found| found.code() == violation.code()) {
            errors.add(key, violation.clone());
        }
    }
    answer.errors(errors)
}

impl<E> DatabaseError<E> {
    /// The answer, if a constraint failed that belongs to a field.
    #[must_use]
    pub fn refused(&self) -> Option<&ErrorBody> {
        match self {
            Self::Refused(answer) => Some(answer),
            Self::Failed(_) => None,
        }
    }

    /// Calls a function with the error of the driver, if it is one, such as to log it. The messages of some drivers hold
    /// values of the row.
    ///
    /// ```
    /// use unprocessable::ErrorBody;
    /// # use unprocessable_database::DatabaseError;
    /// # fn insert() -> Result<(), DatabaseError<std::io::Error>> { Ok(()) }
    ///
    /// fn sign_up() -> Result<(), ErrorBody> {
    ///     insert().map_err(|error| error.inspect_failure(|error| eprintln!("error: {error}")))?;
    ///     Ok(())
    /// }
    /// # sign_up().unwrap();
    /// ```
    #[must_use]
    pub fn inspect_failure(self, look: impl FnOnce(&E)) -> Self {
        if let Self::Failed(error) = &self {
            look(error);
        }
        self
    }

    /// Puts the key of the answer below another one, for a row that belongs to an element of the request.
    ///
    /// ```
    /// use unprocessable::{ErrorBody, Status, ValidationErrors};
    /// use unprocessable_database::DatabaseError;
    ///
    /// let mut errors = ValidationErrors::new();
    /// errors.add("sku", "The {attribute} has already been taken.");
    /// let error: DatabaseError<()> = DatabaseError::Refused(ErrorBody::new(Status::Conflict).errors(errors));
    /// let answer = error.below("items.3").refused().unwrap().to_json();
    /// assert!(answer.contains(r#""items.3.sku":["The sku has already been taken."]"#));
    /// ```
    #[must_use]
    pub fn below(self, key: &str) -> Self {
        match self {
            Self::Refused(answer) => {
                let mut errors = ValidationErrors::new();
                if let Some(own) = answer.validation_errors() {
                    errors.nest(key, own.clone());
                }
                Self::Refused(answer.errors(errors))
            }
            failed => failed,
        }
    }

    /// An error of the application that knows both answers and errors of the driver.
    ///
    /// With this conversion `?` works in functions that return such an error:
    ///
    /// ```
    /// use unprocessable::ErrorBody;
    /// use unprocessable_database::DatabaseError;
    /// # type Driver = std::fmt::Error;
    ///
    /// enum AppError {
    ///     Answer(ErrorBody),
    ///     Database(Driver),
    /// }
    /// # impl From<ErrorBody> for AppError { fn from(answer: ErrorBody) -> Self { Self::Answer(answer) } }
    /// # impl From<Driver> for AppError { fn from(error: Driver) -> Self { Self::Database(error) } }
    ///
    /// impl From<DatabaseError<Driver>> for AppError {
    ///     fn from(error: DatabaseError<Driver>) -> Self {
    ///         error.into_error()
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn into_error<A: From<ErrorBody> + From<E>>(self) -> A {
        match self {
            Self::Refused(answer) => answer.into(),
            Self::Failed(error) => error.into(),
        }
    }
}

/// The answer. An error of the driver becomes 500, and what it says is dropped.
impl<E> From<DatabaseError<E>> for ErrorBody {
    fn from(error: DatabaseError<E>) -> Self {
        match error {
            DatabaseError::Refused(answer) => answer,
            DatabaseError::Failed(_) => Status::InternalServerError.into(),
        }
    }
}

/// Any error of a driver that is not looked at, so that `?` works beside `on_constraint`.
impl<E: DriverError> From<E> for DatabaseError<E> {
    fn from(error: E) -> Self {
        Self::Failed(error)
    }
}

/// Without values: of an error of the driver only the constraint is told, if it is one.
impl<E: DriverError> fmt::Display for DatabaseError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(answer) => answer.fmt(f),
            Self::Failed(error) => match error.failed_constraint() {
                Some(failed) => write!(f, "the database refused a row by a {failed} that belongs to no field"),
                None => f.write_str("the database failed"),
            },
        }
    }
}

/// Without values, as `Display`.
impl<E: DriverError> fmt::Debug for DatabaseError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(answer) => f.debug_tuple("Refused").field(answer).finish(),
            Self::Failed(error) => f.debug_tuple("Failed").field(&error.failed_constraint()).finish(),
        }
    }
}

/// Without a source, because messages of drivers hold values.
impl<E: DriverError> core::error::Error for DatabaseError<E> {}
