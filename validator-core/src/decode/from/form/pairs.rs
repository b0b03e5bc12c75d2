//! The pairs of a form, and where in the tree their names put their values.

use alloc::vec::Vec;
use core::ops::Range;

use crate::decode::document::problem::ProblemKind;
use crate::scan::bytes;

/// Begins every step of a place; no text has this byte.
pub(crate) const STEP: u8 = 0xff;
/// The step of `[]`: one item more.
pub(crate) const NEXT: u8 = 0xfe;

/// All pairs of a form, decoded.
pub(crate) struct Pairs {
    /// The places and values of all pairs, one after the other.
    pub(crate) bytes: Vec<u8>,
    pub(crate) pairs: Vec<Pair>,
}

/// One name with its value.
#[derive(Clone)]
pub(crate) struct Pair {
    /// The steps of its place, less those that were taken already.
    place: (u32, u32),
    value: (u32, u32),
    /// Which pair of the form it is.
    pub(crate) order: u32,
}

impl Pair {
    pub(crate) fn place(&self) -> Range<usize> {
        self.place.0 as usize..self.place.1 as usize
    }

    pub(crate) fn value(&self) -> Range<usize> {
        self.value.0 as usize..self.value.1 as usize
    }

    /// Takes a step of this many bytes.
    pub(crate) fn step(&mut self, bytes: usize) {
        self.place.0 += bytes as u32;
    }
}

/// Splits and decodes a form by the rules of `application/x-www-form-urlencoded`; text must be UTF-8, and no name
/// may take more than `depth` steps.
pub(crate) fn read(source: &[u8], depth: u32) -> Result<Pairs, ProblemKind> {
    // A byte becomes one of a value or two of a place at most, and all positions must fit.
    if source.len() >= (u32::MAX / 4) as usize {
        return Err(ProblemKind::TooLarge);
    }
    let mut read = Pairs { bytes: Vec::with_capacity(source.len() + 16), pairs: Vec::new() };
    let mut name = Vec::new();
    for (order, pair) in (0..).zip(split(source)) {
        let (raw_name, raw_value) = pair;
        name.clear();
        unescape(raw_name, &mut name);
        let start = read.bytes.len();
        place(text(&name)?, depth, &mut read.bytes)?;
        let middle = read.bytes.len();
        unescape(raw_value, &mut read.bytes);
        text(&read.bytes[middle..])?;
        read.pairs.push(Pair {
            place: (start as u32, middle as u32),
            value: (middle as u32, read.bytes.len() as u32),
            order,
        });
    }
    Ok(read)
}

/// The names and values as they are written.
pub(crate) fn split(source: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    source.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).map(|pair| match bytes::position(pair, b'=') {
        Some(at) => (&pair[..at], &pair[at + 1..]),
        None => (pair, &[][..]),
    })
}

/// `+` is a space, and `%41` is the byte 0x41. A percent sign without two hexadecimal digits after it stands for
/// itself.
pub(crate) fn unescape(raw: &[u8], bytes: &mut Vec<u8>) {
    let digit = |at: usize| raw.get(at).and_then(|digit| char::from(*digit).to_digit(16));
    let mut at = 0;
    while let Some(byte) = raw.get(at) {
        at += 1;
        match (byte, digit(at), digit(at + 1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high << 4 | low) as u8);
                at += 2;
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(*byte),
        }
    }
}

fn text(bytes: &[u8]) -> Result<&str, ProblemKind> {
    core::str::from_utf8(bytes).map_err(|_| ProblemKind::Encoding)
}

/// Writes the steps that a name stands for: `a[b][0]` and `a.b.0` are three, `a[]` is one and then the next item.
/// A name that is not written like that is one step, as it is.
pub(crate) fn place(name: &str, depth: u32, steps: &mut Vec<u8>) -> Result<(), ProblemKind> {
    let start = steps.len();
    match write_steps(name, depth, steps) {
        Some(taken) if taken <= depth => Ok(()),
        Some(_) => Err(ProblemKind::Depth),
        None => {
            steps.truncate(start);
            steps.push(STEP);
            steps.extend_from_slice(name.as_bytes());
            Ok(())
        }
    }
}

/// How many steps there are, or `None` where the name is not written in steps.
fn write_steps(name: &str, depth: u32, steps: &mut Vec<u8>) -> Option<u32> {
    let mut rest = name.as_bytes();
    let mut taken = 0;
    let mut bracket = false;
    loop {
        steps.push(STEP);
        let start = steps.len();
        if bracket {
            let end = bytes::position(rest, b']')?;
            steps.extend_from_slice(&rest[..end]);
            rest = &rest[end + 1..];
            if end == 0 {
                steps.push(NEXT);
            }
        } else {
            while let Some((byte, after)) = rest.split_first() {
                match (byte, after.first()) {
                    (b'\\', Some(escaped @ (b'.' | b'\\' | b'[' | b']'))) => {
                        steps.push(*escaped);
                        rest = &after[1..];
                    }
                    (b'.' | b'[', _) => break,
                    (b']', _) => return None,
                    _ => {
                        steps.push(*byte);
                        rest = after;
                    }
                }
            }
            if steps.len() == start {
                return None;
            }
        }
        taken += 1;
        if taken > depth {
            return Some(taken);
        }
        match rest.split_first() {
            None => return Some(taken),
            Some((b'[', after)) => (rest, bracket) = (after, true),
            Some((b'.', after)) => (rest, bracket) = (after, false),
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    /// The replacement for bytes that are not UTF-8.
    const REPLACED: char = '\u{fffd}';

    fn steps(name: &str) -> Vec<String> {
        let mut steps = Vec::new();
        place(name, 9, &mut steps).unwrap();
        let split = steps[1..].split(|byte| *byte == STEP);
        split.map(|step| String::from_utf8(step.to_vec()).unwrap_or("<next>".into())).collect()
    }

    #[test]
    fn names_are_written_in_steps() {
        for (name, expected) in [
            ("a", &["a"][..]),
            ("a[b]", &["a", "b"]),
            ("a[0][price]", &["a", "0", "price"]),
            ("a.0.price", &["a", "0", "price"]),
            ("a[0].price", &["a", "0", "price"]),
            ("a.b[c]", &["a", "b", "c"]),
            ("a[]", &["a", "<next>"]),
            ("a[][b]", &["a", "<next>", "b"]),
            ("a[b.c]", &["a", "b.c"]),
            (r"a\.b", &["a.b"]),
            (r"a\[b\].c\\d", &["a[b]", r"c\d"]),
            (r"a\b", &[r"a\b"]),
            ("日本[語]", &["日本", "語"]),
        ] {
            assert_eq!(steps(name), expected, "{name}");
        }
    }

    #[test]
    fn other_names_stay_as_they_are() {
        for name in ["", ".", "a.", ".a", "a..b", "a[", "a[b", "a]", "[a]", "[]", "a[b]c", "a[b]]", "a.[b]"] {
            assert_eq!(steps(name), [name], "{name}");
        }
    }

    #[test]
    fn steps_are_counted() {
        assert_eq!(place("a.b.c", 3, &mut Vec::new()), Ok(()));
        assert_eq!(place("a.b.c.d", 3, &mut Vec::new()), Err(ProblemKind::Depth));
        assert_eq!(place(&"[a".repeat(99), 3, &mut Vec::new()), Ok(()));
    }

    #[test]
    fn pairs_are_those_of_form_urlencoded() {
        const SIGNS: &[u8] = b"&=%+4Fc3";
        let mut random = fastrand::Rng::with_seed(0);
        let mut refused = 0;
        for _ in 0..1000 {
            let byte = |random: &mut fastrand::Rng| match random.usize(..=SIGNS.len()) {
                sign if sign < SIGNS.len() => SIGNS[sign],
                _ => random.u8(..),
            };
            let source: Vec<u8> = (0..random.usize(..40)).map(|_| byte(&mut random)).collect();
            let theirs: Vec<_> = form_urlencoded::parse(&source).collect();
            let Ok(read) = read(&source, 9).map_err(|kind| assert_eq!(kind, ProblemKind::Encoding)) else {
                let mut texts = theirs.iter().flat_map(|(name, value)| [name, value]);
                assert!(texts.any(|text| text.contains(REPLACED)), "{}", source.escape_ascii());
                refused += 1;
                continue;
            };
            let values: Vec<_> = read.pairs.iter().map(|pair| &read.bytes[pair.value()]).collect();
            assert_eq!(values, theirs.iter().map(|(_, value)| value.as_bytes()).collect::<Vec<_>>());
            for (pair, (name, _)) in read.pairs.iter().zip(&theirs) {
                let mut steps = Vec::new();
                place(name, 9, &mut steps).unwrap();
                assert_eq!(&read.bytes[pair.place()], &steps[..], "{}", source.escape_ascii());
            }
        }
        assert!((100..900).contains(&refused), "{refused}");
    }
}
