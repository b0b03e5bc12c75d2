//! URLs beside the crate `url`, names of hosts beside `idna`.

use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;
use unprocessable_core::rules::{self, Rule as _};

/// What UTS #46 drops from a name without a word, but for the two joiners.
static DROPPED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[\p{Default_Ignorable_Code_Point}--[\u{200c}\u{200d}]]$").expect("a pattern"));

static UNSEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\x{2800}]$").expect("a pattern")
});

fn is_dropped(c: char) -> bool {
    DROPPED.is_match(c.encode_utf8(&mut [0; 4]))
}

fn is_visible(c: char) -> bool {
    !UNSEEN.is_match(c.encode_utf8(&mut [0; 4]))
}

/// The standard's answer, where this rule does not mean to differ.
fn reference(text: &str) -> Option<bool> {
    let mended = text.trim() != text
        || text.chars().any(char::is_control)
        || text.contains('\\')
        || text.split_once(':').is_some_and(|(_, rest)| !rest.starts_with("//") || rest.starts_with("///"));
    let authority = text.split("//").nth(1).unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    if mended || host.contains('%') {
        return None;
    }
    // What this rule refuses beyond the standard.
    let is_lengthy = |name: &str| {
        let name = name.strip_suffix('.').unwrap_or(name);
        name.len() > 253 || name.split('.').any(|label| label.is_empty() || label.len() > 63)
    };
    let misleads = user.contains(|c| c == '@' || !is_visible(c));
    Some(url::Url::parse(text).is_ok_and(|url| {
        let special = url.scheme() != "redis";
        !misleads
            && url.host_str().is_some_and(|host| !host.is_empty())
            && !(special && (url.domain().is_some_and(is_lengthy) || host.contains(is_dropped)))
            && (special || host.chars().all(is_visible))
            && ["http", "https", "redis"].contains(&url.scheme())
    }))
}

fn any_url() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        3 => "[a-z0-9.]{0,12}",
        2 => "[0-9x.]{0,12}",
        2 => "\\[[0-9a-f:.]{0,14}\\]?",
        1 => "([0-9]{1,3}\\.){1,4}[0-9]{0,3}",
        1 => "[ -~]{0,8}",
        2 => "\\PC{0,5}",
        1 => "(xn--|-|é|ß|[a-z]){1,4}(-[a-z0-9]{1,3}|a)?",
        1 => "[０-９0-9。.]{1,9}",
        1 => "([<>=a]\u{338}?|[\u{ad}\u{200b}-\u{200d}\u{fe0f}ا-ي्क]|[a-z]){1,6}",
        1 => "[a-z]{60,66}(\\.[a-z]{62,64}){0,3}\\.?",
    ];
    (
        "(http|https|HTTP|redis|ftp|h)",
        "(://|:/|:|:///)",
        "([ -~é\u{ad}]{0,5}@){0,2}",
        host,
        "(:[0-9]{0,6})?",
        "([/?#][ -~é]{0,6})?",
    )
        .prop_map(|(scheme, slashes, user, host, port, rest)| scheme + &slashes + &user + &host + &port + &rest)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn agrees_with_the_url_crate(text in any_url()) {
        if let Some(valid) = reference(&text) {
            prop_assert_eq!(rules::url().schemes(["http", "https", "redis"]).check(&text), valid, "{:?}", text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn names_agree_with_idna(name in "(\\PC{0,3}|[a-z.-]{0,4}|xn--[a-z0-9-]{0,6}|[.。ß]|[0０][xｘ][0-9a-f]{0,3}|[1０]){0,5}") {
        let strict = idna::uts46::Uts46::new().to_ascii(
            name.as_bytes(),
            idna::AsciiDenyList::STD3,
            idna::uts46::Hyphens::CheckFirstLast,
            idna::uts46::DnsLength::Verify,
        );
        // The standard for URLs asks the same question of a last label.
        let is_name = |ascii: &str| {
            let url = format!("http://a.{}", ascii.rsplit('.').next().unwrap_or_default());
            url::Url::parse(&url).is_ok_and(|url| url.domain().is_some())
        };
        let expected = strict.is_ok_and(|ascii| is_name(&ascii)) && !name.contains(is_dropped);
        prop_assert_eq!(rules::hostname().idn().check(&name), expected, "{:?}", name);
    }
}
