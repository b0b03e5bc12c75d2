//! How names, indexes and map keys are written as the segments of a key: escaped, and map keys cut to a length.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt::Write as _;

/// The segment of a violation that belongs to the whole request or to a whole nested struct.
pub(crate) const WHOLE: &str = "_";

/// Escapes a field name or map key for a key of `errors`: `.` and `\` get a backslash, and so does a lone `_`.
///
/// Keys join escaped segments with dots. They can be split again, so two different paths never have the same key.
///
/// ```
/// assert_eq!(unprocessable_core::escape_segment("price"), "price");
/// assert_eq!(unprocessable_core::escape_segment("v1.2"), r"v1\.2");
/// ```
#[must_use]
pub fn escape_segment(name: &str) -> Cow<'_, str> {
    if !needs_escape(name) {
        return Cow::Borrowed(name);
    }
    let mut escaped = String::with_capacity(name.len() + 4);
    push_escaped(name, &mut escaped);
    Cow::Owned(escaped)
}

/// The name that a segment of a key stands for.
#[doc(hidden)]
#[must_use]
pub fn unescape_segment(segment: &str) -> String {
    let mut escaped = false;
    let kept = segment.chars().filter(|c| {
        escaped = *c == '\\' && !escaped;
        !escaped
    });
    kept.collect()
}

/// Whether a map key is written without an escape and in full.
pub(super) fn stands_as_it_is(text: &str, key_chars: usize) -> bool {
    text.len() <= key_chars && !needs_escape(text)
}

/// Appends a map key: escaped, and at most `key_chars` characters of it.
pub(super) fn push_map_key(text: &str, key_chars: usize, out: &mut String) {
    let name = &capped(text, key_chars);
    push_name(name, !needs_escape(name), out);
}

pub(super) fn push_name(name: &str, plain: bool, out: &mut String) {
    if plain {
        out.push_str(name);
    } else {
        push_escaped(name, out);
    }
}

pub(crate) fn push_index(index: usize, out: &mut String) {
    match u8::try_from(index) {
        Ok(digit @ 0..10) => out.push((b'0' + digit).into()),
        Ok(number @ 10..100) => {
            out.push((b'0' + number / 10).into());
            out.push((b'0' + number % 10).into());
        }
        // Writing to a `String` does not fail.
        _ => drop(write!(out, "{index}")),
    }
}

fn push_escaped(name: &str, out: &mut String) {
    if name == WHOLE {
        out.push('\\');
    }
    for c in name.chars() {
        if matches!(c, '.' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
}

pub(super) const fn needs_escape(name: &str) -> bool {
    let name = name.as_bytes();
    let mut at = 0;
    while at < name.len() {
        if matches!(name[at], b'.' | b'\\') {
            return true;
        }
        at += 1;
    }
    matches!(name, [only] if *only == WHOLE.as_bytes()[0])
}

/// At most `most` characters of client text, with `…` in place of the rest.
fn capped(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let mut short = String::from(&text[..end]);
            short.push('…');
            Cow::Owned(short)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caps_count_characters() {
        assert_eq!(capped("日本語", 3), "日本語");
        assert_eq!(capped("日本語!", 3), "日本語…");
        assert_eq!(capped("", 0), "");
    }
}
