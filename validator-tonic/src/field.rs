//! How keys and codes are written in gRPC.

use unprocessable::{key_segments, unescape_segment};

/// A key as the path of a field: `items[0].price` for `items.0.price`.
///
/// Indexes are counted from 0. A name that could not be one in Protocol Buffers, such as the key of a map, stands in
/// brackets and quotes. The request as a whole is empty.
///
/// ```
/// use unprocessable_tonic::field_path;
///
/// assert_eq!(field_path("items.0.price"), "items[0].price");
/// assert_eq!(field_path(r"prices.v1\.2"), r#"prices["v1.2"]"#);
/// assert_eq!(field_path("items.0._"), "items[0]");
/// assert_eq!(field_path("_"), "");
/// ```
#[must_use]
pub fn field_path(key: &str) -> String {
    let mut path = String::with_capacity(key.len() + 4);
    let mut segments = key_segments(key).peekable();
    while let Some(segment) = segments.next() {
        if segment == "_" && segments.peek().is_none() {
            break;
        }
        let name = &unescape_segment(segment);
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
            path.extend(["[", name, "]"]);
        } else if is_identifier(name) {
            path.extend([if path.is_empty() { "" } else { "." }, name]);
        } else {
            path.push_str("[\"");
            for c in name.chars() {
                match c {
                    '"' | '\\' => path.extend(['\\', c]),
                    c if c.is_control() => path.extend(c.escape_unicode()),
                    c => path.push(c),
                }
            }
            path.push_str("\"]");
        }
    }
    path
}

/// A code as a reason: `SAME_AS` for `same_as`. Characters that a reason cannot have are `_`, and it has at most 63.
///
/// ```
/// use unprocessable_tonic::reason;
///
/// assert_eq!(reason("required_with"), "REQUIRED_WITH");
/// assert_eq!(reason("shop.sold-out"), "SHOP_SOLD_OUT");
/// ```
#[must_use]
pub fn reason(code: &str) -> String {
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    code.chars().take(63).map(upper).collect()
}

fn is_identifier(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.bytes().all(is_part) && name.starts_with(|first: char| !first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_cannot_be_taken_for_others() {
        for (key, path) in [
            ("email", "email"),
            (r"\_", "_"),
            ("0", "[0]"),
            ("prices.", r#"prices[""]"#),
            (r#"prices.a"]\.b"#, r#"prices["a\"].b"]"#),
            (r"prices.\\", r#"prices["\\"]"#),
            ("prices.a\nb", r#"prices["a\u{a}b"]"#),
            ("prices.ä.1a", r#"prices["ä"]["1a"]"#),
        ] {
            assert_eq!(field_path(key), path, "{key}");
        }
    }
}
