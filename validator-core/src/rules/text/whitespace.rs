//! White space and control characters, slugs and identifiers.

use super::ecma_regex::white_space;
use super::unicode::category::{is_letter_or_number, is_mark};
use crate::argument::Argument;
use crate::rules::{Schema, rule};
use crate::subject::Kind;

rule!(
    /// Refuses control characters (Unicode's category Cc), such as NUL and line breaks.
    ///
    /// `.multiline()` allows tabs and the line breaks `\n` and `\r`.
    ///
    /// In an attribute: `#[validate(no_control)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::no_control().check("Jane Doe"));
    /// assert!(!rules::no_control().check("Jane\0Doe"));
    /// assert!(rules::no_control().multiline().check("Jane\r\nDoe"));
    /// ```
    pub const fn no_control() -> NoControl;

    pub struct NoControl {
        /// Allows tabs and line breaks.
        multiline: bool,
    }

    const SENTENCE: &str = "The {attribute} must not contain control characters.";

    fn schema(&self, _: Kind) -> Schema<'_> {
        if self.multiline {
            Schema::pattern(r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$").exact()
        } else {
            Schema::pattern(r"^[^\u0000-\u001f\u007f-\u009f]*$").exact()
        }
    }

    fn check(&self, value: &str) -> bool {
        !value.chars().any(|c| c.is_control() && !(self.multiline && matches!(c, '\t' | '\n' | '\r')))
    }
);

rule!(
    /// Refuses every line break that Unicode knows.
    ///
    /// In an attribute: `#[validate(single_line)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::single_line().check("High Street 7"));
    /// assert!(!rules::single_line().check("High Street 7\nBcc: all@example.com"));
    /// ```
    pub const fn single_line() -> SingleLine;

    const SENTENCE: &str = "The {attribute} must be on a single line.";
    const SCHEMA: Schema = Schema::pattern(r"^[^\n\r\u000b\u000c\u0085\u2028\u2029]*$").exact();

    fn check(&self, value: &str) -> bool {
        !value.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
    }
);

rule!(
    /// Refuses white space at the start and at the end.
    ///
    /// In an attribute: `#[validate(trimmed)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::trimmed().check("Jane Doe"));
    /// assert!(!rules::trimmed().check("Jane Doe "));
    /// ```
    pub const fn trimmed() -> Trimmed;

    const SENTENCE: &str = "The {attribute} must not start or end with white space.";
    // Unicode's property `White_Space`, which is not what `\s` stands for.
    const SCHEMA: Schema =
        Schema::not("pattern", Argument::Text(concat!("^[", white_space!(), "]|[", white_space!(), "]$"))).exact();

    fn check(&self, value: &str) -> bool {
        value.trim().len() == value.len()
    }
);

rule!(
    /// Accepts words of `a` to `z` and `0` to `9` that are joined by single dashes: `[a-z0-9]+(-[a-z0-9]+)*`.
    ///
    /// In an attribute: `#[validate(slug)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::slug().check("ten-easy-steps"));
    /// assert!(!rules::slug().check("Ten Easy Steps"));
    /// ```
    pub const fn slug() -> Slug;

    const SENTENCE: &str =
        "The {attribute} must only contain lowercase letters, numbers and single dashes between them.";
    const SCHEMA: Schema = Schema::pattern(r"^[a-z0-9]+(-[a-z0-9]+)*$").exact();

    fn check(&self, value: &str) -> bool {
        value
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
    }
);

rule!(
    /// Accepts a name as Rust writes it: a letter or `_`, then letters, numbers and `_`. A single `_` fails.
    ///
    /// `.ascii()` allows only `a` to `z`, `A` to `Z`, `0` to `9` and `_`.
    ///
    /// In an attribute: `#[validate(identifier)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::identifier().check("first_name"));
    /// assert!(!rules::identifier().check("1st_name"));
    /// ```
    pub const fn identifier() -> Identifier;

    pub struct Identifier {
        /// Allows only letters and digits of ASCII, and `_`.
        ascii: bool,
    }

    const SENTENCE: &str =
        "The {attribute} must start with a letter or underscore and only contain letters, numbers and underscores.";

    fn schema(&self, _: Kind) -> Schema<'_> {
        if self.ascii {
            Schema::pattern("^([A-Za-z]|_[A-Za-z0-9_])[A-Za-z0-9_]*$").exact()
        } else {
            // Of ASCII the same; whether other characters are letters is left open.
            Schema::pattern(r"^[^\u0000-@\[-\^`{-\u007f][^\u0000-/:-@\[-\^`{-\u007f]*$")
        }
    }

    fn check(&self, value: &str) -> bool {
        value.starts_with(|c: char| c == '_' || c.is_alphabetic() && !is_mark(c))
            && value != "_"
            && value.chars().all(|c| c == '_' || is_letter_or_number(c))
            && (!self.ascii || value.is_ascii())
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn control_characters_and_line_breaks() {
        for (text, control, lines, single) in [
            ("", true, true, true),
            ("日本 é", true, true, true),
            ("a\0", false, false, true),
            ("a\tb", false, true, true),
            ("a\nb", false, true, false),
            ("a\rb", false, true, false),
            ("a\u{7f}", false, false, true),
            ("a\u{85}b", false, false, false),
            ("a\u{2028}b", true, true, false),
            ("a\u{200b}b", true, true, true),
        ] {
            assert_eq!(no_control().check(text), control, "{text:?}");
            assert_eq!(no_control().multiline().check(text), lines, "{text:?}");
            assert_eq!(single_line().check(text), single, "{text:?}");
        }
    }

    #[test]
    fn white_space_around() {
        for (text, holds) in
            [("", true), ("a b", true), (" a", false), ("a\n", false), ("a\u{3000}", false), (" ", false)]
        {
            assert_eq!(trimmed().check(text), holds, "{text:?}");
        }
    }

    #[test]
    fn slugs() {
        for (text, holds) in [
            ("a", true),
            ("a-1-b", true),
            ("", false),
            ("-a", false),
            ("a-", false),
            ("a--b", false),
            ("A", false),
            ("a_b", false),
            ("é", false),
            ("a\n", false),
        ] {
            assert_eq!(slug().check(text), holds, "{text:?}");
        }
    }

    #[test]
    fn identifiers() {
        for (text, unicode, ascii) in [
            ("a", true, true),
            ("_a1", true, true),
            ("__", true, true),
            ("größe", true, false),
            ("日本", true, false),
            ("_", false, false),
            ("", false, false),
            ("1a", false, false),
            ("a-b", false, false),
            ("a b", false, false),
            ("\u{301}a", false, false),
            ("ाa", false, false),
            ("a\n", false, false),
        ] {
            assert_eq!(identifier().check(text), unicode, "{text:?}");
            assert_eq!(identifier().ascii().check(text), ascii, "{text:?}");
        }
    }
}
