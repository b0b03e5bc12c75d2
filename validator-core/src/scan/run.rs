//! Looks at many bytes, written so that the compiler takes a block of them in a few instructions.

/// How many bytes make a block.
const BLOCK: usize = 32;

/// Where the bytes from `start` on are no longer like this.
///
/// Most runs in a document are shorter than a block, so bytes are taken one by one up to where one could begin.
#[inline]
pub(crate) fn skip(source: &[u8], start: usize, like: impl Fn(u8) -> bool + Copy) -> usize {
    let mut at = start;
    while source.get(at).is_some_and(|byte| like(*byte)) {
        at += 1;
        if at % BLOCK == 0 {
            at += skip_blocks(source, at, like);
        }
    }
    at
}

/// How many bytes lie in blocks from `start` on in which all are like this.
#[inline(never)]
fn skip_blocks(source: &[u8], start: usize, like: impl Fn(u8) -> bool) -> usize {
    let alike = |block: &&[u8]| block.iter().fold(true, |all, byte| all & like(*byte));
    BLOCK * source.get(start..).unwrap_or_default().chunks_exact(BLOCK).take_while(alike).count()
}

/// Whether one of the bytes is like this.
pub(crate) fn any(bytes: &[u8], like: impl Fn(u8) -> bool) -> bool {
    bytes.chunks(BLOCK).any(|block| block.iter().fold(false, |any, byte| any | like(*byte)))
}

/// How many of the bytes are like this.
pub(crate) fn count(bytes: &[u8], like: impl Fn(u8) -> bool) -> usize {
    // As many in a byte as it can hold.
    let few = |bytes: &[u8]| bytes.iter().fold(0, |count: u8, byte| count.wrapping_add(u8::from(like(*byte))));
    bytes.chunks(4 * BLOCK).map(|bytes| usize::from(few(bytes))).sum()
}

/// What stands behind the last byte of this value, or all if there is none.
pub(crate) fn after_last(bytes: &[u8], wanted: u8) -> &[u8] {
    let without = |block: &&[u8]| !any(block, |byte| byte == wanted);
    let blocks = bytes.rchunks_exact(BLOCK).take_while(without).count();
    let undecided = &bytes[..bytes.len() - blocks * BLOCK];
    match undecided.iter().rposition(|byte| *byte == wanted) {
        Some(at) => &bytes[at + 1..],
        None => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All short lengths, around the ends of blocks, with another byte at each place.
    #[test]
    fn blocks_and_single_bytes_agree() {
        for length in 0..4 * BLOCK {
            let mut bytes = alloc::vec![b'a'; length];
            assert_eq!(skip(&bytes, 0, |byte| byte == b'a'), length);
            assert!(!any(&bytes, |byte| byte != b'a'));
            assert_eq!(count(&bytes, |byte| byte == b'a'), length);
            assert_eq!(after_last(&bytes, b'b'), bytes);
            for place in 0..length {
                bytes[place] = b'b';
                assert_eq!(skip(&bytes, 0, |byte| byte == b'a'), place);
                assert!(any(&bytes, |byte| byte == b'b'));
                assert_eq!(count(&bytes, |byte| byte == b'a'), length - 1);
                assert_eq!(after_last(&bytes, b'b'), &bytes[place + 1..]);
                bytes[place] = b'a';
            }
        }
    }

    #[test]
    fn starts_where_it_is_told() {
        assert_eq!(skip(b"a12b", 1, |byte| byte.is_ascii_digit()), 3);
        assert_eq!(skip(b"a12", 3, |byte| byte.is_ascii_digit()), 3);
        assert_eq!(skip(b"a12", 9, |byte| byte.is_ascii_digit()), 9);
    }

    #[test]
    fn counts_more_than_a_byte_holds() {
        assert_eq!(count(&[7; 100_000], |byte| byte == 7), 100_000);
    }

    #[test]
    fn the_last_of_several_counts() {
        let bytes = [b"x\n".repeat(100), b"y".repeat(100)].concat();
        assert_eq!(after_last(&bytes, b'\n'), b"y".repeat(100));
    }
}
