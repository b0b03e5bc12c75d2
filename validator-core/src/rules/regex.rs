//! Patterns.

use super::{Describe, Rule};
use crate::argument::Argument;
use crate::pattern::Pattern;
use crate::subject::Kind;

/// Text that the pattern matches somewhere: anchor it with `^` and `$` to match the whole.
///
/// The syntax is that of the [`regex`](https://docs.rs/regex) crate. In `#[validate(regex("…"))]` the literal is
/// checked while the crate is built and, where it stays small, compiled into tables; the time to match is linear.
///
/// ```
/// use unprocessable_core::{Pattern, rules, rules::Rule};
///
/// static SKU: Pattern = Pattern::new("^[A-Z]{3}-[0-9]{4}$");
/// assert!(rules::regex(&SKU).check("ABC-0001"));
/// assert!(!rules::regex(&SKU).check("abc-0001"));
/// ```
#[must_use]
pub const fn regex(pattern: &'static Pattern) -> Regex {
    Regex { pattern }
}

/// Text that the pattern matches nowhere.
///
/// ```
/// use unprocessable_core::{Pattern, rules, rules::Rule};
///
/// static MARKUP: Pattern = Pattern::new("[<>]");
/// assert!(rules::not_regex(&MARKUP).check("plain"));
/// assert!(!rules::not_regex(&MARKUP).check("<b>bold</b>"));
/// ```
#[must_use]
pub const fn not_regex(pattern: &'static Pattern) -> NotRegex {
    NotRegex { pattern }
}

/// The rule [`regex()`].
#[derive(Clone, Copy, Debug)]
pub struct Regex {
    pattern: &'static Pattern,
}

/// The rule [`not_regex`].
#[derive(Clone, Copy, Debug)]
pub struct NotRegex {
    pattern: &'static Pattern,
}

macro_rules! pattern {
    ($rule:ident, $code:literal, $matches:literal) => {
        impl $rule {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl Describe for $rule {
            const CODE: &'static str = $code;
            const ARGUMENTS: &'static [&'static str] = &["pattern"];

            fn argument(&self, index: usize) -> Option<Argument<'_>> {
                (index == 0).then(|| Argument::Text(self.pattern.source()))
            }

            fn sentence(&self, _: Kind) -> &'static str {
                "The {attribute} format is invalid."
            }
        }

        impl Rule<str> for $rule {
            #[inline]
            fn check(&self, value: &str) -> bool {
                self.pattern.is_match(value) == $matches
            }
        }
    };
}

pattern!(Regex, "regex", true);
pattern!(NotRegex, "not_regex", false);
