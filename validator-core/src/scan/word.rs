//! Eight bytes of text at once, in a word.
//!
//! Each question about the bytes is answered in the highest bit of each byte, which ASCII leaves free.

const ONES: u64 = u64::MAX / 255;

/// The answer yes for each byte.
pub(crate) const ALL: u64 = ONES << 7;

/// Whether `fits` says yes to all words of text, in order. The first byte of a word is the lowest, and the last word is
/// filled up with `filling`.
#[inline]
pub(crate) fn all(bytes: &[u8], filling: u8, mut fits: impl FnMut(u64) -> bool) -> bool {
    let mut words = bytes.chunks_exact(8);
    for word in words.by_ref() {
        if word.first_chunk().is_some_and(|word| !fits(u64::from_le_bytes(*word))) {
            return false;
        }
    }
    let rest = words.remainder();
    if rest.is_empty() {
        return true;
    }
    let filling = ONES * u64::from(filling);
    fits(match bytes.last_chunk() {
        // The last eight bytes, without those that were seen before.
        Some(last) => {
            let used = 8 * rest.len() as u32;
            u64::from_le_bytes(*last).wrapping_shr(64 - used) | filling.wrapping_shl(used)
        }
        None => short(rest, filling),
    })
}

/// Less than eight bytes.
#[inline(never)]
fn short(bytes: &[u8], filling: u64) -> u64 {
    bytes.iter().rev().fold(filling, |word, &byte| word << 8 | u64::from(byte))
}

/// Which bytes lie between two characters of ASCII, both included. If all bytes are ASCII, all answers are right. A byte
/// that is not ASCII has the answer no, and may make the answer of the next byte wrong.
#[inline]
pub(crate) fn within(word: u64, first: u8, last: u8) -> u64 {
    let reach = |bound: u8| word.wrapping_add(ONES * u64::from(0x80 - bound));
    reach(first) & !reach(last + 1) & !word & ALL
}

/// Which bytes are this character of ASCII, with the same restriction.
#[inline]
pub(crate) fn is(word: u64, character: u8) -> u64 {
    let difference = word ^ (ONES * u64::from(character));
    !difference.wrapping_add(ONES * 0x7f) & !word & ALL
}

/// Which bytes are letters or digits of ASCII, with the same restriction.
#[inline]
pub(crate) fn alphanumeric(word: u64) -> u64 {
    within(word | (ONES * 0x20), b'a', b'z') & !word | within(word, b'0', b'9')
}

/// Whether there is nothing but ASCII.
#[inline]
pub(crate) fn is_ascii(bytes: &[u8]) -> bool {
    bytes.is_empty() || all_in_any_order(bytes, |word| word & ALL == 0)
}

/// Whether `fits` says yes to all words of text, which is not empty. The last word holds the last eight bytes, whether or
/// not some of them were in the word before.
#[inline]
pub(crate) fn all_in_any_order(bytes: &[u8], fits: impl Fn(u64) -> bool) -> bool {
    let mut words = bytes.chunks_exact(8);
    words.all(|word| word.first_chunk().is_some_and(|word| fits(u64::from_le_bytes(*word)))) && fits(last(bytes))
}

/// The last eight bytes. Four to seven bytes become a word of their first and their last four, fewer a word of
/// themselves and as many copies of the first as are missing.
#[inline]
pub(crate) fn last(bytes: &[u8]) -> u64 {
    if let Some(last) = bytes.last_chunk() {
        return u64::from_le_bytes(*last);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return halves(*first, *last);
    }
    short(bytes, ONES * u64::from(bytes.first().copied().unwrap_or_default()))
}

/// A word of four bytes and four more.
#[inline]
pub(crate) fn halves(first: [u8; 4], last: [u8; 4]) -> u64 {
    u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << 32
}

/// A range of ASCII characters for each byte of a word: what, added to the word, reaches the highest bit of a byte from
/// the first character of its range on, and what does so behind the last one.
pub(crate) type Bounds = (u64, u64);

/// Whether each byte lies in one of its ranges. Where it is ASCII, no sum reaches the next byte.
#[inline]
pub(crate) fn fits<const N: usize>(word: u64, bounds: &[Bounds; N]) -> bool {
    let within = |(first, last): &Bounds| word.wrapping_add(*first) & !word.wrapping_add(*last);
    let inside = bounds.iter().fold(0, |inside, bounds| inside | within(bounds));
    inside & !word & ALL == ALL
}

/// Where a byte stands first in text of a few words, such as a sentence. `memchr` takes longer there: its call alone
/// costs as much as two words.
#[inline]
pub(crate) fn position(bytes: &[u8], byte: u8) -> Option<usize> {
    let within = |word: &[u8; 8]| {
        let difference = u64::from_le_bytes(*word) ^ (ONES * u64::from(byte));
        // The lowest zero is marked for sure, others may be marked falsely.
        let zeroes = difference.wrapping_sub(ONES) & !difference & ALL;
        (zeroes != 0).then(|| zeroes.trailing_zeros() as usize / 8)
    };
    let Some(last) = bytes.last_chunk() else { return bytes.iter().position(|own| *own == byte) };
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        if let Some(at) = within(word) {
            return Some(bytes.len() - rest.len() + at);
        }
        rest = after;
    }
    // The bytes that come a second time are not the wanted one.
    within(last).map(|at| bytes.len() - 8 + at)
}

/// The answers in eight bits, that for the first byte lowest.
#[inline]
pub(crate) fn bits(answers: u64) -> u64 {
    ((answers & ALL) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn answers(bytes: &[u8], ask: impl Fn(u64) -> u64) -> Vec<bool> {
        let mut all = Vec::new();
        assert!(super::all(bytes, 0, |word| {
            all.extend((0..8).map(|at| bits(ask(word)) >> at & 1 == 1));
            true
        }));
        all.truncate(bytes.len());
        all
    }

    #[test]
    fn every_byte_has_its_answer() {
        let ascii: Vec<u8> = (0..0x80).collect();
        for length in 0..ascii.len() {
            let text = &ascii[ascii.len() - length..];
            let expected = |is: fn(&u8) -> bool| text.iter().map(is).collect::<Vec<_>>();
            assert_eq!(answers(text, alphanumeric), expected(u8::is_ascii_alphanumeric));
            assert_eq!(answers(text, |word| within(word, b'!', b'~')), expected(u8::is_ascii_graphic));
            assert_eq!(answers(text, |word| is(word, b'"')), expected(|byte| *byte == b'"'));
        }
    }

    #[test]
    fn bytes_beyond_ascii_are_within_nothing() {
        for byte in 0x80..=0xff {
            assert_eq!(
                answers(&[byte], |word| within(word, 0, 0x7e) | alphanumeric(word) | is(word, byte & 0x7f)),
                [false],
                "{byte}"
            );
        }
    }

    #[test]
    fn the_filling_stands_behind_the_last_byte() {
        for length in 1..=20_usize {
            let mut words = Vec::new();
            assert!(all(&[b'x'; 20][..length], b'-', |word| {
                words.extend(word.to_le_bytes());
                true
            }));
            let expected = (0..length.next_multiple_of(8)).map(|at| if at < length { b'x' } else { b'-' });
            assert_eq!(words, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_byte_beyond_ascii_is_seen_wherever_it_stands() {
        for length in 0..=20 {
            assert!(is_ascii(&[0x7f; 20][..length]));
            for at in 0..length {
                let mut text = [0; 20];
                text[at] = 0x80;
                assert!(!is_ascii(&text[..length]), "{at} of {length}");
            }
        }
    }

    #[test]
    fn positions_are_those_of_the_first() {
        for length in 0..=20 {
            assert_eq!(position(&[b'x'; 20][..length], b'{'), None);
            for at in 0..length {
                for other in [b'x', b'z', b'|', 0xfb, 0, 0xff] {
                    let mut text = [other; 20];
                    assert_eq!(position(&text[..length], b'{'), None);
                    text[at] = b'{';
                    assert_eq!(position(&text[..length], b'{'), Some(at), "{other} {length}");
                    text[at..].fill(b'{');
                    assert_eq!(position(&text[..length], b'{'), Some(at), "{other} {length}");
                }
            }
        }
    }

    #[test]
    fn one_no_is_enough() {
        for length in 0..=20 {
            for at in 0..length {
                let mut text = [b'x'; 20];
                text[at] = b'!';
                assert!(!all(&text[..length], b'x', |word| within(word, b'x', b'x') == ALL));
                assert!(all(&text[..at], b'x', |word| within(word, b'x', b'x') == ALL));
            }
        }
    }
}
