//! Telephone numbers.

#[cfg(feature = "phonenumber")]
pub(crate) mod digits;
#[cfg(feature = "phonenumber")]
pub(crate) mod number;
#[cfg(feature = "phonenumber")]
pub(crate) mod plan;
#[cfg(feature = "phonenumber")]
pub(crate) mod plans;

use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::identifier::codes::{country_code, is_country};
use crate::rules::{Describe, Rule, Schema};
use crate::subject::Kind;

/// Accepts a telephone number in the international form E.164: `+`, then 2 to 15 digits that begin with the country code.
///
/// The text has no spaces, brackets or dashes. The rule does not know whether anybody has the number.
///
/// With the feature `phonenumber`, `.region("DE")` takes numbers as people of that country write them instead, with
/// spaces, brackets, dashes, dots and slashes, or with `+` and the code of any country. They must be valid: have the
/// digits of a number that the country gives out. What is read and what is valid is as in Google's libphonenumber, by
/// its numbering plans of version 9.0.33, for texts of up to 40 bytes; longer ones are none.
///
/// In an attribute: `#[validate(phone)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::phone().check("+493012345678"));
/// assert!(!rules::phone().check("030 12345678"));
/// ```
///
#[cfg_attr(feature = "phonenumber", doc = "```")]
#[cfg_attr(not(feature = "phonenumber"), doc = "```ignore")]
/// use unprocessable_core::rules::{self, Rule};
///
/// let rule = rules::phone().region("DE");
/// assert!(rule.check("030 / 12 34 56 78") && rule.check("+44 20 7946 0018"));
/// assert!(!rule.check("110") && !rule.check("0123"));
/// ```
#[must_use]
pub const fn phone() -> Phone {
    Phone { form: International }
}

/// The rule [`phone`].
#[derive(Clone, Copy, Debug)]
pub struct Phone<F = International> {
    form: F,
}

/// Numbers in the form E.164.
#[derive(Clone, Copy, Debug)]
pub struct International;

/// Numbers as they are written in a country, or with the code of any.
#[derive(Clone, Copy, Debug)]
pub struct National {
    region: &'static str,
}

impl Phone {
    /// Numbers as they are written in this country, by its code of ISO 3166-1 alpha-2. With the feature `phonenumber`.
    #[must_use]
    pub const fn region(self, region: &'static str) -> Phone<National> {
        Phone { form: National { region } }
    }

    /// As [`region`](Self::region), for a code that is known at run time only. `None` if there is no such country.
    #[doc(hidden)]
    #[must_use]
    pub fn try_region(self, region: &str) -> Option<Phone<National>> {
        let without_code = || WITHOUT_CODE.into_iter().find(|code| *code == region);
        country_code(region).or_else(without_code).map(|region| self.region(region))
    }

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

/// Ascension, Tristan da Cunha and Kosovo have numbering plans, and no codes of the standard.
const WITHOUT_CODE: [&str; 3] = ["AC", "TA", "XK"];

impl Phone<National> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        // Those of `WITHOUT_CODE`, which a constant cannot look through.
        assert!(
            is_country(self.form.region) || matches!(self.form.region.as_bytes(), b"AC" | b"TA" | b"XK"),
            "there is no such country; write its code in two letters, such as `DE`"
        );
    }
}

/// A form of telephone numbers that this build can read.
#[diagnostic::on_unimplemented(
    message = "`phone` knows a `region` with the feature `phonenumber` only",
    label = "the feature `phonenumber` is off",
    note = "add `phonenumber` to the features of `unprocessable` in `Cargo.toml`"
)]
pub trait PhoneForm {
    /// Whether this is a number.
    #[doc(hidden)]
    fn is_number(&self, text: &str) -> bool;
}

/// What a form says of itself.
#[doc(hidden)]
pub trait Region {
    fn region(&self) -> Option<&'static str>;
}

impl Region for International {
    fn region(&self) -> Option<&'static str> {
        None
    }
}

impl Region for National {
    fn region(&self) -> Option<&'static str> {
        Some(self.region)
    }
}

impl<F: Region> Describe for Phone<F> {
    const CODE: &'static str = "phone";
    const ARGUMENTS: &'static [&'static str] = &["region"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        self.form.region().filter(|_| index == 0).map(Argument::Text)
    }

    fn sentence(&self, _: Kind) -> &'static str {
        "The {attribute} must be a valid phone number."
    }

    fn message_id(&self, _: Kind) -> MessageId {
        id::phone
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        match self.form.region() {
            None => Schema::pattern("^[+][1-9][0-9]{1,14}$").exact(),
            Some(_) => Schema::pattern("^[(]*[+]?[0-9 ()./-]*[0-9]$").and("maxLength", Argument::Integer(40)),
        }
    }
}

impl<F: PhoneForm + Region> Rule<str> for Phone<F> {
    fn check(&self, value: &str) -> bool {
        self.form.is_number(value)
    }
}

impl PhoneForm for International {
    fn is_number(&self, text: &str) -> bool {
        text.strip_prefix('+').is_some_and(|digits| {
            (2..=15).contains(&digits.len())
                && !digits.starts_with('0')
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    }
}

#[cfg(feature = "phonenumber")]
impl PhoneForm for National {
    fn is_number(&self, text: &str) -> bool {
        const LONGEST: usize = 40; // Digits, each with something around it.
        let is_separator = |byte: u8| matches!(byte, b' ' | b'-' | b'.' | b'/' | b'(' | b')');
        let number = text.trim_start_matches('(');
        let digits = number.strip_prefix('+').unwrap_or(number);
        text.len() <= LONGEST
            && !text.starts_with([' ', '-', '.', '/', ')'])
            && text.ends_with(|last: char| last.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || is_separator(byte))
            && number::is_given_out(digits, digits.len() < number.len(), self.region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones() {
        for (text, valid) in [
            ("+49", true),
            ("+123456789012345", true),
            ("+1234567890123456", false),
            ("+1", false),
            ("+0123456", false),
            ("493012345678", false),
            ("+49 30 1", false),
            ("+49301\n", false),
            ("+٤٩٣٠", false),
            ("++493", false),
            ("", false),
        ] {
            assert_eq!(phone().check(text), valid, "{text:?}");
        }
    }

    #[cfg(feature = "phonenumber")]
    #[test]
    fn numbers_as_they_are_written() {
        for (region, text, valid) in [
            ("DE", "030 12345678", true),
            ("DE", "(030) 1234-5678", true),
            ("DE", "+49 30 12345678", true),
            ("DE", "0049 30 12345678", true),
            ("DE", "+43 1 5123456", true),
            ("DE", "0151 12345678", true),
            ("DE", "110", false),
            ("DE", "0", false),
            ("DE", "", false),
            ("DE", "+", false),
            ("DE", "030 12345678 ext. 5", false),
            ("DE", "030 12345678;ext=5", false),
            ("DE", " 030 12345678", false),
            ("DE", "030 12345678\n", false),
            ("DE", "٠٣٠ ١٢٣٤٥٦٧٨", false),
            ("DE", "030+12345678", false),
            ("US", "(202) 456-1111", true),
            ("US", "1-202-456-1111", true),
            ("US", "1-800-FLOWERS", false),
            ("US", "202 456 111", false),
            ("US", "030 12345678", false),
            ("GB", "020 7946 0018", true),
            ("GB", "07400 123456", true),
            ("GB", "07700 900123", false),
            ("AT", "01 5123456", true),
        ] {
            assert_eq!(phone().region(region).check(text), valid, "{region} {text:?}");
        }
        assert!(!phone().region("XX").check("030 12345678"), "no such country");
        assert!(!phone().region("DE").check(&"030 ".repeat(100_000)));
    }

    #[cfg(feature = "phonenumber")]
    #[track_caller]
    fn table(cases: &[(&'static str, &str, bool)]) {
        for (region, text, valid) in cases {
            assert_eq!(phone().region(region).check(text), *valid, "{region} {text:?}");
        }
    }

    #[cfg(feature = "phonenumber")]
    #[test]
    fn a_country_code_may_be_glued_to_what_follows() {
        table(&[
            ("US", "+1202-456-1111", true),
            ("US", "+1202.456.1111", true),
            ("US", "+1(202)456-1111", true),
            ("US", "(+1) 202 456 1111", true),
            ("DE", "+4930/12345678", true),
            ("DE", "+1202-456-1111", true),
            ("US", "+1202-456-111", false),
        ]);
    }

    #[cfg(feature = "phonenumber")]
    #[test]
    fn numbers_may_begin_with_the_digits_of_the_national_prefix() {
        table(&[
            ("RU", "8 (800) 555-35-35", true),
            ("RU", "800 555 35 35", true),
            ("RU", "+7 800 555 35 35", true),
            ("KZ", "8 (800) 080-00-00", true),
            ("BY", "8 801 123-45-67", true),
            ("BY", "8011234567", true),
            ("LT", "8 800 12345", true),
            ("LT", "+370 800 12345", true),
            ("RU", "8 555 35 35", false),
        ]);
    }

    #[cfg(feature = "phonenumber")]
    #[test]
    fn numbers_may_begin_with_the_digits_of_the_own_country_code() {
        table(&[
            ("IT", "393 123 4567", true),
            ("IT", "39 393 123 4567", true),
            ("IN", "9123456789", true),
            ("IN", "91 91234 56789", true),
            ("RW", "250 123 456", true),
            ("IN", "91 1234", false),
        ]);
    }

    #[cfg(feature = "phonenumber")]
    #[test]
    fn a_digit_too_many_or_too_few_is_no_number() {
        table(&[
            ("JP", "+81120945851", true),
            ("JP", "+811209458514", false),
            ("JP", "+8112094585", false),
            ("US", "202 456 11111", false),
            ("CN", "+86101234567", false),
        ]);
    }

    #[cfg(feature = "phonenumber")]
    #[test]
    fn what_is_dialled_before_a_number_is_taken_off() {
        table(&[
            ("US", "011 49 30 12345678", true),
            ("RU", "810 49 30 12345678", true),
            ("DE", "+0049 30 12345678", true),
            ("DE", "+030 12345678", false),
            ("BR", "0 15 11 91234 5678", true),
            ("AR", "011 15 2345-6789", true),
            ("AG", "460 1234", true),
            ("SM", "886377", true),
            ("XK", "043 201 234", true),
            ("AQ", "+49 30 12345678", true),
            ("AQ", "030 12345678", false),
            ("DE", "+800 1234 5678", true),
            ("DE", "+999 1234 5678", false),
        ]);
        phone().region("XK").verify();
        phone().region("AC").verify();
    }

    #[cfg(feature = "phonenumber")]
    #[test]
    fn no_text_panics() {
        use alloc::string::String;

        let mut random = fastrand::Rng::with_seed(0);
        for _ in 0..1000 {
            let region: String = (0..2).map(|_| random.uppercase()).collect();
            let characters: &[u8] = if random.bool() { b"0123456789() ./-" } else { b"0123456789+()a\0 \xb2\xd0" };
            let start = ["+", "(", "", "\u{ff11}"][random.usize(..4)];
            let text = (0..random.usize(..46)).map(|_| char::from(characters[random.usize(..characters.len())]));
            let text: String = start.chars().chain(text).collect();
            phone().region(region.leak()).check(&text);
        }
    }
}
