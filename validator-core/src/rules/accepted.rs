//! Consent: `accepted` and `declined`.

use super::{Describe, Rule};
use crate::subject::Kind;

/// A yes: `true`, 1, or the text `yes`, `on`, `1` or `true`, in lower case.
///
/// An absent value passes: for consent that must be given add `required`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::accepted().check(&true));
/// assert!(rules::accepted().check("on"));
/// assert!(!rules::accepted().check("maybe"));
/// ```
#[must_use]
pub const fn accepted() -> Accepted {
    Accepted
}

/// A no: `false`, 0, or the text `no`, `off`, `0` or `false`, in lower case.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::declined().check(&false));
/// assert!(rules::declined().check("no"));
/// assert!(!rules::declined().check("yes"));
/// ```
#[must_use]
pub const fn declined() -> Declined {
    Declined
}

/// The rule [`accepted`].
#[derive(Clone, Copy, Debug)]
pub struct Accepted;

/// The rule [`declined`].
#[derive(Clone, Copy, Debug)]
pub struct Declined;

/// What can be a yes or a no: booleans, text, integers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a yes nor a no",
    label = "not a boolean, text or an integer",
    note = "`accepted` and `declined` look at booleans, text and integers"
)]
pub trait Consent {
    /// The answer, if it is one.
    fn consent(&self) -> Option<bool>;
}

impl Consent for bool {
    #[inline]
    fn consent(&self) -> Option<bool> {
        Some(*self)
    }
}

impl Consent for str {
    fn consent(&self) -> Option<bool> {
        match self {
            "yes" | "on" | "1" | "true" => Some(true),
            "no" | "off" | "0" | "false" => Some(false),
            _ => None,
        }
    }
}

macro_rules! integers {
    ($($type:ty),+) => {$(
        impl Consent for $type {
            #[inline]
            fn consent(&self) -> Option<bool> {
                match self {
                    1 => Some(true),
                    0 => Some(false),
                    _ => None,
                }
            }
        }
    )+};
}

integers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);

macro_rules! consent_rule {
    ($rule:ident, $code:literal, $wanted:literal) => {
        impl $rule {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl Describe for $rule {
            const CODE: &'static str = $code;

            fn sentence(&self, _: Kind) -> &'static str {
                concat!("The {attribute} must be ", $code, ".")
            }
        }

        impl<V: Consent + ?Sized> Rule<V> for $rule {
            #[inline]
            fn check(&self, value: &V) -> bool {
                value.consent() == Some($wanted)
            }
        }
    };
}

consent_rule!(Accepted, "accepted", true);
consent_rule!(Declined, "declined", false);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers() {
        for (text, yes, no) in [
            ("yes", true, false),
            ("on", true, false),
            ("1", true, false),
            ("true", true, false),
            ("no", false, true),
            ("off", false, true),
            ("0", false, true),
            ("false", false, true),
            ("YES", false, false),
            ("1 ", false, false),
            ("", false, false),
            ("はい", false, false),
        ] {
            assert_eq!((accepted().check(text), declined().check(text)), (yes, no), "{text:?}");
        }
        assert!(accepted().check(&1_u8) && declined().check(&0_i64) && !accepted().check(&-1) && !declined().check(&2));
        assert!(accepted().check(&true) && !accepted().check(&false) && declined().check(&false));
    }
}
