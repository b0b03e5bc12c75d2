//! Version numbers.

use crate::rules::{Schema, rule};

rule!(
    /// Accepts a version by Semantic Versioning 2.0.0, such as `1.2.3` or `1.0.0-rc.1+build.5`. Numbers may have any
    /// size.
    ///
    /// In an attribute: `#[validate(semver)]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::semver().check("1.0.0-rc.1"));
    /// assert!(!rules::semver().check("v1.0"));
    /// ```
    pub const fn semver() -> Semver;

    const SENTENCE: &str = "The {attribute} must be a valid semantic version.";
    const SCHEMA: Schema = Schema::pattern(concat!(
        r"^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)",
        r"(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)([.](0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?",
        r"([+][0-9A-Za-z-]+([.][0-9A-Za-z-]+)*)?$",
    ))
    .exact();

    fn check(&self, value: &str) -> bool {
        is_version(value)
    }
);

fn is_version(value: &str) -> bool {
    let (value, build) = split(value, '+');
    let (core, before) = split(value, '-');
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && before.is_none_or(|before| before.split('.').all(|part| is_identifier(part) && !has_leading_zero(part)))
        && build.is_none_or(|build| build.split('.').all(is_identifier))
}

fn split(text: &str, separator: char) -> (&str, Option<&str>) {
    text.split_once(separator).map_or((text, None), |(before, after)| (before, Some(after)))
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_number(part: &str) -> bool {
    is_digits(part) && !has_leading_zero(part)
}

fn has_leading_zero(part: &str) -> bool {
    part.len() > 1 && part.starts_with('0') && is_digits(part)
}

fn is_identifier(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rule;

    #[test]
    fn versions() {
        for (text, valid) in [
            ("0.0.0", true),
            ("1.2.3", true),
            ("1.2.3-alpha.1", true),
            ("1.2.3--", true),
            ("1.2.3-0a", true),
            ("1.2.3+001", true),
            ("1.2.3-a-b+c-d", true),
            ("99999999999999999999.0.0", true),
            ("", false),
            ("1.2", false),
            ("1.2.3.4", false),
            ("v1.2.3", false),
            ("01.2.3", false),
            ("1.2.3-01", false),
            ("1.2.3-", false),
            ("1.2.3+", false),
            ("1.2.3-a..b", false),
            ("1.2.3-é", false),
            ("1.2.3+a+b", false),
            ("1.2.3\n", false),
            ("1..3", false),
        ] {
            assert_eq!(semver().check(text), valid, "{text:?}");
        }
    }
}
