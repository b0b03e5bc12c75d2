//! URLs.

use core::fmt;

use super::authority::{Nature, is_authority};
use super::email::LONGEST_LABEL;
use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::text::ecma_regex::Literal;
use crate::rules::text::substring::texts_of;
use crate::rules::{Describe, Needles, Rule, Schema, SchemaPattern, SchemaValue};
use crate::scan::word;
use crate::subject::Kind;

/// Accepts an absolute URL with a host. Its scheme is `http` or `https`, unless `.schemes(["ftp", "postgres"])` names
/// others.
///
/// User information, hosts, ports, and IPv4 and IPv6 addresses follow the WHATWG URL Standard, as in browsers.
///
/// The rule refuses what a browser would silently mend, because the next program may read it in another way: white space
/// around the URL, control characters and line breaks, backslashes for slashes, more or fewer than two slashes before
/// the host, percent escapes in the host. It refuses what hides where the URL leads: a second `@`, blanks and invisible
/// characters before the `@` and in the host. If the DNS knows the host, as for `https`, it refuses empty labels, and
/// labels and names that are too long (63 and 253 characters).
///
/// `.hostless()` also accepts URLs without a host, if their scheme needs none: `mailto:jane@example.com`,
/// `file:///etc/hosts`, `urn:isbn:0306406152`.
///
/// With the feature `idna`, a host with other characters than ASCII must have a form in ASCII by IDNA. Without that
/// feature, it may have any letters, marks and numbers.
///
/// In an attribute: `#[validate(url)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::url().check("https://example.com/?q=1#top"));
/// assert!(rules::url().schemes(["wss"]).check("wss://[::1]:8080/"));
/// assert!(rules::url().schemes("mailto").hostless().check("mailto:jane@example.com"));
/// assert!(!rules::url().check("javascript:alert(1)"));
/// assert!(!rules::url().check("/relative"));
/// ```
#[must_use]
pub const fn url() -> Url {
    Url { schemes: ["http", "https"], hostless: false }
}

/// The rule [`url()`].
#[derive(Clone, Copy, Debug)]
pub struct Url<S = [&'static str; 2]> {
    schemes: S,
    hostless: bool,
}

impl Url {
    /// Only URLs with this scheme, or any of these: `"ftp"`, `["http", "ftp"]`. In lower case, without the colon.
    #[must_use]
    pub const fn schemes<S>(self, schemes: S) -> Url<S> {
        Url { schemes, hostless: self.hostless }
    }
}

impl<S> Url<S> {
    /// Accepts URLs without a host too, if the scheme can do without: not `http`, `https`, `ws`, `wss` and `ftp`.
    #[must_use]
    pub const fn hostless(mut self) -> Self {
        self.hostless = true;
        self
    }
}

impl<const N: usize> Url<[&'static str; N]> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        Url { schemes: self.schemes.as_slice(), hostless: self.hostless }.verify();
    }
}

impl Url<&'static str> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        Url { schemes: [self.schemes].as_slice(), hostless: self.hostless }.verify();
    }
}

impl Url<&[&'static str]> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        assert!(!self.schemes.is_empty(), "`schemes` is empty; write at least one");
        let mut any_hostless = false;
        let mut index = 0;
        while index < self.schemes.len() {
            let scheme = self.schemes[index].as_bytes();
            any_hostless |= !matches!(scheme, b"https" | b"http" | b"wss" | b"ws" | b"ftp");
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
        assert!(
            any_hostless || !self.hostless,
            "no scheme here goes without a host; name one that does, such as `mailto`, or leave out `hostless`"
        );
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

    fn message_id(&self, _: Kind) -> MessageId {
        id::url
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        if self.hostless {
            each("hostless");
        }
    }

    /// Not the formats `uri` and `iri`: browsers take more, such as blanks and brackets in paths.
    fn schema(&self, _: Kind) -> Schema<'_> {
        Schema::NONE.with("pattern", SchemaValue::Pattern(self))
    }
}

/// The schemes in any case, and what begins a host.
impl<S: Needles> SchemaPattern for Url<S> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("^(")?;
        for (index, scheme) in texts_of(&self.schemes).enumerate() {
            f.write_str(if index > 0 { "|" } else { "" })?;
            for c in scheme.chars() {
                match c {
                    'a'..='z' | 'A'..='Z' => write!(f, "[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase())?,
                    _ => write!(f, "{}", Literal(c.encode_utf8(&mut [0; 4])))?,
                }
            }
        }
        f.write_str(if self.hostless { "):" } else { ")://[^/?#]" })
    }
}

impl<S: Needles> Rule<str> for Url<S> {
    fn check(&self, value: &str) -> bool {
        let known = match plain(value.as_bytes()) {
            Some(Web::Https) => self.schemes.any(|known| known == "https"),
            Some(Web::Http) => self.schemes.any(|known| known == "http"),
            None => None,
        };
        known == Some(true) || self.check_slowly(value)
    }
}

/// The schemes of plain URLs.
enum Web {
    Http,
    Https,
}

/// The scheme of a URL without anything unusual, as nearly all are: `http` or `https`, a host of up to 63 ASCII letters,
/// digits, single `-`, `_` and dots whose last label begins with a letter, a port of up to four digits, then visible
/// ASCII.
fn plain(text: &[u8]) -> Option<Web> {
    let (scheme, rest) = match text {
        [b'h', b't', b't', b'p', b's', b':', b'/', b'/', rest @ ..] => (Web::Https, rest),
        [b'h', b't', b't', b'p', b':', b'/', b'/', rest @ ..] => (Web::Http, rest),
        _ => return None,
    };
    // Where the last label begins.
    let mut top = 0;
    let mut end = 0;
    while let Some(&byte) = rest.get(end) {
        if HOST[usize::from(byte)] {
            end += 1;
            continue;
        }
        match byte {
            b'.' if end > top => {
                end += 1;
                top = end;
            }
            b'-' if end > top && rest[end - 1] != b'-' => end += 1,
            // A label is empty, or two hyphens may mean Punycode.
            b'.' | b'-' => return None,
            _ => break,
        }
    }
    if end > LONGEST_LABEL {
        return None;
    }
    let (host, mut rest) = rest.split_at(end);
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
            let visible = |word| word::within(word, b'!', b'~') & !word::is(word, b'\\');
            word::all(rest, b'a', |word| visible(word) == word::ALL)
        }
        _ => false,
    };
    (plain && host.get(top).is_some_and(u8::is_ascii_alphabetic)).then_some(scheme)
}

/// What may stand anywhere in a label of a plain host.
static HOST: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        bytes[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    bytes
};

impl<S: Needles> Url<S> {
    #[inline(never)]
    fn check_slowly(&self, value: &str) -> bool {
        let Some((scheme, rest)) = value.split_once(':') else {
            return false;
        };
        let known = self.schemes.any(|known| scheme.eq_ignore_ascii_case(known)) == Some(true);
        if !known || value.ends_with(' ') || value.chars().any(char::is_control) {
            return false;
        }
        let nature = Nature::of(scheme);
        let ends_authority = |c| matches!(c, '/' | '?' | '#') || (c == '\\' && nature != Nature::Other);
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => rest.split_at(rest.find(ends_authority).unwrap_or(rest.len())),
            None => ("", rest),
        };
        let has_host = match authority {
            "" => self.hostless && nature.is_complete_without_host(path),
            authority => is_authority(authority, nature),
        };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        has_host && (nature == Nature::Other || !path.contains('\\'))
    }
}

const fn is_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses() {
        for (text, valid) in [
            ("https://example.com", true),
            ("http://example.com/a/b?c=d#e", true),
            ("HTTPS://EXAMPLE.COM", true),
            ("https://user:p%40ss@example.com:8443/", true),
            ("https://a@b@example.com", false),
            ("https://a b@example.com", false),
            ("https://google.com@example.com", true),
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
            ("https://☕.example", cfg!(feature = "idna")),
            ("https://xn--a", cfg!(not(feature = "idna"))),
            ("https://a--b.example", true),
            ("https://a_b.example", true),
            ("https://a..b", false),
            ("https://.a", false),
            ("https://a..", false),
            ("https://.", false),
            ("https://a.b.", true),
            ("https://a.b-.c-", true),
            ("https://<\u{338}.example", cfg!(feature = "idna")),
            ("https://≮.example", cfg!(feature = "idna")),
            ("https://a％.example", false),
            ("https://℀.example", false),
            ("https://a\u{ad}b.example", false),
            ("https://a\u{200b}b.example", false),
            ("https://☕\u{fe0f}.example", false),
            ("https://a\u{2060}b.example", false),
            ("https://نامه\u{200c}ای.com", cfg!(feature = "idna")),
            ("https://１２７.0.0.1", cfg!(feature = "idna")),
            ("https://１２７.0.0.256", false),
            ("https://xn--example-\u{ad}.com", false),
        ] {
            assert_eq!(url().check(text), valid, "{text:?}");
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

    #[test]
    fn names_have_the_lengths_of_the_dns() {
        let check = |host: &str| {
            let valid = url().check(&alloc::format!("https://{host}/"));
            assert_eq!(url().schemes("wss").check(&alloc::format!("wss://{host}/")), valid, "{host}");
            assert_eq!(url().check(&alloc::format!("https://jane@{host}:80")), valid, "{host}");
            valid
        };
        let label = "a".repeat(63);
        assert!(check(&label) && !check(&"a".repeat(64)));
        assert!(check(&alloc::format!("{label}.b")) && !check(&alloc::format!("a{label}.b")));
        let name = |last: usize| alloc::format!("{label}.{label}.{label}.{}", "b".repeat(last));
        assert!(check(&name(61)) && check(&alloc::format!("{}.", name(61))) && !check(&name(62)));
        #[cfg(feature = "idna")]
        assert!(check(&"é".repeat(50)) && !check(&"é".repeat(63)) && !check(&"é".repeat(100_000)));
    }

    #[test]
    fn schemes_may_go_without_a_host_when_asked() {
        const SCHEMES: [&str; 5] = ["https", "file", "mailto", "urn", "redis"];
        for (text, valid) in [
            ("mailto:jane@example.com", true),
            ("MAILTO:jane@example.com?subject=a%20b", true),
            ("mailto:?subject=a", true),
            ("urn:isbn:0306406152", true),
            ("file:///etc/hosts", true),
            ("file:/etc/hosts", true),
            ("redis:///0", true),
            ("redis:/0", true),
            ("mailto:", false),
            ("urn:", false),
            ("file:", false),
            ("file:etc", false),
            ("file:\\etc", false),
            ("file:///etc\\hosts", false),
            ("mailto:jane@example.com ", false),
            ("mailto:jane@example.com\r\nBcc: all@example.com", false),
            ("mailto", false),
            ("https:example.com", false),
            ("https:/example.com", false),
            ("https:///example.com", false),
            ("redis://:80", false),
            ("redis://jane@", false),
            ("tel:112", false),
        ] {
            assert_eq!(url().schemes(SCHEMES).hostless().check(text), valid, "{text:?}");
            assert!(!url().schemes(SCHEMES).check(text), "{text:?}");
            assert!(!url().hostless().check(text), "{text:?}");
        }
        for text in ["https://example.com", "file://server/share", "redis://jane@cache:80/0"] {
            assert!(url().schemes(SCHEMES).check(text) && url().schemes(SCHEMES).hostless().check(text), "{text:?}");
        }
        url().hostless().schemes("mailto").verify();
        url().schemes(["http", "file"]).hostless().verify();
    }
}
