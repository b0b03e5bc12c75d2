//! `Accept-Language`: whatever is sent, a language is chosen that was asked for and not refused, or none.

#![no_main]

use libfuzzer_sys::fuzz_target;
use unprocessable::web::adapter::negotiate;

const OFFERED: [&str; 6] = ["en", "de-AT", "zh-Hans", "sr-Latn", "pt-BR", "x-odd"];

fuzz_target!(|header: &str| {
    let chosen = negotiate(header, OFFERED.into_iter());
    assert_eq!(chosen, negotiate(header, OFFERED.into_iter()));
    assert_eq!(negotiate(header, [].into_iter()), None);
    let Some(chosen) = chosen else { return };
    let (lower, tag) = (header.to_ascii_lowercase(), OFFERED[chosen]);
    let primary = tag.split('-').next().expect("a language");
    assert!(lower.contains(primary) || lower.contains('*'), "{header:?} asks for no {tag}");
    if tag == "zh-Hans" && !lower.contains('*') {
        let ranges = lower.split([',', ';']).map(str::trim);
        // What follows a single letter is an extension, and says nothing of the script.
        let is_simplified = |range: &str| {
            let mut parts = range.split('-');
            let is_zh = parts.next() == Some("zh");
            is_zh && parts.take_while(|part| part.len() > 1).all(|part| !["tw", "hk", "mo", "hant"].contains(&part))
        };
        assert!(ranges.into_iter().any(is_simplified), "{header:?} asks for no simplified characters");
    }
});
