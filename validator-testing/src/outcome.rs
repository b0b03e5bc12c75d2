//! What came of a check, as assertions look at it.

use unprocessable::{Rejection, ValidationErrors};

/// What was found: keys and codes in order, or why there are none.
///
/// It has no value of the request, because errors have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub(crate) violations: Vec<(String, String)>,
    pub(crate) malformed: Option<String>,
}

impl Found {
    fn of_errors(errors: &ValidationErrors) -> Self {
        let violations = errors.iter().map(|(key, violation)| (key.to_owned(), violation.code().to_owned()));
        Self { violations: violations.collect(), malformed: None }
    }

    /// Keys with codes, in the order of the errors.
    pub fn violations(&self) -> impl Iterator<Item = (&str, &str)> {
        self.violations.iter().map(|(key, code)| (&**key, &**code))
    }

    /// Why the request could not be read at all.
    #[must_use]
    pub fn malformed(&self) -> Option<&str> {
        self.malformed.as_deref()
    }
}

/// An error that says what is wrong with a request: [`Rejection`] and [`ValidationErrors`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what is wrong with a request",
    label = "not an error of a check",
    note = "`Rejection` and `ValidationErrors` do; for a response of a server there is `assert_422!`"
)]
pub trait Refused {
    /// What is wrong.
    fn found(&self) -> Found;
}

impl Refused for ValidationErrors {
    fn found(&self) -> Found {
        Found::of_errors(self)
    }
}

impl Refused for Rejection {
    fn found(&self) -> Found {
        match self {
            Self::Invalid(errors) => Found::of_errors(errors),
            malformed => Found { malformed: Some(malformed.to_string()), ..Found::default() },
        }
    }
}

impl<E: Refused + ?Sized> Refused for &E {
    fn found(&self) -> Found {
        (**self).found()
    }
}

/// What assertions take: a result of a check, or an error of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the outcome of a check",
    label = "not a result or an error of a check",
    note = "a `Result` whose error is a `Rejection` or `ValidationErrors` is one, and so are these errors"
)]
pub trait Outcome {
    /// What is wrong; `None` if nothing is.
    fn refused(&self) -> Option<Found>;
}

impl<T, E: Refused> Outcome for Result<T, E> {
    fn refused(&self) -> Option<Found> {
        self.as_ref().err().map(E::found)
    }
}

impl<T, E: Refused> Outcome for &Result<T, E> {
    fn refused(&self) -> Option<Found> {
        self.as_ref().err().map(E::found)
    }
}

macro_rules! errors {
    ($($type:ty),+) => {$(
        impl Outcome for $type {
            fn refused(&self) -> Option<Found> {
                Some(self.found())
            }
        }
    )+};
}

errors!(Rejection, ValidationErrors, &Rejection, &ValidationErrors);
