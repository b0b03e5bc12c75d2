//! Finds a byte, or the first byte of another sort.

/// How many bytes make a block.
const BLOCK: usize = 32;

/// The position of the first such byte.
#[inline]
pub(crate) fn position(bytes: &[u8], wanted: u8) -> Option<usize> {
    memchr::memchr(wanted, bytes)
}

/// The first position from `start` on at which a byte does not fit.
///
/// Most runs in a document are shorter than a block, so bytes are taken one by one up to where a block could begin. The
/// compiler turns the check of a whole block into a few vector instructions.
#[inline]
pub(crate) fn skip(source: &[u8], start: usize, fits: impl Fn(u8) -> bool + Copy) -> usize {
    let mut at = start;
    while source.get(at).is_some_and(|byte| fits(*byte)) {
        at += 1;
        if at % BLOCK == 0 {
            at += skip_blocks(source, at, fits);
        }
    }
    at
}

/// The number of bytes in the blocks from `start` on in which all bytes fit.
#[inline(never)]
fn skip_blocks(source: &[u8], start: usize, fits: impl Fn(u8) -> bool) -> usize {
    let all_fit = |block: &&[u8]| block.iter().fold(true, |all, byte| all & fits(*byte));
    BLOCK * source.get(start..).unwrap_or_default().chunks_exact(BLOCK).take_while(all_fit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All short lengths, around the ends of blocks, with another byte at each position.
    #[test]
    fn blocks_and_single_bytes_agree() {
        for length in 0..4 * BLOCK {
            let mut bytes = alloc::vec![b'a'; length];
            assert_eq!(skip(&bytes, 0, |byte| byte == b'a'), length);
            assert_eq!(position(&bytes, b'b'), None);
            for at in 0..length {
                bytes[at] = b'b';
                assert_eq!(skip(&bytes, 0, |byte| byte == b'a'), at);
                assert_eq!(position(&bytes, b'b'), Some(at));
                bytes[at] = b'a';
            }
        }
    }

    #[test]
    fn starts_where_it_is_told() {
        assert_eq!(skip(b"a12b", 1, |byte| byte.is_ascii_digit()), 3);
        assert_eq!(skip(b"a12", 3, |byte| byte.is_ascii_digit()), 3);
        assert_eq!(skip(b"a12", 9, |byte| byte.is_ascii_digit()), 9);
    }
}
