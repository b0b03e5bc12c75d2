//! Names of hosts and domains.

use core::marker::PhantomData;

use super::authority::ends_in_number;
use super::email::{is_domain, label};
use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::{AsciiNames, Describe, InternationalNames, Naming, Rule, Schema};
use crate::subject::Kind;

/// Accepts the name of a host (RFC 1123): labels of 1 to 63 letters, digits and inner hyphens, 253 characters in all.
///
/// The last label is not a number, because it would be an IPv4 address. `0x7f` is a number too.
///
/// In an attribute: `#[validate(hostname)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::hostname().check("localhost"));
/// assert!(!rules::hostname().check("-example.com"));
/// ```
///
/// `.idn()` takes names as people write them, such as `münchen.example`. The rule then looks at the form in ASCII that
/// IDNA (UTS #46) gives them. This needs the feature `idna`.
#[must_use]
pub const fn hostname() -> Hostname {
    Hostname { idn: false, names: PhantomData }
}

/// Accepts the name of a domain: a [`hostname`] with at least one dot.
///
/// In an attribute: `#[validate(domain)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::domain().check("example.com"));
/// assert!(!rules::domain().check("localhost"));
/// ```
///
/// `.idn()` takes names as people write them, such as `münchen.example`. The rule then looks at the form in ASCII that
/// IDNA (UTS #46) gives them. This needs the feature `idna`.
#[must_use]
pub const fn domain() -> Domain {
    Domain { idn: false, names: PhantomData }
}

macro_rules! host_rule {
    ($rule:ident, $name:literal, $sentence:literal, dots: $dots:literal, $labels:literal) => {
        #[doc = concat!("The rule [`", $name, "`](", $name, "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule<N = AsciiNames> {
            idn: bool,
            names: PhantomData<N>,
        }

        impl $rule {
            /// Accepts internationalised names, such as `münchen.example`. This needs the feature `idna`.
            #[must_use]
            pub const fn idn(self) -> $rule<InternationalNames> {
                $rule { idn: true, names: PhantomData }
            }
        }

        impl<N> $rule<N> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl<N> Describe for $rule<N> {
            const CODE: &'static str = $name;

            fn sentence(&self, _: Kind) -> &'static str {
                $sentence
            }

            fn message_id(&self, _: Kind) -> MessageId {
                if $dots { id::domain } else { id::hostname }
            }

            fn flags(&self, each: &mut dyn FnMut(&'static str)) {
                if self.idn {
                    each("idn");
                }
            }

            // The formats `hostname` and `idn-hostname` ask more of Punycode than IDNA does, so values that pass could fail.
            fn schema(&self, _: Kind) -> Schema<'_> {
                if self.idn {
                    return Schema::pattern("^[^ @/:?#]+$");
                }
                let pattern = concat!("^", label!(), r"(\.", label!(), $labels, "$");
                Schema::pattern(pattern).and("maxLength", Argument::Integer(253))
            }
        }

        impl<N: Naming> Rule<str> for $rule<N> {
            fn check(&self, value: &str) -> bool {
                N::in_ascii(value, |name| (!$dots || name.contains('.')) && is_host(name) && !ends_in_number(name))
            }
        }
    };
}

host_rule!(Hostname, "hostname", "The {attribute} must be a valid hostname.", dots: false, ")*");
host_rule!(Domain, "domain", "The {attribute} must be a valid domain.", dots: true, ")+");

/// Whether a name in ASCII has the form and the length of a host.
pub(crate) fn is_host(name: &str) -> bool {
    name.len() <= 253 && is_domain(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (text, host, in_domain) in [
            ("localhost", true, false),
            ("example.com", true, true),
            ("EXAMPLE.COM", true, true),
            ("xn--mnchen-3ya.de", true, true),
            ("1.example", true, true),
            ("a--b.c", true, true),
            ("münchen.de", false, false),
            ("", false, false),
            (".", false, false),
            ("a.", false, false),
            (".a", false, false),
            ("a..b", false, false),
            ("-a.b", false, false),
            ("a-.b", false, false),
            ("a_b.c", false, false),
            ("127.0.0.1", false, false),
            ("a.1", false, false),
            ("1", false, false),
            ("0x7f.1", false, false),
            ("0x7f000001", false, false),
            ("0X7F.0X1", false, false),
            ("a.0x", false, false),
            ("0x7g", true, false),
            ("a.0x7f.b", true, true),
            ("a b.c", false, false),
            ("a.b\n", false, false),
        ] {
            assert_eq!(hostname().check(text), host, "{text:?}");
            assert_eq!(domain().check(text), in_domain, "{text:?}");
        }
        assert!(hostname().check(&"a".repeat(63)) && !hostname().check(&"a".repeat(64)));
        let name = |length: usize| alloc::format!("{}a", "a.".repeat(length / 2));
        assert!(hostname().check(&name(253)) && !hostname().check(&name(255)));
    }

    #[cfg(feature = "idna")]
    #[test]
    fn names_as_people_write_them() {
        for (text, host, in_domain) in [
            ("localhost", true, false),
            ("EXAMPLE.com", true, true),
            ("münchen.de", true, true),
            ("MÜNCHEN.DE", true, true),
            ("mu\u{308}nchen.de", true, true),
            ("例え.テスト", true, true),
            ("例え。テスト", true, true),
            ("ｅｘａｍｐｌｅ．ｃｏｍ", true, true),
            ("straße.de", true, true),
            ("xn--mnchen-3ya.de", true, true),
            ("☕.example", true, true),
            ("a--b.c", true, true),
            ("日本", true, false),
            ("xn--a", false, false),
            ("xn--", false, false),
            ("xn--mnchen-3ya\u{0}.de", false, false),
            ("-ü.de", false, false),
            ("ü-.de", false, false),
            ("ü_a.de", false, false),
            ("a\u{200d}b.de", false, false),
            ("\u{301}a.de", false, false),
            ("אa.example", false, false),
            ("ü..de", false, false),
            ("ü.de.", false, false),
            ("１２７.0.0.1", false, false),
            ("ü.１", false, false),
            ("ü ü.de", false, false),
            ("ü.de\n", false, false),
            ("", false, false),
            ("\u{ad}", false, false),
            ("１.０ｘ７ｆ", false, false),
            ("ü.0ｘ7f", false, false),
            ("０ｘ７ｆ０００００１", false, false),
            ("mün\u{ad}chen.de", false, false),
            ("mün\u{200b}chen.de", false, false),
            ("exam\u{2060}ple.com", false, false),
            ("☕\u{fe0f}.example", false, false),
            ("\u{feff}ü.de", false, false),
            ("نامه\u{200c}ای.com", true, true),
        ] {
            assert_eq!(hostname().idn().check(text), host, "{text:?}");
            assert_eq!(domain().idn().check(text), in_domain, "{text:?}");
        }
        // A label of 63 characters in ASCII: `xn--` and what encodes the rest.
        assert!(hostname().idn().check(&"é".repeat(50)) && !hostname().idn().check(&"é".repeat(63)));
    }
}
