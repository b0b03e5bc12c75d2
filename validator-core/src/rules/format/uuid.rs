//! UUIDs.

use crate::argument::Argument;
use crate::lang::{MessageId, id};
use crate::rules::{Describe, Rule, Schema};
use crate::subject::Kind;

/// Accepts a UUID in the notation of RFC 9562: 32 hexadecimal digits of either case, in groups of 8-4-4-4-12.
///
/// Without a version every such text passes, also the nil and the max UUID. `.version(4)` accepts only that version, in
/// the variant that RFC 9562 defines. `.nil()` and `.max()` accept only that UUID. Braces and `urn:uuid:` are not part of
/// the notation.
///
/// In an attribute: `#[validate(uuid)]`.
///
/// ```
/// use unprocessable_core::rules::{self, Rule};
///
/// assert!(rules::uuid().check("550e8400-e29b-41d4-a716-446655440000"));
/// assert!(rules::uuid().version(4).check("550e8400-e29b-41d4-a716-446655440000"));
/// assert!(!rules::uuid().version(7).check("550e8400-e29b-41d4-a716-446655440000"));
/// ```
#[must_use]
pub const fn uuid() -> Uuid {
    Uuid { wanted: Wanted::Any }
}

/// The rule [`uuid()`].
#[derive(Clone, Copy, Debug)]
pub struct Uuid {
    wanted: Wanted,
}

#[derive(Clone, Copy, Debug)]
enum Wanted {
    Any,
    Version(u8),
    Nil,
    Max,
}

impl Uuid {
    /// Only this version, 1 to 8.
    #[must_use]
    pub const fn version(mut self, version: u8) -> Self {
        self.wanted = Wanted::Version(version);
        self
    }

    /// Only the nil UUID, all of whose bits are 0.
    #[must_use]
    pub const fn nil(mut self) -> Self {
        self.wanted = Wanted::Nil;
        self
    }

    /// Only the max UUID, all of whose bits are 1.
    #[must_use]
    pub const fn max(mut self) -> Self {
        self.wanted = Wanted::Max;
        self
    }

    #[doc(hidden)]
    #[track_caller]
    pub const fn verify(&self) {
        if let Wanted::Version(version) = self.wanted {
            assert!(version >= 1 && version <= 8, "there is no such version of UUID; write one from 1 to 8");
        }
    }
}

impl Describe for Uuid {
    const CODE: &'static str = "uuid";
    const ARGUMENTS: &'static [&'static str] = &["version"];

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        match self.wanted {
            Wanted::Version(version) if index == 0 => Some(Argument::Integer(version.into())),
            _ => None,
        }
    }

    fn sentence(&self, _: Kind) -> &'static str {
        match self.wanted {
            Wanted::Any => "The {attribute} must be a valid UUID.",
            Wanted::Version(_) => "The {attribute} must be a valid version {version} UUID.",
            Wanted::Nil => "The {attribute} must be the nil UUID.",
            Wanted::Max => "The {attribute} must be the max UUID.",
        }
    }

    fn message_id(&self, _: Kind) -> MessageId {
        match self.wanted {
            Wanted::Any => id::uuid_any,
            Wanted::Version(_) => id::uuid_version,
            Wanted::Nil => id::uuid_nil,
            Wanted::Max => id::uuid_max,
        }
    }

    fn flags(&self, each: &mut dyn FnMut(&'static str)) {
        match self.wanted {
            Wanted::Nil => each("nil"),
            Wanted::Max => each("max"),
            Wanted::Any | Wanted::Version(_) => {}
        }
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        macro_rules! of_versions {
            ($($version:literal)+) => {
                [$(concat!(
                    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-", $version, "[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$"
                )),+]
            };
        }
        const OF_VERSIONS: [&str; 8] = of_versions!(1 2 3 4 5 6 7 8);
        const NIL: &str = "00000000-0000-0000-0000-000000000000";

        let format = Schema::format("uuid");
        match self.wanted {
            Wanted::Any => format.exact(),
            Wanted::Version(version) => match OF_VERSIONS.get(usize::from(version).wrapping_sub(1)) {
                Some(pattern) => format.and("pattern", Argument::Text(pattern)).exact(),
                None => format,
            },
            Wanted::Nil => format.and("const", Argument::Text(NIL)).exact(),
            Wanted::Max => format.and("pattern", Argument::Text("^[Ff]{8}(-[Ff]{4}){3}-[Ff]{12}$")).exact(),
        }
    }
}

impl Rule<str> for Uuid {
    fn check(&self, value: &str) -> bool {
        let Ok(bytes) = <&[u8; 36]>::try_from(value.as_bytes()) else {
            return false;
        };
        let is_digit_or_dash = |(index, byte): (usize, &u8)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        let repeats = |wanted: u8| bytes.iter().all(|byte| matches!(byte, b'-') || byte.eq_ignore_ascii_case(&wanted));
        bytes.iter().enumerate().all(is_digit_or_dash)
            && match self.wanted {
                Wanted::Any => true,
                Wanted::Nil => repeats(b'0'),
                Wanted::Max => repeats(b'f'),
                Wanted::Version(version) => {
                    (1..=8).contains(&version)
                        && bytes[14].wrapping_sub(b'0') == version
                        && matches!(bytes[19], b'8' | b'9' | b'a' | b'b' | b'A' | b'B')
                }
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIL: &str = "00000000-0000-0000-0000-000000000000";
    const MAX: &str = "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF";
    const V4: &str = "550e8400-E29b-41d4-a716-446655440000";

    #[test]
    fn notation() {
        for (text, valid) in [
            (NIL, true),
            (MAX, true),
            (V4, true),
            ("550e8400-e29b-91d4-0716-446655440000", true),
            ("550e8400e29b41d4a716446655440000", false),
            ("{550e8400-e29b-41d4-a716-446655440000}", false),
            ("urn:uuid:550e8400-e29b-41d4-a716-446655440000", false),
            ("550e8400-e29b-41d4-a716-44665544000", false),
            ("550e8400-e29b-41d4-a716-4466554400000", false),
            ("550e8400-e29b-41d4-a716-44665544000g", false),
            ("550e8400-e29b-41d4-a716_446655440000", false),
            ("550e840-0e29b-41d4-a716-446655440000", false),
            ("550e8400-e29b-41d4-a716-44665544000\n", false),
            ("550e8400-e29b-41d4-a716-4466554400é", false),
            ("", false),
        ] {
            assert_eq!(uuid().check(text), valid, "{text:?}");
        }
    }

    #[test]
    fn versions_are_exact() {
        assert!(uuid().version(4).check(V4) && !uuid().version(1).check(V4));
        assert!(!uuid().version(4).check("550e8400-e29b-41d4-0716-446655440000"), "another variant");
        assert!(!uuid().version(4).check(NIL) && !uuid().version(8).check(MAX) && !uuid().version(200).check(V4));
        assert!(uuid().nil().check(NIL) && !uuid().nil().check(MAX) && !uuid().nil().check(V4));
        assert!(uuid().max().check(MAX) && !uuid().max().check(NIL) && !uuid().max().check(V4));
    }
}
