//! Sentences: templates, labels, and where other words for them come from.

use core::fmt;

use crate::argument::Argument;
use crate::errors::violation::Violation;
use crate::scan::word;
use crate::subject::Kind;

/// What a message calls a whole request.
pub(crate) const WHOLE_LABEL: &str = "given data";

/// A source of sentences and labels: another language, another wording.
///
/// Messages are written when the body is, so the same [`ValidationErrors`](crate::ValidationErrors) can be
/// answered in the language of each client. What a source has no words for keeps the default ones.
///
/// ```
/// use unprocessable_core::{Messages, Sentence, ValidationErrors, Violation};
///
/// struct German;
///
/// impl Messages for German {
///     fn invalid(&self) -> Option<&str> {
///         Some("Die Angaben sind ungültig.")
///     }
///     fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
///         match sentence.code() {
///             "even" => Some("{attribute} muss eine gerade Zahl sein."),
///             _ => None,
///         }
///     }
///     fn label(&self, name: &str) -> Option<&str> {
///         (name == "amount").then_some("Betrag")
///     }
/// }
///
/// let mut errors = ValidationErrors::new();
/// errors.add("amount", Violation::new("even", "The {attribute} must be even."));
/// assert_eq!(
///     errors.body().messages(&German).to_json(),
///     r#"{"message":"Die Angaben sind ungültig.","errors":{"amount":["Betrag muss eine gerade Zahl sein."]}}"#,
/// );
/// ```
pub trait Messages {
    /// The top-level message of the body.
    fn invalid(&self) -> Option<&str> {
        None
    }

    /// A template in place of the default one: `{attribute}` is the label, `{name}` an argument of that name.
    fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
        let _ = sentence;
        None
    }

    /// What to call a field, by its name on the wire.
    fn label(&self, name: &str) -> Option<&str> {
        let _ = name;
        None
    }
}

/// What a [`Messages`] source is asked to word.
pub struct Sentence<'a> {
    pub(crate) violation: &'a Violation,
    pub(crate) template: &'a str,
}

impl<'a> Sentence<'a> {
    /// The rule that failed.
    #[must_use]
    pub fn code(&self) -> &'a str {
        self.violation.code()
    }

    /// What the rule looked at; sentences about text, numbers and lists differ.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.violation.kind
    }

    /// The default template, with its placeholders.
    #[must_use]
    pub fn template(&self) -> &'a str {
        self.template
    }

    /// The arguments of the rule, for languages whose words depend on them.
    pub fn arguments(&self) -> impl Iterator<Item = (&'a str, Argument<'a>)> {
        self.violation.arguments()
    }
}

/// The name in templates for what a message calls the field.
pub(crate) const ATTRIBUTE: &str = "attribute";

/// What stands behind "The {attribute}", as most templates begin.
#[inline]
pub(crate) fn behind_the_attribute(template: &str) -> Option<&str> {
    template.strip_prefix("The {attribute}")
}

/// As much of what stands there as can be said of a whole request, which is no field.
pub(crate) fn of_the_whole(behind: &str) -> &str {
    behind.strip_prefix(" field").unwrap_or(behind)
}

/// Writes a template once through: `value` writes what a placeholder stands for, or gives `None` for a
/// placeholder it does not know, which then stays as it is. What it writes is not looked at again.
pub(crate) fn write<W: fmt::Write + ?Sized>(
    template: &str,
    out: &mut W,
    mut value: impl FnMut(&str, &mut W) -> Option<fmt::Result>,
) -> fmt::Result {
    let mut rest = template;
    while let Some(open) = word::position(rest.as_bytes(), b'{') {
        out.write_str(&rest[..open])?;
        let after = &rest[open + 1..];
        let end = after.bytes().position(|byte| matches!(byte, b'{' | b'}')).unwrap_or(after.len());
        let closed = after.as_bytes().get(end) == Some(&b'}');
        match if closed { value(&after[..end], out) } else { None } {
            Some(written) => {
                written?;
                rest = &after[end + 1..];
            }
            None => {
                out.write_str("{")?;
                rest = after;
            }
        }
    }
    out.write_str(rest)
}

/// Writes an argument, integers without the formatter's machinery.
pub(crate) fn write_argument<W: fmt::Write + ?Sized>(argument: &Argument<'_>, out: &mut W) -> fmt::Result {
    match argument {
        Argument::Text(text) => out.write_str(text),
        Argument::Label(name) => write_label(name, out),
        Argument::Integer(value @ 0..=0xffff_ffff) => write_digits(*value as u32, out),
        _ => write!(out, "{argument}"),
    }
}

/// Writes a name on the wire as words: `first_name`, `firstName` and `FirstName` are "first name".
///
/// An all-capitals run is one word: `userID` is "user id". Only before the s of a plural do capitals stay, for `userIDs`
/// is read as "user IDs". A name without a word in it, such as `_`, is shown as it is.
pub(crate) fn write_label<W: fmt::Write + ?Sized>(name: &str, out: &mut W) -> fmt::Result {
    if name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return out.write_str(name);
    }
    let mut before: Option<char> = None;
    let mut gap = false;
    let mut chars = name.chars();
    while let Some(c) = chars.next() {
        if is_between_words(c) {
            gap = before.is_some();
            continue;
        }
        let rest = chars.as_str();
        let starts_word = c.is_uppercase()
            && before
                .is_some_and(|before| !before.is_uppercase() || rest.chars().next().is_some_and(char::is_lowercase));
        if gap || starts_word {
            out.write_char(' ')?;
        }
        let plural = if starts_word || gap || before.is_none() { plural_of_capitals(c, rest) } else { None };
        gap = false;
        if let Some(length) = plural {
            out.write_char(c)?;
            out.write_str(&rest[..length])?;
            chars = rest[length..].chars();
            before = Some('s');
            continue;
        }
        for lower in c.to_lowercase() {
            out.write_char(lower)?;
        }
        before = Some(c);
    }
    if before.is_some() {
        return Ok(());
    }
    name.chars().filter(|c| *c != '\\').try_for_each(|c| out.write_char(c))
}

fn is_between_words(c: char) -> bool {
    matches!(c, '_' | '-' | '.' | '\\') || c.is_whitespace()
}

/// How many more bytes there are of a word such as `IDs`, of whose first letter this is the rest.
fn plural_of_capitals(first: char, rest: &str) -> Option<usize> {
    let behind = rest.trim_start_matches(char::is_uppercase);
    let after = behind.strip_prefix('s')?;
    let ends = !after.starts_with(char::is_lowercase);
    (first.is_uppercase() && behind.len() < rest.len() && ends).then_some(rest.len() - after.len())
}

fn write_digits<W: fmt::Write + ?Sized>(value: u32, out: &mut W) -> fmt::Result {
    const PAIRS: &str = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
                         5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let pair = 2 * (value % 100) as usize;
    if value < 10 {
        return out.write_str(&PAIRS[pair + 1..pair + 2]);
    }
    if value >= 100 {
        write_digits(value / 100, out)?;
    }
    out.write_str(&PAIRS[pair..pair + 2])
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use core::fmt::Write as _;

    use super::*;

    #[test]
    fn labels_are_lower_case_words() {
        for (name, label) in [
            ("email", "email"),
            ("first_name", "first name"),
            ("firstName", "first name"),
            ("FirstName", "first name"),
            ("FIRST_NAME", "first name"),
            ("first-name", "first name"),
            ("userID", "user id"),
            ("HTTPServer", "http server"),
            ("__private__", "private"),
            ("line2", "line2"),
            ("größeÜber", "größe über"),
            ("", ""),
            ("userIDs", "user IDs"),
            ("userIDsSeen", "user IDs seen"),
            ("IDs", "IDs"),
            ("seen_URLs", "seen URLs"),
            ("userIDS", "user ids"),
            ("userIDset", "user i dset"),
            ("As", "as"),
            ("_", "_"),
            ("__", "__"),
            ("-", "-"),
            (" ", " "),
            ("\\_", "_"),
            ("\u{a0}a\tb", "a b"),
        ] {
            let mut out = String::new();
            write_label(name, &mut out).unwrap();
            assert_eq!(out, label, "{name}");
        }
    }

    #[test]
    fn placeholders_are_replaced_once() {
        let mut out = String::new();
        write("{a}{b} {{a}} {c", &mut out, |name, out| match name {
            "a" => Some(out.write_str("{b}")),
            "b" => Some(out.write_str("B")),
            _ => None,
        })
        .unwrap();
        assert_eq!(out, "{b}B {{b}} {c");
        for (template, expected) in [
            ("", ""),
            ("a b", "a b"),
            ("{a}", "A"),
            ("{a}{b}c", "A{b}c"),
            ("}{a} {", "}A {"),
            ("{ {a}", "{ A"),
            ("{a} {b {a}} {a", "A {b A} {a"),
            ("ä {a} \"{b}\" {a}", "ä A \"{b}\" A"),
            (
                "0123456789012345678901234567890123456789012345678901234567890{a}",
                "0123456789012345678901234567890123456789012345678901234567890A",
            ),
            (
                "01234567890123456789012345678901234567890123456789012345678901{a}.",
                "01234567890123456789012345678901234567890123456789012345678901A.",
            ),
        ] {
            let mut out = String::new();
            write(template, &mut out, |name, out| (name == "a").then(|| out.write_str("A"))).unwrap();
            assert_eq!(out, expected, "{template}");
        }
    }

    #[test]
    fn integers_are_written_as_they_are() {
        for value in [0, 9, 10, 4_294_967_295, 4_294_967_296, -1] {
            let mut out = String::new();
            write_argument(&Argument::Integer(value), &mut out).unwrap();
            assert_eq!(out, alloc::format!("{value}"));
        }
    }
}
