//! Where our rules mean something else than a suite does.

use super::Verdict;

/// Cases of one kind on which we do not agree, and why.
pub(crate) struct Difference {
    /// Suites whose names begin so.
    pub(crate) suite: &'static str,
    /// Rules as they are written in the suite; all that begin so.
    pub(crate) rule: &'static str,
    /// What the suite says.
    pub(crate) valid: bool,
    /// Which values.
    pub(crate) values: fn(&str) -> bool,
    pub(crate) reason: &'static str,
    /// Whether the documentation of the rule decides otherwise, so that the verdict says nothing of how well it is done.
    pub(crate) by_design: bool,
}

pub(crate) const DIFFERENCES: &[Difference] = &[
    Difference {
        suite: "",
        rule: "url",
        valid: true,
        values: |url| authority(url).matches('@').count() > 1,
        reason: "programs disagree on which of two `@` ends the user, so where the URL leads is open",
        by_design: true,
    },
    Difference {
        suite: "",
        rule: "url",
        valid: true,
        values: |url| authority(url).rsplit_once('@').is_some_and(|(user, _)| user.contains(char::is_whitespace)),
        reason: "no user has blanks in the name; what stands before one is taken for the whole address",
        by_design: true,
    },
    Difference {
        suite: "",
        rule: "url",
        valid: true,
        values: |url| is_dropped(authority(url)),
        reason: "a host with invisible characters looks like another one, to which IDNA leads",
        by_design: true,
    },
    Difference {
        suite: "",
        rule: "hostname(idn)",
        valid: true,
        values: is_dropped,
        reason: "a name with invisible characters looks like another one, for which IDNA takes it",
        by_design: true,
    },
    Difference {
        suite: "",
        rule: "url",
        valid: true,
        values: |url| name(url).is_some_and(|name| name.split('.').any(str::is_empty)),
        reason: "the standard says what browsers read; no host can be looked up that has an empty label",
        by_design: true,
    },
    Difference {
        suite: "",
        rule: "url",
        valid: true,
        values: |url| name(url).is_some_and(|name| name.len() > 253 || name.split('.').any(|label| label.len() > 63)),
        reason: "the standard says what browsers read; the DNS has no room for such a name",
        by_design: true,
    },
    Difference {
        suite: "validator.js/isEAN",
        rule: "ean",
        valid: false,
        values: |number| matches!(number.len(), 12 | 14),
        reason: "UPC-A and GTIN-14 are article numbers as well, and the check digits are right",
        by_design: true,
    },
    Difference {
        suite: "",
        rule: "",
        valid: true,
        values: |host| {
            host.contains('\u{3e8ac}')
                || ["xn--t92s.", "xn--5cb172r175fug38a."].iter().any(|label| host.contains(label))
        },
        reason: "UTS #46 disallows characters that Unicode has not assigned",
        by_design: false,
    },
];

/// What stands between the slashes of a URL and its path.
fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// The name that a URL is looked up under, without the dot that stands for the root.
fn name(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    url.domain().map(|name| name.strip_suffix('.').unwrap_or(name).to_owned())
}

/// Whether a host has characters that IDNA ignores.
fn is_dropped(host: &str) -> bool {
    host.contains(|c| {
        matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{2060}'..='\u{206f}'
                | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{e0000}'..='\u{e0fff}'
        )
    })
}

impl Difference {
    pub(crate) fn explains(&self, verdict: &Verdict) -> bool {
        verdict.suite.starts_with(self.suite)
            && verdict.rule.starts_with(self.rule)
            && verdict.valid == self.valid
            && verdict.value.as_str().is_some_and(self.values)
    }
}
