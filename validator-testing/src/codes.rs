//! The codes of all rules and of all refusals, one constant each, so that a misspelt one does not compile.
//!
//! The macros of this crate look single words up here. A test holds the list to the rules and refusals that there are.
#![allow(non_upper_case_globals)]

use unprocessable::Kind;
use unprocessable::rules::Describe;

/// The code of a violation.
///
/// ```
/// use unprocessable_testing::codes::{self, Code};
///
/// assert_eq!(codes::email.name(), "email");
/// assert_eq!(Code::new("sku_sold_out").name(), "sku_sold_out");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code(&'static str);

impl Code {
    /// A code that a program gives: that of a `custom` function, or of `code = "…"`.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// The code as a violation has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl From<&'static str> for Code {
    fn from(name: &'static str) -> Self {
        Self(name)
    }
}

/// A code stands wherever a rule does that only its code is asked of.
impl Describe for Code {
    const CODE: &'static str = "code";

    fn code(&self) -> &'static str {
        self.0
    }

    fn sentence(&self, _: Kind) -> &'static str {
        ""
    }
}

macro_rules! rules {
    ($($name:ident)+) => {
        $(
            #[doc = concat!("The code of [`", stringify!($name), "`](unprocessable::rules::", stringify!($name), "()).")]
            pub const $name: Code = {
                #[allow(unused_imports)]
                use unprocessable::rules::$name as _;
                Code(stringify!($name))
            };
        )+

        /// Those that are codes of rules.
        pub(crate) const RULES: &[&str] = &[$(stringify!($name)),+, "unique", "exists"];
    };
}

macro_rules! others {
    ($(#[doc = $doc:literal] $name:ident)+) => {
        $(
            #[doc = $doc]
            pub const $name: Code = Code(stringify!($name));
        )+

        /// Those that are codes of refusals, and of functions.
        const OTHERS: &[&str] = &[$(stringify!($name)),+];
    };
}

rules! {
    required required_if required_unless required_with required_with_all required_without required_without_all
    prohibited prohibited_if prohibited_unless prohibits filled accepted accepted_if declined declined_if
    length range min max size between gt gte lt lte
    multiple_of digits digits_between min_digits max_digits decimal positive negative nonzero finite
    alpha alpha_num alpha_dash ascii lowercase uppercase
    starts_with ends_with contains doesnt_start_with doesnt_end_with doesnt_contain
    regex not_regex no_control single_line trimmed slug identifier password
    file image
    email url hostname domain ip ipv4 ipv6 cidr mac_address uuid ulid json base64 hex hex_color semver jwt
    date month time datetime timezone
    credit_card iban bic lei isin isbn issn ean phone country currency language latitude longitude
    before before_or_equal after after_or_equal date_equals past future weekday weekend
    one_of none_of same different confirmed in_list
    distinct contains_all subset_of required_keys
}

others! {
    /// The code of the rule `unique`, which needs the feature `async` of `unprocessable`.
    unique
    /// The code of the rule `exists`, which needs the feature `async` of `unprocessable`.
    exists
    /// The code of a function that gives none of its own: `custom(…)`.
    custom
    /// Refused: a field that the struct does not know.
    unknown
    /// Refused: neither `true` nor `false`.
    boolean
    /// Refused: no whole number.
    integer
    /// Refused: no number.
    number
    /// Refused: no text.
    text
    /// Refused: not one character.
    character
    /// Refused: neither text nor bytes.
    bytes
    /// Refused: not `null`.
    null
    /// Refused: no list.
    list
    /// Refused: no object.
    object
    /// Refused: none of the names that there are.
    choice
    /// Refused: several values in place of one.
    single
    /// Refused: no length of time.
    duration
    /// Refused by the type for another reason.
    invalid
}

/// Whether a rule of the catalogue has this name.
pub(crate) fn is_rule(name: &str) -> bool {
    RULES.contains(&name)
}

/// Whether decode has this code for a value of a wrong type.
pub(crate) fn is_refusal(name: &str) -> bool {
    let of_both =
        ["required", "range", "length", "ip", "ipv4", "ipv6", "uuid", "url", "date", "time", "datetime", "file"];
    OTHERS.contains(&name) && !matches!(name, "unique" | "exists" | "custom") || of_both.contains(&name)
}

/// A function that makes a rule.
///
/// Implemented for functions with up to four parameters whose result is a rule.
#[diagnostic::on_unimplemented(
    message = "this is not a function that makes a rule",
    label = "not the constructor of a rule",
    note = "a rule is named by the path of its constructor, the code of a `custom` function by a text"
)]
pub trait Constructor<Arguments> {
    /// The code of the rule.
    const CODE: &'static str;
}

macro_rules! constructors {
    ($(($($argument:ident)*))+) => {$(
        impl<F: Fn($($argument),*) -> R, R: Describe, $($argument),*> Constructor<($($argument,)*)> for F {
            const CODE: &'static str = R::CODE;
        }
    )+};
}

constructors! { () (A) (A B) (A B C) (A B C D) }

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    /// The codes in the table of shapes of `RULES.md`.
    fn shapes() -> BTreeSet<String> {
        let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../RULES.md")).expect("RULES.md");
        let (_, shapes) = page.split_once("\n## Shapes\n").expect("a chapter on shapes");
        let (shapes, _) = shapes.split_once("\n## ").expect("a chapter behind it");
        let rows = shapes.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| when"));
        rows.filter_map(|row| Some(row.split(" | ").nth(1)?.trim_matches('`').to_owned())).collect()
    }

    #[test]
    fn every_rule_and_every_refusal_has_a_constant() {
        let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../RULES.md")).expect("RULES.md");
        let named: BTreeSet<&str> =
            page.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
        assert!(named.len() > 100, "{named:?}");
        assert_eq!(named, RULES.iter().copied().collect());

        let source = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/codes.rs")).expect("this file");
        let (_, others) = source.split_once("\nothers! {").expect("the list");
        let (others, _) = others.split_once("\n}").expect("its end");
        let others: BTreeSet<&str> =
            others.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('/')).collect();
        for shape in shapes() {
            assert!(others.contains(&*shape) || RULES.contains(&&*shape), "{shape} has no constant");
        }
        for other in others {
            let is_known = shapes().contains(other) || matches!(other, "unique" | "exists" | "custom");
            assert!(is_known, "{other} is no code");
        }
    }
}
