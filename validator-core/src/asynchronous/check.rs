//! What a function of `custom_async` may return.

use alloc::borrow::Cow;
use core::fmt;

use crate::asynchronous::unanswered::BoxError;
use crate::errors::custom::CustomResult;
use crate::errors::violation::{Violation, Violations};

/// Why a function of `custom_async` does not pass a value: the value breaks the rule, or the check itself failed.
///
/// A [`Violation`] becomes [`Violations`](Self::Violations), and any other error [`Failed`](Self::Failed), so `?` works on
/// the calls of a database or a service.
///
/// ```
/// use unprocessable_core::CheckError;
///
/// # struct Service;
/// # impl Service { async fn is_blocked(&self, _: &str) -> Result<bool, std::io::Error> { Ok(true) } }
/// async fn not_blocked(email: &str, service: &Service) -> Result<(), CheckError> {
///     if service.is_blocked(email).await? {
///         return Err(CheckError::violation("The {attribute} is blocked."));
///     }
///     Ok(())
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum CheckError {
    /// The value breaks the rule.
    Violations(Violations),
    /// The check failed. This is an error of the application, never of the request.
    Failed(BoxError),
}

impl CheckError {
    /// A violation with a sentence. For a code or arguments, convert a [`Violation`].
    ///
    /// ```
    /// use unprocessable_core::{CheckError, Violation};
    ///
    /// let taken: CheckError = Violation::from_code("unique").into();
    /// let blocked = CheckError::violation("The {attribute} is blocked.");
    /// # let _ = (taken, blocked);
    /// ```
    pub fn violation(message: impl Into<Cow<'static, str>>) -> Self {
        Self::Violations(Violation::from(message.into()).into())
    }
}

impl From<Violations> for CheckError {
    fn from(violations: Violations) -> Self {
        Self::Violations(violations)
    }
}

impl<E: core::error::Error + Send + Sync + 'static> From<E> for CheckError {
    fn from(error: E) -> Self {
        // A violation is an error, too.
        match BoxError::from(error).downcast::<Violation>() {
            Ok(violation) => Self::Violations((*violation).into()),
            Err(error) => Self::Failed(error),
        }
    }
}

/// The return type of a function of `custom_async`.
#[diagnostic::on_unimplemented(
    message = "a function of `custom_async` cannot return `{Self}`",
    label = "returns `{Self}`",
    note = "return `Result<(), CheckError>`; or a `Result` whose error is one of the application and whose value is what a \
            function of `custom` returns, as in `Result<Result<(), &'static str>, sqlx::Error>`"
)]
pub trait CheckResult {
    /// Whether the value passes, if the check could find out.
    ///
    /// # Errors
    ///
    /// Why the check failed.
    fn outcome(self) -> Result<Result<(), Violations>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl CheckResult for Result<(), CheckError> {
    fn outcome(self) -> Result<Result<(), Violations>, BoxError> {
        match self {
            Ok(()) => Ok(Ok(())),
            Err(CheckError::Violations(violations)) => Ok(Err(violations)),
            Err(CheckError::Failed(error)) => Err(error),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<V: Into<Violations>, E: Into<BoxError>> CheckResult for Result<Result<(), V>, E> {
    fn outcome(self) -> Result<Result<(), Violations>, BoxError> {
        self.map(CustomResult::violations).map_err(Into::into)
    }
}

/// One place in the code that calls a function of `custom_async`. The derive writes one as a `static`, whose address
/// tells it from all others.
#[doc(hidden)]
pub struct CheckSite {
    /// The function as it is written.
    pub(super) name: &'static str,
}

impl CheckSite {
    /// A place that calls the function of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name }
    }
}

impl fmt::Debug for CheckSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckSite").finish_non_exhaustive()
    }
}
