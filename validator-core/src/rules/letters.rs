//! What text is written in: letters, digits, ASCII, one case.

use super::{Describe, Rule, Schema, text_rule};
use crate::subject::Kind;

macro_rules! letters_rule {
    ($(#[$doc:meta])* $name:ident, $rule:ident, $sentence:literal, patterns: $in_ascii:literal, $in_unicode:literal, $ascii:expr, $unicode:expr) => {
        $(#[$doc])*
        #[must_use]
        pub const fn $name() -> $rule {
            $rule { ascii: false }
        }

        #[doc = concat!("The rule [`", stringify!($name), "`](", stringify!($name), "()).")]
        #[derive(Clone, Copy, Debug)]
        pub struct $rule {
            ascii: bool,
        }

        impl $rule {
            /// Only the characters of ASCII among them: `a` to `z`, `A` to `Z`, `0` to `9`.
            #[must_use]
            pub const fn ascii(mut self) -> Self {
                self.ascii = true;
                self
            }

            #[doc(hidden)]
            pub const fn verify(&self) {}
        }

        impl Describe for $rule {
            const CODE: &'static str = stringify!($name);

            fn sentence(&self, _: Kind) -> &'static str {
                if self.ascii {
                    concat!("The {attribute} must only contain unaccented ", $sentence, ".")
                } else {
                    concat!("The {attribute} must only contain ", $sentence, ".")
                }
            }

            fn schema(&self, _: Kind) -> Schema<'_> {
                Schema::pattern(if self.ascii { $in_ascii } else { $in_unicode })
            }
        }

        impl Rule<str> for $rule {
            fn check(&self, value: &str) -> bool {
                if self.ascii { value.bytes().all($ascii) } else { value.chars().all($unicode) }
            }
        }
    };
}

letters_rule!(
    /// Only letters and the marks that belong to them: Unicode's categories L and M.
    ///
    /// `.ascii()` allows `a` to `z` and `A` to `Z` alone. Empty text has no other character, and passes.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::alpha().check("naïve"));
    /// assert!(!rules::alpha().check("route 66"));
    /// assert!(!rules::alpha().ascii().check("naïve"));
    /// ```
    alpha, Alpha, "letters", patterns: "^[A-Za-z]*$", r"^[\p{L}\p{M}]*$", |byte| byte.is_ascii_alphabetic(), is_letter
);
letters_rule!(
    /// Only letters, their marks, and numbers: Unicode's categories L, M and N.
    ///
    /// `.ascii()` allows `a` to `z`, `A` to `Z` and `0` to `9` alone. Empty text passes.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::alpha_num().check("año2024"));
    /// assert!(!rules::alpha_num().check("año-2024"));
    /// assert!(!rules::alpha_num().ascii().check("año2024"));
    /// ```
    alpha_num, AlphaNum, "letters and numbers", patterns: "^[A-Za-z0-9]*$", r"^[\p{L}\p{M}\p{N}]*$", |byte| byte.is_ascii_alphanumeric(), is_letter_or_number
);
letters_rule!(
    /// Only letters, their marks, numbers, `-` and `_`.
    ///
    /// `.ascii()` allows `a` to `z`, `A` to `Z`, `0` to `9`, `-` and `_` alone. Empty text passes.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::alpha_dash().check("año_2024-b"));
    /// assert!(!rules::alpha_dash().check("año 2024"));
    /// assert!(!rules::alpha_dash().ascii().check("año_2024-b"));
    /// ```
    alpha_dash, AlphaDash, "letters, numbers, dashes and underscores",
    patterns: "^[A-Za-z0-9_-]*$", r"^[\p{L}\p{M}\p{N}_-]*$",
    |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
    |c| matches!(c, '-' | '_') || is_letter_or_number(c)
);
text_rule!(
    /// Only ASCII that people write: printable characters, spaces, tabs and line breaks.
    ///
    /// Other control characters, NUL among them, fail too: nobody types them.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ascii().check("plain old text\r\n"));
    /// assert!(!rules::ascii().check("naïve"));
    /// assert!(!rules::ascii().check("a\0b"));
    /// ```
    ascii, Ascii, "The {attribute} must only contain plain ASCII characters.", Schema::pattern(r"^[\t\n\r -~]*$"),
    |value: &str| value.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r'))
);
text_rule!(
    /// Nothing that has a lower-case form of its own: what Unicode's lower-case mapping leaves as it is.
    ///
    /// Text without cases, such as digits or kanji, passes.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::lowercase().check("größe 7"));
    /// assert!(!rules::lowercase().check("Größe 7"));
    /// ```
    lowercase, Lowercase, "The {attribute} must be lowercase.", Schema::NONE,
    |value: &str| value.chars().all(|c| c.to_lowercase().eq([c]))
);
text_rule!(
    /// Nothing that has an upper-case form of its own: what Unicode's upper-case mapping leaves as it is.
    ///
    /// `ß` is written `SS` in upper case, and fails. Text without cases passes.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::uppercase().check("AB-12"));
    /// assert!(!rules::uppercase().check("Ab-12"));
    /// ```
    uppercase, Uppercase, "The {attribute} must be uppercase.", Schema::NONE,
    |value: &str| value.chars().all(|c| c.to_uppercase().eq([c]))
);

/// Unicode's categories L and M.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    // `Alphabetic` is L, some of M, letter-like numbers (Ⅷ), and letters in circles and squares (Ⓐ), which are symbols.
    let circled = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    (c.is_alphabetic() && !c.is_numeric() && !circled) || is_other_mark(c)
}

pub(super) fn is_letter_or_number(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

/// The marks that are not `Alphabetic`; the letters that stand between two of them are in a range with both.
fn is_other_mark(c: char) -> bool {
    use core::cmp::Ordering;

    OTHER_MARKS
        .binary_search_by(|&(first, last)| {
            if last < c {
                Ordering::Less
            } else if first > c {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        })
        .is_ok()
}

/// From Unicode 16.
#[rustfmt::skip]
const OTHER_MARKS: [(char, char); 153] = [
    ('\u{300}', '\u{362}'), ('\u{483}', '\u{489}'), ('\u{591}', '\u{5af}'), ('\u{658}', '\u{658}'),
    ('\u{6df}', '\u{6e0}'), ('\u{6ea}', '\u{6ec}'), ('\u{740}', '\u{74a}'), ('\u{7eb}', '\u{7f3}'),
    ('\u{7fd}', '\u{7fd}'), ('\u{818}', '\u{82d}'), ('\u{859}', '\u{85b}'), ('\u{898}', '\u{8e1}'),
    ('\u{8ea}', '\u{954}'), ('\u{9bc}', '\u{9bc}'), ('\u{9cd}', '\u{9cd}'), ('\u{9fe}', '\u{9fe}'),
    ('\u{a3c}', '\u{a3c}'), ('\u{a4d}', '\u{a4d}'), ('\u{abc}', '\u{abc}'), ('\u{acd}', '\u{acd}'),
    ('\u{afd}', '\u{aff}'), ('\u{b3c}', '\u{b3c}'), ('\u{b4d}', '\u{b4d}'), ('\u{b55}', '\u{b55}'),
    ('\u{bcd}', '\u{bcd}'), ('\u{c3c}', '\u{c3c}'), ('\u{c4d}', '\u{c4d}'), ('\u{cbc}', '\u{cbc}'),
    ('\u{ccd}', '\u{ccd}'), ('\u{d3b}', '\u{d3c}'), ('\u{d4d}', '\u{d4d}'), ('\u{dca}', '\u{dca}'),
    ('\u{e47}', '\u{e4e}'), ('\u{eba}', '\u{eba}'), ('\u{ec8}', '\u{ece}'), ('\u{f18}', '\u{f19}'),
    ('\u{f35}', '\u{f35}'), ('\u{f37}', '\u{f37}'), ('\u{f39}', '\u{f39}'), ('\u{f3e}', '\u{f3f}'),
    ('\u{f84}', '\u{f84}'), ('\u{f86}', '\u{f87}'), ('\u{fc6}', '\u{fc6}'), ('\u{1037}', '\u{103a}'),
    ('\u{135d}', '\u{135f}'), ('\u{1714}', '\u{1715}'), ('\u{1734}', '\u{1734}'), ('\u{17b4}', '\u{17d3}'),
    ('\u{17dd}', '\u{17dd}'), ('\u{180b}', '\u{180d}'), ('\u{180f}', '\u{180f}'), ('\u{1939}', '\u{193b}'),
    ('\u{1a60}', '\u{1a7c}'), ('\u{1a7f}', '\u{1a7f}'), ('\u{1ab0}', '\u{1acb}'), ('\u{1b34}', '\u{1b44}'),
    ('\u{1b6b}', '\u{1b73}'), ('\u{1baa}', '\u{1bab}'), ('\u{1be6}', '\u{1bf3}'), ('\u{1c37}', '\u{1c37}'),
    ('\u{1cd0}', '\u{1cd2}'), ('\u{1cd4}', '\u{1cf9}'), ('\u{1dc0}', '\u{1dff}'), ('\u{20d0}', '\u{20f0}'),
    ('\u{2cef}', '\u{2cf1}'), ('\u{2d7f}', '\u{2d7f}'), ('\u{302a}', '\u{302f}'), ('\u{3099}', '\u{309a}'),
    ('\u{a66f}', '\u{a672}'), ('\u{a67c}', '\u{a67d}'), ('\u{a6f0}', '\u{a6f1}'), ('\u{a806}', '\u{a806}'),
    ('\u{a82c}', '\u{a82c}'), ('\u{a8c4}', '\u{a8c4}'), ('\u{a8e0}', '\u{a8f1}'), ('\u{a92b}', '\u{a92d}'),
    ('\u{a953}', '\u{a953}'), ('\u{a9b3}', '\u{a9c0}'), ('\u{aabf}', '\u{aac1}'), ('\u{aaf6}', '\u{aaf6}'),
    ('\u{abec}', '\u{abed}'), ('\u{fe00}', '\u{fe0f}'), ('\u{fe20}', '\u{fe2f}'), ('\u{101fd}', '\u{101fd}'),
    ('\u{102e0}', '\u{102e0}'), ('\u{10a38}', '\u{10a3a}'), ('\u{10a3f}', '\u{10a3f}'), ('\u{10ae5}', '\u{10ae6}'),
    ('\u{10d6a}', '\u{10d6d}'), ('\u{10efd}', '\u{10eff}'), ('\u{10f46}', '\u{10f50}'), ('\u{10f82}', '\u{10f85}'),
    ('\u{11046}', '\u{11046}'), ('\u{11070}', '\u{11070}'), ('\u{1107f}', '\u{110ba}'), ('\u{11133}', '\u{11134}'),
    ('\u{11173}', '\u{11173}'), ('\u{111c0}', '\u{111c0}'), ('\u{111c9}', '\u{111cc}'), ('\u{11235}', '\u{11236}'),
    ('\u{112e9}', '\u{112ea}'), ('\u{1133b}', '\u{1133c}'), ('\u{1134d}', '\u{1134d}'), ('\u{11366}', '\u{1136c}'),
    ('\u{11370}', '\u{11374}'), ('\u{113ce}', '\u{113d2}'), ('\u{113e1}', '\u{113e2}'), ('\u{11442}', '\u{11446}'),
    ('\u{1145e}', '\u{1145e}'), ('\u{114c2}', '\u{114c3}'), ('\u{115bf}', '\u{115c0}'), ('\u{1163f}', '\u{1163f}'),
    ('\u{116b6}', '\u{116b7}'), ('\u{1172b}', '\u{1172b}'), ('\u{11839}', '\u{1183a}'), ('\u{1193d}', '\u{11943}'),
    ('\u{119e0}', '\u{119e0}'), ('\u{11a33}', '\u{11a34}'), ('\u{11a47}', '\u{11a47}'), ('\u{11a98}', '\u{11a99}'),
    ('\u{11c3f}', '\u{11c3f}'), ('\u{11d42}', '\u{11d45}'), ('\u{11d97}', '\u{11d97}'), ('\u{11f41}', '\u{11f42}'),
    ('\u{11f5a}', '\u{11f5a}'), ('\u{13440}', '\u{13455}'), ('\u{1612f}', '\u{1612f}'), ('\u{16af0}', '\u{16af4}'),
    ('\u{16b30}', '\u{16b36}'), ('\u{16fe4}', '\u{16fe4}'), ('\u{1bc9d}', '\u{1bc9d}'), ('\u{1cf00}', '\u{1cf2d}'),
    ('\u{1cf30}', '\u{1cf46}'), ('\u{1d165}', '\u{1d169}'), ('\u{1d16d}', '\u{1d172}'), ('\u{1d17b}', '\u{1d182}'),
    ('\u{1d185}', '\u{1d18b}'), ('\u{1d1aa}', '\u{1d1ad}'), ('\u{1d242}', '\u{1d244}'), ('\u{1da00}', '\u{1da36}'),
    ('\u{1da3b}', '\u{1da6c}'), ('\u{1da75}', '\u{1da75}'), ('\u{1da84}', '\u{1da84}'), ('\u{1da9b}', '\u{1da9f}'),
    ('\u{1daa1}', '\u{1daaf}'), ('\u{1e130}', '\u{1e136}'), ('\u{1e2ae}', '\u{1e2ae}'), ('\u{1e2ec}', '\u{1e2ef}'),
    ('\u{1e4ec}', '\u{1e4ef}'), ('\u{1e5ee}', '\u{1e5ef}'), ('\u{1e8d0}', '\u{1e8d6}'), ('\u{1e944}', '\u{1e94a}'),
    ('\u{e0100}', '\u{e01ef}'),
];

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn letters() {
        for (text, letters, with_numbers, with_dashes) in [
            ("", true, true, true),
            ("abcXYZ", true, true, true),
            ("日本語", true, true, true),
            ("e\u{301}", true, true, true),
            ("क़\u{94d}ष", true, true, true),
            ("a1", false, true, true),
            ("١٢٣", false, true, true),
            ("Ⅷ", false, true, true),
            ("½²", false, true, true),
            ("a-b_c", false, false, true),
            ("Ⓐ", false, false, false),
            ("🅰", false, false, false),
            ("a b", false, false, false),
            ("a.b", false, false, false),
            ("abc\n", false, false, false),
            ("\u{200b}", false, false, false),
            ("👨\u{200d}👩", false, false, false),
            ("a\0", false, false, false),
        ] {
            assert_eq!(alpha().check(text), letters, "{text:?}");
            assert_eq!(alpha_num().check(text), with_numbers, "{text:?}");
            assert_eq!(alpha_dash().check(text), with_dashes, "{text:?}");
            let ascii = text.is_ascii();
            assert_eq!(alpha().ascii().check(text), letters && ascii, "{text:?}");
            assert_eq!(alpha_num().ascii().check(text), with_numbers && ascii, "{text:?}");
            assert_eq!(alpha_dash().ascii().check(text), with_dashes && ascii, "{text:?}");
        }
    }

    /// Where this compiler's Unicode is newer, what it added since is not compared.
    #[cfg(feature = "regex")]
    #[test]
    fn letters_are_the_categories_that_regex_knows() {
        let letters = ::regex::Regex::new(r"^[\p{L}\p{M}]$").unwrap();
        let numbers = ::regex::Regex::new(r"^[\p{L}\p{M}\p{N}]$").unwrap();
        let assigned = ::regex::Regex::new(r"^\P{Cn}$").unwrap();
        for c in '\0'..=char::MAX {
            let text = format!("{c}");
            if assigned.is_match(&text) {
                assert_eq!(alpha().check(&text), letters.is_match(&text), "{c:?}");
                assert_eq!(alpha_num().check(&text), numbers.is_match(&text), "{c:?}");
            }
        }
    }

    #[test]
    fn ascii_is_what_people_type() {
        for (text, holds) in [("", true), (" ~\t\r\n", true), ("\u{7f}", false), ("\u{1f}", false), ("é", false)] {
            assert_eq!(ascii().check(text), holds, "{text:?}");
        }
    }

    #[test]
    fn cases() {
        for (text, lower, upper) in [
            ("", true, true),
            ("日本 12 ½", true, true),
            ("abc", true, false),
            ("ABC", false, true),
            ("aBc", false, false),
            ("straße", true, false),
            ("ß", true, false),
            ("İ", false, true),
            ("ı", true, false),
            ("Ⅷ", false, true),
            ("ﬁ", true, false),
            ("ǅ", false, false),
        ] {
            assert_eq!(lowercase().check(text), lower, "{text:?}");
            assert_eq!(uppercase().check(text), upper, "{text:?}");
        }
    }
}
