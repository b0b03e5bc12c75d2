//! Text as the inside of a JSON string.

use alloc::string::String;

use crate::scan::json::{is_plain, is_special};

/// Appends `text` as the inside of a JSON string, with the escapes that `serde_json` chooses.
#[inline]
pub(crate) fn push_json_escaped(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        push_escapes(text, out);
    }
}

#[cold]
fn push_escapes(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !is_special(byte) {
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
