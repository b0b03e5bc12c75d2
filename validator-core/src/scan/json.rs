//! Text inside a JSON string.

/// Whether text stands in a JSON string as it is. Nearly all text does, so no byte ends the search early.
#[inline]
pub(crate) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.len() {
        16.. => are_plain::<16>(bytes),
        8.. => are_plain::<8>(bytes),
        _ => !bytes.iter().any(|byte| is_special(*byte)),
    }
}

/// Looks at `N` bytes at once, with vector instructions.
#[inline]
fn are_plain<const N: usize>(bytes: &[u8]) -> bool {
    let mut special = [false; N];
    let mut rest = bytes;
    // The last bytes come first. Some of them may come again.
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

/// Whether a byte needs an escape.
#[inline]
pub(crate) fn is_special(byte: u8) -> bool {
    // No pattern: the compiler would make a table of it, which no vector can look into.
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

/// Where the first quote, backslash or control character from `start` on stands, or the end.
#[cfg(feature = "json")]
#[inline]
pub(crate) fn plain_end(source: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(chunk) = source.get(at..).and_then(<[u8]>::first_chunk) {
        let special = specials(u64::from_le_bytes(*chunk));
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while source.get(at).is_some_and(|byte| !is_special(*byte)) {
        at += 1;
    }
    at
}

/// The high bit of every byte that is a quote, a backslash or a control character. Bytes above the lowest such byte may
/// be marked falsely, which does no harm since only the lowest is used.
#[cfg(feature = "json")]
#[inline]
fn specials(bytes: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let below = |bytes: u64, limit: u64| bytes.wrapping_sub(ONES * limit) & !bytes;
    let equal = |byte: u8| below(bytes ^ (ONES * u64::from(byte)), 1);
    (below(bytes, 0x20) | equal(b'"') | equal(b'\\')) & (ONES << 7)
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
                    #[cfg(feature = "json")]
                    assert_eq!([plain_end(&text[..length], 0), plain_end(&text[..length], at)], [at; 2]);
                    let text = core::str::from_utf8(&text[..length]).unwrap();
                    assert!(!is_plain(text), "{text:?}");
                }
            }
        }
    }
}
