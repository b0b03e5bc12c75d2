//! `data:` URLs in Base64, which stand for files in JSON.

use alloc::vec::Vec;

use super::Upload;

/// The file that a text stands for. The media type in it is the client's word and does not count.
pub(super) fn read(text: &str) -> Option<Upload> {
    let rest = text.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).and_then(|_| text.get(5..))?;
    let (head, content) = rest.split_once(',')?;
    let is_base64 =
        head.len() >= 7 && head.get(head.len() - 7..).is_some_and(|end| end.eq_ignore_ascii_case(";base64"));
    if !is_base64 {
        return None;
    }
    decode(content.as_bytes()).map(Upload::from_bytes)
}

/// The bytes that a text in Base64 stands for: RFC 4648, with its padding, and without anything between the digits.
fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let digits = match text {
        [digits @ .., b'=', b'='] | [digits @ .., b'='] => digits,
        digits => digits,
    };
    if text.len() % 4 != 0 || digits.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for group in digits.chunks(4) {
        let mut bits = 0_u32;
        for digit in group {
            bits = bits << 6 | value(*digit)?;
        }
        let missing = 4 - group.len();
        bits <<= 6 * missing;
        let [_, decoded @ ..] = bits.to_be_bytes();
        let (decoded, rest) = decoded.split_at(3 - missing);
        // The bits of the last digit that stand for nothing must be 0.
        if rest.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(decoded);
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;

    use super::*;

    #[test]
    fn base64_is_that_of_the_crate() {
        const SIGNS: &[u8] = b"AaQgw09+/==\n-";
        let mut random = fastrand::Rng::with_seed(0);
        let mut passed = 0;
        for _ in 0..20_000 {
            let text: Vec<u8> = (0..random.usize(..10)).map(|_| SIGNS[random.usize(..SIGNS.len())]).collect();
            let decoded = decode(&text);
            passed += usize::from(decoded.is_some());
            assert_eq!(decoded, BASE64_STANDARD.decode(&text).ok(), "{}", text.escape_ascii());
        }
        assert!(passed > 1000, "{passed}");
        for length in 0..300 {
            let bytes: Vec<u8> = (0..length).map(|_| random.u8(..)).collect();
            assert_eq!(decode(BASE64_STANDARD.encode(&bytes).as_bytes()), Some(bytes));
        }
    }

    #[test]
    fn urls_say_that_they_are_base64() {
        for (text, content) in [
            ("data:text/plain;base64,aGk=", Some("hi")),
            ("DATA:;BASE64,aGk=", Some("hi")),
            ("data:text/plain;charset=utf-8;base64,aGk=", Some("hi")),
            ("data:;base64,", Some("")),
            ("data:text/plain,hi", None),
            ("data:base64,aGk=", None),
            ("data:;base64,aGk", None),
            ("data:;base64,aGl=", None),
            ("data:;base64", None),
            ("aGk=", None),
            ("dataé;base64,aGk=", None),
            ("https://example.com/a.png", None),
            ("", None),
        ] {
            let bytes = read(text).map(|upload| upload.bytes().unwrap());
            assert_eq!(bytes.as_deref(), content.map(str::as_bytes), "{text}");
        }
    }
}
