//! Whether something is there: `required` and its family.

use super::{Describe, Rule};
use crate::subject::{Kind, Presence, Subject};

/// Fails when the subject is absent, is text with nothing but white space, or is an empty list or map.
///
/// Numbers and booleans are never blank.
///
/// ```
/// use unprocessable_core::rules;
///
/// assert!(rules::required().check("jane"));
/// assert!(!rules::required().check("  "));
/// assert!(!rules::required().check(&None::<u8>));
/// assert!(rules::required().check(&Some(0)));
/// ```
#[must_use]
pub const fn required() -> Required {
    Required
}

/// The rule [`required`].
#[derive(Clone, Copy, Debug)]
pub struct Required;

impl Required {
    /// Whether the rule holds for this subject.
    pub fn check<S: Subject + ?Sized>(&self, subject: &S) -> bool {
        subject.presence() == Presence::Filled
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl Describe for Required {
    const CODE: &'static str = "required";

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} field is required."
    }
}

impl<T: ?Sized> Rule<T> for Required {
    const PRESENCE: bool = true;

    #[inline]
    fn check(&self, _: &T) -> bool {
        true
    }

    #[inline]
    fn check_presence(&self, presence: Presence) -> bool {
        presence == Presence::Filled
    }
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn required_wants_something_that_is_there_and_not_blank() {
        assert!(!required().check(""));
        assert!(!required().check(" \t\u{3000}"));
        assert!(required().check(" x "));
        assert!(required().check("日"));
        assert!(!required().check(&None::<String>));
        assert!(!required().check(&Some(String::new())));
        assert!(!required().check(&Some(Box::new(Vec::<u8>::new()))));
        assert!(required().check(&[0_u8][..]));
        assert!(required().check(&0_u8) && required().check(&false) && required().check(&f64::NAN));
    }
}
