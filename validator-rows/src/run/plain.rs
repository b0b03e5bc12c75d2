//! Rows without quotes, which most rows are: their cells need not be copied, and several bytes are looked at at once.

use crate::dialect::Dialect;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Finds the ends of the cells of the first row, and gives its length without the end of its line. There is none if the row
/// has a quote.
pub(super) fn split(block: &[u8], dialect: &Dialect, ends: &mut Vec<usize>) -> Option<usize> {
    ends.clear();
    let wanted = [dialect.delimiter, b'\n', b'\r', dialect.quote].map(|byte| LOW * u64::from(byte));
    let (words, rest) = block.as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    // Behind the end stands a byte that is not wanted, nor marked by mistake.
    let mut last = [b'a'; 8];
    last[..rest.len()].copy_from_slice(rest);
    for (nth, word) in words.chain([u64::from_le_bytes(last)]).enumerate() {
        let mut found = wanted.iter().fold(0, |found, byte| found | zero_bytes(word ^ byte));
        while found != 0 {
            let at = nth * 8 + found.trailing_zeros() as usize / 8;
            found &= found - 1;
            match block.get(at) {
                Some(byte) if *byte == dialect.delimiter => ends.push(at),
                Some(byte) if *byte == dialect.quote => return None,
                Some(b'\n' | b'\r') => {
                    ends.push(at);
                    return Some(at);
                }
                _ => {}
            }
        }
    }
    ends.push(block.len());
    Some(block.len())
}

/// The highest bit of each byte that is zero. A byte above such a one may be marked although it is 1.
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(LOW) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte after the other.
    fn slowly(block: &[u8], dialect: &Dialect) -> Option<Vec<usize>> {
        let end = block.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(block.len());
        let row = &block[..end];
        let delimiters = row.iter().enumerate().filter(|(_, byte)| **byte == dialect.delimiter).map(|(at, _)| at);
        (!row.contains(&dialect.quote)).then(|| delimiters.chain([end]).collect())
    }

    #[test]
    fn eight_bytes_at_once_find_what_one_at_a_time_finds() {
        let mut random = fastrand::Rng::with_seed(7);
        for (delimiter, quote) in [(b',', b'"'), (b';', b'\''), (b'\t', 1), (0, b'"'), (2, 1), (0xff, 0x80)] {
            let dialect = Dialect { delimiter, quote, escape: None, double_quote: true, line_end: b'\n' };
            let bytes = [delimiter, delimiter, b'\n', b'\r', quote, b'a', b'a', b'b', 0, 1, 2, 3, 0x7f, 0x80, 0xff];
            for _ in 0..20_000 {
                let block: Vec<u8> = (0..random.usize(0..40)).map(|_| bytes[random.usize(..bytes.len())]).collect();
                let mut ends = Vec::new();
                let length = split(&block, &dialect, &mut ends);
                assert_eq!(length.map(|_| ends.clone()), slowly(&block, &dialect), "{block:?}");
                assert!(length.is_none_or(|length| Some(&length) == ends.last()));
            }
        }
    }
}
