//! Text against patterns.

use core::fmt;

use super::ecma_regex::{self, Fidelity};
use crate::argument::Argument;
use crate::pattern::Pattern;
use crate::rules::{Schema, SchemaPattern, SchemaValue, rule};
use crate::subject::Kind;

rule!(
    /// Accepts text in which the pattern is found. A pattern from `^` to `$` has to match the whole text.
    ///
    /// In an attribute the pattern is a literal or a `static` of the type [`Pattern`]. A literal is checked, and where
    /// possible compiled, while the crate is built. The syntax is that of the `regex` crate. The time is in proportion to
    /// the text, whatever the pattern and whoever wrote the text.
    ///
    /// In an attribute: `#[validate(regex("^[A-Z]{3}$"))]`.
    ///
    #[cfg_attr(feature = "regex", doc = "```")]
    #[cfg_attr(not(feature = "regex"), doc = "```ignore")]
    /// use unprocessable_core::{Pattern, rules, rules::Rule};
    ///
    /// static SKU: Pattern = Pattern::new("^[A-Z]{3}-[0-9]{4}$");
    ///
    /// assert!(rules::regex(&SKU).check("ABC-0001"));
    /// assert!(!rules::regex(&SKU).check("ABC-1"));
    /// ```
    pub const fn regex(pattern: &'static Pattern) -> Regex;

    const SENTENCE: &str = "The {attribute} format is invalid.";

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Text(self.pattern.source()))
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        match ecma_regex::fidelity(self.pattern.source()) {
            Some(fidelity) => {
                Schema::NONE.with("pattern", SchemaValue::Pattern(self.pattern)).exact_if(fidelity == Fidelity::Same)
            }
            None => Schema::NONE,
        }
    }

    #[inline]
    fn check(&self, value: &str) -> bool {
        self.pattern.is_match(value)
    }
);

rule!(
    /// Refuses text in which the pattern is found. Without `^` and `$` it is looked for everywhere in the text.
    ///
    /// In an attribute: `#[validate(not_regex("^[A-Z]{3}$"))]`.
    ///
    #[cfg_attr(feature = "regex", doc = "```")]
    #[cfg_attr(not(feature = "regex"), doc = "```ignore")]
    /// use unprocessable_core::{Pattern, rules, rules::Rule};
    ///
    /// static MARKUP: Pattern = Pattern::new("[<>]");
    ///
    /// assert!(rules::not_regex(&MARKUP).check("plain"));
    /// assert!(!rules::not_regex(&MARKUP).check("<b>"));
    /// ```
    pub const fn not_regex(pattern: &'static Pattern) -> NotRegex;

    const SENTENCE: &str = "The {attribute} format is invalid.";

    fn argument(&self, index: usize) -> Option<Argument<'_>> {
        (index == 0).then_some(Argument::Text(self.pattern.source()))
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        match ecma_regex::fidelity(self.pattern.source()) {
            Some(Fidelity::Same) => Schema::NONE.without("pattern", SchemaValue::Pattern(self.pattern)).exact(),
            // A validator with another version of Unicode could refuse what passes.
            _ => Schema::NONE,
        }
    }

    #[inline]
    fn check(&self, value: &str) -> bool {
        !self.pattern.is_match(value)
    }
);

/// In the syntax of ECMAScript, where it can be said there.
impl SchemaPattern for Pattern {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ecma_regex::translate(self.source(), f).map(|_| ()).ok_or(fmt::Error)
    }
}

#[cfg(all(test, feature = "regex"))]
mod tests {
    use super::*;
    use crate::rules::{Describe, Precision, Rule};

    #[test]
    fn patterns_are_found_or_not() {
        static WHOLE: Pattern = Pattern::new(r"^\p{Lu}{2,3}$");
        static PART: Pattern = Pattern::new("b+");
        for (text, whole, part) in [
            ("", false, false),
            ("A", false, false),
            ("AB", true, false),
            ("ÄBC", true, false),
            ("ABCD", false, false),
            ("AB\n", false, false),
            ("abc", false, true),
        ] {
            assert_eq!((regex(&WHOLE).check(text), regex(&PART).check(text)), (whole, part), "{text:?}");
            assert_eq!((not_regex(&WHOLE).check(text), not_regex(&PART).check(text)), (!whole, !part), "{text:?}");
        }
        assert_eq!(regex(&PART).argument(0), Some(Argument::Text("b+")));
        static DIGITS: Pattern = Pattern::new(r"^\d$");
        static WORD: Pattern = Pattern::new(r"\bword\b");
        for (pattern, keywords, precision, refused) in [
            (&PART, r#"{"pattern":"b+"}"#, Precision::Exact, Precision::Exact),
            (&DIGITS, r#"{"pattern":"^\\p{Nd}$"}"#, Precision::Weaker, Precision::Unsayable),
            (&WORD, "{}", Precision::Unsayable, Precision::Unsayable),
        ] {
            let (rule, refuses) = (regex(pattern), not_regex(pattern));
            assert_eq!(serde_json::to_string(&rule.schema(Kind::Text)).unwrap(), keywords);
            assert_eq!(rule.schema(Kind::Text).precision(), precision);
            assert_eq!(refuses.schema(Kind::Text).precision(), refused);
        }
    }
}
