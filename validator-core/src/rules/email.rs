//! E-mail addresses.

use super::host::is_international;
use super::letters::is_letter_or_number;
use super::{Describe, Rule, Schema};
use crate::subject::Kind;

/// An e-mail address: what a browser accepts in `<input type=email>`, within the lengths of RFC 5321.
///
/// The WHATWG HTML standard's "valid e-mail address", with at most 64 bytes before the `@` and 254 in all.
///
/// `.idn()` allows letters, marks and numbers outside of ASCII on both sides of the `@` (RFC 6531).
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::email().check("jane.doe@example.com"));
/// assert!(!rules::email().check("jane.doe@example..com"));
/// assert!(!rules::email().check("jane@example.com\r\nBcc: all@example.com"));
/// ```
#[must_use]
pub const fn email() -> Email {
    Email { idn: false }
}

/// The rule [`email`].
#[derive(Clone, Copy, Debug)]
pub struct Email {
    idn: bool,
}

impl Email {
    /// Internationalised addresses, as people write them: `jürgen@münchen.example`.
    #[must_use]
    pub const fn idn(mut self) -> Self {
        self.idn = true;
        self
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl Describe for Email {
    const CODE: &'static str = "email";

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must be a valid email address."
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::format(if self.idn { "idn-email" } else { "email" })
    }
}

impl Rule<str> for Email {
    fn check(&self, value: &str) -> bool {
        let bytes = value.as_bytes();
        if bytes.len() > 254 {
            return false;
        }
        let Some(at) = bytes.iter().position(|&byte| !is_local(byte)) else {
            return false;
        };
        if self.idn && !value.is_ascii() {
            return is_international_address(value);
        }
        bytes[at] == b'@' && (1..=64).contains(&at) && is_domain(&bytes[at + 1..])
    }
}

fn is_international_address(value: &str) -> bool {
    let is_part =
        |c: char| u8::try_from(c).map_or(is_letter_or_number(c), |byte| is_local(byte) || is_letter_or_number(c));
    value.split_once('@').is_some_and(|(local, domain)| {
        (1..=64).contains(&local.len()) && local.chars().all(is_part) && is_international(domain)
    })
}

/// Labels of 1 to 63 letters, digits and inner hyphens, joined by dots.
pub(super) fn is_domain(bytes: &[u8]) -> bool {
    let mut before = b'.';
    let mut label = 0;
    for &byte in bytes {
        match byte {
            b'.' => {
                if before == b'.' || before == b'-' {
                    return false;
                }
                label = 0;
            }
            b'-' if before == b'.' => return false,
            _ if byte == b'-' || byte.is_ascii_alphanumeric() => {
                label += 1;
                if label > 63 {
                    return false;
                }
            }
            _ => return false,
        }
        before = byte;
    }
    before != b'.' && before != b'-'
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

    #[test]
    fn international_addresses() {
        for (address, valid) in [
            ("jürgen@münchen.example", true),
            ("用户@例え.テスト", true),
            ("jane@münchen.example", true),
            ("jürgen@example.com", true),
            ("jane@example.com", true),
            ("ü@", false),
            ("@ü", false),
            ("ü@ü@ü", false),
            ("ü ü@ü", false),
            ("ü@-ü", false),
            ("ü\u{200b}@ü", false),
            ("ü\r\n@ü", false),
            ("ü\u{a0}@ü", false),
            ("<ü@ü>", false),
        ] {
            assert_eq!(email().idn().check(address), valid, "{address:?}");
            assert!(address.is_ascii() || !email().check(address), "{address:?}");
        }
    }
}
