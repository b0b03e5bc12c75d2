//! E-mail addresses.

use core::marker::PhantomData;

use super::host::is_host;
use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::text::unicode::category::{is_letter_or_number, is_mark};
use crate::rules::{AsciiNames, Describe, InternationalNames, Naming, Rule, Schema};
use crate::scan::visible::is_ignorable;
use crate::scan::word;
use crate::subject::Kind;

/// Accepts an e-mail address as browsers do in `<input type=email>`, within the lengths of RFC 5321.
///
/// This is the "valid e-mail address" of the WHATWG HTML standard, with at most 64 bytes before the `@` and 254 in all.
///
/// `.dot()` demands a dot in the domain, as addresses on the internet have: `jane@localhost` fails.
///
/// `.idn()` allows letters, marks and numbers outside of ASCII before the `@` (RFC 6531), and after it the names that
/// IDNA gives a form in ASCII. This needs the feature `idna`.
///
/// In an attribute: `#[validate(email)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::email().check("jane.doe@example.com"));
/// assert!(!rules::email().check("jane.doe@example..com"));
/// assert!(!rules::email().check("jane@example.com\r\nBcc: all@example.com"));
/// assert!(rules::email().check("jane@localhost") && !rules::email().dot().check("jane@localhost"));
/// ```
#[must_use]
pub const fn email() -> Email {
    Email { idn: false, dot: false, names: PhantomData }
}

/// The rule [`email`].
#[derive(Clone, Copy, Debug)]
pub struct Email<N = AsciiNames> {
    idn: bool,
    dot: bool,
    names: PhantomData<N>,
}

impl Email {
    /// Accepts internationalised addresses, such as `jürgen@münchen.example`. This needs the feature `idna`.
    #[must_use]
    pub const fn idn(self) -> Email<InternationalNames> {
        Email { idn: true, dot: self.dot, names: PhantomData }
    }
}

impl<N> Email<N> {
    /// Demands a domain of at least two labels.
    #[must_use]
    pub const fn dot(mut self) -> Self {
        self.dot = true;
        self
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

macro_rules! local_part {
    () => {
        "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    };
}

/// A label of a name, as an expression of JSON Schema.
macro_rules! label {
    () => {
        "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    };
}

pub(crate) use label;

impl<N> Describe for Email<N> {
    const CODE: &'static str = "email";

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must be a valid email address."
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::email
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        for (flag, is_set) in [("idn", self.idn), ("dot", self.dot)] {
            if is_set {
                each(flag);
            }
        }
    }

    /// Not the formats `email` and `idn-email`: these ask for the grammar of RFC 5321, which has no
    /// `jane..doe@example.com`.
    fn schema(&self, _: Kind) -> Schema<'_> {
        let pattern = match (self.idn, self.dot) {
            (true, _) => "^[^@ ]+@[^@ ]+$",
            (false, true) => concat!(local_part!(), label!(), r"(\.", label!(), ")+$"),
            (false, false) => concat!(local_part!(), label!(), r"(\.", label!(), ")*$"),
        };
        Schema::pattern(pattern).and("maxLength", Argument::Integer(254)).exact_if(!self.idn)
    }
}

impl<N: Naming> Rule<str> for Email<N> {
    fn check(&self, value: &str) -> bool {
        let bytes = value.as_bytes();
        if bytes.len() > 254 {
            return false;
        }
        let Some(at) = bytes.iter().position(|&byte| !is_local(byte)) else {
            return false;
        };
        if self.idn && !value.is_ascii() {
            return is_international_address::<N>(value, self.dot);
        }
        if self.dot && !bytes[at..].contains(&b'.') {
            return false;
        }
        bytes[at] == b'@' && (1..=64).contains(&at) && is_domain(&bytes[at + 1..])
    }
}

fn is_international_address<N: Naming>(value: &str, dot: bool) -> bool {
    let is_part = |c: char| match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => is_local(byte),
        _ => is_letter_or_number(c) && !is_ignorable(c),
    };
    let is_domain = |name: &str| is_host(name) && (!dot || name.contains('.'));
    value.split_once('@').is_some_and(|(local, domain)| {
        (1..=64).contains(&local.len())
            && local.chars().all(is_part)
            && !local.starts_with(is_mark)
            && N::in_ascii(domain, is_domain)
    })
}

/// Labels of 1 to 63 letters, digits and inner hyphens, joined by dots.
pub(crate) fn is_domain(bytes: &[u8]) -> bool {
    if bytes.len() <= LONGEST_LABEL {
        return is_short_domain(bytes);
    }
    bytes.split(|&byte| byte == b'.').all(|label| label.len() <= LONGEST_LABEL && is_short_domain(label))
}

pub(crate) const LONGEST_LABEL: usize = 63;

/// No label can be too long, and the places of dots and hyphens fit into a word.
fn is_short_domain(bytes: &[u8]) -> bool {
    let Some(last) = bytes.len().checked_sub(1) else {
        return false;
    };
    let (mut dots, mut hyphens, mut at) = (0, 0, 0);
    let allowed = word::all(bytes, b'a', |word| {
        // The dot is the character after the hyphen, whose lowest bit is set.
        let marks = word::within(word, b'-', b'.');
        let odd = word::bits(marks & word << 7);
        hyphens |= odd << at;
        dots |= (word::bits(marks) ^ odd) << at;
        at += 8;
        word::alphanumeric(word) | marks == word::ALL
    });
    let edges = 1 | 1 << last | dots << 1 | dots >> 1;
    allowed && (dots | hyphens) & edges == 0
}

fn is_local(byte: u8) -> bool {
    const LOCAL: [bool; 256] = {
        let mut table = [false; 256];
        let allowed = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-";
        let mut index = 0;
        while index < allowed.len() {
            table[allowed[index] as usize] = true;
            index += 1;
        }
        table
    };
    LOCAL[usize::from(byte)]
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn addresses() {
        for (address, valid) in [
            ("jane.doe@example.com", true),
            ("a@b", true),
            (".@b", true),
            ("a..b@c", true),
            ("", false),
            ("@b", false),
            ("a@", false),
            ("a@b.", false),
            ("a@.b", false),
            ("a@-b", false),
            ("a@b-", false),
            ("a@b-.c", false),
            ("a@b--c", true),
            ("a b@c", false),
            ("a@b c", false),
            ("a@b@c", false),
            ("a@b\n", false),
            ("\na@b", false),
            ("<a@b>", false),
            ("é@b", false),
            ("a@é", false),
            ("a@[127.0.0.1]", false),
        ] {
            assert_eq!(email().check(address), valid, "{address:?}");
        }
    }

    #[test]
    fn a_domain_may_have_to_have_a_dot() {
        for (address, valid) in
            [("a@b.c", true), ("a@b", false), ("a.b@c", false), ("a@b.", false), ("a@.b", false), ("a@b@c.d", false)]
        {
            assert_eq!(email().dot().check(address), valid, "{address:?}");
            #[cfg(feature = "idna")]
            assert_eq!(email().dot().idn().check(address), valid, "{address:?}");
        }
        #[cfg(feature = "idna")]
        for (address, valid) in [("ü@ü.de", true), ("ü@ü。de", true), ("ü@ü", false), ("a@ü", false), ("ü.a@b", false)]
        {
            assert_eq!(email().idn().dot().check(address), valid, "{address:?}");
        }
    }

    #[test]
    fn lengths_of_rfc_5321() {
        let address = |local: usize, label: usize| format!("{}@{}", "a".repeat(local), "b".repeat(label));
        assert!(email().check(&address(64, 63)));
        assert!(!email().check(&address(65, 63)));
        assert!(!email().check(&address(64, 64)));
        let long =
            |rest: usize| format!("{}@{}.{}.{}", "a".repeat(64), "b".repeat(63), "c".repeat(63), "d".repeat(rest));
        assert_eq!(long(61).len(), 254);
        assert!(email().check(&long(61)));
        assert!(!email().check(&long(62)));
    }

    #[cfg(feature = "idna")]
    #[test]
    fn international_addresses() {
        for (address, valid) in [
            ("jürgen@münchen.example", true),
            ("用户@例え.テスト", true),
            ("jane@münchen.example", true),
            ("jürgen@example.com", true),
            ("jane@example.com", true),
            ("jane@☕.example", true),
            ("ü@a\u{200d}b", false),
            ("ü@b\u{2028}", false),
            ("ü@xn--a", false),
            ("ü@1", true),
            ("ü@", false),
            ("@ü", false),
            ("ü@ü@ü", false),
            ("ü ü@ü", false),
            ("ü@-ü", false),
            ("ü\u{200b}@ü", false),
            ("ü\r\n@ü", false),
            ("ü\u{a0}@ü", false),
            ("<ü@ü>", false),
            ("e\u{301}@ü", true),
            ("\u{301}e@ü", false),
            ("ü\u{ad}@ü", false),
            ("ü\u{3164}@ü", false),
            ("ü@a\u{ad}b", false),
            ("ü@a\u{200b}b.example", false),
        ] {
            assert_eq!(email().idn().check(address), valid, "{address:?}");
            assert!(address.is_ascii() || !email().check(address), "{address:?}");
        }
    }
}
