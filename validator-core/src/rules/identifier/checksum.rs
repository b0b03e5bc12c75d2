//! Numbers that carry check digits: cards, accounts, books, journals, articles.

use super::codes::is_country;
use crate::rules::{Schema, rule};

rule!(
    /// Accepts a card number: 12 to 19 digits with a check digit by Luhn (ISO/IEC 7812). Single spaces and dashes may
    /// stand between digits.
    ///
    /// In an attribute: `#[validate(credit_card)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::credit_card().check("4111 1111 1111 1111"));
    /// assert!(!rules::credit_card().check("4111 1111 1111 1112"));
    /// ```
    pub const fn credit_card() -> CreditCard;

    const SENTENCE: &str = "The {attribute} must be a valid card number.";
    const SCHEMA: Schema = Schema::pattern(r"^[0-9]([ -]?[0-9]){11,18}$");

    fn check(&self, value: &str) -> bool {
        has_single_separators(value) && (12..=19).contains(&digits(value).count()) && luhn(digits(value).rev()) == 0
    }
);

rule!(
    /// Accepts an International Bank Account Number (ISO 13616). Its country, its length and its check digits are
    /// looked at.
    ///
    /// In upper case, in one piece or in groups with a space between them.
    ///
    /// In an attribute: `#[validate(iban)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::iban().check("DE89 3704 0044 0532 0130 00"));
    /// assert!(!rules::iban().check("DE88 3704 0044 0532 0130 00"));
    /// ```
    pub const fn iban() -> Iban;

    const SENTENCE: &str = "The {attribute} must be a valid IBAN.";
    const SCHEMA: Schema = Schema::pattern(r"^[A-Z]{2}[0-9]{2}[A-Z0-9 ]+$");

    fn check(&self, value: &str) -> bool {
        is_iban(value)
    }
);

rule!(
    /// Accepts a Business Identifier Code (ISO 9362), also called SWIFT code: 8 or 11 characters in upper case. The
    /// fifth and the sixth are a country.
    ///
    /// In an attribute: `#[validate(bic)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::bic().check("DEUTDEFF500"));
    /// assert!(!rules::bic().check("DEUTXXFF"));
    /// ```
    pub const fn bic() -> Bic;

    const SENTENCE: &str = "The {attribute} must be a valid BIC.";
    const SCHEMA: Schema = Schema::pattern(r"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$");

    fn check(&self, value: &str) -> bool {
        matches!(value.len(), 8 | 11)
            && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && value.get(4..6).is_some_and(|country| is_country(country) || country == "XK")
    }
);

rule!(
    /// Accepts a Legal Entity Identifier (ISO 17442): 18 capital letters and digits, then two check digits.
    ///
    /// In an attribute: `#[validate(lei)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::lei().check("5493001KJTIIGC8Y1R12"));
    /// assert!(!rules::lei().check("5493001KJTIIGC8Y1R13"));
    /// ```
    pub const fn lei() -> Lei;

    const SENTENCE: &str = "The {attribute} must be a valid LEI.";
    const SCHEMA: Schema = Schema::pattern(r"^[0-9A-Z]{18}[0-9]{2}$");

    fn check(&self, value: &str) -> bool {
        value.len() == 20
            && value.bytes().skip(18).all(|byte| byte.is_ascii_digit())
            && remainder(value.bytes()) == Some(1)
    }
);

rule!(
    /// Accepts an International Securities Identification Number (ISO 6166): two capital letters for the country or the
    /// numbering agency, nine capital letters and digits, and a check digit.
    ///
    /// In an attribute: `#[validate(isin)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::isin().check("US0378331005"));
    /// assert!(!rules::isin().check("US0378331006"));
    /// ```
    pub const fn isin() -> Isin;

    const SENTENCE: &str = "The {attribute} must be a valid ISIN.";
    const SCHEMA: Schema = Schema::pattern(r"^[A-Z]{2}[0-9A-Z]{9}[0-9]$");

    fn check(&self, value: &str) -> bool {
        is_isin(value.as_bytes())
    }
);

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
                && article(digits(value).rev()) == 0
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
            && article(digits(value).rev()) == 0
    }
);

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> {
    text.bytes().filter(u8::is_ascii_digit).map(|byte| u32::from(byte - b'0'))
}

/// Digits, with at most one space or dash between two of them.
fn has_single_separators(text: &str) -> bool {
    let mut before = b'-';
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {}
            b' ' | b'-' if before.is_ascii_digit() => {}
            _ => return false,
        }
        before = byte;
    }
    before.is_ascii_digit()
}

/// From the last digit on, every second one is doubled, and its digits are added up.
fn luhn(backwards: impl Iterator<Item = u32>) -> u32 {
    let worth = |(index, digit): (usize, u32)| match index % 2 {
        0 => digit,
        _ if digit > 4 => digit * 2 - 9,
        _ => digit * 2,
    };
    backwards.enumerate().map(worth).sum::<u32>() % 10
}

/// From the last digit on, every second one counts three times.
fn article(backwards: impl Iterator<Item = u32>) -> u32 {
    backwards.enumerate().map(|(index, digit)| if index % 2 == 0 { digit } else { digit * 3 }).sum::<u32>() % 10
}

fn is_isbn_10(text: &str) -> bool {
    has_single_separators(
        text.strip_suffix('X').map_or(text, |before| before.strip_suffix(['-', ' ']).unwrap_or(before)),
    ) && weighted(text, 10)
}

/// So many digits, of which the first counts as often as there are digits, and the last once; an `X` at the end is 10.
fn weighted(text: &str, count: u32) -> bool {
    let (body, last) = match text.strip_suffix('X') {
        Some(body) => (body, Some(10)),
        None => (text, None),
    };
    let is_plain = body.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b' '));
    let values = || digits(body).chain(last);
    is_plain
        && values().count() == count as usize
        && (1..=count).rev().zip(values()).map(|(weight, value)| weight * value).sum::<u32>() % 11 == 0
}

/// A letter stands for two digits, from 10 for `A` to 35 for `Z`.
fn is_isin(text: &[u8]) -> bool {
    let [country @ .., last] = text else { return false };
    let has_the_form = text.len() == 12
        && text.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && country.iter().take(2).all(u8::is_ascii_uppercase)
        && last.is_ascii_digit();
    let backwards = text.iter().rev().flat_map(|byte| match byte {
        b'A'..=b'Z' => {
            let value = u32::from(byte - b'A') + 10;
            [Some(value % 10), Some(value / 10)]
        }
        _ => [Some(u32::from(byte & 0xf)), None],
    });
    has_the_form && luhn(backwards.flatten()) == 0
}

fn is_iban(text: &str) -> bool {
    let characters = || text.bytes().filter(|byte| *byte != b' ');
    let (Some(country), Some(check)) = (text.get(..2), text.get(2..4)) else {
        return false;
    };
    let length = IBAN_LENGTHS.binary_search_by(|(known, _)| (*known).cmp(country)).map(|index| IBAN_LENGTHS[index].1);
    let is_grouped = !text.ends_with(' ') && !text.contains("  ");
    if length != Ok(characters().count()) || !is_grouped || !("02"..="98").contains(&check) {
        return false;
    }
    // The number with its first four characters at the end.
    let turned = characters().skip(4).chain(characters().take(4));
    remainder(turned) == Some(1) && check.bytes().all(|byte| byte.is_ascii_digit())
}

/// What digits and capital letters, these as 10 to 35, leave when divided by 97 (ISO/IEC 7064, MOD 97-10).
fn remainder(mut characters: impl Iterator<Item = u8>) -> Option<u32> {
    characters.try_fold(0, |rest, byte| {
        let value = char::from(byte).to_digit(36).filter(|_| !byte.is_ascii_lowercase())?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}

/// The IBAN registry, release 101.
#[rustfmt::skip]
const IBAN_LENGTHS: [(&str, usize); 89] = [
    ("AD", 24), ("AE", 23), ("AL", 28), ("AT", 20), ("AZ", 28), ("BA", 20), ("BE", 16), ("BG", 22), ("BH", 22), ("BI", 27),
    ("BR", 29), ("BY", 28), ("CH", 21), ("CR", 22), ("CY", 28), ("CZ", 24), ("DE", 22), ("DJ", 27), ("DK", 18), ("DO", 28),
    ("EE", 20), ("EG", 29), ("ES", 24), ("FI", 18), ("FK", 18), ("FO", 18), ("FR", 27), ("GB", 22), ("GE", 22), ("GI", 23),
    ("GL", 18), ("GR", 27), ("GT", 28), ("HN", 28), ("HR", 21), ("HU", 28), ("IE", 22), ("IL", 23), ("IQ", 23), ("IS", 26),
    ("IT", 27), ("JO", 30), ("KW", 30), ("KZ", 20), ("LB", 28), ("LC", 32), ("LI", 21), ("LT", 20), ("LU", 20), ("LV", 21),
    ("LY", 25), ("MC", 27), ("MD", 24), ("ME", 22), ("MK", 19), ("MN", 20), ("MR", 27), ("MT", 31), ("MU", 30), ("NI", 28),
    ("NL", 18), ("NO", 15), ("OM", 23), ("PK", 24), ("PL", 28), ("PS", 29), ("PT", 25), ("QA", 29), ("RO", 24), ("RS", 22),
    ("RU", 33), ("SA", 24), ("SC", 31), ("SD", 18), ("SE", 24), ("SI", 19), ("SK", 24), ("SM", 27), ("SO", 23), ("ST", 25),
    ("SV", 28), ("TL", 23), ("TN", 24), ("TR", 26), ("UA", 29), ("VA", 22), ("VG", 24), ("XK", 20), ("YE", 30),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    fn table(rule: &impl Rule<str>, valid: &[&str], invalid: &[&str]) {
        for text in valid {
            assert!(rule.check(text), "{text:?}");
        }
        for text in invalid.iter().chain(&["", "0", "-", " ", "日本", "é", "\0"]) {
            assert!(!rule.check(text), "{text:?}");
        }
    }

    #[test]
    fn cards() {
        table(
            &credit_card(),
            &["4111111111111111", "4111-1111-1111-1111", "378282246310005", "501800000009", "6304000000000000000"],
            &[
                "4111111111111112",
                "41111111111",
                "42222222222",
                "63040000000000000000",
                " 4111111111111111",
                "4111111111111111 ",
                "4111  1111 1111 1111",
                "4111.1111.1111.1111",
                "٤١١١١١١١١١١١١١١١",
            ],
        );
    }

    #[test]
    fn accounts() {
        table(
            &iban(),
            &[
                "DE89370400440532013000",
                "GB29 NWBK 6016 1331 9268 19",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S",
                "FR1420041010050500013M02606",
                "XK051212012345678906",
            ],
            &[
                "DE88370400440532013000",
                "DE8937040044053201300",
                "DE893704004405320130000",
                "de89370400440532013000",
                "XX89370400440532013000",
                "DE89 3704 0044 0532 0130 00 ",
                "DE89  370400440532013000",
                "D E89370400440532013000",
                "DE89-3704-0044-0532-0130-00",
                "DE8937040044053201300é",
            ],
        );
        table(
            &lei(),
            &["5493001KJTIIGC8Y1R12", "HWUPKR0MPOU8FGXBT394", "7LTWFZYICNSX8D621K86"],
            &[
                "5493001KJTIIGC8Y1R13",
                "5493001KJTIIGC8Y1R1",
                "5493001KJTIIGC8Y1R120",
                "5493001kjtiigc8y1r12",
                "5493001KJTIIGC8Y1R1A",
                "5493001KJTIIGC8Y1R1é",
                "5493 001KJTIIGC8Y1R1",
            ],
        );
        table(
            &isin(),
            &["US0378331005", "AU0000XVGZA3", "GB0002634946", "US38259P5089", "XS0203470157"],
            &[
                "US0378331006",
                "US037833100",
                "US03783310050",
                "us0378331005",
                "1S0378331005",
                "US037833100A",
                "US 0378331005",
                "US0378331é5",
                "",
            ],
        );
        table(
            &bic(),
            &["DEUTDEFF", "DEUTDEFF500", "NEDSZAJJXXX", "BPKOXKPR"],
            &["DEUTDEF", "DEUTDEFF5", "DEUTDEFF50", "deutdeff", "DEUTXXFF", "DEUT1EFF", "DEUTÉFF", "DEUTDEFF500A"],
        );
    }

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

    /// Check digits exist to find one wrong digit.
    #[test]
    fn one_wrong_digit_is_found() {
        for (index, digit) in (0..16).flat_map(|index| (b'0'..=b'9').map(move |digit| (index, digit))) {
            let mut number = *b"4111111111111111";
            let changed = number[index] != digit;
            number[index] = digit;
            assert_eq!(credit_card().check(core::str::from_utf8(&number).unwrap()), !changed, "{digit} at {index}");
        }
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
                let _ = (credit_card().check(text), iban().check(text), bic().check(text), isbn().check(text));
                let _ = (issn().check(text), ean().check(text));
            }
        }
    }
}
