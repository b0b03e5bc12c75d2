//! Where a URL leads: `user:password@host:port`, by the WHATWG URL Standard.

use core::net::Ipv6Addr;

use crate::scan::visible::is_visible;

/// How a scheme reads its host.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A domain or an address, with a port and a user.
    Web,
    /// A domain or an address alone.
    File,
    /// Any text that is no delimiter.
    Other,
}

impl Nature {
    pub(crate) fn of(scheme: &str) -> Self {
        if ["https", "http", "wss", "ws", "ftp"].iter().any(|web| scheme.eq_ignore_ascii_case(web)) {
            Self::Web
        } else if scheme.eq_ignore_ascii_case("file") {
            Self::File
        } else {
            Self::Other
        }
    }

    /// Whether what comes after the colon, or after two slashes without a host, can do without one.
    pub(crate) fn is_complete_without_host(self, path: &str) -> bool {
        match self {
            Self::Web => false,
            Self::File => path.starts_with('/'),
            Self::Other => !path.is_empty(),
        }
    }
}

/// `user:password@host:port`, where only the host must be.
pub(crate) fn is_authority(authority: &str, nature: Nature) -> bool {
    if nature == Nature::File {
        return is_host(authority, nature);
    }
    // Programs disagree on which of two `@` ends the user, so none may stand in its name.
    let host_and_port = match authority.split_once('@') {
        Some((user, host_and_port)) if user.chars().all(is_visible) => host_and_port,
        Some(_) => return false,
        None => authority,
    };
    let after_address = host_and_port.rfind(']').map_or(0, |end| end + 1);
    match host_and_port[after_address..].find(':') {
        None => is_host(host_and_port, nature),
        Some(colon) => {
            let (host, port) = host_and_port.split_at(after_address + colon);
            is_host(host, nature) && is_port(&port[1..])
        }
    }
}

fn is_port(port: &str) -> bool {
    let digits = port.trim_start_matches('0');
    port.bytes().all(|byte| byte.is_ascii_digit()) && (digits.is_empty() || digits.parse::<u16>().is_ok())
}

fn is_host(host: &str, nature: Nature) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    match nature {
        Nature::Other => !host.is_empty() && !host.bytes().any(is_forbidden) && host.chars().all(is_visible),
        _ if host.is_ascii() && !has_punycode(host) => !host.bytes().any(is_forbidden) && is_looked_up(host),
        _ => is_international(host, is_looked_up),
    }
}

/// What the standard forbids, and percent escapes, which some programs read and others do not.
fn is_forbidden(byte: u8) -> bool {
    matches!(byte, b'\0'..=b' ' | b'#' | b'/' | b':' | b'<' | b'>' | b'?' | b'@' | b'['..=b'^' | b'|' | b'%' | 0x7f)
}

/// An IPv4 address, or a name that the DNS can have: the dot at its end stands for the root.
fn is_looked_up(name: &str) -> bool {
    if ends_in_number(name) {
        return is_ipv4(name);
    }
    let name = name.strip_suffix('.').unwrap_or(name);
    name.len() <= 253 && name.split('.').all(|label| (1..=63).contains(&label.len()))
}

/// Whether a label stands for characters outside of ASCII.
fn has_punycode(host: &str) -> bool {
    host.split('.').any(|label| label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--")))
}

#[cfg(feature = "idna")]
use super::idn::in_url as is_international;

/// Without IDNA, letters, marks and numbers that can be seen are taken for a name.
#[cfg(not(feature = "idna"))]
fn is_international(host: &str, is_looked_up: impl Fn(&str) -> bool) -> bool {
    let is_allowed = |c: char| match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => !is_forbidden(byte),
        _ => crate::rules::text::unicode::category::is_letter_or_number(c) && is_visible(c),
    };
    host.chars().all(is_allowed) && is_looked_up(host)
}

/// Whether a browser takes a host for an IPv4 address, right or wrong.
pub(crate) fn ends_in_number(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let last = host.as_bytes().iter().rposition(|&byte| byte == b'.').map_or(host, |dot| &host[dot + 1..]);
    last.starts_with(|first: char| first.is_ascii_digit())
        && (last.bytes().all(|byte| byte.is_ascii_digit()) || ipv4_number(last).is_some())
}

/// One to four numbers, the last of which fills the rest of the address.
fn is_ipv4(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut parts = host.rsplit('.');
    let Some(last) = parts.next().and_then(ipv4_number) else {
        return false;
    };
    let mut left = 4_u32;
    for part in parts {
        left = left.saturating_sub(1);
        if left == 0 || ipv4_number(part).is_none_or(|number| number > 255) {
            return false;
        }
    }
    last < 1 << (8 * left)
}

/// Decimal, or hexadecimal after `0x`, or octal after `0`. What is too large for an address is as good as infinite.
fn ipv4_number(part: &str) -> Option<u64> {
    let (digits, radix) = if let Some(digits) = part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
        (digits, 16)
    } else if part.len() > 1 && part.starts_with('0') {
        (&part[1..], 8)
    } else if part.is_empty() {
        return None;
    } else {
        (part, 10)
    };
    digits.chars().try_fold(0_u64, |number, c| {
        Some(number.saturating_mul(radix.into()).saturating_add(c.to_digit(radix)?.into()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ipv4_addresses() {
        for (host, valid) in [
            ("127.0.0.1", true),
            ("127.0.0.1.", true),
            ("127.1", true),
            ("2130706433", true),
            ("4294967296", false),
            ("0x7f.0.0.1", true),
            ("0177.0.0.1", true),
            ("256.0.0.1", false),
            ("1.2.3.256", false),
            ("1.2.65536", false),
            ("1.2.3.4.5", false),
            ("08.1", false),
            ("a.1", false),
            ("1.a", true),
            ("1.0xg", true),
            ("1.0x", true),
            ("1..2", false),
            ("99999999999999999999999999999", false),
            ("[::1]", true),
            ("[::1", false),
            ("::1", false),
            ("[127.0.0.1]", false),
            ("[::1%eth0]", false),
            ("[::1]a", false),
        ] {
            assert_eq!(is_authority(host, Nature::Web), valid, "{host:?}");
        }
    }

    #[test]
    fn names_are_what_the_dns_can_have() {
        let (label, long) = ("a".repeat(63), "a".repeat(64));
        let name = |last: usize| alloc::format!("{0}.{0}.{0}.{1}", label, "b".repeat(last));
        assert_eq!(name(61).len(), 253);
        for (host, valid) in [
            ("a.b", true),
            ("a.b.", true),
            ("a..b", false),
            (".a", false),
            ("a..", false),
            (".", false),
            ("..", false),
            (&*label, true),
            (&*long, false),
            (&*alloc::format!("{long}.b"), false),
            (&*alloc::format!("b.{long}"), false),
            (&*name(61), true),
            (&*alloc::format!("{}.", name(61)), true),
            (&*name(62), false),
            (&*alloc::format!("{}1", "0".repeat(300)), true),
        ] {
            assert_eq!(is_authority(host, Nature::Web), valid, "{host:?}");
        }
        assert!(is_authority("a..b", Nature::Other) && is_authority(&long, Nature::Other));
        assert!(is_authority("é", Nature::Other) && !is_authority("a\u{200b}b", Nature::Other));
        assert!(!is_authority("%2Frun", Nature::Other) && !is_authority("%2Frun", Nature::Web));
    }

    #[test]
    fn users_have_one_name_without_blanks() {
        for (authority, valid) in [
            ("jane@a", true),
            ("jane:secret@a", true),
            ("@a", true),
            (":@a", true),
            ("jürgen@a", true),
            ("jane@b@a", false),
            ("@@a", false),
            ("jane doe@a", false),
            ("jane @a", false),
            ("jane:a b@a", false),
            ("jane\u{a0}@a", false),
            ("jane\u{200b}@a", false),
            ("\u{202e}jane@a", false),
        ] {
            assert_eq!(is_authority(authority, Nature::Web), valid, "{authority:?}");
            assert_eq!(is_authority(authority, Nature::Other), valid, "{authority:?}");
        }
    }
}
