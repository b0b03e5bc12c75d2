//! Names of hosts and domains.

use super::email::is_domain;
use super::letters::is_letter_or_number;
use super::{Describe, Rule, Schema};
use crate::subject::Kind;

macro_rules! host_rule {
    ($(#[$doc:meta])* $name:ident, $rule:ident, $sentence:literal, dots: $dots:literal) => {
        $(#[$doc])*
        ///
        /// `.idn()` allows letters, marks and numbers outside of ASCII as well. What IDNA makes of them is not asked.
        #[must_use]
        pub const fn $name() -> $rule {
            $rule { idn: false }
        }

        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule {
            idn: bool,
        }

        impl $rule {
            /// Internationalised names, as people write them: `münchen.example`.
            #[must_use]
            pub const fn idn(mut self) -> Self {
                self.idn = true;
                self
            }

            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl Describe for $rule {
            const CODE: &'static str = stringify!($name);

            fn sentence(&self, _: Kind) -> &'static str {
                $sentence
            }

            fn schema(&self, _: Kind) -> Schema<'_> {
                Schema::format(if self.idn { "idn-hostname" } else { "hostname" })
            }
        }

        impl Rule<str> for $rule {
            fn check(&self, value: &str) -> bool {
                let last = value.rsplit('.').next().unwrap_or_default();
                (!$dots || value.contains('.'))
                    && !last.bytes().all(|byte| byte.is_ascii_digit())
                    && (if self.idn { is_international(value) } else { value.len() <= 253 && is_domain(value.as_bytes()) })
            }
        }
    };
}

host_rule!(
    /// The name of a host (RFC 1123): labels of 1 to 63 letters, digits and inner hyphens, 253 characters in all.
    ///
    /// The last label is no number, as IPv4 addresses end in one.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::hostname().check("localhost"));
    /// assert!(!rules::hostname().check("-example.com"));
    /// ```
    hostname, Hostname, "The {attribute} must be a valid hostname.", dots: false
);
host_rule!(
    /// The name of a domain: as [`hostname`], with at least one dot.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::domain().check("example.com"));
    /// assert!(!rules::domain().check("localhost"));
    /// assert!(rules::domain().idn().check("münchen.example"));
    /// ```
    domain, Domain, "The {attribute} must be a valid domain.", dots: true
);

/// The same lengths as in ASCII, in characters; the ASCII form that is looked up may be longer.
pub(super) fn is_international(name: &str) -> bool {
    name.chars().count() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.chars().count())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c == '-' || is_letter_or_number(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, host, in_domain, idn) in [
            ("localhost", true, false, true),
            ("example.com", true, true, true),
            ("EXAMPLE.COM", true, true, true),
            ("xn--mnchen-3ya.de", true, true, true),
            ("1.example", true, true, true),
            ("münchen.de", false, false, true),
            ("例え.テスト", false, false, true),
            ("", false, false, false),
            (".", false, false, false),
            ("a.", false, false, false),
            (".a", false, false, false),
            ("a..b", false, false, false),
            ("-a.b", false, false, false),
            ("a-.b", false, false, false),
            ("a_b.c", false, false, false),
            ("127.0.0.1", false, false, false),
            ("a.1", false, false, false),
            ("a b.c", false, false, false),
            ("a.b\n", false, false, false),
            ("💩.la", false, false, false),
        ] {
            assert_eq!(hostname().check(text), host, "{text:?}");
            assert_eq!(domain().check(text), in_domain, "{text:?}");
            assert_eq!(hostname().idn().check(text), idn, "{text:?}");
        }
    }

    #[test]
    fn lengths() {
        let label = |length: usize| "é".repeat(length);
        assert!(hostname().check(&"a".repeat(63)) && !hostname().check(&"a".repeat(64)));
        assert!(hostname().idn().check(&label(63)) && !hostname().idn().check(&label(64)));
        let name = |length: usize| alloc::format!("{}a", "a.".repeat(length / 2));
        assert!(hostname().check(&name(253)) && !hostname().check(&name(255)));
        assert!(domain().idn().check(&name(253)) && !domain().idn().check(&name(255)));
    }
}
