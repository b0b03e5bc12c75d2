//! Text as the inside of a JSON string.

use alloc::string::String;

/// Appends `text` as the inside of a JSON string, with the escapes that `serde_json` chooses.
#[inline]
pub(crate) fn push_escaped(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        push_escapes(text, out);
    }
}

/// Whether text stands in JSON as it is.
#[inline]
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.len() {
        16.. => are_plain::<16>(bytes),
        8.. => are_plain::<8>(bytes),
        _ => bytes.iter().all(|byte| !is_special(*byte)),
    }
}

/// Looks at so many bytes at once without stopping, which is work for vector instructions; nearly all text is plain.
#[inline]
fn are_plain<const N: usize>(bytes: &[u8]) -> bool {
    let mut special = [false; N];
    let mut rest = bytes;
    // The last ones may begin with some that are looked at again.
    let mut chunk = bytes.last_chunk::<N>();
    while let Some(bytes) = chunk {
        for (special, byte) in special.iter_mut().zip(bytes) {
            *special |= is_special(*byte);
        }
        chunk = rest.split_first_chunk().map(|(chunk, after)| {
            rest = after;
            chunk
        });
    }
    special == [false; N]
}

#[inline]
fn is_special(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

#[cold]
fn push_escapes(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + 1;
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.push_str("\\u00");
                out.push(HEX[usize::from(byte >> 4)].into());
                out.push(HEX[usize::from(byte & 15)].into());
                continue;
            }
        };
        out.push_str(escape);
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_needs_an_escape_is_seen_wherever_it_stands() {
        for length in 0..=50 {
            assert!(is_plain(&"é~ "[..].repeat(20)[..length / 4 * 4]));
            for at in 0..length {
                for byte in [0, b'\n', 0x1f, b'"', b'\\'] {
                    let mut text = [b'x'; 50];
                    text[at] = byte;
                    let text = core::str::from_utf8(&text[..length]).unwrap();
                    assert!(!is_plain(text), "{text:?}");
                }
            }
        }
    }
}
