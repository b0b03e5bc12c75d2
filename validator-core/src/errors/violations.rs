//! Several violations, as the error of a check of your own.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::errors::violation::Violation;

/// The error of a check of your own: one violation, several, or only a sentence.
///
/// ```
/// use unprocessable_core::{Violation, Violations};
///
/// fn check(text: &str) -> Result<(), Violations> {
///     let mut violations = Violations::new();
///     if text.contains(' ') {
///         violations.push(Violation::new("no_spaces", "The {attribute} must not contain spaces."));
///     }
///     if text.len() > 20 {
///         violations.push("The {attribute} is too long.".into());
///     }
///     violations.into_result()
/// }
///
/// assert_eq!(check("with spaces, and far too long").unwrap_err().len(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Violations(pub(crate) Vec<Violation>);

impl Violations {
    /// An empty list, to which a check adds what it finds.
    ///
    /// ```
    /// use unprocessable_core::Violations;
    ///
    /// assert!(Violations::new().into_result().is_ok());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a violation at the end.
    ///
    /// ```
    /// use unprocessable_core::{Violation, Violations};
    ///
    /// let mut violations = Violations::new();
    /// violations.push(Violation::new("even", "The {attribute} must be even."));
    /// violations.push("The {attribute} is too low.".into());
    /// assert_eq!(violations.len(), 2);
    /// ```
    pub fn push(&mut self, violation: Violation) {
        self.0.push(violation);
    }

    /// The number of violations.
    ///
    /// ```
    /// use unprocessable_core::Violations;
    ///
    /// assert_eq!(Violations::from("The {attribute} is too low.").len(), 1);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the check has found nothing.
    ///
    /// ```
    /// use unprocessable_core::Violations;
    ///
    /// assert!(Violations::new().is_empty());
    /// assert!(!Violations::from("The {attribute} is too low.").is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` if there are no violations, which ends a check.
    ///
    /// # Errors
    ///
    /// The violations, if there are any.
    ///
    /// ```
    /// use unprocessable_core::Violations;
    ///
    /// assert!(Violations::new().into_result().is_ok());
    /// assert!(Violations::from("The {attribute} is too low.").into_result().is_err());
    /// ```
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self(alloc::vec![violation])
    }
}

impl From<Vec<Violation>> for Violations {
    fn from(violations: Vec<Violation>) -> Self {
        Self(violations)
    }
}

impl<const N: usize> From<[Violation; N]> for Violations {
    fn from(violations: [Violation; N]) -> Self {
        Self(violations.into())
    }
}

macro_rules! sentences {
    ($($sentence:ty),+) => {$(
        /// A sentence alone makes a violation with the code `custom`.
        impl From<$sentence> for Violation {
            fn from(message: $sentence) -> Self {
                Self::new("custom", message)
            }
        }

        /// A sentence alone makes a violation with the code `custom`.
        impl From<$sentence> for Violations {
            fn from(message: $sentence) -> Self {
                Violation::from(message).into()
            }
        }
    )+};
}

sentences!(&'static str, String, Cow<'static, str>);

impl Extend<Violation> for Violations {
    fn extend<I: IntoIterator<Item = Violation>>(&mut self, violations: I) {
        self.0.extend(violations);
    }
}

impl FromIterator<Violation> for Violations {
    fn from_iter<I: IntoIterator<Item = Violation>>(violations: I) -> Self {
        Self(violations.into_iter().collect())
    }
}
