//! URLs.

use super::authority::{Nature, is_authority};
use super::{Describe, Needles, Rule, Schema};
use crate::argument::Argument;
use crate::subject::Kind;
use crate::word;

/// An absolute URL with a host: `http` or `https`, unless `.schemes(["ftp", "postgres"])` names others.
///
/// By the rules of the WHATWG URL Standard, as browsers have them, for user information, hosts, ports, and IPv4 and
/// IPv6 addresses. What a browser would silently mend is refused, since the next program may read it otherwise:
/// white space around the URL, control characters and line breaks, backslashes for slashes, more or fewer than two
/// slashes before the host, percent escapes in the host.
///
/// A host outside of ASCII must have a form in ASCII, by IDNA, which the feature `idna` finds. Without that feature any
/// letters, marks and numbers will do.
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

/// The rule [`url()`].
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

/// The scheme of a URL without anything unusual, as nearly all are: `http` or `https`, a host of ASCII letters, digits,
/// single `-`, `_` and dots whose last label begins with a letter, a port of up to four digits, then visible ASCII.
fn plain(text: &[u8]) -> Option<Web> {
    let (scheme, rest) = match text {
        [b'h', b't', b't', b'p', b's', b':', b'/', b'/', rest @ ..] => (Web::Https, rest),
        [b'h', b't', b't', b'p', b':', b'/', b'/', rest @ ..] => (Web::Http, rest),
        _ => return None,
    };
    let mut end = 0;
    loop {
        let after = &rest[end..];
        end += after.iter().position(|&byte| !HOST[usize::from(byte)]).unwrap_or(after.len());
        match (rest[..end].last(), rest.get(end)) {
            // Two of them may mean Punycode.
            (None | Some(b'.' | b'-'), Some(b'-')) => return None,
            (_, Some(b'-')) => end += 1,
            _ => break,
        }
    }
    let (host, mut rest) = rest.split_at(end);
    let top = host.iter().rposition(|&byte| byte == b'.').map_or(0, |dot| dot + 1);
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

/// What may stand anywhere in a plain host.
static HOST: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        bytes[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'_' | b'.');
        byte += 1;
    }
    bytes
};

impl<S: Needles> Url<S> {
    #[inline(never)]
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

const fn is_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
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
            ("https://a\u{200b}b", cfg!(feature = "idna")),
            ("https://☕.example", cfg!(feature = "idna")),
            ("https://xn--a", cfg!(not(feature = "idna"))),
            ("https://a--b.example", true),
            ("https://a_b.example", true),
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

    /// The standard's answer, where this rule does not mean to differ.
    fn reference(text: &str) -> Option<bool> {
        let mended = text.trim() != text
            || text.chars().any(char::is_control)
            || text.contains('\\')
            || text.split_once(':').is_some_and(|(_, rest)| !rest.starts_with("//") || rest.starts_with("///"));
        let host = text.split("//").nth(1).unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default();
        let guessed = cfg!(not(feature = "idna")) && (!host.is_ascii() || host.to_lowercase().contains("xn--"));
        if mended || host.contains('%') || guessed {
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
            2 => "\\PC{0,5}",
            1 => "(xn--|-|é|ß|[a-z]){1,4}(-[a-z0-9]{1,3}|a)?",
            1 => "[０-９0-9。.]{1,9}",
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
    }
}
