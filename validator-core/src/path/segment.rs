//! The segments of keys: how names, indexes and map keys are written, and how a key is split.

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

/// Writes a key of `errors` as a JSON Pointer (RFC 6901): `items.0.price` becomes `/items/0/price`.
///
/// A violation of the whole request has the empty pointer. One of a whole struct has the pointer of the struct.
///
/// ```
/// assert_eq!(unprocessable_core::json_pointer("items.0.price"), "/items/0/price");
/// assert_eq!(unprocessable_core::json_pointer("_"), "");
/// ```
#[must_use]
pub fn json_pointer(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 1);
    for_each_segment(key, |segment, last| {
        if last && segment == WHOLE {
            return;
        }
        out.push('/');
        let mut escaped = false;
        for c in segment.chars() {
            match c {
                '\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                '~' => out.push_str("~0"),
                '/' => out.push_str("~1"),
                c => out.push(c),
            }
            escaped = false;
        }
    });
    out
}

/// The last segment of a key that is a name and not an index. A violation made by hand has it as its label.
pub(crate) fn last_name(key: &str) -> Option<&str> {
    let mut name = None;
    for_each_segment(key, |segment, _| {
        if segment != WHOLE && !segment.bytes().all(|byte| byte.is_ascii_digit()) {
            name = Some(segment);
        }
    });
    name
}

/// Calls `each` with every segment of a key, still escaped, and with whether it is the last one.
fn for_each_segment<'k>(key: &'k str, mut each: impl FnMut(&'k str, bool)) {
    let mut segments = segments(key).peekable();
    while let Some(segment) = segments.next() {
        each(segment, segments.peek().is_none());
    }
}

/// The segments of a key, still escaped.
pub(crate) fn segments(key: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(key);
    core::iter::from_fn(move || {
        let key = rest?;
        let mut escaped = false;
        let dot = key.bytes().position(|byte| {
            let ends = byte == b'.' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let (segment, after) = match dot {
            Some(dot) => (&key[..dot], Some(&key[dot + 1..])),
            None => (key, None),
        };
        rest = after;
        Some(segment)
    })
}

/// Whether a map key is written without an escape and in full.
pub(super) fn stands_as_it_is(text: &str, key_chars: usize) -> bool {
    text.len() <= key_chars && !needs_escape(text)
}

/// Appends a map key: escaped, and at most `key_chars` characters of it.
pub(super) fn push_text(text: &str, key_chars: usize, out: &mut String) {
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
    fn pointers() {
        for (key, expected) in [
            ("items.0.price", "/items/0/price"),
            (r"a\.b.c", "/a.b/c"),
            ("a/b~c", "/a~1b~0c"),
            ("_", ""),
            ("address._", "/address"),
            (r"\_", "/_"),
        ] {
            assert_eq!(json_pointer(key), expected, "{key}");
        }
    }

    #[test]
    fn caps_count_characters() {
        assert_eq!(capped("日本語", 3), "日本語");
        assert_eq!(capped("日本語!", 3), "日本語…");
        assert_eq!(capped("", 0), "");
    }
}
