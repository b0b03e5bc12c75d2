//! Formats that all texts of a field may have.

use unprocessable_core::rules::{self, Rule};

/// A format: the rule as a set writes it, what checks it, and how many texts are needed before it is believed. Texts have a
/// check digit by chance every tenth time.
pub(super) struct Format {
    pub(super) rule: &'static str,
    pub(super) check: fn(&str) -> bool,
    pub(super) least: u64,
    /// A part of the name of the field without which it is not believed, because ordinary words have this format, too.
    pub(super) named: &'static [&'static str],
}

const fn sure(rule: &'static str, check: fn(&str) -> bool) -> Format {
    Format { rule, check, least: 1, named: &[] }
}

const fn often(rule: &'static str, check: fn(&str) -> bool) -> Format {
    Format { rule, check, least: 5, named: &[] }
}

const fn named(rule: &'static str, check: fn(&str) -> bool, named: &'static [&'static str]) -> Format {
    Format { rule, check, least: 1, named }
}

/// The formats, the most special first.
pub(super) const FORMATS: &[Format] = &[
    sure("email", |text| rules::email().check(text)),
    sure("uuid", |text| rules::uuid().check(text)),
    sure("date", |text| rules::date().check(text)),
    sure("datetime", |text| rules::datetime().check(text)),
    sure("datetime:local", |text| rules::datetime().local().check(text)),
    sure("month", |text| rules::month().check(text)),
    sure("time", |text| rules::time().check(text)),
    sure("date:%d.%m.%Y", |text| rules::date().format("%d.%m.%Y").check(text)),
    sure("ipv4", |text| rules::ipv4().check(text)),
    sure("ipv6", |text| rules::ipv6().check(text)),
    sure("ip", |text| rules::ip().check(text)),
    sure("cidr", |text| rules::cidr().check(text)),
    sure("mac_address", |text| rules::mac_address().check(text)),
    sure("url", |text| rules::url().check(text)),
    sure("hex_color", |text| rules::hex_color().check(text)),
    sure("semver", |text| rules::semver().check(text)),
    sure("jwt", |text| rules::jwt().check(text)),
    sure("iban", |text| rules::iban().check(text)),
    often("lei", |text| rules::lei().check(text)),
    often("isin", |text| rules::isin().check(text)),
    often("isbn", |text| rules::isbn().check(text)),
    often("issn", |text| rules::issn().check(text)),
    often("credit_card", |text| rules::credit_card().check(text)),
    often("ean", |text| rules::ean().check(text)),
    often("ulid", |text| rules::ulid().check(text)),
    named("bic", |text| rules::bic().check(text), &["bic", "swift"]),
    named("country", |text| rules::country().check(text), &["country", "nation"]),
    named("country:alpha3", |text| rules::country().alpha3().check(text), &["country", "nation"]),
    named("currency", |text| rules::currency().check(text), &["currency"]),
    named("language", |text| rules::language().check(text), &["lang", "locale"]),
    named("timezone", |text| rules::timezone().check(text), &["timezone", "time_zone", "tz"]),
    named("phone", |text| rules::phone().check(text), &["phone", "mobile", "tel", "fax"]),
    named("hostname", |text| rules::hostname().check(text), &["host"]),
    named("domain", |text| rules::domain().check(text), &["domain"]),
    named("slug", |text| rules::slug().check(text), &["slug"]),
];

/// Which formats are still possible: a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Possible(u64);

impl Possible {
    pub(super) const ALL: Self = Self(u64::MAX);

    pub(super) fn see(&mut self, text: &str) {
        for (index, format) in FORMATS.iter().enumerate() {
            if self.0 & 1 << index != 0 && !(format.check)(text) {
                self.0 &= !(1 << index);
            }
        }
    }

    pub(super) fn and(&mut self, other: Self) {
        self.0 &= other.0;
    }

    /// The format of texts of which there are so many, in a field of this name.
    pub(super) fn find(self, count: u64, name: &str) -> Option<&'static Format> {
        let name = name.to_lowercase();
        let is_likely = |format: &Format| {
            count >= format.least && (format.named.is_empty() || format.named.iter().any(|part| name.contains(part)))
        };
        let possible = FORMATS.iter().enumerate().filter(|(index, _)| self.0 & 1 << index != 0);
        possible.map(|(_, format)| format).find(|format| is_likely(format))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_bit_for_each_format() {
        assert!(FORMATS.len() < 64);
    }

    #[test]
    fn a_format_is_that_of_all_texts() {
        let find = |texts: &[&str], name| {
            let mut possible = Possible::ALL;
            texts.iter().for_each(|text| possible.see(text));
            possible.find(texts.len() as u64, name).map(|format| format.rule)
        };
        assert_eq!(find(&["jane@example.com", "j@example.org"], "x"), Some("email"));
        assert_eq!(find(&["jane@example.com", "jane"], "email"), None);
        assert_eq!(find(&["2024-02-29"], "born"), Some("date"));
        assert_eq!(find(&["10.0.0.1", "::1"], "address"), Some("ip"));
        assert_eq!(find(&["DE", "AT"], "shipping_country"), Some("country"));
        assert_eq!(find(&["DE", "AT"], "size"), None);
        assert_eq!(find(&["4111111111111111"], "number"), None);
    }
}
