//! Telephone numbers.

use super::codes::is_country;
use super::{Describe, Rule, Schema};
use crate::argument::Argument;
use crate::subject::Kind;

/// A telephone number in the international form E.164: `+`, then 2 to 15 digits that begin with the country's.
///
/// Without spaces, brackets or dashes, as it is stored; whether anybody has the number is not asked.
///
/// With the feature `phonenumber`, `.region("DE")` takes numbers as people of that country write them instead, with
/// spaces, brackets, dashes, dots and slashes, or with `+` and the code of any country. They must be valid: have the
/// digits of a number that the country gives out, by Google's metadata. Reading them takes a little memory, for texts
/// of up to 40 bytes; longer ones are none.
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

    #[doc(hidden)]
    pub const fn verify(&self) {}
}

impl Phone<National> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        assert!(is_country(self.form.region), "there is no such country; write its code in two letters, such as `DE`");
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

    fn schema(&self, _: Kind) -> Schema<'_> {
        match self.form.region() {
            None => Schema::pattern("^[+][1-9][0-9]{1,14}$"),
            Some(_) => Schema::NONE,
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
        const LONGEST: usize = 40; // 15 digits, each with something around it
        let is_written = |(at, byte): (usize, u8)| match byte {
            b'0'..=b'9' | b'(' => true,
            b'+' => at == 0,
            b' ' | b'-' | b'.' | b'/' | b')' => at > 0,
            _ => false,
        };
        text.len() <= LONGEST
            && text.ends_with(|last: char| last.is_ascii_digit())
            && text.bytes().enumerate().all(is_written)
            && self.region.parse().is_ok_and(|region| {
                phonenumber::parse(Some(region), text).is_ok_and(|number| phonenumber::is_valid(&number))
            })
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
    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[+(]?[0-9() ./-]{0,40}") {
            phone().region("DE").check(&text);
        }
    }
}
