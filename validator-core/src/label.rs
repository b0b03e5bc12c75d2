//! Labels: a name on the wire as words.

use core::fmt;

/// Writes a name on the wire as words: `first_name`, `firstName` and `FirstName` are "first name".
///
/// A run of capitals is one word: `userID` is "user id". Capitals stay before the s of a plural: `userIDs` is "user
/// IDs".
///
/// A name that contains no word, such as `_`, is not changed.
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

/// The number of bytes that are left of a word such as `IDs`, after its first letter.
fn plural_of_capitals(first: char, rest: &str) -> Option<usize> {
    let behind = rest.trim_start_matches(char::is_uppercase);
    let after = behind.strip_prefix('s')?;
    let ends = !after.starts_with(char::is_lowercase);
    (first.is_uppercase() && behind.len() < rest.len() && ends).then_some(rest.len() - after.len())
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

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
}
