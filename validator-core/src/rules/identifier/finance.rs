//! Numbers of the financial world with check digits: cards, accounts, banks, entities, securities.

use super::check_digit::{digits, has_single_separators, luhn, remainder};
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
    /// Accepts an International Bank Account Number (ISO 13616). Its country, its length and its check digits must be
    /// right.
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

/// For the check digit, a letter counts as two digits, from 10 for `A` to 35 for `Z`.
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
    use crate::rules::identifier::check_digit::table;

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
                let _ = (credit_card().check(text), iban().check(text), bic().check(text));
                let _ = (lei().check(text), isin().check(text));
            }
        }
    }
}
