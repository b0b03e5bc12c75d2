//! URLs.

use core::net::Ipv6Addr;

use super::letters::is_letter_or_number;
use super::{Describe, Needles, Rule, Schema};
use crate::argument::Argument;
use crate::subject::Kind;

/// An absolute URL with a host: `http` or `https`, unless `.schemes(["ftp", "postgres"])` names others.
///
/// By the rules of the WHATWG URL Standard, as browsers have them, for user information, hosts, ports, and IPv4 and
/// IPv6 addresses. What a browser would silently mend is refused, since the next program may read it otherwise:
/// white space around the URL, control characters and line breaks, backslashes for slashes, more or fewer than two
/// slashes before the host, percent escapes in the host.
///
/// A host outside of ASCII consists of letters, marks and numbers; whether IDNA gives it an ASCII form is not asked.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::url().check("https://example.com/?q=1#top"));
/// assert!(rules::url().schemes(["wss"]).check("wss://[::1]:8080/"));
/// assert!(!rules::url().check("javascript:alert(1)"));
/// assert!(!rules::url().check("/relative"));
/// ```
#[must_use]
pub const fn url() -> Url {
    Url { schemes: ["http", "https"] }
}

/// The rule [`url`].
#[derive(Clone, Copy, Debug)]
pub struct Url<S = [&'static str; 2]> {
    schemes: S,
}

impl Url {
    /// Only URLs with this scheme, or any of these: `"ftp"`, `["http", "ftp"]`. In lower case, without the colon.
    #[must_use]
    pub const fn schemes<S>(self, schemes: S) -> Url<S> {
        Url { schemes }
    }
}

impl<const N: usize> Url<[&'static str; N]> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        Url { schemes: self.schemes.as_slice() }.verify();
    }
}

impl Url<&'static str> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        Url { schemes: [self.schemes].as_slice() }.verify();
    }
}

impl Url<&[&'static str]> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        assert!(!self.schemes.is_empty(), "`schemes` is empty; write at least one");
        let mut index = 0;
        while index < self.schemes.len() {
            let scheme = self.schemes[index].as_bytes();
            assert!(
                !scheme.is_empty() && scheme[0].is_ascii_lowercase(),
                "no scheme; it begins with a lower-case letter"
            );
            let mut at = 0;
            while at < scheme.len() {
                assert!(
                    is_scheme(scheme[at]) && !scheme[at].is_ascii_uppercase(),
                    "no scheme; write lower-case letters, without `:` and slashes, such as `https`"
                );
                at += 1;
            }
            index += 1;
        }
    }
}

impl<S: Needles> Describe for Url<S> {
    const CODE: &'static str = "url";
    const ARGUMENTS: &'static [&'static str] = &["schemes"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then(|| self.schemes.argument())
    }

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must be a valid URL."
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::format("iri")
    }
}

impl<S: Needles> Rule<str> for Url<S> {
    fn check(&self, value: &str) -> bool {
        match plain_scheme(value.as_bytes()) {
            Some(scheme) => self.schemes.any(|known| scheme.eq_ignore_ascii_case(known)) == Some(true),
            None => self.check_slowly(value),
        }
    }
}

/// The scheme of a URL without anything unusual, as nearly all are: `http` or `https`, a host of ASCII letters, digits,
/// `-`, `_` and dots whose last label begins with a letter, a port of up to four digits, then visible ASCII.
fn plain_scheme(text: &[u8]) -> Option<&'static str> {
    let (scheme, rest) = match text {
        [b'h', b't', b't', b'p', b's', b':', b'/', b'/', rest @ ..] => ("https", rest),
        [b'h', b't', b't', b'p', b':', b'/', b'/', rest @ ..] => ("http", rest),
        _ => return None,
    };
    let mut top = b'.';
    let mut end = rest.len();
    for (at, &byte) in rest.iter().enumerate() {
        match BYTES[usize::from(byte)] {
            HOST if top == b'.' => top = byte,
            HOST => {}
            DOT => top = b'.',
            _ => {
                end = at;
                break;
            }
        }
    }
    let mut rest = &rest[end..];
    if let [b':', after @ ..] = rest {
        let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest = &after[digits..];
        if digits > 4 {
            return None;
        }
    }
    let plain = match rest {
        [] => true,
        [b'/' | b'?' | b'#', rest @ ..] => {
            rest.iter().fold(true, |plain, byte| plain & byte.is_ascii_graphic() & (*byte != b'\\'))
        }
        _ => false,
    };
    (plain && top.is_ascii_alphabetic()).then_some(scheme)
}

const HOST: u8 = 1;
const DOT: u8 = 2;

/// What each byte may be in a plain host.
static BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'_') {
            bytes[byte] = HOST;
        }
        byte += 1;
    }
    bytes[b'.' as usize] = DOT;
    bytes
};

impl<S: Needles> Url<S> {
    fn check_slowly(&self, value: &str) -> bool {
        let Some((scheme, rest)) = value.split_once("://") else {
            return false;
        };
        let known = self.schemes.any(|known| scheme.eq_ignore_ascii_case(known)) == Some(true);
        if !known || value.ends_with(' ') || value.chars().any(char::is_control) {
            return false;
        }
        let nature = Nature::of(scheme);
        let ends_authority = |c| matches!(c, '/' | '?' | '#') || (c == '\\' && nature != Nature::Other);
        let end = rest.find(ends_authority).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        (nature == Nature::Other || !path.contains('\\')) && is_authority(authority, nature)
    }
}

/// How a scheme reads its host.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// A domain or an address, with a port and a user.
    Web,
    /// A domain or an address alone.
    File,
    /// Any text that is no delimiter.
    Other,
}

impl Nature {
    fn of(scheme: &str) -> Self {
        if ["https", "http", "wss", "ws", "ftp"].iter().any(|web| scheme.eq_ignore_ascii_case(web)) {
            Self::Web
        } else if scheme.eq_ignore_ascii_case("file") {
            Self::File
        } else {
            Self::Other
        }
    }
}

const fn is_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// `user:password@host:port`, where only the host must be.
fn is_authority(authority: &str, nature: Nature) -> bool {
    if nature == Nature::File {
        return is_host(authority, nature);
    }
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
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
    let is_allowed = |c: char| match c {
        '\0'..=' ' | '#' | '/' | ':' | '<' | '>' | '?' | '@' | '[' | '\\' | ']' | '^' | '|' | '%' | '\x7f' => false,
        _ => c.is_ascii() || nature == Nature::Other || is_letter_or_number(c),
    };
    !host.is_empty()
        && host.chars().all(is_allowed)
        && (nature == Nature::Other || !ends_in_number(host) || is_ipv4(host))
}

/// Whether a host can only be an IPv4 address.
fn ends_in_number(host: &str) -> bool {
    let last = host.strip_suffix('.').unwrap_or(host).rsplit('.').next().unwrap_or_default();
    !last.is_empty() && (last.bytes().all(|byte| byte.is_ascii_digit()) || ipv4_number(last).is_some())
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
    use alloc::string::String;

    use super::*;

    #[test]
    fn web_addresses() {
        for (text, valid) in [
            ("https://example.com", true),
            ("http://example.com/a/b?c=d#e", true),
            ("HTTPS://EXAMPLE.COM", true),
            ("https://user:p%40ss@example.com:8443/", true),
            ("https://a@b@example.com", true),
            ("https://example.com:", true),
            ("https://example.com:65535", true),
            ("https://example.com:65536", false),
            ("https://example.com:8a", false),
            ("https://example.com:-1", false),
            ("https://:80", false),
            ("https://user@", false),
            ("https://", false),
            ("https:///example.com", false),
            ("https:example.com", false),
            ("https:\\\\example.com", false),
            ("https://example.com\\@evil.com", false),
            ("//example.com", false),
            ("example.com", false),
            ("", false),
            (" https://example.com", false),
            ("https://example.com ", false),
            ("https://example.com\n", false),
            ("https://exa\tmple.com", false),
            ("https://example.com/a b", true),
            ("https://exa mple.com", false),
            ("https://example.com/\u{85}", false),
            ("https://ex%61mple.com", false),
            ("https://exa<mple.com", false),
            ("javascript:alert(1)", false),
            ("javascript://example.com/%0aalert(1)", false),
            ("mailto:jane@example.com", false),
            ("ftp://example.com", false),
            ("https://localhost", true),
            ("https://münchen.example/straße", true),
            ("https://例え.テスト", true),
            ("https://a\u{200b}b", false),
            ("https://a_b.example", true),
        ] {
            assert_eq!(url().check(text), valid, "{text:?}");
        }
    }

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
            assert_eq!(url().check(&alloc::format!("http://{host}/")), valid, "{host:?}");
        }
    }

    #[test]
    fn other_schemes() {
        const STORES: &[&str] = &["postgres", "redis"];
        assert!(url().schemes(STORES).check("postgres://jane:secret@db:5432/app?a=b"));
        assert!(!url().schemes(STORES).check("https://example.com") && !url().schemes("redis").check("redis:///0"));
        assert!(url().schemes(["file"]).check("file://server/share") && !url().schemes("file").check("file:///etc"));
        url().schemes(["ftp", "git+ssh"]).verify();
    }

    /// The standard's answer, where this rule does not mean to differ.
    fn reference(text: &str) -> Option<bool> {
        let mended = text.trim() != text
            || text.chars().any(char::is_control)
            || text.contains('\\')
            || text.split_once(':').is_some_and(|(_, rest)| !rest.starts_with("//") || rest.starts_with("///"));
        let host = text.split("//").nth(1).unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default();
        let looked_up = host.contains('%') || !host.is_ascii() || host.to_lowercase().contains("xn--");
        if mended || looked_up {
            return None;
        }
        Some(::url::Url::parse(text).is_ok_and(|url| {
            url.host_str().is_some_and(|host| !host.is_empty()) && ["http", "https", "redis"].contains(&url.scheme())
        }))
    }

    fn any_url() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let host = prop_oneof![
            3 => "[a-z0-9.]{0,12}",
            2 => "[0-9x.]{0,12}",
            2 => "\\[[0-9a-f:.]{0,14}\\]?",
            1 => "([0-9]{1,3}\\.){1,4}[0-9]{0,3}",
            1 => "[ -~]{0,8}",
            1 => "\\PC{0,5}",
        ];
        (
            "(http|https|HTTP|redis|ftp|h)",
            "(://|:/|:|:///)",
            "([ -~é]{0,5}@)?",
            host,
            "(:[0-9]{0,6})?",
            "([/?#][ -~é]{0,6})?",
        )
            .prop_map(|(scheme, slashes, user, host, port, rest)| scheme + &slashes + &user + &host + &port + &rest)
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(4_000))]

        #[test]
        fn agrees_with_the_url_crate(text in any_url()) {
            if let Some(valid) = reference(&text) {
                proptest::prop_assert_eq!(url().schemes(["http", "https", "redis"]).check(&text), valid, "{:?}", text);
            }
        }

        #[test]
        fn accepts_nothing_that_the_url_crate_refuses_but_for_idna(text in any_url()) {
            if url().check(&text) && text.is_ascii() && !text.to_lowercase().contains("xn--") {
                proptest::prop_assert!(::url::Url::parse(&text).is_ok(), "{:?}", text);
            }
        }
    }
}
