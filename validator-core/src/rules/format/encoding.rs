//! Binary data as text: Base64, hexadecimal, colours, ULIDs, JWTs.

use crate::argument::Argument;
use crate::rules::{Schema, rule};
use crate::subject::Kind;

/// Groups of four of an alphabet. In the last group, the bits that are not used are not set.
macro_rules! base64_pattern {
    ($character:literal, $two:literal, $one:literal) => {
        concat!(
            "^(",
            $character,
            "{4})*(",
            $character,
            "[AQgw]",
            $two,
            "|",
            $character,
            "{2}[AEIMQUYcgkosw048]",
            $one,
            ")?$"
        )
    };
}

rule!(
    /// Accepts Base64 (RFC 4648, section 4): groups of four characters, the last one filled up with `=`.
    ///
    /// `.url_safe()` takes the alphabet of section 5, with `-` and `_`. `.unpadded()` takes text without `=`. Line breaks
    /// and unused bits that are set fail, so that no data has two notations. Empty text passes.
    ///
    /// In an attribute: `#[validate(base64)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::base64().check("aGVsbG8="));
    /// assert!(!rules::base64().check("aGVsbG8"));
    /// assert!(rules::base64().url_safe().unpadded().check("_-8"));
    /// ```
    pub const fn base64() -> Base64;

    pub struct Base64 {
        /// `-` and `_` in place of `+` and `/`.
        url_safe: bool,
        /// No `=` at the end.
        unpadded: bool,
    }

    const SENTENCE: &str = "The {attribute} must be valid Base64.";

    fn schema(&self, _: Kind) -> Schema<'_> {
        let (encoding, pattern) = match (self.url_safe, self.unpadded) {
            (false, false) => ("base64", base64_pattern!("[A-Za-z0-9+/]", "==", "=")),
            (false, true) => ("base64", base64_pattern!("[A-Za-z0-9+/]", "", "")),
            (true, false) => ("base64url", base64_pattern!("[A-Za-z0-9_-]", "==", "=")),
            (true, true) => ("base64url", base64_pattern!("[A-Za-z0-9_-]", "", "")),
        };
        Schema::of("contentEncoding", Argument::Text(encoding)).and("pattern", Argument::Text(pattern)).exact()
    }

    fn check(&self, value: &str) -> bool {
        let data = match self.unpadded {
            true => value,
            false if value.len() % 4 != 0 => return false,
            false => value.strip_suffix("==").or_else(|| value.strip_suffix('=')).unwrap_or(value),
        };
        let bits = |byte: u8| match byte {
            b'A'..=b'Z' => Some(byte - b'A'),
            b'a'..=b'z' => Some(byte - b'a' + 26),
            b'0'..=b'9' => Some(byte - b'0' + 52),
            b'+' | b'/' if !self.url_safe => Some(if byte == b'+' { 62 } else { 63 }),
            b'-' | b'_' if self.url_safe => Some(if byte == b'-' { 62 } else { 63 }),
            _ => None,
        };
        let unused = match data.len() % 4 {
            0 => 0,
            2 => 0b1111,
            3 => 0b11,
            _ => return false,
        };
        data.bytes().all(|byte| bits(byte).is_some())
            && data.bytes().last().and_then(bits).is_none_or(|last| last & unused == 0)
    }
);

rule!(
    /// Accepts bytes in hexadecimal (RFC 4648, section 8): pairs of digits of either case.
    ///
    /// In an attribute: `#[validate(hex)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::hex().check("00ffA0"));
    /// assert!(!rules::hex().check("0x00"));
    /// ```
    pub const fn hex() -> Hex;

    const SENTENCE: &str = "The {attribute} must be valid hexadecimal.";
    const SCHEMA: Schema = Schema::of("contentEncoding", Argument::Text("base16"))
        .and("pattern", Argument::Text("^([0-9A-Fa-f]{2})*$"))
        .exact();

    fn check(&self, value: &str) -> bool {
        value.len() % 2 == 0 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
);

rule!(
    /// Accepts a colour as in CSS: `#` and 3, 4, 6 or 8 hexadecimal digits.
    ///
    /// In an attribute: `#[validate(hex_color)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::hex_color().check("#ff8000"));
    /// assert!(!rules::hex_color().check("ff8000"));
    /// ```
    pub const fn hex_color() -> HexColor;

    const SENTENCE: &str = "The {attribute} must be a valid hexadecimal color.";
    const SCHEMA: Schema = Schema::pattern("^#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$").exact();

    fn check(&self, value: &str) -> bool {
        value.strip_prefix('#').is_some_and(|digits| {
            matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    }
);

rule!(
    /// Accepts a ULID: 26 characters of Crockford's Base32 in either case, which are 128 bits.
    ///
    /// In an attribute: `#[validate(ulid)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ulid().check("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    /// assert!(!rules::ulid().check("81ARZ3NDEKTSV4RRFFQ69G5FAV"));
    /// ```
    pub const fn ulid() -> Ulid;

    const SENTENCE: &str = "The {attribute} must be a valid ULID.";
    const SCHEMA: Schema = Schema::pattern(r"^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$").exact();

    fn check(&self, value: &str) -> bool {
        value.len() == 26
            && value.starts_with(|first: char| ('0'..='7').contains(&first))
            && value.bytes().all(|byte| {
                byte.is_ascii_alphanumeric() && !matches!(byte.to_ascii_uppercase(), b'I' | b'L' | b'O' | b'U')
            })
    }
);

rule!(
    /// Accepts text of the shape of a JSON Web Token (RFC 7519): header, claims and signature in unpadded URL-safe
    /// Base64, joined by dots.
    ///
    /// The rule decodes nothing and checks no signature. A token without a signature (`alg` "none") fails.
    ///
    /// In an attribute: `#[validate(jwt)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::jwt().check("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"));
    /// assert!(!rules::jwt().check("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."));
    /// ```
    pub const fn jwt() -> Jwt;

    const SENTENCE: &str = "The {attribute} must be a valid JSON web token.";
    const SCHEMA: Schema = Schema::pattern(r"^[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+$");

    fn check(&self, value: &str) -> bool {
        value.split('.').count() == 3
            && value.split('.').all(|part| !part.is_empty() && base64().url_safe().unpadded().check(part))
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn base64_has_one_notation() {
        for (text, valid) in [
            ("", true),
            ("QQ==", true),
            ("QUI=", true),
            ("QUJD", true),
            ("+/+/", true),
            ("QR==", false),
            ("QUJ=", false),
            ("QQ=", false),
            ("QQ", false),
            ("Q===", false),
            ("====", false),
            ("QQ==QQ==", false),
            ("QUJD\n", false),
            ("-_-_", false),
            ("日本", false),
            ("QQ=é", false),
        ] {
            assert_eq!(base64().check(text), valid, "{text:?}");
        }
        assert!(
            base64().unpadded().check("QQ") && !base64().unpadded().check("QQ==") && !base64().unpadded().check("Q")
        );
        assert!(base64().url_safe().check("-_-_") && !base64().url_safe().check("+/+/"));
    }

    #[test]
    fn hexadecimal() {
        for (text, bytes, color) in [
            ("", true, false),
            ("00fF", true, false),
            ("abc", false, false),
            ("gg", false, false),
            ("#fff", false, true),
            ("#FFFF", false, true),
            ("#ff8000", false, true),
            ("#ff8000cc", false, true),
            ("#ff", false, false),
            ("#fffff", false, false),
            ("#ggg", false, false),
            ("#é0", false, false),
            ("#fff\n", false, false),
        ] {
            assert_eq!((hex().check(text), hex_color().check(text)), (bytes, color), "{text:?}");
        }
    }

    #[test]
    fn ulids() {
        for (text, valid) in [
            ("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", true),
            ("01arz3ndektsv4rrffq69g5fav", true),
            ("80000000000000000000000000", false),
            ("01ARZ3NDEKTSV4RRFFQ69G5FAI", false),
            ("01ARZ3NDEKTSV4RRFFQ69G5FA", false),
            ("01ARZ3NDEKTSV4RRFFQ69G5FAVX", false),
            ("01ARZ3NDEKTSV4RRFFQ69G5FA\n", false),
            ("01ARZ3NDEKTSV4RRFFQ69G5Fé", false),
            ("", false),
        ] {
            assert_eq!(ulid().check(text), valid, "{text:?}");
        }
    }

    #[test]
    fn tokens_have_three_parts() {
        for (text, valid) in [
            ("QQ.QQ.QQ", true),
            ("QQ.QQ", false),
            ("QQ.QQ.QQ.QQ", false),
            ("QQ..QQ", false),
            ("QQ.QQ.Q+==", false),
            ("", false),
        ] {
            assert_eq!(jwt().check(text), valid, "{text:?}");
        }
    }
}
