//! Ends of rows in a JSON array: the commas between its items.

use memchr::memchr2;

use super::Scan;

/// Begins after the bracket that opens the array.
#[derive(Default)]
pub(crate) struct ArrayScan {
    depth: u64,
    is_in_text: bool,
    is_escaped: bool,
    is_over: bool,
}

impl ArrayScan {
    /// The position after the comma or bracket that ends the next item.
    fn item_end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            if self.is_in_text {
                if self.is_escaped {
                    self.is_escaped = false;
                } else if *byte == b'"' {
                    self.is_in_text = false;
                } else if *byte == b'\\' {
                    self.is_escaped = true;
                } else {
                    match memchr2(b'"', b'\\', &bytes[at..]) {
                        Some(found) => at += found,
                        None => return None,
                    }
                }
                continue;
            }
            match byte {
                b'"' => self.is_in_text = true,
                b'[' | b'{' => self.depth += 1,
                b']' if self.depth == 0 => {
                    self.is_over = true;
                    return Some(at);
                }
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                b',' if self.depth == 0 => return Some(at),
                _ => {}
            }
        }
        None
    }
}

impl Scan for ArrayScan {
    fn scan(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        let (mut first, mut last) = (None, 0);
        while !self.is_over {
            let Some(end) = self.item_end(&bytes[last..]) else { break };
            last += end;
            first.get_or_insert(last);
        }
        first.map(|first| (first, last))
    }

    /// Items end with their comma, and the last one with the bracket.
    fn pass_over(&mut self, last: u8) {
        self.is_over = last == b']';
    }

    fn is_over(&self) -> bool {
        self.is_over
    }

    fn may_end(&self) -> bool {
        self.is_over
    }
}

/// The items of a block, each without the comma or bracket after it, with the position where it begins.
pub(crate) fn items(block: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut scan = ArrayScan::default();
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = block.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let end = scan.item_end(rest)?;
        at += end;
        Some((start, &rest[..end - 1]))
    })
}
