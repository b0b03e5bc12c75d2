//! Templates of sentences, with placeholders for the label and the arguments.

use core::fmt;

use crate::scan::word;

/// The placeholder for the label.
pub(crate) const ATTRIBUTE: &str = "attribute";

/// The rest of a template after "The {attribute}", with which most templates begin.
#[inline]
pub(crate) fn behind_the_attribute(template: &str) -> Option<&str> {
    template.strip_prefix("The {attribute}")
}

/// The same for a whole request, without the word "field".
pub(crate) fn of_the_whole(behind: &str) -> &str {
    behind.strip_prefix(" field").unwrap_or(behind)
}

/// Writes a template. `value` writes the value of a placeholder, or returns `None` for an unknown one, which is then
/// written as it stands. Braces in values are not placeholders.
pub(crate) fn write<W: fmt::Write + ?Sized>(
    template: &str,
    out: &mut W,
    mut value: impl FnMut(&str, &mut W) -> Option<fmt::Result>,
) -> fmt::Result {
    let mut rest = template;
    while let Some(open) = word::position(rest.as_bytes(), b'{') {
        out.write_str(&rest[..open])?;
        let after = &rest[open + 1..];
        let end = after.bytes().position(|byte| matches!(byte, b'{' | b'}')).unwrap_or(after.len());
        let closed = after.as_bytes().get(end) == Some(&b'}');
        match if closed { value(&after[..end], out) } else { None } {
            Some(written) => {
                written?;
                rest = &after[end + 1..];
            }
            None => {
                out.write_str("{")?;
                rest = after;
            }
        }
    }
    out.write_str(rest)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use core::fmt::Write as _;

    use super::*;

    #[test]
    fn placeholders_are_replaced_once() {
        let mut out = String::new();
        write("{a}{b} {{a}} {c", &mut out, |name, out| match name {
            "a" => Some(out.write_str("{b}")),
            "b" => Some(out.write_str("B")),
            _ => None,
        })
        .unwrap();
        assert_eq!(out, "{b}B {{b}} {c");
        for (template, expected) in [
            ("", ""),
            ("a b", "a b"),
            ("{a}", "A"),
            ("{a}{b}c", "A{b}c"),
            ("}{a} {", "}A {"),
            ("{ {a}", "{ A"),
            ("{a} {b {a}} {a", "A {b A} {a"),
            ("ä {a} \"{b}\" {a}", "ä A \"{b}\" A"),
            (
                "0123456789012345678901234567890123456789012345678901234567890{a}",
                "0123456789012345678901234567890123456789012345678901234567890A",
            ),
            (
                "01234567890123456789012345678901234567890123456789012345678901{a}.",
                "01234567890123456789012345678901234567890123456789012345678901A.",
            ),
        ] {
            let mut out = String::new();
            write(template, &mut out, |name, out| (name == "a").then(|| out.write_str("A"))).unwrap();
            assert_eq!(out, expected, "{template}");
        }
    }
}
