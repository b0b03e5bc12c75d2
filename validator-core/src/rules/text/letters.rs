//! What text is written in: letters, digits, ASCII, one case.

use super::unicode::category::{is_letter, is_mark};
use crate::lang::id;
use crate::rules::{Schema, rule};
use crate::scan::visible::is_ignorable;
use crate::subject::Kind;

rule!(
    /// Accepts only letters and their marks: Unicode's categories L and M.
    ///
    /// Marks need at least one visible letter. A zero width joiner or non-joiner may stand between letters whose form it
    /// changes, as in Arabic, Persian and Hindi. `.ascii()` allows only `a` to `z` and `A` to `Z`. Empty text passes.
    ///
    /// In an attribute: `#[validate(alpha)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::alpha().check("naïve"));
    /// assert!(rules::alpha().check("می\u{200c}خواهم"));
    /// assert!(!rules::alpha().check("route 66"));
    /// assert!(!rules::alpha().ascii().check("naïve"));
    /// ```
    pub const fn alpha() -> Alpha;

    pub struct Alpha {
        /// Allows only letters and digits of ASCII: `a` to `z`, `A` to `Z`, `0` to `9`.
        ascii: bool,
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.ascii {
            "The {attribute} must only contain unaccented letters."
        } else {
            "The {attribute} must only contain letters."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if self.ascii { id::alpha_ascii } else { id::alpha_any }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        if self.ascii {
            Schema::pattern("^[A-Za-z]*$").exact()
        } else {
            Schema::pattern(r"^[\p{L}\p{M}\u200c\u200d]*$")
        }
    }

    fn check(&self, value: &str) -> bool {
        let is_ascii = |byte: u8| byte.is_ascii_alphabetic();
        if self.ascii { value.bytes().all(is_ascii) } else { is_written(value, is_ascii, is_letter) }
    }
);

rule!(
    /// Accepts only letters, their marks, and numbers: Unicode's categories L, M and N.
    ///
    /// Marks need at least one letter or number. Joiners may stand between letters, as in [`alpha`]. `.ascii()` allows
    /// only `a` to `z`, `A` to `Z` and `0` to `9`. Empty text passes.
    ///
    /// In an attribute: `#[validate(alpha_num)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::alpha_num().check("año2024"));
    /// assert!(!rules::alpha_num().check("año-2024"));
    /// assert!(!rules::alpha_num().ascii().check("año2024"));
    /// ```
    pub const fn alpha_num() -> AlphaNum;

    pub struct AlphaNum {
        /// Allows only letters and digits of ASCII: `a` to `z`, `A` to `Z`, `0` to `9`.
        ascii: bool,
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.ascii {
            "The {attribute} must only contain unaccented letters and numbers."
        } else {
            "The {attribute} must only contain letters and numbers."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if self.ascii { id::alpha_num_ascii } else { id::alpha_num_any }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        if self.ascii {
            Schema::pattern("^[A-Za-z0-9]*$").exact()
        } else {
            Schema::pattern(r"^[\p{L}\p{M}\p{N}\u200c\u200d]*$")
        }
    }

    fn check(&self, value: &str) -> bool {
        let is_ascii = |byte: u8| byte.is_ascii_alphanumeric();
        if self.ascii {
            value.bytes().all(is_ascii)
        } else {
            is_written(value, is_ascii, |c| is_letter(c) || c.is_numeric())
        }
    }
);

rule!(
    /// Accepts only letters, their marks, numbers, `-` and `_`.
    ///
    /// Marks need at least one letter or number. Joiners may stand between letters, as in [`alpha`]. `.ascii()` allows
    /// only `a` to `z`, `A` to `Z`, `0` to `9`, `-` and `_`. Empty text passes.
    ///
    /// In an attribute: `#[validate(alpha_dash)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::alpha_dash().check("año_2024-b"));
    /// assert!(!rules::alpha_dash().check("año 2024"));
    /// assert!(!rules::alpha_dash().ascii().check("año_2024-b"));
    /// ```
    pub const fn alpha_dash() -> AlphaDash;

    pub struct AlphaDash {
        /// Allows only letters and digits of ASCII: `a` to `z`, `A` to `Z`, `0` to `9`.
        ascii: bool,
    }

    fn sentence(&self, _: Kind) -> &'static str {
        if self.ascii {
            "The {attribute} must only contain unaccented letters, numbers, dashes and underscores."
        } else {
            "The {attribute} must only contain letters, numbers, dashes and underscores."
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        if self.ascii { id::alpha_dash_ascii } else { id::alpha_dash_any }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        if self.ascii {
            Schema::pattern("^[A-Za-z0-9_-]*$").exact()
        } else {
            Schema::pattern(r"^[\p{L}\p{M}\p{N}_\u200c\u200d-]*$")
        }
    }

    fn check(&self, value: &str) -> bool {
        let is_ascii = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if self.ascii {
            value.bytes().all(is_ascii)
        } else {
            is_written(value, is_ascii, |c| is_letter(c) || c.is_numeric())
        }
    }
);

rule!(
    /// Accepts only ASCII that people write: printable characters, spaces, tabs and line breaks.
    ///
    /// Other control characters, such as NUL, fail.
    ///
    /// In an attribute: `#[validate(ascii)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ascii().check("plain old text\r\n"));
    /// assert!(!rules::ascii().check("naïve"));
    /// assert!(!rules::ascii().check("a\0b"));
    /// ```
    pub const fn ascii() -> Ascii;

    const SENTENCE: &str = "The {attribute} must only contain plain ASCII characters.";
    const SCHEMA: Schema = Schema::pattern(r"^[\t\n\r -~]*$").exact();

    fn check(&self, value: &str) -> bool {
        value.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r'))
    }
);

rule!(
    /// Accepts text in which Unicode's lower-case mapping changes no character.
    ///
    /// Text without cases, such as digits or kanji, passes.
    ///
    /// In an attribute: `#[validate(lowercase)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::lowercase().check("größe 7"));
    /// assert!(!rules::lowercase().check("Größe 7"));
    /// ```
    pub const fn lowercase() -> Lowercase;

    const SENTENCE: &str = "The {attribute} must be lowercase.";
    const SCHEMA: Schema = Schema::pattern("^[^A-Z]*$");

    fn check(&self, value: &str) -> bool {
        value.chars().all(|c| c.to_lowercase().eq([c]))
    }
);

rule!(
    /// Accepts text in which Unicode's upper-case mapping changes no character.
    ///
    /// `ß` is written `SS` in upper case, and fails. Text without cases passes.
    ///
    /// In an attribute: `#[validate(uppercase)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::uppercase().check("AB-12"));
    /// assert!(!rules::uppercase().check("Ab-12"));
    /// ```
    pub const fn uppercase() -> Uppercase;

    const SENTENCE: &str = "The {attribute} must be uppercase.";
    const SCHEMA: Schema = Schema::pattern("^[^a-z]*$");

    fn check(&self, value: &str) -> bool {
        value.chars().all(|c| c.to_uppercase().eq([c]))
    }
);

/// Whether all characters are allowed, joiners stand between letters, and marks have a character that carries them.
#[inline]
fn is_written(text: &str, in_ascii: impl Fn(u8) -> bool, carries: fn(char) -> bool) -> bool {
    match text.bytes().position(|byte| !in_ascii(byte)) {
        None => true,
        Some(at) if text.as_bytes()[at].is_ascii() => false,
        Some(_) => is_written_beyond_ascii(text, in_ascii, carries),
    }
}

fn is_written_beyond_ascii(text: &str, in_ascii: impl Fn(u8) -> bool, carries: fn(char) -> bool) -> bool {
    let (mut carried, mut marked, mut before) = (false, false, ' ');
    for c in text.chars() {
        let joins = if is_joiner(c) { can_join(before) } else { !is_joiner(before) || can_join(c) };
        let is_allowed = match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => {
                carried |= byte.is_ascii_alphanumeric();
                in_ascii(byte)
            }
            _ if carries(c) => {
                // An invisible letter, such as the Hangul filler, carries no mark.
                let carrier = !is_ignorable(c);
                carried |= carrier;
                marked |= !carrier;
                true
            }
            _ => {
                marked = true;
                is_mark(c) || is_joiner(c)
            }
        };
        if !joins || !is_allowed {
            return false;
        }
        before = c;
    }
    (carried || !marked) && !is_joiner(before)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner can change the form of this letter. The scripts with such letters come after Hebrew in Unicode.
fn can_join(c: char) -> bool {
    c >= '\u{600}' && (is_letter(c) || is_mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

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
            ("\u{301}", false, false, false),
            ("\u{fe0f}\u{34f}", false, false, false),
            ("ा", false, false, false),
            ("\u{3164}", false, false, false),
            ("1\u{301}", false, true, true),
            ("-\u{301}", false, false, false),
            ("-\u{301}a", false, false, true),
            ("می\u{200c}خواهم", true, true, true),
            ("ශ්\u{200d}රී", true, true, true),
            ("র\u{200d}্য", true, true, true),
            ("می\u{200c}۱", false, false, false),
            ("می\u{200c}", false, false, false),
            ("\u{200c}می", false, false, false),
            ("م\u{200c}\u{200c}ی", false, false, false),
            ("a\u{200d}b", false, false, false),
            ("\u{200d}", false, false, false),
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
