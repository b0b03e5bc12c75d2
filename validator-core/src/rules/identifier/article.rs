//! Numbers of articles with check digits: books, journals, goods.

use super::check_digit::{digits, has_single_separators, thrice, weighted};
use crate::rules::{Schema, rule};

rule!(
    /// Accepts an International Standard Book Number (ISO 2108): 10 or 13 digits with their check digit. Single hyphens
    /// and spaces may stand between digits.
    ///
    /// In an attribute: `#[validate(isbn)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::isbn().check("978-3-16-148410-0"));
    /// assert!(rules::isbn().check("080442957X"));
    /// assert!(!rules::isbn().check("978-3-16-148410-1"));
    /// ```
    pub const fn isbn() -> Isbn;

    const SENTENCE: &str = "The {attribute} must be a valid ISBN.";
    const SCHEMA: Schema = Schema::pattern(r"^[0-9]([ -]?[0-9]){8,11}[ -]?[0-9X]$");

    fn check(&self, value: &str) -> bool {
        is_isbn_10(value)
            || has_single_separators(value)
                && digits(value).count() == 13
                && matches!(digits(value).take(3).fold(0, |prefix, digit| prefix * 10 + digit), 978 | 979)
                && thrice(digits(value).rev()) == 0
    }
);

rule!(
    /// Accepts an International Standard Serial Number (ISO 3297): two groups of four with a hyphen between them. The
    /// last character is a check digit.
    ///
    /// In an attribute: `#[validate(issn)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::issn().check("2434-561X"));
    /// assert!(!rules::issn().check("2434-5610"));
    /// ```
    pub const fn issn() -> Issn;

    const SENTENCE: &str = "The {attribute} must be a valid ISSN.";
    const SCHEMA: Schema = Schema::pattern(r"^[0-9]{4}-[0-9]{3}[0-9X]$");

    fn check(&self, value: &str) -> bool {
        value.len() == 9 && value.as_bytes()[4] == b'-' && weighted(value, 8)
    }
);

rule!(
    /// Accepts an article number (GTIN) as it stands under bar codes: EAN-8, UPC-A, EAN-13 or GTIN-14, with its check
    /// digit.
    ///
    /// In an attribute: `#[validate(ean)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ean().check("4006381333931"));
    /// assert!(rules::ean().check("036000291452") && rules::ean().check("10036000291459"));
    /// assert!(!rules::ean().check("4006381333932"));
    /// ```
    pub const fn ean() -> Ean;

    const SENTENCE: &str = "The {attribute} must be a valid EAN.";
    const SCHEMA: Schema = Schema::pattern(r"^([0-9]{8}|[0-9]{12,14})$");

    fn check(&self, value: &str) -> bool {
        matches!(value.len(), 8 | 12..=14)
            && value.bytes().all(|byte| byte.is_ascii_digit())
            && thrice(digits(value).rev()) == 0
    }
);

fn is_isbn_10(text: &str) -> bool {
    has_single_separators(
        text.strip_suffix('X').map_or(text, |before| before.strip_suffix(['-', ' ']).unwrap_or(before)),
    ) && weighted(text, 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;
    use crate::rules::identifier::check_digit::table;

    #[test]
    fn books_journals_articles() {
        table(
            &isbn(),
            &[
                "9783161484100",
                "978-3-16-148410-0",
                "979 10 90636 07 1",
                "0306406152",
                "0-306-40615-2",
                "080442957X",
                "0-8044-2957-X",
            ],
            &[
                "9783161484101",
                "9773161484103",
                "0306406153",
                "0804429570",
                "X804429570",
                "08044295 X7",
                "0--306-40615-2",
                "-0306406152",
                "080442957x",
                "97831614841000",
            ],
        );
        table(
            &issn(),
            &["0378-5955", "2434-561X", "0000-0000"],
            &["03785955", "0378-5954", "2434-561x", "0378 5955", "0378--955", "é78-5955"],
        );
        table(
            &ean(),
            &[
                "4006381333931",
                "73513537",
                "96385074",
                "036000291452",
                "012345678905",
                "10036000291459",
                "14006381333938",
            ],
            &[
                "4006381333930",
                "73513536",
                "400638133393",
                "40063813339310",
                "036000291453",
                "10036000291458",
                "3600029145",
                "36000291452",
                "000000000000000",
                "0000036000291452",
                "4006381-33931",
            ],
        );
    }

    #[test]
    fn no_text_panics() {
        let mut random = fastrand::Rng::with_seed(0);
        for _ in 0..1000 {
            let characters =
                core::iter::repeat_with(|| if random.bool() { random.char(..) } else { random.alphanumeric() });
            let text: alloc::string::String = characters.take(40).collect();
            for (end, _) in text.char_indices() {
                let text = &text[..end];
                let _ = (isbn().check(text), issn().check(text), ean().check(text));
            }
        }
    }
}
