//! The value of a text with escapes.

use alloc::string::String;
use alloc::vec::Vec;

use crate::scan::bytes;

/// Resolves the escapes of a text without its quotes. The parser has checked them.
///
/// `None` if it is not valid UTF-8 or holds half a surrogate pair.
pub(crate) fn unescape(raw: &[u8]) -> Option<String> {
    let (bytes, paired) = resolve(raw);
    if paired { String::from_utf8(bytes).ok() } else { None }
}

/// The same for a type that asks for bytes: as with `serde_json`, encoding does not matter there, and half
/// a surrogate pair is written in WTF-8.
pub(crate) fn unescape_bytes(raw: &[u8]) -> Vec<u8> {
    resolve(raw).0
}

/// The bytes, and whether all surrogates are paired.
fn resolve(raw: &[u8]) -> (Vec<u8>, bool) {
    let mut resolved = Vec::with_capacity(raw.len());
    let mut paired = true;
    let mut rest = raw;
    while let Some(backslash) = bytes::position(rest, b'\\') {
        resolved.extend_from_slice(&rest[..backslash]);
        let Some((letter, after)) = rest[backslash + 1..].split_first() else {
            break;
        };
        rest = after;
        match letter {
            b'b' => resolved.push(0x08),
            b'f' => resolved.push(0x0c),
            b'n' => resolved.push(b'\n'),
            b'r' => resolved.push(b'\r'),
            b't' => resolved.push(b'\t'),
            b'u' => {
                let (code, after) = code_point(rest);
                rest = after;
                match char::from_u32(code) {
                    Some(character) => {
                        resolved.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                    None => {
                        paired = false;
                        resolved.extend_from_slice(&[
                            0xe0 | (code >> 12) as u8,
                            0x80 | (code >> 6 & 0x3f) as u8,
                            0x80 | (code & 0x3f) as u8,
                        ]);
                    }
                }
            }
            itself => resolved.push(*itself),
        }
    }
    resolved.extend_from_slice(rest);
    (resolved, paired)
}

/// Reads what follows `\u`: one code unit, or two if they are a surrogate pair.
fn code_point(rest: &[u8]) -> (u32, &[u8]) {
    let (first, after) = code_unit(rest);
    if (0xd800..0xdc00).contains(&first) {
        if let Some(escaped) = after.strip_prefix(b"\\u") {
            let (second, after) = code_unit(escaped);
            if (0xdc00..0xe000).contains(&second) {
                return (0x1_0000 + ((first - 0xd800) << 10 | (second - 0xdc00)), after);
            }
        }
    }
    (first, after)
}

fn code_unit(rest: &[u8]) -> (u32, &[u8]) {
    let (digits, after) = rest.split_at(rest.len().min(4));
    let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or(0);
    (digits.iter().fold(0, |code, byte| code << 4 | digit(byte)), after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_escapes() {
        for (raw, value) in [
            ("", ""),
            (r"a\nb", "a\nb"),
            (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r"\u0041\u00e9\u65E5", "Aé日"),
            (r"\ud83d\ude00!", "😀!"),
            ("日本\\u0000", "日本\0"),
        ] {
            assert_eq!(unescape(raw.as_bytes()).as_deref(), Some(value), "{raw}");
        }
    }

    #[test]
    fn refuses_half_pairs_and_broken_utf8_unless_bytes_are_asked_for() {
        for (raw, bytes) in [
            (br"\ud800".as_slice(), b"\xed\xa0\x80".as_slice()),
            (br"\udc00", b"\xed\xb0\x80"),
            (br"\ud800\u0041", b"\xed\xa0\x80A"),
            (br"\ud800\ud83d\ude00", b"\xed\xa0\x80\xf0\x9f\x98\x80"),
            (br"\ud800\n", b"\xed\xa0\x80\n"),
            (b"\xff\\n", b"\xff\n"),
        ] {
            assert_eq!(unescape(raw), None, "{}", raw.escape_ascii());
            assert_eq!(unescape_bytes(raw), bytes, "{}", raw.escape_ascii());
        }
    }
}
