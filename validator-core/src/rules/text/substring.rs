//! Parts of text: how it begins, ends, and what is in it.

use core::fmt;

use super::ecma_regex::Literal;
use crate::argument::{Argument, Mention, Operand, Other};
use crate::lang::id;
use crate::rules::{Schema, SchemaPattern, SchemaValue, rule};
use crate::subject::{Kind, Subject};

/// What a rule looks for in text: one text, any of several, or the text of another field.
///
/// An empty text as an argument is found nowhere. In an attribute it does not compile. If another field is the needle and
/// is absent or empty, the rule holds.
#[diagnostic::on_unimplemented(
    message = "text cannot be searched for `{Self}`",
    label = "not text or a list of texts",
    note = "write one text, `\"a\"`, or several, `[\"a\", \"b\"]`"
)]
pub trait Needles {
    /// Whether another field is the needle.
    const IS_FIELD: bool = false;

    /// Whether any needle is found. `None` if the other field is absent or empty, so that there is nothing to look for.
    fn any(&self, found: impl Fn(&str) -> bool) -> Option<bool>;

    /// Whether there are several needles.
    fn are_several(&self) -> bool {
        false
    }

    /// The needles as data.
    fn argument(&self) -> Argument<'_>;
}

impl Needles for &str {
    #[inline]
    fn any(&self, found: impl Fn(&str) -> bool) -> Option<bool> {
        Some(!self.is_empty() && found(self))
    }

    fn argument(&self) -> Argument<'_> {
        Argument::Text(self)
    }
}

macro_rules! several {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> Needles for $type {
            #[inline]
            fn any(&self, found: impl Fn(&str) -> bool) -> Option<bool> {
                Some(self.iter().any(|needle| !needle.is_empty() && found(needle)))
            }

            fn are_several(&self) -> bool {
                self.len() > 1
            }

            fn argument(&self) -> Argument<'_> {
                Argument::List(self)
            }
        }
    };
}

several!([const N: usize] [&str; N]);
several!([] & [&str]);

impl<T: Subject<Value = str> + ?Sized> Needles for Other<'_, T> {
    const IS_FIELD: bool = true;

    #[inline]
    fn any(&self, found: impl Fn(&str) -> bool) -> Option<bool> {
        self.value().filter(|needle| !needle.is_empty()).map(found)
    }

    fn argument(&self) -> Argument<'_> {
        Operand::argument(self)
    }
}

impl Needles for Mention {
    const IS_FIELD: bool = true;

    fn any(&self, _: impl Fn(&str) -> bool) -> Option<bool> {
        None
    }

    fn argument(&self) -> Argument<'_> {
        Operand::argument(self)
    }
}

rule!(
    /// Accepts text that begins with the given text, or with one of several.
    ///
    /// In an attribute: `#[validate(starts_with("a"))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::starts_with("ord_").check("ord_17"));
    /// assert!(rules::starts_with(["ord_", "inv_"]).check("inv_17"));
    /// assert!(!rules::starts_with("ord_").check("ORD_17"));
    /// ```
    ///
    /// The argument is one needle, several (`["a", "b"]`), or another text field (`self.other`). Upper and lower case
    /// differ.
    pub const fn starts_with<N: Needles>(values: N) -> StartsWith<N>;

    const fn verify(&self);

    fn sentence(&self, _: Kind) -> &'static str {
        sentence_of(
            &self.values,
            "The {attribute} must start with {values}.",
            "The {attribute} must start with one of: {values}.",
            "The {attribute} must start with the {values}.",
        )
    }

    fn message_id(&self, _: Kind) -> MessageId {
        one_of_three(&self.values, [id::starts_with_one, id::starts_with_several, id::starts_with_field])
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        accepting(&self.values, self)
    }

    fn check(&self, value: &str) -> bool {
        self.values.any(|needle| value.starts_with(needle)).is_none_or(|found| found)
    }
);

rule!(
    /// Accepts text that ends with the given text, or with one of several.
    ///
    /// In an attribute: `#[validate(ends_with([".png", ".jpg"]))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::ends_with([".png", ".jpg"]).check("cat.png"));
    /// assert!(!rules::ends_with(".png").check("cat.gif"));
    /// ```
    ///
    /// The argument is one needle, several (`["a", "b"]`), or another text field (`self.other`). Upper and lower case
    /// differ.
    pub const fn ends_with<N: Needles>(values: N) -> EndsWith<N>;

    const fn verify(&self);

    fn sentence(&self, _: Kind) -> &'static str {
        sentence_of(
            &self.values,
            "The {attribute} must end with {values}.",
            "The {attribute} must end with one of: {values}.",
            "The {attribute} must end with the {values}.",
        )
    }

    fn message_id(&self, _: Kind) -> MessageId {
        one_of_three(&self.values, [id::ends_with_one, id::ends_with_several, id::ends_with_field])
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        accepting(&self.values, self)
    }

    fn check(&self, value: &str) -> bool {
        self.values.any(|needle| value.ends_with(needle)).is_none_or(|found| found)
    }
);

rule!(
    /// Accepts text that contains the given text, or one of several.
    ///
    /// In an attribute: `#[validate(contains("a"))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::contains("://").check("https://example.com"));
    /// assert!(!rules::contains(["<", ">"]).check("plain"));
    /// ```
    ///
    /// The argument is one needle, several (`["a", "b"]`), or another text field (`self.other`). Upper and lower case
    /// differ.
    pub const fn contains<N: Needles>(values: N) -> Contains<N>;

    const fn verify(&self);

    fn sentence(&self, _: Kind) -> &'static str {
        sentence_of(
            &self.values,
            "The {attribute} must contain {values}.",
            "The {attribute} must contain one of: {values}.",
            "The {attribute} must contain the {values}.",
        )
    }

    fn message_id(&self, _: Kind) -> MessageId {
        one_of_three(&self.values, [id::contains_one, id::contains_several, id::contains_field])
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        accepting(&self.values, self)
    }

    fn check(&self, value: &str) -> bool {
        self.values.any(|needle| value.contains(needle)).is_none_or(|found| found)
    }
);

rule!(
    /// Refuses text that begins with the given text, or with one of several.
    ///
    /// In an attribute: `#[validate(doesnt_start_with(["a", "b"]))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::doesnt_start_with("-").check("file"));
    /// assert!(!rules::doesnt_start_with(["-", "."]).check(".file"));
    /// ```
    ///
    /// The argument is one needle, several (`["a", "b"]`), or another text field (`self.other`). Upper and lower case
    /// differ.
    pub const fn doesnt_start_with<N: Needles>(values: N) -> DoesntStartWith<N>;

    const fn verify(&self);

    fn sentence(&self, _: Kind) -> &'static str {
        sentence_of(
            &self.values,
            "The {attribute} must not start with {values}.",
            "The {attribute} must not start with any of: {values}.",
            "The {attribute} must not start with the {values}.",
        )
    }

    fn message_id(&self, _: Kind) -> MessageId {
        one_of_three(
            &self.values,
            [id::doesnt_start_with_one, id::doesnt_start_with_several, id::doesnt_start_with_field],
        )
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        refusing(&self.values, self)
    }

    fn check(&self, value: &str) -> bool {
        self.values.any(|needle| value.starts_with(needle)).is_none_or(|found| !found)
    }
);

rule!(
    /// Refuses text that ends with the given text, or with one of several.
    ///
    /// In an attribute: `#[validate(doesnt_end_with("a"))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::doesnt_end_with(".").check("Done"));
    /// assert!(!rules::doesnt_end_with([".", "!"]).check("Done!"));
    /// ```
    ///
    /// The argument is one needle, several (`["a", "b"]`), or another text field (`self.other`). Upper and lower case
    /// differ.
    pub const fn doesnt_end_with<N: Needles>(values: N) -> DoesntEndWith<N>;

    const fn verify(&self);

    fn sentence(&self, _: Kind) -> &'static str {
        sentence_of(
            &self.values,
            "The {attribute} must not end with {values}.",
            "The {attribute} must not end with any of: {values}.",
            "The {attribute} must not end with the {values}.",
        )
    }

    fn message_id(&self, _: Kind) -> MessageId {
        one_of_three(&self.values, [id::doesnt_end_with_one, id::doesnt_end_with_several, id::doesnt_end_with_field])
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        refusing(&self.values, self)
    }

    fn check(&self, value: &str) -> bool {
        self.values.any(|needle| value.ends_with(needle)).is_none_or(|found| !found)
    }
);

rule!(
    /// Refuses text that contains the given text, or one of several.
    ///
    /// In an attribute: `#[validate(doesnt_contain("a"))]`.
    ///
    /// ```
    /// use unprocessable_core::rules::{self, Rule};
    ///
    /// assert!(rules::doesnt_contain("..").check("a/b"));
    /// assert!(!rules::doesnt_contain(["..", "//"]).check("a//b"));
    /// ```
    ///
    /// The argument is one needle, several (`["a", "b"]`), or another text field (`self.other`). Upper and lower case
    /// differ.
    pub const fn doesnt_contain<N: Needles>(values: N) -> DoesntContain<N>;

    const fn verify(&self);

    fn sentence(&self, _: Kind) -> &'static str {
        sentence_of(
            &self.values,
            "The {attribute} must not contain {values}.",
            "The {attribute} must not contain any of: {values}.",
            "The {attribute} must not contain the {values}.",
        )
    }

    fn message_id(&self, _: Kind) -> MessageId {
        one_of_three(&self.values, [id::doesnt_contain_one, id::doesnt_contain_several, id::doesnt_contain_field])
    }

    fn schema(&self, _: Kind) -> Schema<'_> {
        refusing(&self.values, self)
    }

    fn check(&self, value: &str) -> bool {
        self.values.any(|needle| value.contains(needle)).is_none_or(|found| !found)
    }
);

fn accepting<'a, N: Needles>(needles: &'a N, pattern: &'a dyn SchemaPattern) -> Schema<'a> {
    match has_texts(needles) {
        true => Schema::NONE.with("pattern", SchemaValue::Pattern(pattern)).exact(),
        false => Schema::NONE,
    }
}

fn refusing<'a, N: Needles>(needles: &'a N, pattern: &'a dyn SchemaPattern) -> Schema<'a> {
    match has_texts(needles) {
        true => Schema::NONE.without("pattern", SchemaValue::Pattern(pattern)).exact(),
        false => Schema::NONE,
    }
}

fn has_texts<N: Needles>(needles: &N) -> bool {
    !N::IS_FIELD && texts_of(needles).next().is_some()
}

/// The needles that can be found.
pub(crate) fn texts_of<N: Needles>(needles: &N) -> impl Iterator<Item = &str> + Clone {
    let texts = (0..).map_while(|index| match (needles.argument(), index) {
        (Argument::Text(text), 0) => Some(text),
        (Argument::List(list), _) => match list.at(index)? {
            Argument::Text(text) => Some(text),
            _ => None,
        },
        _ => None,
    });
    texts.filter(|text| !text.is_empty())
}

/// Where each rule finds the needles, as an expression.
macro_rules! patterns {
    ($($rule:ident: $before:literal, $after:literal;)+) => {$(
        impl<N: Needles> SchemaPattern for $rule<N> {
            fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_any(f, [$before, $after], texts_of(&self.values))
            }
        }
    )+};
}

patterns! {
    StartsWith: "^", "";
    EndsWith: "", "$";
    Contains: "", "";
    DoesntStartWith: "^", "";
    DoesntEndWith: "", "$";
    DoesntContain: "", "";
}

/// An expression for any of the texts.
fn write_any<'t>(
    f: &mut fmt::Formatter<'_>,
    [before, after]: [&str; 2],
    texts: impl Iterator<Item = &'t str> + Clone,
) -> fmt::Result {
    let are_several = texts.clone().nth(1).is_some();
    write!(f, "{before}{}", if are_several { "(" } else { "" })?;
    for (index, text) in texts.enumerate() {
        write!(f, "{}{}", if index > 0 { "|" } else { "" }, Literal(text))?;
    }
    write!(f, "{}{after}", if are_several { ")" } else { "" })
}

fn sentence_of<N: Needles>(needles: &N, one: &'static str, several: &'static str, field: &'static str) -> &'static str {
    one_of_three(needles, [one, several, field])
}

fn one_of_three<N: Needles, T>(needles: &N, [one, several, field]: [T; 3]) -> T {
    if N::IS_FIELD {
        field
    } else if needles.are_several() {
        several
    } else {
        one
    }
}

/// Refuses empty needles while the crate is built.
macro_rules! verify {
    ($rule:ident, $name:literal) => {
        impl $rule<&str> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                assert!(!self.values.is_empty(), concat!("`", $name, "` has an empty text; write what to look for"));
            }
        }

        impl<const N: usize> $rule<[&str; N]> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                $rule { values: self.values.as_slice() }.verify();
            }
        }

        impl $rule<&[&str]> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn verify(&self) {
                assert!(!self.values.is_empty(), concat!("`", $name, "` has no texts; write at least one"));
                let mut index = 0;
                while index < self.values.len() {
                    $rule { values: self.values[index] }.verify();
                    index += 1;
                }
            }
        }

        impl $rule<Mention> {
            #[doc(hidden)]
            pub const fn verify(&self) {}
        }
    };
}

verify!(StartsWith, "starts_with");
verify!(EndsWith, "ends_with");
verify!(Contains, "contains");
verify!(DoesntStartWith, "doesnt_start_with");
verify!(DoesntEndWith, "doesnt_end_with");
verify!(DoesntContain, "doesnt_contain");

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::rules::{Describe, Rule};

    #[test]
    fn one_needle() {
        for (text, needle, starts, ends, within) in [
            ("abc", "abc", true, true, true),
            ("abc", "a", true, false, true),
            ("abc", "b", false, false, true),
            ("abc", "c", false, true, true),
            ("abc", "abcd", false, false, false),
            ("ABC", "a", false, false, false),
            ("", "a", false, false, false),
            ("日本", "日", true, false, true),
            ("é", "e", false, false, false),
        ] {
            assert_eq!(starts_with(needle).check(text), starts, "{text:?} {needle:?}");
            assert_eq!(ends_with(needle).check(text), ends, "{text:?} {needle:?}");
            assert_eq!(contains(needle).check(text), within, "{text:?} {needle:?}");
            assert_eq!(doesnt_start_with(needle).check(text), !starts, "{text:?} {needle:?}");
            assert_eq!(doesnt_end_with(needle).check(text), !ends, "{text:?} {needle:?}");
            assert_eq!(doesnt_contain(needle).check(text), !within, "{text:?} {needle:?}");
        }
    }

    #[test]
    fn any_of_several_needles() {
        const SEVERAL: &[&str] = &["x", "a"];
        assert!(starts_with(SEVERAL).check("abc") && !doesnt_start_with(SEVERAL).check("abc"));
        assert!(!ends_with(["a", "b"]).check("abc") && doesnt_end_with(["a", "b"]).check("abc"));
        assert_eq!(starts_with("a").sentence(Kind::Text), "The {attribute} must start with {values}.");
        assert_eq!(starts_with(["a", "b"]).sentence(Kind::Text), "The {attribute} must start with one of: {values}.");
    }

    #[test]
    fn an_empty_needle_is_found_nowhere() {
        assert!(!starts_with("").check("a") && !contains(["", ""]).check("") && doesnt_contain("").check("a"));
    }

    #[test]
    fn another_field_is_a_needle_unless_absent() {
        let (prefix, absent) = (Some(String::from("a")), None::<String>);
        assert!(starts_with(Other(&prefix)).check("abc") && !starts_with(Other(&prefix)).check("bc"));
        assert!(starts_with(Other(&absent)).check("abc") && doesnt_contain(Other(&absent)).check("abc"));
        assert!(doesnt_contain(Other("")).check("abc") && contains(Other("")).check(""));
        assert_eq!(
            doesnt_contain(Mention::field("user_name")).sentence(Kind::Text),
            "The {attribute} must not contain the {values}."
        );
    }
}
