//! Sums of digits by which check digits are verified. No rules are here.

/// The digits of a text, without what separates them.
pub(super) fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> {
    text.bytes().filter(u8::is_ascii_digit).map(|byte| u32::from(byte - b'0'))
}

/// Digits, with at most one space or dash between two of them.
pub(super) fn has_single_separators(text: &str) -> bool {
    let mut before = b'-';
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {}
            b' ' | b'-' if before.is_ascii_digit() => {}
            _ => return false,
        }
        before = byte;
    }
    before.is_ascii_digit()
}

/// The sum of the Luhn algorithm, modulo 10. It gets the digits from the last to the first, and doubles every second
/// one.
pub(super) fn luhn(backwards: impl Iterator<Item = u32>) -> u32 {
    let worth = |(index, digit): (usize, u32)| match index % 2 {
        0 => digit,
        _ if digit > 4 => digit * 2 - 9,
        _ => digit * 2,
    };
    backwards.enumerate().map(worth).sum::<u32>() % 10
}

/// The sum of the digits, modulo 10. It gets them from the last to the first, and triples every second one.
pub(super) fn thrice(backwards: impl Iterator<Item = u32>) -> u32 {
    backwards.enumerate().map(|(index, digit)| if index % 2 == 0 { digit } else { digit * 3 }).sum::<u32>() % 10
}

/// Whether the text has `count` digits whose weighted sum is a multiple of 11. The weights go from `count` for the first
/// digit down to 1 for the last. An `X` at the end is 10.
pub(super) fn weighted(text: &str, count: u32) -> bool {
    let (body, last) = match text.strip_suffix('X') {
        Some(body) => (body, Some(10)),
        None => (text, None),
    };
    let is_plain = body.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b' '));
    let values = || digits(body).chain(last);
    is_plain
        && values().count() == count as usize
        && (1..=count).rev().zip(values()).map(|(weight, value)| weight * value).sum::<u32>() % 11 == 0
}

/// The remainder of a division by 97 (ISO/IEC 7064, MOD 97-10). Capital letters count as 10 to 35. `None` if there is
/// any other character.
pub(super) fn remainder(mut characters: impl Iterator<Item = u8>) -> Option<u32> {
    characters.try_fold(0, |rest, byte| {
        let value = char::from(byte).to_digit(36).filter(|_| !byte.is_ascii_lowercase())?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}

/// Asserts which texts a rule accepts and refuses. Every rule refuses the odd texts at the end, too.
#[cfg(test)]
pub(super) fn table(rule: &impl crate::rules::Rule<str>, valid: &[&str], invalid: &[&str]) {
    for text in valid {
        assert!(rule.check(text), "{text:?}");
    }
    for text in invalid.iter().chain(&["", "0", "-", " ", "日本", "é", "\0"]) {
        assert!(!rule.check(text), "{text:?}");
    }
}
