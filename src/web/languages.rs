//! The language of an answer by the header field `Accept-Language`: RFC 9110 and the lookup of RFC 4647.

use core::fmt;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use super::headers::Headers;
use crate::Messages;

/// The languages that an application speaks.
#[derive(Clone, Default)]
pub(super) struct Languages {
    /// With their tags. The first one is the default.
    offered: Vec<(&'static str, &'static (dyn Messages + Sync))>,
    /// The header field that decides before `Accept-Language`, and what it says.
    own: Option<(&'static str, Arc<Choose>)>,
}

type Choose = dyn Fn(&str) -> Option<String> + Send + Sync;

/// A language with its tag.
pub(super) type Chosen = (&'static str, &'static (dyn Messages + Sync));

impl Languages {
    pub(super) fn offer<M: Messages + Sync>(&mut self, languages: &[&'static M]) {
        self.offered = languages
            .iter()
            .filter_map(|messages| Some((messages.language()?.tag(), *messages as &'static (dyn Messages + Sync))))
            .collect();
    }

    pub(super) fn decide_by(&mut self, field: &'static str, choose: Arc<Choose>) {
        self.own = Some((field, choose));
    }

    pub(super) fn are_offered(&self) -> bool {
        !self.offered.is_empty()
    }

    /// The header field that decides before `Accept-Language`.
    pub(super) fn own_field(&self) -> Option<&'static str> {
        self.own.as_ref().map(|(field, _)| *field)
    }

    /// The language for a client.
    pub(super) fn choose(&self, headers: &(impl Headers + ?Sized)) -> Option<Chosen> {
        let first = self.offered.first().copied()?;
        let wanted = self.own.as_ref().and_then(|(field, choose)| choose(&headers.text(field)?));
        let own = wanted.and_then(|wanted| self.lookup(&wanted));
        own.or_else(|| self.lookup(&headers.text("accept-language")?)).or(Some(first))
    }

    fn lookup(&self, ranges: &str) -> Option<Chosen> {
        negotiate(ranges, self.offered.iter().map(|(tag, _)| *tag)).and_then(|at| self.offered.get(at).copied())
    }
}

impl fmt::Debug for Languages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.offered.iter().map(|(tag, _)| tag)).finish()
    }
}

/// How much of a header field is looked at. No browser sends more.
const MOST_BYTES: usize = 1_000;
const MOST_RANGES: usize = 32;

/// The position of the language that an `Accept-Language` ranks highest, or `None` if it names none of them.
///
/// A range takes the language with its tag, else with its tag cut at the end again and again (lookup in RFC 4647). Else
/// it takes the first of the same language and script, so that somebody in Lisbon reads the Portuguese of Brazil, but
/// nobody in Taipei simplified Chinese.
#[doc(hidden)]
pub fn negotiate<'t>(accept_language: &str, offered: impl Iterator<Item = &'t str> + Clone) -> Option<usize> {
    let mut ranges = Vec::new();
    let mut refused = Vec::new();
    for range in cut(accept_language).split(',').take(MOST_RANGES) {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let is_range =
            tag == "*" || !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_range {
            continue;
        }
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let weight = weight.map_or(1.0, |weight| weight.parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0));
        match (weight * 1000.0) as u16 {
            0 => refused.push(tag),
            weight => ranges.push((weight, tag)),
        }
    }
    // Stable: of equals the first one wins.
    ranges.sort_by_key(|(weight, _)| core::cmp::Reverse(*weight));
    let is_refused = |tag: &str| {
        let named = |range: &&str| tag.eq_ignore_ascii_case(range);
        refused.iter().any(named) || refused.iter().any(|range| primary(tag).eq_ignore_ascii_case(range))
    };
    let find = |fits: &dyn Fn(&str) -> bool| offered.clone().position(|tag| !is_refused(tag) && fits(tag));
    ranges.iter().find_map(|(_, range)| {
        if *range == "*" {
            // Whatever is not asked for elsewhere.
            let is_named =
                |tag: &str| ranges.iter().any(|(_, range)| primary(range).eq_ignore_ascii_case(primary(tag)));
            return find(&|tag| !is_named(tag)).or_else(|| find(&|_| true));
        }
        let mut rest = *range;
        loop {
            if let Some(found) = find(&|tag| tag.eq_ignore_ascii_case(rest) && fits_script(tag, range)) {
                return Some(found);
            }
            match shorter(rest) {
                Some(shorter) => rest = shorter,
                None => break,
            }
        }
        find(&|tag| primary(tag).eq_ignore_ascii_case(primary(range)) && fits_script(tag, range))
    })
}

/// The beginning of the field that is looked at, up to a comma.
fn cut(accept_language: &str) -> &str {
    if accept_language.len() <= MOST_BYTES {
        return accept_language;
    }
    let end = (0..=MOST_BYTES).rev().find(|end| accept_language.is_char_boundary(*end)).unwrap_or(0);
    accept_language[..end].rsplit_once(',').map_or("", |(whole, _)| whole)
}

/// The range without its last subtag, and without a single letter that would then be the last.
fn shorter(range: &str) -> Option<&str> {
    let (shorter, _) = range.rsplit_once('-')?;
    match shorter.rsplit_once('-') {
        Some((before, letter)) if letter.len() == 1 => Some(before),
        _ => Some(shorter),
    }
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// Whether the language is written in the script that is asked for. Most languages have only one.
fn fits_script(tag: &str, range: &str) -> bool {
    let own = script(tag);
    own.is_empty() || own.eq_ignore_ascii_case(script(range))
}

/// The script of a tag, for the languages that are written in several. It is named, or follows from the region.
fn script(tag: &str) -> &str {
    let is_letters =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    if let Some(script) = tag.split('-').skip(1).take_while(|part| part.len() > 1).find(|part| is_letters(part, 4)) {
        return script;
    }
    let is_in = |regions: &[&str]| {
        let mut parts = tag.split('-').skip(1);
        parts.any(|part| regions.iter().any(|known| part.eq_ignore_ascii_case(known)))
    };
    match primary(tag).to_ascii_lowercase().as_str() {
        "zh" | "yue" if is_in(&["TW", "HK", "MO"]) || primary(tag).eq_ignore_ascii_case("yue") => "Hant",
        "zh" => "Hans",
        "sr" if is_in(&["ME"]) => "Latn",
        "sr" => "Cyrl",
        "az" | "uz" => "Latn",
        "pa" if is_in(&["PK"]) => "Arab",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: [&str; 7] = ["en", "de", "pl", "pt-BR", "zh-Hans", "fr-CA", "sr-Latn"];

    fn chosen(accept_language: &str) -> &'static str {
        negotiate(accept_language, OFFERED.into_iter()).map_or("", |at| OFFERED[at])
    }

    #[test]
    fn the_language_is_that_which_is_ranked_highest() {
        for (accept_language, tag) in [
            ("", ""),
            ("de", "de"),
            ("DE-at, en;q=0.8", "de"),
            ("en;q=0.8, de-AT", "de"),
            ("en;q=0.8, de;q=0.8", "en"),
            ("de-Latn-AT-1996, en", "de"),
            ("de-x-private", "de"),
            ("ja, pl;q=0.1", "pl"),
            ("ja", ""),
            ("*", "en"),
            ("de;q=0, *", "en"),
            ("en;q=0, *", "de"),
            ("en;q=0, de;q=0, *;q=0.5", "pl"),
            ("en;q=0", ""),
            ("en;q=x", ""),
            ("pt", "pt-BR"),
            ("pt-PT, es;q=0.9", "pt-BR"),
            ("fr", "fr-CA"),
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-Hans-TW", "zh-Hans"),
            ("zh-TW, de;q=0.5", "de"),
            ("zh-Hant", ""),
            ("zh-HK", ""),
            ("yue", ""),
            ("zh-xx-TW", ""),
            ("sr", ""),
            ("sr-Latn-RS", "sr-Latn"),
            ("sr-ME", "sr-Latn"),
            (";;,,q=,*;q=, d e, de\u{e9}", ""),
            ("de;q=1.5", "de"),
            ("de;q=-1, pl", "pl"),
        ] {
            assert_eq!(chosen(accept_language), tag, "{accept_language}");
        }
    }

    #[test]
    fn fields_can_have_several_lines() {
        let mut languages = Languages::default();
        let choice = |cookies: &str| Some(cookies.split("; ").find_map(|pair| pair.strip_prefix("language="))?.into());
        languages.own = Some(("Cookie", Arc::new(choice)));
        let tag = |languages: &Languages, lines: &[(&str, &[u8])]| languages.choose(lines).map(|(tag, _)| tag);
        assert_eq!(tag(&languages, &[("cookie", b"language=en")]), None);
        languages.offered = OFFERED.map(|tag| (tag, &crate::lang::EN as &'static (dyn Messages + Sync))).to_vec();
        for (lines, expected) in [
            (&[("cookie", &b"a=b"[..]), ("cookie", b"language=pl"), ("accept-language", b"de")][..], "pl"),
            (
                &[
                    ("cookie", b"a=b"),
                    ("cookie", b"language=xx"),
                    ("accept-language", b"xx"),
                    ("accept-language", b"de"),
                ],
                "de",
            ),
            (&[("accept-language", b"\xff"), ("accept", b"pl"), ("accept-language", b"de;q=0.1, pl;q=0.2")], "pl"),
            (&[("accept-language", b"de;q=0.5"), ("accept-language", b"pl")], "pl"),
            (&[], "en"),
        ] {
            assert_eq!(tag(&languages, lines), Some(expected));
        }
    }

    #[test]
    fn long_fields_are_cut() {
        assert_eq!(chosen(&("xx,".repeat(30) + "de")), "de");
        assert_eq!(chosen(&("xx,".repeat(32) + "de")), "");
        assert_eq!(chosen(&(String::from("de, ") + &"x".repeat(100_000))), "de");
        assert_eq!(chosen(&"x".repeat(100_000)), "");
        assert_eq!(chosen(&(String::from("de,") + &"é".repeat(1_000))), "de");
        assert_eq!(chosen(&("a-".repeat(400) + "b, de")), "de");
    }
}
