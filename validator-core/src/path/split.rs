//! How a key is split into its segments again, which stay escaped.

use alloc::string::String;

use super::escape::WHOLE;

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

/// The segments of a key, still escaped. Packages of this project split keys by it.
#[doc(hidden)]
pub fn segments(key: &str) -> impl Iterator<Item = &str> {
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
}
